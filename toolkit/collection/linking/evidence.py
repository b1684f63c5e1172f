"""What speaks for two actors of different articles being one, and how much: levels of evidence, a weight each.

The weights (``weights.json``) add up to log odds, as in a logistic regression; ``training/linking.py`` fits them to
pairs of actors that were marked by hand. The names themselves are compared in ``names``.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from toolkit.collection.linking.names import thing
from toolkit.lexicon import words
from toolkit.text import words as word_spans

SHARE = 20  # a feature of a cluster counts where one of so many of its articles has it
LEVELS: dict[str, tuple[str, ...]] = {
    "name": (  # what the names have in common; of people, how common the name is
        *("full, rare", "full, usual", "full, common", "nickname", "initial", "spelling", "part of surname"),
        *("surname of one", "surname of several", "surnames", "stated", "stated of several"),
        *("known", "words", "word", "generic", "common place"),
        *("acronym", "acronym of several", "same expansion", "initials"),
    ),
    "type": ("same", "different"),
    "roles": ("unknown", "shared", "different"),
    "company": ("unknown", "none shared", "one shared", "several shared"),  # people and organisations beside it
    "places": ("unknown", "none shared", "none shared, name of many", "shared"),
    "outlet": ("unknown", "same", "different"),
}
OF_MANY = ("full, common", "generic", "common place", "acronym of several", "initials", "stated of several")
_NOT_ROLES = words("stop_words", "words") | {
    "former",
    "ex",
    "then",
    "chief",
    "deputy",
    "acting",
    "new",
    "old",
    "mr",
    "mrs",
}


class Entry(NamedTuple):
    """An actor as one article has it; ``article`` is the article's number, ``mentions`` how often it is mentioned."""

    article: int
    id: str
    name: str
    type: str
    aliases: Sequence[str] = ()
    mentions: int = 0
    corrected: bool = False
    roles: Sequence[str] = ()
    outlet: str | None = None
    known_type: str | None = None  # the analyst's


Company = Mapping[int, tuple[Sequence[str], Sequence[str]]]  # who, and what places, each article names


class Profile:
    """What one article or several say of somebody: how many of them have each role, company, place and outlet."""

    __slots__ = ("articles", "company", "outlets", "places", "roles", "types")

    def __init__(self, entries: Sequence[Entry], company: Company) -> None:
        self.articles = len(entries)
        self.types: dict[str, int] = {}
        self.roles: dict[str, int] = {}
        self.company: dict[str, int] = {}
        self.places: dict[str, int] = {}
        self.outlets: dict[str, int] = {}
        for entry in entries:
            roles, beside, places = said_of(entry, company)
            kind, outlet = entry.known_type or entry.type, entry.outlet
            self.types[kind] = self.types.get(kind, 0) + 1
            if outlet:
                self.outlets[outlet] = self.outlets.get(outlet, 0) + 1
            for counts, found in ((self.roles, roles), (self.company, beside), (self.places, places)):
                for one in found:
                    counts[one] = counts.get(one, 0) + 1

    def add(self, other: "Profile") -> None:
        """Take in what is known from other articles."""
        self.articles += other.articles
        for name in ("types", "roles", "company", "places", "outlets"):
            counts = getattr(self, name)
            for one, number in getattr(other, name).items():
                counts[one] = counts.get(one, 0) + number


def said_of(entry: Entry, company: Company) -> tuple[set[str], list[str], list[str]]:
    """Return what an article says of an actor: words of its roles, who else is named, what places."""
    own, (beside, places) = thing(entry.name), company.get(entry.article, ((), ()))
    return role_words(entry.roles), [n for n in beside if n != own], [n for n in places if n != own]


def role_words(roles: Iterable[str]) -> set[str]:
    """Return the words that say what somebody is, each without a plural's end.

    >>> sorted(role_words(["former mayor of Westport", "Mayor"]))
    ['mayor', 'westport']
    """
    return {word for role in roles for word in _words_of(role)}


@lru_cache(maxsize=65536)
def _words_of(role: str) -> tuple[str, ...]:
    found = (role[a:b].casefold().removesuffix("'s").removesuffix("’s") for a, b in word_spans(role))
    return tuple(word for word in found if word not in _NOT_ROLES and len(word) > 1)


def levels(name: str, one: Profile, other: Profile) -> dict[str, str]:
    """Return the level of each kind of evidence for two profiles; ``name`` is that of their names."""
    shared = _shared(one.company, other.company, one, other)
    company = "none shared" if not shared else "one shared" if shared == 1 else "several shared"
    places = "none shared, name of many" if name in OF_MANY else "none shared"
    places = "shared" if _shared(one.places, other.places, one, other) else places
    roles = "shared" if _shared(one.roles, other.roles, one, other) else "different"
    outlet = "same" if _shared(one.outlets, other.outlets, one, other) else "different"
    return {
        "name": name,
        "type": "same" if one.types.keys() & other.types.keys() else "different",
        "roles": roles if one.roles and other.roles else "unknown",
        "company": company if one.company and other.company else "unknown",
        "places": places if one.places and other.places else "unknown",
        "outlet": outlet if one.outlets and other.outlets else "unknown",
    }


def _shared(a: Mapping[str, int], b: Mapping[str, int], one: Profile, other: Profile) -> int:
    """Return how many things two profiles share that more than a few of each one's articles have."""
    common = a.keys() & b.keys() if a and b else ()
    if not common or (one.articles <= SHARE and other.articles <= SHARE):
        return len(common)
    least, of_other = one.articles / SHARE, other.articles / SHARE
    return sum(a[key] >= least and b[key] >= of_other for key in common)


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the weight of each level, as ``weights.json`` has them."""
    return json.loads(files("toolkit.collection.linking").joinpath("weights.json").read_text("utf-8"))["weights"]


def probability(found: Mapping[str, str]) -> float:
    """Return how probable it is that two profiles with this evidence are one actor's.

    >>> same = dict(name="full, common", type="same", roles="shared", company="one shared")
    >>> probability(same) > 0.9 > probability({**same, "roles": "different", "company": "none shared"})
    True
    """
    of = weights()
    return 1 / (1 + math.exp(-sum(of[feature][level] for feature, level in found.items())))
