"""Demonyms: which country an adjective of nationality or a people's name belongs to ("Belarusian", "the French")."""

from functools import cache

from toolkit.actors.aliases import main_name
from toolkit.actors.names import fold
from toolkit.lexicon import table, words


def country_of(word: str) -> str | None:
    """Return the country of an adjective of nationality or of a people's name; None for any other word.

    >>> country_of("Belarusian"), country_of("Americans"), country_of("the Welsh"), country_of("Parisian")
    ('Belarus', 'United States', 'Wales', None)
    >>> country_of("the Philippines") is None
    True
    """
    plain = fold(word).removeprefix("the ")
    if found := _countries().get(plain):
        return found
    return None if plain in _names() else _countries().get(plain.removesuffix("s"))  # "the Philippines" are no people


def country_key(word: str) -> str | None:
    """Return the country's main name, folded, for an adjective of nationality; None for any other word.

    >>> country_key("American"), country_key("Kenyan")
    ('united states', 'kenya')
    """
    country = country_of(word)
    return main_name(fold(country)) if country else None


def is_country(word: str) -> bool:
    """Return whether a word is the name or the adjective of a country or a continent.

    >>> is_country("Kuwait"), is_country("Egyptian"), is_country("African"), is_country("Cairo")
    (True, True, True, False)
    """
    return main_name(fold(word)) in _names() or country_of(word) is not None


@cache
def _names() -> frozenset[str]:
    """Return the folded names of countries, and adjectives of continents."""
    countries = (main_name(fold(country)) for country in _countries().values())
    return frozenset((*countries, *map(fold, words("demonyms", "wider"))))


@cache
def _countries() -> dict[str, str]:
    """Return folded adjectives and people's names -> country."""
    result = {fold(country + "n"): country for country in words("demonyms", "add_n")}
    for country, called in table("demonyms", "called").items():
        result |= {fold(word): country for word in called}
    return result
