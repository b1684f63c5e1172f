"""Days, weeks, months and years of articles, which are dated more or less exactly."""

from collections.abc import Iterable, Sequence

from toolkit.errors import ParameterError

NO_DATE = "(no date)"
PERIODS = {"day": ("D", 10), "week": ("W-SUN", 10), "month": ("M", 7), "year": ("Y", 4)}  # pandas' name; letters of it
MOST = 36  # periods that a figure can show


def unit(dates: Iterable[str | None], period: str = "auto") -> str:
    """The period that is wanted; for "auto", the shortest that gives at most 36 and that nine in ten dates tell.

    Raises
    ------
    ParameterError
        If there is no such period.

    Examples
    --------
    >>> unit(["2025-03-14", "2025-03-20"]), unit(["2025-03-14", "2025-08"]), unit(["2012-01-01", "2025-03-14"])
    ('day', 'month', 'year')
    """
    if period != "auto":
        if period not in PERIODS:
            raise ParameterError(f"there is no period {period}: give auto, {', '.join(PERIODS)}")
        return period
    known = [date for date in dates if date]
    for kind in ("day", "week", "month"):
        found = [p for p in (of(date, kind) for date in known) if p != NO_DATE]
        if found and len(found) >= 0.9 * len(known) and len(between(found, kind)) <= MOST:
            return kind
    return "year"


def of(date: str | None, period: str) -> str:
    """The period of a date, or "(no date)" where the date is not that exact.

    >>> of("2025-03-14T09:15", "day"), of("2025-03-14", "week"), of("2025-03", "week")
    ('2025-03-14', '2025-03-10', '(no date)')
    """
    import pandas as pd

    kind, letters = PERIODS[period]
    try:
        day = pd.Timestamp((date or "")[:letters])
    except ValueError:
        return NO_DATE
    if not date or len(date) < letters or day is pd.NaT:
        return NO_DATE
    return f"{pd.Period(day, kind).start_time:%Y-%m-%d}" if period == "week" else date[:letters]


def between(found: Sequence[str], period: str) -> list[str]:
    """All periods from the first to the last of these; "(no date)" last, if it is among them.

    >>> between(["2025-03-10", "2025-03-24", "(no date)"], "week")
    ['2025-03-10', '2025-03-17', '2025-03-24', '(no date)']
    """
    import pandas as pd

    dated = sorted(set(found) - {NO_DATE})
    rest = [NO_DATE] if NO_DATE in found else []
    if not dated:
        return rest
    kind = PERIODS[period][0]
    return [of(f"{p.start_time:%Y-%m-%d}", period) for p in pd.period_range(dated[0], dated[-1], freq=kind)] + rest
