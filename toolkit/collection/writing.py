"""A collection's tables as files."""

from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import tables
from toolkit.analysis.arguments import checked
from toolkit.collection.frames import actors, articles, mentions, outlets, quotes
from toolkit.collection.keywords import key_words
from toolkit.collection.model import Collection
from toolkit.collection.periods import over_time
from toolkit.collection.quoting import same_speakers, same_words

if TYPE_CHECKING:
    import pandas

COMPARED = 100  # articles of which each one's key words are of use; of more, those of outlets
SHEET_ROWS = 20_000  # of a sheet in tables.xlsx at most


@checked
def write(collection: Collection, folder: str | PathLike) -> list[Path]:
    """Write the tables into a folder, as ``toolkit.tables.write`` does for one article.

    ``key_words`` are those of articles, of more than 100 those of outlets; a table of more than 20,000 rows is left out
    of ``tables.xlsx``, with a warning. ``actors_by_article`` has a row for what nobody named says, so that each
    article's shares add to 1.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    folder
        Where ``tables/`` with a CSV for each table and ``tables.xlsx`` with all of them go.

    Returns
    -------
    list of pathlib.Path
        The files.

    Examples
    --------
    >>> [path.name for path in toolkit.collection.write(articles, folder)][0]
    'articles.csv'
    """
    return tables.write_tables(_tables(collection), folder, most=SHEET_ROWS)


def _tables(collection: Collection) -> "Iterator[tuple[str, pandas.DataFrame]]":
    """Yield each table when the one before is written: the long ones of many articles are large."""
    for function in (articles, outlets, actors, quotes, mentions, same_speakers, same_words, over_time):
        yield function.__name__, function(collection)  # type: ignore[operator]
    yield "key_words", key_words(collection, "article" if len(collection) <= COMPARED else "outlet")
    yield "actors_by_article", actors(collection, by_article=True, nobody=True)
