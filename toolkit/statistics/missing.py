"""A value that cannot be given, and why."""

from typing import Any


class Missing(float):
    """A NaN that says why: a measure's value where the text is too short for it, or of the wrong kind.

    It is a float, so data frames treat it as any missing number; ``reason`` is a clause for people. JSON has no NaN:
    what is written there is null, with the reason beside.

    Examples
    --------
    >>> value = Missing("needs 100 words; there are 37")
    >>> value != value, value.reason
    (True, 'needs 100 words; there are 37')
    """

    reason: str

    def __new__(cls, reason: str) -> "Missing":
        """Make a NaN that carries ``reason``."""
        value = super().__new__(cls, "nan")
        value.reason = reason
        return value

    def __reduce__(self) -> tuple:
        """Keep the reason when the value is pickled or copied."""
        return Missing, (self.reason,)


def too_short(need: int, has: int, unit: str = "words") -> Missing:
    """Return the missing value of a text that ``has`` fewer ``unit`` than the measure's ``need``.

    >>> too_short(100, 37).reason
    'needs 100 words; there are 37'
    """
    unit = unit.removesuffix("s") if need == 1 else unit
    return Missing(f"needs {need:,} {unit}; there {'is' if has == 1 else 'are'} {has or 'none':{',' if has else ''}}")


def to_json(values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return values as JSON can hold them, and the reasons of those that are missing.

    Parameters
    ----------
    values : dict of str to float

    Returns
    -------
    values : dict of str to (int, float or None)
        Floats rounded to six significant digits.
    reasons : dict of str to str

    Examples
    --------
    >>> to_json({"words": 7, "mtld": too_short(100, 7)})
    ({'words': 7, 'mtld': None}, {'mtld': 'needs 100 words; there are 7'})
    """
    plain: dict[str, Any] = {}
    reasons: dict[str, str] = {}
    for name, value in values.items():
        if value != value:
            plain[name], reasons[name] = None, getattr(value, "reason", "not defined for this text")
        else:
            plain[name] = value if isinstance(value, int) else float(f"{value:.6g}")
    return plain, reasons
