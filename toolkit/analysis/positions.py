"""Where in an article an offset lies: sentence, paragraph, quote.

Paragraphs and sentences are numbered as a reader counts them: the body's from 1; what stands in the headline has 0.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.analysis.model import Analysis
    from toolkit.quotes import Quote


class Places:
    """Sentence and paragraph numbers of offsets: the body's from 1, the headline's 0; furniture counts nowhere."""

    def __init__(self, analysis: "Analysis"):
        paragraphs = sorted(analysis.article.paragraphs, key=lambda p: p.span)
        self._starts = [p.span[0] for p in paragraphs]
        self._kinds = [p.kind for p in paragraphs]
        self._numbers = _numbers(self._kinds)
        self._sentence_starts = [start for start, _ in analysis.sentences]
        self._sentence_numbers = _numbers([self._kind(start) for start in self._sentence_starts])

    def _kind(self, at: int) -> str:
        k = bisect_right(self._starts, at) - 1
        return self._kinds[k] if k >= 0 else "furniture"

    def counts(self, at: int) -> bool:
        """Whether the offset lies in headline or body."""
        return self._kind(at) != "furniture"

    def in_headline(self, at: int) -> bool:
        """Whether the offset lies in the headline."""
        return self._kind(at) == "headline"

    def paragraph(self, at: int) -> int:
        """The number of the paragraph around the offset."""
        return self._numbers[bisect_right(self._starts, at) - 1]

    def sentence(self, at: int) -> int:
        """The number of the sentence around the offset."""
        return self._sentence_numbers[max(bisect_right(self._sentence_starts, at) - 1, 0)]


def _numbers(kinds: Sequence[str]) -> list[int]:
    number, result = 0, []
    for kind in kinds:
        number += kind == "body"
        result.append(0 if kind == "headline" else number)
    return result


def innermost(found: Sequence["Quote"]) -> Callable[[int], "Quote | None"]:
    """A function of an offset: the quote with the shortest content around it, or None."""
    parts = sorted((start, end, -k) for k, quote in enumerate(found) for start, end in quote.content)
    starts = [start for start, _, _ in parts]
    reach, furthest = [], 0
    for _, end, _ in parts:
        furthest = max(furthest, end)
        reach.append(furthest)

    def at(offset: int) -> "Quote | None":
        best = None
        k = bisect_right(starts, offset) - 1
        while k >= 0 and reach[k] > offset:
            start, end, number = parts[k]
            if end > offset and (best is None or (end - start, number) < best[:2]):
                best = (end - start, number)
            k -= 1
        return found[-best[1]] if best else None

    return at
