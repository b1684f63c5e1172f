"""PDF: its text in reading order, read by PDFium, without headers, footers, page numbers and hyphens at line ends."""

from collections.abc import Iterator
from typing import Any

from toolkit.article import Article
from toolkit.errors import InputError
from toolkit.sources.dates import iso_date
from toolkit.sources.documents import of_paragraphs
from toolkit.sources.model import Blob, Options
from toolkit.sources.pdf_layout import Line, Page, join_runs, paragraphs, without_repeated

PAGES = 500  # read at most
RUNS = 20_000  # of signs on a page, at most


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article that a PDF is.

    Raises
    ------
    InputError
        If it is damaged, asks for a password, or holds pictures of text alone (a scan).
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(blob.data)
    except pypdfium2.PdfiumError as error:
        asks = "password" in str(error).lower()
        why = "asks for a password" if asks else "is a PDF, but damaged: it cannot be opened"
        raise InputError(f"{blob.name} {why}") from error
    try:
        count = len(document)
        if count > PAGES:
            raise InputError(f"{blob.name} has {count:,} pages: {PAGES} at most are read, is it an article?")
        pages = [_page(document, k) for k in range(count)]
        meta = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{blob.name} is a PDF, but damaged: it cannot be read") from error
    finally:
        document.close()
    if not any(page.lines for page in pages):
        raise InputError(f"{blob.name} is a scan without text: it has to go through text recognition (OCR) first")
    empty = sum(not page.lines for page in pages)
    notes = (f"{empty} of {count} pages hold no text: pictures, or a scan",) if empty else ()
    lines = paragraphs(without_repeated(pages))
    yield of_paragraphs(lines, blob, published=None, notes=notes, meta=_about(meta))


def _page(document: Any, number: int) -> Page:
    page = document[number]
    try:
        text = page.get_textpage()
        runs = []
        for k in range(min(text.count_rects(), RUNS)):
            left, bottom, right, top = text.get_rect(k)
            runs.append(Line(text.get_text_bounded(left, bottom, right, top), left, bottom, right, top))
        text.close()
        return Page(tuple(join_runs(runs)), page.get_height())
    finally:
        page.close()


def _about(meta: dict[str, str]) -> dict[str, str]:
    """Return what a PDF says of itself; it is kept apart, since it is as often about the file as about the article."""
    found = {key.lower(): meta[key] for key in ("Title", "Author", "Subject", "Creator") if meta.get(key)}
    created = meta.get("CreationDate", "").removeprefix("D:")[:8]
    if date := iso_date(created):
        found["created"] = date
    return found
