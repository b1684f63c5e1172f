"""Rows of names with lanes for articles, outlets or periods: bars with their numbers, or discs where lanes are many."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from toolkit.figures import phrases, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ROOM = 150  # points that all lanes have in the narrowest figure
LETTER = 5.2  # points


def heads(names: Sequence[str]) -> tuple[list[str], str]:
    """What stands above lanes, and a note: the names where they fit every size, else letters that the note explains.

    >>> heads(["post", "wire"]), heads(["a-very-long-name", "another-long-name"])
    ((['post', 'wire'], ''), (['A', 'B'], 'A: a-very-long-name · B: another-long-name'))
    """
    if len(names) * (max(map(len, names), default=0) + 1) * LETTER <= ROOM:
        return list(names), ""
    letters = [LETTERS[k] if k < len(LETTERS) else str(k + 1) for k in range(len(names))]
    told = [f"{letter}: {phrases.short(name, 24)}" for letter, name in zip(letters, names, strict=True)]
    return letters, " · ".join(told)


def bars(
    ax: "Axes",
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[float]],
    texts: Sequence[Sequence[str]],
    colours: Sequence[str],
) -> Callable[["Axes", Any], None]:
    """A bar in each lane of each row with its number on it, or behind it where it is short; what fits them."""
    most = max((value for row in values for value in row), default=0) or 1
    for j in range(0, len(columns), 2):
        ax.axvspan(j, j + 1, color=style.FAINT, linewidth=0, zorder=0)
    numbers = []
    for k, (row, words, colour) in enumerate(zip(values, texts, colours, strict=True)):
        look = {"color": style.lighter(colour), "edgecolor": style.darker(colour), "linewidth": 0.6}
        for j, (value, text) in enumerate(zip(row, words, strict=True)):
            long = 0.9 * value / most
            if value:
                ax.barh(k, long, left=j + 0.05, height=0.7, **look)
            number = ax.annotate(
                text if value else "–", (j + 0.05, k), (2.5, 0), textcoords="offset points", va="center",
                color=style.INK if value else style.SOFT, fontsize=style.SMALL,
            )  # fmt: skip
            numbers.append((number, j + 0.05, long))
    _frame(ax, rows, len(columns))
    ax.set_xticks([j + 0.5 for j in range(len(columns))], list(columns))

    def arrange(ax: "Axes", renderer: Any) -> None:
        lane, gap = ax.get_window_extent(renderer).width / max(len(columns), 1), 4.5 * ax.figure.dpi / 72
        for number, left, long in numbers:
            inside = long * lane >= number.get_window_extent(renderer).width + gap
            number.xy = (left if inside else left + long, number.xy[1])

    return arrange


def discs(
    ax: "Axes",
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[float]],
    colours: Sequence[str],
) -> Callable[["Axes", Any], None]:
    """A disc in each lane of each row, its area as large as its number; what fits them to a size, for `finish`."""
    most = max((value for row in values for value in row), default=0) or 1
    points = [(j + 0.5, k, value) for k, row in enumerate(values) for j, value in enumerate(row) if value]
    shades = [style.lighter(colours[k]) for _, k, _ in points]
    edges = [style.darker(colours[k]) for _, k, _ in points]
    found = ax.scatter([x for x, _, _ in points], [k for _, k, _ in points], s=1, color=shades, edgecolor=edges)
    found.set_linewidth(0.6)
    _frame(ax, rows, len(columns))
    for k in range(len(rows)):
        ax.axhline(k, color=style.GRID, linewidth=0.6, zorder=0.5)
    label = along(columns)

    def arrange(ax: "Axes", renderer: Any) -> None:
        box, dpi = ax.get_window_extent(renderer), ax.figure.dpi
        wide = min(box.width / max(len(columns), 1), box.height / max(len(rows), 1)) * 72 / dpi
        wide = min(max(wide, 7), 22)
        found.set_sizes([max(value / most * wide**2, 2) for _, _, value in points])
        label(ax, renderer)

    return arrange


def along(periods: Sequence[str], *, start: float = 0.5, inside: bool = False) -> Callable[["Axes", Any], None]:
    """Labels of periods under a drawing, as many as fit (``inside`` of its left edge); for `finish`."""
    wide = [len(name) * 0.62 * style.TEXT for name in periods]

    def arrange(ax: "Axes", renderer: Any) -> None:
        box, point = ax.get_window_extent(renderer), ax.figure.dpi / 72
        low, high = ax.get_xlim()
        edges = (
            0 if inside else 3 - box.x0 / point,
            (ax.figure.bbox.width - box.x0) / point - 3,
        )  # of the figure, from the axis's start

        def place(k: int) -> tuple[float, float]:
            middle = (k + start - low) * box.width / (high - low) / point
            middle = min(max(middle, edges[0] + wide[k] / 2), edges[1] - wide[k] / 2)
            return middle - wide[k] / 2, middle + wide[k] / 2

        last = len(periods) - 1
        for step in range(1, len(periods) + 1):
            shown = list(range(0, len(periods), step))
            if shown[-1] != last and periods[last].startswith("("):  # what is not a date must be told
                shown = [k for k in shown if place(k)[1] + 6 < place(last)[0]] + [last]
            spans = [place(k) for k in shown]
            if all(a[1] + 6 <= b[0] for a, b in pairwise(spans)):
                break
        middles = [low + (a + b) / 2 * point * (high - low) / box.width for a, b in spans]
        ax.set_xticks([float(f"{m:.4g}") for m in middles], [periods[k] for k in shown])

    return arrange


def _frame(ax: "Axes", rows: Sequence[str], columns: int) -> None:
    ax.set_xlim(0, max(columns, 1))
    ax.set_yticks(range(len(rows)), list(rows))
    for label in ax.get_yticklabels():
        label.set_parse_math(False)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.grid(visible=False)
