"""People: which names of a text mean the same person."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.actors import names
from toolkit.reader import Name

Key = tuple[str, ...]

# Before a bare surname that is also a place ("Paris"), these say that the place is meant.
_PLACE_BEFORE = frozenset("in at near from to of around outside across toward towards".split())
# Before a full name, these say that the sentence is about somebody else ("the son of Karl Moreau").
_ASIDE_BEFORE = frozenset("of and by with from to for than as or like".split())
_SHARED = re.compile(r"\s+(?:and|&)\s+")


@dataclass
class _Person:
    """One person: the places (by number) of full names, other given names, what titles and given names say."""

    key: Key
    given: str
    at: list[int] = field(default_factory=list)
    called: set[str] = field(default_factory=set)
    sexes: Counter = field(default_factory=Counter)
    spelt_out: bool = True  # not "Bill" of "Bill and Hillary Clinton"

    def may_be(self, key: Key) -> bool:
        """Whether a full name in folded words can be this person's."""
        given = names.given(key)
        initials = {"".join(word[0] for word in k[:-1]) for k in (key, self.key) if len(k) > 2}  # "J.F. Kennedy"
        same = names.same_given(self.given, given) or bool(initials & {given, self.given})
        return same or given in self.called or _tail(key, self.key)

    def contradicts(self, sex: str) -> bool:
        """Whether nothing but the other sex has been said."""
        return bool(self.sexes) and not self.sexes[sex]


def gather(text: str, found: Sequence[Name], keys: Sequence[Key]) -> dict[int, tuple]:
    """Number of a name -> its person, for all names of people; ``keys`` are the names' folded words."""
    by_surname = _named_in_full(text, found, keys)
    result: dict[int, tuple] = {i: ("PER", p.key) for known in by_surname.values() for p in known for i in p.at}
    by_given: dict[str, list[_Person]] = defaultdict(list)
    by_middle: dict[str, list[_Person]] = defaultdict(list)  # the first of two surnames: "Ruiz" of "Ana Ruiz Soto"
    for known in by_surname.values():
        for person in known:
            for called in {person.given, *person.called}:
                by_given[called].append(person)
            for k in range(1, len(person.key) - 1):
                by_given[" ".join(person.key[k:])].append(person)  # "Le Pen", "Suu Kyi"
                if not names.is_given(person.key[k]):
                    by_middle[person.key[k]].append(person)
    _titled_otherwise(text, found, keys, by_surname, result)
    heads = {k[0] for n, k in zip(found, keys, strict=True) if n.label == "ORG" and len(k) > 1}
    alone = Counter((key, name.label == "PER") for name, key in zip(found, keys, strict=True))
    for i, (name, key) in enumerate(zip(found, keys, strict=True)):
        if i in result or not key:
            continue
        candidates = by_given.get(" ".join(key), []) if len(key) > 1 else []
        candidates = candidates or ([] if names.given(key) else by_surname.get(names.surname(key), []))
        if name.label == "PER" and not candidates and len(key) == 1:
            candidates = by_given.get(key[0], []) or by_middle.get(key[0], [])
        person_like = name.label == "PER" or alone[key, True] >= max(alone[key, False], 1)
        if not person_like and candidates and len(key) == 1:
            person_like = name.label == "MISC" or _acts(text, name)
        if name.label == "ORG" and key[0] in heads:
            person_like = False  # "Larkfield" of "Larkfield & Moss", whoever else has that name
        if candidates and person_like:
            result[i] = ("PER", _meant(candidates, i, text, found).key)
        elif person_like:
            result[i] = ("PER", key)
    return result


def sex_of_title(text: str, start: int) -> str | None:
    """What a title before a name at ``start`` says: "he" for "Mr.", "she" for "Mrs.", else None."""
    before = text[max(start - 12, 0) : start].split()
    title = names.fold(before[-1]) if before else ""
    return "he" if title in names.MEN else "she" if title in names.WOMEN else None


def _named_in_full(text: str, found: Sequence[Name], keys: Sequence[Key]) -> dict[str, list[_Person]]:
    """The people who are named in full, by surname."""
    by_surname: dict[str, list[_Person]] = defaultdict(list)
    turned: dict[Key, _Person] = {}
    for i, (name, key) in enumerate(zip(found, keys, strict=True)):
        if name.label != "PER":
            continue
        if not names.given(key):
            surname = _shared_surname(text, found, keys, i)
            if not surname:
                continue
            key = (*key, surname)
        known = by_surname[names.surname(key)]
        person = next((p for p in known if p.may_be(key)), turned.get(key) if len(key) == 2 else None)
        if person is None:
            person = _Person(key, names.given(key), spelt_out=bool(names.given(keys[i])))
            usual, sure = names.usual_of(key)
            person.sexes.update([usual] if usual and sure else [])
            known.append(person)
            if len(key) == 2:
                turned[key[::-1]] = person  # "Higuchi Ichiyo"
        elif len(names.given(key)) > len(person.given) and names.surname(key) == names.surname(person.key):
            person.given = names.given(key)
        person.at.append(i)
        person.called.update(names.nicknames(text[name.start : name.end]))
        if sex := sex_of_title(text, name.start):
            person.sexes[sex] += 1
    return by_surname


def _shared_surname(text: str, found: Sequence[Name], keys: Sequence[Key], i: int) -> str | None:
    """The surname of "Bill" in "Bill and Hillary Clinton"."""
    if i + 1 >= len(found) or found[i + 1].label != "PER" or not names.given(keys[i + 1]):
        return None
    if len(keys[i]) != 1 or not _SHARED.fullmatch(text, found[i].end, found[i + 1].start):
        return None
    return names.surname(keys[i + 1]) if names.is_given(keys[i][0]) else None


def _titled_otherwise(
    text: str,
    found: Sequence[Name],
    keys: Sequence[Key],
    by_surname: dict[str, list[_Person]],
    result: dict[int, tuple],
) -> None:
    """People known only by a title that fits nobody named in full ("Mr. Trump" beside Ivanka Trump)."""
    for i, (name, key) in enumerate(zip(found, keys, strict=True)):
        known = by_surname.get(names.surname(key), []) if len(key) == 1 and name.label == "PER" else []
        sex = sex_of_title(text, name.start) if known else None
        if sex and all(p.contradicts(sex) for p in known):
            known.append(_Person((sex, *key), "", sexes=Counter([sex])))
        if sex and known[-1].key == (sex, *key):
            known[-1].at.append(i)
            result[i] = ("PER", known[-1].key)


def _tail(one: Key, other: Key) -> bool:
    """Whether one name is the end of the other ("Suu Kyi", "Aung San Suu Kyi")."""
    short, long = sorted((one, other), key=len)
    return long[-len(short) :] == short


def _acts(text: str, name: Name) -> bool:
    """Whether a name that could be a surname or a place stands where a person would: not after "in", "from" …"""
    before = text[max(name.start - 15, 0) : name.start].split()
    return not before or before[-1].lower() not in _PLACE_BEFORE


def _meant(people: Sequence[_Person], i: int, text: str, found: Sequence[Name]) -> _Person:
    """Which of several people with one surname a bare surname means.

    Whoever the title before it fits. Of these, who was named in full last in the same paragraph, but for somebody
    mentioned aside ("a son of Karl Moreau") where the text is about another; else who has the most full names, the
    first of equals.
    """
    if len(people) == 1:
        return people[0]
    if sex := sex_of_title(text, found[i].start):
        people = [p for p in people if not p.contradicts(sex)] or people
        people = [p for p in people if p.sexes[sex]] or people
    else:
        people = [p for p in people if p.spelt_out] or people

    def rank(person: _Person) -> tuple:
        k = bisect_right(person.at, i) - 1
        near, aside = -1, False
        if k >= 0 and text.find("\n", found[person.at[k]].start, found[i].start) < 0:
            near = person.at[k]
            before = text[max(found[near].start - 15, 0) : found[near].start].split()
            aside = bool(before) and before[-1].lower() in _ASIDE_BEFORE
        return (-1 if aside else near, bisect_left(person.at, i) > 0, len(person.at), near, -person.at[0])

    return max(people, key=rank)
