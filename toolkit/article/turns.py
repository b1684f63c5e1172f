"""Turns: who speaks where in a transcript, an interview, a parliament's report or a letters page, by its labels."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.text import Span

LEAST = 3  # labelled paragraphs that make a transcript
SHARE = 0.25  # of the paragraphs that begin a turn, at least

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Baroness|Prof|Professor|Hon|The Hon|Rt Hon|Senator|Sen|Rep|Rev|Judge|"
    r"Justice|Chief Justice|Shri|Smt|Datuk|Dato|Tan Sri|Deputy|Cllr|Councillor|Minister|President|Gen|Col|Capt)"
)
_ASIDE = r"(?:[ \xa0]?\([^()\n]{1,60}\))"  # (voice-over), (ph), (Harbour East) (Lab)
_NAME_WORD = r"(?:[A-Z][\w’'.-]*|de|da|del|van|von|der|bin|binti|al|el|ap|of)"
_LABEL = re.compile(
    rf"""
    (?P<mark>\*{{0,2}})                                              # bold in Markdown
    (?P<who>
        Q(?:uestion|UESTION)?(?=[.:—–]|[ ][—–-][ ]|[ ]["“(A-Z])           # Q.  QUESTION:  Q Will it?
      | A(?:nswer|NSWER)?(?=[.:—–]|[ ][—–-][ ])                           # A:  ANSWER:
      | (?:The[ ])?(?:(?:[A-Z][\w’'-]*|of|for|the|and|to)[ ]){{1,9}}     # The Under-Secretary (Mr. Frayne)
        \({_TITLE}\.?[ ][^()\n]{{2,40}}\)
      | {_TITLE}\.?[ \xa0]{_NAME_WORD}(?:[ \xa0]{_NAME_WORD}){{0,4}}{_ASIDE}{{0,3}}   # Mr. John MacLennan (Oban)
      | (?:THE[ ])?[A-Z][A-Z.’'-]+(?:[ \xa0][A-Z.’'-]+){{0,4}}             # S. RENDELL
        (?:,[ ][A-Z][^:\n]{{1,60}}?)?{_ASIDE}{{0,3}}                       # , TRANSIT CHAIRMAN (ph)
      | {_NAME_WORD}(?:[ \xa0]{_NAME_WORD}){{0,3}}{_ASIDE}{{0,2}}          # Ada Roe (mayor)
    )
    (?P=mark)
    (?:(?<=\b[QA])\.(?=[ ]) | :(?P=mark) | [ ][—–-](?=[ ]) | (?<=\bQ)(?=[ ]))   # Q.   Roe:   A –   Q
    [ \xa0]*
    """,
    re.VERBOSE,
)
_QUESTION = re.compile(r"Q(?:uestion)?$", re.IGNORECASE)
_ANSWER = re.compile(r"A(?:nswer)?$", re.IGNORECASE)
LEAST_QUESTIONS = 4  # of an interview without labels
_MARKS = re.compile(r"[“”\"]")
OPENS_LETTER = re.compile(  # "Dear Editor,", "SIR – The library"
    r"DEAR [A-Z][A-Z .’'-]+:"
    r"|Dear (?:Sir|Madam|Editor|editor|Sirs)\b"
    r"|To the Editor\b"
    r"|(?:Sir|Madam|SIR|MADAM)\s*[,—–-]"
)
_ADDRESSED = re.compile(  # "DEAR AGNES:"
    r"(?:DEAR|Dear)[ \xa0](?P<who>[A-Z][\w’'-]*(?:[ \xa0][A-Z][\w’'-]*){0,4})\s*[:,—–][ \xa0]*"
)
_SIGNATURE = re.compile(  # "-- SECOND RATE", "— Puzzled in Perth"
    r"(?:^|(?<=[.!?…”\"’]))\s*(?:--|[—–])\s*(?P<who>[A-Z][^.!?\n]{1,50}?)\.?\s*$"
)
_ADDRESS = re.compile(r"(?:DEAR|Dear)\b")
_IN_BRACKETS = re.compile(rf"\(({_TITLE}\.?[ ][^()\n]+)\)")
_DESCRIBED = re.compile(r"(?:,[ ][A-Z].*|[ \xa0]?\([^()]*\))+$")
_STAGE = re.compile(  # "(END VIDEO CLIP)", "(laughter)", "[crosstalk]"
    r"[(\[][^()\[\]]{2,80}[)\]]"
)


@dataclass(frozen=True)
class Turn:
    """What one speaker says in a row: the label's span, the name in it, and a span for each paragraph of the turn.

    ``role`` is "question", "answer" or "letter" for turns that are known to be one, else "turn". ``name`` is None where
    nobody is named ("Q."). The label of an interview without labels is empty.
    """

    label: Span
    name: Span | None
    content: tuple[Span, ...]
    role: str = "turn"
    addressed: bool = False  # whether the label says to whom it is, as in a letter

    @property
    def is_said(self) -> bool:
        """Whether the turn is a quote: questions of an interview without labels are the reporter's own words."""
        return self.role != "question" or self.label[0] < self.label[1]


def find_turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """Return the turns of a transcript, an interview or letters; none where labels are too few to make one.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Spans of its body paragraphs, in order; those without a label go on with the turn before them.

    >>> text = "ROE: It is late. LOW: It is not."
    >>> find_turns(text, [(0, 16), (17, 32)])
    []
    """
    return _labelled(text, paragraphs) or find_letters(text, paragraphs) or _questions(text, paragraphs)


def _labelled(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    labels: dict[Span, re.Match] = {}
    for start, end in paragraphs:
        label = _LABEL.match(text, start, end)
        if label and label.end() < end and not (_ADDRESS.match(label["who"]) or OPENS_LETTER.match(text, start)):
            labels[start, end] = label
    if not _is_transcript(list(labels.values()), len(paragraphs)):
        return []
    turns: list[Turn] = []
    for span in paragraphs:
        if label := labels.get(span):
            role = "question" if _QUESTION.match(label["who"]) else "answer" if _ANSWER.match(label["who"]) else "turn"
            name = _name(text, label.span("who")) if role == "turn" else None
            turns.append(Turn((span[0], label.end("who")), name, ((label.end(), span[1]),), role))
        elif turns and not _STAGE.fullmatch(text, *span):
            turns[-1] = replace(turns[-1], content=(*turns[-1].content, span))
    return turns


def find_letters(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """Return the letters of an advice column, where each begins with whom it is to ("DEAR AGNES:").

    A letter is whose it is signed ("-- SECOND RATE"); the answer is by whom the first letter is to.
    """
    addresses = {span: found for span in paragraphs if (found := _ADDRESSED.match(text, *span))}
    if len(addresses) < 2:
        return []
    asked = next(iter(addresses.values())).span("who")
    turns: list[Turn] = []
    for span in paragraphs:
        if found := addresses.get(span):
            turns.append(Turn((span[0], found.end("who")), None, ((found.end(), span[1]),), "letter", True))
        elif turns:
            turns[-1] = replace(turns[-1], content=(*turns[-1].content, span))
    result = []
    for turn in turns:
        start, end = turn.content[-1]
        signed = _SIGNATURE.search(text, start, end)
        if signed:
            last = ((start, signed.start()),) if signed.start() > start else ()
            result.append(replace(turn, name=signed.span("who"), content=(*turn.content[:-1], *last)))
        else:
            to_the_columnist = text[slice(*asked)].casefold() in text[slice(*turn.label)].casefold()
            result.append(replace(turn, name=None if to_the_columnist else asked, role="answer"))
    return [turn for turn in result if turn.content]


def _questions(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """Return the turns of an interview without labels: short questions in paragraphs of their own, each answered."""

    def asks(span: Span) -> bool:
        line = text[slice(*span)]
        return line.endswith("?") and len(line) < 250 and not _MARKS.search(line)

    asked = [k for k, span in enumerate(paragraphs) if asks(span)]
    if len(asked) < LEAST_QUESTIONS or any(OPENS_LETTER.match(text, start) for start, _ in paragraphs):
        return []
    inside = paragraphs[asked[0] :]
    marked = sum(bool(_MARKS.match(text, start)) for start, _ in inside)
    if len(asked) < SHARE * len(inside) or marked > 0.1 * len(inside):
        return []
    turns: list[Turn] = []
    for span in inside:
        if asks(span) and not (turns and turns[-1].role == "question"):
            turns.append(Turn((span[0], span[0]), None, (span,), "question"))
        elif turns[-1].role == "question":
            turns.append(Turn((span[0], span[0]), None, (span,), "answer"))
        else:
            turns[-1] = replace(turns[-1], content=(*turns[-1].content, span))
    return turns


def is_stage_direction(line: str) -> bool:
    """Whether a line says what is to be seen or heard, and nobody says it: "(END VIDEO CLIP)"."""
    return bool(_STAGE.fullmatch(line))


def _is_transcript(labels: Sequence[re.Match], paragraphs: int) -> bool:
    """Whether labels make a transcript: enough of them, and somebody speaks twice or all are in a transcript's form."""
    if len(labels) < LEAST or len(labels) < SHARE * paragraphs:
        return False
    names = Counter(label["who"] for label in labels)
    formal = sum(_is_formal(label["who"]) for label in labels)
    return len(names) > 1 and (max(names.values()) > 1 or formal > 0.7 * len(labels))


def _is_formal(who: str) -> bool:
    """Whether a label could hardly be anything else: in capitals, with a title, or Q and A."""
    return who.partition(",")[0].isupper() or bool(re.match(_TITLE, who)) or bool(_IN_BRACKETS.search(who))


def _name(text: str, who: Span) -> Span | None:
    """Return where the name stands in a label: in brackets behind an office, or before what describes its bearer."""
    inside = _IN_BRACKETS.search(text, *who)
    if inside and text[who[0] : inside.start()].strip():
        return inside.span(1)
    described = _DESCRIBED.search(text, *who)
    return (who[0], described.start()) if described else who
