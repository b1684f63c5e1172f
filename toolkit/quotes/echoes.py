"""Echoes: a quotation in headline or lead whose words the article credits to somebody further down."""

import re
from collections.abc import Sequence

from toolkit.actors.names import fold
from toolkit.quotes.model import Quote, Span, Spans

WITHIN = 2000  # first characters of a text: quotations there may be echoes of later ones
LEAST_WORDS = 2  # words, at least, that make a quotation an echo of a later one that has them too
LEAST_LETTERS = 6  # letters, at least, of a single word that does ("unsafe")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_BETWEEN_MARKS = re.compile(r"[“\"‘'](?P<words>(?:[^“”\"‘’']|(?<=\w)['’](?=\w))+)")


def echo_of(text: str, quote: Quote, later: Sequence[Quote]) -> list[Quote]:
    """Return the later quotations that hold the words of an early one: those in its first marks."""
    start, end = quote.content[0][0], quote.content[-1][1]
    marked = _BETWEEN_MARKS.search(text[start:end])
    if start >= WITHIN or quote.kind == "indirect" or not marked:
        return []
    return holding(text, (start + marked.start("words"), start + marked.end("words")), later)


def holding(text: str, span: Span, later: Sequence[Quote]) -> list[Quote]:
    """Return the later quotations that hold the words of a span; not what is only reported, nor too few words."""
    wanted = _folded_words(text, (span,))
    if len(wanted.split()) < LEAST_WORDS and len(wanted) < LEAST_LETTERS:
        return []
    return [
        quote
        for quote in later
        if quote.kind != "indirect"
        and quote.content[0][0] >= span[1]
        and f" {wanted} " in f" {_folded_words(text, quote.content)} "
    ]


def _folded_words(text: str, spans: Spans) -> str:
    """Return the words of spans, folded and parted by spaces."""
    return " ".join(fold(word) for a, b in spans for word in _WORD.findall(text[a:b]))
