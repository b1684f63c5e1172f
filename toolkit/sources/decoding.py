"""Bytes become text: by their byte-order mark, as UTF-8, or by the best guess, which is said."""

import re

from toolkit.errors import InputError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
CONTROL = bytes({*range(9), *range(14, 27), *range(28, 32), 127})  # none of these stands in a text
_SURROGATE = re.compile("[\ud800-\udfff]")


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
    unmarked = _unmarked(data[:4000])
    if unmarked:
        try:
            return data.decode(unmarked), (f"read as {unmarked.upper()}: it has no byte-order mark",)
        except UnicodeDecodeError:
            pass
    if len(data) - len(data.translate(None, CONTROL)) > 0.002 * len(data):
        raise InputError(f"{name} is not text: give a file of text")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _mended(data) or _guessed(data)


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


def tidy(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text with plain line ends and without half characters, and a note where it had some.

    >>> tidy("One.\\r\\nTwo.")
    ('One.\\nTwo.', ())
    """
    text, halves = _SURROGATE.subn("\ufffd", text.replace("\r\n", "\n"))
    return text, (f"{halves} half characters (surrogates) stand as \ufffd",) if halves else ()
