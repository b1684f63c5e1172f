"""Web archives (WARC): each HTML page that was answered, read as a saved page; what is no page is counted."""

import contextlib
import io
from collections.abc import Iterator
from typing import Any

from toolkit.article import Article
from toolkit.display.wording import count
from toolkit.errors import InputError
from toolkit.sources.model import LARGEST, Blob, Options, OtherKindError, PassedOver

PAGES = ("text/html", "application/xhtml+xml")
TAIL = 16  # bytes behind the last record, at most


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the articles of a web archive, in the order in which the pages were fetched.

    Raises
    ------
    InputError
        If it is no web archive, or damaged from its first record on.
    """
    from warcio.archiveiterator import ArchiveIterator

    pages = others = end = 0
    whole, said = True, io.StringIO()
    try:
        with blob.open() as file:
            size = file.seek(0, 2)
            file.seek(0)
            records = ArchiveIterator(file)
            while (record := _next(records, said)) is not None:
                kind = _kind(record)
                others += kind == "other"
                content = record.content_stream().read(LARGEST) if kind == "page" else b""
                cut = kind == "page" and record.raw_stream.limit > 0 and len(content) < LARGEST
                if kind == "page" and not cut:
                    pages += 1
                    yield from _page(record, content, pages, blob, options)
                end = _end(records, said)
                whole = not cut
            whole = whole and size - end <= TAIL and not said.getvalue()
    except GeneratorExit:
        raise
    except Exception as error:  # warcio raises whatever goes wrong in it
        if not pages:
            raise InputError(f"{blob.name} is a web archive, but damaged: it cannot be read") from error
        whole = False
    if not whole:
        reason = f"{blob.name} is damaged after {count(pages, 'page')}: the rest of it is not read"
        options.passed_over(PassedOver(blob.name, reason, failed=True))
    if others:
        records = count(others, "record that is no page", "records that are no pages")
        reason = f"{blob.name} holds {records} (pictures, scripts)"
        options.passed_over(PassedOver(blob.name, reason))


def _next(records: Any, said: io.StringIO) -> Any:
    """Return the next record, None behind the last one; what warcio prints of damages goes into ``said``."""
    with contextlib.redirect_stderr(said):
        return next(records, None)


def _end(records: Any, said: io.StringIO) -> int:
    """Return where the record that was read last ends."""
    with contextlib.redirect_stderr(said):
        return records.get_record_offset() + records.get_record_length()


def _kind(record: Any) -> str:
    """Return what a record is: "page", "other" for an answer that is none, "" for what is no answer."""
    if record.rec_type != "response" or not record.http_headers or record.http_headers.get_statuscode() != "200":
        return ""
    content_type = record.http_headers.get_header("Content-Type") or ""
    return "page" if content_type.partition(";")[0].strip().lower() in PAGES else "other"


def _page(record: Any, content: bytes, number: int, blob: Blob, options: Options) -> Iterator[Article]:
    from toolkit.sources.web_page import read as read_page

    url = record.rec_headers.get_header("WARC-Target-URI") or f"page {number} of {blob.name}"
    content_type = record.http_headers.get_header("Content-Type") or ""
    charset = content_type.partition("charset=")[2].strip(" \"'") or None
    try:
        yield from read_page(Blob(url, content=content, url=url, charset=charset, outlet=blob.outlet), options)
    except InputError as error:
        failed = not isinstance(error, OtherKindError)
        options.passed_over(PassedOver(url, f"{error} (in {blob.name})", failed))
