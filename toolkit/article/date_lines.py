"""The day and the hour that a line gives, as papers of the world write them."""

import re
from calendar import SUNDAY, monthcalendar
from datetime import date
from typing import NamedTuple

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_AGO = r"\d+ ?(?:m|h|d|w|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?) ago"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TOKENS = {  # what a date line is made of, whatever its capitals
    # Last updated on
    "later": (
        r"(?:last |latest |was )*(?:updated?|modified|revised|changed|edited|amended|upd)\b"
        r"(?: (?:on|at|date|time)\b)?"
    ),
    # First published on
    "label": (
        r"(?:first |originally )?(?:published|posted|publication|issued?|dated?|created|released?|uploaded|filed|aired|"
        r"submitted|added)\b(?: (?:on|at|date|online|time|of hearing|of issue|of publication)\b)?"
    ),
    "ago": rf"(?:{_AGO}|(?:an?|one) (?:minute|hour|day|week|month|year) ago)\b",  # 3 hours ago
    "long": r"(?:reading time:? )?\d+[ -]?min(?:ute)?s?(?: read)?\b",  # 4 min read
    "iso": r"\d{4}[-/]\d\d[-/]\d\d(?!\d)",  # 2021-11-12
    "mdy": (  # Nov. 12, 2021; Oct - 03 - 2022
        rf"(?P<m1>{_MONTH})(?: ?- ?| )(?P<d1>{_DAY})(?:(?: ?- ?|,? ?)(?P<y1>\d{{4}}))?(?![\d:])"
    ),
    "dmy": (  # 12 Nov 2021; 5th of March, 2018; 18-Nov-2021
        rf"(?P<d2>{_DAY})(?: of)?[ -](?P<m2>{_MONTH})(?:[,-]? ?(?P<y2>\d{{4}}))?(?![\d:])"
    ),
    "my": rf"(?P<m3>{_MONTH}),? (?P<y3>\d{{4}})(?!\d)",  # November 2021
    "slashed": r"(?P<n1>\d{1,2})(?P<cut>[/.-])(?P<n2>\d{1,2})(?P=cut)(?P<y4>\d{4}|\d\d)(?![\d:])",  # 12/11/21
    "weekday": rf"(?:(?P<week>{_WEEKDAY})|yesterday\b|today\b)",  # Fri.
    "time": (
        r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?)?"  # 15:45, 3.45, 15:45:10.5
        r" ?(?P<half>[ap]\.? ?m\b\.?)?(?!\d)"  # pm, a.m.
        r"|(?P<military>\d{4})(?= (?-i:GMT|UTC|[A-Z]{2,3}T)\b)"  # 1402 GMT
        r"|(?P<noon>noon|midnight)\b"
    ),
    "zone": r"(?:(?-i:Z|[A-Z]{2,4}T|UTC|ET|CT|MT|PT|BST|WIB)\b|[+-]\d\d:?\d\d)",  # EST, +01:00
    "joint": r"(?:T(?=\d)|(?:at|on|hours|hrs|the)\b|[\s,|·•@:;()\[\]./~–—-])",  # the T of 2021-11-12T15:45, at, a comma
}
_TOKEN = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _TOKENS.items())
_DATES = ("iso", "mdy", "dmy", "my", "slashed")
_ZONES = {  # names of zones that mean one alone -> minutes from UTC
    "Z": 0, "GMT": 0, "UTC": 0, "WET": 0, "BST": 60, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180,
    "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
    "AKST": -540, "AKDT": -480, "HST": -600, "NST": -210, "NDT": -150, "ADT": -180,
    "WAT": 60, "CAT": 120, "SAST": 120, "EAT": 180, "TRT": 180, "GST": 240, "PKT": 300, "NPT": 345, "BDT": 360,
    "MMT": 390, "ICT": 420, "WIB": 420, "SGT": 480, "MYT": 480, "HKT": 480, "PHT": 480, "AWST": 480, "JST": 540,
    "KST": 540, "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "BRT": -180, "ART": -180,
}  # fmt: skip
_WITH_SUMMER_TIME = {"ET": -300, "CT": -360, "MT": -420, "PT": -480}  # of North America: winter's; the day tells which
_BY_COUNTRY = {  # names that mean several, and the words of a text that tell which
    "IST": ((r"Ireland|Irish|Dublin", 60), (r"Israel|Jerusalem|Tel Aviv", 120), (r"", 330)),
    "BST": ((r"Bangladesh|Dhaka", 360),),
    "CST": ((r"Beijing|Shanghai|Taipei", 480),),
}


class DateLine(NamedTuple):
    """What a date line says: the day in ISO 8601, the hour with its zone, and what it is the date of."""

    day: str = ""
    clock: str = ""
    updated: bool = False  # of a later change
    labelled: bool = False  # the line says of what
    first: bool = False  # the line says "first published"

    @property
    def published(self) -> str | None:
        """Day and hour, as exact as they are given."""
        return (self.day + (f"T{self.clock}" if self.clock and len(self.day) == 10 else "")) or None

    @property
    def rank(self) -> int:
        """How near a date is to the first publication: 0 the first, 3 that of a change."""
        return 3 if self.updated else 0 if self.first else 1 if self.labelled else 2


def date_line(line: str, text: str = "") -> DateLine | None:
    """Return what a date line gives; None where the line holds anything else, or nothing but a time.

    Parameters
    ----------
    line
        The line.
    text
        The whole article, which may tell whether the day or the month stands first, and which zone "IST" is.

    >>> date_line("Published 3:45 PM EST, Fri November 12, 2021").published, date_line("The bridge closed on May 12.")
    ('2021-11-12T15:45-05:00', None)
    >>> date_line("12/5/17").published, date_line("12/5/17", "The match was played on May 12.").published
    (None, '2017-05-12')
    """
    groups, at = [_Group()], 0
    while at < len(line):
        token = re.match(_TOKEN, line[at:], re.IGNORECASE)
        if not token or not token.end():
            return None
        kind = next(kind for kind in _TOKENS if token[kind] is not None)
        if groups[-1].is_over(kind):
            groups.append(_Group())
        if not groups[-1].take(token, kind):
            return None
        at += token.end()
    found = [group.result(text) for group in groups]
    dates = [date_ for date_ in found if date_]
    return min(dates, key=lambda date_: (date_.rank, not date_.day)) if dates and found[0] else None


class _Group:
    """The tokens of one date: what it is the date of, the day and the hour."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.day = ""
        self.clock: str | None = None
        self.zone: str | None = None
        self.week: int | None = None
        self.open: tuple[int, int, int] | None = None
        self.first = False

    def is_over(self, kind: str) -> bool:
        """Return whether a token of a kind begins another date."""
        return bool(self.day or self.open or self.seen & {"ago"}) and (
            kind == "later"
            or (kind == "label" and bool(self.seen & {"label", "later"}))
            or (kind in _DATES and bool(self.day or self.open))
        )

    def take(self, token: re.Match, kind: str) -> bool:
        """Take a token in; return whether it can be one of a date line."""
        if kind in _DATES and not (self.day or self.open):
            self.day = _day(token, kind)
            self.open = None if self.day else _open(token, kind)
        elif kind == "time" and self.clock is None:
            self.clock = _clock(token)
            if self.clock is None and (self.day or token["half"]):
                return False
        elif kind == "zone" and not self.zone:
            self.zone = token["zone"]
        elif kind == "weekday" and token["week"]:
            self.week = _WEEKDAYS.index(token["week"][:3].lower())
        elif kind == "label":
            self.first = self.first or token[0].lower().startswith(("first", "originally"))
        self.seen.add(kind)
        return True

    def result(self, text: str) -> "DateLine | None":
        """Return what the tokens give, None where they are no date line."""
        seen = self.seen
        if self.open:
            self.day = _decided(self.open, self.week, text)
        exact = self.day or "slashed" in seen or ("weekday" in seen and seen & {"mdy", "dmy"})
        if not exact and not seen & {"ago", "long", "label", "later"}:
            return None
        if not seen - {"joint", "label", "later"}:
            return None  # "Updated" alone says nothing
        hour = f"{self.clock}{_offset(self.zone, self.day, text)}" if self.clock else ""
        return DateLine(self.day, hour, "later" in seen, bool(seen & {"label", "later"}), self.first)


def clock_line(line: str) -> str | None:
    """Return the hour of a line that gives nothing else ("2:00 P.M.", "Posted at 18:04"), None for any other.

    >>> clock_line("Posted at 6:04 pm"), clock_line("6 bridges")
    ('18:04', None)
    """
    bare = re.sub(r"(?i)^(?:published|posted)(?: at)?:? ", "", line.strip())
    token = re.fullmatch(rf"(?:{_TOKENS['time']})(?: (?P<zone>[A-Z]{{2,4}}T?))?", bare, re.IGNORECASE)
    clock = _clock(token) if token else None
    return clock and f"{clock}{_offset(token['zone'], '', '')}" if token else None


def label_line(line: str) -> tuple[bool, bool] | None:
    """Return whether a line that only announces a date ("Published", "Last updated:") tells of a change, and "first".

    >>> label_line("Last updated:"), label_line("First published on"), label_line("Updated figures")
    ((True, False), (False, True), None)
    """
    bare = line.strip(" :•|–-")
    if re.fullmatch(_TOKENS["later"], bare, re.IGNORECASE):
        return True, False
    if re.fullmatch(_TOKENS["label"], bare, re.IGNORECASE):
        return False, bare.lower().startswith("first")
    return None


def offset_line(line: str) -> str | None:
    """Return the distance from UTC that a line gives which is nothing but a zone's name: "[HKT]"."""
    bare = line.strip(" []()")
    return (_offset(bare, "", "") or None) if re.fullmatch(r"[A-Z]{3,4}", bare) else None


def _day(token: re.Match, kind: str) -> str:
    """Return the date in ISO 8601; empty where the line leaves the year or the order of day and month open."""
    if kind == "iso":
        return _iso(*map(int, re.split("[-/]", token["iso"])))
    if kind == "slashed":
        first, second, year = int(token["n1"]), int(token["n2"]), _year(token["y4"])
        if first > 12 or first == second:
            return _iso(year, second, first)
        return _iso(year, first, second) if second > 12 else ""
    number = {"mdy": "1", "dmy": "2", "my": "3"}[kind]
    month = _MONTHS.index(token["m" + number][:3].lower()) + 1
    if not token["y" + number]:
        return ""
    year = int(token["y" + number])
    return f"{year:04}-{month:02}" if kind == "my" else _iso(year, month, int(re.sub(r"\D", "", token["d" + number])))


def _open(token: re.Match, kind: str) -> tuple[int, int, int] | None:
    """Return the numbers of a date of which the line does not tell whether the day or the month stands first."""
    if kind != "slashed" or int(token["n1"]) > 12 or int(token["n2"]) > 12:
        return None
    return int(token["n1"]), int(token["n2"]), _year(token["y4"])


def _decided(numbers: tuple[int, int, int], week: int | None, text: str) -> str:
    """Return the date that a weekday or the article tells; empty where both can be meant."""
    first, second, year = numbers
    readings = [iso for iso in (_iso(year, first, second), _iso(year, second, first)) if iso]
    if week is not None:
        fitting = [iso for iso in readings if date.fromisoformat(iso).weekday() == week]
        return fitting[0] if len(fitting) == 1 else ""
    orders = {_order(*found) for found in re.findall(r"\b(\d{1,2})[/.](\d{1,2})[/.](?:\d{4}|\d\d)\b", text)} - {None}
    if len(orders) == 1:
        return readings[0] if orders == {"mdy"} else readings[-1]
    fitting = [iso for iso in readings if _is_named(iso, text)]
    return fitting[0] if len(fitting) == 1 else ""


def _order(first: str, second: str) -> str | None:
    if int(first) > 12 >= int(second):
        return "dmy"
    return "mdy" if int(second) > 12 >= int(first) else None


def _is_named(iso: str, text: str) -> bool:
    """Return whether a text names a day, with its month as a word."""
    day = date.fromisoformat(iso)
    name = f"{_MONTHS[day.month - 1].capitalize()}[a-z]*\\.?"
    return bool(re.search(rf"\b{name} {day.day}(?!\d)|\b{day.day}(?:st|nd|rd|th)? (?:of )?{name}", text))


def _year(digits: str) -> int:
    """Return a year of four digits; of two, those up to 40 are of this century."""
    number = int(digits)
    return number if len(digits) == 4 else number + (2000 if number <= 40 else 1900)


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _clock(token: re.Match) -> str | None:
    if token["noon"]:
        return "12:00" if token["noon"].lower() == "noon" else "00:00"
    if token["military"]:
        hour, minute, half = int(token["military"][:2]), int(token["military"][2:]), ""
    else:
        hour, minute, half = int(token["hour"]), int(token["minute"] or 0), (token["half"] or "").lower()
        if token["minute"] is None and not half:
            return None
    if hour > 23 or minute > 59 or (half and hour > 12):
        return None
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    return f"{hour:02}:{minute:02}"


def _offset(zone: str | None, day: str, text: str) -> str:
    """Return the distance from UTC; empty for names that mean several, where neither day nor text tells which."""
    if not zone:
        return ""
    if zone[0] in "+-":
        return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    name = zone.upper()
    minutes = _ZONES.get(name)
    if name in _WITH_SUMMER_TIME and len(day) == 10:
        minutes = _WITH_SUMMER_TIME[name] + (60 if _is_summer(date.fromisoformat(day)) else 0)
    if text:
        minutes = next((m for words, m in _BY_COUNTRY.get(name, ()) if re.search(words, text)), minutes)
    if minutes is None:
        return ""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _is_summer(day: date) -> bool:
    """Return whether North America's clocks are an hour ahead on a day, by the law of 2005 or the one before it."""

    def sunday(month: int, which: int) -> date:
        sundays = [week[SUNDAY] for week in monthcalendar(day.year, month) if week[SUNDAY]]
        return date(day.year, month, sundays[which])

    first, last = (sunday(3, 1), sunday(11, 0)) if day.year >= 2007 else (sunday(4, 0), sunday(10, -1))
    return first <= day < last
