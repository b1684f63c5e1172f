"""A collection's tables as files."""

from os import PathLike
from pathlib import Path

from toolkit import tables
from toolkit.collection.frames import actors, articles, mentions, outlets, quotes
from toolkit.collection.keywords import key_words
from toolkit.collection.model import Collection
from toolkit.collection.periods import over_time
from toolkit.collection.quoting import same_speakers, same_words


def write(collection: Collection, folder: str | PathLike) -> list[Path]:
    """Write the tables into a folder, as ``toolkit.tables.write`` does for one article.

    ``actors_by_article`` has a row for what nobody named says, so that each article's shares add to 1.

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
    functions = (articles, outlets, actors, quotes, mentions, same_speakers, same_words, key_words, over_time)
    frames = {function.__name__: function(collection) for function in functions}  # type: ignore[operator]
    frames["actors_by_article"] = actors(collection, by_article=True, nobody=True)
    return tables.write_tables(frames, folder)
