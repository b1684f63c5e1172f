"""Offsets as JavaScript and Java count them: in UTF-16 units, two for a character past U+FFFF."""

from bisect import bisect_left
from collections.abc import Callable


def to_utf16(text: str) -> Callable[[int], int]:
    """Return a function from an offset in characters to one in UTF-16 units.

    >>> to_utf16("a\\N{GRINNING FACE}b")(2)
    3
    """
    wide = _wide(text)
    return (lambda at: at + bisect_left(wide, at)) if wide else (lambda at: at)


def from_utf16(text: str) -> Callable[[int], int]:
    """Return a function from an offset in UTF-16 units to one in characters.

    >>> from_utf16("a\\N{GRINNING FACE}b")(3)
    2
    """
    wide = _wide(text)
    after = [k + n for n, k in enumerate(wide)]  # where, in units, the second half of each stands before its end
    return (lambda at: at - bisect_left(after, at - 1)) if wide else (lambda at: at)


def _wide(text: str) -> list[int]:
    """Return the offsets of the characters that take two units."""
    return [k for k, c in enumerate(text) if c > "\uffff"] if text and max(text) > "\uffff" else []
