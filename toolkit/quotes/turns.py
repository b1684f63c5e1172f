"""Turns: in a transcript, an interview or letters, what stands in a turn is its speaker's, marks or not.

What the reader takes for attributions in talk is mostly the turns over again. Of the rest, that stays which a speaker
reports of somebody else.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit import lexicon
from toolkit.actors import Actor, kinship
from toolkit.actors.names import fold
from toolkit.article import Article, Turn
from toolkit.quotes.discourse import Discourse
from toolkit.quotes.model import Source, Span, Spans
from toolkit.quotes.speakers import resolve_speaker
from toolkit.reader import Attribution
from toolkit.text import merged, share_covered, trimmed, without

TURN_CONFIDENCE = 0.95  # that a turn is said by whom its label names
MOST = 0.6  # of a turn: an attribution that holds more of it is the turn itself
_OWN = lexicon.words("pronouns", "first_person") | {"i", "you", "your", "let me"}  # whoever talks is the source


class Turns:
    """The turns of an article, to be looked up by offset.

    Parameters
    ----------
    article
        An article; most have no turns.
    """

    def __init__(self, article: Article):
        self.article = article
        self.said = [turn for turn in article.turns if turn.is_said]  # those that are quotes
        self.by_content: dict[Spans, Turn] = {}  # the same, by the content of their quotes
        parts = ((*span, turn) for turn in article.turns for span in turn.content)
        labels = ((*turn.label, turn) for turn in article.turns if turn.label[0] < turn.label[1])
        self._parts = sorted((*parts, *labels), key=lambda part: part[:2])
        self._starts = [start for start, _, _ in self._parts]

    def around(self, span: Span) -> Turn | None:
        """Return the turn that is a quote and holds a span, None where there is none."""
        k = bisect_right(self._starts, span[0]) - 1
        if k < 0 or not self._parts[k][2].is_said or self._parts[k][:2] == self._parts[k][2].label:
            return None
        return self._parts[k][2] if span[1] <= self._parts[k][1] else None

    def touching(self, spans: Iterable[Span]) -> list[Turn]:
        """Return the turns that share a character with spans, labels included."""
        found = {}
        for start, end in spans:
            k = max(bisect_right(self._starts, start) - 1, 0)
            while k < len(self._parts) and self._parts[k][0] < end:
                if self._parts[k][1] > start:
                    found[id(self._parts[k][2])] = self._parts[k][2]
                k += 1
        return list(found.values())

    def before(self, turn: Turn) -> int:
        """Return where the turn before a turn begins, or the turn itself where it is the first."""
        k = bisect_right(self._starts, turn.content[0][0]) - 1
        while k > 0 and self._parts[k][2] is turn:
            k -= 1
        return self._parts[k][0]

    def attributions(self, reported: Sequence[Attribution]) -> list[Attribution]:
        """Return the turns as what the reader finds, each without the quotations in it that are somebody else's.

        The source is the label, or else the name of whoever speaks. ``reported`` is what speakers report of others.
        """
        marks = self.article.marks
        others = merged(span for a in reported if a.source for span in a.content if self.around(span))
        quotations = [mark for mark in marks if share_covered(*mark, others) > 0.5] if others else []
        result = []
        for turn in self.said:
            content = words_without(self.article.text, turn.content, quotations) or turn.content
            source = turn.label if turn.label[0] < turn.label[1] else turn.name
            self.by_content[content] = turn
            result.append(Attribution((source,) if source else (), (), content, TURN_CONFIDENCE))
        return result


def reported_in_turns(attributions: Sequence[Attribution], turns: Turns) -> list[Attribution]:
    """Return the attributions that are not turns over again: those outside, and what speakers report of others.

    The latter lie within one turn with a source there, and hold not most of it. Where the reader takes more, it is the
    quotation in marks alone.
    """
    exact = (_quotation_alone(attribution, turns) for attribution in attributions)
    return [a for a in exact if all(_is_apart(a, turn, turns) for turn in turns.touching(_spans(a)))]


def speaker_of_turn(turn: Turn, article: Article, discourse: Discourse) -> str | None:
    """Return who speaks in a turn: whom its label names, by initials or office too; else who answers the questions.

    In a court, who answers is the witness, and nobody known where no witness is named.
    """
    if turn.name:
        named = [id for m, id in discourse.mentions_within(*turn.name) if m.kind == "name" and m.label != "MISC"]
        return named[0] if named else discourse.speaker_of_label(discourse.text[slice(*turn.name)])
    if turn.role == "answer":
        return None if article.kind == "court" else discourse.interviewee
    label = discourse.text[slice(*turn.label)].replace(".", "")
    if turn.role != "turn" or not label:
        return None
    if 1 < len(label) < 4:
        return discourse.speaker_of_label(label)
    return _holder_in_front(fold(label.split()[-1]), article, discourse)


def source_within_turn(attribution: Attribution, kind: str, turns: Turns, discourse: Discourse) -> Source | None:
    """Return the source of what the speaker of a turn reports; None for an attribution outside turns.

    It is somebody else, and named near by. Much that the reader takes for reported speech in talk is none, so that
    indirect speech needs a name.
    """
    turn = turns.around(attribution.content[0])
    if turn is None:
        return None
    named = any(m.kind == "name" for span in attribution.source for m, _ in discourse.mentions_within(*span))
    if not attribution.source or (kind == "indirect" and not named):
        return Source(None)
    source = resolve_speaker(attribution.source, attribution.cue, attribution.content, kind, discourse)
    if named:
        return Source(None) if source.speaker == speaker_of_turn(turn, turns.article, discourse) else source
    start, end = attribution.source[0]  # talk is no narration: whom a pronoun means tells more than what stands before
    meant = next((id for m, id in discourse.mentions_within(start, end) if m.kind == "pronoun"), source.speaker)
    return Source(_named_near(meant, (start, end), turn, turns, discourse), source.speaks_for)


def _named_near(speaker: str | None, source: Span, turn: Turn, turns: Turns, discourse: Discourse) -> str | None:
    """Return whom a pronoun or description in a turn refers to, if the turn or the one before it names who that is.

    It is never who talks: where that one is thought to be meant, it is the other one who is "she", if there is one.
    """
    near = {
        id
        for m, id in discourse.mentions_within(turns.before(turn), source[0])
        if m.kind == "name" and m.label == "PER"
    }
    talking = speaker_of_turn(turn, turns.article, discourse)
    if speaker != talking or not speaker:
        return speaker if speaker in near else None
    sex = {"he": "he", "she": "she"}.get(discourse.text[slice(*source)].lower(), "")
    others = [id for id in near if id != talking and discourse.sexes.get(id) == sex]
    return others[0] if len(others) == 1 else None


def discourse_within(turns: Turns, actors: Sequence[Actor], sources: Iterable[Span]) -> Discourse:
    """Return the discourse of what speakers tell: their turns are its narration, their labels are not."""
    article = turns.article
    labels = [(max(start - 1, 0), end) for start, end in (turn.label for turn in article.turns) if start < end]
    return Discourse(article.text, actors, merged([*article.marks, *labels]), sources)


def _spans(attribution: Attribution) -> Spans:
    """Return all spans of an attribution that are not empty."""
    spans = (*attribution.content, *attribution.source, *attribution.cue)
    return tuple(span for span in spans if span[0] < span[1])


def words_without(text: str, spans: Spans, taken: Sequence[Span]) -> Spans:
    """Return what is left of spans without others, as far as it holds words."""
    return tuple((a, b) for a, b in trimmed(text, without(spans, taken)) if any(c.isalnum() for c in text[a:b]))


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _quotation_alone(attribution: Attribution, turns: Turns) -> Attribution:
    """Return what somebody reports in a turn, as the quotation alone where the reader takes other words with it."""
    around = turns.around(attribution.source[0]) if attribution.source else None
    if not around:
        return attribution
    content = attribution.content
    marks = turns.article.marks
    near = marks[bisect_left(marks, (content[0][0], 0)) : bisect_left(marks, (content[-1][1], 0))]
    inside = tuple(m for m in near if turns.around(m) is around and any(a <= m[0] and m[1] <= b for a, b in content))
    exact = all(turns.around(span) is around for span in content) and _length(content) < MOST * _length(around.content)
    return (
        replace(attribution, content=inside)
        if inside and not (exact and inside[0][0] != content[0][0])
        else attribution
    )


def _is_apart(attribution: Attribution, turn: Turn, turns: Turns) -> bool:
    """Whether an attribution that touches a turn is something else: what its speaker reports of somebody else.

    In a question that is no quote, all stays but what is asked of "you".
    """
    text = turns.article.text
    others = any(text[slice(*span)].strip(" ,").lower() not in _OWN for span in attribution.source)
    if not turn.is_said:
        return others
    inside = all(share_covered(*span, turn.content) > 0.99 for span in _spans(attribution))
    return inside and others and _length(attribution.content) < MOST * _length(turn.content)


def _holder_in_front(noun: str, article: Article, discourse: Discourse) -> str | None:
    """Return the one person whom a transcript, before anybody speaks, names with the office that a label is."""
    start = min(turn.label[0] for turn in article.turns)
    named = {id for m, id in discourse.mentions_within(0, start) if m.kind == "name" and discourse.types[id] == "PER"}
    holders = [id for id in named if id in discourse.holders.get(kinship.plain_noun(noun), ())]
    return holders[0] if len(holders) == 1 else None
