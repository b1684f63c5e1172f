"""Who is given how many words: share of voice."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from toolkit.analysis.positions import Places, innermost
from toolkit.text import words

if TYPE_CHECKING:
    from toolkit.analysis.model import Analysis
    from toolkit.quotes import Quote


class Said:
    """How many quotes and words are each speaker's; None stands for nobody named."""

    def __init__(self) -> None:
        self.quotes: Counter = Counter()
        self.quoted: Counter = Counter()
        self.indirect: Counter = Counter()

    def words(self, speaker: str | None) -> int:
        """All words ascribed to a speaker."""
        return self.quoted[speaker] + self.indirect[speaker]

    def row(self, speaker: str | None) -> list:
        """quotes, words_quoted, words_indirect, share_of_voice of a speaker."""
        total = self.quoted.total()
        quoted = self.quoted[speaker]
        return [self.quotes[speaker], quoted, self.indirect[speaker], quoted / total if total else 0.0]


def count(analysis: "Analysis", misc: bool = False) -> Said:
    """Count each word position of headline and body that is ascribed to somebody once, for its innermost speaker.

    Words inside quotation marks and words outside of them (indirect speech, and what a mixed quote has outside its
    marks) are counted apart. Without ``misc``, what nationalities and the like said is nobody's.
    """
    known = {a.id for a in analysis.actors if misc or a.type != "MISC"}
    around = innermost(analysis.quotes)
    places, said = Places(analysis), Said()
    for quote in analysis.quotes:
        if places.counts(quote.content[0][0]):
            said.quotes[quote.speaker if quote.speaker in known else None] += 1
    for at, inside in words_said(analysis):
        holder = around(at)
        speaker = holder.speaker if holder and holder.speaker in known else None
        (said.quoted if inside else said.indirect)[speaker] += 1
    return said


def words_said(analysis: "Analysis") -> Iterator[tuple[int, bool]]:
    """Each word of headline and body that is ascribed to somebody: where it begins, whether inside quotation marks."""
    article, places = analysis.article, Places(analysis)
    inside = _inside(article.quoted)
    for start, end in _where(analysis.quotes):
        for at, _ in words(article.text, start, end):
            if places.counts(at):
                yield at, inside(at)


def _where(found: Sequence["Quote"]) -> list[tuple[int, int]]:
    """Where anything is said, as spans apart from one another."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(span for quote in found for span in quote.content):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _inside(spans: Sequence[tuple[int, int]]) -> Callable[[int], bool]:
    starts = [start for start, _ in spans]

    def inside(at: int) -> bool:
        k = bisect_right(starts, at) - 1
        return k >= 0 and at < spans[k][1]

    return inside
