"""E-books: the text of all chapters as one article, read by pandoc."""

from collections.abc import Iterator

from toolkit.article import Article
from toolkit.sources.dates import iso_date
from toolkit.sources.documents import of_paragraphs
from toolkit.sources.model import Blob, Options
from toolkit.sources.pandoc import read_document
from toolkit.sources.zipped import refuse_bombs


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article that an e-book is, with its title, author, date and publisher.

    Raises
    ------
    InputError
        If it is damaged, locked, or holds no text.
    """
    refuse_bombs(blob, "an e-book")
    meta, paragraphs = read_document(blob, "epub", "an e-book")
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
