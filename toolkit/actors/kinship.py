"""Kin: whom "his wife" or "her colleague" means, from how the text brings people in ("his wife, Ada Roe")."""

import re
from collections.abc import Sequence

from toolkit.actors.names import fold
from toolkit.lexicon import any_of, table, words

_NOUNS_BY_PRONOUN = {"he": table("kinship", "he"), "she": table("kinship", "she"), None: table("kinship", "either")}
# A noun of kinship -> the relation, what it is the other way round, and the pronoun that the noun tells.
_RELATION: dict[str, tuple[str, str, str | None]] = {
    noun: (relation, inverse, pronoun)
    for relation, (inverse,) in table("kinship", "relations").items()
    for pronoun, nouns in _NOUNS_BY_PRONOUN.items()
    for noun in nouns.get(relation, ())
}
_PLAIN = {noun: plain for noun, (plain,) in table("kinship", "plain").items()}
_FAMILY = words("kinship", "may_share_a_surname")
_NOUNS = any_of(_RELATION)
_BRINGS_IN = re.compile(
    rf"(?:\b(?P<pronoun>his|her)|\b(?P<shared>their|the (?:[\w-]+ )?(?:couple|pair|family|parents)[’']s?)|"
    rf"(?P<owner>(?<=\w)[’']s?))\s+(?:[\w-]+\s+){{0,3}}?(?P<noun>{_NOUNS}),?\s+"
    rf"(?:(?:{any_of(words('titles', 'before_a_relative'))})\.?\s+)?$",
    re.IGNORECASE,
)
_OPENS_LINE = re.compile(rf"(?P<noun>{_NOUNS})\s(?=[A-Z][\w’'-]+, \d)", re.IGNORECASE)  # "Husband Ola, 80,"
_MARRIED = re.compile(r"\b(he|she) (?:had |later |then )?married(?:,? in \d{4},?)?\s$", re.IGNORECASE)
_PHRASE = re.compile(rf"(?P<pronoun>his|her)\s+(?:[\w-]+\s+){{0,3}}?(?P<noun>{_NOUNS})(?=[\s,.:;]|$)", re.IGNORECASE)


class Kin:
    """Who is whose wife, brother, colleague, as the text says; people are ids."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str, str, int]] = []  # (owner, relation, other, where)

    def add(self, owner: str, noun: str, other: str, at: int) -> None:
        """That ``other`` was brought in at an offset as the ``noun`` of ``owner``."""
        if owner != other:
            self.pairs.append((owner, _RELATION[fold(noun)][0], other, at))

    def who(self, owner: str, noun: str, at: int) -> list[str]:
        """People who are the ``noun`` of ``owner`` at an offset, by how they were brought in, the last first."""
        relation, inverse, _ = _RELATION[fold(noun)]
        found = [(where, other) for one, what, other, where in self.pairs if one == owner and what == relation]
        found += [(where, one) for one, what, other, where in self.pairs if other == owner and what == inverse]
        return [other for _, other in sorted(found, key=lambda row: (row[0] < at, row[0]), reverse=True)]


def brought_in(text: str, start: int) -> tuple[int, str, str] | None:
    """(offset, noun, how) where a name at ``start`` is brought in by kinship, else None.

    ``how`` is "pronoun", the offset that of "his" or "her"; "owner", the offset that of a name's possessive ending; or
    "shared", by a couple or by whomever the text is about ("their son Ola", "Husband Ola, 80, said").

    >>> brought_in("Her husband, Ola Roe", 13), brought_in("Mr Cole’s lawyer, Mira Das", 18)
    ((0, 'husband', 'pronoun'), (7, 'lawyer', 'owner'))
    >>> brought_in("The couple’s son, Ola", 18), brought_in("Husband Ola, 80, said", 8)
    ((0, 'son', 'shared'), (0, 'husband', 'shared'))
    >>> brought_in("In 1962 she married Ola, a pilot", 20)
    (8, 'partner', 'pronoun')
    """
    line = text.rfind("\n", 0, start) + 1
    if married := _MARRIED.search(text, max(start - 60, line), start):
        return married.start(1), "partner", "pronoun"
    if (opens := _OPENS_LINE.match(text, line)) and opens.end() == start:
        return line, fold(opens["noun"]), "shared"
    found = _BRINGS_IN.search(text, max(start - 80, line), start)
    if not found:
        return None
    how = next(kind for kind in ("pronoun", "owner", "shared") if found[kind] is not None)
    return found.start(how), fold(found["noun"]), how


def phrase(text: str) -> tuple[str, str] | None:
    """The pronoun and the noun of a phrase such as "her late mother, who is 84", else None.

    >>> phrase("His younger sister"), phrase("his view")
    (('his', 'sister'), None)
    """
    found = _PHRASE.match(text)
    return (found["pronoun"].lower(), fold(found["noun"])) if found else None


def sex(noun: str) -> str | None:
    """The pronoun that goes with a noun of kinship, where the noun tells.

    >>> sex("sister"), sex("colleague")
    ('she', None)
    """
    return _RELATION[noun][2]


def plain(noun: str) -> str:
    """One word for the several of a parent ("mum": "mother"); any other word as it is."""
    return _PLAIN.get(noun, noun)


def family(noun: str) -> bool:
    """Whether a noun of kinship lets one expect a shared surname."""
    return _RELATION[noun][0] in _FAMILY


def of_surname(surname: str, owner: str, noun: str, surnames: Sequence[tuple[str, str, str | None]]) -> str | None:
    """The only other person of that surname whose sex the noun allows, given (id, surname, "he" or "she" or None)."""
    told = sex(noun)
    others = [
        id for id, name, known in surnames if id != owner and name == surname and (not told or known in (told, None))
    ]
    return others[0] if family(noun) and len(others) == 1 else None
