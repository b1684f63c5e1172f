"""Kinship: whom "his wife" or "her colleague" means, from how the text introduces people ("his wife, Ada Roe").

Kin and other relations are treated alike: colleagues, deputies, lawyers too. People are ids.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

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
_INTRODUCTION = re.compile(  # what stands before a name that is introduced by kinship
    rf"""
    (?: \b(?P<pronoun> his | her | whose )                                                  # "her late husband, Ola"
      | \b(?P<shared> their | the[ ](?:[\w-]+[ ])?(?:couple|pair|family|parents)[’']s? )  # "the couple’s son, Ola"
      | (?P<owner> (?<=\w)[’']s? )                                                  # "Mr Cole’s lawyer, Mira Das"
    )
    \s+ (?:[\w-]+\s+){{0,3}}? (?P<noun> {_NOUNS} ),?\s+
    (?: (?: {any_of(words("titles", "before_a_relative"))} )\.?\s+ )?               # "her husband, Mr. Ola Roe"
    $
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OPENS_LINE = re.compile(rf"(?P<noun>{_NOUNS})\s(?=[A-Z][\w’'-]+, \d)", re.IGNORECASE)  # "Husband Ola, 80,"
_MARRIED = re.compile(r"\b(he|she) (?:had |later |then )?married(?:,? in \d{4},?)?\s$", re.IGNORECASE)
_DESCRIPTION = re.compile(  # "her late mother, who is 84"
    rf"(?P<pronoun>his|her)\s+(?:[\w-]+\s+){{0,3}}?(?P<noun>{_NOUNS})(?=[\s,.:;]|$)", re.IGNORECASE
)
_APPOSED = re.compile(  # "Ola Roe, her late husband"
    rf",\s+(?:his|her|their|(?:the\s+)?[\w’'-]+[’']s?)\s+(?:[\w-]+\s+){{0,3}}?(?P<noun>{_NOUNS})(?=[\s,.:;]|$)",
    re.IGNORECASE,
)


class Introduction(NamedTuple):
    """How a text introduces somebody by kinship.

    ``by`` is "pronoun" ("her husband, Ola"; ``at`` is where "her" begins), "owner" ("Mr Cole’s lawyer"; ``at`` is
    where the owner's name ends), or "shared": by a couple, or by whomever the text is about.
    """

    at: int
    noun: str
    by: str


class Relations:
    """Who is whose wife, brother, colleague in a text."""

    def __init__(self) -> None:
        self._pairs: list[tuple[str, str, str, int]] = []  # (owner, relation, other, offset)

    def add(self, owner: str, noun: str, other: str, at: int) -> None:
        """Record that ``other`` was introduced at an offset as the ``noun`` of ``owner``."""
        if owner != other:
            self._pairs.append((owner, _RELATION[fold(noun)][0], other, at))

    def is_relative(self, person: str, noun: str) -> bool:
        """Return whether somebody was introduced as the ``noun`` of another."""
        return any(what == _RELATION[fold(noun)][0] and other == person for _, what, other, _ in self._pairs)

    def relatives(self, owner: str, noun: str, at: int) -> list[str]:
        """Return the people who are the ``noun`` of ``owner``.

        Those introduced after the offset ``at`` come last; otherwise the one introduced last comes first.
        """
        relation, inverse, _ = _RELATION[fold(noun)]
        found = [(where, other) for one, what, other, where in self._pairs if one == owner and what == relation]
        found += [(where, one) for one, what, other, where in self._pairs if other == owner and what == inverse]
        return [other for _, other in sorted(found, key=lambda row: (row[0] < at, row[0]), reverse=True)]


def find_introduction(text: str, start: int) -> Introduction | None:
    """Return how the name that begins at ``start`` is introduced by kinship; None where it is not.

    >>> tuple(find_introduction("Her husband, Ola Roe", 13)), tuple(find_introduction("Mr Cole’s lawyer, Mira Das", 18))
    ((0, 'husband', 'pronoun'), (7, 'lawyer', 'owner'))
    >>> tuple(find_introduction("The couple’s son, Ola", 18)), tuple(find_introduction("Husband Ola, 80, said", 8))
    ((0, 'son', 'shared'), (0, 'husband', 'shared'))
    >>> tuple(find_introduction("In 1962 she married Ola, a pilot", 20))
    (8, 'partner', 'pronoun')
    """
    line = text.rfind("\n", 0, start) + 1
    if married := _MARRIED.search(text, max(start - 60, line), start):
        return Introduction(married.start(1), "partner", "pronoun")
    if (opens := _OPENS_LINE.match(text, line)) and opens.end() == start:
        return Introduction(line, fold(opens["noun"]), "shared")
    found = _INTRODUCTION.search(text, max(start - 80, line), start)
    if not found:
        return None
    by = next(kind for kind in ("pronoun", "owner", "shared") if found[kind] is not None)
    return Introduction(found.start(by), fold(found["noun"]), by)


def is_called_family(text: str, start: int, end: int) -> bool:
    """Return whether the text calls the bearer of a name somebody's relative, right before the name or behind it.

    >>> is_called_family("Her husband, Ola Roe, left", 13, 20), is_called_family("Ola Roe, Ben’s late uncle", 0, 7)
    (True, True)
    >>> is_called_family("Ada Roe, whose late father, Ola Roe, left", 28, 35)
    True
    """
    introduction = find_introduction(text, start)
    apposed = _APPOSED.match(text, end)
    noun = introduction.noun if introduction else fold(apposed["noun"]) if apposed else None
    return noun is not None and may_share_surname(noun)


def parse_description(phrase: str) -> tuple[str, str] | None:
    """Return the pronoun and the noun of a phrase such as "her late mother, who is 84"; None for any other phrase.

    >>> parse_description("His younger sister"), parse_description("his view")
    (('his', 'sister'), None)
    """
    found = _DESCRIPTION.match(phrase)
    return (found["pronoun"].lower(), fold(found["noun"])) if found else None


def is_kinship(noun: str) -> bool:
    """Return whether a folded noun is a word of kinship, or of another relation.

    >>> is_kinship("aunt"), is_kinship("house")
    (True, False)
    """
    return noun in _RELATION


def is_same_relation(one: str, other: str) -> bool:
    """Return whether two nouns of kinship name the same relation, and nothing speaks against one person's being both.

    >>> is_same_relation("mum", "mother"), is_same_relation("mother", "father"), is_same_relation("twin", "sister")
    (True, False, True)
    """
    (relation, _, sex), (another, _, other_sex) = _RELATION[one], _RELATION[other]
    return relation == another and (sex is None or other_sex in (sex, None))


def sex_of_relative(noun: str) -> str | None:
    """Return the pronoun that a noun of kinship tells; None where it tells none.

    >>> sex_of_relative("sister"), sex_of_relative("colleague")
    ('she', None)
    """
    return _RELATION[noun][2]


def plain_noun(noun: str) -> str:
    """Return the plain word for a child's word; any other word as it is.

    >>> plain_noun("mum"), plain_noun("aunt")
    ('mother', 'aunt')
    """
    return _PLAIN.get(noun, noun)


def may_share_surname(noun: str) -> bool:
    """Return whether a relation lets one expect a shared surname.

    >>> may_share_surname("sister"), may_share_surname("colleague")
    (True, False)
    """
    return _RELATION[noun][0] in _FAMILY


def relative_of_surname(
    surname: str, owner: str, noun: str, people: Sequence[tuple[str, str, str | None]]
) -> str | None:
    """Return the one person other than ``owner`` who has a surname and can be the ``noun`` of ``owner``; else None.

    ``people`` are (id, surname, "he" or "she" or None).

    >>> people = [("a1", "roe", "she"), ("a2", "roe", "he"), ("a3", "cole", "he")]
    >>> relative_of_surname("roe", "a1", "brother", people), relative_of_surname("roe", "a1", "lawyer", people)
    ('a2', None)
    """
    sex = sex_of_relative(noun)
    others = [id for id, name, known in people if id != owner and name == surname and (not sex or known in (sex, None))]
    return others[0] if may_share_surname(noun) and len(others) == 1 else None
