"""What a blob is: told by its content first, by the ending of its name second.

To add a format, write a module with ``read(blob, options)`` and name it in `FORMATS`; teach `recognise` its signs.
"""

import re
import zipfile
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.sources.decoding import CONTROL
from toolkit.sources.model import Blob, OtherKindError
from toolkit.sources.records import COLUMNS


@dataclass(frozen=True)
class Format:
    """A format the toolkit reads: what it is called, the module that reads it, and the endings of its files' names."""

    what: str
    module: str
    endings: tuple[str, ...]


FORMATS = {
    "text": Format("a text", "plain_text", (".txt", ".text")),
    "archive": Format("an archive", "opening", (".zip", ".tar")),
    "gzip": Format("a gzip file", "opening", (".gz", ".tgz")),
    "html": Format("a web page", "web_page", (".html", ".htm", ".xhtml")),
    "mhtml": Format("a saved web page", "web_page", (".mhtml", ".mht")),
    "docx": Format("a Word document", "word", (".docx", ".docm")),
    "odt": Format("an OpenDocument text", "open_document", (".odt", ".ott")),
    "rtf": Format("an RTF document", "rich_text", (".rtf",)),
    "pdf": Format("a PDF", "pdf", (".pdf",)),
    "epub": Format("an e-book", "epub", (".epub",)),
    "markdown": Format("a Markdown text", "markdown", (".md", ".markdown", ".qmd")),
    "email": Format("an e-mail", "email", (".eml",)),
    "mbox": Format("a mailbox", "email", (".mbox", ".mbx")),
    "subtitles": Format("subtitles", "subtitles", (".srt", ".vtt")),
    "feed": Format("a feed", "feed", (".rss", ".atom")),
    "newsml": Format("NewsML-G2", "newsml", ()),
    "tei": Format("a TEI text", "tei", (".tei",)),
    "json": Format("JSON", "json_records", (".json",)),
    "jsonl": Format("JSON Lines", "json_records", (".jsonl", ".ndjson")),
    "csv": Format("a table", "tables", (".csv",)),
    "tsv": Format("a table", "tables", (".tsv", ".tab")),
    "excel": Format("an Excel workbook", "tables", (".xlsx", ".xlsm")),
    "parquet": Format("a Parquet file", "tables", (".parquet", ".pq")),
    "warc": Format("a web archive", "web_archive", (".warc",)),
}
BY_ENDING = {ending: name for name, format in FORMATS.items() for ending in format.endings}
OTHERS = (  # what is recognised only to be refused by its name
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF87a", "an image"),
    (b"GIF89a", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"BM", "an image"),
    (b"RIFF", "an image or a recording"),
    (b"7z\xbc\xaf\x27", "a 7z archive"),
    (b"Rar!\x1a", "a rar archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"fLaC", "a sound file"),
)
NO_ARTICLES = {  # endings of files of text that are no articles
    "settings": (".toml", ".yaml", ".yml", ".ini", ".cfg", ".lock"),
    "a program": (".py", ".js", ".css", ".sh", ".r", ".sql", ".do"),
    "a notebook": (".ipynb",),
    "a picture": (".svg",),
}
_NO_ARTICLE = {ending: what for what, endings in NO_ARTICLES.items() for ending in endings}
WANTED = "give a .txt, .html, .docx, .pdf or another file that docs/sources.md names"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?"  # <?xml version="1.0"?>
    rb"(?:<!--.{0,2000}?-->\s*)*"  # <!-- saved from url=… -->
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_HTML_PARTS = re.compile(rb"<(?:p|div|br|a|span|article|table|h1|meta)\b[^>]*>", re.I)
_XML_ROOT = re.compile(
    rb"\s*(?:"
    rb"<\?.{0,500}?\?>\s*"  # <?xml version="1.0"?>
    rb"|<!--.{0,2000}?-->\s*"
    rb"|<!DOCTYPE[^>\[]{0,2000}(?:\[.{0,20000}?\]\s*)?>\s*"  # <!DOCTYPE TEI [<!ENTITY name "value">]>
    rb")*<([\w:.-]+)",
    re.S,
)
_XML = {"rss": "feed", "feed": "feed", "RDF": "feed", "newsMessage": "newsml", "newsItem": "newsml",
        "packageItem": "newsml", "NewsML": "newsml", "nitf": "newsml", "TEI": "tei", "teiCorpus": "tei"}  # fmt: skip
_MAIL = re.compile(
    rb"""
    (?:
      (?: From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version     # "Subject: Ferry"
        | Delivered-To|Content-Type|Sender|Reply-To|DKIM-Signature
        | Snapshot-Content-Location                                             # of a saved web page
        | (?:List|X|ARC)-[\w-]+ )                                               # "X-Mailer: Post"
      \s*:[^\n]*\n
      (?:[ \t][^\n]*\n)*                                                        # lines that go on
    ){3,}
    """,
    re.I | re.VERBOSE,
)
_SRT = re.compile(rb"\s*\d+\s*\n\d\d:\d\d:\d\d[,.]\d{1,3}\s*-->")
_BOM = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")


def recognise(blob: Blob) -> str:
    """Return the format of a blob, a key of `FORMATS`.

    Raises
    ------
    InputError
        If it is empty or damaged; `OtherKindError` if it is of a kind that the toolkit does not read.
    """
    head = blob.head
    if not head:
        raise InputError(f"{blob.name} is empty: there is nothing to read in it")
    if found := _by_signature(blob, head):
        return found
    ending = blob.name[blob.name.rfind(".") :].lower() if "." in blob.name else ""
    if ending in _NO_ARTICLE:
        raise OtherKindError(f"{blob.name} is {_NO_ARTICLE[ending]}, not an article: {WANTED}")
    plain = _BOM.sub(b"", head).replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else _BOM.sub(b"", head)
    return _by_text(plain, BY_ENDING.get(ending, "text"), blob)


def _by_signature(blob: Blob, head: bytes) -> str | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(blob)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"\x1f\x8b"):
        return "warc" if blob.name.lower().endswith(".warc.gz") else "gzip"
    if head[257:262] == b"ustar":
        return "archive"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise _of_old_office(blob)
    binary = len(head.translate(None, CONTROL)) < len(head)
    for signature, what in OTHERS:
        if head.startswith(signature) and (len(signature) > 4 or binary):
            raise OtherKindError(f"{blob.name} is {what}, not text: {WANTED}")
    if head[4:8] == b"ftyp":
        raise OtherKindError(f"{blob.name} is an image or a recording, not text: {WANTED}")
    return None


def _of_old_office(blob: Blob) -> InputError:
    """Return what to say of a compound file: a new Office document that is locked, or an old one (.doc, .xls, .msg)."""
    if "EncryptedPackage".encode("utf-16-le") in blob.data:
        return InputError(f"{blob.name} asks for a password: save it without one")
    if "WordDocument".encode("utf-16-le") in blob.data:
        return OtherKindError(
            f"{blob.name} is a Word document of the old kind (.doc), which is not read: save it as .docx"
        )
    return OtherKindError(f"{blob.name} is an old Office file (.xls, .ppt, .msg), not text: {WANTED}")


def _in_zip(blob: Blob) -> str:
    try:
        with blob.open() as file, zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        ending = blob.name[blob.name.rfind(".") :].lower()
        zipped = ("archive", "docx", "odt", "epub", "excel")
        promised = BY_ENDING.get(ending, "archive")
        what = FORMATS[promised].what if promised in zipped else "a zip file"
        raise InputError(f"{blob.name} is {what}, but damaged: it cannot be opened") from error
    if "word/document.xml" in names or any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "excel"
    if any(name.startswith("ppt/") for name in names):
        raise OtherKindError(f"{blob.name} is a PowerPoint presentation, which is not read: save its text")
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        raise OtherKindError(f"{blob.name} is an OpenDocument file of another kind than text")
    return "epub" if kind.startswith(b"application/epub") else "archive"


def _by_text(head: bytes, ending: str, blob: Blob) -> str:
    """The format of what looks like text; ``ending`` is what the name promises."""
    start = head.lstrip()
    if _HTML.match(head):
        return "html"
    root = _XML_ROOT.match(head)
    if root and start.startswith(b"<"):
        name = root[1].decode("ascii", "replace").rpartition(":")[2]
        if name in _XML:
            return _XML[name]
        if start.startswith(b"<?xml") and name != "html":
            raise OtherKindError(f"{blob.name} is XML of a kind that is not read (<{name}>)")
        if ending == "html" or len(_HTML_PARTS.findall(head)) > 2:
            return "html"
    if start.startswith(b"WEBVTT") or _SRT.match(head):
        return "subtitles"
    if _MAIL.match(head):
        page = ending == "mhtml" or b"Snapshot-Content-Location" in head[:2000] or b"<Saved by" in head[:200]
        return "mhtml" if page and b"multipart/related" in head.lower() else "email"
    if re.match(rb"From \S+.*\n", head) and _MAIL.match(head.partition(b"\n")[2]):
        return "mbox"
    if start[:1] in (b"{", b"["):
        return _json_kind(start, ending)
    if ending in ("csv", "tsv", "markdown"):
        return ending
    if ending == "html" and len(_HTML_PARTS.findall(head)) > 2:
        return "html"
    return "csv" if ending == "text" and _is_header(start) else "text"


def _is_header(start: bytes) -> bool:
    """Whether a text begins with a table's columns, of which one is a text and another is known too."""
    first, _, second = start.decode("utf-8", "replace").replace("\r", "\n").partition("\n")
    delimiter = max("\t,;|", key=first.count)
    names = {name.strip(' "').lower() for name in first.split(delimiter)}
    known = [ours for ours, usual in COLUMNS.items() if names & set(usual)]
    return "text" in known and len(known) > 1 and delimiter in second


def _json_kind(start: bytes, ending: str) -> str:
    if ending in ("json", "jsonl"):
        return ending
    first = start.partition(b"\n")[0].rstrip()
    if re.match(rb'[{\[]\s*["{\[\]}]', start):
        return "jsonl" if start[:1] == b"{" and first.endswith(b"}") and b"\n{" in start else "json"
    return "text"
