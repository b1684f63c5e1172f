"""Rows of JSON Lines, percentages and spans, as all scorers use them."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

Span = Sequence[int]


def read(path: str | Path) -> list[dict]:
    """Return the rows of a JSON Lines file, without those that only say why a text failed ({"id", "error"})."""
    lines = Path(path).read_text("utf-8").split("\n")
    return [row for row in map(json.loads, filter(str.strip, lines)) if "error" not in row]


def percent(part: float, whole: float) -> float:
    """Return a share in percent, to one decimal; 0 of nothing.

    >>> percent(2, 3), percent(0, 0)
    (66.7, 0.0)
    """
    return round(100 * part / whole, 1) if whole else 0.0


def agreement(hits: int, predicted: int, gold: int) -> dict[str, float]:
    """Return precision, recall and their harmonic mean F1 (van Rijsbergen 1979), in percent.

    >>> agreement(hits=3, predicted=4, gold=6)
    {'p': 75.0, 'r': 50.0, 'f1': 60.0}
    """
    return {"p": percent(hits, predicted), "r": percent(hits, gold), "f1": percent(2 * hits, predicted + gold)}


def touch(one: Span, other: Span) -> bool:
    """Return whether two spans share a character.

    >>> touch((0, 3), (2, 5)), touch((0, 3), (3, 5))
    (True, False)
    """
    return one[0] < other[1] and other[0] < one[1]


def touch_any(span: Span, others: Iterable[Span]) -> bool:
    """Return whether a span shares a character with any of the others."""
    return any(touch(span, other) for other in others)
