"""A figure's frame: title, subtitle, note, and what it is in words and numbers."""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from toolkit.errors import ToolkitWarning
from toolkit.figures import style

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

BOXES = "the figures' font, DejaVu Sans, lacks some letters of these names: boxes stand for them, tables have them"


@dataclass
class Picture:
    """What an Axes shows, beside what is drawn in it."""

    alt: str
    data: "pandas.DataFrame"
    labels: list[str] = field(default_factory=list)  # of the rows, in full
    rows: float = 0  # how many rows high; 0 for a picture of fixed proportions
    arrange: Callable[["Axes", Any], None] | None = None  # fits what depends on the size, given a renderer
    beside: Sequence[Any] = ()  # texts to the right of the drawing
    subtitle: Any = None
    note: Any = None
    keys: Sequence[Any] = ()  # the same key in fewer and fewer columns: the first that fits is shown
    made: dict[tuple, bytes] = field(default_factory=dict)  # files, as long as the figure is unchanged


def data(ax: "Axes") -> "pandas.DataFrame":
    """The numbers behind a figure.

    >>> ax = toolkit.figures.share_of_voice(a)
    >>> toolkit.figures.data(ax)[["actor", "share_of_voice"]]
                actor  share_of_voice
    0         Ada Roe             1.0
    1         Ben Low             0.0
    2  (nobody named)             0.0
    """
    return _picture(ax).data


def alt_text(ax: "Axes") -> str:
    """What a figure shows, in words made from its numbers, for those who cannot see it.

    >>> ax = toolkit.figures.actor_frequency(a)
    >>> toolkit.figures.alt_text(ax)[:60]
    'Bar chart: Ada Roe and Ben Low are named most often, 2 times'
    """
    return _picture(ax).alt


def _picture(ax: "Axes") -> Picture:
    from toolkit.errors import ParameterError

    try:
        return ax._toolkit_picture  # type: ignore[attr-defined]
    except AttributeError:
        raise ParameterError("this Axes was not drawn by a function of toolkit.figures") from None


def begin(ax: "Axes | None") -> "Axes":
    """The caller's Axes, or one on a sheet of its own."""
    if ax is not None:
        return ax
    from toolkit.figures import sheet

    return sheet.new()


def finish(
    ax: "Axes",
    *,
    title: str,
    subtitle: str,
    alt: str,
    data: "pandas.DataFrame",
    note: str = "",
    unit: str = "",
    labels: Sequence[str] = (),
    rows: float = 0,
    key: Sequence[tuple[Any, str]] = (),
    beside: Sequence[Any] = (),
    arrange: Callable[["Axes", Any], None] | None = None,
) -> "Axes":
    """Give a drawn Axes its words, and its sheet its size.

    Parameters
    ----------
    title, subtitle, note
        What is to be seen; what is counted; what was left out.
    unit
        Of the horizontal axis.
    labels
        Names of the rows, in full: shortened to what fits.
    rows
        How many rows high the drawing is.
    key
        Handles and labels that explain signs and colours.
    beside
        Texts that stand to the right of the drawing and need room there.
    arrange
        Called with the Axes and a renderer whenever the size has changed.
    """
    from matplotlib.text import Text

    from toolkit.figures import fonts, sheet

    others = [text.get_text() for text in ax.findobj(Text)]
    if fonts.lacks([title], bold=True) or fonts.lacks([subtitle, note, *labels, *others]):
        warnings.warn(BOXES, ToolkitWarning, stacklevel=3)
        note = " · ".join(filter(None, (note, "boxes: letters that the font lacks")))
    picture = Picture(alt=alt, data=data, labels=list(labels), rows=rows, beside=beside, arrange=arrange)
    ax._toolkit_picture = picture  # type: ignore[attr-defined]
    ax.set_xlabel(unit, loc="left")
    if isinstance(ax.figure, sheet.Sheet):
        ax.set_title(title, ha="left", va="top")
        picture.subtitle = ax.figure.text(0, 0, subtitle, color=style.SOFT, ha="left", va="top")
        picture.note = ax.figure.text(0, 0, note, color=style.SOFT, fontsize=style.SMALL, ha="left", va="bottom")
        if key:
            handles, names = zip(*key, strict=True)
            columns = range(len(key), 0, -1)
            picture.keys = [ax.figure.legend(handles, names, loc="upper left", ncols=n) for n in columns]
        ax.figure.fit("page")
    else:
        sheet.fit_into(ax, title, note, key)
    return ax


def empty(ax: "Axes", sentence: str, *, data: "pandas.DataFrame") -> "Axes":
    """A picture that says why there is nothing to be seen."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, "nothing to show", color=style.SOFT, ha="center", va="center", transform=ax.transAxes)
    return finish(ax, title=sentence, subtitle="", alt=f"No figure: {sentence}.", data=data, rows=3)
