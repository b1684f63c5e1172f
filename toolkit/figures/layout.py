"""Where the parts of a figure lie, at any size: title, subtitle, key, drawing, note, from the top."""

from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.layout_engine import LayoutEngine

from toolkit.figures import style
from toolkit.figures.model import Key, Picture, picture_of
from toolkit.figures.text_fitting import fit_column_heads, fit_row_labels, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Inches.
PAD = 0.11
GAP = 0.07
ROW_HEIGHTS = {1: 0.25, 2: 0.36}  # of rows whose names have one line, or two
LEAST_ROW_HEIGHT = 0.165  # on a slide
POINT = 1 / 72

PROPORTION = 0.36  # height to width of what has no rows
WIDEST_LABELS = 0.36  # of the width


class Margins(NamedTuple):
    """Inches around the drawing, and how many lines the rows' names have."""

    left: float
    right: float
    top: float
    bottom: float
    lines: int


class Layout(LayoutEngine):
    """Places title, subtitle, key, drawing and note of a sheet whenever it is drawn."""

    _adjust_compatible = True
    _colorbar_gridspec = True

    def execute(self, fig: Any) -> None:
        """Fit all words into the sheet's size, and the drawing between them."""
        if hasattr(fig.plot, "_toolkit_picture"):
            _place(fig, fig._get_renderer())


def _place(fig: Any, renderer: Any) -> None:
    ax, picture, (width, height) = fig.plot, picture_of(fig.plot), fig.get_size_inches()
    margins = measure_margins(fig, renderer)
    left, bottom = margins.left, margins.bottom
    box = [left, bottom, max(width - left - margins.right, 0.5), max(height - margins.top - bottom, 0.3)]
    ax.set_position([box[0] / width, box[1] / height, box[2] / width, box[3] / height])
    ax._autotitlepos = False  # the place is ours to say
    at = height - PAD
    ax.title.set_position(((PAD - left) / box[2], (at - bottom) / box[3] - 6 * POINT / box[3]))
    at -= _height(ax.title, renderer)
    if picture.subtitle.get_text():
        at -= GAP * 0.8
        picture.subtitle.set_position((PAD / width, at / height))
        at -= _height(picture.subtitle, renderer)
    for key in picture.keys:
        key.set_bbox_to_anchor((PAD / width, (at - GAP) / height), transform=fig.transFigure)
    picture.note.set_position((PAD / width, PAD / height))
    if picture.arrange:
        picture.arrange(ax, renderer)


def measure_margins(fig: Any, renderer: Any) -> Margins:
    """Wrap and shorten a sheet's words to its width; return the room they take around the drawing."""
    ax, picture = fig.plot, picture_of(fig.plot)
    width = fig.get_size_inches()[0]
    top, bottom = _head(fig, picture, renderer), _foot(fig, picture, renderer)
    if not ax.axison:
        return Margins(PAD, PAD, top, bottom, 1)
    lines = 1
    if picture.labels:
        lines = fit_row_labels(ax, picture.labels, WIDEST_LABELS * width * fig.dpi, renderer)
    labels = [t.get_window_extent(renderer).width for t in ax.get_yticklabels()]
    left = PAD + _inches(max(labels, default=0), fig) + 6 * POINT
    beside = [text.get_window_extent(renderer).width for text in picture.beside]
    right = max([PAD * 1.6, *(PAD + 4 * POINT + _inches(width, fig) for width in beside)])
    wrap(ax.xaxis.label, (width - left - right) * fig.dpi, renderer)
    unit = _height(ax.xaxis.label, renderer) + 4 * POINT if ax.get_xlabel() else 0
    bottom += unit + POINT * (style.TEXT * 1.35 + 4)
    if picture.heads:
        fit_column_heads(ax, picture.heads, (width - left - right) * fig.dpi, renderer)
        heads = max(_height(text, renderer) for text in ax.get_xticklabels())
        bottom += max(heads - POINT * style.TEXT * 1.35, 0)
    return Margins(left, right, top, bottom, lines)


def _head(fig: Any, picture: Picture, renderer: Any) -> float:
    """Wrap title and subtitle, show the key that fits; return the inches they take."""
    room = (fig.get_size_inches()[0] - 2 * PAD) * fig.dpi
    top = PAD
    for text, gap in ((fig.plot.title, 0), (picture.subtitle, GAP * 0.8)):
        wrap(text, room, renderer)
        top += gap + _height(text, renderer) if text.get_text() else 0
    if picture.keys:
        top += GAP + _fit_key(picture, room, renderer)
    return top + GAP * 1.6


def _foot(fig: Any, picture: Picture, renderer: Any) -> float:
    """Wrap the note; return the inches it takes."""
    wrap(picture.note, (fig.get_size_inches()[0] - 2 * PAD) * fig.dpi, renderer)
    return PAD + (_height(picture.note, renderer) + GAP if picture.note.get_text() else 0)


def _fit_key(picture: Picture, room: float, renderer: Any) -> float:
    """Show the key in as many columns as fit; return its height in inches."""
    boxes = [key.get_window_extent(renderer) for key in picture.keys]
    widest = next((k for k, box in enumerate(boxes) if box.width <= room), len(boxes) - 1)
    for k, key in enumerate(picture.keys):
        key.set_visible(k == widest)
    return _inches(boxes[widest].height, picture.keys[widest].figure)


def fitting_size(fig: Any, size: str) -> tuple[float, float]:
    """Return width and height in inches of a sheet as "column", "page" or "slide"."""
    rows = picture_of(fig.plot).rows
    width, height = style.WIDTHS[size], 0.0
    for turn in range(3):  # a wider sheet needs less height for words: the second time is right, or a little too small
        fig.set_size_inches(width, 3)
        margins = measure_margins(fig, fig._get_renderer())
        around = margins.top + margins.bottom
        if size != "slide":
            drawing = max(rows, 2) * ROW_HEIGHTS[margins.lines] if rows else PROPORTION * max(width, 4.5)
            return width, around + drawing
        least = around + (rows * LEAST_ROW_HEIGHT * (1 if margins.lines == 1 else 1.6) if rows else 1)
        height = max(style.SLIDE_HEIGHT, least, height if turn == 2 else 0)
        width = height / style.SLIDE_HEIGHT * style.WIDTHS["slide"]  # more rows: smaller letters, same shape
    return width, height


def fit_into(ax: "Axes", title: str, note: str, key: Key) -> None:
    """Give the caller's Axes title, key and note as far as they have room; the rest of the layout is the caller's."""
    fig: Any = ax.figure
    renderer = fig.canvas.get_renderer() if hasattr(fig.canvas, "get_renderer") else None
    renderer = renderer or fig._get_renderer()
    picture, room = picture_of(ax), ax.get_window_extent(renderer).width
    ax.set_title(title, loc="center")
    wrap(ax.title, room, renderer)
    if note:
        ax.set_xlabel(" · ".join(filter(None, (ax.get_xlabel(), note))), loc="left")
        wrap(ax.xaxis.label, room, renderer)
    if picture.labels:
        fit_row_labels(ax, picture.labels, room * WIDEST_LABELS, renderer)
    if picture.heads:
        fit_column_heads(ax, picture.heads, room, renderer)
    if key:
        handles, names = zip(*key, strict=True)
        ax.legend(handles, names, loc="best")
    if picture.arrange:
        picture.arrange(ax, renderer)


def _height(text: Any, renderer: Any) -> float:
    return _inches(text.get_window_extent(renderer).height, text.figure)


def _inches(pixels: float, fig: "Figure") -> float:
    """Return pixels as inches, rounded: a box's size has other last digits elsewhere, and files are to be the same."""
    return round(pixels / fig.dpi, 3)
