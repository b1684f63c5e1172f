"""A passage as the measures see it: its words by sentence and paragraph."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Never

from toolkit import text as _text
from toolkit.errors import ParameterError
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


class Vocabulary:
    """How often each type occurs in texts, and how its words are written; texts are added without being kept.

    >>> rain = Vocabulary().add([["It", "rained"], ["Rain", "and", "rain"]])
    >>> rain.counts["rain"], rain.written["rain"]
    (2, 'rain')
    """

    def __init__(self) -> None:
        self.first: Counter[str] = Counter()  # words as written that begin a sentence
        self.later: Counter[str] = Counter()  # all others

    def add(self, sentences: Sequence[Sequence[str]]) -> "Vocabulary":
        """Count the words of some sentences, and return the vocabulary."""
        for words in sentences:
            self.first[words[0]] += 1
        self.later.update(chain.from_iterable(words[1:] for words in sentences))
        return self

    def include(self, other: "Vocabulary") -> "Vocabulary":
        """Count the words of another vocabulary too, and return this one."""
        self.first.update(other.first)
        self.later.update(other.later)
        return self

    def without(self, other: "Vocabulary") -> "Vocabulary":
        """Return what is left when the texts of another vocabulary, which are part of this one, are taken away."""
        rest = Vocabulary()
        rest.first, rest.later = self.first - other.first, self.later - other.later
        return rest

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each type occurs, in the order in which they came."""
        counts: Counter[str] = Counter()
        for words in (self.first, self.later):
            for word, count in words.items():
                counts[form(word)] += count
        return counts

    @cached_property
    def written(self) -> dict[str, str]:
        """Each type as it is mostly written ("nato" as "NATO").

        The first word of a sentence, whose capital tells nothing, decides only for types that stand nowhere else.
        """
        best: dict[str, tuple] = {}
        for word in self.first | self.later:
            rank, name = (self.later[word], self.first[word], word), form(word)
            best[name] = max(best.get(name, ()), rank)
        return {name: rank[2] for name, rank in best.items()}


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
        return self.vocabulary.written

    @cached_property
    def vocabulary(self) -> "Vocabulary":
        """How often each type occurs, and as what."""
        return Vocabulary().add(self.sentences)

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

    Raises
    ------
    ParameterError
        If the source is none of these.

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
    source = list(source) if isinstance(source, Iterable) else no_text(source)
    if all(isinstance(item, str) for item in source):
        return Passage([source] if source else [], [len(source)] if source else [])
    parts = [of(item) for item in source]
    languages = {part.language for part in parts}
    return Passage(
        [words for part in parts for words in part.sentences],
        [length for part in parts for length in part.paragraphs],
        languages.pop() if len(languages) == 1 else "mul",
    )


def no_text(source: Any) -> Never:
    """Raise an error that says what the functions of this room take, and what they were given.

    >>> no_text(articles)
    Traceback (most recent call last):
    toolkit.errors.ParameterError: an article, analysis, text or list is wanted, not a Collection: give its analyses
    """
    hint = ": give its analyses" if hasattr(source, "analyses") else ""
    wanted = "an article, analysis, text or list is wanted"
    raise ParameterError(f"{wanted}, not a {type(source).__name__}{hint}")


def vocabulary_of(source: Any) -> Vocabulary:
    """Return the vocabulary of a source as `of` takes it, or the vocabulary that it is."""
    return source if isinstance(source, Vocabulary) else of(source).vocabulary
