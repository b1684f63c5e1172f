"""Names as strings: folding, titles, initials, acronyms, and which two forms can mean the same person."""

import re
import unicodedata
from functools import cache, lru_cache

from toolkit import lexicon

MEN = lexicon.words("titles", "men")
WOMEN = lexicon.words("titles", "women")
HONORIFICS = lexicon.words("titles", "honorifics")
_TITLES = lexicon.words("titles", "before_a_name")
_SUFFIXES = frozenset(suffix.lower() for suffix in lexicon.words("titles", "suffixes"))
_PARTICLES = lexicon.words("particles", "no_given_name")
_SAME_GIVEN = {
    frozenset((full, nickname))
    for full, nicknames in lexicon.table("nicknames", "english").items()
    for nickname in nicknames
}

# Countries and unions that one text calls by several names -> the first of these; compared after folding.
_SAME_PLACE = {
    name: first for first, others in lexicon.table("place_names", "same").items() for name in (first, *others)
}
# What news calls well-known organisations when it does not name them; holds where the organisation is named too.
_DESCRIBED = {noun: name for noun, (name,) in lexicon.table("organisation_nouns", "stands_for").items()}
_DESCRIBING = lexicon.words("organisation_nouns", "describing")
_IN_MARKS = re.compile(r"[“\"‘(]([^”\"’)]*)[”\"’)]")
GIVEN_LAST = re.compile(r"[A-Z]\w+ [A-Z][a-z]+-[a-z]+$")  # "Leung Siu-fai", "Moon Jae-in"
SMALL = lexicon.words("particles", "left_out_of_initials")
_LEGAL = lexicon.words("legal_forms", "legal_forms")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name in lower case, without accents, possessive, full stops and odd spacing.

    >>> fold("U.S."), fold("Jens\\nStoltenberg’s"), fold("Søren Kjær"), fold("Beyoncé")
    ('us', 'jens stoltenberg', 'soren kjær', 'beyonce')
    """
    plain = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'").replace("‘", "'")
    plain = re.sub(r"'s?(?=\s|$)", "", re.sub(r"\s+", " ", plain).strip().casefold())
    return re.sub(r"(?<=\w)\.(?=\w)|\.(?=\s|$)", "", re.sub("[‐‑]", "-", plain)).strip()


def words(name: str) -> tuple[str, ...]:
    """The folded words of a name, without leading article and titles, nicknames in marks and suffixes.

    A given name of two syllables behind its family name comes first, as other given names do.

    >>> words("Sen. John “Johnny” McCain Jr."), words("Leung Siu-fai"), words("Vivian Leung Ka-yan")
    (('john', 'mccain'), ('siu-fai', 'leung'), ('vivian', 'ka-yan', 'leung'))
    """
    parts = fold(_IN_MARKS.sub(" ", name)).replace(",", " ").split()
    if len(parts) > 1 and GIVEN_LAST.search(name):
        parts[-2:] = parts[:-3:-1]
    while len(parts) > 1 and (parts[0] in _TITLES or parts[0] == "the"):
        parts.pop(0)
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts.pop()
    return tuple(parts)


def is_title(word: str) -> bool:
    """Whether a word is a title before a name ("Mr.", "Senator")."""
    return fold(word) in _TITLES


def same_given(one: str, other: str) -> bool:
    """Whether two folded given names can mean one person: equal, an initial, a nickname.

    >>> same_given("bill", "william"), same_given("j", "john"), same_given("bill", "hillary")
    (True, True, False)
    """
    if one == other or frozenset((one, other)) in _SAME_GIVEN:
        return True
    short, long = sorted((one.replace("-", ""), other.replace("-", "")), key=len)
    return 0 < len(short) <= 2 and short[0] == long[0] and (len(short) == 1 or len(long) <= 2)


@cache
def _census() -> tuple[dict[str, float], dict[str, float]]:
    """Given names and how many in a thousand men, and women, had them (United States census of 1990)."""
    from importlib.resources import files

    folder = files("names")
    tables = []
    for name in ("dist.male.first", "dist.female.first"):
        rows = (line.split() for line in folder.joinpath(name).read_text(encoding="ascii").splitlines())
        tables.append({row[0].lower(): float(row[1]) for row in rows})
    return tables[0], tables[1]


@cache
def _elsewhere() -> dict[str, str]:
    """Given names of other countries and the pronoun that goes with each."""
    he, she = lexicon.words("given_names", "he"), lexicon.words("given_names", "she")
    return dict.fromkeys(he, "he") | dict.fromkeys(she, "she")


def usual_pronoun(given: str) -> str | None:
    """ "he" or "she" where nine in ten or more with this folded given name were men, or women; else None.

    Names that the United States census does not know are looked up in lists of other countries. Evidence for what a
    pronoun refers to, and for nothing else: nobody's sex is ever reported.

    >>> usual_pronoun("mary"), usual_pronoun("robin"), usual_pronoun("zuzana"), usual_pronoun("andrea")
    ('she', None, 'she', None)
    """
    if given in lexicon.words("given_names", "either"):
        return None
    men, women = _census()
    he, she = men.get(given, 0.0), women.get(given, 0.0)
    if not he and not she:
        return _elsewhere().get(given)
    return "he" if he > 9 * she else "she" if she > 9 * he else None


def usual_of(parts: tuple[str, ...]) -> tuple[str | None, bool]:
    """``usual_pronoun`` of a name in folded words, and whether that is sure.

    It is where a census has the given name; not where lists alone do, or one word may be given name or surname.

    >>> usual_of(("mary", "cole")), usual_of(("zuzana", "cole")), usual_of(("mary",)), usual_of(("cole", "porter"))
    (('she', True), ('she', False), ('she', False), ('he', True))
    """
    first = parts[0] if len(parts) == 1 else given(parts)
    return usual_pronoun(first), len(parts) > 1 and _in_census(first)


def _in_census(given: str) -> bool:
    men, women = _census()
    return given in men or given in women


def is_given(word: str) -> bool:
    """Whether a folded word is a given name usual in the United States, or one that elsewhere tells the sex.

    >>> is_given("hillary"), is_given("parliament")
    (True, False)
    """
    return _in_census(word) or word in _elsewhere()


def nicknames(name: str) -> list[str]:
    """What stands in quotation marks or brackets inside a person's name, folded.

    >>> nicknames("Jon “Bones” Arden"), nicknames("Jon Arden")
    (['bones'], [])
    """
    return [fold(found) for found in _IN_MARKS.findall(name)]


def surname(parts: tuple[str, ...]) -> str:
    """The surname of a person's name given in folded words, its particles left out.

    >>> surname(("ursula", "von", "der", "leyen"))
    'leyen'
    """
    return parts[-1] if parts else ""


def given(parts: tuple[str, ...]) -> str:
    """The given name, or nothing where there is only one word (particles do not count).

    >>> given(("ursula", "von", "der", "leyen")), given(("von", "der", "leyen"))
    ('ursula', '')
    """
    return parts[0] if len(parts) > 1 and parts[0] not in _PARTICLES else ""


def place(key: str) -> str:
    """One key for the several names of a country or union ("US", "America")."""
    return _SAME_PLACE.get(key, key)


def is_place(key: str) -> bool:
    """Whether a key is one of the countries and unions known by several names."""
    return key in _SAME_PLACE


def described(phrase: str) -> str | None:
    """The key of the organisation that a description such as "the trans-Atlantic alliance" means, if it is one.

    >>> described("the trans-Atlantic alliance"), described("the Rebel Alliance")
    ('north atlantic treaty organization', None)
    """
    parts = fold(phrase).split()
    return _DESCRIBED.get(parts[-1]) if parts and _DESCRIBING.issuperset(parts[:-1]) else None


def initials(parts: tuple[str, ...]) -> str:
    """The first letters of a name's words, small words left out.

    >>> initials(("north", "atlantic", "treaty", "organization"))
    'nato'
    """
    return "".join(w[0] for part in parts for w in part.split("-") if w and w not in SMALL and w not in _LEGAL)


def without_legal_form(parts: tuple[str, ...]) -> tuple[str, ...]:
    """A company's name without "Inc." and the like.

    >>> without_legal_form(("ford", "motor", "co"))
    ('ford', 'motor')
    """
    while len(parts) > 1 and parts[-1] in _LEGAL:
        parts = parts[:-1]
    return parts
