"""One analysis as pandas data frames, CSV and Excel files, and in a few sentences.

An `Analysis` comes in; data frames with fixed columns go out. ``actor_frames`` has a row for each actor,
``text_frames`` for each quote and mention, ``statistics_frames`` for each measure and word; ``files`` and ``workbook``
write them, and ``summary`` says in sentences what they hold. Paragraphs and sentences are numbered as a reader counts
them: the body's from 1; what stands in the headline has 0. Furniture is counted nowhere.
"""

from toolkit.display.wording import NOBODY
from toolkit.tables.actor_frames import NO_GROUP, actors, share_of_voice
from toolkit.tables.files import to_csv, to_excel, write, write_tables
from toolkit.tables.statistics_frames import collocations, frequent_words, statistics
from toolkit.tables.text_frames import mentions, quotes

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
    "write_tables",
]


def __dir__() -> list[str]:
    return __all__
