"""RTF: its paragraphs, read by striprtf; exports of Nexis and Factiva, every article in them."""

import re
from collections.abc import Iterator

from toolkit.article import Article
from toolkit.errors import InputError
from toolkit.sources.documents import articles_of
from toolkit.sources.model import Blob, Options

_CELL = "\x1f"  # stands for the end of a table's cell, so that "|" in a text stays one
_BINARY = re.compile(r"\\bin(\d{1,9}) ?")
_DIGITS = re.compile(r"(?<![\\\w])[0-9a-fA-F]{60,}")  # of a picture
_FONT = re.compile(r"(\\f\d+)(?=[^;{}]*[;{])(?![^;{}]*\\fcharset)")  # without a character set
_BULLET = re.compile(r"\{\\(?:\*\\)?(?:listtext|pntext)(?![a-z])(?:[^{}]|\{[^{}]*\})*\}")  # {\listtext\f1\'b7\tab}
CUT = "the file ends in the middle: it may be cut off"


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article that an RTF file is, or all that an export holds.

    Raises
    ------
    InputError
        If it is damaged or holds no text, or an export of a layout that is not known.
    """
    from striprtf.striprtf import rtf_to_text

    source = _prepared(blob.data.decode("latin-1"))
    try:
        text = rtf_to_text(source, encoding="cp1252", errors="replace")
    except Exception as error:  # striprtf raises whatever goes wrong in it
        raise InputError(f"{blob.name} is an RTF document, but damaged: it cannot be opened") from error
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # halves of a character come one by one
    lines = [line.strip(_CELL).replace(_CELL, " · ") for line in text.split("\n")]
    whole = len(re.findall(r"(?<!\\)\}", source)) >= len(re.findall(r"(?<!\\)\{", source))
    yield from articles_of([(line, None) for line in lines], blob, notes=() if whole else (CUT,))


def _prepared(source: str) -> str:
    """Return RTF without its pictures' data, which may be most of it, and with what striprtf takes wrong put right."""
    source = _BULLET.sub("", _DIGITS.sub("", _without_binary(source)))
    source = re.sub(r"\\(?:nest)?cell(?![a-z])", lambda found: r"\'1f", source)
    # Each font gets the character set that is its own; without one, striprtf gives it the next font's.
    begin = source.find("\\fonttbl")
    if begin >= 0:
        end = source.find("}}", begin) + 2
        source = source[:begin] + _FONT.sub(r"\1\\fcharset0", source[begin:end]) + source[end:]
    # A link's address is no text. striprtf looks for links from each field to the end of its line.
    return source.replace("HYPERLINK", "LINK").replace("{\\field", "\n{\\field")


def _without_binary(source: str) -> str:
    parts, at = [], 0
    while found := _BINARY.search(source, at):
        parts.append(source[at : found.start()])
        at = found.end() + int(found[1])
    return "".join([*parts, source[at:]])
