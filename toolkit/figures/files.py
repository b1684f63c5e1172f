"""Figures as files: SVG, PNG and PDF, the numbers behind them as CSV, and what other tools draw them from."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit import tables
from toolkit.errors import ParameterError
from toolkit.figures import datawrapper, style, vega_lite
from toolkit.figures.model import picture_of
from toolkit.figures.rendering import FORMATS as PICTURES
from toolkit.figures.rendering import render
from toolkit.files import replacing

if TYPE_CHECKING:
    from matplotlib.axes import Axes


FORMATS = (*PICTURES, "vl.json", "datawrapper")


def save(ax: "Axes", path: str | PathLike, *, size: str = "page", formats: tuple[str, ...] = FORMATS) -> list[Path]:
    """Write a figure as ``path``.svg, .png, .pdf, and the numbers behind it as ``path``.csv.

    Tools that draw it anew get its Vega-Lite specification, ``path``.vl.json, and Datawrapper ``path``.datawrapper.csv
    with what to make of it in ``path``.datawrapper.json.

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
        "svg", "png", "pdf", "vl.json", "datawrapper".

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
    if size not in style.WIDTHS:
        raise ParameterError(f"there is no size {size}: give {', '.join(style.WIDTHS)}")
    for kind in formats:
        if kind not in FORMATS:
            raise ParameterError(f"there is no format {kind}: give {', '.join(FORMATS)}")
    picture, base = picture_of(ax), Path(path)
    paths = []
    with _sized(ax, size):
        for kind in [kind for kind in formats if kind in PICTURES]:
            paths.append(base.with_name(f"{base.name}.{kind}"))
            with replacing(paths[-1]) as part:
                part.write_bytes(render(ax, kind, size))
    paths.append(tables.to_csv(picture.data, base.with_name(base.name + ".csv")))
    if "vl.json" in formats:
        paths.append(_write_json(vega_lite.specification(ax), base.with_name(f"{base.name}.vl.json")))
    if "datawrapper" in formats:
        paths.append(tables.to_csv(datawrapper.table(ax), base.with_name(f"{base.name}.datawrapper.csv")))
        paths.append(_write_json(datawrapper.chart(ax), base.with_name(f"{base.name}.datawrapper.json")))
    return paths


def _write_json(data: Any, path: Path) -> Path:
    """Write a value as JSON, a line a key."""
    with replacing(path) as part:
        part.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return path


@contextmanager
def _sized(ax: "Axes", size: str) -> Iterator[None]:
    """Give the figure another size meanwhile."""
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
