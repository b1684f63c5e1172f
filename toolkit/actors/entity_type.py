"""Entity type: what a name is (PER, ORG, LOC or MISC), as the whole text tells it.

A reader of windows labels each place by itself. Here the places of one form agree, where one of them is a slip, and
what is no person, organisation or place whatever the reader says becomes MISC.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.actors.demonyms import country_of
from toolkit.actors.given_names import is_given_name
from toolkit.actors.names import GIVEN_NAME_LAST, SMALL_WORDS, fold, is_full_name
from toolkit.lexicon import any_of, words
from toolkit.reader import Name

SURE_SCORE = 0.9  # The reader is sure of a label above this: what the rest of the text says does not count against it.
LABEL_RATIO = 2  # A label of a form stands against another that is more than this many times as sure,
MISC_RATIO = 1  # and MISC against one that is more than this many times as sure.

# Short names that are never adjectives, whatever stands behind them ("US troops").
_NO_ADJECTIVE = {"US": "LOC", "U.S.": "LOC", "U.S": "LOC", "USA": "LOC", "UK": "LOC", "U.K.": "LOC", "EU": "ORG"}
_ADJECTIVE = re.compile(r"([A-Z]\w{2,})(?:ian|an|n|ish|ese)")  # "Kestovian"
_REGIONAL = re.compile(  # "Middle Eastern", "Latin American"
    r"(?:Middle |Near |Far |Central )?(?:Eastern|Western)|(?:East |West |Latin |Central )(?:\w+an)"
)
_TITLE_BEFORE = re.compile(  # "Mr ", "Gov. "
    rf"(?:^|[^\w.])(?:{any_of(words('titles', 'person_follows'), capital=True)})\.? $"
)
_WORK_BEFORE = re.compile(  # "the film “", "the songs "
    rf"""
    \b(?: {any_of(words("works", "kinds"))}
        | (?: {any_of(words("works", "kinds_before_a_mark"))} )(?=[ ][“"‘'])
      )s?,?[ ][“"‘']?$
    """,
    re.VERBOSE,
)
_YEAR_BEHIND = re.compile(r"[”\"’']? \((?:1[89]|20)\d\d\)")  # "” (1994)", of a work
_BODY_AT_END = re.compile(  # "Roe Foundation"
    rf"\S (?:{any_of(words('organisation_nouns', 'ends_a_name'), capital=True)})\.?$"
)
_BODY_IN_APPOSITION = re.compile(  # "EuroMar, the shipowners’ federation,", but not "Ada, the federation chief,"
    rf"""
    ,[ ](?:an?|the|its|their)[ ](?:[\w’'-]+[ ]){{0,4}}
    (?: {any_of(words("organisation_nouns", "in_apposition"))} )\b
    (?! [ ](?:of[ ]\w+[ ])?(?: {any_of(words("roles", "leads_a_body"))} | spokes\w+ )\b )
    """,
    re.VERBOSE,
)
_TEAM = re.compile(rf"\S+ (?:{any_of(words('organisation_nouns', 'teams'))})")  # "Ijaye Queens"
_CAMEL_CASE = re.compile(  # "CoolBreeze", but not "McKay"
    rf"(?!{any_of(words('particles', 'joined_to_a_surname'))})[A-Z][a-z]+[A-Z][a-z]+"
)
_WHERE_BEFORE = re.compile(r"\b(?:in|at|near|outside|across)\s$")  # "near "
_LIFE_BEHIND = re.compile(  # what is said of people alone
    r"""
    ,?[ ](?: who[ ](?:has[ ]|had[ ])?died\b  # "Ada Roe, who died"
           | who[ ]was[ ]born\b              # "Ada Roe, who was born"
           | aged?[ ]\d                      # "Ada Roe, aged 61"
           | \d\d,                           # "Ada Roe, 61,"
         )
    """,
    re.VERBOSE,
)
_ACRONYM = re.compile(r"[A-Z]{2,6}s?")  # "ROS", "NGOs"
_WRITTEN_OUT_BEFORE = re.compile(r"((?:[\w’'/-]+ ){1,7})[(“\"]$")  # "reactive oxygen species (" before "ROS"
_WRITTEN_OUT_BEHIND = re.compile(r" \(([a-z][\w’'/ -]{4,60})\)")  # " (reactive oxygen species)" behind "ROS"


def settle_types(text: str, found: Sequence[Name]) -> list[Name]:
    """Return names, in order, with the labels on which the text as a whole agrees.

    >>> text = "Bo Bridge Foundation of Roe. Mr Roe left."
    >>> names = [Name(0, 20, "MISC", 0.6), Name(24, 27, "LOC", 0.4), Name(32, 35, "LOC", 0.9)]
    >>> [name.label for name in settle_types(text, names)]
    ['ORG', 'PER', 'PER']
    """
    names = [_relabelled(name, _label_by_itself(text, name)) for name in found]
    names = _things_as_misc(text, names)
    names = _acronyms_in_brackets_as_organisations(text, names)
    names = _one_label_a_form(text, names)
    names = _people_and_others(text, names)
    return _adjectives_as_misc(text, names)


def _relabelled(name: Name, label: str | None) -> Name:
    return name if label is None or label == name.label else replace(name, label=label)


def _label_by_itself(text: str, name: Name) -> str | None:
    """Return what a name is by its own form or by the words beside it; None where they do not tell."""
    form = text[name.start : name.end]
    if name.label == "MISC" and form in _NO_ADJECTIVE:
        return _NO_ADJECTIVE[form]
    if name.label in ("LOC", "ORG") and (country_of(form) or _REGIONAL.fullmatch(form)):
        return "MISC"
    if name.label in ("LOC", "ORG") and _has_title(text, name):
        return "PER"
    if _WORK_BEFORE.search(text, max(name.start - 20, 0), name.start):
        return "MISC"
    if name.label != "PER" and _YEAR_BEHIND.match(text, name.end):
        return "MISC"
    if name.label == "ORG" and form.count(" ") == 1 and _LIFE_BEHIND.match(text, name.end):
        return "PER"
    if name.label == "MISC" and _BODY_AT_END.search(form):
        return "ORG"
    named = name.label == "PER" and is_given_name(fold(form.split()[0]))  # "Howard Hawks"
    last_two_words = form[form.rfind(" ", 0, form.rfind(" ")) + 1 :]
    if name.label != "ORG" and not named and _TEAM.fullmatch(last_two_words):
        return "ORG"
    if GIVEN_NAME_LAST.fullmatch(form):
        return "PER"
    if name.label in ("PER", "MISC") and " " not in form and _BODY_IN_APPOSITION.match(text, name.end):
        return "ORG"
    return None


def _has_title(text: str, name: Name) -> bool:
    """Return whether a person's title stands before a name."""
    return bool(_TITLE_BEFORE.search(text, max(name.start - 8, 0), name.start))


def _things_as_misc(text: str, found: Sequence[Name]) -> list[Name]:
    """Return names, with acronyms of what the text writes out in small letters as MISC.

    "Reactive oxygen species (ROS)" are no organisation.
    """
    things = set()
    for name in found:
        form = text[name.start : name.end]
        if name.label != "MISC" and form not in things and _ACRONYM.fullmatch(form):
            before = _WRITTEN_OUT_BEFORE.search(text, max(name.start - 80, 0), name.start)
            behind = _WRITTEN_OUT_BEHIND.match(text, name.end)
            if (before and _abbreviates(form, before[1])) or (behind and _abbreviates(form, behind[1])):
                things.add(form)
    return [_relabelled(name, "MISC" if text[name.start : name.end] in things else None) for name in found]


def _abbreviates(acronym: str, phrase: str) -> bool:
    """Return whether an acronym stands for the last words of a phrase in small letters.

    >>> _abbreviates("ROS", "of reactive oxygen species"), _abbreviates("NATO", "of the alliance")
    (True, False)
    """
    letters = acronym.rstrip("s").lower()
    last = [w for w in re.split(r"[ -]", phrase.strip()) if w and w.lower() not in SMALL_WORDS][-len(letters) :]
    return [w[0] for w in last] == list(letters) and all(w.islower() for w in last)


def _acronyms_in_brackets_as_organisations(text: str, found: Sequence[Name]) -> list[Name]:
    """Return names, with acronyms in or before brackets as the organisation that the name beside them is.

    "CEI (Italian Episcopal Conference)".
    """
    result = list(found)
    for k in range(1, len(result)):
        pair = result[k - 1], result[k]
        if text[pair[0].end : pair[1].start] == " (" and "ORG" in (pair[0].label, pair[1].label):
            for i, name in enumerate(pair):
                if _ACRONYM.fullmatch(text[name.start : name.end]):
                    result[k - 1 + i] = _relabelled(name, "ORG")
    return result


def _one_label_a_form(text: str, found: Sequence[Name]) -> list[Name]:
    """Return names, with the few places of a form that are labelled otherwise than the many as the many are.

    Places count by how sure the reader is of them; who is named in full counts for the surname too.
    """
    sureness: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in found:
        form = text[name.start : name.end]
        sureness[form][name.label] += name.score
        if name.label == "PER" and is_full_name(form):
            sureness[form.split()[-1]]["PER"] += name.score
    result = []
    for name in found:
        by_label = sureness[text[name.start : name.end]]
        usual = max(by_label, key=lambda label: (by_label[label], label))
        ratio = MISC_RATIO if name.label == "MISC" else LABEL_RATIO
        slip = usual != "MISC" and by_label[usual] > ratio * by_label[name.label]
        result.append(_relabelled(name, usual if slip else None))
    return result


def _people_and_others(text: str, found: Sequence[Name]) -> list[Name]:
    """Return names, with relatives of people as people, and with others that the reader took for people as they are.

    "Stavros and Eleni Roe" makes Stavros a person. Where the reader is not sure of a person, what begins a company's
    name ("Fung Lok Bakeries") is the company, unless it has a given name; "CoolBreeze" is one too; and a word that
    only stands behind "in", "at" or "near" is a place.
    """
    forms = _Forms(text, found)
    result: list[Name] = []  # from the last to the first
    for name in reversed(found):
        if name.label == "PER":
            label = forms.other_than_person(text[name.start : name.end])
        else:
            following = result[-1] if result else None
            joined = following and following.label == "PER" and text[name.end : following.start] == " and "
            is_relative = forms.is_relative(text[name.start : name.end], bool(joined) and name.label != "LOC")
            label = "PER" if is_relative else None
        result.append(_relabelled(name, label))
    return result[::-1]


class _Forms:
    """Of the written forms of a text's names, which are whose."""

    def __init__(self, text: str, found: Sequence[Name]):
        people = [name for name in found if name.label == "PER"]
        self.people = {text[n.start : n.end] for n in people}
        self.sure_people = {text[n.start : n.end] for n in people if n.score > SURE_SCORE}
        self.families = {form.split()[-1] for form in self.people if " " in form}
        self.titled = {text[n.start : n.end] for n in found if _has_title(text, n)}
        organisations = (text[n.start : n.end] for n in found if n.label == "ORG")
        self.companies = {short for form in organisations for short in _beginnings(form)} - self.families
        # What stands anywhere else than behind "in" or "near" is no place for that alone.
        elsewhere = (n for n in found if not _WHERE_BEFORE.search(text, max(n.start - 9, 0), n.start))
        self.elsewhere = {text[n.start : n.end] for n in elsewhere} | self.families

    def is_relative(self, form: str, joined: bool) -> bool:
        """Return whether a form is a relative's of a person; ``joined`` to a person's by "and"."""
        first, _, last = form.partition(" ")
        given = is_given_name(fold(first))
        shares_surname = (given and last in self.titled) or (first in self.people and last in self.families)
        return shares_surname or (given and not last and joined)

    def other_than_person(self, form: str) -> str | None:
        """Return what a form is that the reader took for a person's; None where it may be one."""
        first, _, last = form.partition(" ")
        if is_given_name(fold(first)) or form in self.families:
            return None
        sure = form in self.sure_people
        if (form in self.companies and (last or not sure)) or (not sure and _CAMEL_CASE.fullmatch(form)):
            return "ORG"
        return "LOC" if not sure and not last and form not in self.elsewhere else None


def _beginnings(name: str) -> Iterator[str]:
    """Yield what a name of several words may be shortened to: "St. Brendan" of "St. Brendan's Hospital"."""
    tokens = name.split()
    for k in range(1, len(tokens)):
        yield re.sub(r"['’]s?$", "", " ".join(tokens[:k]))


def _adjectives_as_misc(text: str, found: Sequence[Name]) -> list[Name]:
    """Return names, with the adjectives of places that are named too ("Kestovian", of Kestovia) as MISC."""
    named_places = {fold(text[name.start : name.end]) for name in found if name.label == "LOC"}
    stems = {(place[:4], place) for place in named_places}
    places_of_stem = Counter(stem for stem, _ in stems)
    result = []
    for name in found:
        form = text[name.start : name.end]
        stem = fold(form)[:4]
        is_adjective = _ADJECTIVE.fullmatch(form) and places_of_stem[stem] > ((stem, fold(form)) in stems)
        result.append(_relabelled(name, "MISC" if is_adjective else None))
    return result
