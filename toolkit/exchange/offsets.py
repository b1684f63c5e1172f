"""Offsets as other tools count them: in characters, or in UTF-16 units as Java and JavaScript do."""

from toolkit.errors import InputError
from toolkit.text import Span
from toolkit.text.utf16 import from_utf16


def located(start: int, end: int, text: str, words: str | None, name: str) -> Span:
    """Return the span that a tool means, whichever of the two ways it counts.

    Parameters
    ----------
    start, end
        As the tool gives them.
    text
        The article's text.
    words
        What the tool says stands there, which tells how it counts; without it, it counts characters.
    name
        Of the file, for the error.

    Raises
    ------
    InputError
        If the span lies outside the text.

    Examples
    --------
    >>> located(2, 4, "\\N{GRINNING FACE} Oh", "Oh", "x"), located(3, 5, "\\N{GRINNING FACE} Oh", "Oh", "x")
    ((2, 4), (2, 4))
    """
    convert = from_utf16(text)
    spans = [(start, end), (convert(start), convert(end))]
    wanted = _letters(words or "")
    span = next((span for span in spans if wanted and _letters(text[span[0] : span[1]]) == wanted), spans[0])
    if not 0 <= span[0] < span[1] <= len(text):
        raise InputError(f"{name}: a mark at {start} to {end} lies outside its text of {len(text):,} characters")
    return span


def _letters(text: str) -> str:
    """Return the letters and digits: tools write line ends in words each in its own way."""
    return "".join(character for character in text if character.isalnum())
