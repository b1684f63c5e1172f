"""Spans: pairs of character offsets (start, end), the end exclusive."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

Span = tuple[int, int]


def is_inside(offset: int, spans: Sequence[Span]) -> bool:
    """Return whether an offset lies in one of these spans, which stand in order and apart from one another.

    >>> [is_inside(k, [(2, 4), (6, 7)]) for k in range(8)]
    [False, False, True, True, False, False, True, False]
    """
    k = bisect_right(spans, (offset, float("inf"))) - 1
    return k >= 0 and offset < spans[k][1]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return what the spans cover, in order and apart from one another.

    >>> merged([(6, 7), (0, 3), (2, 5)])
    [(0, 5), (6, 7)]
    """
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def trimmed(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans without the white space at their ends; those that hold nothing else are left out.

    >>> trimmed("a  b ", [(0, 2), (2, 5), (1, 3)])
    ((0, 1), (3, 4))
    """
    pieces = ((start, text[start:end]) for start, end in spans)
    found = ((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())) for start, piece in pieces)
    return tuple((start, end) for start, end in found if start < end)


def without(spans: Sequence[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """Return what is left of spans without others.

    >>> without([(0, 5), (7, 9)], [(3, 8)])
    ((0, 3), (8, 9))
    """
    for a, b in taken:
        spans = [part for x, y in spans for part in ((x, min(y, a)), (max(x, b), y)) if part[0] < part[1]]
    return tuple(spans)


def joined_text(text: str, spans: Iterable[Span]) -> str:
    """Return the words of one or several spans on one line, with " … " between spans.

    >>> joined_text("“Go,” he said. “Now.”", [(0, 5), (15, 21)])
    '“Go,” … “Now.”'
    """
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def share_covered(start: int, end: int, spans: Sequence[Span]) -> float:
    """Return which share of ``start`` to ``end`` these spans cover, which stand in order and apart from one another.

    >>> share_covered(1, 5, [(0, 2), (4, 9)])
    0.5
    """
    k, covered = max(bisect_right(spans, (start, start)) - 1, 0), 0
    while k < len(spans) and spans[k][0] < end:
        covered += max(0, min(spans[k][1], end) - max(spans[k][0], start))
        k += 1
    return covered / (end - start)
