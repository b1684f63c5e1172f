"""Descriptions and pronouns: where a text speaks of people and bodies without a name ("the woman at the gate", "they").

What counts is the phrase's head, "woman": whether it is one or several, a person or a body, "he" or "she".
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit.actors.demonyms import country_of
from toolkit.actors.kinship import is_kinship, sex_of_relative
from toolkit.actors.names import fold
from toolkit.actors.pronouns import PRONOUNS, THIRD_PERSON
from toolkit.actors.role_nouns import is_role_noun, sex_of_noun
from toolkit.lexicon import words
from toolkit.text import Span

OWNER = 3  # words before an owner's name or noun in which its determiner stands
LONGEST = 6  # words between a determiner and the head
_BODIES = words("organisation_nouns", "described") | words("organisation_nouns", "speaking")
_MANY = words("roles", "many")  # plurals with no ending: "people", "police"
_CROWDS = words("roles", "crowds")  # "spectators", "critics": people who speak without a determiner
_DETERMINERS = words("pronouns", "determiners")
_COUNTS = words("pronouns", "counting")
_NO_MODIFIER = words("pronouns", "no_modifier")
_NOUN_FOLLOWS = re.compile(r"[ \xa0]([\w’'-]+)")
_TOKEN = re.compile(r"[\w’'‐-]+(?:\.(?=\w))?[\w’'‐-]*|[^\w\s]|\n")
_CONTRACTED = re.compile(r"(?<=\w)[’'](?:s|d|m|ll|re|ve)$")  # "she’d"
_BEHIND_HEAD = re.compile(  # what ends the part of a phrase in which its head stands
    r"""
    \b(?: of|for|at|in|with|from|on|who|which|that|to|by )\b | [,(–—]
    | (?<=[a-z]) \s (?= \w+ing \s (?:the|a|an|his|her|their|its|to|in|at|on|for|as|with)\b )    # "a fitter leaving the"
    """,
    re.VERBOSE,
)
_YEARS_OLD = re.compile(r"\d{1,3}-year-old")
_POSSESSIVE = re.compile(r"[’']s?$")


class Head(NamedTuple):
    """What a noun tells of whoever it describes."""

    noun: str  # folded, singular
    kind: str  # "PER" or "ORG"
    plural: bool
    sex: str | None  # "he", "she" or None


class Phrase(NamedTuple):
    """A pronoun or a description in the text."""

    start: int
    end: int
    head: Head | None  # None of a pronoun
    determiner: str  # "the", "a", "his", "’s" (an owner), "" (none); the pronoun itself, folded


@lru_cache(maxsize=65536)
def head_of(word: str) -> Head | None:
    """Return what a word tells as the head of a description; None for a word that describes nobody.

    >>> tuple(head_of("spokeswoman")), tuple(head_of("unions"))
    (('spokeswoman', 'PER', False, 'she'), ('union', 'ORG', True, None))
    >>> head_of("water") is None
    True
    """
    plain = fold(word)
    if plain in _MANY:
        return Head(plain, "PER", True, None)
    if _YEARS_OLD.fullmatch(plain) or (word[:1].isupper() and country_of(word)):
        return Head(plain, "PER", False, sex_of_noun(plain))  # "the 71-year-old", "the Dane"
    singular = _singular(plain)
    for noun in dict.fromkeys((singular, plain)):
        plural = noun != plain
        if noun in _BODIES:
            return Head(noun, "ORG", plural, None)
        if is_kinship(noun):
            return Head(noun, "PER", plural, sex_of_relative(noun) or sex_of_noun(noun))
        if is_role_noun(noun):
            return Head(noun.rsplit("-", 1)[-1], "PER", plural, sex_of_noun(noun))
    return None


def _singular(plain: str) -> str:
    """Return the singular of a folded noun, as far as its ending tells."""
    if plain.endswith("women") or plain.endswith("men"):
        return plain[:-2] + "an"
    if plain.endswith("wives"):
        return plain[:-3] + "fe"
    if plain.endswith("ies") and len(plain) > 4:
        return plain[:-3] + "y"
    if plain.endswith(("ches", "shes", "sses")):
        return plain[:-2]
    return plain[:-1] if plain.endswith("s") and not plain.endswith(("ss", "us")) and len(plain) > 3 else plain


def find_phrases(
    text: str,
    spans: Iterable[Span],
    names: Sequence[Span],
    sources: Iterable[Span],
    acronyms: Mapping[str, str],
) -> list[Phrase]:
    """Return the pronouns and descriptions of a text, in order; of two that share a start the shorter comes first.

    Parameters
    ----------
    text, spans, names
        The text, its paragraphs that are read, and the spans of its names, in order: nothing inside one is a phrase.
    sources, acronyms
        Source phrases of what is said, each a phrase whatever its noun is; acronyms of roles, each with its noun.

    Examples
    --------
    >>> text = "A man at the gate said he knew Roe’s lawyer. Neighbours agreed."
    >>> [text[p.start : p.end] for p in find_phrases(text, [(0, 63)], [(31, 34)], [(45, 55)], {})]
    ['A man', 'he', 'Roe’s lawyer', 'Neighbours']
    """
    starts = [start for start, _ in names]
    name_starts = set(starts)
    found: dict[int, Phrase] = {}

    def inside_name(at: int) -> bool:
        i = bisect_right(starts, at)
        return i > 0 and names[i - 1][1] > at

    for start, end in spans:
        tokens = [m.span() for m in _TOKEN.finditer(text, start, end)]
        for k, (a, b) in enumerate(tokens):
            word = text[a:b]
            marked = "’" in word or "'" in word
            word = _CONTRACTED.sub("", word) if marked else word
            lower = word.lower()
            if lower in THIRD_PERSON:
                if not ((word.isupper() and len(word) > 1) or inside_name(a)):  # "IT" in capitals says little
                    found[a] = Phrase(a, a + len(word), None, lower)
                continue
            if lower in PRONOUNS:
                continue
            owner = _POSSESSIVE.search(word) if marked else None
            b -= len(owner.group()) if owner else 0
            head = _head(text[a:b], word, acronyms)
            if head is None or inside_name(a) or _goes_on(text, tokens, k, name_starts):
                continue
            if phrase := _phrase(text, tokens, k, b, head):
                found[b] = phrase
    by_head = {p.end: p for p in found.values() if p.head}
    for a, b in sources:
        if p := _source(text, a, b, names, starts, by_head):
            found[p.end] = p
    return sorted(found.values(), key=lambda p: (p.start, p.end))


def _head(form: str, word: str, acronyms: Mapping[str, str]) -> Head | None:
    """Return what a word tells as a head, also where a role's acronym is one; else None."""
    head = head_of(form) if len(word) > 1 else None
    return Head(acronyms[word], "PER", False, None) if head is None and word in acronyms else head


def _goes_on(text: str, tokens: Sequence[Span], k: int, name_starts: set[int]) -> bool:
    """Whether a noun is no head, since another or a name follows: "bank manager", "minister Ana Roe"."""
    if k + 1 == len(tokens):
        return False
    (_, b), (a, e) = tokens[k], tokens[k + 1]
    if text[b:a] not in (" ", "\xa0") or text[b - 1] in "’'" or text[b - 2 : b] in ("’s", "'s"):
        return False
    return (
        a in name_starts
        or (head_of(text[a:e]) is not None and text[a:e].lower() not in ("leaders",))
        or (text[a].isupper() and text[a:e] != "I")
    )


def _phrase(text: str, tokens: Sequence[Span], k: int, end: int, head: Head) -> Phrase | None:
    """Return the phrase of a head: from its determiner on, or the noun alone where it needs none ("critics said")."""
    for i in range(k - 1, max(k - 2 - LONGEST, -1), -1):
        a, b = tokens[i]
        word = text[a:b].lower()
        if word in _DETERMINERS:
            return Phrase(a, end, head, word)
        if word in _COUNTS:
            before = text[slice(*tokens[i - 1])].lower() if i else ""
            start = tokens[i - 1][0] if before in _DETERMINERS else a
            return Phrase(start, end, head, before if before in _DETERMINERS else word)
        if word.endswith(("’s", "'s", "s’", "s'")) and len(word) > 2:
            start = a
            while i and text[tokens[i - 1][0]].isupper() and text[tokens[i - 1][1] : start] == " ":
                i -= 1
                start = tokens[i][0]
            return Phrase(_with_determiner(text, tokens, i, start), end, head, "’s")
        if not (word[0].isalnum() or word in ("’", "'")) or word in _NO_MODIFIER:
            break
    if head.plural or head.noun in _CROWDS:
        a = tokens[k][0]
        return Phrase(a, end, head, "")
    return None


def _with_determiner(text: str, tokens: Sequence[Span], i: int, start: int) -> int:
    """Return where the owner in a description begins with its determiner: "the visitors’ striker"."""
    for a, b in reversed(tokens[max(i - OWNER, 0) : i]):
        word = text[a:b].lower()
        if word in _DETERMINERS:
            return a
        if not word[0].isalpha() or word in _NO_MODIFIER:
            break
    return start


def _source(
    text: str, start: int, end: int, names: Sequence[Span], starts: Sequence[int], by_head: dict[int, Phrase]
) -> Phrase | None:
    """Return a source phrase as a phrase, if it is none yet: its head is the noun before "of", "who" or a comma."""
    k = bisect_right(starts, end) - 1
    words_ = text[start:end]
    if k >= 0 and names[k][1] > start and names[k][0] <= start:
        return None  # it begins with a name
    if words_.strip(" ,").lower() in THIRD_PERSON or any(start <= e <= end for e in by_head):
        return None
    part = _BEHIND_HEAD.split(words_)[0].rstrip()
    last = re.search(r"([\w’'-]+)$", part)
    if not last or (k >= 0 and names[k][0] < start + last.end() and names[k][1] > start + last.start()):
        return None
    first = re.match(r"[\w’'-]+", words_)
    determiner = first.group().lower() if first and first.group().lower() in _DETERMINERS else ""
    if not determiner and not last[1][0].islower() and first and first.end() != last.end():
        return None
    if last[1].lower() in _DETERMINERS or last[1].lower() in words("pronouns", "all"):
        return None
    plural = last[1].endswith("s") and not last[1].endswith("ss")
    return Phrase(start, start + last.end(), head_of(last[1]) or Head(fold(last[1]), "", plural, None), determiner)
