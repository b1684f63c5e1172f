"""What formats of written documents share: paragraphs become an article."""

from collections.abc import Iterator, Sequence
from typing import Any

from toolkit.article import Article, from_parts
from toolkit.errors import InputError
from toolkit.sources.databases import databases_in_lines
from toolkit.sources.decoding import tidy
from toolkit.sources.model import Blob


def articles_of(paragraphs: Sequence[tuple[str, str | None]], blob: Blob, **known: Any) -> Iterator[Article]:
    """Yield the article of a document, or all that an export of a news database holds. Arguments as `of_paragraphs`.

    Raises
    ------
    InputError
        If no paragraph has any text, or the export is of a layout that is not known.
    """
    lines = [line for text, _ in paragraphs for line in tidy(text)[0].replace("\xa0", " ").split("\n")]
    found = databases_in_lines(lines, blob)
    if found is not None:
        yield from found
    else:
        yield of_paragraphs(paragraphs, blob, **known)


def lines_of_row(cells: Sequence[Sequence[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    """Yield a table's row as one line; paragraph by paragraph if the table only sets out a page.

    Parameters
    ----------
    cells
        The paragraphs of each cell, as text and style.

    >>> list(lines_of_row([[("Boat", "")], [("Fare", "")]]))
    [('Boat · Fare', '')]
    """
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and all(len(cell) == 1 for cell in filled):
        yield " · ".join(" ".join(cell[0][0].split()) for cell in filled), ""
    else:
        yield from (line for cell in filled for line in cell)


def of_paragraphs(paragraphs: Sequence[tuple[str, str | None]], blob: Blob, **known: Any) -> Article:
    """Return the article of a document.

    Parameters
    ----------
    paragraphs
        Each one's text and its role: "title" for what the document marks as its title, else None.
    blob
        The file it is from.
    known
        What else the document says (byline, published, outlet, url, meta, notes …).

    Raises
    ------
    InputError
        If no paragraph has any text.
    """
    lines = [(" ".join(tidy(text)[0].split()), role) for text, role in paragraphs]
    lines = [(text, role) for text, role in lines if text]
    if not lines:
        raise InputError(f"{blob.name} holds no text")
    title = next((text for text, role in lines[:10] if role == "title"), None)
    rest = [text for text, _ in lines]
    if title is not None:
        rest.remove(title)
    known = {"outlet": blob.outlet, "url": blob.url, **{k: v for k, v in known.items() if v is not None}}
    return from_parts(title, rest, blob.stem, origin=blob.origin, notes=(*blob.notes, *known.pop("notes", ())), **known)
