"""Who wrote an article and when: the lines under a headline that say so."""

import re
from datetime import date
from typing import NamedTuple

from toolkit import lexicon

LONGEST = 160  # characters of such a line

_AGENCY = (
    rf"(?:{lexicon.any_of(lexicon.words('outlets', 'agencies'))}"
    rf"|(?:[^\W\d_a-z][\w’'-]* ){{0,3}}(?:{lexicon.any_of(lexicon.words('outlets', 'papers'))}))"  # Port Ellery Times
)
# Senior Staff Writer, political editor in Paris
_ROLE = (
    rf"(?i:(?:\S+ ){{0,4}}(?:{lexicon.any_of(lexicon.words('roles', 'in_a_byline'))})"
    r"(?: (?:in|at|for|of) .{2,40})?)"
)
_NO_NAME = (
    rf"(?!(?:{lexicon.any_of(lexicon.words('not_names', 'in_a_byline'))})\b"
    rf"|\w*(?i:{lexicon.any_of(lexicon.words('roles', 'writers'))})\b)"
)
_WORD = rf"{_NO_NAME}[^\W\d_a-z][\w.’'‐-]*"
_JOINED = lexicon.any_of(lexicon.words("particles", "joined_in_a_byline"))
_PARTICLES = lexicon.any_of(lexicon.words("particles", "in_a_byline"))
# Jane Doe, Ludwig van der Berg, Omar al-Said
_NAME = rf"{_WORD}(?: (?:(?:{_JOINED})[-‐])?(?:{_PARTICLES}|{_WORD})){{1,4}}"
_PLACE = rf" in {_WORD}(?: {_WORD})?"
_AND = r"(?:, and|,| and| &)"
_NAMES = rf"{_NAME}(?:{_PLACE})?(?:{_AND} {_NAME}(?:{_PLACE})?){{0,4}}"  # Jane Doe in Paris and Ada Roe
_BARE = rf"{_NAME}(?:{_AND} {_NAME}){{0,4}}"  # Jane Doe, Ada Roe and Ben Low
# Patterns that re compiles at first use, not at import.
_BY = (
    r"(?i:(?:(?:written|reported|story|words) )?by|byline ?:|from|text:)\s+"  # Written by
    rf"(?P<names>{_NAMES}|{_AGENCY}(?: (?i:staff|reporters?|and agencies))?)"  # Jane Doe; Reuters staff
    r"(?P<tail>(?:"
    rf"(?:,| and| with)? {_AGENCY}"  # , Reuters
    r"| and agencies"
    r"|(?:\s*[,(]|\s+[–—-])\s*[^.!?]{2,60}"  # , Staff Writer; (jane@example.org)
    r"|\s+(?:in|for|of|at) [^.!?]{2,60}"  # for the Ellery Times
    r")?)\.?"
)
_SIGNED = rf"(?P<names>{_NAMES})(?P<tail>,? (?:{_AGENCY}|{_ROLE}))?"  # Jane Doe, Reuters
_JOINTS = (
    r"\s+[|•·]\s+"  # Jane Doe | 12 May 2021
    r"|\s+[–—-]\s+(?=\d|[A-Z][a-z]{2,8}\.? \d)"  # Jane Doe - May 12
    r"|,?\s+(?=(?:Published|Updated|Posted)\b)"  # Jane Doe, Published on May 12
)

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_AGO = r"\d+ ?(?:m|h|d|mins?|minutes?|hrs?|hours?|days?|weeks?) ago"
_TOKENS = {  # what a date line is made of, whatever its capitals
    "later": r"(?:last |was )*(?:updated|modified|revised)(?: on| at)?\b",  # Last updated on
    "label": r"(?:first |originally )?(?:published|posted|issued|date|created)(?: on| at)?\b",  # First published
    "ago": rf"(?:{_AGO}|an hour ago)\b",  # 3 hours ago
    "long": r"\d+[ -]min(?:ute)?s? read\b",  # 4 min read
    "weekday": rf"(?:{_WEEKDAY}|yesterday|today)",  # Fri.
    "iso": r"\d{4}-\d\d-\d\d(?!\d)",  # 2021-11-12
    "mdy": rf"(?P<m1>{_MONTH}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y1>\d{{4}}))?(?![\d:])",  # Nov. 12, 2021
    "dmy": rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m2>{_MONTH})(?:,? (?P<y2>\d{{4}}))?(?![\d:])",  # 12 Nov
    "my": rf"(?P<m3>{_MONTH}),? (?P<y3>\d{{4}})(?!\d)",  # November 2021
    "slashed": r"(?P<n1>\d{1,2})[/.](?P<n2>\d{1,2})[/.](?P<y4>\d{4})(?!\d)",  # 12/11/2021
    "time": (
        r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?)?"  # 15:45, 3.45, 15:45:10.5
        r" ?(?P<half>[ap]\.? ?m\b\.?)?(?!\d)"  # pm, a.m.
    ),
    "zone": r"(?:(?-i:Z|[A-Z]{2,4}T|UTC|ET|CT|PT|BST)\b|[+-]\d\d:?\d\d)",  # EST, +01:00
    "joint": r"(?:T(?=\d)|(?:at|on)\b|[\s,|·•@:().–—-])",  # the T of 2021-11-12T15:45, at, a comma
}
_TOKEN = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _TOKENS.items())
_ZONES = {"Z": 0, "GMT": 0, "UTC": 0, "WET": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3}
_ZONES |= {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}


class Signature(NamedTuple):
    """What a line under a headline says: the names of the authors, the date in ISO 8601, or neither ("3 hours ago")."""

    names: str | None = None
    published: str | None = None
    updated: bool = False  # the date is that of a later change
    labelled: bool = False  # the line says that it is a date of publication


def signature(line: str, *, below: bool = True) -> Signature | None:
    """Return what a byline or date line says, or None where the line is neither.

    ``below`` says that the line stands below another one, so that names alone can be authors: "Jane Doe, Reuters".

    >>> signature("By Jane Doe and Ada Roe, Staff Writers").names, signature("By Friday the bridge was closed.")
    ('Jane Doe and Ada Roe', None)
    >>> signature("Jane Doe in Paris | Published 3:45 PM EST, Fri November 12, 2021")[:2]
    ('Jane Doe', '2021-11-12T15:45-05:00')
    """
    if len(line) > LONGEST:
        return None
    names = dated = None
    for piece in re.split(_JOINTS, line):
        by = re.fullmatch(_BY, piece)
        found = by or (re.fullmatch(_SIGNED, piece) if below else None)
        placed = found and (found["tail"] or re.search(_PLACE, piece))
        if found and (placed or (by and not piece.lower().startswith("from"))):  # "From Russia With Love" is none
            names = names or re.sub(_PLACE, "", found["names"])
            continue
        date_ = _dated(piece)
        if date_:
            dated = date_ if dated is None or (dated.updated and not date_.updated) else dated
        elif not (re.fullmatch(_AGENCY, piece) and (names or dated)):
            return None
    if names is None and dated is None:
        return None
    return (dated or Signature())._replace(names=names.rstrip(".") if names else None)


def is_name(line: str) -> bool:
    """Return whether a line holds one or several people's names and nothing else, as bylines without "By" do."""
    return len(line) <= 80 and bool(re.fullmatch(_BARE, line))


def _dated(line: str) -> Signature | None:
    """Return the date a date line gives, as exact as it is given; None where the line holds anything else."""
    at, day, clock, zone, seen = 0, None, None, "", set()
    while at < len(line):
        token = re.match(_TOKEN, line[at:], re.IGNORECASE)
        if not token:
            return None
        kind = next(kind for kind in _TOKENS if token[kind] is not None)
        if kind in ("iso", "mdy", "dmy", "my", "slashed"):
            if day is not None or "ago" in seen:
                break  # a second date says when the article was changed
            day = _day(token, kind)
        elif kind == "later" and day is not None:
            break
        elif kind == "time":
            if clock is None:
                clock = _clock(token)
            elif day is not None:
                return None
        elif kind == "zone":
            zone = _zone(token["zone"])
        seen.add(kind)
        at += token.end()
    exact = day or "slashed" in seen or ("weekday" in seen and seen & {"mdy", "dmy"})
    if not exact and not seen & {"ago", "long", "label", "later"}:
        return None
    if not seen - {"joint", "label", "later"}:
        return None  # "Updated" alone says nothing
    if at < len(line) and not all(re.match(_TOKEN, piece, re.IGNORECASE) for piece in line[at:].split()):
        return None
    if day and clock and len(day) == 10:
        day += f"T{clock}{zone}"
    return Signature(None, day or None, "later" in seen, bool(seen & {"label", "later"}))


def _day(token: re.Match, kind: str) -> str:
    """Return the date in ISO 8601; empty where the line leaves the year or the order of day and month open."""
    if kind == "iso":
        return _iso(*map(int, token["iso"].split("-")))
    if kind == "slashed":
        first, second, year = int(token["n1"]), int(token["n2"]), int(token["y4"])
        if first > 12 or first == second:
            return _iso(year, second, first)
        return _iso(year, first, second) if second > 12 else ""
    number = {"mdy": "1", "dmy": "2", "my": "3"}[kind]
    month = _MONTHS.index(token["m" + number][:3].lower()) + 1
    if not token["y" + number]:
        return ""
    year = int(token["y" + number])
    return f"{year:04}-{month:02}" if kind == "my" else _iso(year, month, int(token["d" + number]))


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _clock(token: re.Match) -> str | None:
    hour, minute, half = int(token["hour"]), int(token["minute"] or 0), (token["half"] or "").lower()
    if (token["minute"] is None and not half) or hour > 23 or minute > 59 or (half and hour > 12):
        return None
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    return f"{hour:02}:{minute:02}"


def _zone(name: str) -> str:
    """Return the distance from UTC; empty for names that mean several ("ET", "IST")."""
    if name[0] in "+-":
        return name if ":" in name else f"{name[:3]}:{name[3:]}"
    if name not in _ZONES:
        return ""
    return f"{_ZONES[name]:+03}:00"
