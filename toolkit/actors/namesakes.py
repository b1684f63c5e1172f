"""Namesakes: who of several people with one surname is meant where it stands alone."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.actors.given_names import may_be_same_given_name
from toolkit.actors.names import given_name, is_title, misspellings, suffix
from toolkit.actors.roles import sex_of_title
from toolkit.lexicon import any_of, table, words
from toolkit.reader import Name

Key = tuple[str, ...]

# Before a full name, these say that the sentence is about somebody else ("the son of Karl Moreau").
_ASIDE_BEFORE = frozenset("of and by with from to for than as or like".split())
_SUFFIXES_BY_AGE = table("titles", "told_by_age")
_AGE_BEFORE = re.compile(rf"\b({any_of(_SUFFIXES_BY_AGE)})(?: \w+\.?)?$")  # "the younger Mr"
_SAYS = rf"(?:{any_of(words('speech_verbs', 'credits_a_name', 'reports'))})"
_SAYS_BEHIND = re.compile(rf"(?:,[^,.\n]{{1,60}})?,?(?:\s[^\s,.;:“”\"]+){{0,6}}?\s{_SAYS}\b")
_SAYS_BEFORE = re.compile(rf"\b{_SAYS}\s(?:[A-Z]\w+\.?\s)?$")
_ARTICLE = re.compile(r"(?:al|el|ul|bin|ibn|ben|abu)-")


@dataclass
class Person:
    """A person of the text, and what is known of them."""

    key: Key
    given: str
    numbers: list[int] = field(default_factory=list)  # of the names in full
    bare: list[int] = field(default_factory=list)  # of bare surnames, as far as they are given to anybody
    speaking: list[int] = field(default_factory=list)  # of both, in order, where they stand beside a verb of speech
    nicknames: set[str] = field(default_factory=set)
    sexes: Counter = field(default_factory=Counter)  # "he" and "she": how often titles and the given name say so
    usual: str | None = None  # what the given name makes likely
    suffixes: set[str] = field(default_factory=set)  # "jr"
    titles: set[str] = field(default_factory=set)  # words of titles before the names in full
    apart: str = ""  # the suffix that alone tells the person from another one
    is_relative: bool = False  # "his wife, Ada Roe"
    spelt_out: bool = True  # not "Bill" of "Bill and Hillary Clinton"

    def may_have(self, key: Key) -> bool:
        """Return whether a full name can be this person's."""
        given = given_name(key)
        initials = {"".join(word[0] for word in k[:-1]) for k in (key, self.key) if len(k) > 2}  # "J.F. Kennedy"
        same = may_be_same_given_name(self.given, given) or bool(initials & {given, self.given})
        return same or given in self.nicknames or _is_end_of(key, self.key)

    def is_written(self, key: Key) -> bool:
        """Return whether a full name is this person's with some parts more or fewer, or one letter another.

        "Ana Ruiz" is Ana Ruiz Soto, and Karim Al-Nawaf Al-Sayed is Karim Nawaf Al-Jaber Al-Sayed.
        """
        short, long = sorted(([_ARTICLE.sub("", part) for part in k] for k in (key, self.key)), key=len)
        rest = iter(long)
        in_order = all(part in rest for part in short)
        alike = (
            len(short) == len(long)
            and short[:-1] == long[:-1]
            and (misspellings(short[-1]) & misspellings(long[-1]) or (len(short) > 2 and _is_cut(short[-1], long[-1])))
        )
        return short[0] == long[0] and (in_order or bool(alike))

    @property
    def label(self) -> tuple:
        """What is equal for all names of the person."""
        return ("PER", self.key, self.apart) if self.apart else ("PER", self.key)

    def contradicts(self, sex: str) -> bool:
        """Return whether nothing but the other sex is known."""
        return bool(self.sexes) and not self.sexes[sex]

    def is_hardly(self, sex: str) -> bool:
        """Return whether the other sex is known, or likely where none is."""
        return self.contradicts(sex) or (not self.sexes and self.usual not in (sex, None))


def most_likely(people: Sequence[Person], i: int, text: str, found: Sequence[Name]) -> Person:
    """Return which of several people with one surname the bare surname of a number means.

    Whoever the title before it fits. Of these, who was named in full last; but whoever had the bare surname to himself
    before another was introduced keeps it, except in a paragraph that names the other, and not aside ("a son of Karl
    Moreau").
    """
    if len(people) == 1:
        return people[0]
    before = text[max(found[i].start - 20, 0) : found[i].start].split()
    if age := _AGE_BEFORE.search(" ".join(before).lower()):  # "the younger Mr Cole"
        people = [p for p in people if p.suffixes.intersection(_SUFFIXES_BY_AGE[age[1]])] or people
    if after_name := suffix(text[found[i].start : found[i].end]):
        people = [p for p in people if after_name in p.suffixes] or people
    elif sex := sex_of_title(text, found[i].start):
        people = [p for p in people if not p.is_hardly(sex)] or people
        told = [p for p in people if p.sexes[sex] or p.usual == sex]
        kin = bool(told) and all(p.is_relative for p in told)  # of "his father, Ola" the sex is told, of him it is not
        people = people if kin or not told else told
    elif before and is_title(before[-1]) and not all(p.spelt_out for p in people):
        return people[0]  # "Vice President Roe", of "Joe and Hunter Roe"
    else:
        people = [p for p in people if p.spelt_out] or people
    title = title_before(text, found[i].start)
    most = max(len(title & p.titles) for p in people)
    people = [p for p in people if len(title & p.titles) == most]
    named = {id(p): p.numbers[k - 1] for p in people if (k := bisect_left(p.numbers, i))}
    line = text.rfind("\n", 0, found[i].start)
    near = (p for p in people if id(p) in named and found[named[id(p)]].start > line)
    latest = sorted(near, key=lambda p: -named[id(p)])
    if beside := next((p for p in latest if not _is_aside(text, found[named[id(p)]])), None):
        return beside
    if speaks(text, found[i]):  # who speaks is who spoke last
        spoke = [p.speaking[k - 1] if (k := bisect_left(p.speaking, i)) else -1 for p in people]
        if max(spoke) >= 0:
            return people[spoke.index(max(spoke))]
    owners = [p for p in people if p.bare]
    if owners:
        owner = max(owners, key=lambda p: p.bare[-1])
        others = [p for p in people if named.get(id(p), -1) > owner.bare[-1] and not p.is_relative]
        people = others if others and not any(p.numbers[0] > owner.bare[0] for p in others) else [owner]
    return max(
        people,
        key=lambda p: (id(p) in named, not p.is_relative, len(p.numbers), named.get(id(p), -1), -p.numbers[0]),
    )


def speaks(text: str, name: Name) -> bool:
    """Return whether a name stands where somebody says something: "said Roe", "Ada Roe of the Unity Party said"."""
    return bool(_SAYS_BEHIND.match(text, name.end) or _SAYS_BEFORE.search(text, max(name.start - 14, 0), name.start))


def _is_aside(text: str, name: Name) -> bool:
    """Return whether a full name is mentioned aside ("a son of Karl Moreau")."""
    before = text[max(name.start - 15, 0) : name.start].split()
    return bool(before) and before[-1].lower() in _ASIDE_BEFORE


def title_before(text: str, at: int) -> set[str]:
    """Return the words of a title that may stand before a name: {"Prime", "Minister"} of "Prime Minister Roe"."""
    result = set()
    for word in reversed(text[max(at - 60, text.rfind("\n", 0, at) + 1, 0) : at].split()):
        if not word[0].isupper() or word[-1] in ',;:)”"':
            break
        result.add(word)
    return result - {"Mr", "Mr.", "The", "But", "And"}


def _is_cut(one: str, other: str) -> bool:
    """Return whether of two surnames, behind the same given names, one lacks the other's last letter ("Forso")."""
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and long[:-1] == short


def _is_end_of(one: Key, other: Key) -> bool:
    """Return whether one of two names is the end of the other ("Suu Kyi", "Aung San Suu Kyi")."""
    short, long = sorted((one, other), key=len)
    return long[-len(short) :] == short
