"""E-books: the text of all chapters as one article, read by pandoc."""

import re
import zipfile
from collections.abc import Iterator

from toolkit.article import Article
from toolkit.errors import InputError
from toolkit.sources.dates import iso_date
from toolkit.sources.documents import of_paragraphs
from toolkit.sources.model import Blob, Options
from toolkit.sources.pandoc import read_document
from toolkit.sources.zipped import unzipped

WHAT = "an e-book"
_FONTS = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")  # how fonts alone are locked


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article that an e-book is, with its title, author, date and publisher.

    Raises
    ------
    InputError
        If it is damaged, locked, or holds no text.
    """
    with unzipped(blob, WHAT) as parts:
        if _is_locked(parts):
            raise InputError(f"{blob.name} is locked by its seller (DRM): only an open e-book can be read")
    meta, paragraphs = read_document(blob, "epub", WHAT)
    title = meta.get("title")
    if title:
        paragraphs = [(title, "title"), *((text, None) for text, _ in paragraphs if text != title)]
    yield of_paragraphs(
        paragraphs,
        blob,
        byline=meta.get("creator") or meta.get("author"),
        published=iso_date(meta.get("date")),
        outlet=meta.get("publisher"),
    )


def _is_locked(parts: zipfile.ZipFile) -> bool:
    """Whether more than the fonts of an e-book are encrypted."""
    if "META-INF/encryption.xml" not in parts.namelist():
        return False
    methods = re.findall(rb"EncryptionMethod[^>]*Algorithm\s*=\s*[\"']([^\"']+)", parts.read("META-INF/encryption.xml"))
    return any(method not in _FONTS for method in methods)
