"""Entity type: what a name is (PER, ORG, LOC or MISC), decided once for all places of the text where it stands.

The reader labels each place by itself. Its labels of all places and what the text shows of the name
(``type_features``) are weighed together, by a logistic regression whose weights ``training/name_types.py`` learns
(``type_weights.json``). What certainly tells the type, such as "Mr." before a name, needs no weighing.
"""

import json
import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import cache
from pathlib import Path

from toolkit.actors.clauses import POSSESSIVE
from toolkit.actors.demonyms import country_of
from toolkit.actors.names import GIVEN_NAME_LAST, fold, is_full_name
from toolkit.actors.type_features import LABELS, Forms, abbreviated_words, called_a_body, written_form
from toolkit.lexicon import any_of, words
from toolkit.reader import Name

WEIGHTS = Path(__file__).with_name("type_weights.json")
DOUBT = 0.05  # share of the reader's evidence that is spread evenly: it is never wholly sure
HIDING = 0.5  # MISC has to be likelier by this (log-odds): an actor that is hidden is worse than a thing that is shown.
STEM = 4  # letters that an adjective shares with its place
LEAST_SURE = 0.5  # What the reader hardly takes for a name has its label rather than another all the same.
NO_NAME = 0.05  # below, the reader takes it for no name at all, and tells nothing of a type
ROUNDS = 2  # What a name is taken for tells of other names: all are weighed again when all have been weighed.

# Short names that are never adjectives, whatever stands behind them ("US troops").
_NO_ADJECTIVE = {"US": "LOC", "U.S.": "LOC", "U.S": "LOC", "USA": "LOC", "UK": "LOC", "U.K.": "LOC", "EU": "ORG"}
_ADJECTIVE = re.compile(r"[A-Z]\w{2,}(?:ian|an|n|ish|ese)")  # "Kestovian"
_PREFIXED = re.compile(r"(?:trans|pan|pro|anti|non|post|pre|inter|intra)-[A-Z]")  # "trans-Atlantic", an adjective
_REGIONAL = re.compile(  # "Middle Eastern", "Latin American"
    r"(?:Middle |Near |Far |Central )?(?:Eastern|Western)|(?:East |West |Latin |Central )(?:\w+an)"
)
_FAMILIES = words("kinship", "families")  # "Roe family": nobody of them
_SHIPS = words("works", "ships") | words("works", "storms")  # "MV Orla", "Typhoon Orla"
_TITLE_BEFORE = re.compile(  # "Mr ", "Gov. "
    rf"(?:^|[^\w.])(?:{any_of(words('titles', 'person_follows'), capital=True)})\.? $"
)
_WORK_BEFORE = re.compile(  # "the film “", "the songs “", "the series “"
    rf"\b(?:{any_of(words('works', 'kinds', 'kinds_before_a_mark'))})s?,? [“\"‘']$"
)
_BARE_WORK_BEFORE = re.compile(rf"\b(?:the|an?|his|her|their) (?:{any_of(words('works', 'kinds'))}) $")  # "the film "
_NOTHING_BEHIND = re.compile(r"[.,;:)(]|$|\n")  # no "made" of "the film Orla made"
_YEAR_BEHIND = re.compile(r"[”\"’']? \((?:1[89]|20)\d\d\)")  # "” (1994)", of a work
_AT_BEFORE = re.compile(r"\b(?:[Aa]t|[Tt]o|[Ff]rom)\s$")  # "at ", "from "
_OWNS_NOTHING = re.compile(r"['’]s(?: (?:said|says|is|was|has|had|will|would)\b|[.,;:])")  # "St. Orla’s said"
_WHERE_BEFORE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]cross)\s$")  # "near "


def settle_types(text: str, found: Sequence[Name]) -> list[Name]:
    """Return names, in order, each with the type that all places of its form together tell.

    A place whose name is also the surname of somebody named in full ("in Lincoln") is a name of its own.

    >>> text = "Bo Bridge Foundation of Roe. Mr Roe left."
    >>> names = [Name(0, 20, "MISC", 0.6), Name(24, 27, "LOC", 0.4), Name(32, 35, "LOC", 0.9)]
    >>> [name.label for name in settle_types(text, names)]
    ['ORG', 'PER', 'PER']
    """
    surnames = {
        form.split()[-1] for name in found if is_full_name(form := written_form(text, name)) and name.label == "PER"
    }
    keys = [_key(text, name, surnames) for name in found]
    places: dict[str, list[Name]] = defaultdict(list)
    for key, name in zip(keys, found, strict=True):
        places[key].append(name)
    read = {key: share_of_types(names) for key, names in places.items()}
    likeliest = {key: max(shares, key=shares.__getitem__) for key, shares in read.items()}
    people = {key for key, label in likeliest.items() if label == "PER"}
    stems = {
        fold(key)[:STEM]
        for key, label in likeliest.items()
        if label == "LOC" and not _ADJECTIVE.fullmatch(key.rstrip("|"))
    }
    certain = {key: _certain_type(text, key, names, people, stems) for key, names in places.items()}
    types = {key: certain[key] or likeliest[key] for key in places}
    forms = Forms(text, places)
    shown: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        before, earlier, shown = types, shown, forms.features(types)
        types = {
            key: certain[key] or (before[key] if shown[key] == earlier.get(key) else _weighed(shown[key], read[key]))
            for key in places
        }
        if types == before:
            break
    return [
        name if name.label == types[key] else replace(name, label=types[key])
        for key, name in zip(keys, found, strict=True)
    ]


def _key(text: str, name: Name, surnames: set[str]) -> str:
    """Return what is equal for names of one form; a place named as a person is has a stroke behind it."""
    form = written_form(text, name)
    is_place = (
        name.label != "PER" and form in surnames and _WHERE_BEFORE.search(text, max(name.start - 9, 0), name.start)
    )
    return f"{form}|" if is_place else form


def share_of_types(names: Sequence[Name]) -> dict[str, float]:
    """Return for each type which share of the reader's evidence speaks for it, over all places of a form."""
    shares = dict.fromkeys(LABELS, 0.0)
    for name in names:
        sure = max(name.score, LEAST_SURE) if name.score >= NO_NAME else 1 / len(LABELS)
        for label in LABELS:
            shares[label] += (sure if label == name.label else (1 - sure) / (len(LABELS) - 1)) / len(names)
    return shares


def _certain_type(text: str, key: str, names: Sequence[Name], people: Set[str], stems: Set[str]) -> str | None:
    """Return the type of a form that needs no weighing; None where it does.

    ``people`` are forms that the reader takes for people's, ``stems`` the beginnings of places'.
    """
    form = key.rstrip("|")
    if form != key:
        return "LOC"
    if form.rpartition(" ")[2] in _FAMILIES or form.partition(" ")[0] in _SHIPS:
        return "MISC"
    if form in _NO_ADJECTIVE:
        return _NO_ADJECTIVE[form]
    if country_of(form) or _REGIONAL.fullmatch(form) or _PREFIXED.match(form):
        return "MISC"
    if _ADJECTIVE.fullmatch(form) and fold(form)[:STEM] in stems:
        return "MISC"  # "Kestovian", of Kestovia
    if any(
        _TITLE_BEFORE.search(text, max(name.start - 8, 0), name.start) for name in names
    ) or GIVEN_NAME_LAST.fullmatch(form):
        return "PER"
    parts = form.split()
    if len(parts) > 1 and {parts[0], parts[-1]} <= people:
        return "PER"  # "Ada Roe", where the text calls both "Ada" and "Roe" a person
    if any(abbreviated_words(text, name) for name in names):
        return "MISC"  # "reactive oxygen species (ROS)"
    if all(name.score < LEAST_SURE for name in names) and any(called_a_body(text, name) for name in names):
        return "ORG"  # "EuroMar, the shipowners’ federation,", which the reader hardly takes for a name
    if all(POSSESSIVE.match(text, name.end) for name in names) and any(
        _OWNS_NOTHING.match(text, name.end) or _AT_BEFORE.search(text, max(name.start - 5, 0), name.start)
        for name in names
    ):
        return "ORG" if re.search(rf"{re.escape(form)}['’]s [A-Z]", text) else None  # "St. Orla’s", of its hospital
    is_work = (
        _WORK_BEFORE.search(text, max(name.start - 20, 0), name.start)
        or _YEAR_BEHIND.match(text, name.end)
        or (
            name.label != "PER"
            and _NOTHING_BEHIND.match(text, name.end)
            and _BARE_WORK_BEFORE.search(text, max(name.start - 20, 0), name.start)
        )
        for name in names
    )
    return "MISC" if any(is_work) else None


def _weighed(features: Mapping[str, float], read: Mapping[str, float]) -> str:
    """Return the likeliest type by what the text shows of a name and what share the reader gives each type."""
    weights = _weights()
    evidence = (math.log((1 - DOUBT) * read[label] + DOUBT / len(LABELS)) for label in LABELS)
    of_text = ((share, weights["text"].get(feature)) for feature, share in features.items())
    per, org, loc, misc = weights["bias"]
    for share, row in (*zip(evidence, weights["reader"], strict=True), *of_text):
        if row:
            per += share * row[0]
            org += share * row[1]
            loc += share * row[2]
            misc += share * row[3]
    totals = (per, org, loc, misc - HIDING)
    return LABELS[totals.index(max(totals))]


@cache
def _weights() -> dict:
    """Return the learned weights, each row in the order of LABELS."""
    return json.loads(WEIGHTS.read_text("utf-8"))
