"""A passage as the measures see it: its words by sentence and paragraph."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from toolkit import text as _text
from toolkit.statistics.missing import Missing

# Scripts that put no space between words: Thai and Lao, Burmese, Khmer, kana, Chinese characters.
_UNSPACED = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
)


def form(word: str) -> str:
    """A word's type: lower case, straight apostrophe, no soft hyphen. What counts as "the same word".

    Examples
    --------
    >>> form("Don’t") == form("don't")
    True
    """
    return word.lower().replace("’", "'").replace("\u00ad", "").replace("‑", "-")


@dataclass(frozen=True)
class Passage:
    """Words of a passage, grouped.

    ``sentences`` holds the words of each sentence as written, ``paragraphs`` how many words each paragraph has. Both
    leave out what has no word. ``language`` is that of the article, "en" where nothing is known.
    """

    sentences: list[list[str]]
    paragraphs: list[int]
    language: str = "en"

    @cached_property
    def forms(self) -> list[list[str]]:
        """The words of each sentence as types (``form``)."""
        known = {word: form(word) for word in set(chain.from_iterable(self.sentences))}
        return [[known[word] for word in words] for words in self.sentences]

    @cached_property
    def words(self) -> list[str]:
        """Every word as a type, in order."""
        return list(chain.from_iterable(self.forms))

    @cached_property
    def written(self) -> dict[str, str]:
        """How each type is mostly written ("nato" as "NATO"); the first word of a sentence only if need be."""
        first = Counter(words[0] for words in self.sentences)
        later = Counter(chain.from_iterable(self.sentences))
        later.subtract(first)
        best: dict[str, tuple] = {}
        for word in first | later:
            rank = later[word], first[word], word
            best[form(word)] = max(best.get(form(word), ()), rank)
        return {name: rank[2] for name, rank in best.items()}

    @cached_property
    def unspaced(self) -> Missing | None:
        """A ``Missing`` with the reason if most letters are of a script without spaces between words, else None."""
        words = [word for sentence in self.sentences for word in sentence]
        unspaced = sum(
            any(low <= c <= high for low, high in _UNSPACED)
            for word in words
            if not word.isascii()
            for c in word
            if c.isalpha()
        )
        if not unspaced or 2 * unspaced < sum(c.isalpha() for word in words for c in word):
            return None
        return Missing("the script puts no spaces between words, so words cannot be told apart")


def read(
    text: str,
    spans: Sequence[_text.Span] | None = None,
    *,
    sentences: Sequence[_text.Span] | None = None,
    language: str = "en",
) -> Passage:
    """Read a passage's words by sentence.

    Parameters
    ----------
    text
        Any text.
    spans
        The parts of the text that count, in order (an article's body paragraphs); all of it by default.
    sentences
        Sentences of the whole text, where they are known already.
    language
        What language it is in.

    Returns
    -------
    Passage
    """
    spans = _text.lines(text) if spans is None else spans
    sentences = _text.sentences(text) if sentences is None else sentences
    found, lengths, at = [], [], 0
    for start, end in spans:
        while at < len(sentences) and sentences[at][1] <= start:
            at += 1
        length = 0
        while at < len(sentences) and sentences[at][0] < end:
            s, e = sentences[at]
            words = [text[a:b] for a, b in _text.words(text, max(s, start), min(e, end))]
            if words:
                found.append(words)
                length += len(words)
            if e > end:
                break
            at += 1
        if length:
            lengths.append(length)
    return Passage(found, lengths, language)


def of(source: Any, *, sentences: Sequence[_text.Span] | None = None) -> Passage:
    """The passage that a source stands for; what every function of this package that takes a text accepts.

    Parameters
    ----------
    source
        An article or analysis stands for its body (no headline, no furniture), a string for all of itself; a list of
        strings is taken as words, a list of anything else as a corpus, one text after the other.
    sentences
        Sentences of the article's or string's text, where they are known already.

    Returns
    -------
    Passage
    """
    if isinstance(source, Passage):
        return source
    if isinstance(source, str):
        return read(source, sentences=sentences)
    source = getattr(source, "article", source)
    if hasattr(source, "spans"):
        return read(source.text, source.spans("body"), sentences=sentences, language=source.language or "en")
    source = list(source)
    if all(isinstance(item, str) for item in source):
        return Passage([source] if source else [], [len(source)] if source else [])
    parts = [of(item) for item in source]
    languages = {part.language for part in parts}
    return Passage(
        [words for part in parts for words in part.sentences],
        [length for part in parts for length in part.paragraphs],
        languages.pop() if len(languages) == 1 else "mul",
    )
