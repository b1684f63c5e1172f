"""Entity clustering: which names of a text mean the same person, organisation or place.

A name is known by its number, its place in the order of the text; its key is its folded words.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from toolkit.actors.aliases import has_aliases, main_name
from toolkit.actors.demonyms import is_country
from toolkit.actors.names import SMALL_WORDS, initials, name_words, thing_words, without_legal_form
from toolkit.actors.namesakes import Key
from toolkit.actors.person_clustering import cluster_people
from toolkit.lexicon import words
from toolkit.reader import Name

_GENERIC = words("organisation_nouns", "generic")  # too common among organisations to stand for one of them alone
_LEFT_OUT_AT_END = words("place_names", "left_out")  # "the Orla River", then "the Orla"
_COMPANY_WORDS = words("organisation_nouns", "ends_a_company")  # "General Motors": GM
_LAW = re.compile(r"\b(?:act|bill)\b")  # "Bank of Kestovia (Amendment) Act" is not the bank
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
    forms = [text[name.start : name.end] for name in found]
    keys = [name_words(form) if n.label == "PER" else thing_words(form) for form, n in zip(forms, found, strict=True)]
    people = cluster_people(text, found, keys)
    others = _cluster_others(text, found, keys, people)
    numbers: dict = {}
    return [numbers.setdefault(people.get(i) or others[i], len(numbers)) for i in range(len(found))]


class _Thing(NamedTuple):
    """What is known of an organisation's, place's or other thing's name.

    Its label, where it stands first at all, and where below the headline (-1 if it does not).
    """

    label: str
    first: int
    below: int


def _cluster_others(text: str, found: Sequence[Name], keys: Sequence[Key], people: Mapping) -> dict[int, tuple]:
    """Return the organisation, place or other thing of each name that is no person's."""
    plain = {i: main_name(" ".join(without_legal_form(keys[i]))) for i in range(len(found)) if i not in people}
    things: dict[str, _Thing] = {}
    for i, key in plain.items():
        # A headline calls by their short names whom the text names in full below it.
        opening = text.find("\n", 0, found[i].start) < 0 < text.find("\n")
        if key not in things or (opening is False and things[key].below < 0):
            first = things[key].first if key in things else found[i].start
            things[key] = _Thing(found[i].label, first, -1 if opening else found[i].start)
    full: dict[str, str] = {}
    for found_in_full in (
        _places_in_full(things),
        _in_other_order(things),
        _parties_of_members(things),
        _organisations_in_full(things, {key for i, key in plain.items() if len(keys[i]) > len(key.split())}),
        _acronyms_in_full(text, found, keys, plain),
    ):
        full |= {short: name for short, name in found_in_full.items() if short not in full}
    return {i: ("OTHER", _end_of_chain(full, key)) for i, key in plain.items()}


def _end_of_chain(full: Mapping[str, str], key: str) -> str:
    """Return the name that has no fuller one, from a name on."""
    seen = {key}
    while key in full and full[key] not in seen:
        key = full[key]
        seen.add(key)
    return key


def _places_in_full(things: Mapping[str, _Thing]) -> dict[str, str]:
    """Return other names of places -> the name that stands for both.

    "Orla" is the Orla River, and the Republic of Kenya is Kenya.
    """
    result = {}
    for key, thing in things.items():
        bare, _, last = key.rpartition(" ")
        if bare and last in _LEFT_OUT_AT_END and thing.label == "LOC":
            result[bare] = key
        for opening in _STATE_OPENINGS:
            if key.startswith(opening) and key.removeprefix(opening) in things:
                result[key] = key.removeprefix(opening)
    return result


def _in_other_order(things: Mapping[str, _Thing]) -> dict[str, str]:
    """Return names of bodies -> the one with the same words: "Interior Ministry", "Ministry of the Interior"."""
    result: dict[str, str] = {}
    by_words: dict[tuple[str, ...], str] = {}
    for key, thing in things.items():
        content = tuple(sorted(word for word in key.split() if word not in SMALL_WORDS))
        if thing.label == "ORG" and len(content) > 1 and by_words.setdefault(content, key) != key:
            result[key] = by_words[content]
    return result


def _parties_of_members(things: Mapping[str, _Thing]) -> dict[str, str]:
    """Return the members of parties -> their party: "the Conservatives", of the Conservative Party."""
    parties = [key for key in things if key.endswith(" party")]
    plural = {key: key.removesuffix("s") for key in things if key.endswith("s") and things[key].label != "PER"}
    return {key: party for party in parties for key, one in plural.items() if len(one) > 3 and party.startswith(one)}


def _organisations_in_full(things: Mapping[str, _Thing], complete: Collection[str]) -> dict[str, str]:
    """Return short names of organisations -> the only name of the text that begins or ends so, and stands before.

    ``complete`` are names that the text gives a legal form: "Apple", of "Apple Inc.", is not short for Apple Corps.
    """
    organisations = {key for key, thing in things.items() if thing.label == "ORG" and not _LAW.search(key)}
    longer: dict[str, set[str]] = defaultdict(set)
    for key in organisations:
        parts = key.split()
        for k in range(1, len(parts)):
            longer[" ".join(parts[k:])].add(key)
            longer[" ".join(parts[:k])].add(key)
    result = {}
    for key in organisations & longer.keys():
        full = longer[key]
        national = {f for f in full if f.endswith(" " + key) and _is_nationality(f.removesuffix(key).strip(), things)}
        if len(national) == 1:
            result[key] = next(iter(national))
        if has_aliases(key) or key in complete or _GENERIC.issuperset(key.split()):
            continue
        before = {f for f in full if things[f].first <= max(things[key].below, 0)} if len(full) == 1 else full
        if len(before) == 1:
            result[key] = next(iter(before))
    return result


def _is_nationality(word: str, things: Mapping[str, _Thing]) -> bool:
    """Return whether a word before an organisation only says which country's it is ("US", "Kestovian")."""
    return has_aliases(word) or (word in things and things[word].label in ("LOC", "MISC"))


def _acronyms_in_full(
    text: str, found: Sequence[Name], keys: Sequence[Key], plain: Mapping[int, str]
) -> dict[str, str]:
    """Return short names -> the name each stands for: in brackets beside it, or else with it for initials.

    In brackets behind an organisation, any other organisation is a short name of it: "Centre for Rights (Cenira)".
    """
    by_initials: dict[str, str] = {}
    pairs: dict[str, set[str]] = defaultdict(set)
    for i, key in plain.items():
        if len(keys[i]) > 1 and found[i].label != "MISC":
            for letters in {initials(keys[i]), initials(_without_country(keys[i])), "".join(w[0] for w in keys[i])}:
                if len(letters) > 2 or found[i].label == "LOC" or key.split()[-1] in _COMPANY_WORDS:
                    by_initials.setdefault(letters, key)
                elif found[i].label == "ORG":
                    pairs[letters].add(key)
    by_initials = {letters: min(names) for letters, names in pairs.items() if len(names) == 1} | by_initials
    bodies = dict.fromkeys(name for i, name in plain.items() if found[i].label == "ORG" and " " in name)
    result: dict[str, str] = {}
    for i, key in plain.items():
        form = text[found[i].start : found[i].end]
        acronym = len(keys[i]) == 1 and 2 <= len(form) <= 9 and sum(c.isupper() for c in form) > 1
        before = i - 1 in plain and len(keys[i - 1]) > 1 and _text_before(text, found, i) in ("(", "(the")
        both = before and found[i].label == found[i - 1].label == "ORG" and text[found[i].end :][:1] == ")"
        if before and (acronym or both):
            result[key] = plain[i - 1]
        elif acronym and i + 1 in plain and len(keys[i + 1]) > 1 and _text_before(text, found, i + 1) == "(":
            result[key] = plain[i + 1]
        elif acronym and (letters := key.replace(" ", "")) in by_initials:
            result.setdefault(key, by_initials[letters])
        elif acronym and len(key) > 3 and key not in result and not form.isupper():
            result.setdefault(key, next((name for name in bodies if _abbreviates(key, name.split())), key))
    return {acronym: name for acronym, name in result.items() if acronym != name}


def _without_country(key: Key) -> Key:
    """Return the words of a body's name before "of" and a country: "Democratic Party" "of Japan"."""
    at = len(key) - 1 - key[::-1].index("of") if "of" in key else 0
    return key[:at] if at > 1 and is_country(" ".join(key[at + 1 :])) else key


def _abbreviates(short: str, parts: Sequence[str]) -> bool:
    """Return whether a short name is made of the beginnings of a name's words, small ones left out or not.

    >>> _abbreviates("iisc", ("indian", "institute", "of", "science")), _abbreviates("iisc", ("indian", "army"))
    (True, False)
    """
    if not parts:
        return not short
    first, rest = parts[0], parts[1:]
    longest = next((k for k in range(len(first)) if short[: k + 1] != first[: k + 1]), len(first))
    if any(_abbreviates(short[k:], rest) for k in range(min(longest, 3), 0, -1)):
        return True
    return first in SMALL_WORDS and _abbreviates(short, rest)


def _text_before(text: str, found: Sequence[Name], i: int) -> str:
    """Return what stands between a name and the one before it, without a possessive ending."""
    between = text[found[i - 1].end : found[i].start]
    return between.removeprefix("’s").removeprefix("'s").strip()
