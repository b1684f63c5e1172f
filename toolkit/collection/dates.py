"""Days, weeks, months and years of articles, which are dated more or less exactly."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from toolkit.errors import ParameterError

NO_DATE = "(no date)"
PERIODS = {"day": ("D", 10), "week": ("W-SUN", 10), "month": ("M", 7), "year": ("Y", 4)}  # pandas' name; letters of it
MOST = 36  # periods that a figure can show


def choose_unit(dates: Iterable[str | None], period: str = "auto") -> str:
    """Return the period that is wanted; for "auto", the shortest that gives at most 36 and that nine in ten dates tell.

    Raises
    ------
    ParameterError
        If there is no such period.

    Examples
    --------
    >>> near, coarse, far = ["2025-03-14", "2025-03-20"], ["2025-03-14", "2025-08"], ["2012-01-01", "2025-03-14"]
    >>> choose_unit(near), choose_unit(coarse), choose_unit(far)
    ('day', 'month', 'year')
    """
    if period != "auto":
        if period not in PERIODS:
            raise ParameterError(f"there is no period {period}: give auto, {', '.join(PERIODS)}")
        return period
    known = [date for date in dates if date]
    for unit in ("day", "week", "month"):
        dated = [p for p in (period_of(date, unit) for date in known) if p != NO_DATE]
        if dated and len(dated) >= 0.9 * len(known) and len(periods_between(dated, unit)) <= MOST:
            return unit
    return "year"


def period_of(date: str | None, unit: str) -> str:
    """Return the period of a date, or "(no date)" where the date is not that exact.

    >>> period_of("2025-03-14T09:15", "day"), period_of("2025-03-14", "week"), period_of("2025-03", "week")
    ('2025-03-14', '2025-03-10', '(no date)')
    """
    import pandas as pd

    frequency, letters = PERIODS[unit]
    try:
        day = pd.Timestamp((date or "")[:letters])
    except ValueError:
        return NO_DATE
    if not date or len(date) < letters or day is pd.NaT:
        return NO_DATE
    return f"{pd.Period(day, frequency).start_time:%Y-%m-%d}" if unit == "week" else date[:letters]


def side_of(date: str | None, cut: str) -> str:
    """Return whether a date lies before another or not, or "(no date)" where it is not that exact.

    >>> side_of("2025-03-14", "2025-04"), side_of("2025-04-01", "2025-04"), side_of("2025", "2025-04")
    ('before 2025-04', 'since 2025-04', '(no date)')
    """
    if not date or (len(date) < len(cut) and cut.startswith(date)):
        return NO_DATE
    return sides(cut)[date[: len(cut)] >= cut]


def sides(cut: str) -> tuple[str, str]:
    """Return what lies before a date and what does not, as groups are called.

    >>> sides("2025-04")
    ('before 2025-04', 'since 2025-04')
    """
    return f"before {cut}", f"since {cut}"


def is_date(text: str) -> bool:
    """Return whether a text is a year, a month or a day in ISO 8601."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def periods_between(periods: Sequence[str], unit: str) -> list[str]:
    """Return all periods from the first to the last of these; "(no date)" last, if it is among them.

    >>> periods_between(["2025-03-10", "2025-03-24", "(no date)"], "week")
    ['2025-03-10', '2025-03-17', '2025-03-24', '(no date)']
    """
    import pandas as pd

    dated = sorted(set(periods) - {NO_DATE})
    undated = [NO_DATE] if NO_DATE in periods else []
    if not dated:
        return undated
    span = pd.period_range(dated[0], dated[-1], freq=PERIODS[unit][0])
    return [period_of(f"{p.start_time:%Y-%m-%d}", unit) for p in span] + undated
