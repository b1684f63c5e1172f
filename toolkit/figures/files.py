"""Figures as files: each as SVG, PNG and PDF, with the numbers behind it as CSV."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import tables
from toolkit.errors import ParameterError
from toolkit.figures import style
from toolkit.figures.model import picture_of
from toolkit.figures.rendering import FORMATS, render
from toolkit.files import replacing

if TYPE_CHECKING:
    from matplotlib.axes import Axes


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
    if size not in style.WIDTHS:
        raise ParameterError(f"there is no size {size}: give {', '.join(style.WIDTHS)}")
    for kind in formats:
        if kind not in FORMATS:
            raise ParameterError(f"there is no format {kind}: give {', '.join(FORMATS)}")
    picture, base = picture_of(ax), Path(path)
    paths = []
    with _sized(ax, size):
        for kind in formats:
            paths.append(base.with_name(f"{base.name}.{kind}"))
            with replacing(paths[-1]) as part:
                part.write_bytes(render(ax, kind, size))
    return [*paths, tables.to_csv(picture.data, base.with_name(base.name + ".csv"))]


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
