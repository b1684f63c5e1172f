"""Sources: a path, a URL or a text becomes an article. Only a URL that is given is ever fetched."""

import difflib
import re
from os import PathLike
from pathlib import Path, PurePosixPath

from toolkit.article import Article, from_text
from toolkit.errors import InputError, ParameterError

SUFFIXES = (".txt", ".md", ".markdown", ".text", "")
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
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
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
        Its text exactly as in the file, but for the byte-order mark and for line ends, which are "\\n".

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
        return _article(text, id or "text", None, (), "the text")
    if _URL.match(str(source)):
        name, data = str(source), _fetched(str(source))
        id = id or _id(PurePosixPath(re.sub(r"[?#].*", "", name.split("://", 1)[1])).name) or "article"
    else:
        path = Path(source)
        name, data = path.name, _bytes(path)
        id = id or _id(path.name)
    decoded, notes = decode(data, name)
    return _article(decoded, id, name, notes, name)


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
    for signature, what in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > 2 or _CONTROL.search(data[:4096])):
            raise InputError(f"{name} is {what}, not text: {WANTED}")
    head = data[:4096]
    if b"\x00" in head:
        for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
            if zeros.count(0) > 0.4 * len(zeros):
                try:
                    return data.decode(encoding), (f"read as {encoding.upper()}: it has no byte-order mark",)
                except UnicodeDecodeError:
                    break
    if len(_CONTROL.findall(head)) > 0.002 * len(head):
        raise InputError(f"{name} is not text: {WANTED}")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guessed(data)


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    western = re.findall(r"[^\x00-\x7f]", text)
    usual = sum(c in "“”‘’–—…•€£©®°·éèêëáàâäãåçíìîïñóòôöõøúùûüßæœÉÈÀÁÂÄÇÖÜÑÓÅØ\xa0" for c in western)
    if text and usual >= 0.8 * len(western):
        return text, ("read as Windows-1252: it is not UTF-8",)
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is not None:
        return str(best), (f"read as {best.encoding}: it is not UTF-8, and the encoding is a guess",)
    return data.decode("cp1252", "replace"), ("read as Windows-1252: it is not UTF-8, and the encoding is a guess",)


def _article(text: str, id: str, origin: str | None, notes: tuple[str, ...], name: str) -> Article:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError(f"{name} is empty: there is nothing to read in it")
    return from_text(text, id, origin=origin, notes=notes)


def _id(name: str) -> str:
    return Path(name).stem or name


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise InputError(f"{path} is a folder: give the files in it, such as {path / '*.txt'}")
    if path.suffix.lower() not in SUFFIXES and path.is_file():
        with path.open("rb") as file:
            decode(file.read(4096), path.name)  # an image says that it is one
        if path.suffix.lower() in (".html", ".htm", ".docx", ".pdf", ".csv", ".jsonl", ".json", ".parquet"):
            raise InputError(f"{path.name}: {path.suffix} files cannot be read yet: {WANTED}")
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path.name} is larger than {LARGEST // 2**20} MB: is it an article?")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path} is not there{_near(path)}") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _near(path: Path) -> str:
    try:
        names = [p.name for p in path.parent.iterdir()]
    except OSError:
        return f": there is no folder {path.parent}" if not path.parent.exists() else ""
    near = difflib.get_close_matches(path.name, names, n=1)
    return f": do you mean {near[0]}?" if near else ""


def _fetched(url: str) -> bytes:
    from urllib.error import URLError
    from urllib.request import Request, urlopen

    try:
        with urlopen(Request(url, headers={"User-Agent": "toolkit"}), timeout=TIMEOUT) as answer:
            kind = answer.headers.get_content_type()
            if kind in ("text/html", "application/xhtml+xml"):
                raise InputError(f"{url} is a web page, and these cannot be read yet: save its text as .txt")
            data = answer.read(LARGEST + 1)
    except (URLError, OSError, ValueError) as error:
        raise InputError(f"{url} cannot be fetched: {getattr(error, 'reason', None) or error}") from error
    if len(data) > LARGEST:
        raise InputError(f"{url} is larger than {LARGEST // 2**20} MB: is it an article?")
    return data
