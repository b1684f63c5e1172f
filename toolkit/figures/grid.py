"""Rows of names, columns of articles, outlets or periods: a bar in each cell, or a disc where columns are many."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.figures import style
from toolkit.figures.axes import label_rows, rule_rows
from toolkit.figures.model import Arrange
from toolkit.figures.period_axis import label_periods

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Row:
    """A row of a grid: its name, a number for each column (NaN where none can be given), and its colour."""

    name: str
    values: Sequence[float]
    texts: Sequence[str]  # the numbers as they are written in the cells
    colour: str


def draw_bars(ax: "Axes", rows: Sequence[Row], columns: Sequence[str]) -> Arrange:
    """Draw a bar in each cell with its number on it, or behind it where it is short; "–" is 0, NaN has no sign.

    Parameters
    ----------
    ax
        What is drawn in.
    rows
        The first is on top.
    columns
        What stands under the columns; `finish` takes it too.

    Returns
    -------
    callable
        Puts the numbers where they fit; for `finish`.
    """
    most = largest(rows)
    for j in range(0, len(columns), 2):
        ax.axvspan(j, j + 1, color=style.FAINT, linewidth=0, zorder=0)
    numbers = []
    for k, row in enumerate(rows):
        look: dict[str, Any] = {"color": style.lighter(row.colour), "edgecolor": style.darker(row.colour)}
        for j, (value, text) in enumerate(zip(row.values, row.texts, strict=True)):
            if value != value:
                continue
            left, length = j + 0.05, 0.9 * value / most
            if value:
                ax.barh(k, length, left=left, height=0.7, linewidth=0.6, **look)
            number = ax.annotate(
                text if value else "–", (left, k), (2.5, 0), textcoords="offset points", va="center",
                color=style.INK if value else style.SOFT, fontsize=style.SMALL,
            )  # fmt: skip
            numbers.append((number, left, length))
    _label(ax, rows, len(columns))
    ax.set_xticks([j + 0.5 for j in range(len(columns))], list(columns))

    def arrange(ax: "Axes", renderer: Any) -> None:
        column, gap = ax.get_window_extent(renderer).width / max(len(columns), 1), 4.5 * ax.figure.dpi / 72
        for number, left, length in numbers:
            needs = (number.get_window_extent(renderer).width + gap) / column
            behind = max(min(left + length, left + 0.95 - needs), left)  # not past the cell
            number.xy = (left if length >= needs else behind, number.xy[1])

    return arrange


def draw_discs(ax: "Axes", rows: Sequence[Row], periods: Sequence[str]) -> Arrange:
    """Draw a disc in each cell, its area as large as its number.

    Parameters
    ----------
    ax
        What is drawn in.
    rows
        The first is on top.
    periods
        The columns.

    Returns
    -------
    callable
        Fits discs and the periods' labels to a size; for `finish`.
    """
    most = largest(rows)
    cells = [(j, k, value) for k, row in enumerate(rows) for j, value in enumerate(row.values) if value > 0]
    discs = ax.scatter(
        [j + 0.5 for j, _, _ in cells],
        [k for _, k, _ in cells],
        s=1,
        color=[style.lighter(rows[k].colour) for _, k, _ in cells],
        edgecolor=[style.darker(rows[k].colour) for _, k, _ in cells],
    )
    discs.set_linewidth(0.6)
    _label(ax, rows, len(periods))
    rule_rows(ax, len(rows))
    label = label_periods(periods)

    def arrange(ax: "Axes", renderer: Any) -> None:
        box, dpi = ax.get_window_extent(renderer), ax.figure.dpi
        wide = min(box.width / max(len(periods), 1), box.height / max(len(rows), 1)) * 72 / dpi
        wide = min(max(wide, 7), 22)
        discs.set_sizes([max(value / most * wide**2, 2) for _, _, value in cells])
        label(ax, renderer)

    return arrange


def largest(rows: Sequence[Row]) -> float:
    """Return the largest number there is; 1 where there is none."""
    return max((value for row in rows for value in row.values if value == value), default=0) or 1


def _label(ax: "Axes", rows: Sequence[Row], columns: int) -> None:
    ax.set_xlim(0, max(columns, 1))
    label_rows(ax, [row.name for row in rows])
    ax.grid(visible=False)
