"""Person clustering: which names of a text mean the same person.

Who is named in full comes first; bare surnames, given names and nicknames are then given to one of these people. A
name is known by its number, its place in the order of the text; its key is its folded words.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from toolkit.actors.given_names import is_given_name, may_be_same_given_name, usual_pronoun_of_name
from toolkit.actors.kinship import find_introduction, may_share_surname, sex_of_relative
from toolkit.actors.names import (
    fold,
    given_name,
    is_title,
    misspellings,
    nicknames,
    suffix,
    surname,
)
from toolkit.actors.roles import sex_of_title
from toolkit.lexicon import any_of, table, words
from toolkit.reader import Name

Key = tuple[str, ...]

# Before a bare surname that is also a place ("Paris"), these say that the place is meant.
_PLACE_BEFORE = frozenset("in at near from to of around outside across toward towards".split())
# Before a full name, these say that the sentence is about somebody else ("the son of Karl Moreau").
_ASIDE_BEFORE = frozenset("of and by with from to for than as or like".split())
_BETWEEN_COUPLE = re.compile(r"\s+(?:and|&)\s+")
_KNOWN_AS = re.compile(  # what stands between two names of one: "Ada Roe (better known as", "Ada Roe, alias ‘"
    rf"""
    ,?[ ]\(? (?: (?:who[ ]is|is|was|now)[ ] )?
    (?: {any_of(words("nicknames", "introduce"))} ),?[ ][“"‘']?
    """,
    re.VERBOSE,
)
_CALLED_BEFORE = re.compile(  # "Everyone called him "
    rf"\b(?:{any_of(words('nicknames', 'call'))}) (?:him|her) [“\"‘']?$"
)
_GENERATIONS = frozenset(map(fold, words("titles", "generations")))
_SUFFIXES_BY_AGE = table("titles", "told_by_age")
_AGE_BEFORE = re.compile(rf"\b({any_of(_SUFFIXES_BY_AGE)})(?: \w+\.?)?$")  # "the younger Mr"
_ARTICLE = re.compile(r"(?:al|el|ul|bin|ibn|ben|abu)-")


@dataclass
class _Person:
    """A person of the text, and what is known of them."""

    key: Key
    given: str
    numbers: list[int] = field(default_factory=list)  # of the names in full
    nicknames: set[str] = field(default_factory=set)
    sexes: Counter = field(default_factory=Counter)  # "he" and "she": how often titles and the given name say so
    usual: str | None = None  # what the given name makes likely
    suffixes: set[str] = field(default_factory=set)  # "jr"
    apart: str = ""  # the suffix that alone tells the person from another one
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
        alike = len(short) == len(long) and short[:-1] == long[:-1] and misspellings(short[-1]) & misspellings(long[-1])
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
    called = _introduced_names(text, found, keys)
    by_surname = _people_named_in_full(text, found, keys, called)
    result: dict[int, tuple] = {i: p.label for people in by_surname.values() for p in people for i in p.numbers}
    by_given, by_middle = _by_other_names(by_surname)
    by_spelling = _by_spelling(by_surname)
    by_initials = {"".join(w[0] for w in p.key): p for people in by_surname.values() for p in people if len(p.key) > 2}
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
            if candidates and find_introduction(text, name.start):  # "her husband, Bill", who is not "Cr Bill Hollings"
                candidates = [p for p in candidates if p.numbers[0] > i or len(by_surname[surname(p.key)]) > 1]
            candidates = candidates or [p for way in sorted(misspellings(key[0])) for p in by_spelling.get(way, [])]
        if not candidates and len(key) == 1 and text[name.start : name.end].isupper() and key[0] in by_initials:
            result[i] = by_initials[key[0]].label  # "JFK"
            continue
        is_person = name.label == "PER" or labels[key, True] >= max(labels[key, False], 1)
        if not is_person and candidates and len(key) == 1:
            is_person = name.label == "MISC" or not _is_behind_place_word(text, name)
        if name.label == "ORG" and key[0] in organisations:
            is_person = False  # "Larkfield" of "Larkfield & Moss", whoever else has that name
        if is_person:
            result[i] = _most_likely(candidates, i, text, found).label if candidates else ("PER", key)
    return result


def _introduced_names(text: str, found: Sequence[Name], keys: Sequence[Key]) -> dict[int, int]:
    """Return other names of people that the text introduces -> whose they are, by number.

    "James Roe (better known as Jim Cole)", "Ada Roe won. Everyone called her Mo."
    """
    result: dict[int, int] = {}
    people = [i for i, name in enumerate(found) if name.label == "PER"]
    for i, j in pairwise(people):
        beside = j == i + 1 and _KNOWN_AS.fullmatch(text, found[i].end, found[j].start)
        if beside or (len(keys[j]) == 1 and _CALLED_BEFORE.search(text, max(found[j].start - 40, 0), found[j].start)):
            result[j] = result.get(i, i)
    return result


def _people_named_in_full(
    text: str, found: Sequence[Name], keys: Sequence[Key], called: Mapping[int, int]
) -> dict[str, list[_Person]]:
    """Return the people who are named in full, by surname; ``called`` are other names of some."""
    by_surname: dict[str, list[_Person]] = defaultdict(list)
    by_first: dict[str, list[_Person]] = defaultdict(list)
    by_number: dict[int, _Person] = {}
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
        mark = suffix(text[name.start : name.end])
        person = by_number.get(called.get(i, -1)) or next((p for p in namesakes if p.may_have(key)), None)
        if (
            mark in _GENERATIONS and person and (person.suffixes & _GENERATIONS) - {mark}
        ):  # "Roy Cole Jr.", and "Roy Cole Sr." before
            person = next((p for p in namesakes if mark in p.suffixes), None)
            if person is None:
                person = _Person(key, given_name(key), apart=mark)
                namesakes.append(person)
        if person and surname(key) == surname(person.key) != key[0] and given_name(key) != person.given:
            introduction = find_introduction(text, name.start)
            person = None if introduction and len(key) < len(person.key) else person  # "her father, Abdul Basit"
        person = person or next((p for p in by_first[key[0]] if p.is_written(key)), None)
        person = person or (by_turned_key.get(key) if len(key) == 2 else None)
        if person is None:
            person = _Person(key, given_name(key), spelt_out=bool(given_name(keys[i])))
            person.usual, sure = usual_pronoun_of_name(key)
            person.sexes.update([person.usual] if person.usual and sure else [])
            namesakes.append(person)
            by_first[key[0]].append(person)
            if len(key) == 2:
                by_turned_key[key[::-1]] = person
        elif len(given_name(key)) > len(person.given) and surname(key) == surname(person.key):
            person.given = given_name(key)
        elif person not in namesakes:
            namesakes.append(person)
        by_number[i] = person
        person.numbers.append(i)
        form = text[name.start : name.end]
        person.nicknames.update(nicknames(form), (keys[j][0] for j, whose in called.items() if whose == i))
        person.suffixes.update([suffix(form)] if suffix(form) else [])
        introduced = find_introduction(text, name.start)
        if sex := sex_of_title(text, name.start) or (introduced and sex_of_relative(introduced.noun)):
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
    everybody = {id(person): person for people in by_surname.values() for person in people}
    for person in everybody.values():
        for given in {person.given, *person.nicknames}:
            by_given[given].append(person)
        for k in range(1, len(person.key) - 1):
            by_given[" ".join(person.key[k:])].append(person)
            if not is_given_name(person.key[k]):
                by_middle[person.key[k]].append(person)
    return by_given, by_middle


def _by_spelling(by_surname: Mapping[str, Sequence[_Person]]) -> dict[str, list[_Person]]:
    """Return people by what the spellings of their surname share."""
    result: dict[str, list[_Person]] = defaultdict(list)
    for name, people in by_surname.items():
        for way in misspellings(name):
            result[way] += people
    return result


def _add_people_of_title(
    text: str,
    found: Sequence[Name],
    keys: Sequence[Key],
    by_surname: dict[str, list[_Person]],
    result: dict[int, tuple],
) -> None:
    """Add people known only by a title that fits nobody named in full ("Mr. Trump" beside Ivanka Trump).

    Where one relative alone is introduced by a given name ("their mother, Ada"), "Mrs Roe" is she.
    """
    relatives: list[tuple[int, str | None]] | None = None
    for i, (name, key) in enumerate(zip(found, keys, strict=True)):
        namesakes = by_surname.get(surname(key), []) if len(key) == 1 and name.label == "PER" else []
        sex = sex_of_title(text, name.start) if namesakes else None
        if sex and all(person.is_hardly(sex) for person in namesakes):
            relatives = _relatives_by_given_name(text, found, keys) if relatives is None else relatives
            fitting = {keys[j] for j, told in relatives if j < i and told == sex}
            if len(fitting) == 1:
                result[i] = ("PER", fitting.pop())
                continue
        if sex and all(person.contradicts(sex) for person in namesakes):
            namesakes.append(_Person((sex, *key), "", sexes=Counter([sex])))
        if sex and namesakes[-1].key == (sex, *key):
            namesakes[-1].numbers.append(i)
            result[i] = ("PER", namesakes[-1].key)


def _relatives_by_given_name(text: str, found: Sequence[Name], keys: Sequence[Key]) -> list[tuple[int, str | None]]:
    """Return the names of relatives introduced by given name alone: number, and the pronoun that the noun tells."""
    single = (i for i, key in enumerate(keys) if len(key) == 1 and found[i].label == "PER")
    introduced = ((i, find_introduction(text, found[i].start)) for i in single)
    return [(i, sex_of_relative(how.noun)) for i, how in introduced if how and may_share_surname(how.noun)]


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
    before = text[max(found[i].start - 20, 0) : found[i].start].split()
    if age := _AGE_BEFORE.search(" ".join(before).lower()):  # "the younger Mr Cole"
        people = [p for p in people if p.suffixes.intersection(_SUFFIXES_BY_AGE[age[1]])] or people
    if after_name := suffix(text[found[i].start : found[i].end]):
        people = [p for p in people if after_name in p.suffixes] or people
    elif sex := sex_of_title(text, found[i].start):
        people = [p for p in people if not p.is_hardly(sex)] or people
        people = [p for p in people if p.sexes[sex] or p.usual == sex] or people
    elif before and is_title(before[-1]) and not all(p.spelt_out for p in people):
        return people[0]  # "Vice President Roe", of "Joe and Hunter Roe"
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
