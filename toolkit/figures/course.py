"""The course of an article as a horizontal axis: word by word, paragraph by paragraph."""

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from toolkit.figures import style
from toolkit.text import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from toolkit.analysis import Analysis

UNIT = "paragraph, as wide as its words"


class Course:
    """Positions of offsets, in words from the article's start; headline and body, without furniture."""

    def __init__(self, analysis: "Analysis", *, headline: bool = True):
        article = analysis.article
        self.starts: list[int] = []
        self.paragraphs: list[tuple[int, int, int]] = []  # number (0: headline), first word, word after the last
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

    def span(self, start: int, end: int) -> tuple[int, int]:
        """First word, and the word after the last, of a span of the text; of a part of a word, that word."""
        first = bisect_left(self.starts, start)
        return min(first, self.length), max(bisect_left(self.starts, end), first + 1)


def draw(ax: "Axes", course: Course) -> Any:
    """Make the horizontal axis the article's course; what fits its numbers to a width, for `finish`."""
    ax.set_xlim(0, course.length)
    for number, first, after in course.paragraphs:
        if number % 2 == 0 and (number or after):
            ax.axvspan(first, after, color=style.FAINT, linewidth=0, zorder=0)
    ax.grid(visible=False)
    ends: dict[int, list[int]] = {}
    for number, first, after in course.paragraphs:
        ends.setdefault(number, [first, after])[1] = after
    middles = {number: (first + after) / 2 for number, (first, after) in ends.items() if after > first}

    def arrange(ax: "Axes", renderer: Any) -> None:
        point = ax.get_window_extent(renderer).width / course.length, 72 / ax.figure.dpi
        at = {number: middle * point[0] * point[1] for number, middle in middles.items()}
        numbers = next((shown for step in _STEPS if _apart(shown := [n for n in at if n % step == 0], at)), [])
        ax.set_xticks([middles[n] for n in numbers], [str(n) if n else "H" for n in numbers])

    return arrange


_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 100000)


def _apart(numbers: list[int], at: dict[int, float]) -> bool:
    """Whether labels at these places, in points, stand clear of each other."""
    wide = [len(str(n)) * 0.65 * style.TEXT / 2 for n in numbers]
    places = [at[n] for n in numbers]
    return all(b - a > left + right + 3 for a, b, left, right in zip(places, places[1:], wide, wide[1:], strict=False))
