"""Dates as files and tables give them, in ISO 8601."""

import datetime
import re
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from toolkit.article.byline import signature

_ISO = re.compile(r"\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?")


def iso_date(value: Any) -> str | None:
    """Return a date in ISO 8601, as exact as it is given; None where it is none, or day and month cannot be told apart.

    >>> iso_date("May 6, 2022"), iso_date("20220506T1230Z"), iso_date("5/6/22")
    ('2022-05-06', '2022-05-06T12:30:00+00:00', None)
    """
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time() and value.tzinfo is None
        return None if value != value else value.date().isoformat() if midnight else value.isoformat(timespec="seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = " ".join(str(value or "").split())
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
    if len(text) > 80:
        return None
    line = signature(text, below=True)
    if line is None and (english := _in_english(text)) != text:
        line = signature(english, below=True)
    return (line and line.published) or None


def _in_english(text: str) -> str:
    """Return a date with the months' names of other languages in English ("9 Januar 1993", "1er mai 2020")."""
    plain = re.sub(r"(?<=\d)(?:\.|er|º|ª)(?=\s)|\b(?:de|del|di|d’|le|den|der)\s+(?=\w)", " ", text, flags=re.IGNORECASE)
    words = (_months().get(word.casefold().rstrip("."), word) for word in plain.split())
    return " ".join(words)


@cache
def _months() -> dict[str, str]:
    """Names of months in the languages in which databases are sold -> in English (from Unicode's CLDR, by Babel)."""
    from babel.dates import get_month_names

    english = get_month_names("wide", locale="en")
    found: dict[str, str] = {}
    for language in ("de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "tr", "ru", "id"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                found.setdefault(name.casefold().rstrip("."), english[number])
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
