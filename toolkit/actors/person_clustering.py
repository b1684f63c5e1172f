"""Person clustering: which names of a text mean the same person.

Who is named in full comes first; bare surnames, given names and nicknames are then given to one of these people. A
name is known by its number, its place in the order of the text; its key is its folded words.
"""

import re
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from toolkit.actors.given_names import is_given_name, usual_pronoun_of_name
from toolkit.actors.kinship import find_introduction, is_called_family, may_share_surname, sex_of_relative
from toolkit.actors.names import fold, given_name, misspellings, nicknames, suffix, surname
from toolkit.actors.namesakes import Key, Person, most_likely, speaks, title_before
from toolkit.actors.roles import sex_of_title
from toolkit.lexicon import any_of, words
from toolkit.reader import Name

# Before a bare surname that is also a place ("Paris"), these say that the place is meant.
_PLACE_BEFORE = frozenset("in at near from to of around outside across toward towards".split())
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
            person = most_likely(candidates, i, text, found) if candidates else None
            if person and key == (surname(person.key),):
                person.bare.append(i)
                if speaks(text, name):
                    insort(person.speaking, i)
            result[i] = person.label if person else ("PER", key)
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
) -> dict[str, list[Person]]:
    """Return the people who are named in full, by surname; ``called`` are other names of some."""
    by_surname: dict[str, list[Person]] = defaultdict(list)
    by_first: dict[str, list[Person]] = defaultdict(list)
    by_number: dict[int, Person] = {}
    by_turned_key: dict[Key, Person] = {}  # "Higuchi Ichiyo" of "Ichiyo Higuchi"
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
                person = Person(key, given_name(key), apart=mark)
                namesakes.append(person)
        if person and surname(key) == surname(person.key) != key[0] and given_name(key) != person.given:
            introduction = find_introduction(text, name.start)
            person = None if introduction and len(key) < len(person.key) else person  # "her father, Abdul Basit"
        person = person or next((p for p in by_first[key[0]] if p.is_written(key)), None)
        person = person or (by_turned_key.get(key) if len(key) == 2 else None)
        if person is None:
            person = Person(key, given_name(key), spelt_out=bool(given_name(keys[i])))
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
        if speaks(text, name):
            person.speaking.append(i)
        form = text[name.start : name.end]
        person.nicknames.update(nicknames(form), (keys[j][0] for j, whose in called.items() if whose == i))
        person.suffixes.update([suffix(form)] if suffix(form) else [])
        person.titles |= title_before(text, name.start)
        person.is_relative = person.is_relative or is_called_family(text, name.start, name.end)
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
    by_surname: Mapping[str, Sequence[Person]],
) -> tuple[dict[str, list[Person]], dict[str, list[Person]]]:
    """Return people by given name, nickname or the end of a long name ("Le Pen"), and by the first of two surnames.

    "Ruiz" is the first of "Ana Ruiz Soto".
    """
    by_given: dict[str, list[Person]] = defaultdict(list)
    by_middle: dict[str, list[Person]] = defaultdict(list)
    everybody = {id(person): person for people in by_surname.values() for person in people}
    for person in everybody.values():
        for given in {person.given, *person.nicknames}:
            by_given[given].append(person)
        for k in range(1, len(person.key) - 1):
            by_given[" ".join(person.key[k:])].append(person)
            if not is_given_name(person.key[k]):
                by_middle[person.key[k]].append(person)
    return by_given, by_middle


def _by_spelling(by_surname: Mapping[str, Sequence[Person]]) -> dict[str, list[Person]]:
    """Return people by what the spellings of their surname share."""
    result: dict[str, list[Person]] = defaultdict(list)
    for name, people in by_surname.items():
        for way in misspellings(name):
            result[way] += people
    return result


def _add_people_of_title(
    text: str,
    found: Sequence[Name],
    keys: Sequence[Key],
    by_surname: dict[str, list[Person]],
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
            namesakes.append(Person((sex, *key), "", sexes=Counter([sex])))
        if sex and namesakes[-1].key == (sex, *key):
            namesakes[-1].numbers.append(i)
            result[i] = ("PER", namesakes[-1].key)


def _relatives_by_given_name(text: str, found: Sequence[Name], keys: Sequence[Key]) -> list[tuple[int, str | None]]:
    """Return the names of relatives introduced by given name alone: number, and the pronoun that the noun tells."""
    single = (i for i, key in enumerate(keys) if len(key) == 1 and found[i].label == "PER")
    introduced = ((i, find_introduction(text, found[i].start)) for i in single)
    return [(i, sex_of_relative(how.noun)) for i, how in introduced if how and may_share_surname(how.noun)]


def _is_behind_place_word(text: str, name: Name) -> bool:
    """Return whether a name that could be a surname or a place stands where a place would: after "in", "from" …"""
    before = text[max(name.start - 15, 0) : name.start].split()
    return bool(before) and before[-1].lower() in _PLACE_BEFORE
