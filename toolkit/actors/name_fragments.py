"""Name fragments: names that the reader cut in two are joined again."""

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.actors.demonyms import is_country
from toolkit.actors.name_boundaries import extend_to_words
from toolkit.actors.names import fold, name_words, surname
from toolkit.lexicon import any_of, words
from toolkit.reader import Name

_NICKNAME = re.compile(r"[ \xa0](?:[“\"‘'(][A-Z][\w. -]{1,20}[”\"’')])[ \xa0]")  # " “Bones” "
_CUT_SURNAME = re.compile(  # " Roe" behind "Ada", but not " May"
    rf"[ \xa0](?!(?:{any_of(words('not_names', 'months', 'weekdays'), capital=True)}|I)\b)[A-Z][a-zé-ÿ][\w’-]*"
)
_NO_SURNAME = re.compile(  # " Foundation" behind "Roe"
    rf" (?:{any_of(words('not_names', 'no_surname'), capital=True)})$"
)
_PREPOSITION_AT_END = re.compile(r"\s(?:of|for|to|against)(?: the)?$")  # "University of" "California"
_BLANK_LINE = re.compile(r"\s*\n\s*\n\s*")
_AND = re.compile(r"(?<=\w)(?:, | and |, and )(?=[A-Z])")
_BEFORE_PLACE = re.compile(  # "South" "Asia", "Camp" "Wycliffe"
    rf"(?:{any_of(words('place_names', 'begins_a_name'), capital=True)})$"
)
_BODY_WORDS = frozenset().union(
    *(
        words("organisation_nouns", section)
        for section in ("described", "behind_a_name", "ends_a_name", "serves", "cut_from_a_name", "of_a_state")
    )
)
_GENERIC = words("organisation_nouns", "generic", "of_many_countries")
_WORDS_BEFORE = re.compile(r"(?<![\w’'-])(?!The )(?:[A-Z][\w.]* )?[A-Z][\w.]* $")  # "Sri Lanka ", "Egyptian "


def join_fragments(text: str, found: Sequence[Name]) -> list[Name]:
    """Return names in order, of whole words, those put together that are parts of one.

    A nickname in marks stands inside a name ("Jon “Bones” Jones"); a preposition at a name's end goes on in the
    next; a person is cut before the surname.

    >>> join_fragments("Jon “Bones” Jones won", [Name(0, 3, "PER", 0.9), Name(12, 17, "PER", 0.8)])
    [Name(start=0, end=17, label='PER', score=0.8)]
    """
    places = {name.start for name in found if name.label == "LOC"}
    cut = (n.label == "LOC" and n.end in places and text[n.end - 1] == "-" for n in found)  # "Dallas-" "Fort Worth"
    apart = (replace(n, end=n.end - joined) for n, joined in zip(found, cut, strict=True))
    whole = (extend_to_words(text, part) for name in apart for part in _of_paragraphs(text, name))
    found = sorted((part for name in whole for part in _people_joined(text, name)), key=lambda name: name.start)
    surnames = {surname(name_words(text[n.start : n.end])) for n in found if " " in text[n.start : n.end]}
    result: list[Name] = []
    for k, name in enumerate(found):
        last = result[-1] if result else None
        if last and name.start < last.end:
            continue
        if last and (label := _label_of_both(text, last, name)):
            result[-1] = Name(last.start, name.end, label, min(last.score, name.score))
            continue
        if name.label == "ORG":
            name = replace(name, start=_country_before(text, name, last.end if last else 0))
        if name.label == "PER" and " " not in text[name.start : name.end]:
            limit = found[k + 1].start if k + 1 < len(found) else len(text)
            name = _with_cut_surname(text, name, limit, surnames)
        result.append(name)
    return result


def _of_paragraphs(text: str, name: Name) -> list[Name]:
    """Return what each paragraph has of a name that the reader drew across a blank line; most names as they are."""
    if not (blank := _BLANK_LINE.search(text, name.start, name.end)):
        return [name]
    return [replace(name, end=blank.start()), *_of_paragraphs(text, replace(name, start=blank.end()))]


def _people_joined(text: str, name: Name) -> list[Name]:
    """Return the people of a name that joins several ("Roe and Cole"); any other name alone."""
    joint = _AND.search(text, name.start, name.end) if name.label == "PER" else None
    if not joint:
        return [name]
    return [replace(name, end=joint.start()), *_people_joined(text, replace(name, start=joint.end()))]


def _with_cut_surname(text: str, name: Name, limit: int, surnames: set[str]) -> Name:
    """Return a person's name of one word with the surname behind it, which ends before ``limit``.

    A word that is the surname of somebody named in full has none behind it.
    """
    more = _CUT_SURNAME.match(text, name.end)
    alone = fold(text[name.start : name.end]) in surnames
    if more and more.end() <= limit and not alone and not _NO_SURNAME.search(more.group()):
        return Name(name.start, more.end(), "PER", name.score)
    return name


def _country_before(text: str, body: Name, limit: int) -> int:
    """Return where a body's name begins with the country before it ("Egyptian" "Railways Authority"), if it has one.

    Only a name with a noun of organisations in it has: "Chinese" "Huawei" stay two.
    """
    before = _WORDS_BEFORE.search(text, max(limit, body.start - 30), body.start)
    if not before or _BODY_WORDS.isdisjoint(fold(text[body.start : body.end]).split()):
        return body.start
    for at in (before.start(), text.rfind(" ", before.start(), body.start - 1) + 1):
        if at >= before.start() and is_country(text[at : body.start - 1]):
            return at
    return body.start


def join_places_and_bodies(text: str, found: Sequence[Name]) -> list[Name]:
    """Return names in order, a body's that says only what kind it is put together with the place before it.

    >>> join_places_and_bodies("Port Ola Police came", [Name(0, 8, "LOC", 0.9), Name(9, 15, "ORG", 0.8)])
    [Name(start=0, end=15, label='ORG', score=0.8)]
    """
    result: list[Name] = []
    for name in found:
        last = result[-1] if result else None
        if (
            last
            and (last.label, name.label, text[last.end : name.start]) == ("LOC", "ORG", " ")
            and _GENERIC.issuperset(fold(text[name.start : name.end]).split())
        ):
            result[-1] = replace(name, start=last.start)
        else:
            result.append(name)
    return result


def _label_of_both(text: str, one: Name, other: Name) -> str | None:
    """Return the label of two neighbouring names taken as one; None where they are two."""
    first, between = text[one.start : one.end], text[one.end : other.start]
    people = one.label == other.label == "PER"
    if people and _NICKNAME.fullmatch(text, one.end, other.start):
        return "PER"
    if between == ", " and text[one.start - 1 : one.start] == text[other.end : other.end + 1] == '"':
        return "PER" if "PER" in (one.label, other.label) else None  # "Lenhart, Matthew" of a letter's head
    if between != " ":
        return None
    if _PREPOSITION_AT_END.search(first) and one.label in ("ORG", "LOC") and other.label != "PER":
        return one.label
    if " " in first:
        return None
    if people or (one.label == "ORG" and other.label in ("ORG", "LOC")):
        return one.label  # "Ilse" "Marant", "Transport" "Scotland"
    return "LOC" if other.label == "LOC" and one.label == "LOC" and _BEFORE_PLACE.match(first) else None
