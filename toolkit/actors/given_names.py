"""Given names: which two may be one person's, and the pronoun that goes with one.

The pronoun is evidence for coreference, and for nothing else: nobody's sex is ever reported.
"""

from functools import cache
from importlib.resources import files

from toolkit import lexicon
from toolkit.actors.names import given_name

SURE_RATIO = 9  # A given name tells "he" where more than nine times as many men as women had it, and "she" likewise.

_NICKNAME_PAIRS = {
    frozenset((full, nickname))
    for full, nicknames in lexicon.table("nicknames", "english").items()
    for nickname in nicknames
}


def may_be_same_given_name(one: str, other: str) -> bool:
    """Return whether two folded given names can be one person's: equal, an initial, a nickname.

    >>> may_be_same_given_name("bill", "william"), may_be_same_given_name("j", "john")
    (True, True)
    >>> may_be_same_given_name("bill", "hillary")
    False
    """
    if one == other or frozenset((one, other)) in _NICKNAME_PAIRS:
        return True
    short, long = sorted((one.replace("-", ""), other.replace("-", "")), key=len)
    return 0 < len(short) <= 2 and short[0] == long[0] and (len(short) == 1 or len(long) <= 2)


def is_given_name(word: str) -> bool:
    """Return whether a folded word is a given name usual in the United States, or in one of many other countries.

    >>> is_given_name("hillary"), is_given_name("parliament")
    (True, False)
    """
    return _in_census(word) or word in lexicon.words("given_names", "given")


def usual_pronoun(given: str) -> str | None:
    """Return "he" or "she" where nine in ten or more with this folded given name were men, or women; else None.

    Names that the United States census of 1990 does not know are looked up in lists of other countries.

    >>> usual_pronoun("mary"), usual_pronoun("robin"), usual_pronoun("zuzana"), usual_pronoun("andrea")
    ('she', None, 'she', None)
    """
    if given in lexicon.words("given_names", "either"):
        return None
    he, she = (share_of_people(given, f"{sex}.first") for sex in ("male", "female"))
    if not he and not she:
        return _of_other_countries().get(given)
    return "he" if he > SURE_RATIO * she else "she" if she > SURE_RATIO * he else None


def usual_pronoun_of_name(parts: tuple[str, ...]) -> tuple[str | None, bool]:
    """Return the `usual_pronoun` of a name in folded words, and whether it is sure.

    It is sure where a census has the given name. It is not where lists alone have it, or where a name's only word may
    be given name or surname.

    >>> usual_pronoun_of_name(("mary", "cole")), usual_pronoun_of_name(("zuzana", "cole"))
    (('she', True), ('she', False))
    >>> usual_pronoun_of_name(("mary",)), usual_pronoun_of_name(("cole", "porter"))
    (('she', False), ('he', True))
    """
    first = parts[0] if len(parts) == 1 else given_name(parts)
    return usual_pronoun(first), len(parts) > 1 and _in_census(first)


def share_of_people(name: str, table: str) -> float:
    """Return the percentage of people who have a folded name (United States census of 1990); 0 where none is known.

    ``table``: "male.first", "female.first" or "all.last".

    >>> share_of_people("smith", "all.last"), share_of_people("parliament", "all.last")
    (1.006, 0.0)
    """
    return _census_table(table).get(name, 0.0)


@cache
def _census_table(table: str) -> dict[str, float]:
    rows = (line.split() for line in files("names").joinpath(f"dist.{table}").read_text(encoding="ascii").splitlines())
    return {row[0].lower(): float(row[1]) for row in rows}


@cache
def _of_other_countries() -> dict[str, str]:
    """Return given names of other countries and the pronoun that goes with each."""
    he, she = lexicon.words("given_names", "he"), lexicon.words("given_names", "she")
    return dict.fromkeys(he, "he") | dict.fromkeys(she, "she")


def _in_census(given: str) -> bool:
    return any(given in _census_table(f"{sex}.first") for sex in ("male", "female"))
