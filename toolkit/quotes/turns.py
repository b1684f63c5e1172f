"""Turns: in a transcript, an interview or letters, what stands in a turn is its speaker's, marks or not."""

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
from toolkit.text import merged, share_covered

TURN_CONFIDENCE = 0.95  # that a turn is said by whom its label names
MOST = 0.6  # of a turn: an attribution that holds more of it is the turn itself
_OWN = lexicon.words("pronouns", "first_person") | {"i", "you", "your", "let me"}


def said_turns(article: Article) -> dict[Spans, Turn]:
    """Return the turns that are quotes, by their content."""
    return {turn.content: turn for turn in article.turns if turn.is_said}


def as_attribution(turn: Turn) -> Attribution:
    """Return a turn as what the reader finds: its source is the label, or else the name of whoever speaks."""
    source = turn.label if turn.label[0] < turn.label[1] else turn.name
    return Attribution((source,) if source else (), (), turn.content, TURN_CONFIDENCE)


def apart_from_turns(text: str, attributions: Sequence[Attribution], turns: Sequence[Turn]) -> list[Attribution]:
    """Return the attributions that are not the turns over again.

    Those outside all turns stay, and what a speaker reports of somebody else: that lies within one turn, has its source
    there, and holds not most of it.
    """
    return [a for a in attributions if all(_is_apart(text, a, turn) for turn in turns)]


def turn_around(span: Span, turns: Sequence[Turn]) -> Turn | None:
    """Return the turn in which a span lies, None for what lies in none."""
    return next((turn for turn in turns if any(a <= span[0] and span[1] <= b for a, b in turn.content)), None)


def speaker_of_turn(turn: Turn, article: Article, discourse: Discourse) -> str | None:
    """Return who speaks in a turn: whom its label names, by initials or office too; else who answers the questions.

    In a court, who answers is the witness, and nobody known where no witness is named.
    """
    if turn.name:
        named = [id for m, id in discourse.mentions_within(*turn.name) if m.kind == "name" and m.label != "MISC"]
        return named[0] if named else discourse.speaker_of_label(discourse.text[slice(*turn.name)])
    if turn.role == "answer":
        return None if article.kind == "court" else discourse.interviewee()
    label = discourse.text[slice(*turn.label)]
    if turn.role != "turn" or not label:
        return None
    if 1 < len(label.replace(".", "")) < 4:
        return discourse.speaker_of_label(label.replace(".", ""))
    return _holder(fold(label.split()[-1]), article, discourse)


def discourse_within(article: Article, actors: Sequence[Actor], sources: Iterable[Span]) -> Discourse:
    """Return the discourse of what speakers tell: their turns are narration, their labels are none."""
    labels = [(max(start - 1, 0), end) for start, end in (turn.label for turn in article.turns) if start < end]
    return Discourse(article.text, actors, merged([*article.marks, *labels]), sources)


def reported_source(attribution: Attribution, kind: str, turn: Turn, article: Article, within: Discourse) -> Source:
    """Return the source of what the speaker of a turn reports: somebody else, and named near by.

    Much that the reader takes for reported speech in talk is none, so that indirect speech needs a name.
    """
    if not attribution.source:
        return Source(None)
    start = attribution.source[0][0]
    named = any(m.kind == "name" for span in attribution.source for m, _ in within.mentions_within(*span))
    if kind == "indirect" and not named:
        return Source(None)
    source = resolve_speaker(attribution.source, attribution.cue, attribution.content, kind, within)
    said = sorted(span for other in article.turns for span in other.content if span <= turn.content[0])
    near = within.mentions_within(said[-2:][0][0], start) if not named else ()
    if source.speaker and not named and source.speaker not in {id for m, id in near if m.kind == "name"}:
        return Source(None)
    return Source(None) if source.speaker == speaker_of_turn(turn, article, within) else source


def without_unmarked(attribution: Attribution, turns: Sequence[Turn], marks: Sequence[Span]) -> Attribution:
    """Return what somebody reports in a turn, as the quotation alone where the reader takes other words with it."""
    around = turn_around(attribution.source[0], turns) if attribution.source else None
    if not around:
        return attribution
    content = attribution.content
    inside = [m for m in marks if turn_around(m, [around]) and any(a <= m[0] and m[1] <= b for a, b in content)]
    exact = all(turn_around(span, [around]) for span in content) and _length(content) < MOST * _length(around.content)
    if inside and (not exact or inside[0][0] == content[0][0]):
        return replace(attribution, content=tuple(inside))
    return attribution


def _holder(noun: str, article: Article, discourse: Discourse) -> str | None:
    """Return the one person whom a transcript, before anybody speaks, names with the office that a label is."""
    start = min(turn.label[0] for turn in article.turns)
    named = {id for m, id in discourse.mentions_within(0, start) if m.kind == "name" and discourse.types[id] == "PER"}
    holders = [id for id in named if id in discourse.holders.get(kinship.plain_noun(noun), ())]
    return holders[0] if len(holders) == 1 else None


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _is_apart(text: str, attribution: Attribution, turn: Turn) -> bool:
    spans = (*attribution.content, *attribution.source, *attribution.cue)
    if not any(share_covered(*span, sorted((turn.label, *turn.content))) > 0 for span in spans if span[0] < span[1]):
        return True
    inside = all(share_covered(*span, turn.content) > 0.99 for span in spans) or not turn.is_said
    others = any(text[slice(*span)].strip(" ,").lower() not in _OWN for span in attribution.source)
    return inside and others and (not turn.is_said or _length(attribution.content) < MOST * _length(turn.content))
