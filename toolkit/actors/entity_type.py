"""Labels: what a name is, as the whole text tells it.

A reader of windows labels each place by itself. Here the places of one form agree, where one of them is a slip, and
what is no person, organisation or place whatever the reader says becomes MISC.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from toolkit.actors import demonyms, names
from toolkit.lexicon import any_of, words
from toolkit.reader import Name

_ADJECTIVE = re.compile(r"([A-Z]\w{2,})(?:ian|an|n|ish|ese)")
_REGIONAL = re.compile(r"(?:Middle |Near |Far |Central )?(?:Eastern|Western)|(?:East |West |Latin |Central )(?:\w+an)")
_TITLE_BEFORE = re.compile(  # "Mr ", "Gov. "
    rf"(?:^|[^\w.])(?:{any_of(words('titles', 'person_follows'), capital=True)})\.? $"
)
# Short names that are never adjectives, whatever stands behind them ("US troops").
_NO_ADJECTIVE = {"US": "LOC", "U.S.": "LOC", "U.S": "LOC", "USA": "LOC", "UK": "LOC", "U.K.": "LOC", "EU": "ORG"}
_WORK_BEFORE = re.compile(  # "the film “", "the songs "
    rf"""
    \b(?: {any_of(words("works", "kinds"))}
        | (?: {any_of(words("works", "kinds_before_a_mark"))} )(?=[ ][“"‘'])
      )s?,?[ ][“"‘']?$
    """,
    re.VERBOSE,
)
_YEAR_BEHIND = re.compile(r"[”\"’']? \((?:1[89]|20)\d\d\)")
_INSTITUTION = re.compile(  # "Roe Foundation"
    rf"\S (?:{any_of(words('organisation_nouns', 'ends_a_name'), capital=True)})\.?$"
)
_IS_BODY = re.compile(  # in apposition: "EuroMar, the shipowners’ federation,", but not "Ada, the federation chief,"
    rf"""
    ,[ ](?:an?|the|its|their)[ ](?:[\w’'-]+[ ]){{0,4}}
    (?: {any_of(words("organisation_nouns", "in_apposition"))} )\b
    (?! [ ](?:of[ ]\w+[ ])?(?: {any_of(words("roles", "leads_a_body"))} | spokes\w+ )\b )
    """,
    re.VERBOSE,
)
_TEAM = re.compile(rf"\S+ (?:{any_of(words('organisation_nouns', 'teams'))})")  # "Ijaye Queens"
SURE = 0.9  # of a name's label: what the rest of the text says does not count against it
_CAMEL = re.compile(  # "CoolBreeze", but not "McKay"
    rf"(?!{any_of(words('particles', 'joined_to_a_surname'))})[A-Z][a-z]+[A-Z][a-z]+"
)
_WHERE = re.compile(r"\b(?:in|at|near|outside|across)\s$")
_LIVES = re.compile(r",? (?:who (?:has |had )?died\b|who was born\b|aged? \d|\d\d,)")  # said of people
_ACRONYM = re.compile(r"[A-Z]{2,6}s?")
_EXPANDED_BEFORE = re.compile(r"((?:[\w’'/-]+ ){1,7})[(“\"]$")
_EXPANDED_AFTER = re.compile(r" \(([a-z][\w’'/ -]{4,60})\)")


def agreed(text: str, found: Sequence[Name]) -> list[Name]:
    """Names, in order, with the labels on which the text as a whole agrees."""
    found = [_labelled(n, _alone(text, n)) for n in found]
    return _adjectives(text, _people(text, _one_label_a_form(text, _bracketed(text, _without_things(text, found)))))


def _labelled(name: Name, label: str | None) -> Name:
    return name if label is None or label == name.label else replace(name, label=label)


def _alone(text: str, name: Name) -> str | None:
    """What a name is by its own form or the title before it."""
    form = text[name.start : name.end]
    if name.label == "MISC" and form in _NO_ADJECTIVE:
        return _NO_ADJECTIVE[form]
    if name.label in ("LOC", "ORG") and (demonyms.country(form) or _REGIONAL.fullmatch(form)):
        return "MISC"
    if name.label in ("LOC", "ORG") and _TITLE_BEFORE.search(text, max(name.start - 8, 0), name.start):
        return "PER"
    if _WORK_BEFORE.search(text, max(name.start - 20, 0), name.start):
        return "MISC"
    if name.label != "PER" and _YEAR_BEHIND.match(text, name.end):
        return "MISC"
    if name.label == "ORG" and form.count(" ") == 1 and _LIVES.match(text, name.end):
        return "PER"
    if name.label == "MISC" and _INSTITUTION.search(form):
        return "ORG"
    named = name.label == "PER" and names.is_given(names.fold(form.split()[0]))  # "Howard Hawks"
    if name.label != "ORG" and not named and _TEAM.fullmatch(form[form.rfind(" ", 0, form.rfind(" ")) + 1 :]):
        return "ORG"
    if names.GIVEN_LAST.fullmatch(form):
        return "PER"
    if name.label in ("PER", "MISC") and " " not in form and _IS_BODY.match(text, name.end):
        return "ORG"
    return None


def _without_things(text: str, found: Sequence[Name]) -> list[Name]:
    """Names, with acronyms of what the text writes out in small letters ("reactive oxygen species (ROS)") as MISC."""
    things = set()
    for name in found:
        form = text[name.start : name.end]
        if name.label != "MISC" and form not in things and _ACRONYM.fullmatch(form):
            before = _EXPANDED_BEFORE.search(text, max(name.start - 80, 0), name.start)
            after = _EXPANDED_AFTER.match(text, name.end)
            if (before and _abbreviates(form, before.group(1))) or (after and _abbreviates(form, after.group(1))):
                things.add(form)
    return [_labelled(n, "MISC" if text[n.start : n.end] in things else None) for n in found]


def _bracketed(text: str, found: Sequence[Name]) -> list[Name]:
    """Names, with acronyms beside brackets as the organisation they are ("CEI (Italian Episcopal Conference)")."""
    result = list(found)
    for k in range(1, len(result)):
        pair = result[k - 1], result[k]
        if text[pair[0].end : pair[1].start] == " (" and "ORG" in (pair[0].label, pair[1].label):
            for i, name in enumerate(pair):
                if _ACRONYM.fullmatch(text[name.start : name.end]):
                    result[k - 1 + i] = _labelled(name, "ORG")
    return result


def _abbreviates(acronym: str, phrase: str) -> bool:
    """Whether an acronym stands for the last words of a phrase in small letters.

    >>> _abbreviates("ROS", "of reactive oxygen species"), _abbreviates("NATO", "of the alliance")
    (True, False)
    """
    letters = acronym.rstrip("s").lower()
    last = [w for w in re.split(r"[ -]", phrase.strip()) if w and w.lower() not in names.SMALL][-len(letters) :]
    return [w[0] for w in last] == list(letters) and all(w.islower() for w in last)


def _one_label_a_form(text: str, found: Sequence[Name]) -> list[Name]:
    """Names, with the few places of a form that are labelled otherwise than the many as the many are.

    Places count by how sure the reader is of them; who is named in full counts for the surname too.
    """
    sure: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in found:
        form = text[name.start : name.end]
        sure[form][name.label] += name.score
        if name.label == "PER" and names.given(names.words(form)):
            sure[form.split()[-1]]["PER"] += name.score
    result = []
    for name in found:
        by = sure[text[name.start : name.end]]
        usual = max(by, key=lambda label: (by[label], label))
        slip = usual != "MISC" and by[usual] > (1 if name.label == "MISC" else 2) * by[name.label]
        result.append(_labelled(name, usual if slip else None))
    return result


def _people(text: str, found: Sequence[Name]) -> list[Name]:
    """Names, with relatives of people ("Stavros and Eleni Roe", then "Mr Roe") as people, others as what they are.

    Where the reader is not sure of a person, what begins a company's name ("Fung Lok Bakeries") is the company, unless
    it has a given name; "CoolBreeze" is one too; and a word that only stands behind "in", "at" or "near" is a place.
    """
    people = {text[n.start : n.end] for n in found if n.label == "PER"}
    families = {form.split()[-1] for form in people if " " in form}
    surnames = {text[n.start : n.end] for n in found if _TITLE_BEFORE.search(text, max(n.start - 8, 0), n.start)}
    companies = {form for n in found if n.label == "ORG" for form in _beginnings(text[n.start : n.end])} - families
    somewhere = {
        text[n.start : n.end] for n in found if not _WHERE.search(text, max(n.start - 9, 0), n.start)
    } | families
    sure = {text[n.start : n.end] for n in found if n.label == "PER" and n.score > SURE}
    result: list[Name] = []
    for name in reversed(found):
        form = text[name.start : name.end]
        first, _, last = form.partition(" ")
        given = names.is_given(names.fold(first))
        following = result[-1] if result else None
        joined = following and following.label == "PER" and text[name.end : following.start] == " and "
        relative = (given and last in surnames) or (first in people and last in families)
        label = None
        if name.label != "PER":
            single = given and not last and joined and name.label != "LOC"
            label = "PER" if relative or single else None
        elif not given and form not in families:
            if (form in companies and (last or form not in sure)) or (form not in sure and _CAMEL.fullmatch(form)):
                label = "ORG"
            elif form not in sure and not last and form not in somewhere:
                label = "LOC"
        result.append(_labelled(name, label))
    return result[::-1]


def _beginnings(name: str) -> list[str]:
    """What a name of several words may be shortened to: "St. Brendan" of "St. Brendan's Hospital"."""
    words = name.split()
    return [re.sub(r"['’]s?$", "", " ".join(words[:k])) for k in range(1, len(words))]


def _adjectives(text: str, found: Sequence[Name]) -> list[Name]:
    """Names, with the adjectives of places that are named too ("Kestovian", of Kestovia) as MISC."""
    places = {names.fold(text[n.start : n.end]) for n in found if n.label == "LOC"}
    stems = {(place[:4], place) for place in places}
    starts = Counter(start for start, _ in stems)
    result = []
    for name in found:
        word = text[name.start : name.end]
        start = names.fold(word)[:4]
        adjective = _ADJECTIVE.fullmatch(word) and starts[start] > ((start, names.fold(word)) in stems)
        result.append(_labelled(name, "MISC" if adjective else None))
    return result
