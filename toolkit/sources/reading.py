"""Sources: a path, a URL or a text becomes an article. Only a URL that is given is ever fetched."""

import difflib
import os
import re
import time
from os import PathLike
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from toolkit.article import Article, from_text
from toolkit.errors import InputError, ParameterError

LARGEST = 64 * 2**20  # bytes of a file
TIMEOUT = 30  # seconds for a URL

_URL = re.compile(r"https?://", re.IGNORECASE)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SIGNATURES = (
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"BM", "an image"),
    (b"RIFF", "an image or a recording"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip file (or .docx, .xlsx, .odt)"),
    (b"PK\x05\x06", "an empty zip file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
_IN_ZIP = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"mimetypeapplication/epub", "an e-book"),
)
_NOT_YET = {  # endings that promise something else than plain text
    "a web page": ".html .htm .mhtml",
    "a Word document": ".docx .doc .odt .rtf",
    "a PDF": ".pdf",
    "a table": ".csv .tsv .xlsx .xls .parquet",
    "data": ".json .xml .yaml .yml .toml",
    "a notebook": ".ipynb",
    "a picture": ".svg",
}
_KINDS = {suffix: kind for kind, suffixes in _NOT_YET.items() for suffix in suffixes.split()}
_CONTROL = bytes({*range(9), *range(14, 27), *range(28, 32), 127})  # none of these stands in a text
_PAGE = re.compile(r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|\?xml)\b", re.IGNORECASE | re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
WANTED = "give a .txt or .md file"


def read(source: str | PathLike | None = None, *, text: str | None = None, id: str | None = None) -> Article:
    """An article from a file, a URL or a text.

    Parameters
    ----------
    source
        The path of a .txt or .md file, or a URL of plain text. A path that is not there is an error, never a text.
    text
        The article itself, instead of ``source``.
    id
        What the article is called; by default the file's name without its ending, or "text".

    Returns
    -------
    Article
        Its text exactly as in the file, but for a byte-order mark, which goes, and "\\r\\n", which becomes "\\n".

    Raises
    ------
    InputError
        If there is nothing to read, or what is there is not text; the sentence says what, where and what to do.
    ParameterError
        If both or neither of ``source`` and ``text`` are given.

    >>> read(text="Rain is expected.").paragraphs[0].kind
    'body'
    """
    if (source is None) == (text is None):
        raise ParameterError("give toolkit.read either a path or URL, or text=…")
    if text is not None:
        if not isinstance(text, str):
            raise ParameterError(f"text=… takes a string, not {type(text).__name__}")
        return _article(text, "text" if id is None else id, None, (), "the text")
    given = str(source)
    if _URL.match(given):
        name, data = given, _fetched(given)
        file_name = unquote(PurePosixPath(urlsplit(given).path).name)
    elif re.match(r"[a-z][a-z+.-]+://", given, re.IGNORECASE):
        raise InputError(f"{given} cannot be fetched: only http and https addresses can")
    elif "\n" in given or len(given) > 2000:
        raise InputError("this is a text, not a path: give it as toolkit.read(text=…)")
    else:
        name, data = Path(given).name, _bytes(Path(given))
        file_name = name
    decoded, notes = decode(data, name)
    return _article(decoded, (_id(file_name) or "article") if id is None else id, name, notes, name)


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text that bytes hold, and a note where the encoding had to be guessed.

    UTF-8 and what a byte-order mark says come first; then UTF-16 without a mark, where every other byte is zero;
    then the best guess of charset-normalizer, Windows-1252 where it has none.

    Raises
    ------
    InputError
        If the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), ()
            except UnicodeDecodeError as error:
                raise InputError(f"{name} begins as {encoding} text and does not go on so: is it damaged?") from error
    kind = _kind(data)
    if kind:
        raise InputError(f"{name} is {kind}, not text: {WANTED}")
    unmarked = _unmarked(data[:4000])
    if unmarked:
        try:
            return data.decode(unmarked), (f"read as {unmarked.upper()}: it has no byte-order mark",)
        except UnicodeDecodeError:
            pass
    if len(data) - len(data.translate(None, _CONTROL)) > 0.002 * len(data):
        raise InputError(f"{name} is not text: {WANTED}")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _mended(data) or _guessed(data)


def _kind(data: bytes) -> str | None:
    """What ``data`` is by its first bytes, where that is something else than text."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > 4 or _holds_control(data[:512])):
            zipped = next((kind for part, kind in _IN_ZIP if part in data), None) if what.startswith("a zip") else None
            return zipped or what
    return "an image or a recording" if data[4:8] == b"ftyp" else None


def _holds_control(data: bytes) -> bool:
    return len(data.translate(None, _CONTROL)) < len(data)


def _unmarked(head: bytes) -> str | None:
    """UTF-16 that lacks its mark: nearly every other byte of English is then zero."""
    if head[1::2].count(0) > 0.4 * len(head[1::2]):
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > 0.4 * len(head[::2]) else None


def _mended(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """UTF-8 that a few bytes spoil, these as U+FFFD; None where most bytes say another encoding."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if bad > 0.2 * sum(character > "\x7f" for character in text):
        return None
    return text, (f"{bad} {'place is' if bad == 1 else 'places are'} no UTF-8: each stands as \ufffd",)


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    western = re.findall(r"[^\x00-\x7f]", text)
    usual = sum(c in "“”‘’–—…•€£©®°·éèêëáàâäãåçíìîïñóòôöõøúùûüßæœÉÈÀÁÂÄÇÖÜÑÓÅØ\xa0" for c in western)
    if text and usual >= 0.8 * len(western) and len(western) < 0.2 * len(text):
        return text, ("read as Windows-1252: it is not UTF-8",)
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    for guess in (best.encoding if best else "cp1252", "cp1252", "latin-1"):
        try:
            return data.decode(guess), (f"read as {guess}: it is not UTF-8, and the encoding is a guess",)
        except UnicodeDecodeError:
            continue
    raise AssertionError("Latin-1 decodes anything")


def _article(text: str, id: str, origin: str | None, notes: tuple[str, ...], name: str) -> Article:
    text = text.replace("\r\n", "\n")
    if not text.strip():
        raise InputError(f"{name} is {'blank' if text else 'empty'}: there is nothing to read in it")
    if origin and _PAGE.match(text):
        raise InputError(f"{name} is a web page or XML, not plain text: save its text as .txt")
    text, halves = _SURROGATE.subn("\ufffd", text)
    if halves:
        notes = (*notes, f"{halves} half characters (surrogates) stand as \ufffd")
    return from_text(text, id, origin=origin, notes=notes)


def _id(name: str) -> str:
    """A file name without its ending; other dots stay ("talks 12.11.2021")."""
    return Path(name).stem if re.search(r"\.[A-Za-z]\w{0,9}$", name) else name


def _bytes(path: Path) -> bytes:
    try:
        if path.parts[:1] == ("~",):
            path = path.expanduser()
        if path.is_dir():
            raise InputError(f"{path} is a folder: give the files in it, such as {path / '*.txt'}")
        if not path.exists():
            raise InputError(f"{path} is not there{_near(path)}")
        if not path.is_file():
            raise InputError(f"{path} is no ordinary file: {WANTED}")
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path.name} is larger than {LARGEST // 2**20} MB: is it an article?")
        data = path.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        why = "its permissions forbid it" if isinstance(error, PermissionError) else None
        raise InputError(f"{path} cannot be read: {why or getattr(error, 'strerror', None) or error}") from error
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        raise InputError(f"{path.name} holds rows, not an article: toolkit analyse --jsonl reads them")
    if suffix in _KINDS:
        raise InputError(f"{path.name} is {_KINDS[suffix]}, which cannot be read yet: {WANTED}")
    return data


def _near(path: Path) -> str:
    """Which file may have been meant, or what else is wrong with the path."""
    try:
        names = {entry.name.casefold(): entry.name for entry in os.scandir(path.parent) if entry.is_file()}
    except OSError:
        return f": there is no folder {path.parent}"
    near = difflib.get_close_matches(path.name.casefold(), sorted(names)[:5000], n=1)
    return f": do you mean {names[near[0]]}?" if near else ": check its folder and its name"


def _fetched(url: str) -> bytes:
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    until, data = time.monotonic() + TIMEOUT, bytearray()
    try:
        with urlopen(Request(url, headers={"User-Agent": "toolkit"}), timeout=TIMEOUT) as answer:
            kind = answer.headers.get_content_type()
            if kind in ("text/html", "application/xhtml+xml"):
                raise InputError(f"{url} is a web page, and these cannot be read yet: save its text as .txt")
            while piece := answer.read1(2**16):
                data += piece
                if len(data) > LARGEST:
                    raise InputError(f"{url} is larger than {LARGEST // 2**20} MB: is it an article?")
                if time.monotonic() > until:
                    raise InputError(f"{url} took longer than {TIMEOUT} seconds: try again, or save it as .txt")
            charset = answer.headers.get_content_charset()
    except HTTPError as error:
        raise InputError(f"{url} cannot be fetched: the server answers {error.code} {error.reason}") from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise InputError(f"{url} cannot be fetched: {getattr(reason, 'strerror', None) or reason}") from error
    return _as_utf8(bytes(data), charset)


def _as_utf8(data: bytes, charset: str | None) -> bytes:
    """What a server sent, in UTF-8 where it says rightly what encoding it is in."""
    try:
        return data.decode(charset).encode("utf-8") if charset else data
    except (UnicodeError, LookupError):
        return data
