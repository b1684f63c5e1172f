"""PDF: its text in reading order, read by PDFium, without headers, footers, page numbers and hyphens at line ends."""

from collections.abc import Iterator
from typing import Any

from toolkit.article import Article
from toolkit.display.wording import noun
from toolkit.errors import InputError
from toolkit.sources.dates import iso_date
from toolkit.sources.documents import articles_of
from toolkit.sources.model import Blob, Options
from toolkit.sources.pdf_layout import without_repeated
from toolkit.sources.pdf_lines import Page, page_of
from toolkit.sources.pdf_paragraphs import paragraphs

PAGES = 500  # read at most


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article that a PDF is, or all that an export of a news database holds.

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
        why = "asks for a password: save it without one" if asks else "is a PDF, but damaged: it cannot be opened"
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
    notes = (f"{empty} of {count} pages {noun(empty, 'holds', 'hold')} no text: pictures, or a scan",) if empty else ()
    found = paragraphs(without_repeated(pages))
    lines: list[tuple[str, str | None]] = []
    for paragraph in found:
        lines += [("", None)] if paragraph.parted else []
        lines.append((paragraph.text, "title" if paragraph.title else None))
    yield from articles_of(lines, blob, notes=notes, meta=_about(meta))


def _page(document: Any, number: int) -> Page:
    page = document[number]
    try:
        return page_of(page)
    finally:
        page.close()


def _about(meta: dict[str, str]) -> dict[str, str]:
    """Return what a PDF says of itself; it is kept apart, since it is as often about the file as about the article."""
    found = {key.lower(): meta[key] for key in ("Title", "Author", "Subject", "Creator") if meta.get(key)}
    created = meta.get("CreationDate", "").removeprefix("D:")[:8]
    if date := iso_date(created):
        found["created"] = date
    return found
