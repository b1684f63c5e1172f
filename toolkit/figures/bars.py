"""Horizontal bars with their names to the left and their numbers at their ends."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from toolkit.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw(
    ax: "Axes",
    names: Sequence[str],
    values: Sequence[float],
    ends: Sequence[str],
    colours: Sequence[str],
    *,
    more: Sequence[float] = (),
    hatched: Sequence[bool] = (),
    most: float | None = None,
) -> Callable[["Axes", Any], None]:
    """Draw bars, the first on top.

    Parameters
    ----------
    names, values, ends, colours
        One a bar; ``ends`` is what stands at its end.
    more
        What is stacked on each bar, lighter and hatched.
    hatched
        Which bars are hatched.
    most
        The highest number the axis can have; without it, the axis counts things that come whole.

    Returns
    -------
    callable
        Makes room for the numbers at the bars' ends; for `finish`.
    """
    from matplotlib.ticker import MaxNLocator

    rows = range(len(names))
    hatches = ["////" if k < len(hatched) and hatched[k] else "" for k in rows]
    edges = [style.darker(c) for c in colours]
    bars = ax.barh(rows, values, height=0.66, color=colours, edgecolor=edges, linewidth=0.6)
    for bar, hatch in zip(bars, hatches, strict=True):
        bar.set_hatch(hatch)
    lengths = list(values)
    if len(more):
        ax.barh(rows, more, left=values, height=0.66, color="white", edgecolor=edges, hatch="////", linewidth=0.6)
        lengths = [a + b for a, b in zip(values, more, strict=True)]
    texts = [
        ax.annotate(end, (length, k), (4, 0), textcoords="offset points", va="center", color=style.INK)
        for k, (length, end) in enumerate(zip(lengths, ends, strict=True))
    ]
    for text in texts:
        text.set_parse_math(False)
    ax.set_yticks(list(rows), list(names))
    for label in ax.get_yticklabels():
        label.set_parse_math(False)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.grid(axis="y", visible=False)
    locator = MaxNLocator(5, integer=most is None, min_n_ticks=1, steps=[1, 2, 5, 10])
    longest = max(lengths) or 1

    def arrange(ax: "Axes", renderer: Any) -> None:
        room = ax.get_window_extent(renderer).width
        gap = 7 * ax.figure.dpi / 72
        needs = [
            length * room / max(room - gap - text.get_window_extent(renderer).width, room * 0.2)
            for length, text in zip(lengths, texts, strict=True)
        ]
        end = float(f"{max(longest * 1.02, *needs):.4g}")  # the last digits are chance
        ax.set_xlim(0, end)
        ax.set_xticks([tick for tick in locator.tick_values(0, end) if tick <= min(end, most or end)])

    ax.set_xlim(0, longest * 1.25)
    return arrange


def type_key(types: Sequence[str]) -> list[tuple[Any, str]]:
    """The key to the colours of these types, where there is more than one."""
    present = [kind for kind in style.TYPES if kind in set(types)]
    return [(patch(style.TYPES[kind]), style.TYPE_NAMES[kind]) for kind in present] if len(present) > 1 else []


def patch(colour: str, *, hatch: str = "", edge: Any = None) -> Any:
    """A little bar for a key."""
    from matplotlib.patches import Patch

    dark = style.SOFT if colour == "white" else style.darker(colour)
    return Patch(facecolor=colour, edgecolor=edge or dark, linewidth=0.6, hatch=hatch)
