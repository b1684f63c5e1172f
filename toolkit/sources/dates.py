"""Dates as files and tables give them, in ISO 8601."""

import datetime
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from toolkit.article.byline import signature

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ISO = re.compile(r"\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?")
_EASTERN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]")  # 2018年5月28日
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](?:\d{4}|\d\d)\b")  # 25/12/2017
_JOINTS = re.compile(  # what stands between the numbers and names of a date in other languages than English
    r"(?<=\d)(?:\.|er|º|ª|°)(?=\s)"  # 5. Juli, 1er mai
    r"|\b(?:de|del|di|d’|le|den|der)\s+(?=\w)",  # 4 de julio, le 4 juillet
    re.IGNORECASE,
)
_ENGLISH = dict.fromkeys("monday tuesday wednesday thursday friday saturday sunday".split(), "")
_ENGLISH |= {
    month.lower(): month
    for month in ("January February March April May June July August September October November December".split())
}


def telling_dates(values: Iterable[Any]) -> str:
    """Return the first of a column's dates that tells whether day or month stands first; of each order where both do.

    >>> telling_dates(["12/5/2017", "14/3/2017", "3.4.2017"]), telling_dates(["12/5/2017", None])
    ('14/3/2017', '')
    """
    found: dict[bool, str] = {}
    for value in values:
        date = _SLASHED.match(str(value).strip())
        if date and (int(date[1]) > 12) != (int(date[2]) > 12):
            found.setdefault(int(date[1]) > 12, date[0])
    return " ".join(found.values())


def iso_date(value: Any, among: str = "") -> str | None:
    """Return a date in ISO 8601, as exact as it is given; None where it is none, or day and month cannot be told apart.

    ``among`` are dates beside it that tell whether day or month stands first (`telling_dates`).

    >>> iso_date("May 6, 2022"), iso_date("20220506T1230Z"), iso_date("5/6/22")
    ('2022-05-06', '2022-05-06T12:30:00+00:00', None)
    >>> iso_date("5/6/22", "14/3/22"), iso_date("5/6/22", "3/14/22")
    ('2022-06-05', '2022-05-06')
    >>> iso_date("Freitag, 5. Juli 2019"), iso_date("2018年5月28日")
    ('2019-07-05', '2018-05-28')
    """
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time() and value.tzinfo is None
        return None if value != value else value.date().isoformat() if midnight else value.isoformat(timespec="seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = " ".join(str(value or "").split())
    if _YEAR.fullmatch(text):
        return text
    if _ISO.fullmatch(text):
        return _checked(text)
    if found := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, utc = found.groups()
        clock = f"T{hour}:{minute}:{second or '00'}{'+00:00' if utc else ''}" if hour else ""
        return _checked(f"{year}-{month}-{day}{clock}")
    if re.match(r"(?:[A-Z][a-z]{2},? )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d", text):
        try:
            return parsedate_to_datetime(text).isoformat(timespec="seconds")
        except ValueError:
            return None
    if found := _EASTERN.match(text):
        return _checked(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}")
    if len(text) > 80:
        return None
    lines = [signature(line, below=True, text=among) for line in (text, plain_date(text))]
    return max((line.published or "" for line in lines if line), key=len, default="") or None


def plain_date(text: str) -> str:
    """Return a date of any language with English months and without its weekday.

    >>> plain_date("jeudi 1er mai 2020"), plain_date("March 4, 2004, Thursday,, LATE EDITION")
    ('1 May 2020', 'March 4, 2004, LATE EDITION')
    """
    words = [(word, word.casefold().strip(".,()")) for word in _JOINTS.sub(" ", text.replace("\xa0", " ")).split()]
    names = _ENGLISH if {name for _, name in words} & set(_ENGLISH) else _calendar()
    return " ".join(filter(None, (_named(word, names.get(name)) for word, name in words)))


def _named(word: str, name: str | None) -> str:
    return word if name is None else name + "," * (bool(name) and word.endswith(","))


@cache
def _calendar() -> dict[str, str]:
    """Names of months in the languages of databases -> in English; of weekdays -> "" (Unicode's CLDR, by Babel)."""
    from babel.dates import get_day_names, get_month_names

    english = get_month_names("wide", locale="en")
    found: dict[str, str] = {}
    for language in (
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "sv",
        "da",
        "nb",
        "fi",
        "pl",
        "cs",
        "tr",
        "ru",
        "id",
        "zh",
        "ja",
    ):
        names = (
            get_month_names("wide", locale=language),
            get_month_names("wide", "stand-alone", locale=language),
            get_month_names("abbreviated", locale=language),
        )
        for number, name in (item for names_of in names for item in names_of.items()):
            found.setdefault(name.casefold().rstrip("."), english[number])
        for name in get_day_names("wide", locale=language).values():
            found.setdefault(name.casefold(), "")
    return found


def _checked(text: str) -> str | None:
    """Return an ISO date if the day and hour exist; midnight sharp without a zone is taken for a day alone."""
    try:
        if len(text) == 7:
            datetime.date.fromisoformat(text + "-01")
            return text
        when = datetime.datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", ""))
    except ValueError:
        return None
    if len(text) == 10 or (when.time() == datetime.time() and when.tzinfo is None):
        return when.date().isoformat()
    return when.isoformat(timespec="seconds")
