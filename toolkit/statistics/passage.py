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
    """Return a word's type, by which words count as the same: lower case, straight apostrophe, no soft hyphen.

    Examples
    --------
    >>> form("Don’t") == form("don't")
    True
    """
    return word.lower().replace("’", "'").replace("\u00ad", "").replace("‑", "-")


@dataclass(frozen=True)
class Passage:
    """The words of a passage by sentence.

    ``sentences`` holds the words of each sentence as written, ``paragraphs`` how many words each paragraph has; what
    has no word is left out of both. ``language`` is the article's, "en" where nothing is known.
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
        """Each type as it is mostly written ("nato" as "NATO").

        The first word of a sentence, whose capital tells nothing, decides only for types that stand nowhere else.
        """
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
        words = list(chain.from_iterable(self.sentences))
        foreign = [c for word in words if not word.isascii() for c in word if c.isalpha()]
        unspaced = sum(any(low <= c <= high for low, high in _UNSPACED) for c in foreign)
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
    """Return a text's words by sentence.

    Parameters
    ----------
    text
        Any text.
    spans
        The parts of the text that count, in order (an article's body paragraphs); by default all of it.
    sentences
        The sentences of the whole text, where they are known already.
    language
        The language of the text, such as "en".

    Returns
    -------
    Passage
    """
    spans = _text.lines(text) if spans is None else spans
    sentences = _text.sentences(text) if sentences is None else sentences
    words_of: list[list[str]] = []
    paragraphs: list[int] = []
    k = 0  # the sentence at hand; one that goes on after its span is read for the next span as well
    for start, end in spans:
        while k < len(sentences) and sentences[k][1] <= start:
            k += 1
        length = 0
        while k < len(sentences) and sentences[k][0] < end:
            first, last = sentences[k]
            words = [text[a:b] for a, b in _text.words(text, max(first, start), min(last, end))]
            if words:
                words_of.append(words)
                length += len(words)
            if last > end:
                break
            k += 1
        if length:
            paragraphs.append(length)
    return Passage(words_of, paragraphs, language)


def of(source: Any, *, sentences: Sequence[_text.Span] | None = None) -> Passage:
    """Return the passage that a source stands for: what every function of this room that takes a text accepts.

    Parameters
    ----------
    source
        An article or analysis stands for its body (no headline, no furniture), a string for all of itself; a list of
        strings is taken as words, a list of anything else as a corpus, one text after the other.
    sentences
        The sentences of the article's or string's text, where they are known already.

    Returns
    -------
    Passage

    Examples
    --------
    >>> of("It rained. It rained all day.").sentences
    [['It', 'rained'], ['It', 'rained', 'all', 'day']]
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
