"""Identity: which names of a text mean the same person, organisation or place."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from toolkit.actors import names, person_clustering
from toolkit.lexicon import words
from toolkit.reader import Name

Key = tuple[str, ...]

# Words too common among organisations to stand for one of them alone.
_GENERIC = words("organisation_nouns", "generic")
_PARTS_OF_NAMES = words("place_names", "left_out")  # "the Orla River", then "the Orla"
_STATES = tuple(sorted(f"{form} " for form in words("place_names", "states")))


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
    persons = person_clustering.gather(text, found, keys)
    others = _others(text, found, keys, persons)
    numbers: dict = {}
    return [numbers.setdefault(persons.get(i) or others[i], len(numbers)) for i in range(len(found))]


def _others(text: str, found: Sequence[Name], keys: Sequence[Key], persons: Mapping) -> dict[int, tuple]:
    """Number of a name that is no person's -> its organisation, place or other thing."""
    plain = {i: names.place(" ".join(names.without_legal_form(keys[i]))) for i in range(len(found)) if i not in persons}
    labels: dict[str, Counter] = defaultdict(Counter)
    for i, key in plain.items():
        labels[key][found[i].label] += 1
    same = _shortened_places(labels)
    same |= {k: v for k, v in _shortened_organisations(labels).items() if k not in same}
    same |= {k: v for k, v in _acronyms(text, found, keys, plain).items() if k not in same}
    return {i: ("OTHER", _end(same, key)) for i, key in plain.items()}


def _end(same: Mapping[str, str], key: str) -> str:
    """Where a chain of shortened names ends."""
    seen = {key}
    while key in same and same[key] not in seen:
        key = same[key]
        seen.add(key)
    return key


def _shortened_places(labels: Mapping[str, Counter]) -> dict[str, str]:
    """Short name of a place -> the name it is short for: "Orla", "Orla River"; "Kenya", "Republic of Kenya"."""
    same = {}
    for key, by in labels.items():
        bare, _, kind = key.rpartition(" ")
        if bare and kind in _PARTS_OF_NAMES and by["LOC"]:
            same[bare] = key
        for state in _STATES:
            if key.startswith(state) and key.removeprefix(state) in labels:
                same[key] = key.removeprefix(state)
    return same


def _shortened_organisations(labels: Mapping[str, Counter]) -> dict[str, str]:
    """Short name of an organisation -> the only one that begins or ends so."""
    organisations = {key for key, by in labels.items() if by["ORG"]}
    longer: dict[str, set[str]] = defaultdict(set)
    for key in organisations:
        parts = key.split()
        for k in range(1, len(parts)):
            longer[" ".join(parts[k:])].add(key)
            longer[" ".join(parts[:k])].add(key)
    same = {}
    for key in organisations:
        full = longer.get(key, set())
        national = {f for f in full if f.endswith(" " + key) and _is_national(f.removesuffix(key).strip(), labels)}
        if len(national) == 1:
            same[key] = next(iter(national))
        if labels[key]["LOC"] > labels[key]["ORG"] or names.is_place(key):
            continue
        if len(full) == 1 and not _GENERIC.issuperset(key.split()):
            same[key] = next(iter(full))
    return same


def _is_national(word: str, labels: Mapping[str, Counter]) -> bool:
    """Whether a word before an organisation only says which country's it is ("US", "Kestovian")."""
    return names.is_place(word) or (word in labels and (labels[word]["LOC"] or labels[word]["MISC"]) > 0)


def _acronyms(text: str, found: Sequence[Name], keys: Sequence[Key], plain: Mapping[int, str]) -> dict[str, str]:
    """Acronym -> the name it abbreviates: given in brackets after it, or else by its initials."""
    full: dict[str, str] = {}
    for i, key in plain.items():
        letters = names.initials(keys[i])
        if len(keys[i]) > 1 and found[i].label != "MISC" and (len(letters) > 2 or found[i].label == "LOC"):
            full.setdefault(letters, key)
    result = {}
    for i, key in plain.items():
        surface, letters = text[found[i].start : found[i].end], key.replace(" ", "")
        if not (len(keys[i]) == 1 and 2 <= len(letters) <= 8 and surface.replace(".", "").isupper()):
            continue
        if i - 1 in plain and len(keys[i - 1]) > 1 and _between(text, found, i) in ("(", "(the"):
            result[key] = plain[i - 1]
        elif i + 1 in plain and len(keys[i + 1]) > 1 and _between(text, found, i + 1) == "(":
            result[key] = plain[i + 1]
        elif letters in full:
            result.setdefault(key, full[letters])
    return {key: name for key, name in result.items() if key != name}


def _between(text: str, found: Sequence[Name], i: int) -> str:
    return text[found[i - 1].end : found[i].start].strip()
