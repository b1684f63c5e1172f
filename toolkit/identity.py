"""Identity: which names of a text mean the same person, organisation or place."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit import names
from toolkit.reader import Name

Key = tuple[str, ...]

# Words too common among organisations to stand for one of them alone.
_GENERIC = frozenset(
    "house court party committee department ministry university college school bank council commission union state "
    "street company group board office agency service force army police church times post city county district "
    "north south east west new american national international world united european british first centre center "
    "institute association federation society club team government parliament congress senate assembly".split()
)
# Before a bare surname that is also a place ("Paris"), these say that the place is meant.
_PLACE_BEFORE = frozenset("in at near from to of around outside across toward towards".split())


@dataclass
class _Person:
    """Full names of one person: where they stand, and whether a title said "he" or "she"."""

    key: Key
    given: str
    at: list[int] = field(default_factory=list)
    sexes: Counter = field(default_factory=Counter)


def gather(text: str, found: Sequence[Name]) -> list[int]:
    """Which names mean the same actor.

    Parameters
    ----------
    text
        The text they stand in.
    found
        Names in the order of the text.

    Returns
    -------
    list of int
        A number for each name; equal numbers mean one actor.
    """
    keys = [names.words(text[n.start : n.end]) for n in found]
    people = _people(text, found, keys)
    others = _others(text, found, keys, people)
    numbers: dict = {}
    return [numbers.setdefault(people.get(i) or others[i], len(numbers)) for i in range(len(found))]


def sex_of_title(text: str, start: int) -> str | None:
    """What a title before a name at ``start`` says: "he" for "Mr.", "she" for "Mrs.", else None."""
    before = text[max(start - 12, 0) : start].split()
    title = names.fold(before[-1]) if before else ""
    return "he" if title in names.MEN else "she" if title in names.WOMEN else None


# ---------------------------------------------------------------- people


def _people(text: str, found: Sequence[Name], keys: Sequence[Key]) -> dict[int, tuple]:
    """Index of a name -> its person, for all names of people."""
    by_surname: dict[str, list[_Person]] = defaultdict(list)
    result: dict[int, tuple] = {}
    for i, (name, key) in enumerate(zip(found, keys, strict=True)):
        if name.label != "PER" or not names.given(key):
            continue
        known = by_surname[names.surname(key)]
        person = next((p for p in known if names.same_given(p.given, names.given(key)) or _tail(key, p.key)), None)
        if person is None:
            person = _Person(key, names.given(key))
            person.sexes.update(filter(None, [names.usual_pronoun(person.given)]))
            known.append(person)
        elif len(names.given(key)) > len(person.given):
            person.given = names.given(key)
        person.at.append(i)
        if sex := sex_of_title(text, name.start):
            person.sexes[sex] += 1
        result[i] = ("PER", person.key)
    by_given: dict[str, list[_Person]] = defaultdict(list)
    for known in by_surname.values():
        for person in known:
            by_given[person.given].append(person)
            for k in range(1, len(person.key) - 1):
                by_given[" ".join(person.key[k:])].append(person)  # "Le Pen", "Suu Kyi"
    heads = {k[0] for n, k in zip(found, keys, strict=True) if n.label == "ORG" and len(k) > 1}
    alone = Counter((key, name.label == "PER") for name, key in zip(found, keys, strict=True))
    for i, (name, key) in enumerate(zip(found, keys, strict=True)):
        if i in result or not key:
            continue
        bare = not names.given(key)
        candidates = by_given.get(" ".join(key), []) if len(key) > 1 else []
        candidates = candidates or (by_surname.get(names.surname(key), []) if bare else [])
        if name.label == "PER" and not candidates and len(key) == 1:
            candidates = by_given.get(key[0], [])
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

    Whoever the title before it fits; of these, who was named in full last in the same paragraph, else who has the
    most full names, the first of equals.
    """
    if len(people) == 1:
        return people[0]
    sex = sex_of_title(text, found[i].start)
    if sex:
        people = [p for p in people if not p.sexes or p.sexes[sex]] or people
        people = [p for p in people if p.sexes[sex]] or people

    def near(person: _Person) -> int:
        k = bisect_right(person.at, i) - 1
        if k < 0 or "\n" in text[found[person.at[k]].start : found[i].start]:
            return -1
        return person.at[k]

    return max(people, key=lambda p: (near(p), bisect_left(p.at, i) > 0, len(p.at), -p.at[0]))


# ---------------------------------------------------------------- organisations, places, other names


def _others(text: str, found: Sequence[Name], keys: Sequence[Key], people: dict) -> dict[int, tuple]:
    """Index of a name that is no person's -> its organisation, place or other thing."""
    rest = [i for i in range(len(found)) if i not in people]
    same: dict[str, str] = {}
    plain = {i: names.place(" ".join(names.without_legal_form(keys[i]))) for i in rest}
    for i in rest:  # "the Orla River", then "the Orla"
        bare, _, kind = plain[i].rpartition(" ")
        if bare and kind in ("river", "city", "island", "islands") and found[i].label == "LOC":
            same[bare] = plain[i]
    organisations = {plain[i] for i in rest if found[i].label == "ORG"}
    tails: dict[str, set[str]] = defaultdict(set)
    for key in organisations:
        parts = key.split()
        for k in range(1, len(parts)):
            tails[" ".join(parts[k:])].add(key)
            tails[" ".join(parts[:k])].add(key)
    acronyms = _acronyms(text, found, keys, plain)
    for i in rest:
        key = plain[i]
        if key in same:
            continue
        longer = tails.get(key, set())
        if key in acronyms:
            same[key] = acronyms[key]
        elif key in organisations and len(longer) == 1 and not _GENERIC.issuperset(key.split()):
            same[key] = next(iter(longer))
    return {i: ("OTHER", same.get(same.get(plain[i], plain[i]), same.get(plain[i], plain[i]))) for i in rest}


def _acronyms(text: str, found: Sequence[Name], keys: Sequence[Key], plain: dict[int, str]) -> dict[str, str]:
    """Acronym -> the name it abbreviates: given in brackets after it, or else by its initials."""
    full: dict[str, str] = {}
    for i, key in plain.items():
        if len(keys[i]) > 1 and found[i].label != "MISC":
            full.setdefault(names.initials(keys[i]), key)
    result = {}
    for i, key in plain.items():
        surface, letters = text[found[i].start : found[i].end], key.replace(" ", "")
        if not (len(keys[i]) == 1 and 2 <= len(letters) <= 8 and surface.replace(".", "").isupper()):
            continue
        before = i - 1
        if (
            before in plain
            and len(keys[before]) > 1
            and text[found[before].end : found[i].start].strip() in ("(", "(the")
        ):
            result[key] = plain[before]
        elif letters in full and len(letters) > 2:
            result.setdefault(key, full[letters])
    return {key: name for key, name in result.items() if key != name}
