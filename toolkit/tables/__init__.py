"""TODO."""

from toolkit.tables.frames import (
    NO_GROUP,
    NOBODY,
    actors,
    collocations,
    frequent_words,
    mentions,
    quotes,
    share_of_voice,
    statistics,
    to_csv,
    to_excel,
    write,
)

__all__ = [
    "NOBODY",
    "NO_GROUP",
    "actors",
    "collocations",
    "frequent_words",
    "mentions",
    "quotes",
    "share_of_voice",
    "statistics",
    "to_csv",
    "to_excel",
    "write",
]


def __dir__() -> list[str]:
    return __all__
