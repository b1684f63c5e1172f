"""What several figures do to their axes: rows with names, columns that count."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def label_rows(ax: "Axes", labels: Sequence[str]) -> None:
    """Make the vertical axis rows with these names, the first on top."""
    ax.set_yticks(range(len(labels)), list(labels))
    for label in ax.get_yticklabels():
        label.set_parse_math(False)
    ax.set_ylim(len(labels) - 0.5, -0.5)


def rule_rows(ax: "Axes", number: int) -> None:
    """Draw a line through each of so many rows."""
    for k in range(number):
        ax.axhline(k, color=style.GRID, linewidth=0.6, zorder=0.5)


def count_upwards(ax: "Axes", *, whole: bool = True) -> None:
    """Make the vertical axis count things, which come whole, or rates."""
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter

    ax.yaxis.set_major_locator(MaxNLocator(5, integer=whole, min_n_ticks=1))
    if whole:
        ax.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    ax.grid(axis="x", visible=False)
    ax.grid(axis="y", visible=True)
