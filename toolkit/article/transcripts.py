"""Transcripts: the turns of a text that says before each who speaks: broadcasts, parliaments, courts, interviews."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from toolkit import lexicon
from toolkit.article import between_turns
from toolkit.article.labels import HEADINGS, Label, examiner, name_within, read_label, read_label_line
from toolkit.article.turns import Turn
from toolkit.text import Span, quoted_spans

LEAST = 3  # labelled paragraphs that make a transcript
SHARE = 0.15  # of the paragraphs from the first label on that have one, at least
FORMALLY = 0.7  # of the labels that are formal, more than that: all of a record's are
FORMAL_LEAST, FORMAL_SHARE = 5, 0.08  # the same where nearly all labels are formal: a minister may speak at length
MOSTLY = 0.6  # of the labelled paragraphs that end as sentences do, at least
PEOPLE = 0.5  # of the labels that could be people's, at least: a paper asks, somebody answers
_ENDS_SENTENCE = re.compile(r"[.!?…—–-][)\]’'”\"*_]*$")
FEWEST_WORDS = 1  # that a turn has on average; a list of results has fewer
LEAD_WORDS = 12  # of a sentence above the first label, from which a story leads up to it
_WORD = re.compile(r"[^\W\d_]+")
_DEAR = re.compile(r"(?:DEAR|Dear)\b")
_IN_CAPITALS = re.compile(r"(?P<who>[A-Z][A-Z.’'& -]{1,40}):\s+")
_PAPER = re.compile(r"(?P<who>The(?: [A-Z][\w’'-]+){1,4}):\s+")  # "The Harbour Post: Is it late?"
_SWORN = re.compile(  # who gives evidence
    r"""
    (?: < | Whereupon,? )? [ ]? (?P<who> [A-Z][\w.’'-]+ (?: [ ][A-Z][\w.’'-]*){1,4} ) , [ ]
    (?: [^.:\n]{0,90}\b )? (?i: sworn | affirmed | recalled | called[ ]as )\b
    """,
    re.VERBOSE,
)
_CALLS = re.compile(  # "The plaintiff calls Ada Roe.", "I call Ben Low."
    r"\b(?:calls|I(?:[’']d like to| would like to| will)? call)[ ](?:(?:Mr|Mrs|Ms|Dr)\.?[ ])?"
    r"(?P<who>[A-Z][\w’'-]+(?:[ ][A-Z]\.)*(?:[ ][A-Z][\w’'-]+){1,2})(?=[.,]|$| to )"
)
_PRESIDING = re.compile(  # who "THE COURT" is
    r"(?i:before:?|the hono?u?rable|hon\.|judge|(?:chief )?justice)[ ](?:(?i:the hono?u?rable|hon\.|judge)[ ])?"
    r"(?P<who>[A-Z][\w.’'-]+(?:[ ][A-Z][\w.’'-]*){1,3})(?=,?[ ]presiding\b|,[ ](?:[\w ]+[ ])?(?i:judge|justice)\b)"
)
_ASKS_MINISTER = re.compile(  # how Hansard prints a question: "7. Mr. Roe asked the Secretary of State whether …"
    r"""
    (?: [*\d]{1,5}\.?[ ] )? (?P<who> (?: [A-Z][\w.’'-]*[ ] ){1,6}) (?: \([^()]{2,40}\)[ ] )? asked[ ]the[ ]
    (?= [A-Z]) [^.?]{4,160}? [ ,](?P<what> (?: whether|if|what|when|why|how|who|whom|which|where )\b )
    """,
    re.VERBOSE,
)
_ANSWERED = re.compile(r"(?<=[?.!,])[ ]?-{3,}[ ]*(?=[\w“\"'‘])")  # "Is that so?---It is.", as Australian courts write
_GIVEN_NAMES = lexicon.words("given_names", "given", "either")


def labelled_turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """Return the turns of a text with speakers' labels; none where these are too few to make a transcript.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Spans of its body paragraphs, in order. Those without a label go on with the turn before them, but for what
        nobody says (`toolkit.article.between_turns`).

    >>> text = "ROE: It is late. LOW: It is not."
    >>> labelled_turns(text, [(0, 16), (17, 32)])
    []
    """
    labels = _labels(text, paragraphs)
    if not labels:
        return []
    marks = quoted_spans(text, paragraphs)
    if _quotes_with_marks(text, labels, marks):
        return _turns_in_marks(labels, marks)
    return _Transcript(text, paragraphs, labels, marks).turns()


# ---------------------------------------------------------------- which paragraphs have a label


def _labels(text: str, paragraphs: Sequence[Span]) -> dict[Span, Label]:
    """Return the labels of a transcript, by their paragraph; none where the text is no transcript."""
    labels = _labels_before_colons(text, paragraphs)
    if _is_transcript(text, paragraphs, labels):
        labels = _of_people(text, labels)
        return _with_names(text, labels | _others(text, paragraphs, labels))
    lines = {span: label for span in paragraphs if (label := read_label_line(text, *span))}
    lines = {span: label for span, label in lines.items() if label.formal or (label.name and " " in text[slice(*span)])}
    return _with_names(text, lines) if _has_label_lines(text, paragraphs, lines) else {}


def _labels_before_colons(text: str, paragraphs: Sequence[Span]) -> dict[Span, Label]:
    """Return what could be labels at the beginning of paragraphs, in order."""
    found = {span: read_label(text, *span) for span in paragraphs}
    if surnames := _surnames(text, {span: label for span, label in found.items() if label}):
        found = {span: label or read_label(text, *span, surnames) for span, label in found.items()}
    labels = {span: label for span, label in found.items() if label and not _DEAR.match(text, label.who[0])}
    roles = {label.role for label in labels.values()}
    if not {"question", "answer"} <= roles:  # "A. Roe: …" is no answer, "QAnon says" no question
        glued = {span for span, label in labels.items() if label.role == "question" and label.end == label.who[1]}
        labels = {span: label for span, label in labels.items() if label.role != "answer" and span not in glued}
    return labels


def _of_people(text: str, labels: Mapping[Span, Label]) -> dict[Span, Label]:
    """Return labels without those that head a part of a speech ("First Point:"); what may be a name names nobody.

    A word used once as a label, and nowhere else, may be somebody's name.
    """
    times = Counter(_who(text, label) for label in labels.values())
    result = {}
    for span, label in labels.items():
        words = _who(text, label).casefold().split()
        sure = label.formal or times[_who(text, label)] > 1 or _is_named_elsewhere(text, label)
        if sure or not HEADINGS.intersection(words):
            result[span] = label if sure or len(words) > 1 else replace(label, name=None)
    return result


def _others(text: str, paragraphs: Sequence[Span], labels: Mapping[Span, Label]) -> dict[Span, Label]:
    """Return the labels of nobody known: what stands in capitals before a colon, and the paper that is "THP" below."""
    short = {text[slice(*label.who)] for label in labels.values()}
    found = {}
    for span in paragraphs:
        other = None if span in labels else _IN_CAPITALS.match(text, *span) or _PAPER.match(text, *span)
        initials = "".join(word[0] for word in other["who"].split()) if other else ""
        if other and (other["who"].isupper() or initials in short):
            found[span] = Label(other.span("who"), None, other.end(), formal=True)
    return found


def _is_named_elsewhere(text: str, label: Label) -> bool:
    """Whether the name in a label begins with a given name, or stands elsewhere in the text."""
    name = _who(text, label)
    return name.split()[0].casefold() in _GIVEN_NAMES or len(re.findall(rf"\b{re.escape(name)}\b", text)) > 1


def _who(text: str, label: Label) -> str:
    """Return the name in a label, or all of a label without one."""
    return text[slice(*label.name or label.who)]


def _is_transcript(text: str, paragraphs: Sequence[Span], labels: Mapping[Span, Label]) -> bool:
    """Whether labels make a transcript: enough of them, of people, and somebody speaks twice or all are formal."""
    if len(labels) < LEAST:
        return False
    first = min(labels)
    inside = sum(span >= first for span in paragraphs)
    formal = sum(label.formal for label in labels.values()) > FORMALLY * len(labels)
    enough = len(labels) >= SHARE * inside or (
        formal and len(labels) >= FORMAL_LEAST and len(labels) >= FORMAL_SHARE * inside
    )
    names = Counter(_who(text, label) for label in labels.values())
    talk = len(names) > 1 and (max(names.values()) > 1 or formal)
    said = [text[label.end : end] for (_, end), label in labels.items() if label.end < end]
    sentences = sum(bool(_ENDS_SENTENCE.search(line)) for line in said) >= MOSTLY * len(said)
    sentences = sentences and sum(len(_WORD.findall(line)) for line in said) >= FEWEST_WORDS * len(said)
    people = sum(_is_person(text, label) for label in labels.values()) >= PEOPLE * len(labels)
    return enough and talk and sentences and people


def _has_label_lines(text: str, paragraphs: Sequence[Span], lines: Mapping[Span, Label]) -> bool:
    """Whether lines that are only a name or an office are labels: somebody has two, and sentences follow them."""
    names = Counter(_who(text, label) for label in lines.values())
    formal = 2 * sum(label.formal for label in lines.values()) > len(lines)
    enough = len(lines) > LEAST and len(lines) >= (FORMAL_SHARE if formal else SHARE) * len(paragraphs)
    if not enough or len(names) < 2 or max(names.values()) < 2:
        return False
    following = [after for span, after in pairwise(paragraphs) if span in lines]
    said = [text[slice(*span)] for span in following if not between_turns.is_stage_direction(text[slice(*span)])]
    return sum(bool(_ENDS_SENTENCE.search(line)) for line in said) >= MOSTLY * max(len(said), 1)


def _is_person(text: str, label: Label) -> bool:
    """Whether a label could be a person's: formal, a full or given name, or part of a fuller one in the text."""
    if label.formal or label.name is None:
        return True
    name = text[slice(*label.name)]
    if " " in name or name.casefold() in _GIVEN_NAMES:
        return True
    return bool(re.search(rf"[A-Z][\w’'.-]+ (?:[a-z]+ )?{re.escape(name)}\b", text))


def _with_names(text: str, labels: Mapping[Span, Label]) -> dict[Span, Label]:
    """Return the labels without names that are initials ("MO"), and with those that look like an office ("KING")."""
    surnames, result = _surnames(text, labels), {}
    for span, label in labels.items():
        who = text[slice(*label.who)]
        if label.name is None and label.role == "turn" and who.casefold() in surnames:
            label = replace(label, name=label.who)
        elif label.name and _are_initials(text, text[slice(*label.name)]):
            label = replace(label, name=None, formal=False)
        result[span] = label
    return result


def _surnames(text: str, labels: Mapping[Span, Label]) -> set[str]:
    """Return the last words of the names in labels, in small letters."""
    return {text[slice(*label.name)].split()[-1].casefold() for label in labels.values() if label.name}


def _are_initials(text: str, name: str) -> bool:
    """Whether a label is somebody's initials: two or three capitals, and a name in the text that begins so."""
    letters = [c for c in name if c.isalpha()]
    if not 1 < len(letters) < 4 or not name.replace(".", "").isupper() or " " in name:
        return False
    full = r"[\w’'-]+\.? (?:[\w’'.-]+ )?".join(map(re.escape, letters)) + r"[a-z’'][\w’'-]*"
    return bool(re.search(rf"\b{full}", text)) or not set("AEIOUY") & set(letters)


# ---------------------------------------------------------------- from labels to turns


def _quotes_with_marks(text: str, labels: Mapping[Span, Label], marks: Sequence[Span]) -> bool:
    """Whether what is said stands in quotation marks behind most labels, questions apart."""
    said = [(label.end, end) for (_, end), label in labels.items() if label.end < end and text[end - 1] != "?"]
    opened = {start for start, _ in marks}
    return 2 * sum(start in opened for start, _ in said) > len(said)


def _turns_in_marks(labels: Mapping[Span, Label], marks: Sequence[Span]) -> list[Turn]:
    """Return the turns of a transcript that quotes with marks: what stands in them behind each label."""
    turns = []
    for (_, end), label in labels.items():
        said = tuple((a, b) for a, b in marks if label.end <= a and b <= end)
        if said and said[0][0] == label.end:
            turns.append(Turn(label.who, label.name, said, label.role))
    return turns


@dataclass
class _Transcript:
    """A transcript on its way into turns: who asks and who gives evidence, and the turns so far."""

    text: str
    paragraphs: Sequence[Span]
    labels: Mapping[Span, Label]
    marks: Sequence[Span]
    examiner: Span | None = None  # "BY MR. ROE:"
    witness: Span | None = None  # "ADA LOW, having been sworn"
    done: list[Turn] = field(default_factory=list)
    open: bool = False  # whether what follows goes on with the last turn

    @cached_property
    def formal(self) -> bool:
        """Whether most labels are formal, as in a record, and not a reporter's interview."""
        return 2 * sum(label.formal and label.role == "turn" for label in self.labels.values()) > len(self.labels)

    @cached_property
    def embedded(self) -> bool:
        """Whether a story leads up to the transcript: a sentence of some length."""
        first = min(self.labels)
        lead = (self.text[slice(*span)] for span in self.paragraphs if span < first)
        sentences = (line for line in lead if len(line.split()) > LEAD_WORDS and _ENDS_SENTENCE.search(line))
        return any(not between_turns.is_in_capitals(line) for line in sentences)

    @cached_property
    def last(self) -> Span:
        """The last paragraph with a label."""
        return max(self.labels)

    def turns(self) -> list[Turn]:
        """Return the turns."""
        for above in re.finditer(r"[^\n]+", self.text[: self.paragraphs[0][0]]):
            if sworn := _SWORN.match(self.text, *above.span()):
                self.witness = sworn.span("who")
        for span in self.paragraphs:
            self._read(span)
        return [turn for turn in self.done if turn.content]

    def _read(self, span: Span) -> None:
        """Take in one paragraph."""
        line = self.text[slice(*span)]
        if asking := examiner(self.text, *span):
            self.examiner, self.open = asking, False
        elif sworn := _SWORN.match(self.text, *span):
            self.witness, self.open = sworn.span("who"), False
        elif label := self.labels.get(span):
            self._begin(label, span)
        elif self.formal and (asked := _ASKS_MINISTER.match(self.text, *span)):
            name = name_within(self.text, *asked.span("who"))
            self.done.append(Turn((asked.start("who"), asked.end("who") - 1), name, (), "question"))
            self._go_on((asked.start("what"), span[1]))
            self.open = True
        elif between_turns.is_stage_direction(line):
            self._name_last(span)
        elif between_turns.is_procedure(line) or between_turns.is_in_capitals(line):
            self.open = False
        elif self.open and (not self.done[-1].content or not between_turns.is_heading(line)):
            if self.done[-1].content and self._narrates(span):
                self.open = False
            else:
                self._go_on(span)

    def _begin(self, label: Label, span: Span) -> None:
        """Begin a turn with a paragraph that has a label."""
        name = label.name
        if label.role == "question":
            name = self.examiner
        elif label.role == "answer" or self.text[slice(*label.who)].casefold() == "the witness":
            name = self.witness
        elif self.text[slice(*label.who)].casefold() in ("the court", "court", "the judge"):
            name = found.span("who") if (found := _PRESIDING.search(self.text)) else None
        self.done.append(Turn(label.who, name, (), label.role))
        self.open = True
        if label.end < span[1] and not between_turns.is_stage_direction(self.text[label.end : span[1]]):
            self._go_on((label.end, span[1]))

    def _name_last(self, brackets: Span) -> None:
        """Take the name from brackets on a line of their own below an office: "The Minister for Ports", "(Ben Low)"."""
        if self.open and not self.done[-1].content and not self.done[-1].name:
            name = name_within(self.text, brackets[0] + 1, brackets[1] - 1)
            self.done[-1] = replace(self.done[-1], name=name)

    def _go_on(self, span: Span) -> None:
        """Add a stretch of text to the last turn, and the witness's answer behind it as one of its own."""
        asked = self.done[-1]
        if asked.role == "answer" and not asked.label[0] < asked.label[1]:  # the next question: who asked before
            before = self.done[-2]
            asked = replace(before, content=())
            self.done.append(asked)
        if asked.role == "turn" and (calls := _CALLS.search(self.text, *span)):
            self.witness = calls.span("who")
        answered = _ANSWERED.search(self.text, *span)
        end = answered.start() if answered else span[1]
        self.done[-1] = replace(asked, content=(*asked.content, (span[0], end)))
        if answered:
            self.done.append(Turn((answered.end(),) * 2, self.witness, ((answered.end(), span[1]),), "answer"))

    def _narrates(self, span: Span) -> bool:
        """Whether a paragraph without a label is the reporter's, and goes on with no turn.

        Below the last label that is what nobody says as "I" or "we", where a story leads up to the transcript.
        """
        if self.embedded and span > self.last and not between_turns.is_talk(self.text, span, self.marks):
            return True
        return between_turns.narrates(self.text, span, self.marks, self._reporters_names(), quotes=not self.formal)

    def _reporters_names(self) -> list[str]:
        """Return the names that only the reporter would use here: the speaker's own, and others' in an interview."""
        own = self.done[-1].name
        spans = [own] if own else []
        if not self.formal:
            spans = [label.name for label in self.labels.values() if label.name]
        return sorted({self.text[slice(*span)].split()[-1].rstrip(".") for span in spans})
