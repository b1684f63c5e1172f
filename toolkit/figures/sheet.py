"""Figures that lay themselves out for any size and show themselves in notebooks."""

from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import LayoutEngine
from matplotlib.textpath import text_to_path

from toolkit.figures import style

if TYPE_CHECKING:
    from toolkit.figures.picture import Picture

# Inches.
PAD = 0.11
GAP = 0.07
ROW, ROW_OF_TWO_LINES, LEAST_ROW = 0.25, 0.36, 0.165
PROPORTION = 0.36  # height to width of what has no rows
WIDEST_LABELS = 0.36  # of the width
POINT = 1 / 72


class Plot(Axes):
    """Axes that show their picture as a cell's result."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict, dict]:
        from toolkit.figures import files

        return files.mimebundle(self)


class Sheet(Figure):
    """A figure with one `Plot` on it, laid out by `Layout`."""

    def __init__(self) -> None:
        super().__init__(figsize=(style.WIDTHS["page"], 3))
        FigureCanvasAgg(self)
        self.set_layout_engine(Layout())
        self.plot = self.add_subplot(axes_class=Plot)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict, dict]:
        return self.plot._repr_mimebundle_(include, exclude)

    def fit(self, size: str) -> None:
        """Take the size "column", "page" or "slide"."""
        width = style.WIDTHS[size]
        for _ in range(2):  # a wider sheet needs less height for words: the second time is right
            self.set_size_inches(width, 3)
            *_, top, bottom, row = margins(self, self._get_renderer())
            rows = self.plot._toolkit_picture.rows
            if size != "slide":
                height = top + bottom + (max(rows, 2) * row if rows else PROPORTION * max(width, 4.5))
                break
            least = top + bottom + (rows * LEAST_ROW * (1 if row == ROW else 1.6) if rows else 1)
            height = max(style.SLIDE_HEIGHT, least)
            width = height / style.SLIDE_HEIGHT * style.WIDTHS["slide"]  # more rows: smaller letters, same shape
        self.set_size_inches(width, height)


class Layout(LayoutEngine):
    """Places title, subtitle, key, drawing and note whenever the figure is drawn."""

    _adjust_compatible = True
    _colorbar_gridspec = True

    def execute(self, fig: Sheet) -> None:  # type: ignore[override]
        """Fit all words into the figure's size, and the drawing between them."""
        renderer = fig._get_renderer()
        ax, (width, height) = fig.plot, fig.get_size_inches()
        picture = getattr(ax, "_toolkit_picture", None)
        if picture is None:
            return
        left, right, top, bottom, _ = margins(fig, renderer)
        box = [left, bottom, max(width - left - right, 0.5), max(height - top - bottom, 0.3)]
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


def new() -> Plot:
    """A Plot on a Sheet of its own."""
    return Sheet().plot


def margins(fig: Sheet, renderer: Any) -> tuple[float, float, float, float, float]:
    """Wrap and shorten a sheet's words to its width: left, right, top, bottom margin and a row's height, in inches."""
    ax, picture = fig.plot, fig.plot._toolkit_picture
    width = fig.get_size_inches()[0]
    room = (width - 2 * PAD) * fig.dpi
    top = PAD
    for text, gap in ((ax.title, 0), (picture.subtitle, GAP * 0.8)):
        wrap(text, room, renderer)
        top += gap + _height(text, renderer) if text.get_text() else 0
    if picture.keys:
        top += GAP + _fit_key(picture, room, renderer)
    wrap(picture.note, room, renderer)
    bottom = PAD + (_height(picture.note, renderer) + GAP if picture.note.get_text() else 0)
    if not ax.axison:
        return PAD, PAD, top + GAP * 1.6, bottom, ROW
    row = ROW
    if picture.labels:
        row = fit_labels(ax, picture.labels, WIDEST_LABELS * width * fig.dpi, renderer)
    labels = [t.get_window_extent(renderer).width for t in ax.get_yticklabels()]
    left = PAD + _inches(max(labels, default=0), fig) + 6 * POINT
    beside = [text.get_window_extent(renderer).width for text in picture.beside]
    right = max([PAD * 1.6, *(PAD + 4 * POINT + _inches(width, fig) for width in beside)])
    wrap(ax.xaxis.label, (width - left - right) * fig.dpi, renderer)
    unit = _height(ax.xaxis.label, renderer) + 4 * POINT if ax.get_xlabel() else 0
    bottom += unit + POINT * (style.TEXT * 1.35 + 4)
    return left, right, top + GAP * 1.6, bottom, row


def fit_into(ax: Axes, title: str, note: str, key: Sequence[tuple[Any, str]]) -> None:
    """Give the caller's Axes title, key and note as far as they have room; the rest of the layout is the caller's."""
    renderer = ax.figure.canvas.get_renderer() if hasattr(ax.figure.canvas, "get_renderer") else None
    renderer = renderer or ax.figure._get_renderer()
    picture, room = ax._toolkit_picture, ax.get_window_extent(renderer).width
    ax.set_title(title, loc="center")
    wrap(ax.title, room, renderer)
    if note:
        ax.set_xlabel(" · ".join(filter(None, (ax.get_xlabel(), note))), loc="left")
        wrap(ax.xaxis.label, room, renderer)
    if picture.labels:
        fit_labels(ax, picture.labels, room * WIDEST_LABELS, renderer)
    if key:
        handles, names = zip(*key, strict=True)
        ax.legend(handles, names, loc="best")
    if picture.arrange:
        picture.arrange(ax, renderer)


def fit_labels(ax: Axes, labels: Sequence[str], room: float, renderer: Any) -> float:
    """Shorten the rows' names to the room there is, in two lines where that helps; the height a row needs."""
    from matplotlib.ticker import FixedFormatter

    texts = ax.get_yticklabels()
    font = texts[0].get_fontproperties()
    fitted = [_lines(full, room, font, renderer, most=2) for full in labels]
    for lines in [lines for k, lines in enumerate(fitted) if lines in fitted[:k]]:
        same = [k for k, other in enumerate(fitted) if other == lines]  # shortened to the same
        for k in same:
            fitted[k] = _apart(labels[k], [labels[n] for n in same], room, font, renderer)
    ax.yaxis.set_major_formatter(FixedFormatter(["\n".join(lines) for lines in fitted]))
    for text in ax.get_yticklabels():
        text.set_parse_math(False)
        text.set_linespacing(1.05)
    return ROW_OF_TWO_LINES if any(len(lines) > 1 for lines in fitted) else ROW


def wrap(text: Any, room: float, renderer: Any, *, most: int = 4) -> None:
    """Break a text into lines that fit; text that needs more than ``most`` lines is shortened."""
    text.set_parse_math(False)
    words, font = " ".join(text.get_text().split()), text.get_fontproperties()
    lines = _lines(words, room, font, renderer, most=most)
    if 1 < len(lines) <= most:  # the same number of lines, about equally long: no word alone in the last
        for part in (0.6, 0.7, 0.8, 0.9):
            balanced = _lines(words, room * part, font, renderer, most=most + 1)
            if len(balanced) == len(lines):
                lines = balanced
                break
    text.set_text("\n".join(lines))
    text.set_linespacing(1.2)


def _lines(text: str, room: float, font: Any, renderer: Any, *, most: int) -> list[str]:
    room /= renderer.points_to_pixels(1.0)

    def fits(line: str) -> bool:
        return _points(line, *_face(font)) <= room

    def longest(line: str, end: str) -> int:
        """How many characters of a line fit with ``end`` after them."""
        return bisect(range(2, len(line) + 1), False, key=lambda k: not fits(line[:k].rstrip() + end)) + 1

    if fits(text):
        return [text] if text else []
    lines, line, words = [], "", text.split()
    while words:
        longer = f"{line} {words[0]}".lstrip()
        if fits(longer):
            line = longer
            words.pop(0)
        elif line:
            lines.append(line)
            line = ""
        else:  # one word wider than the room is cut
            cut = longest(words[0], "-")
            lines.append(words[0][:cut] + "-")
            words[0] = words[0][cut:]
    lines.append(line)
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], rest[: longest(rest, "…")].rstrip(" ,-") + "…"]
    return lines


def _apart(text: str, others: Sequence[str], room: float, font: Any, renderer: Any) -> list[str]:
    """A text in two lines: how it begins, and where it differs from others that begin alike."""
    alike = 0
    while alike < len(text) and all(other[: alike + 1] == text[: alike + 1] for other in others):
        alike += 1
    start = text.rfind(" ", 0, alike) + 1 or alike
    line = lambda part: _lines(part, room, font, renderer, most=1)  # noqa: E731
    return [*line(text), *line("…" + text[start:])] if start < len(text) else line(text)


def _face(font: Any) -> tuple:
    return tuple(font.get_family()), font.get_weight(), font.get_size_in_points()


@lru_cache(maxsize=20_000)
def _points(text: str, family: tuple[str, ...], weight: Any, size: float) -> float:
    """The width of a text in points."""
    font = FontProperties(family=list(family), weight=weight, size=size)
    return text_to_path.get_text_width_height_descent(text, font, False)[0]


def _fit_key(picture: "Picture", room: float, renderer: Any) -> float:
    """Show the key in as many columns as fit; its height in inches."""
    boxes = [key.get_window_extent(renderer) for key in picture.keys]
    shown = next((k for k, box in enumerate(boxes) if box.width <= room), len(boxes) - 1)
    for k, key in enumerate(picture.keys):
        key.set_visible(k == shown)
    return _inches(boxes[shown].height, picture.keys[shown].figure)


def _height(text: Any, renderer: Any) -> float:
    return _inches(text.get_window_extent(renderer).height, text.figure)


def _inches(pixels: float, fig: Figure) -> float:
    """Rounded, because a box's size has other last digits in another place, and files are to be the same bytes."""
    return round(pixels / fig.dpi, 3)
