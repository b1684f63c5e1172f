"""The beginning and the end of every figure: an Axes to draw in; then its words, its key and its size."""

import warnings
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from toolkit.display.copies import ONCE, how_counted
from toolkit.errors import ToolkitWarning
from toolkit.figures import fonts, style
from toolkit.figures.model import Arrange, Chart, Key, Picture, Words

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

BOXES = "the figures' font, DejaVu Sans, lacks some letters of these names: boxes stand for them, tables have them"


def begin(ax: "Axes | None") -> "Axes":
    """Return the caller's Axes, or one on a sheet of its own."""
    if ax is not None:
        return ax
    from toolkit.figures.sheet import Sheet

    return Sheet().plot


def finish(
    ax: "Axes",
    words: Words,
    data: "pandas.DataFrame",
    *,
    labels: Sequence[str] = (),
    heads: Sequence[str] = (),
    beside: Sequence[Any] = (),
    key: Key = (),
    arrange: Arrange | None = None,
    chart: Chart | None = None,
    rows: int = 0,
) -> "Axes":
    """Give a drawn Axes its words, and its sheet its size; return it.

    Parameters
    ----------
    ax
        What is drawn in.
    words
        Title, subtitle, note, the horizontal axis's unit, alt text.
    data
        The numbers behind the figure; what their ``attrs["copies"]`` says of copies, it says too.
    labels
        Names of the rows, in full: shortened to what fits.
    heads
        Names of the columns, in full: broken into lines, or upright, where that is what fits.
    beside
        Texts that stand to the right of the drawing and need room there.
    key
        Handles and labels that explain signs and colours.
    arrange
        Called with the Axes and a renderer whenever the size has changed.
    chart
        What is drawn, for tools that draw it anew.
    rows
        How many rows high a drawing without rows is.
    """
    if how := how_counted(data):
        said = "each story once" if how == ONCE else "copies too"
        words = replace(words, subtitle=f"{words.subtitle}; {said}", alt=f"{words.alt} {data.attrs['copies']}")
    picture = Picture(
        words.alt, data, labels, heads, rows=len(labels) or rows, beside=beside, arrange=arrange, chart=chart
    )
    return _put_words(ax, words, picture, key)


def empty(ax: "Axes", sentence: str, data: "pandas.DataFrame") -> "Axes":
    """Return the Axes as a picture that says why there is nothing to be seen."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, "nothing to show", color=style.SOFT, ha="center", va="center", transform=ax.transAxes)
    words = Words(title=sentence, subtitle="", alt=f"No figure: {sentence}.")
    return _put_words(ax, words, Picture(words.alt, data, rows=3), key=())


def _put_words(ax: "Axes", words: Words, picture: Picture, key: Key) -> "Axes":
    from toolkit.figures import layout
    from toolkit.figures.sheet import Sheet

    note, picture.words = words.note, words
    if _font_lacks_letters(ax, words, picture.labels):
        warnings.warn(BOXES, ToolkitWarning, stacklevel=4)  # for whoever called the figure's function
        note = " · ".join(filter(None, (note, "boxes: letters that the font lacks")))
    ax._toolkit_picture = picture  # type: ignore[attr-defined]
    ax.set_xlabel(words.unit, loc="left")
    if not isinstance(ax.figure, Sheet):
        layout.fit_into(ax, words.title, note, key)
        return ax
    sheet = ax.figure
    ax.set_title(words.title, ha="left", va="top")
    picture.subtitle = sheet.text(0, 0, words.subtitle, color=style.SOFT, ha="left", va="top")
    picture.note = sheet.text(0, 0, note, color=style.SOFT, fontsize=style.SMALL, ha="left", va="bottom")
    if key:
        handles, names = zip(*key, strict=True)
        columns = range(len(key), 0, -1)
        picture.keys = [sheet.legend(handles, names, loc="upper left", ncols=n) for n in columns]
    sheet.fit("page")
    return ax


def _font_lacks_letters(ax: "Axes", words: Words, labels: Sequence[str]) -> bool:
    from matplotlib.text import Text

    drawn = [text.get_text() for text in ax.findobj(Text)]
    return fonts.lacks([words.title], bold=True) or fonts.lacks([words.subtitle, words.note, *labels, *drawn])
