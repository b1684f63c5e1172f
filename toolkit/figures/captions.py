"""Parts of sentences for titles and alt texts, made from names and numbers."""

from collections.abc import Sequence

from toolkit.display.wording import count, shortened


def short_name(name: str, most: int = 44) -> str:
    """Return a name for a title, not longer than so many characters."""
    return shortened(name, most, strip=" ,-")


def leaders(names: Sequence[str], values: Sequence[float]) -> list[str]:
    """Return the names that share the highest value, short enough for a title.

    >>> leaders(["Ann", "Bob", "Cyd"], [2, 1, 2])
    ['Ann', 'Cyd']
    """
    most = max(values)
    return [short_name(name) for name, value in zip(names, values, strict=True) if value == most]


def row_list(names: Sequence[str], ends: Sequence[str], most: int = 8) -> str:
    """Return names with what belongs to each, for an alt text; beyond ``most``, only how many.

    >>> row_list(["Ann", "Bob", "Cyd"], ["once", "twice", "never"], most=2)
    'Ann once; Bob twice; and 1 more'
    """
    rows = [f"{name} {end}" for name, end in zip(names, ends, strict=True)]
    rest = len(rows) - most
    return "; ".join(rows[:most]) + (f"; and {rest} more" if rest > 0 else "")


def and_further(number: int, word: str) -> str:
    """Return a note on how many are left out; nothing where none is.

    >>> and_further(2, "actor"), and_further(0, "actor")
    ('and 2 further actors', '')
    """
    return f"and {count(number, f'further {word}')}" if number > 0 else ""
