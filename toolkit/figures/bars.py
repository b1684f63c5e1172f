"""Horizontal bars with their names to the left and their numbers at their ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.display.wording import TYPE_NAMES
from toolkit.figures import style
from toolkit.figures.axes import label_rows
from toolkit.figures.model import Arrange, Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

HATCH = "////"


@dataclass(frozen=True)
class Bar:
    """A bar, what stands to its left and at its end."""

    name: str
    value: float
    end: str
    colour: str = style.ACCENT
    hatched: bool = False
    more: float | None = None  # what is stacked on it, white and hatched

    @property
    def length(self) -> float:
        """How long it is, with what is stacked on it."""
        return self.value + (self.more or 0)


def draw(ax: "Axes", bars: Sequence[Bar], *, most: float | None = None) -> Arrange:
    """Draw bars, the first on top.

    Parameters
    ----------
    ax
        What is drawn in.
    bars
        One or more.
    most
        The highest number the axis can have; without it, the axis counts things that come whole.

    Returns
    -------
    callable
        Makes room for the numbers at the bars' ends; for `finish`.
    """
    from matplotlib.ticker import StrMethodFormatter

    _draw_bars(ax, bars)
    if most is None:
        ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    ends = _write_ends(ax, bars)
    label_rows(ax, [bar.name for bar in bars])
    ax.grid(axis="y", visible=False)
    ax.set_xlim(0, (max(bar.length for bar in bars) or 1) * 1.25)
    return _room_for(ends, bars, most)


def chart(bars: Sequence[Bar], name: str, value: str, more: str = "") -> Chart:
    """Return bars for tools that draw them anew.

    Parameters
    ----------
    bars
        As they are drawn.
    name, value, more
        What their names, their numbers and what is stacked on them are called.
    """
    meanings = {style.TYPES[type]: name for type, name in TYPE_NAMES.items()} | {
        style.NOBODY: "nobody named, or the rest"
    }
    typed = len({bar.colour for bar in bars}) > 1 or any(bar.colour != style.ACCENT for bar in bars)
    rows = []
    for bar in bars:
        row: dict[str, Any] = {name: bar.name, value: round(bar.value, 4)}
        row |= {more: bar.more or 0} if more else {}
        rows.append(row | {"colour": meanings[bar.colour]})
    values = [value, more] if more else [value]
    return Chart(
        "bars",
        rows,
        name,
        values,
        {meaning: colour for colour, meaning in meanings.items()} if typed or name == "actor" else {},
    )


def _draw_bars(ax: "Axes", bars: Sequence[Bar]) -> None:
    rows, values = range(len(bars)), [bar.value for bar in bars]
    colours, edges = [bar.colour for bar in bars], [style.darker(bar.colour) for bar in bars]
    drawn = ax.barh(rows, values, height=0.66, color=colours, edgecolor=edges, linewidth=0.6)
    for rectangle, bar in zip(drawn, bars, strict=True):
        rectangle.set_hatch(HATCH if bar.hatched else "")
    more = [bar.more for bar in bars if bar.more is not None]
    if more:
        ax.barh(rows, more, left=values, height=0.66, color="white", edgecolor=edges, hatch=HATCH, linewidth=0.6)


def _write_ends(ax: "Axes", bars: Sequence[Bar]) -> list["Text"]:
    """Write what stands at the bars' ends."""
    where: dict[str, Any] = {"textcoords": "offset points", "va": "center", "color": style.INK}
    texts: list[Text] = [ax.annotate(bar.end, (bar.length, k), (4, 0), **where) for k, bar in enumerate(bars)]
    for text in texts:
        text.set_parse_math(False)
    return texts


def _room_for(ends: Sequence["Text"], bars: Sequence[Bar], most: float | None) -> Arrange:
    """Return a function that makes the axis so long that the texts at the bars' ends fit."""
    from matplotlib.ticker import MaxNLocator

    locator = MaxNLocator(5, integer=most is None, min_n_ticks=1, steps=[1, 2, 5, 10])
    longest = max(bar.length for bar in bars) or 1

    def arrange(ax: "Axes", renderer: Any) -> None:
        room = ax.get_window_extent(renderer).width
        gap = 7 * ax.figure.dpi / 72
        needs = [
            bar.length * room / max(room - gap - text.get_window_extent(renderer).width, room * 0.2)
            for bar, text in zip(bars, ends, strict=True)
        ]
        end = float(f"{max(longest * 1.02, *needs):.4g}")  # the last digits are chance
        ax.set_xlim(0, end)
        ax.set_xticks([tick for tick in locator.tick_values(0, end) if tick <= min(end, most or end)])

    return arrange
