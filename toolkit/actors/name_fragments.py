"""Joining: names that a reader cut in two are one again."""

import re
from collections.abc import Sequence

from toolkit.actors import name_boundaries, names
from toolkit.lexicon import any_of, words
from toolkit.reader import Name

_NICKNAME = re.compile(r"[ \xa0](?:[“\"‘'(][A-Z][\w. -]{1,20}[”\"’')])[ \xa0]")
_CUT_SURNAME = re.compile(  # " Roe" behind "Ada", but not " May"
    rf"[ \xa0](?!(?:{any_of(words('not_names', 'months', 'weekdays'), capital=True)}|I)\b)[A-Z][a-zé-ÿ][\w’-]*"
)
_NO_SURNAME = re.compile(  # " Foundation" behind "Roe"
    rf" (?:{any_of(words('not_names', 'no_surname'), capital=True)})$"
)
_GOES_ON = re.compile(r"\s(?:of|for|to|against)(?: the)?$")  # "University of" "California"
_GOES_ON_SO = re.compile(r"(?:to|for|against|of) (?:the )?[A-Z]")  # "Alliance" "to Reclaim Our Schools"
_BEFORE_PLACE = re.compile(  # "South" "Asia", "Camp" "Wycliffe"
    rf"(?:{any_of(words('place_names', 'begins_a_name'), capital=True)})$"
)
_ARABIC_ARTICLE = re.compile(  # "Muqtada al" " - " "Sadr"
    rf"(?:^|.*[ -])(?:{any_of(words('particles', 'arabic_articles'))})$", re.IGNORECASE
)


def joined(text: str, found: Sequence[Name]) -> list[Name]:
    """Whole-worded names in order, those put together that are parts of one.

    A nickname in marks stands inside a name ("Jon “Bones” Jones"); a preposition at a name's end goes on in the
    next; an Arabic article is parted by spaces from its name ("al - Sadr"); a person is cut before the surname.
    """
    found = sorted((name_boundaries.whole_words(text, n) for n in found), key=lambda n: n.start)
    result: list[Name] = []
    surnames = {names.surname(names.words(text[n.start : n.end])) for n in found if " " in text[n.start : n.end]}
    for k, name in enumerate(found):
        last = result[-1] if result else None
        if last and name.start < last.end:
            continue
        if last and (label := _label_of_both(text, last, name)):
            result[-1] = Name(last.start, name.end, label, min(last.score, name.score))
            continue
        if name.label == "PER" and " " not in text[name.start : name.end]:
            more = _CUT_SURNAME.match(text, name.end)
            following = found[k + 1].start if k + 1 < len(found) else len(text)
            alone = names.fold(text[name.start : name.end]) in surnames
            if more and more.end() <= following and not alone and not _NO_SURNAME.search(more.group()):
                name = Name(name.start, more.end(), "PER", name.score)
        result.append(name)
    return result


def _label_of_both(text: str, one: Name, other: Name) -> str | None:
    """The label of two neighbouring names taken as one; None where they are two."""
    first, between = text[one.start : one.end], text[one.end : other.start]
    people = one.label == other.label == "PER"
    if people and _NICKNAME.fullmatch(text, one.end, other.start):
        return "PER"
    if between == " - " and _ARABIC_ARTICLE.match(first):
        return other.label if " " not in first else one.label
    if between == ", " and text[one.start - 1 : one.start] == text[other.end : other.end + 1] == '"':
        return "PER" if "PER" in (one.label, other.label) else None  # "Lenhart, Matthew" of a letter's head
    if between != " ":
        return None
    if one.label == other.label == "ORG" and _GOES_ON_SO.match(text, other.start):
        return "ORG"
    if _GOES_ON.search(first) and one.label in ("ORG", "LOC") and other.label != "PER":
        return one.label
    if " " in first:
        return None
    if people or (one.label == "ORG" and other.label in ("ORG", "LOC")):
        return one.label  # "Ilse" "Marant", "Transport" "Scotland"
    return "LOC" if other.label == "LOC" and one.label == "LOC" and _BEFORE_PLACE.match(first) else None
