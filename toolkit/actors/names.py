"""Names as strings: folding, titles, given names and surnames, initials, legal forms."""

import re
import unicodedata
from functools import lru_cache

from toolkit import lexicon

MEN = lexicon.words("titles", "men")
WOMEN = lexicon.words("titles", "women")
HONORIFICS = lexicon.words("titles", "honorifics")
SMALL_WORDS = lexicon.words("particles", "left_out_of_initials")
LEAST_TO_MISSPELL = 6  # letters of a name that may be spelt in two ways
GIVEN_NAME_LAST = re.compile(r"[A-Z]\w+ [A-Z][a-z]+-[a-z]+$")  # "Leung Siu-fai", "Moon Jae-in"

_TITLES = lexicon.words("titles", "before_a_name")
_SUFFIXES = frozenset(suffix.lower() for suffix in lexicon.words("titles", "suffixes"))
_PARTICLES = lexicon.words("particles", "no_given_name")
_LEGAL_FORMS = lexicon.words("legal_forms", "legal_forms")
_ARTICLE = re.compile(r"^(?:al|el|ul)-(?=\w)")
_IN_MARKS = re.compile(r"[“\"‘(]([^”\"’)]*)[”\"’)]")  # the nickname of "Jon “Bones” Arden", the name of "Roe (Cole)"


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return a name in lower case, without accents, possessive, full stops and odd spacing.

    >>> fold("U.S."), fold("Jens\\nStoltenberg’s"), fold("Søren Kjær"), fold("Beyoncé")
    ('us', 'jens stoltenberg', 'soren kjær', 'beyonce')
    """
    plain = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'").replace("‘", "'")
    plain = re.sub(r"'s?(?=\s|$)", "", re.sub(r"\s+", " ", plain).strip().casefold())
    return re.sub(r"(?<=\w)\.(?=\w)|\.(?=\s|$)", "", re.sub("[‐‑]", "-", plain)).strip()


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, without leading article and titles, nicknames in marks and suffixes.

    A given name of two syllables that stands behind its family name comes first, as other given names do.

    >>> name_words("Sen. John “Johnny” McCain Jr."), name_words("Leung Siu-fai"), name_words("Vivian Leung Ka-yan")
    (('john', 'mccain'), ('siu-fai', 'leung'), ('vivian', 'ka-yan', 'leung'))
    """
    parts = fold(_IN_MARKS.sub(" ", name)).replace(",", " ").split()
    if len(parts) > 1 and GIVEN_NAME_LAST.search(name):
        parts[-2:] = parts[:-3:-1]
    while len(parts) > 1 and (parts[0] in _TITLES or parts[0] == "the"):
        parts.pop(0)
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts.pop()
    return tuple(parts)


def thing_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name that is nobody's, without leading article; titles are part of it.

    >>> thing_words("the General Motors Corp."), thing_words("JD(S)")
    (('general', 'motors', 'corp'), ('jd(s)',))
    """
    parts = fold(name).replace(",", " ").split()
    return tuple(parts[1:] if len(parts) > 1 and parts[0] == "the" else parts)


def suffix(name: str) -> str:
    """Return the folded suffix of a person's name that tells father and son apart, else nothing.

    >>> suffix("Roy Cole Jr."), suffix("Roy Cole")
    ('jr', '')
    """
    last = fold(name).rpartition(" ")[2]
    return last if last in _SUFFIXES else ""


def misspellings(word: str) -> set[str]:
    """Return what words one letter apart share: a long word, and it without any one of its letters.

    >>> bool(misspellings("zelensky") & misspellings("zelenskyy")), misspellings("cole")
    (True, set())
    """
    return {word} | {word[:k] + word[k + 1 :] for k in range(1, len(word))} if len(word) >= LEAST_TO_MISSPELL else set()


def is_title(word: str) -> bool:
    """Return whether a word is a title before a name.

    >>> is_title("Mr."), is_title("Senator"), is_title("Ada")
    (True, True, False)
    """
    return fold(word) in _TITLES


def nicknames(name: str) -> list[str]:
    """Return what stands in quotation marks or brackets inside a person's name, folded.

    >>> nicknames("Jon “Bones” Arden"), nicknames("Jon Arden")
    (['bones'], [])
    """
    return [fold(nickname) for nickname in _IN_MARKS.findall(name)]


def surname(parts: tuple[str, ...]) -> str:
    """Return the surname of a person's name in folded words, without its particles.

    >>> surname(("ursula", "von", "der", "leyen")), surname(("marzouq", "al-ghanem"))
    ('leyen', 'ghanem')
    """
    return _ARTICLE.sub("", parts[-1]) if parts else ""


def given_name(parts: tuple[str, ...]) -> str:
    """Return the given name of a person's name in folded words; nothing where there is only a surname.

    >>> given_name(("ursula", "von", "der", "leyen")), given_name(("von", "der", "leyen"))
    ('ursula', '')
    """
    return parts[0] if len(parts) > 1 and parts[0] not in _PARTICLES else ""


def is_full_name(name: str) -> bool:
    """Return whether a person's name has both a given name and a surname.

    >>> is_full_name("Ada Roe"), is_full_name("Mrs Roe")
    (True, False)
    """
    return bool(given_name(name_words(name)))


def initials(parts: tuple[str, ...]) -> str:
    """Return the first letters of a name's folded words, small words and legal forms left out.

    >>> initials(("north", "atlantic", "treaty", "organization"))
    'nato'
    """
    words = (word for part in parts for word in part.split("-"))
    return "".join(word[0] for word in words if word and word not in SMALL_WORDS and word not in _LEGAL_FORMS)


def without_legal_form(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folded words of a company's name without "Inc." and the like.

    >>> without_legal_form(("ford", "motor", "co"))
    ('ford', 'motor')
    """
    while len(parts) > 1 and parts[-1] in _LEGAL_FORMS:
        parts = parts[:-1]
    return parts
