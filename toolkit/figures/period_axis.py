"""The labels of periods under a drawing: as many of them as fit."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from toolkit.figures import style
from toolkit.figures.model import Arrange

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LETTER = 0.62  # of the letters' size: how wide a letter is
GAP = 6  # points between labels


def label_periods(periods: Sequence[str], *, inside: bool = False) -> Arrange:
    """Return what labels the periods, each one unit wide, from the axis's start; for `finish`.

    Parameters
    ----------
    periods
        All of them; at least the first is labelled, and the last where it is "(no date)".
    inside
        Whether labels keep to the right of the drawing's left edge, or of the figure's.
    """
    widths = [len(name) * LETTER * style.TEXT for name in periods]

    def arrange(ax: "Axes", renderer: Any) -> None:
        box, point = ax.get_window_extent(renderer), ax.figure.dpi / 72
        low, high = ax.get_xlim()
        left = 0 if inside else 3 - box.x0 / point  # in points from the axis's start
        right = (ax.figure.bbox.width - box.x0) / point - 3

        def span(k: int) -> tuple[float, float]:
            middle = (k + 0.5 - low) * box.width / (high - low) / point
            middle = min(max(middle, left + widths[k] / 2), right - widths[k] / 2)
            return middle - widths[k] / 2, middle + widths[k] / 2

        labelled = _fitting(periods, [span(k) for k in range(len(periods))])
        middles = [low + sum(span(k)) / 2 * point * (high - low) / box.width for k in labelled]
        ax.set_xticks([float(f"{m:.4g}") for m in middles], [periods[k] for k in labelled])

    return arrange


def _fitting(periods: Sequence[str], spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return the numbers of the periods whose labels fit: every one, every second, every third."""
    last, fitting = len(periods) - 1, [0]
    for step in range(1, len(periods) + 1):
        fitting = list(range(0, len(periods), step))
        if fitting[-1] != last and periods[last].startswith("("):  # what is not a date must be labelled
            fitting = [k for k in fitting if spans[k][1] + GAP < spans[last][0]] + [last]
        if all(spans[a][1] + GAP <= spans[b][0] for a, b in pairwise(fitting)):
            break
    return fitting
