"""Echoes: a quotation in headline or lead whose words the article credits to somebody further down."""

import re
from collections.abc import Sequence

from toolkit.actors.names import fold
from toolkit.quotes.model import Quote, Spans

WITHIN = 2000  # first characters of a text: quotations there may be echoes of later ones
LEAST_WORDS = 2  # words, at least, that make a quotation an echo of a later one that has them too
LEAST_LETTERS = 7  # letters, at least, of a single word that does ("abysmal")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_BETWEEN_MARKS = re.compile(r"[“\"‘'](?P<words>(?:[^“”\"‘’']|(?<=\w)['’](?=\w))+)")


def echoed_in(text: str, draft: Quote, later: Sequence[tuple[int, Quote]]) -> list[int]:
    """Return the numbers of the later quotations that hold the words of an early one; of (number, quotation) pairs."""
    start, end = draft.content[0][0], draft.content[-1][1]
    marked = _BETWEEN_MARKS.search(text[start:end])
    if start >= WITHIN or draft.kind == "indirect" or not marked:
        return []
    wanted = _folded_words(text, ((start + marked.start("words"), start + marked.end("words")),))
    if len(wanted.split()) < LEAST_WORDS and len(wanted) < LEAST_LETTERS:
        return []
    return [
        number
        for number, other in later
        if other.kind != "indirect"
        and other.content[0][0] >= end
        and f" {wanted} " in f" {_folded_words(text, other.content)} "
    ]


def _folded_words(text: str, spans: Spans) -> str:
    """Return the words between two offsets, folded and parted by spaces."""
    return " ".join(fold(word) for a, b in spans for word in _WORD.findall(text[a:b]))
