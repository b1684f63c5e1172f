"""Names of different articles: what two of them have in common, and whether they can be one actor's at all.

A name that both may be is no proof: ``evidence`` weighs it with what else is known. Two names that nothing here
brings together are never one actor's, unless an article or the analyst says so.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from toolkit import lexicon
from toolkit.actors import names
from toolkit.actors.aliases import has_aliases, main_name
from toolkit.actors.given_names import may_be_same_given_name, share_of_people, usual_pronoun

COMMON = 0.1  # per cent of people who bear a name, from which it is common (United States census of 1990)
RARE = 0.01  # and below which a surname is rare
_PARTICLES = lexicon.words("particles", "no_given_name") | {"al", "el"}
_COMMON_SURNAMES = lexicon.words("family_names", "common")
_GENERIC = lexicon.words("organisation_nouns", "generic", "described", "of_a_state", "portfolios", "of_many_countries")
_SEVERAL_PLACES = lexicon.words("place_names", "several")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}")
_VOWELS = re.compile("[aeiou]")
_SOUNDS = (  # spellings of one sound in names that come from other scripts, those first that others would cut
    (re.compile(r"^mac(?=[b-df-hj-np-tv-z]{2}|d)"), "mc"),
    (re.compile("ph"), "f"),
    (re.compile("kh"), "h"),
    (re.compile("ks"), "x"),
    (re.compile("ck|q"), "k"),
    (re.compile("ou"), "u"),
    (re.compile("y"), "i"),
    (re.compile("w|ff$"), "v"),
    (re.compile(r"(.)\1+"), r"\1"),
)


class Person(NamedTuple):
    """A person's name: its folded words without particles and hyphens, and what tells father and son apart."""

    words: tuple[str, ...]
    full: bool
    suffix: str
    double: tuple[str, ...] = ()  # the parts of a surname with a hyphen

    @property
    def given(self) -> str:
        """The first given name; nothing where there is a surname alone."""
        return self.words[0] if self.full else ""

    @property
    def surname(self) -> str:
        """The last word."""
        return self.words[-1]


@lru_cache(maxsize=65536)
def person(name: str) -> Person:
    """Return the parts of a person's name.

    >>> person("José Muñoz-García").double, person("Mohammed al-Hadari Jr.").words, person("Roe").full
    (('munoz', 'garcia'), ('mohammed', 'hadari'), False)
    """
    folded = names.name_words(name)
    given = names.given_name(folded)
    flat = tuple(part for k, word in enumerate(folded) for part in _parts(word, given=bool(given) and k == 0))
    double = tuple(_parts(folded[-1], given=False)) if len(folded) > 1 else ()
    full = bool(given) and len(flat) > 1
    return Person(flat or folded or ("",), full, names.suffix(name), double if len(double) > 1 else ())


def _parts(word: str, given: bool) -> list[str]:
    """Return a word's parts between hyphens without particles; a given name ("min-jun") stays whole."""
    return [word.replace("-", "")] if given else [part for part in word.split("-") if part and part not in _PARTICLES]


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return a folded word as one spelling of its sounds.

    >>> sound("zelenskyy") == sound("zelenskiy") == sound("zelenski"), sound("aleksei"), sound("macdonnell")
    (True, 'alexei', 'mcdonel')
    """
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


def how_alike(one: Person, other: Person) -> str | None:
    """Return what two people's names have in common; None where they cannot be one person's.

    >>> def between(one, other):
    ...     return how_alike(person(one), person(other))
    >>> between("Bill Hague", "William Hague"), between("Volodymyr Zelensky", "Volodymyr Zelenskyy")
    ('nickname', 'spelling')
    >>> between("Ruth Cole", "Ruth Adeyemi-Cole"), between("Hague", "William Hague"), between("Hague", "Hague")
    ('part of surname', 'surname', 'surnames')
    >>> between("J. Smith", "John Smith"), between("Ada Smith", "John Smith"), between("Roy Tan Jr.", "Roy Tan Sr.")
    ('initial', None, None)
    """
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return None
    if one.words == other.words:
        return "full" if one.full else "surnames"
    if not (one.full and other.full):
        return _with_surname_alone(one, other)
    first, last = _given_alike(one, other), _surname_alike(one.surname, other.surname)
    if first == "same" and not last:
        short, long = sorted((one.words, other.words), key=len)
        return "part of surname" if short[-1] in long[1:] else None
    if not first or not last:
        return None
    if not {*one.double}.issubset(other.words) or not {*other.double}.issubset(one.words):
        return "part of surname" if first == last == "same" else None
    if first == last == "same":
        return "full" if _middle_fits(one.words[1:-1], other.words[1:-1]) else None
    return first if last == "same" else "spelling"


def _with_surname_alone(one: Person, other: Person) -> str | None:
    if one.full == other.full:
        return "spelling" if len(one.words) == 1 == len(other.words) and _same_sound(*one.words, *other.words) else None
    short, long = (other, one) if one.full else (one, other)
    ending = long.words[-len(short.words) :]
    if len(short.words) < len(long.words) and (ending == short.words or _same_sound(ending[-1], short.words[-1])):
        return "surname"
    return None


def _middle_fits(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether middle names can be one person's: of "John A. Roe" and "John B. Roe" they cannot."""
    return all(a[0] == b[0] and (a == b or len(a) == 1 or len(b) == 1) for a, b in zip(one, other, strict=False))


def _given_alike(one: Person, other: Person) -> str | None:
    a, b = one.given, other.given
    if a == b:
        return "same"
    if may_be_same_given_name(a, b):
        return "initial" if 1 in (len(a), len(b)) else "nickname"
    whole = "".join(one.words[:-1]), "".join(other.words[:-1])  # "Abdul Rahman", "Abdulrahman"
    if whole[0] == whole[1] or _same_sound(a, b) or _same_consonants(a, b):
        return "spelling"
    return None


def _surname_alike(a: str, b: str) -> str | None:
    if a == b:
        return "same"
    return "spelling" if _same_sound(a, b) or names.misspellings(a) & names.misspellings(b) else None


def _same_sound(a: str, b: str) -> bool:
    return min(len(a), len(b)) > 3 and sound(a) == sound(b)


def _same_consonants(a: str, b: str) -> bool:
    """Return whether two given names differ in vowels alone ("Mohammed", "Muhammad") and are no man's and woman's."""
    one, two = (_VOWELS.sub("", sound(word)) for word in (a, b))
    return one == two and len(one) > 2 and a[0] == b[0] and usual_pronoun(a) == usual_pronoun(b)


@lru_cache(maxsize=65536)
def commonness(name: str) -> str:
    """Return how many may bear a person's full name: "common", "usual" or "rare".

    >>> commonness("John Smith"), commonness("Hugh Carver"), commonness("Radomir Vaskovic"), commonness("Kim Min-jun")
    ('common', 'usual', 'rare', 'common')
    """
    own = person(name)
    if own.surname in _COMMON_SURNAMES:
        return "common"
    last = share_of_people(own.surname, "all.last")
    first = max(share_of_people(own.given, f"{sex}.first") for sex in ("male", "female"))
    if last >= COMMON and first >= COMMON:
        return "common"
    return "rare" if last < RARE else "usual"


@lru_cache(maxsize=65536)
def thing(name: str) -> str:
    """Return what two names of one organisation or place have in common: legal forms, articles and spelling apart.

    >>> thing("the Ford Motor Co."), thing("US"), thing("World Health Organisation")
    ('ford motor', 'united states', 'world health organization')
    """
    words = names.without_legal_form(names.thing_words(name))
    plain = main_name(" ".join(words))
    return re.sub(r"isation\b", "ization", plain)


def is_acronym(name: str) -> bool:
    """Return whether a name is letters that stand for words.

    >>> is_acronym("NPA"), is_acronym("U.N."), is_acronym("Ford")
    (True, True, False)
    """
    return bool(_ACRONYM.fullmatch(name))


def stands_for(acronym: str, name: str) -> bool:
    """Return whether an acronym's letters are those of a name's words.

    >>> stands_for("NPA", "National Police Agency"), stands_for("NPA", "National Audit Office")
    (True, False)
    """
    return names.fold(acronym).replace(".", "") == names.initials(names.thing_words(name))


@lru_cache(maxsize=65536)
def kind_of_name(name: str) -> str:
    """Return how much the name of an organisation or place says by itself.

    "known": a country or the like; "acronym"; "generic": of what many countries have; "common place": that several
    places bear; "word"; "words".

    >>> [kind_of_name(name) for name in ("United States", "NPA", "Ministry of Health", "Springfield", "Delta Airways")]
    ['known', 'acronym', 'generic', 'common place', 'words']
    """
    key = thing(name)
    if has_aliases(key):
        return "known"
    if is_acronym(name):
        return "acronym"
    if key in _SEVERAL_PLACES:
        return "common place"
    words = key.split()
    if all(word in _GENERIC or word in names.SMALL_WORDS for word in words):
        return "generic"
    return "word" if len(words) == 1 else "words"
