"""RTF: its paragraphs, read by striprtf; exports of Nexis and Factiva, every article in them."""

import re
from collections.abc import Iterator

from toolkit.article import Article
from toolkit.errors import InputError
from toolkit.sources.documents import articles_of
from toolkit.sources.model import Blob, Options

LARGEST = 64 * 2**20


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article that an RTF file is, or all that an export holds.

    Raises
    ------
    InputError
        If it is damaged or holds no text, or an export of a layout that is not known.
    """
    from striprtf.striprtf import rtf_to_text

    source = _without_pictures(blob.data.decode("latin-1"))
    try:
        text = rtf_to_text(source, encoding="cp1252", errors="replace")
    except Exception as error:  # striprtf raises whatever goes wrong in it
        raise InputError(f"{blob.name} is an RTF document, but damaged: it cannot be opened") from error
    yield from articles_of([(line, None) for line in text.split("\n")], blob)


def _without_pictures(source: str) -> str:
    """Return RTF without the hexadecimal digits of its pictures, which may be most of it."""
    return re.sub(r"(?<![\\\w])[0-9a-fA-F]{60,}", "", re.sub(r"\\bin\d+[^\\{}]{0,1000000}", "", source))
