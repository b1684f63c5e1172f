"""Words and numbers in sentences: "1 word", "A, B and C", "38%", and what the types of actors are called."""

from collections.abc import Sequence

# What readers see for the types in the data.
TYPE_NAMES = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
NOBODY = "(nobody named)"  # who said what no named actor said


def noun(number: int, word: str, plural: str | None = None) -> str:
    """Return a noun in the singular or plural, as the number wants it.

    >>> noun(1, "word"), noun(0, "word"), noun(2, "entry", "entries")
    ('word', 'words', 'entries')
    """
    return word if number == 1 else plural or word + "s"


def count(number: int, word: str, plural: str | None = None) -> str:
    """Return a number of things.

    >>> count(1, "word"), count(1200, "word"), count(2, "entry", "entries")
    ('1 word', '1,200 words', '2 entries')
    """
    return f"{number:,} {noun(number, word, plural)}"


def times(number: int) -> str:
    """Return how often something happens.

    >>> times(1), times(12)
    ('once', '12 times')
    """
    return "once" if number == 1 else f"{number:,} times"


def percent(share: float) -> str:
    """Return a share of 1 in percent; what rounds to nothing is "under 1%".

    >>> percent(0.384), percent(0.002), percent(0)
    ('38%', 'under 1%', '0%')
    """
    return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"


def listed(parts: Sequence[str]) -> str:
    """Return one or more parts joined by commas and "and".

    >>> listed(["A"]), listed(["A", "B", "C"])
    ('A', 'A, B and C')
    """
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def shortened(text: str, most: int, *, strip: str | None = None) -> str:
    """Return a text of at most so many characters; a longer one is cut and ends with "…".

    ``strip`` are the characters that go before the "…"; white space by default.

    >>> shortened("The harbour, the port", 13), shortened("The harbour, the port", 13, strip=" ,")
    ('The harbour,…', 'The harbour…')
    """
    return text if len(text) <= most else text[: most - 1].rstrip(strip) + "…"
