"""Web archives (WARC): each HTML page that was answered, read as a saved page; what is no page is counted."""

from collections.abc import Iterator

from toolkit.article import Article
from toolkit.errors import InputError
from toolkit.sources.model import LARGEST, Blob, Options, OtherKindError, PassedOver

PAGES = ("text/html", "application/xhtml+xml")


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the articles of a web archive, in the order in which the pages were fetched.

    Raises
    ------
    InputError
        If it is no web archive, or damaged from its first record on.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    from toolkit.sources.web_page import read as read_page

    pages = others = 0
    try:
        with blob.open() as file:
            for record in ArchiveIterator(file):
                status = record.http_headers.get_statuscode() if record.http_headers else ""
                if record.rec_type != "response" or status != "200":
                    continue
                content_type = record.http_headers.get_header("Content-Type") or ""
                if content_type.partition(";")[0].strip().lower() not in PAGES:
                    others += 1
                    continue
                pages += 1
                url = record.rec_headers.get_header("WARC-Target-URI") or f"page {pages} of {blob.name}"
                raw = record.content_stream().read(LARGEST)
                length = record.http_headers.get_header("Content-Length") or ""
                packed = record.http_headers.get_header("Content-Encoding")
                if length.isdigit() and not packed and len(raw) < min(int(length), LARGEST):
                    raise EOFError
                page = Blob(
                    url,
                    content=raw,
                    url=url,
                    charset=content_type.partition("charset=")[2].strip(" \"'") or None,
                    outlet=blob.outlet,
                )
                try:
                    yield from read_page(page, options)
                except InputError as error:
                    failed = not isinstance(error, OtherKindError)
                    options.passed_over(PassedOver(url, f"{error} (in {blob.name})", failed))
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        if not pages:
            raise InputError(f"{blob.name} is a web archive, but damaged: it cannot be read") from error
        reason = f"{blob.name} is damaged after {pages} pages: the rest of it is not read"
        options.passed_over(PassedOver(blob.name, reason, failed=True))
    if others:
        reason = f"{blob.name} holds {others} records that are no pages (pictures, scripts)"
        options.passed_over(PassedOver(blob.name, reason))
