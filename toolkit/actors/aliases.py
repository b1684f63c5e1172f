"""Aliases: names and descriptions that mean a well-known country or organisation ("USA", "the Alliance")."""

from toolkit import lexicon
from toolkit.actors.names import fold

# Another name of a country, union or party -> the one that stands for all of them; the main one stands for itself.
_MAIN_NAME = {name: main for main, others in lexicon.table("place_names", "same").items() for name in (main, *others)}
_ORGANISATION_OF = {noun: name for noun, (name,) in lexicon.table("organisation_nouns", "stands_for").items()}
_BEFORE_NOUN = lexicon.words("organisation_nouns", "describing")


def main_name(folded: str) -> str:
    """Return the one folded name that stands for all names of a country, union or party; any other name as it is.

    >>> main_name("usa"), main_name("america"), main_name("ada roe")
    ('united states', 'united states', 'ada roe')
    """
    return _MAIN_NAME.get(folded, folded)


def has_aliases(folded: str) -> bool:
    """Return whether a folded name is a country's, union's or party's that is known by several names.

    >>> has_aliases("usa"), has_aliases("united states"), has_aliases("kenya")
    (True, True, False)
    """
    return folded in _MAIN_NAME


def described_organisation(phrase: str) -> str | None:
    """Return the folded name of the organisation that a description means, if it is a well-known one.

    >>> described_organisation("the trans-Atlantic alliance"), described_organisation("the Rebel Alliance")
    ('north atlantic treaty organization', None)
    """
    words = fold(phrase).split()
    return _ORGANISATION_OF.get(words[-1]) if words and _BEFORE_NOUN.issuperset(words[:-1]) else None
