"""Innermost quotes: where one quote holds another, whose words are whose."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from toolkit.quotes.model import Quote
from toolkit.text import lines


def innermost_quote(text: str, quotes: Sequence[Quote]) -> Callable[[int], Quote | None]:
    """Return a function of an offset of a text that gives the innermost quote around it, or None.

    That is the one whose content in that paragraph is the shortest; of equal ones the last.

    >>> quote_at = innermost_quote(a.article.text, a.quotes)
    >>> quote_at(a.article.text.index("cracks")).speaker_name, quote_at(0)
    ('Ada Roe', None)
    """
    parts = sorted(
        (start + a, start + b, -k)
        for k, quote in enumerate(quotes)
        for start, end in quote.content
        for a, b in lines(text[start:end])
    )
    starts = [start for start, _, _ in parts]
    reach, furthest = [], 0  # how far each part or one before it reaches
    for _, end, _ in parts:
        furthest = max(furthest, end)
        reach.append(furthest)

    def quote_at(offset: int) -> Quote | None:
        innermost = None
        k = bisect_right(starts, offset) - 1
        while k >= 0 and reach[k] > offset:
            start, end, number = parts[k]
            if end > offset and (innermost is None or (end - start, number) < innermost):
                innermost = (end - start, number)
            k -= 1
        return quotes[-innermost[1]] if innermost else None

    return quote_at
