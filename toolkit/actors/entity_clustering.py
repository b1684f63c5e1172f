"""Entity clustering: which names of a text mean the same person, organisation or place.

A name is known by its number, its place in the order of the text; its key is its folded words.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from toolkit.actors.aliases import has_aliases, main_name
from toolkit.actors.names import initials, name_words, without_legal_form
from toolkit.actors.person_clustering import Key, cluster_people
from toolkit.lexicon import words
from toolkit.reader import Name

_GENERIC = words("organisation_nouns", "generic")  # too common among organisations to stand for one of them alone
_LEFT_OUT_AT_END = words("place_names", "left_out")  # "the Orla River", then "the Orla"
_STATE_OPENINGS = tuple(sorted(f"{form} " for form in words("place_names", "states")))  # "republic of "


def cluster_names(text: str, found: Sequence[Name]) -> list[int]:
    """Return which names mean the same entity.

    Parameters
    ----------
    text
        The text they stand in.
    found
        Names in the order of the text.

    Returns
    -------
    list of int
        A number for each name; equal numbers mean one entity.

    Examples
    --------
    >>> text = "The Orla River rose. Ada Roe saw it. The Orla is calm, Roe said."
    >>> spans = [(4, 14, "LOC"), (21, 28, "PER"), (41, 45, "LOC"), (55, 58, "PER")]
    >>> cluster_names(text, [Name(a, b, label, 0.9) for a, b, label in spans])
    [0, 1, 0, 1]
    """
    keys = [name_words(text[name.start : name.end]) for name in found]
    people = cluster_people(text, found, keys)
    others = _cluster_others(text, found, keys, people)
    numbers: dict = {}
    return [numbers.setdefault(people.get(i) or others[i], len(numbers)) for i in range(len(found))]


def _cluster_others(text: str, found: Sequence[Name], keys: Sequence[Key], people: Mapping) -> dict[int, tuple]:
    """Return the organisation, place or other thing of each name that is no person's."""
    plain = {i: main_name(" ".join(without_legal_form(keys[i]))) for i in range(len(found)) if i not in people}
    labels: dict[str, Counter] = defaultdict(Counter)
    for i, key in plain.items():
        labels[key][found[i].label] += 1
    full = _places_in_full(labels)
    full |= {short: name for short, name in _organisations_in_full(labels).items() if short not in full}
    full |= {short: name for short, name in _acronyms_in_full(text, found, keys, plain).items() if short not in full}
    return {i: ("OTHER", _end_of_chain(full, key)) for i, key in plain.items()}


def _end_of_chain(full: Mapping[str, str], key: str) -> str:
    """Return the name that has no fuller one, from a name on."""
    seen = {key}
    while key in full and full[key] not in seen:
        key = full[key]
        seen.add(key)
    return key


def _places_in_full(labels: Mapping[str, Counter]) -> dict[str, str]:
    """Return other names of places -> the name that stands for both.

    "Orla" is the Orla River, and the Republic of Kenya is Kenya.
    """
    result = {}
    for key, by_label in labels.items():
        bare, _, last = key.rpartition(" ")
        if bare and last in _LEFT_OUT_AT_END and by_label["LOC"]:
            result[bare] = key
        for opening in _STATE_OPENINGS:
            if key.startswith(opening) and key.removeprefix(opening) in labels:
                result[key] = key.removeprefix(opening)
    return result


def _organisations_in_full(labels: Mapping[str, Counter]) -> dict[str, str]:
    """Return short names of organisations -> the only name of the text that begins or ends so."""
    organisations = {key for key, by_label in labels.items() if by_label["ORG"]}
    longer: dict[str, set[str]] = defaultdict(set)
    for key in organisations:
        parts = key.split()
        for k in range(1, len(parts)):
            longer[" ".join(parts[k:])].add(key)
            longer[" ".join(parts[:k])].add(key)
    result = {}
    for key in organisations:
        full = longer.get(key, set())
        national = {f for f in full if f.endswith(" " + key) and _is_nationality(f.removesuffix(key).strip(), labels)}
        if len(national) == 1:
            result[key] = next(iter(national))
        if labels[key]["LOC"] > labels[key]["ORG"] or has_aliases(key):
            continue
        if len(full) == 1 and not _GENERIC.issuperset(key.split()):
            result[key] = next(iter(full))
    return result


def _is_nationality(word: str, labels: Mapping[str, Counter]) -> bool:
    """Return whether a word before an organisation only says which country's it is ("US", "Kestovian")."""
    return has_aliases(word) or (word in labels and (labels[word]["LOC"] or labels[word]["MISC"]) > 0)


def _acronyms_in_full(
    text: str, found: Sequence[Name], keys: Sequence[Key], plain: Mapping[int, str]
) -> dict[str, str]:
    """Return acronyms -> the name each abbreviates: given in brackets beside it, or else by its initials."""
    by_initials: dict[str, str] = {}
    for i, key in plain.items():
        letters = initials(keys[i])
        if len(keys[i]) > 1 and found[i].label != "MISC" and (len(letters) > 2 or found[i].label == "LOC"):
            by_initials.setdefault(letters, key)
    result = {}
    for i, key in plain.items():
        form, letters = text[found[i].start : found[i].end], key.replace(" ", "")
        if not (len(keys[i]) == 1 and 2 <= len(letters) <= 8 and form.replace(".", "").isupper()):
            continue
        if i - 1 in plain and len(keys[i - 1]) > 1 and _text_before(text, found, i) in ("(", "(the"):
            result[key] = plain[i - 1]
        elif i + 1 in plain and len(keys[i + 1]) > 1 and _text_before(text, found, i + 1) == "(":
            result[key] = plain[i + 1]
        elif letters in by_initials:
            result.setdefault(key, by_initials[letters])
    return {acronym: name for acronym, name in result.items() if acronym != name}


def _text_before(text: str, found: Sequence[Name], i: int) -> str:
    """Return what stands between a name and the one before it."""
    return text[found[i - 1].end : found[i].start].strip()
