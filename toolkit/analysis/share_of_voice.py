"""Who is given how many words: share of voice."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.analysis.positions import Positions
from toolkit.text import is_inside, merged, words

if TYPE_CHECKING:
    from toolkit.analysis.model import Analysis


@dataclass(frozen=True)
class VoiceCounts:
    """How many quotes and words are each speaker's, by the speaker's id; None stands for nobody named."""

    quotes: Counter = field(default_factory=Counter)
    words_quoted: Counter = field(default_factory=Counter)
    words_indirect: Counter = field(default_factory=Counter)

    def words(self, speaker: str | None) -> int:
        """Return how many words are a speaker's, inside quotation marks and outside of them."""
        return self.words_quoted[speaker] + self.words_indirect[speaker]

    def share(self, speaker: str | None) -> float:
        """Return which share of the words inside quotation marks is a speaker's, 0 to 1."""
        total = self.words_quoted.total()
        return self.words_quoted[speaker] / total if total else 0.0

    def row(self, speaker: str | None) -> list:
        """Return quotes, words_quoted, words_indirect, share_of_voice of a speaker."""
        counts = [counter[speaker] for counter in (self.quotes, self.words_quoted, self.words_indirect)]
        return [*counts, self.share(speaker)]


def count_voices(analysis: "Analysis", misc: bool = False) -> VoiceCounts:
    """Count each word of headline and body that somebody says or asks once, for its innermost speaker.

    Words inside quotation marks and words outside of them (indirect speech, and what a mixed quote has outside its
    marks) are counted apart. Without ``misc``, what nationalities and the like said is nobody's.

    >>> voices = count_voices(a)
    >>> voices.words_quoted, round(voices.share("a1"), 2)
    (Counter({'a1': 14}), 1.0)
    """
    actors = {a.id for a in analysis.actors if misc or a.type != "MISC"}
    positions, counts = Positions(analysis), VoiceCounts()
    for quote in analysis.statements:
        if positions.is_counted(quote.content[0][0]):
            counts.quotes[quote.speaker if quote.speaker in actors else None] += 1
    for start, in_marks in attributed_words(analysis):
        quote_around = positions.quotation(start) if in_marks else positions.quote(start)
        speaker = quote_around.speaker if quote_around and quote_around.speaker in actors else None
        (counts.words_quoted if in_marks else counts.words_indirect)[speaker] += 1
    return counts


def attributed_words(analysis: "Analysis") -> Iterator[tuple[int, bool]]:
    """Yield for each word of headline and body that somebody says or asks its start, and whether it is in marks."""
    article, positions = analysis.article, Positions(analysis)
    for start, end in merged(span for quote in analysis.statements for span in quote.content):
        for word_start, _ in words(article.text, start, end):
            if positions.is_counted(word_start):
                yield word_start, is_inside(word_start, article.quoted)
