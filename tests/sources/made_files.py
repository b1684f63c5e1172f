"""One small file of each format that is read, all with the same invented story."""

import gzip
import io
import json
import mailbox
import tarfile
import tempfile
import zipfile
from email.message import EmailMessage
from functools import cache
from pathlib import Path

HEADLINE = "Ferry to Orla Island runs again"
STORY = (
    "The ferry to Orla Island will run again from Monday, the harbour master of Ellery said on Thursday, after a pause "
    "of eleven weeks in which both of its engines were taken out, cleaned and put back.",
    "“We tested it all night, and it did not stop once,” Ben Low told reporters on the pier. Fares stay as they are.",
    "Islanders had waited for it: the shop ran out of flour in May, and the doctor came by rowing boat, which took him "
    "an hour on calm days and three on others.",
)
MARKUP = "".join(f"<p>{line}</p>" for line in STORY)
GERMAN = (
    "Die Fähre zur Insel Orla fährt ab Montag wieder, sagte der Hafenmeister von Ellery am Donnerstag. Elf Wochen lang "
    "hatte sie still gelegen, weil beide Motoren ausgebaut, gereinigt und wieder eingesetzt wurden.\n\n"
    "„Wir haben sie die ganze Nacht geprüft, und sie ist nicht einmal stehen geblieben“, sagte Ben Low auf dem Steg.\n"
)


@cache
def files() -> dict[str, bytes]:
    """Return the content of each file by its name; the name before the dot is the format's, as FORMATS has it."""
    made = {
        "text.txt": _plain(),
        "html.html": _page(),
        "mhtml.mhtml": _mhtml(),
        "docx.docx": _docx(),
        "odt.odt": _odt(),
        "rtf.rtf": _rtf(),
        "pdf.pdf": _pdf(),
        "epub.epub": _epub(),
        "markdown.md": f"# {HEADLINE}\n\n{_body()}\n",
        "email.eml": _message().as_bytes(),
        "mbox.mbox": _mbox(),
        "subtitles.srt": _subtitles(),
        "feed.rss": _feed(),
        "newsml.xml": _newsml(),
        "tei.tei": _tei(),
        "json.json": json.dumps(_row()),
        "jsonl.jsonl": json.dumps(_row()) + "\n",
        "csv.csv": _separated(","),
        "tsv.tsv": _separated("\t"),
        "excel.xlsx": _workbook(),
        "parquet.parquet": _parquet(),
        "warc.warc": _warc(),
        "archive.zip": _zip(),
        "archive.tar": _tar(),
        "gzip.txt.gz": gzip.compress(_plain().encode()),
    }
    return {name: data.encode() if isinstance(data, str) else data for name, data in made.items()}


def _body() -> str:
    return "\n\n".join(STORY)


def _plain() -> str:
    return f"{HEADLINE}\n\n{_body()}\n"


def _row() -> dict[str, str]:
    return {"id": "7", "title": HEADLINE, "text": _body(), "date": "2019-07-05"}


def _page() -> str:
    return f"<!doctype html><html><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1>{MARKUP}</body></html>"


def _mhtml() -> str:
    head = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/ferry\nSubject: x\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\n'
    )
    part = "Content-Type: text/html; charset=utf-8\nContent-Location: https://example.org/ferry\n"
    return f"{head}\n--b\n{part}\n{_page()}\n--b--\n"


def _docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading(HEADLINE, 0)
    for line in STORY:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _odt() -> bytes:
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    body = "".join(f"<text:p>{line}</text:p>" for line in (HEADLINE, *STORY))
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
    return _zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": f"{content}</office:document-content>"}
    )


def _rtf() -> str:
    lines = "\n".join(rf"\pard {line}\par" for line in (HEADLINE, *STORY))
    return r"{\rtf1\ansi " + "".join(c if ord(c) < 128 else rf"\u{ord(c)}?" for c in lines) + "}"


def _pdf() -> bytes:
    import typst

    source = f"#set page(width: 14cm)\n#text(20pt)[{HEADLINE}]\n\n{_body()}"
    return typst.compile(source.encode())


def _epub() -> bytes:
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title>{HEADLINE}</dc:title></metadata><manifest><item id="a" href="a.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{MARKUP}</body></html>'
    return _zipped(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "a.opf": package, "a.xhtml": page}
    )


def _message() -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = HEADLINE, "Herald <a@example.org>", "b@example.org"
    message["Date"] = "Fri, 05 Jul 2019 09:31:00 +0200"
    message.set_content(_body())
    return message


def _mbox() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "box"
        box = mailbox.mbox(path)
        box.add(_message())
        box.close()
        return path.read_bytes()


def _subtitles() -> str:
    cues = (f"{k}\n00:00:{k:02},000 --> 00:00:{k:02},900\n{line}\n\n" for k, line in enumerate(STORY, start=1))
    return "".join(cues)


def _feed() -> str:
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    item = f"<item><title>{HEADLINE}</title><content:encoded><![CDATA[{MARKUP}]]></content:encoded></item>"
    return f'<?xml version="1.0"?><rss version="2.0" {space}><channel><title>Herald</title>{item}</channel></rss>'


def _newsml() -> str:
    content = f'<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{MARKUP}</body></html></inlineXML>'
    about = f"<contentMeta><headline>{HEADLINE}</headline></contentMeta>"
    item = f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:7">{about}'
    return f'<?xml version="1.0"?>{item}<contentSet>{content}</contentSet></newsItem>'


def _tei() -> str:
    header = f"<teiHeader><fileDesc><titleStmt><title>{HEADLINE}</title></titleStmt></fileDesc></teiHeader>"
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{MARKUP}</body></text></TEI>'


def _separated(delimiter: str) -> str:
    import csv

    file = io.StringIO()
    writer = csv.DictWriter(file, _row(), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(_row())
    return file.getvalue()


def _workbook() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(list(_row()))
    book.active.append(list(_row().values()))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _parquet() -> bytes:
    import pandas as pd

    file = io.BytesIO()
    pd.DataFrame([_row()]).to_parquet(file)
    return file.getvalue()


def _warc() -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=False)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    page = io.BytesIO(_page().encode())
    record = writer.create_warc_record("https://example.org/ferry", "response", payload=page, http_headers=headers)
    writer.write_record(record)
    return file.getvalue()


def _zip() -> bytes:
    return _zipped({"herald/ferry.txt": _plain()})


def _zipped(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("herald/pier.txt")
        info.size = len(_plain().encode())
        archive.addfile(info, io.BytesIO(_plain().encode()))
    return file.getvalue()


@cache
def image() -> bytes:
    """Return a picture."""
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, "PNG")
    return file.getvalue()


@cache
def scan() -> bytes:
    """Return a PDF that holds a picture alone."""
    from PIL import Image

    file = io.BytesIO()
    Image.new("L", (400, 300), 255).save(file, "PDF")
    return file.getvalue()
