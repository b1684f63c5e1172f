"""Turns: in a transcript, an interview or letters, what stands in a turn is its speaker's, marks or not."""

from collections.abc import Sequence

from toolkit.article import Turn
from toolkit.quotes.model import Span
from toolkit.reader import Attribution
from toolkit.text import share_covered

TURN_CONFIDENCE = 0.95  # that a turn is said by whom its label names
MOST = 0.6  # of a turn: an attribution that holds more of it is the turn itself


def with_turns(attributions: Sequence[Attribution], turns: Sequence[Turn]) -> list[Attribution]:
    """Return attributions, with each turn as one whose source is the turn's label.

    Of the others, those stay that lie within one turn, have a source there, and hold not most of it: what a speaker
    reports of somebody else. Those outside all turns stay too.
    """
    if not turns:
        return list(attributions)
    kept = [a for a in attributions if _stays(a, turns)]
    return kept + [Attribution(_source(turn), (), turn.content, TURN_CONFIDENCE) for turn in turns if turn.is_said]


def is_answer(attribution: Attribution, turns: Sequence[Turn]) -> bool:
    """Whether an attribution is a turn of an interview without labels that answers a question."""
    return any(turn.role == "answer" and not _source(turn) and turn.content == attribution.content for turn in turns)


def _source(turn: Turn) -> tuple[Span, ...]:
    """Return where a turn says whose it is: its name or label; a letter's address says whose it is not."""
    if turn.name:
        return (turn.name,)
    return (turn.label,) if turn.label[0] < turn.label[1] and turn.role != "letter" and not turn.addressed else ()


def _stays(attribution: Attribution, turns: Sequence[Turn]) -> bool:
    spans = (*attribution.content, *attribution.source, *attribution.cue)
    for turn in turns:
        inside = [share_covered(*span, turn.content) > 0.99 for span in spans]
        touches = any(share_covered(*span, [turn.label, *turn.content]) > 0 for span in spans if span[0] < span[1])
        if not touches:
            continue
        length = sum(end - start for start, end in turn.content)
        held = sum(end - start for start, end in attribution.content)
        return all(inside) and bool(attribution.source) and held < MOST * length
    return True
