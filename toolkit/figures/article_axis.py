"""The course of an article as a horizontal axis: word by word, with the numbers of its paragraphs."""

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from toolkit.figures import style
from toolkit.figures.model import Arrange
from toolkit.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from toolkit.analysis import Analysis

UNIT = "paragraph, as wide as its words"
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 100000)  # between paragraph numbers


class ArticleAxis:
    """Positions of offsets, in words from the article's start; headline and body, without furniture.

    ``paragraphs`` has each paragraph's number (0 for the headline), its first word, and the word after its last;
    ``bodies`` says how many paragraphs the body has.
    """

    def __init__(self, analysis: "Analysis", *, headline: bool = True):
        article = analysis.article
        self.starts: list[int] = []
        self.paragraphs: list[tuple[int, int, int]] = []
        number = 0
        for paragraph in sorted(article.paragraphs, key=lambda p: p.span):
            number += paragraph.kind == "body"
            if paragraph.kind == "body" or (headline and paragraph.kind == "headline"):
                first = len(self.starts)
                self.starts += [start for start, _ in words(article.text, *paragraph.span)]
                self.paragraphs.append((number if paragraph.kind == "body" else 0, first, len(self.starts)))
        self.bodies = number

    @property
    def length(self) -> int:
        """How many words there are."""
        return len(self.starts)

    @property
    def has_headline(self) -> bool:
        """Whether the axis begins with a headline."""
        return any(number == 0 for number, *_ in self.paragraphs)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return first word, and the word after the last, of a span of the text; of a part of a word, that word."""
        first = bisect_left(self.starts, start)
        return min(first, self.length), max(bisect_left(self.starts, end), first + 1)


def draw(ax: "Axes", axis: ArticleAxis) -> Arrange:
    """Make the horizontal axis the article's course; return what fits its numbers to a width, for `finish`."""
    ax.set_xlim(0, axis.length)
    for number, first, after in axis.paragraphs:
        if number % 2 == 0 and (number or after):
            ax.axvspan(first, after, color=style.FAINT, linewidth=0, zorder=0)
    ax.grid(visible=False)
    ends: dict[int, list[int]] = {}
    for number, first, after in axis.paragraphs:
        ends.setdefault(number, [first, after])[1] = after
    middles = {number: (first + after) / 2 for number, (first, after) in ends.items() if after > first}

    def arrange(ax: "Axes", renderer: Any) -> None:
        pixels_a_word, points_a_pixel = ax.get_window_extent(renderer).width / axis.length, 72 / ax.figure.dpi
        points = {number: middle * pixels_a_word * points_a_pixel for number, middle in middles.items()}
        steps = ([number for number in points if number % step == 0] for step in STEPS)
        numbers = next((fewer for fewer in steps if _stand_clear(fewer, points)), [])
        ax.set_xticks([middles[n] for n in numbers], [str(n) if n else "H" for n in numbers])

    return arrange


def _stand_clear(numbers: list[int], points: dict[int, float]) -> bool:
    """Return whether labels with these middles, in points, stand clear of each other."""
    half = [len(str(n)) * 0.65 * style.TEXT / 2 for n in numbers]
    middles = [points[n] for n in numbers]
    pairs = zip(middles, middles[1:], half, half[1:], strict=False)
    return all(b - a > left + right + 3 for a, b, left, right in pairs)
