"""OpenDocument texts (LibreOffice): headings and paragraphs in order, read by pandoc."""

from collections.abc import Iterator

from toolkit.article import Article
from toolkit.sources.documents import articles_of
from toolkit.sources.model import Blob, Options
from toolkit.sources.pandoc import read_document
from toolkit.sources.zipped import refuse_bombs


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article that an OpenDocument text is.

    Raises
    ------
    InputError
        If it is damaged or holds no text.
    """
    refuse_bombs(blob, "an OpenDocument text")
    _, paragraphs = read_document(blob, "odt", "an OpenDocument text")
    yield from articles_of(paragraphs, blob)
