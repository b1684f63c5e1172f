"""Nationalities: which country an adjective or a people's name belongs to ("Belarusian", "the French")."""

from functools import cache

from toolkit.actors.names import fold, place
from toolkit.lexicon import table, words


@cache
def _countries() -> dict[str, str]:
    """Folded adjective or people's name -> country."""
    result = {fold(country + "n"): country for country in words("demonyms", "add_n")}
    for country, called in table("demonyms", "called").items():
        result |= {fold(word): country for word in called}
    return result


def country(word: str) -> str | None:
    """The country of an adjective of nationality or of a people's name, else None.

    >>> country("Belarusian"), country("Americans"), country("the Welsh"), country("Parisian")
    ('Belarus', 'United States', 'Wales', None)
    """
    plain = fold(word).removeprefix("the ")
    return _countries().get(plain) or _countries().get(plain.removesuffix("s"))


def key(word: str) -> str | None:
    """The country's key among names (``names.place``) for an adjective of nationality, else None.

    >>> key("American"), key("Kenyan")
    ('united states', 'kenya')
    """
    found = country(word)
    return place(fold(found)) if found else None
