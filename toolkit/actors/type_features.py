"""Type features: what a text shows of a name that tells whether it is a person's, an organisation's or a place's.

All places of one written form count together: what it looks like, the words beside it, the longer names that hold it,
and what it is short for. ``training/name_types.py`` learns what each feature is worth.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from toolkit.actors.clauses import POSSESSIVE
from toolkit.actors.demonyms import country_of
from toolkit.actors.given_names import is_given_name
from toolkit.actors.names import SMALL_WORDS, fold, is_title
from toolkit.actors.role_nouns import is_occupation, is_role_noun
from toolkit.lexicon import table, words
from toolkit.reader import Name

LABELS = ("PER", "ORG", "LOC", "MISC")
REACH = 60  # characters beside a name that are looked at

_TOKEN = re.compile(r"[\w’'.-]*\w|[^\w\s]|\n")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_JOINED = re.compile(r"(?:, | and | or |, and |, or | & )")  # what stands between names of one kind
_APPOSITION = re.compile(  # "Larkfield, the regional bus operator in Hansen": "operator"
    r"""
    ,[ ](?: an? | the | its | their | one[ ]of[ ]the | [\w-]+['’]s )[ ]
    ((?:[\w’'-]+[ ]){0,5}? [\w-]+)
    (?= [,.;:)] | [ ](?:of|in|for|at|on|that|which|who|based|said|and|to|with|from|is|was)\b )
    """,
    re.VERBOSE,
)
_PERSON_NEXT = re.compile(  # " lost. She", " said he", " and his"
    r"[^.!?\n]{0,120}[.!?][”\"’']?\s(?:He|She|His|Her)\b|[^.!?\nA-Z]{0,60}\b(?:he|she|his|her|himself|herself|who)\b"
)
_WRITTEN_OUT_BEFORE = re.compile(r"((?:[\w’'&/-]+[ ]){1,9})[(“\"]$")  # "reactive oxygen species (" before "ROS"
_WRITTEN_OUT_BEHIND = re.compile(r"[ ]\(([A-Za-z][\w’'&/ -]{4,70})\)")  # " (reactive oxygen species)" behind "ROS"
_CAMEL_CASE = re.compile(r"[A-Z][a-z]+[A-Z]\w+")
_ENDINGS = {  # of a name's last word
    "team": frozenset(map(fold, words("organisation_nouns", "teams"))),
    "body": words("organisation_nouns", "ends_a_name", "no_place", "cut_from_a_name", "of_a_state"),
    "landscape": words("place_names", "landscape", "left_out"),
    "legal form": words("legal_forms", "legal_forms"),
    "suffix": frozenset(map(fold, words("titles", "suffixes"))),
}
_BODIES = words("organisation_nouns", "described", "behind_a_name", "in_apposition")
_WORKS = words("works", "kinds")
_SPEECH = words("speech_verbs", "reports")
_WHERE = frozenset(("in", "at", "near", "outside", "across"))
_SMALL = _WHERE | SMALL_WORDS  # no names, though they open a sentence


def written_form(text: str, name: Name) -> str:
    """Return a name as it is written, on one line and without possessive.

    >>> written_form("Ada\\nRoe’s", Name(0, 9, "PER", 0.9))
    'Ada Roe'
    """
    return re.sub(r"(?<=\w)['’]s$", "", " ".join(text[name.start : name.end].split()))


class Forms:
    """The written forms of a text's names, and what it shows of them whatever they are taken for.

    Parameters
    ----------
    text
        The text.
    places
        The names of each form. What stands behind a stroke in a form only keeps two of one spelling apart.
    """

    def __init__(self, text: str, places: Mapping[str, Sequence[Name]]):
        self._longer = _longer_forms(places)
        self._expansions = _expansions(text, places)
        at = {name.start: form for form, names in places.items() for name in names}
        before = {name.end: form for form, names in places.items() for name in names}
        self._shown = {form: list(_of_form(form.rstrip("|"))) for form in places}
        self._places = {
            form: [
                (list(_of_place(text, name.start, name.end)), _joined_to(text, name, form, at, before))
                for name in names
            ]
            for form, names in places.items()
        }

    def features(self, types: Mapping[str, str]) -> dict[str, dict[str, float]]:
        """Return the features of each form, and how much of each.

        ``types`` is what each form is taken for so far: names tell of the longer names that they are parts of, and of
        those that they are joined to.
        """
        result = {}
        for form, places in self._places.items():
            of_form = [*self._shown[form], *_of_relatives(form, self._longer, types, self._expansions)]
            counts: Counter = Counter()
            for shown, others in places:
                counts.update({*shown, *(f"joined to {types[other]}" for other in others)})
            often = {feature: min(1.0, count / len(places) ** 0.5) for feature, count in counts.items()}
            result[form] = dict.fromkeys(of_form, 1.0) | often
        return result


def _joined_to(text: str, name: Name, form: str, at: Mapping[int, str], before: Mapping[int, str]) -> list[str]:
    """Return the other forms to which a name is joined; the mappings say which form begins or ends at an offset."""
    beside = [at.get(m.end()) for m in [_JOINED.match(text, name.end)] if m]
    beside += [before.get(name.start - len(gap)) for gap in (", ", " and ") if text.endswith(gap, 0, name.start)]
    return [other for other in beside if other and other != form]


def _of_form(form: str) -> Iterator[str]:
    """Yield what a form itself shows."""
    parts = form.split()
    plain = [fold(part) or part for part in parts]
    yield f"words: {min(len(parts), 4)}"
    yield f"last word {plain[-1]}"
    if len(parts) > 1:
        yield f"first word {plain[0]}"
        yield from (f"opens as a {kind}" for kind, nouns in _ENDINGS.items() if plain[0] in nouns)
        yield from (f"word inside {word}" for word in dict.fromkeys(plain[1:-1]))
    if len(plain[-1]) > 4:
        yield f"ends in -{plain[-1][-3:]}"
    if is_given_name(plain[0]):
        yield f"given name first of {min(len(parts), 3)}"
    yield from (f"ends as a {kind}" for kind, nouns in _ENDINGS.items() if plain[-1] in nouns)
    shown = {
        "capitals": form.isupper() and len(form) < 7,
        "many capitals": form.isupper() and len(form) >= 7,
        "capital inside": bool(_CAMEL_CASE.search(form)),
        "digit": any(c.isdigit() for c in form),
        "hyphen": "-" in form,
        "full stop": "." in form,
        "given name last": len(parts) > 1 and is_given_name(plain[-1]),
        "title first": is_title(parts[0]),
        "adjective of a country": bool(country_of(form)),
        "country": fold(form) in _countries(),
    }
    yield from (feature for feature, is_so in shown.items() if is_so)


def _of_place(text: str, start: int, end: int) -> Iterator[str]:
    """Yield what the words beside one place show."""
    before = [_class_of(token) for token in _TOKEN.findall(text, max(start - REACH, 0), start)[-2:]]
    possessive = POSSESSIVE.match(text, end)
    at = possessive.end() if possessive else end
    behind = [_class_of(token) for token in _TOKEN.findall(text, at, at + REACH)[:2]]
    if before:
        yield f"behind {before[-1]}"
        yield f"behind {' '.join(before)}"
        yield from (f"behind a {kind}" for kind in _kinds_of(before[-1]))
        if before[-1] == "," and len(before) > 1:
            yield from (f"called a {kind}" for kind in _kinds_of(before[0]))  # "her old label, Larkfield"
    verb = "owns" if possessive else "before"
    if behind:
        yield f"{verb} {behind[0]}"
        yield f"{verb} {' '.join(behind)}"
        yield from (f"{verb} a {kind}" for kind in _kinds_of(behind[0]))
    if before and before[-1] in _WHERE:
        return  # of "In Sund, a grocer who", nothing behind it tells what Sund is
    if _PERSON_NEXT.match(text, end):
        yield "he or she next"
    if found := _APPOSITION.match(text, end):
        noun = fold(found[1].split()[-1])
        yield f"called {noun}"
        yield from (f"called a {kind}" for kind in _kinds_of(noun))


def called_a_body(text: str, name: Name) -> bool:
    """Return whether an apposition calls what has a name an organisation: "EuroMar, the shipowners’ federation,"."""
    found = _APPOSITION.match(text, name.end)
    return found is not None and "body" in _kinds_of(fold(found[1].split()[-1]))


def _class_of(token: str) -> str:
    """Return a word as features name it: numbers, years and capitalised words that are no titles each as one."""
    if token == "\n":
        return "line"
    if token[0].isdigit():
        return "year" if _YEAR.fullmatch(token) else "number"
    word = token.lower().rstrip(".") or token
    return "Name" if token[0].isupper() and word not in _SMALL and not _kinds_of(word) else word


@lru_cache(maxsize=65536)
def _kinds_of(word: str) -> tuple[str, ...]:
    """Return what kinds of noun or verb a word is, as the word lists know it."""
    kinds = {
        "title": is_title(word),
        "role": is_role_noun(word) or is_occupation(word),
        "body": word in _BODIES,
        "work": word in _WORKS,
        "verb of speech": word in _SPEECH,
    }
    return tuple(kind for kind, is_one in kinds.items() if is_one)


def _of_relatives(
    form: str, longer: Mapping[str, set[tuple[str, str]]], types: Mapping[str, str], expansions: Mapping[str, str]
) -> Iterator[str]:
    """Yield what longer names that hold a form are, and what it is short for."""
    for side, other in longer.get(form, ()):
        number = any(c.isdigit() for c in other)  # "Airbus" of "Airbus A380"
        yield f"{side} of a number" if number else f"{side} of {types[other]}"
    first, *_, last = form.split() if " " in form else ("", "")
    ends = [types.get(part) for part in (first, last)]
    # "Ada Roe", where the text calls "Roe" a person
    yield from (f"{verb} with {type}" for verb, type in zip(("opens", "ends"), ends, strict=True) if type)
    if expanded := expansions.get(form):
        if expanded in types:
            yield f"short for {types[expanded]}"
        yield from (f"short for {word}" for word in dict.fromkeys(fold(expanded).split()))


def _longer_forms(forms: Mapping[str, object]) -> dict[str, set[tuple[str, str]]]:
    """Return for each form the longer ones that it opens or ends: "start" or "end", and the longer one."""
    result: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for form in forms:
        parts = form.split()
        for k in range(1, len(parts)):
            for side, part in (("start", parts[:k]), ("end", parts[k:])):
                if (short := re.sub(r"['’]s?$", "", " ".join(part))) in forms:  # "St. Brendan’s Hospital"
                    result[short].add((side, form))
    return result


def _expansions(text: str, places: Mapping[str, Sequence[Name]]) -> dict[str, str]:
    """Return acronyms, and what each is short for: in brackets beside it, or a name with these initials."""
    by_initials: dict[str, str] = {}
    for form in places:
        plain = [word for word in fold(form).replace("-", " ").split() if word not in SMALL_WORDS]
        if len(plain) > 1:
            by_initials.setdefault("".join(word[0] for word in plain), form)
    result = {}
    for form, names in places.items():
        if " " in form or not 2 <= len(form) <= 9 or not form[:2].isupper():
            continue
        beside = next((phrase for name in names if (phrase := _written_out(text, name))), None)
        if full := beside or by_initials.get(fold(form)):
            result[form] = full
    return result


def abbreviated_words(text: str, name: Name) -> str | None:
    """Return the words in small letters that an acronym stands for, in brackets beside it; None where it has none.

    >>> abbreviated_words("the level of reactive oxygen species (ROS)", Name(38, 41, "ORG", 0.9))
    'reactive oxygen species'
    """
    phrase = _written_out(text, name) if text[name.start : name.start + 2].isupper() else None
    return phrase if phrase and phrase.islower() else None


def _written_out(text: str, name: Name) -> str | None:
    """Return what an acronym beside brackets stands for."""
    acronym = text[name.start : name.end]
    in_brackets = text[name.start - 1 : name.start] in ("(", "“", '"', "\n")  # else the search would be long, and vain
    before = in_brackets and _WRITTEN_OUT_BEFORE.search(text, max(name.start - 90, 0), name.start)
    behind = _WRITTEN_OUT_BEHIND.match(text, name.end)
    return (
        (before and _end_abbreviated(acronym, before[1])) or (behind and _end_abbreviated(acronym, behind[1])) or None
    )


def _end_abbreviated(acronym: str, phrase: str) -> str | None:
    """Return the last words of a phrase whose first letters an acronym is; None where it is of none.

    >>> _end_abbreviated("ROS", "of reactive oxygen species"), _end_abbreviated("AUA", "the Arden Bank")
    ('reactive oxygen species', None)
    """
    tokens = phrase.split()
    letters = fold(acronym).replace("-", "")
    first: list[str] = []
    for k in range(len(tokens) - 1, -1, -1):
        first = [word for word in tokens[k].lower().split("-") if word] + first
        some = {"".join(w[0] for w in first), "".join(w[0] for w in first if w not in SMALL_WORDS)}
        if letters in some or letters.removesuffix("s") in some:
            return " ".join(tokens[k:])
    return None


@cache
def _countries() -> frozenset[str]:
    """Return the folded names of countries and unions."""
    same = table("place_names", "same")
    others = (other for names in same.values() for other in names)
    return frozenset(map(fold, (*table("demonyms", "called"), *words("demonyms", "add_n"), *same, *others)))
