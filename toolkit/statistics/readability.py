"""Readability formulas of English: a count of syllables, letters and sentences turned into a school grade.

Each formula takes ``Counts``, so that counts of another program can be put in, and arrays of them as well.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from toolkit.statistics.missing import Missing, too_short
from toolkit.statistics.syllable_counting import syllables


@dataclass(frozen=True)
class Counts:
    """The counts of a text that the formulas need: numbers, or arrays of equal length."""

    words: int
    sentences: int
    syllables: int = 0
    letters: int = 0
    characters: int = 0  # letters and digits
    long_words: int = 0  # of more than six letters
    polysyllables: int = 0  # words of three syllables or more
    hard_words: int = 0  # Gunning's: of three or more syllables, but for names and easy compounds and inflections
    latin_letters: int = 0


class WordFeatures(NamedTuple):
    """What ``Counts`` sums up of words; of one word, 1 says that it is a long one, a polysyllable or a hard one."""

    syllables: int
    letters: int
    characters: int
    long_word: int
    polysyllable: int
    hard_word: int
    latin_letters: int


_INFLECTED = re.compile(r"(?:es|ed|ing)$")


@lru_cache(maxsize=100_000)
def features(word: str) -> WordFeatures:
    """Return what is counted of one word as written.

    >>> features("bridges")
    WordFeatures(syllables=2, letters=7, characters=7, long_word=1, polysyllable=0, hard_word=0, latin_letters=7)
    """
    letters = sum(map(str.isalpha, word))
    latin = letters if word.isascii() else sum(c.isalpha() and c < "\u0250" for c in word)
    characters = letters + sum(map(str.isdigit, word))
    count = syllables(word)
    hard = count >= 3 and any(syllables(part) >= 3 for part in re.split("[-‐‑]", word) if part)
    if hard and count == 3 and (ending := _INFLECTED.search(word.lower())):
        hard = syllables(word[: ending.start()]) >= 3 or syllables(word[: ending.start()] + "e") >= 3
    return WordFeatures(count, letters, characters, int(letters > 6), int(count >= 3), int(hard), latin)


def sentence_counts(sentences: Sequence[Sequence[str]]) -> list[tuple]:
    """Return for each sentence what ``Counts`` sums up.

    Parameters
    ----------
    sentences
        The words of each sentence, as written (capitals tell Gunning's names).

    Returns
    -------
    list of tuple of int
        In the order of ``Counts``: words, 1 sentence, then the sums of each of the words' `features`.
    """
    rows = []
    for words in sentences:
        found = [features(word) for word in words]
        sums = WordFeatures(*map(sum, zip(*found, strict=True))) if found else WordFeatures(*[0] * 7)
        # Gunning leaves names out; a capital inside the sentence tells them, the first word's tells nothing.
        names = sum(one.hard_word for one, word in zip(found[1:], words[1:], strict=True) if word[0].isupper())
        rows.append((len(words), 1, *sums._replace(hard_word=sums.hard_word - names)))
    return rows


def count(sentences: Sequence[Sequence[str]]) -> Counts:
    """Return what the formulas need to know of a text.

    Parameters
    ----------
    sentences
        The words of each sentence, as written.

    Returns
    -------
    Counts

    Examples
    --------
    >>> counts = count([["The", "Alliance", "condemns", "it"], ["Nobody", "answered"]])
    >>> counts.words, counts.sentences, counts.syllables
    (6, 2, 12)
    """
    rows = sentence_counts([words for words in sentences if words])
    return Counts(*map(sum, zip(*rows, strict=True))) if rows else Counts(0, 0)


def flesch_reading_ease(c: Counts) -> float:
    """Flesch (1948): 206.835 - 1.015 words/sentences - 84.6 syllables/words; 0 very hard, 100 very easy."""
    return 206.835 - 1.015 * (c.words / c.sentences) - 84.6 * (c.syllables / c.words)


def flesch_kincaid_grade(c: Counts) -> float:
    """Kincaid, Fishburne, Rogers and Chissom (1975): 0.39 words/sentences + 11.8 syllables/words - 15.59."""
    return 0.39 * (c.words / c.sentences) + 11.8 * (c.syllables / c.words) - 15.59


def gunning_fog(c: Counts) -> float:
    """Gunning (1952): 0.4 (words/sentences + 100 hard words/words)."""
    return 0.4 * (c.words / c.sentences + 100 * c.hard_words / c.words)


def smog(c: Counts) -> float:
    """McLaughlin (1969): 3.1291 + 1.0430 sqrt(30 polysyllables/sentences); made for 30 sentences or more."""
    return 3.1291 + 1.0430 * (30 * c.polysyllables / c.sentences) ** 0.5


def coleman_liau(c: Counts, *, per_letter: float = 0.0588) -> float:
    """Coleman and Liau (1975): 0.0588 letters per 100 words - 0.296 sentences per 100 words - 15.8.

    The weight of letters follows from the paper's two equations (cloze = 141.8401 - 0.214590 L + 1.079812 S, grade =
    23.06395 - 27.4004 cloze/100). textstat has 0.058, which is 0.4 of a grade too low for usual text; give
    ``per_letter=0.058`` to compare with it.
    """
    return per_letter * (100 * c.letters / c.words) - 0.296 * (100 * c.sentences / c.words) - 15.8


def ari(c: Counts) -> float:
    """Smith and Senter (1967), Automated Readability Index: 4.71 characters/words + 0.5 words/sentences - 21.43."""
    return 4.71 * (c.characters / c.words) + 0.5 * (c.words / c.sentences) - 21.43


def linsear_write(c: Counts) -> float:
    """Linsear Write (O'Hayre 1966): r = (easy words + 3 hard words)/sentences; r/2 if r > 20, else r/2 - 1.

    Easy words have up to two syllables. Made for a sample of 100 words; r does not depend on the sample's length, so
    the whole text is taken.
    """
    points = (c.words + 2 * c.polysyllables) / c.sentences
    return points / 2 - (points <= 20)


def lix(c: Counts) -> float:
    """Björnsson (1968): words/sentences + 100 long words/words; a long word has more than six letters."""
    return c.words / c.sentences + 100 * c.long_words / c.words


def rix(c: Counts) -> float:
    """Anderson (1983): long words/sentences; a long word has more than six letters."""
    return c.long_words / c.sentences


FORMULAS: dict[str, Callable[[Counts], float]] = {
    "flesch_reading_ease": flesch_reading_ease,
    "flesch_kincaid_grade": flesch_kincaid_grade,
    "gunning_fog": gunning_fog,
    "smog": smog,
    "coleman_liau": coleman_liau,
    "ari": ari,
    "linsear_write": linsear_write,
    "lix": lix,
    "rix": rix,
}
ANY_LANGUAGE = ("lix", "rix")  # made for comparing languages; the rest are fitted to English


def not_latin(counts: Counts) -> Missing | None:
    """Return why formulas of Latin letters do not apply to a text, as a ``Missing``, or None where they do."""
    if counts.words and (not counts.latin_letters or counts.latin_letters < 0.5 * counts.letters):
        return Missing("made for words in Latin letters; this text has few or none")
    return None


def measures(counts: Counts, *, language: str = "en") -> dict[str, float]:
    """Return every formula's value, or why there is none.

    Parameters
    ----------
    counts
        What `count` counted.
    language
        Of the text; what is fitted to English is missing for others.

    Returns
    -------
    dict of str to float
        By the formula's name; ``Missing`` where it does not apply.
    """
    found: dict[str, float] = {}
    script = not_latin(counts)
    for name, formula in FORMULAS.items():
        if not counts.words:
            found[name] = too_short(1, 0)
        elif script is not None:
            found[name] = script
        elif language.split("-")[0].lower() != "en" and name not in ANY_LANGUAGE:
            found[name] = Missing(f"fitted to English; this text's language is “{language}”")
        elif name == "smog" and counts.sentences < 30:
            found[name] = too_short(30, counts.sentences, "sentences")
        else:
            found[name] = formula(counts)
    return found
