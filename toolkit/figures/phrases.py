"""Sentences made from numbers, for titles and alt texts."""

from collections.abc import Sequence


def times(number: int) -> str:
    """How often: "once", "12 times"."""
    return "once" if number == 1 else f"{number:,} times"


def short(name: str, most: int = 44) -> str:
    """A name for a title, not longer than so many characters."""
    return name if len(name) <= most else name[: most - 1].rstrip(" ,-") + "…"


def count(number: int, word: str) -> str:
    """A number of things.

    >>> count(1, "word"), count(1200, "word")
    ('1 word', '1,200 words')
    """
    return f"{number:,} {word if number == 1 else word + 's'}"


def percent(share: float) -> str:
    """A share of 1 in percent; what rounds to nothing is "under 1%".

    >>> percent(0.384), percent(0.002), percent(0)
    ('38%', 'under 1%', '0%')
    """
    return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"


def listed(parts: Sequence[str]) -> str:
    """Parts with commas and "and".

    >>> listed(["A"]), listed(["A", "B", "C"])
    ('A', 'A, B and C')
    """
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def leaders(names: Sequence[str], values: Sequence[float]) -> list[str]:
    """The names that share the highest value, short enough for a title."""
    most = max(values)
    return [short(name) for name, value in zip(names, values, strict=True) if value == most]


def rows(names: Sequence[str], ends: Sequence[str], most: int = 8) -> str:
    """Names with what belongs to each, for an alt text; beyond ``most``, only how many."""
    said = [f"{name} {end}" for name, end in zip(names, ends, strict=True)]
    rest = len(said) - most
    return "; ".join(said[:most]) + (f"; and {rest} more" if rest > 0 else "")
