"""Dates as files and tables give them, in ISO 8601."""

import datetime
import re
from email.utils import parsedate_to_datetime
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
    line = signature(text, below=True) if len(text) < 80 else None
    return (line and line.published) or None


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
