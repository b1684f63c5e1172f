"""What formats of written documents share: paragraphs become an article."""

from collections.abc import Sequence
from typing import Any

from toolkit.article import Article, from_parts
from toolkit.errors import InputError
from toolkit.sources.decoding import tidy
from toolkit.sources.model import Blob


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
