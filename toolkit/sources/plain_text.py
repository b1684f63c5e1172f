"""Plain text: an article as it stands, or the text export of a news database."""

from collections.abc import Iterator

from toolkit.article import Article, from_text
from toolkit.errors import InputError
from toolkit.sources.databases import databases_in_lines
from toolkit.sources.decoding import decode, tidy
from toolkit.sources.model import Blob, Options


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article that a text file is, or all that an export of Nexis holds.

    Raises
    ------
    InputError
        If it is blank, or no text, or an export of a layout that is not known.
    """
    text, notes = decode(_as_utf8(blob.data, blob.charset), blob.name)
    text, halves = tidy(text)
    if not text.strip():
        raise InputError(f"{blob.name} is {'blank' if text else 'empty'}: there is nothing to read in it")
    found = databases_in_lines(text.split("\n"), blob)
    if found is not None:
        yield from found
        return
    yield from_text(
        text,
        blob.stem,
        origin=blob.origin,
        url=blob.url,
        outlet=blob.outlet,
        notes=(*blob.notes, *notes, *halves),
    )


def _as_utf8(data: bytes, charset: str | None) -> bytes:
    """Return what a server sent, in UTF-8 where it says rightly what encoding it is in."""
    try:
        return data.decode(charset).encode("utf-8") if charset else data
    except (UnicodeError, LookupError):
        return data
