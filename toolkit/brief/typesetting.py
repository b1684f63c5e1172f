"""Run Typst: it sets pages as PDF, and turns a figure's PDF or SVG into pixels for formats that want them."""

import struct
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from toolkit.errors import ReportError

_PRINT = 300  # pixels an inch


def string(text: str) -> str:
    """Return a text as Typst's code writes it: shown sign by sign, none of which is markup.

    >>> string('= "x" #y')
    '"= \\\\"x\\\\" #y"'
    """
    kept = "".join(sign for sign in text if sign >= " " or sign in "\n\t")
    for sign, code in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        kept = kept.replace(sign, code)
    return f'"{kept}"'


def raster(data: bytes, kind: str, folder: Path) -> tuple[bytes, tuple[float, float]]:
    """Return a picture ("pdf" or "svg") as PNG at print resolution, and its width and height in inches."""
    page = "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
    (folder / f"raster.{kind}").write_bytes(data)
    (folder / "raster.typ").write_text(f'{page}#image("raster.{kind}")\n', encoding="utf-8")
    png = _compile(folder / "raster.typ", "png", folder, ())
    width, height = struct.unpack(">II", png[16:24])
    return png, (width / _PRINT, height / _PRINT)


def pdf(source: Path, fonts: tuple[Path, ...] = ()) -> bytes:
    """Return a Typst file as PDF, without the time it was made at; all files it uses lie in its folder."""
    return _compile(source, "pdf", source.parent, fonts)


def _compile(source: Path, kind: Literal["pdf", "png"], root: Path, fonts: tuple[Path, ...]) -> bytes:
    """Return what Typst makes of a file."""
    import typst

    try:
        return typst.compile(
            source,
            root=root,
            format=kind,
            ppi=_PRINT,
            font_paths=[*fonts, _letters()],
            timestamp=0,
            package_path=root,  # none lies here: a brief asks no server for packages
        )
    except typst.TypstError as error:
        raise ReportError(f"typst could not set the page: {error.message}") from error


@cache
def _letters() -> Path:
    """Return the folder of DejaVu Sans, the letters of our figures, which travels with matplotlib."""
    package = find_spec("matplotlib")  # an import would leave folders with the user's
    assert package and package.origin
    return Path(package.origin).parent / "mpl-data" / "fonts" / "ttf"
