"""Figures as files and as a notebook's output: SVG, PNG and PDF, the same bytes every time."""

import base64
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from html import escape
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.figures import fonts, style
from toolkit.figures.picture import _picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMATS = ("svg", "png", "pdf")
PNG_DPI = {"column": 300, "page": 200, "slide": 288}
SLIDE_WIDTH = 13.333  # inches of a slide in PowerPoint, which the picture fills


def save(ax: "Axes", path: str | PathLike, *, size: str = "page", formats: tuple[str, ...] = FORMATS) -> list[Path]:
    """Write a figure as ``path``.svg, .png, .pdf, and the numbers behind it as ``path``.csv.

    Parameters
    ----------
    ax
        What a function of ``toolkit.figures`` returned.
    path
        Without an ending.
    size
        "column" (3.5 inches wide), "page" (6.3 inches) or "slide" (16:9). A figure drawn into an Axes of the
        caller's keeps the size it has.
    formats
        Of the pictures.

    Returns
    -------
    list of pathlib.Path
        The files: the same figure always gives the same bytes. Letters are letters in all but PNG, their fonts
        embedded; the alt text is in SVG, PNG and PDF too.

    Raises
    ------
    ParameterError
        If there is no such size or format.

    Examples
    --------
    >>> ax = toolkit.figures.actor_frequency(a)
    >>> [file.name for file in toolkit.figures.save(ax, folder / "actors", formats=("svg",))]
    ['actors.svg', 'actors.csv']
    """
    from toolkit import tables
    from toolkit.errors import ParameterError

    if size not in style.WIDTHS:
        raise ParameterError(f"there is no size {size}: give {', '.join(style.WIDTHS)}")
    for kind in formats:
        if kind not in FORMATS:
            raise ParameterError(f"there is no format {kind}: give {', '.join(FORMATS)}")
    picture, base = _picture(ax), Path(path)
    paths = []
    with _sized(ax, size):
        for kind in formats:
            paths.append(base.with_name(f"{base.name}.{kind}"))
            paths[-1].write_bytes(_render(ax, kind, size))
    return [*paths, tables.to_csv(picture.data, base.with_name(base.name + ".csv"))]


def mimebundle(ax: "Axes") -> tuple[dict[str, Any], dict[str, Any]]:
    """A figure as a notebook's output: PNG and SVG with the alt text in their metadata, the alt text as plain text."""
    picture = _picture(ax)
    width, height = ax.figure.get_size_inches()
    with style.context():
        png, svg = _render(ax, "png", "page"), _render(ax, "svg", "page")
    about = {"alt": picture.alt}
    shown = about | {"width": round(width * 96), "height": round(height * 96)}
    return (
        {"image/png": base64.b64encode(png).decode(), "image/svg+xml": svg.decode(), "text/plain": picture.alt},
        {"image/png": shown, "image/svg+xml": about},
    )


@contextmanager
def _sized(ax: "Axes", size: str) -> Iterator[None]:
    """The figure at another size, and as it was afterwards."""
    from toolkit.figures.sheet import Sheet

    fig = ax.figure
    before = tuple(fig.get_size_inches())
    with style.context():
        if isinstance(fig, Sheet) and size != "page":
            fig.fit(size)
        try:
            yield
        finally:
            fig.set_size_inches(before)


def _render(ax: "Axes", kind: str, size: str) -> bytes:
    """A figure's bytes; those of an unchanged figure are kept, as a report wants them twice."""
    from toolkit.figures.sheet import Sheet

    picture, fig, dpi = _picture(ax), ax.figure, PNG_DPI[size] if kind == "png" else 72
    if not isinstance(fig, Sheet):
        return _draw(ax, kind, dpi, None)
    if fig.stale:
        picture.made.clear()
    key = (kind, dpi, size, *fig.get_size_inches())
    if key not in picture.made:
        if not picture.made:
            fig.get_layout_engine().execute(fig)
        picture.made[key] = _draw(ax, kind, dpi, SLIDE_WIDTH if size == "slide" else None)
        fig.stale = False
    return picture.made[key]


def _draw(ax: "Axes", kind: str, dpi: float, shown: float | None) -> bytes:
    """A figure's bytes, to be shown so many inches wide."""
    picture, fig = _picture(ax), ax.figure
    title = " ".join(ax.get_title().split())
    metadata: dict[str, dict[str, Any]] = {
        "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
        "png": {"Software": None, "Title": title, "Description": picture.alt},
        "pdf": {"CreationDate": None, "Creator": None, "Producer": None, "Title": title, "Subject": picture.alt},
    }
    data = io.BytesIO()
    with _laid_out(fig), fonts.shared_subsets() if kind == "pdf" else nullcontext():
        quick = {"pil_kwargs": {"compress_level": 3}} if kind == "png" else {}  # half the time for 7 % more bytes
        fig.savefig(data, format=kind, dpi=dpi, metadata=metadata[kind], **quick)
    if kind == "pdf":
        return data.getvalue()
    width, height = fig.get_size_inches()
    shown = shown or width
    if kind == "png":
        return _with_resolution(data.getvalue(), shown)
    return _finished_svg(data.getvalue().decode(), (shown, shown * height / width), title, picture.alt).encode()


@contextmanager
def _laid_out(fig: "Figure") -> Iterator[None]:
    """A sheet without its layout engine, which is done: matplotlib would draw all of it once more for its sake."""
    from toolkit.figures.sheet import Sheet

    if not isinstance(fig, Sheet):
        yield
        return
    engine = fig.get_layout_engine()
    fig.set_layout_engine(None)
    try:
        yield
    finally:
        fig.set_layout_engine(engine)


def _finished_svg(svg: str, size: tuple[float, float], title: str, alt: str) -> str:
    """An SVG with its alt text and its letters' shapes in it, so that it looks the same everywhere."""
    start = svg.index("<svg")
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg[start:], flags=re.DOTALL)
    svg = re.sub(r'(<svg\b[^>]*?) height="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'(<svg\b[^>]*?) width="[^"]*"', r"\1", svg, count=1)
    title, alt = (escape("".join(c for c in text if c.isprintable())) for text in (title, alt))
    width, height = (f"{inches * 72:.6g}pt" for inches in size)
    svg = svg.replace("<svg", f'<svg width="{width}" height="{height}" role="img" aria-label="{alt}"', 1)
    return svg.replace(">", f">\n <title>{title}</title>\n <style>{fonts.faces(svg)}</style>", 1)


def _with_resolution(png: bytes, width: float) -> bytes:
    """A PNG that says how wide it is to be shown, in inches (its pHYs chunk)."""
    import struct
    import zlib

    pixels = struct.unpack(">I", png[16:20])[0]
    per_metre = round(pixels / width / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", 9) + body + struct.pack(">I", zlib.crc32(body))
    start = png.find(b"pHYs") - 4
    if start >= 0:
        return png[:start] + chunk + png[start + 21 :]
    return png[:33] + chunk + png[33:]
