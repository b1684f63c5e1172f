"""A table's values as text, the same in notebooks and in reports."""

from collections.abc import Collection, Mapping
from numbers import Integral, Real
from typing import Any

SHARES = ("share", "share_of_voice")  # columns that are 0 to 1 in the data and shown in percent
CHANCES = ("p", "p_adjusted")  # of which the smallest need no digits
DECIMALS = ("per_1000_words", "confidence", "log_ratio", "log_ratio_low", "log_ratio_high")  # two of them
TIMES = ("published",)  # a day, with or without an hour, in ISO 8601
OFFSETS = ("start", "end")  # columns of positions in a text, which have no thousands to tell apart


def cell_text(value: Any, column: str, *, shares: Collection[str] = SHARES) -> str:
    """Return a value as a reader wants to see it.

    Parameters
    ----------
    value
        A cell's value: nothing is shown for None, NaN and False, "yes" for True, lists with commas, numbers with
        three digits or so, rates in 1,000 words, confidence and log ratios with two decimals.
    column
        The column's name.
    shares
        Columns to show in percent.

    Examples
    --------
    >>> cell_text(0.25, "share"), cell_text(1234, "words"), cell_text(1234, "start"), cell_text(7.6543, "grade")
    ('25.0%', '1,234', '1234', '7.65')
    >>> cell_text(0.5, "per_1000_words"), cell_text(1e-9, "p"), cell_text("2026-02-03T09:15", "published")
    ('0.50', '<0.001', '2026-02-03 09:15')
    >>> cell_text(["Ada", "Ben"], "speakers"), cell_text({"party": "Left"}, "groups"), cell_text(None, "speaker")
    ('Ada, Ben', 'party: Left', '')
    """
    if isinstance(value, list | tuple | set):
        return ", ".join(map(str, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{k}: {v}" for k, v in value.items())
    if _is_missing(value):
        return ""
    if type(value).__name__ in ("bool", "bool_"):
        return "yes" if value else ""
    if not isinstance(value, Real):
        return str(value).replace("T", " ", 1) if column in TIMES else str(value)
    if isinstance(value, Integral):
        return str(value) if column in OFFSETS else f"{value:,}"
    if column in shares:
        return f"{value:.1%}"
    number = float(value)
    if column in CHANCES and number < 0.001:
        return "<0.001"
    if column.endswith(DECIMALS):
        return f"{number:,.2f}"
    return f"{number:,.0f}" if abs(number) >= 1000 or number.is_integer() else f"{number:.3g}"


def _is_missing(value: Any) -> bool:
    """Return whether a value is None, NaN or one of pandas' signs for nothing."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, Real) and value != value
