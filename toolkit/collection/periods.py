"""How much there is in each period: a row for each day, week, month or year of the articles' dates."""

from typing import TYPE_CHECKING

from toolkit.analysis.arguments import checked
from toolkit.collection import dates, frames
from toolkit.collection.duplicates import counted, noted
from toolkit.collection.model import By, Collection, is_by_time, is_period
from toolkit.display import as_table

if TYPE_CHECKING:
    import pandas


@checked
@as_table
def over_time(collection: Collection, actor: str | None = None, *, period: str = "auto") -> "pandas.DataFrame":
    """Return how much there is in each day, week, month or year: a row for each, those without an article too.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    actor
        Count this actor's mentions and quotes; without one, those of everybody.
    period
        "day", "week" (Monday to Sunday), "month", "year"; by default the shortest that gives at most 36 rows.

    Returns
    -------
    pandas.DataFrame
        ``period``: "2025-03-14", "2025-03-10" (the week's Monday), "2025-03" or "2025"; ``articles``: all of them;
        ``articles_with``: those with the actor; ``mentions`` of any kind, ``quotes``, ``words_quoted``. What is not
        dated exactly enough is in the last row, "(no date)".

    Examples
    --------
    >>> toolkit.collection.over_time(articles)[["period", "articles"]]
          period  articles
    0  (no date)         2
    """
    import pandas as pd

    actor = None if actor is None else collection.called(actor)
    whole, collection = collection, counted(collection, actor)
    long = frames.actors(collection, by_article=True, actor=actor, misc=actor is not None, nobody=True)
    long = long.assign(mentions=long["named"] + long["nominal"] + long["pronoun"])
    sums = long.groupby("article")[["mentions", "quotes", "words_quoted"]].sum()
    frame = frames.articles(collection)[["article", "published"]].join(sums, on="article")
    frame["articles_with"] = frame["mentions"].fillna(0) + frame["quotes"].fillna(0) > 0
    frame["period"], order = article_periods(collection, period)
    frame = frame.groupby("period").agg(
        articles=("article", "size"),
        **{name: (name, "sum") for name in ("articles_with", "mentions", "quotes", "words_quoted")},
    )
    frame = frame.reindex(pd.Index(order, name="period"), fill_value=0).astype(int).reset_index()
    return noted(frame, whole, collection)


@checked
def unit(collection: Collection, period: str = "auto") -> str:
    """Return the period that "auto" means for these articles: "day", "week", "month" or "year".

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    period
        "day", "week", "month" or "year" to get it back; "auto" for the shortest that gives at most 36 periods.

    Raises
    ------
    ParameterError
        If there is no such period.

    Examples
    --------
    >>> toolkit.collection.unit(articles)
    'year'
    """
    return dates.choose_unit(collection.published, period)


def article_periods(collection: Collection, period: str) -> tuple[list[str], list[str]]:
    """Return the period of each article, and all periods there are from the first to the last."""
    wanted = unit(collection, period)
    periods = [dates.period_of(date, wanted) for date in collection.published]
    return periods, dates.periods_between(periods, wanted)


def grouped(collection: Collection, by: By, period: str = "auto") -> tuple[list[str], list[str]]:
    """Return the group of each article, and all groups there are, in order.

    Every period and both sides of a date are among them, even without an article; "(no date)" comes last. Other groups
    come as the articles do.

    >>> grouped(articles, "outlet"), grouped(articles, "2025")[1]
    ((['Herald', 'Post'], ['Herald', 'Post']), ['before 2025', 'since 2025', '(no date)'])
    """
    if is_period(by):
        return article_periods(collection, period)
    groups = list(collection.groups(by))
    if not is_by_time(by):
        return groups, list(dict.fromkeys(groups))
    return groups, [*dates.sides(str(by)), *([dates.NO_DATE] if dates.NO_DATE in groups else [])]
