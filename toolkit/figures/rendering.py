"""Figures as bytes: SVG, PNG and PDF, the same every time, and as a notebook's output."""

import base64
import io
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from html import escape
from typing import TYPE_CHECKING, Any

from toolkit.figures import fonts, style
from toolkit.figures.model import picture_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMATS = ("svg", "png", "pdf")
PNG_DPI = {"column": 300, "page": 200, "slide": 288}
SLIDE_WIDTH = 13.333  # inches of a slide in PowerPoint, which the picture fills


def mimebundle(ax: "Axes") -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a figure as a notebook's output.

    Parameters
    ----------
    ax
        What a function of ``toolkit.figures`` returned.

    Returns
    -------
    data : dict
        By media type: PNG (base64), SVG, and the alt text as plain text.
    metadata : dict
        The alt text of PNG and SVG; of the PNG also width and height in CSS pixels.
    """
    alt = picture_of(ax).alt
    width, height = ax.figure.get_size_inches()
    with style.context():
        png, svg = render(ax, "png", "page"), render(ax, "svg", "page")
    size = {"width": round(width * 96), "height": round(height * 96)}
    return (
        {"image/png": base64.b64encode(png).decode(), "image/svg+xml": svg.decode(), "text/plain": alt},
        {"image/png": {"alt": alt} | size, "image/svg+xml": {"alt": alt}},
    )


def render(ax: "Axes", kind: str, size: str) -> bytes:
    """Return a figure's bytes; those of an unchanged figure are kept, as a report wants them twice.

    Parameters
    ----------
    ax
        What a function of ``toolkit.figures`` returned; a sheet has the wanted size already.
    kind
        "svg", "png" or "pdf".
    size
        "column", "page" or "slide": how fine a PNG is, and how wide a slide is shown.
    """
    picture, fig, dpi = picture_of(ax), ax.figure, PNG_DPI[size] if kind == "png" else 72
    if not _lays_itself_out(fig):
        return _draw(ax, kind, dpi)
    if fig.stale:
        picture.rendered.clear()
    key = (kind, dpi, size, *fig.get_size_inches())
    if key not in picture.rendered:
        if not picture.rendered:
            fig.get_layout_engine().execute(fig)
        with _layout_done(fig):
            picture.rendered[key] = _draw(ax, kind, dpi, width=SLIDE_WIDTH if size == "slide" else None)
        fig.stale = False
    return picture.rendered[key]


def _lays_itself_out(fig: Any) -> bool:
    """Return whether a figure is a sheet of ours and not the caller's own."""
    from toolkit.figures.layout import Layout

    return isinstance(fig.get_layout_engine(), Layout)


@contextmanager
def _layout_done(fig: "Figure") -> Iterator[None]:
    """Take the layout engine away meanwhile: matplotlib would draw all of it once more for its sake."""
    engine = fig.get_layout_engine()
    fig.set_layout_engine(None)
    try:
        yield
    finally:
        fig.set_layout_engine(engine)


def _draw(ax: "Axes", kind: str, dpi: float, *, width: float | None = None) -> bytes:
    """Return a figure's bytes, to be shown so many inches wide (by default as wide as it is)."""
    fig: Any = ax.figure
    title, alt = " ".join(ax.get_title().split()), picture_of(ax).alt
    metadata: dict[str, dict[str, Any]] = {
        "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
        "png": {"Software": None, "Title": title, "Description": alt},
        "pdf": {"CreationDate": None, "Creator": None, "Producer": None, "Title": title, "Subject": alt},
    }
    quick = {"pil_kwargs": {"compress_level": 3}} if kind == "png" else {}  # half the time for 7 % more bytes
    data = io.BytesIO()
    with fonts.shared_subsets() if kind == "pdf" else nullcontext():
        fig.savefig(data, format=kind, dpi=dpi, metadata=metadata[kind], **quick)
    own_width, own_height = fig.get_size_inches()
    width = width or own_width
    if kind == "png":
        return _with_resolution(data.getvalue(), width)
    if kind == "svg":
        size = (width, width * own_height / own_width)
        return _finished_svg(data.getvalue().decode(), size, title, alt).encode()
    return data.getvalue()


def _finished_svg(svg: str, size: tuple[float, float], title: str, alt: str) -> str:
    """Return an SVG with its alt text and its letters' shapes in it, so that it looks the same everywhere."""
    start = svg.index("<svg")
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg[start:], flags=re.DOTALL)
    svg = re.sub(r'(<svg\b[^>]*?) height="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'(<svg\b[^>]*?) width="[^"]*"', r"\1", svg, count=1)
    title, alt = (escape("".join(c for c in text if c.isprintable())) for text in (title, alt))
    width, height = (f"{inches * 72:.6g}pt" for inches in size)
    svg = svg.replace("<svg", f'<svg width="{width}" height="{height}" role="img" aria-label="{alt}"', 1)
    return svg.replace(">", f">\n <title>{title}</title>\n <style>{fonts.faces(svg)}</style>", 1)


def _with_resolution(png: bytes, width: float) -> bytes:
    """Return a PNG that says how wide it is to be shown, in inches (its pHYs chunk)."""
    pixels = struct.unpack(">I", png[16:20])[0]
    per_metre = round(pixels / width / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", 9) + body + struct.pack(">I", zlib.crc32(body))
    start = png.find(b"pHYs") - 4
    if start >= 0:
        return png[:start] + chunk + png[start + 21 :]
    return png[:33] + chunk + png[33:]
