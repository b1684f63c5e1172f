"""Where in an article an offset lies: sentence, paragraph, quote."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from toolkit.quotes import innermost_quote

if TYPE_CHECKING:
    from toolkit.analysis.model import Analysis
    from toolkit.quotes import Quote


class Positions:
    """What lies around each offset of an article's text.

    Paragraphs and sentences are numbered as a reader counts them: the body's from 1; what stands in the headline
    has 0; furniture has no number of its own.

    >>> positions, at = Positions(a), a.article.text.index("We found")
    >>> positions.paragraph(at), positions.sentence(at), positions.in_headline(at), positions.quote(at).id
    (1, 2, False, 'q1')
    """

    def __init__(self, analysis: "Analysis"):
        paragraphs = sorted(analysis.article.paragraphs, key=lambda p: p.span)
        self._text = analysis.article.text
        self._starts = [p.span[0] for p in paragraphs]
        self._kinds = [p.kind for p in paragraphs]
        self._numbers = _numbers(self._kinds)
        self._sentence_starts = [start for start, _ in analysis.sentences]
        self._sentence_numbers = _numbers([self._kind(start) for start in self._sentence_starts])
        self._quotes = [quote for quote in analysis.quotes if quote.is_statement]

    def _kind(self, offset: int) -> str:
        k = bisect_right(self._starts, offset) - 1
        return self._kinds[k] if k >= 0 else "furniture"

    def is_counted(self, offset: int) -> bool:
        """Return whether the offset lies in headline or body."""
        return self._kind(offset) != "furniture"

    def in_headline(self, offset: int) -> bool:
        """Return whether the offset lies in the headline."""
        return self._kind(offset) == "headline"

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph around the offset."""
        return self._numbers[bisect_right(self._starts, offset) - 1]

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence around the offset."""
        return self._sentence_numbers[max(bisect_right(self._sentence_starts, offset) - 1, 0)]

    def quote(self, offset: int) -> "Quote | None":
        """Return the innermost statement around the offset, the one with the shortest content, or None."""
        return self._quote_at(offset)

    def quotation(self, offset: int) -> "Quote | None":
        """Return the innermost direct or mixed quote around the offset, or None.

        What a speaker reports without marks inside a turn is the speaker's voice all the same.
        """
        return self._quotation_at(offset)

    @cached_property
    def _quote_at(self) -> "Callable[[int], Quote | None]":
        return innermost_quote(self._text, self._quotes)

    @cached_property
    def _quotation_at(self) -> "Callable[[int], Quote | None]":
        return innermost_quote(self._text, [quote for quote in self._quotes if quote.kind != "indirect"])


def _numbers(kinds: Sequence[str]) -> list[int]:
    """Return the number of each paragraph or sentence, by the kinds of all."""
    number, result = 0, []
    for kind in kinds:
        number += kind == "body"
        result.append(0 if kind == "headline" else number)
    return result
