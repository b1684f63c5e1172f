"""A collection's tables as files."""

import warnings
from os import PathLike
from pathlib import Path

from toolkit import tables
from toolkit.collection.frames import actors, articles, mentions, outlets, quotes
from toolkit.collection.keywords import key_words
from toolkit.collection.model import Collection
from toolkit.collection.periods import over_time
from toolkit.collection.quoting import same_speakers, same_words
from toolkit.display.wording import listed
from toolkit.errors import ToolkitWarning

COMPARED = 100  # articles of which each one's key words are of use; of more, those of outlets
SHEET_ROWS = 20_000  # of a sheet in tables.xlsx at most


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
    functions = (articles, outlets, actors, quotes, mentions, same_speakers, same_words, over_time)
    found = {function.__name__: function(collection) for function in functions}  # type: ignore[operator]
    found["key_words"] = key_words(collection, "article" if len(collection) <= COMPARED else "outlet")
    found["actors_by_article"] = actors(collection, by_article=True, nobody=True)
    long = [name for name, table in found.items() if len(table) > SHEET_ROWS]
    if long:
        warnings.warn(
            f"tables.xlsx is without {listed(long)}, which have more than {SHEET_ROWS:,} rows: they are in tables/",
            ToolkitWarning,
            stacklevel=2,
        )
    return tables.write_tables(found, folder, without=long)
