"""Actors side by side: a row for each, a column for each article, outlet, period or other group of articles."""

from typing import TYPE_CHECKING

from toolkit.analysis.arguments import checked
from toolkit.collection import frames
from toolkit.collection.duplicates import counted_by, noted
from toolkit.collection.model import By, Collection, group_column
from toolkit.collection.periods import grouped
from toolkit.display import as_table
from toolkit.errors import ParameterError
from toolkit.tables import NOBODY

if TYPE_CHECKING:
    import pandas

OF_QUOTES = "quotes words_quoted words_indirect share_of_voice".split()  # values that somebody not named can have


@checked
@as_table
def pivot(
    collection: Collection, column: By, value: str = "named", *, period: str = "auto", misc: bool = False
) -> "pandas.DataFrame":
    """Return actors side by side: a row for each, a column for each article, outlet or period.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    column
        "article", "outlet", "period", or whatever else `Collection.groups` takes: "section", a date, own groups.
    value
        "named", "quotes", "words_quoted", or "share_of_voice": the actor's share of the quoted words of the column.
    period
        As for `over_time`.
    misc
        Whether to count nationalities, events and works too.

    Returns
    -------
    pandas.DataFrame
        ``actor``, ``type``, then the columns; those named (or quoted) most often first. Of quotes, words and shares
        what nobody named said is the last row.

    Raises
    ------
    ParameterError
        If there is no such column or value.

    Examples
    --------
    >>> toolkit.collection.pivot(articles, "outlet")
                 actor type  Herald  Post
    0          Ben Low  PER       2     2
    1          Ada Roe  PER       2     1
    2  Harbour Company  ORG       1     1
    """
    import pandas as pd

    measure = "words_quoted" if value == "share_of_voice" else value
    if measure not in frames.COUNTS:
        given = ", ".join(frames.COUNTS)
        raise ParameterError(f"there is no {value} to put side by side: give share_of_voice, {given}")
    whole, collection = collection, counted_by(collection, column)
    long = frames.actors(collection, by_article=True, misc=misc, nobody=value in OF_QUOTES)
    groups, order = grouped(collection, column, period)
    of_article = dict(zip(collection.names, groups, strict=True))
    column = group_column(column)
    long = long.assign(**{column: long["article"].map(of_article)})
    wide = long.pivot_table(index="actor", columns=column, values=measure, aggfunc="sum", sort=False, observed=True)
    wide = wide.reindex(columns=pd.Index(order)).fillna(0).astype(int)
    wide = wide.loc[wide.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    wide = wide.loc[sorted(wide.index, key=lambda actor: actor == NOBODY)]
    if value == "share_of_voice":
        wide = (wide / wide.sum().where(wide.sum() > 0)).fillna(0.0)
    types = long.drop_duplicates("actor").set_index("actor")["type"]
    wide.insert(0, "type", types.reindex(wide.index))
    wide = wide.rename_axis(columns=None).reset_index()
    return wide if column == "article" else noted(wide, whole, collection)
