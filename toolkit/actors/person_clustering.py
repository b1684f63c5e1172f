"""Person clustering: which names of a text mean the same person.

Who is named in full comes first; bare surnames, given names and nicknames are then given to one of these people. A
name is known by its number, its place in the order of the text; its key is its folded words.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.actors.given_names import is_given_name, may_be_same_given_name, usual_pronoun_of_name
from toolkit.actors.names import MEN, WOMEN, fold, given_name, nicknames, surname
from toolkit.reader import Name

Key = tuple[str, ...]

# Before a bare surname that is also a place ("Paris"), these say that the place is meant.
_PLACE_BEFORE = frozenset("in at near from to of around outside across toward towards".split())
# Before a full name, these say that the sentence is about somebody else ("the son of Karl Moreau").
_ASIDE_BEFORE = frozenset("of and by with from to for than as or like".split())
_BETWEEN_COUPLE = re.compile(r"\s+(?:and|&)\s+")


@dataclass
class _Person:
    """A person of the text, and what is known of them."""

    key: Key
    given: str
    numbers: list[int] = field(default_factory=list)  # of the names in full
    nicknames: set[str] = field(default_factory=set)
    sexes: Counter = field(default_factory=Counter)  # "he" and "she": how often titles and the given name say so
    spelt_out: bool = True  # not "Bill" of "Bill and Hillary Clinton"

    def may_have(self, key: Key) -> bool:
        """Return whether a full name can be this person's."""
        given = given_name(key)
        initials = {"".join(word[0] for word in k[:-1]) for k in (key, self.key) if len(k) > 2}  # "J.F. Kennedy"
        same = may_be_same_given_name(self.given, given) or bool(initials & {given, self.given})
        return same or given in self.nicknames or _is_end_of(key, self.key)

    def contradicts(self, sex: str) -> bool:
        """Return whether nothing but the other sex is known."""
        return bool(self.sexes) and not self.sexes[sex]


def cluster_people(text: str, found: Sequence[Name], keys: Sequence[Key]) -> dict[int, tuple]:
    """Return the person of each name that is a person's: its number -> what is equal for names of one person.

    Parameters
    ----------
    text
        The text.
    found
        Its names, of people and of others, in order.
    keys
        The folded words of each.

    Examples
    --------
    >>> text = "Ada Roe met Ben Cole. Roe left."
    >>> names = [Name(0, 7, "PER", 0.9), Name(12, 20, "PER", 0.9), Name(22, 25, "PER", 0.9)]
    >>> people = cluster_people(text, names, [("ada", "roe"), ("ben", "cole"), ("roe",)])
    >>> people[0] == people[2], people[0] == people[1]
    (True, False)
    """
    by_surname = _people_named_in_full(text, found, keys)
    result: dict[int, tuple] = {i: ("PER", p.key) for people in by_surname.values() for p in people for i in p.numbers}
    by_given, by_middle = _by_other_names(by_surname)
    _add_people_of_title(text, found, keys, by_surname, result)
    organisations = {key[0] for name, key in zip(found, keys, strict=True) if name.label == "ORG" and len(key) > 1}
    labels = Counter((key, name.label == "PER") for name, key in zip(found, keys, strict=True))
    for i, (name, key) in enumerate(zip(found, keys, strict=True)):
        if i in result or not key:
            continue
        candidates = by_given.get(" ".join(key), []) if len(key) > 1 else []
        candidates = candidates or ([] if given_name(key) else by_surname.get(surname(key), []))
        if name.label == "PER" and not candidates and len(key) == 1:
            candidates = by_given.get(key[0], []) or by_middle.get(key[0], [])
        is_person = name.label == "PER" or labels[key, True] >= max(labels[key, False], 1)
        if not is_person and candidates and len(key) == 1:
            is_person = name.label == "MISC" or not _is_behind_place_word(text, name)
        if name.label == "ORG" and key[0] in organisations:
            is_person = False  # "Larkfield" of "Larkfield & Moss", whoever else has that name
        if is_person:
            result[i] = ("PER", _most_likely(candidates, i, text, found).key if candidates else key)
    return result


def sex_of_title(text: str, start: int) -> str | None:
    """Return what a title before a name that begins at ``start`` tells: "he" for "Mr.", "she" for "Mrs.", else None.

    >>> sex_of_title("Mrs. Roe", 5), sex_of_title("Dr. Roe", 4)
    ('she', None)
    """
    before = text[max(start - 12, 0) : start].split()
    title = fold(before[-1]) if before else ""
    return "he" if title in MEN else "she" if title in WOMEN else None


def _people_named_in_full(text: str, found: Sequence[Name], keys: Sequence[Key]) -> dict[str, list[_Person]]:
    """Return the people who are named in full, by surname."""
    by_surname: dict[str, list[_Person]] = defaultdict(list)
    by_turned_key: dict[Key, _Person] = {}  # "Higuchi Ichiyo" of "Ichiyo Higuchi"
    for i, (name, key) in enumerate(zip(found, keys, strict=True)):
        if name.label != "PER":
            continue
        if not given_name(key):
            shared = _surname_of_couple(text, found, keys, i)
            if not shared:
                continue
            key = (*key, shared)
        namesakes = by_surname[surname(key)]
        person = next((p for p in namesakes if p.may_have(key)), by_turned_key.get(key) if len(key) == 2 else None)
        if person is None:
            person = _Person(key, given_name(key), spelt_out=bool(given_name(keys[i])))
            usual, sure = usual_pronoun_of_name(key)
            person.sexes.update([usual] if usual and sure else [])
            namesakes.append(person)
            if len(key) == 2:
                by_turned_key[key[::-1]] = person
        elif len(given_name(key)) > len(person.given) and surname(key) == surname(person.key):
            person.given = given_name(key)
        person.numbers.append(i)
        person.nicknames.update(nicknames(text[name.start : name.end]))
        if sex := sex_of_title(text, name.start):
            person.sexes[sex] += 1
    return by_surname


def _surname_of_couple(text: str, found: Sequence[Name], keys: Sequence[Key], i: int) -> str | None:
    """Return the surname of "Bill" in "Bill and Hillary Clinton"; None for any other name."""
    if i + 1 >= len(found) or found[i + 1].label != "PER" or not given_name(keys[i + 1]):
        return None
    if len(keys[i]) != 1 or not _BETWEEN_COUPLE.fullmatch(text, found[i].end, found[i + 1].start):
        return None
    return surname(keys[i + 1]) if is_given_name(keys[i][0]) else None


def _by_other_names(
    by_surname: Mapping[str, Sequence[_Person]],
) -> tuple[dict[str, list[_Person]], dict[str, list[_Person]]]:
    """Return people by given name, nickname or the end of a long name ("Le Pen"), and by the first of two surnames.

    "Ruiz" is the first of "Ana Ruiz Soto".
    """
    by_given: dict[str, list[_Person]] = defaultdict(list)
    by_middle: dict[str, list[_Person]] = defaultdict(list)
    for person in (person for people in by_surname.values() for person in people):
        for given in {person.given, *person.nicknames}:
            by_given[given].append(person)
        for k in range(1, len(person.key) - 1):
            by_given[" ".join(person.key[k:])].append(person)
            if not is_given_name(person.key[k]):
                by_middle[person.key[k]].append(person)
    return by_given, by_middle


def _add_people_of_title(
    text: str,
    found: Sequence[Name],
    keys: Sequence[Key],
    by_surname: dict[str, list[_Person]],
    result: dict[int, tuple],
) -> None:
    """Add people known only by a title that fits nobody named in full ("Mr. Trump" beside Ivanka Trump)."""
    for i, (name, key) in enumerate(zip(found, keys, strict=True)):
        namesakes = by_surname.get(surname(key), []) if len(key) == 1 and name.label == "PER" else []
        sex = sex_of_title(text, name.start) if namesakes else None
        if sex and all(person.contradicts(sex) for person in namesakes):
            namesakes.append(_Person((sex, *key), "", sexes=Counter([sex])))
        if sex and namesakes[-1].key == (sex, *key):
            namesakes[-1].numbers.append(i)
            result[i] = ("PER", namesakes[-1].key)


def _is_end_of(one: Key, other: Key) -> bool:
    """Return whether one of two names is the end of the other ("Suu Kyi", "Aung San Suu Kyi")."""
    short, long = sorted((one, other), key=len)
    return long[-len(short) :] == short


def _is_behind_place_word(text: str, name: Name) -> bool:
    """Return whether a name that could be a surname or a place stands where a place would: after "in", "from" …"""
    before = text[max(name.start - 15, 0) : name.start].split()
    return bool(before) and before[-1].lower() in _PLACE_BEFORE


def _most_likely(people: Sequence[_Person], i: int, text: str, found: Sequence[Name]) -> _Person:
    """Return which of several people with one surname the bare surname of a number means.

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
        k = bisect_right(person.numbers, i) - 1
        near, aside = -1, False
        if k >= 0 and text.find("\n", found[person.numbers[k]].start, found[i].start) < 0:
            near = person.numbers[k]
            before = text[max(found[near].start - 15, 0) : found[near].start].split()
            aside = bool(before) and before[-1].lower() in _ASIDE_BEFORE
        named_before = bisect_left(person.numbers, i) > 0
        return (-1 if aside else near, named_before, len(person.numbers), near, -person.numbers[0])

    return max(people, key=rank)
