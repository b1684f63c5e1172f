"""Web archives: each HTML page that was answered; everything else is counted."""

import gzip
import io

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from toolkit.article import Article
from toolkit.sources import PassedOver, articles, read_many

STORY = [f"On day {k} the ferry ran to Orla and back, and nobody on the pier said a word about it." for k in range(5)]


def page(title="Ferry runs again", charset="utf-8"):
    """Return a web page."""
    body = "".join(f"<p>{line}</p>" for line in STORY)
    story = f"<article><h1>{title}</h1>{body}<p>Zoë said so.</p></article>"
    return f"<html><head><title>{title}</title></head><body>{story}</body></html>".encode(charset)


def warc(*records, packed=False):
    """Return a web archive of (address, status, content type, body)."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for url, status, kind, body in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    return file.getvalue()


RECORDS = (
    ("https://example.org/ferry", "200 OK", "text/html; charset=utf-8", page()),
    ("https://example.org/a.png", "200 OK", "image/png", b"\x89PNG\r\n\x1a\n"),
    ("https://example.org/old", "301 Moved", "text/html", b"moved"),
    ("https://example.org/empty", "200 OK", "text/html", b"<html><body></body></html>"),
    ("https://example.org/western", "200 OK", "text/html; charset=iso-8859-1", page("Pier shut", "iso-8859-1")),
)


@pytest.mark.parametrize("name, packed", [("crawl.warc", False), ("crawl.warc.gz", True), ("crawl", False)])
def test_pages_are_read_and_the_rest_is_counted(put, name, packed):
    found = list(read_many([put(name, warc(*RECORDS, packed=packed))]))
    pages = [item for item in found if isinstance(item, Article)]
    assert [(article.title, article.url) for article in pages] == [
        ("Ferry runs again", "https://example.org/ferry"),
        ("Pier shut", "https://example.org/western"),
    ]
    assert all("Zoë said so." in article.text for article in pages)
    lost = [item for item in found if isinstance(item, PassedOver)]
    assert [(what.name, what.failed) for what in lost] == [("https://example.org/empty", True), (name, False)]
    assert "1 record" in lost[1].reason


def test_archive_that_breaks_off_gives_what_is_before(put):
    for packed in (True, False):
        data = warc(*RECORDS[:1], RECORDS[4], packed=packed)
        for cut in (20, 200):
            found = list(read_many([put("crawl.warc.gz" if packed else "crawl.warc", data[: len(data) - cut])]))
            assert [item.title for item in found if isinstance(item, Article)] == ["Ferry runs again"]
            assert [item.failed for item in found if isinstance(item, PassedOver)] == [True]


def test_damaged_and_empty_archives(put, refused):
    assert "no articles" in refused(put("crawl.warc", b"WARC/1.0\r\n"))
    assert "holds no" in refused(put("crawl.warc", warc()))
    assert "damaged" in refused(put("crawl.warc.gz", gzip.compress(b"no archive at all")))


def test_nothing_is_fetched(put, elsewhere):
    linked = page().replace(b"</h1>", f"</h1><img src='{elsewhere.url}/x.png'>".encode())
    assert len(list(articles(put("crawl.warc", warc((f"{elsewhere.url}/f", "200 OK", "text/html", linked)))))) == 1
    assert elsewhere.asked == []
