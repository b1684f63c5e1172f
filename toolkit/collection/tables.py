"""A collection as pandas data frames: a row an article, an actor, a quote, a day."""

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit import tables as _tables
from toolkit.collection import time
from toolkit.display import as_table
from toolkit.errors import ParameterError
from toolkit.tables import NOBODY

if TYPE_CHECKING:
    import pandas

    from toolkit.collection.gather import Collection

NO_OUTLET = "(no outlet)"

ARTICLES = "article title outlet published words sentences actors quotes words_quoted flesch_kincaid_grade".split()
ACTORS = "actor type articles named nominal pronoun quotes words_quoted words_indirect share_of_voice".split()
SAID = "quotes words_quoted words_indirect share_of_voice".split()
COUNTS = "named nominal pronoun quotes words_quoted words_indirect".split()


@as_table
def articles(collection: "Collection") -> "pandas.DataFrame":
    """The articles: a row each, in the order they were given.

    Returns
    -------
    pandas.DataFrame
        ``article``: what it is called; title, outlet, published; ``words``, ``sentences``: of the body; ``actors``: how
        many are named; ``quotes``; ``words_quoted``: words inside quotation marks that are ascribed to somebody.

    Examples
    --------
    >>> toolkit.collection.articles(articles)[["article", "outlet", "quotes"]]
       article  outlet  quotes
    0   bridge  Herald       2
    1  ferries    Post       2
    """
    import pandas as pd

    rows: list[list[Any]] = []
    for analysis, name, outlet in _each(collection):
        frame, about, found = _tables.actors(analysis, nobody=True), analysis.article, analysis.statistics
        grade = (found.get("readability") or {}).get("flesch_kincaid_grade")
        counts = [found.get("words") or 0, found.get("sentences") or 0, int((frame["named"] > 0).sum())]
        counts += [int(frame["quotes"].sum()), int(frame["words_quoted"].sum())]
        rows.append([name, about.title, outlet, about.published, *counts, grade])
    return pd.DataFrame(rows, columns=ARTICLES).astype({"flesch_kincaid_grade": float})


@as_table
def actors(
    collection: "Collection",
    by_article: bool = False,
    *,
    actor: str | None = None,
    misc: bool = False,
    nobody: bool = False,
) -> "pandas.DataFrame":
    """Who is in the articles: a row for each actor, those named most often first.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    by_article
        A row for each actor of each article instead: an actor that an article does not have has no row.
    actor
        Only this actor, by the name it has in the collection.
    misc
        Whether to count nationalities, events and works too.
    nobody
        Whether to add what no named actor says as a last row, "(nobody named)" (a row an article where they are by
        article), so that the shares of all quoted words add to 1.

    Returns
    -------
    pandas.DataFrame
        ``articles``: how many have the actor; the rest as in ``toolkit.tables.actors``, added up.

    Examples
    --------
    >>> toolkit.collection.actors(articles)[["actor", "articles", "named"]]
                 actor  articles  named
    0          Ben Low         2      4
    1          Ada Roe         2      3
    2  Harbour Company         2      2
    """
    import pandas as pd

    frames = []
    for analysis, name, outlet in _each(collection):
        frame = _tables.actors(analysis, misc=misc, nobody=True)
        frames.append(frame.assign(article=name, outlet=outlet, published=analysis.article.published))
    long = pd.concat(frames, ignore_index=True)
    long = long if actor is None else long[long["actor"] == actor].reset_index(drop=True)
    if by_article:
        long = long if nobody else long[long["actor"] != NOBODY].reset_index(drop=True)
        return long[["article", "actor", "type", *COUNTS, "share_of_voice", "outlet", "published"]]
    how: dict[str, Any] = {"type": ("type", "first"), "articles": ("article", "nunique")}
    frame = long.groupby("actor", sort=False).agg(**how, **{name: (name, "sum") for name in COUNTS}).reset_index()
    total = frame["words_quoted"].sum()
    frame["share_of_voice"] = frame["words_quoted"] / total if total else 0.0
    frame = frame.assign(_last=frame["actor"] == NOBODY)
    frame = frame if nobody else frame[~frame["_last"]]
    frame = frame.sort_values(
        ["_last", "named", "articles"], ascending=[True, False, False], kind="stable", ignore_index=True
    )
    return frame[ACTORS]


@as_table
def quotes(collection: "Collection", actor: str | None = None, *, by_speaker: bool = False) -> "pandas.DataFrame":
    """Who said what in which article: ``toolkit.tables.quotes`` of all of them, ``article`` first.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    actor
        Only what this actor says, by the name it has in the collection.
    by_speaker
        Sort the rows by speaker, who is quoted in most articles first; what nobody named says comes last.

    Examples
    --------
    >>> toolkit.collection.quotes(articles, "Ada Roe")[["article", "kind", "words"]]
       article    kind  words
    0   bridge  direct     14
    1  ferries  direct      7
    """
    frame = _joined(collection, _tables.quotes)
    if by_speaker:
        often = frame.groupby("speaker", sort=False)["article"].nunique().sort_values(ascending=False, kind="stable")
        rank = {name: k for k, name in enumerate(often.index)}
        places = frame["speaker"].map(rank).fillna(len(rank))
        frame = frame.iloc[places.argsort(kind="stable")].reset_index(drop=True)
    return frame if actor is None else frame[frame["speaker"] == actor].reset_index(drop=True)


@as_table
def mentions(collection: "Collection", actor: str | None = None, *, misc: bool = False) -> "pandas.DataFrame":
    """Where each actor is mentioned: ``toolkit.tables.mentions`` of all articles, ``article`` first.

    >>> toolkit.collection.mentions(articles, "Ada Roe")[["article", "text", "kind"]]
       article     text     kind
    0   bridge  Ada Roe     name
    1   bridge       We  pronoun
    2   bridge      Roe     name
    3  ferries  Ada Roe     name
    """
    frame = _joined(collection, _tables.mentions, misc=misc)
    return frame if actor is None else frame[frame["actor"] == actor].reset_index(drop=True)


@as_table
def outlets(collection: "Collection") -> "pandas.DataFrame":
    """The outlets: a row each, the one with most articles first.

    Returns
    -------
    pandas.DataFrame
        ``articles``, ``words``, ``quotes``, ``words_quoted``; ``quoted``: the share of the words that stands inside
        quotation marks and is ascribed to somebody.

    Examples
    --------
    >>> toolkit.collection.outlets(articles)[["outlet", "articles"]]
       outlet  articles
    0  Herald         1
    1    Post         1
    """
    frame = articles(collection).assign(outlet=lambda f: f["outlet"].fillna(NO_OUTLET))
    frame = frame.groupby("outlet", sort=False).agg(
        articles=("article", "size"),
        words=("words", "sum"),
        quotes=("quotes", "sum"),
        words_quoted=("words_quoted", "sum"),
    )
    frame["quoted"] = (frame["words_quoted"] / frame["words"].where(frame["words"] > 0)).fillna(0.0)
    return frame.sort_values("articles", ascending=False, kind="stable").reset_index()


@as_table
def over_time(collection: "Collection", actor: str | None = None, *, period: str = "auto") -> "pandas.DataFrame":
    """How much there is in each day, week, month or year: a row for each, those without an article too.

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

    long = actors(collection, by_article=True, actor=actor, misc=actor is not None, nobody=True)
    long = long.assign(mentions=long["named"] + long["nominal"] + long["pronoun"])
    sums = long.groupby("article")[["mentions", "quotes", "words_quoted"]].sum()
    frame = articles(collection)[["article", "published"]].join(sums, on="article")
    frame["articles_with"] = frame["mentions"].fillna(0) + frame["quotes"].fillna(0) > 0
    frame["period"], order = _periods(collection, period)
    frame = frame.groupby("period").agg(
        articles=("article", "size"),
        **{name: (name, "sum") for name in ("articles_with", "mentions", "quotes", "words_quoted")},
    )
    return frame.reindex(pd.Index(order, name="period"), fill_value=0).astype(int).reset_index()


def unit(collection: "Collection", period: str = "auto") -> str:
    """The period that "auto" means for these articles: "day", "week", "month" or "year".

    >>> toolkit.collection.unit(articles)
    'year'
    """
    return time.unit([analysis.article.published for analysis in collection.analyses], period)


@as_table
def by(
    collection: "Collection", column: str, value: str = "named", *, period: str = "auto", misc: bool = False
) -> "pandas.DataFrame":
    """Actors side by side: a row for each, a column for each article, outlet or period.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    column
        "article", "outlet" or "period".
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

    Examples
    --------
    >>> toolkit.collection.by(articles, "outlet")
                 actor type  Herald  Post
    0          Ben Low  PER       2     2
    1          Ada Roe  PER       2     1
    2  Harbour Company  ORG       1     1
    """
    import pandas as pd

    long = actors(collection, by_article=True, misc=misc, nobody=value in SAID)
    heads = articles(collection)
    if column == "period":
        heads["period"], order = _periods(collection, period)
        long = long.join(heads.set_index("article")["period"], on="article")
    elif column in ("article", "outlet"):
        long = long.assign(outlet=long["outlet"].fillna(NO_OUTLET))
        order = list(dict.fromkeys(heads[column].fillna(NO_OUTLET)))
    else:
        raise ParameterError(f"actors can be put side by side by article, outlet or period, not by {column}")
    what = "words_quoted" if value == "share_of_voice" else value
    if what not in COUNTS:
        raise ParameterError(f"there is no {value} to put side by side: give share_of_voice, {', '.join(COUNTS)}")
    wide = long.pivot_table(index="actor", columns=column, values=what, aggfunc="sum", sort=False, observed=True)
    wide = wide.reindex(columns=pd.Index(order)).fillna(0).astype(int)
    wide = wide.loc[wide.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    wide = wide.loc[[name for name in wide.index if name != NOBODY] + [n for n in wide.index if n == NOBODY]]
    if value == "share_of_voice":
        wide = (wide / wide.sum().where(wide.sum() > 0)).fillna(0.0)
    kinds = long.drop_duplicates("actor").set_index("actor")["type"]
    wide.insert(0, "type", kinds.reindex(wide.index))
    return wide.rename_axis(columns=None).reset_index()


def write(collection: "Collection", folder: str | PathLike) -> list[Path]:
    """Write the tables into a folder, as ``toolkit.tables.write`` does for one article.

    ``actors_by_article`` has a row for what nobody named says, so that each article's shares add to 1.

    >>> [path.name for path in toolkit.collection.write(articles, folder)][0]
    'articles.csv'
    """
    from toolkit.collection.voices import same_speakers, same_words
    from toolkit.collection.wording import key_words

    functions = (articles, outlets, actors, quotes, mentions, same_speakers, same_words, key_words, over_time)
    frames = {function.__name__: function(collection) for function in functions}  # type: ignore[operator]
    frames["actors_by_article"] = actors(collection, by_article=True, nobody=True)
    folder = Path(folder)
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    paths = [_tables.to_csv(frame, folder / "tables" / f"{name}.csv") for name, frame in frames.items()]
    return [*paths, _tables.to_excel(frames, folder / "tables.xlsx")]


def _periods(collection: "Collection", period: str) -> tuple[list[str], list[str]]:
    """The period of each article, and all periods there are from the first to the last."""
    published = [analysis.article.published for analysis in collection.analyses]
    kind = time.unit(published, period)
    found = [time.of(date, kind) for date in published]
    return found, time.between(found, kind)


def _each(collection: "Collection") -> Any:
    return zip(collection.analyses, collection.names, collection.outlets, strict=True)


def _joined(collection: "Collection", table: Any, **options: Any) -> "pandas.DataFrame":
    import pandas as pd

    frames = []
    for analysis, name, _ in _each(collection):
        frame = table(analysis, **options)
        frame.insert(0, "article", name)
        frames.append(frame)
    filled = [frame for frame in frames if len(frame)] or frames[:1]  # an empty one would change the columns' kinds
    return pd.concat(filled, ignore_index=True)
