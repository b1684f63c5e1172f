"""A collection as pandas data frames: a row an article, an actor, a quote, a mention, an outlet."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from toolkit import tables
from toolkit.analysis import Analysis
from toolkit.collection.model import NO_OUTLET, Collection
from toolkit.display import as_table
from toolkit.quotes.model import STATED
from toolkit.tables import NOBODY
from toolkit.tables.actor_frames import COUNTS, with_further_keys

if TYPE_CHECKING:
    import pandas

    from toolkit.actors import Actor

ARTICLES = "article title outlet published words sentences actors quotes words_quoted flesch_kincaid_grade".split()
BY_ARTICLE = ["article", "actor", "type", *COUNTS, "share_of_voice", "outlet", "published"]
ACTORS = "actor type articles named nominal pronoun quotes words_quoted words_indirect share_of_voice".split()


@as_table
def articles(collection: Collection, *, meta: bool = False) -> "pandas.DataFrame":
    """Return the articles: a row each, in the order they were given.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    meta
        Whether to add columns for kind, language, url, byline and every key of the articles' ``meta``.

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
        frame, article, statistics = tables.actors(analysis, nobody=True), analysis.article, analysis.statistics
        counts = [statistics.get("words") or 0, statistics.get("sentences") or 0, int((frame["named"] > 0).sum())]
        counts += [int(frame["quotes"].sum()), int(frame["words_quoted"].sum())]
        grade = (statistics.get("readability") or {}).get("flesch_kincaid_grade")
        rows.append([name, article.title, outlet, article.published, *counts, grade])
    table = pd.DataFrame(rows, columns=ARTICLES).astype({"flesch_kincaid_grade": float})
    return _with_meta(table, collection) if meta else table


def _with_meta(table: "pandas.DataFrame", collection: Collection) -> "pandas.DataFrame":
    """Return the table of articles with what else their sources say of them; a key never takes a column's place."""
    found = [analysis.article for analysis in collection.analyses]
    more = {name: [getattr(article, name) for article in found] for name in ("kind", "language", "url", "byline")}
    for key in dict.fromkeys(key for article in found for key in article.meta):
        name = f"{key} (meta)" if key in table or key in more else key
        more[name] = [article.meta.get(key) for article in found]
    return table.assign(**more)


@as_table
def actors(
    collection: Collection,
    by_article: bool = False,
    *,
    actor: str | None = None,
    misc: bool = False,
    nobody: bool = False,
) -> "pandas.DataFrame":
    """Return who is in the articles: a row for each actor, those named most often first.

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
        ``articles``: how many have the actor; the rest as in ``toolkit.tables.actors``, added up; further keys of
        actors.toml, such as ``wikidata``, have the last columns.

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
        frame = tables.actors(analysis, misc=misc, nobody=True)
        frames.append(frame.assign(article=name, outlet=outlet, published=analysis.article.published))
    long = pd.concat(frames, ignore_index=True)
    long = long if actor is None else long[long["actor"] == actor].reset_index(drop=True)
    if by_article:
        long = long if nobody else long[long["actor"] != NOBODY].reset_index(drop=True)
        return with_further_keys(long[BY_ARTICLE], _every_actor(collection))
    columns: dict[str, Any] = {"type": ("type", "first"), "articles": ("article", "nunique")}
    columns |= {name: (name, "sum") for name in COUNTS}
    frame = long.groupby("actor", sort=False).agg(**columns).reset_index()
    total = frame["words_quoted"].sum()
    frame["share_of_voice"] = frame["words_quoted"] / total if total else 0.0
    frame = frame.assign(_last=frame["actor"] == NOBODY)
    frame = frame if nobody else frame[~frame["_last"]]
    frame = frame.sort_values(
        ["_last", "named", "articles"], ascending=[True, False, False], kind="stable", ignore_index=True
    )
    return with_further_keys(frame[ACTORS], _every_actor(collection))


def _every_actor(collection: Collection) -> "Iterator[Actor]":
    return (actor for analysis in collection.analyses for actor in analysis.actors)


@as_table
def quotes(collection: Collection, actor: str | None = None, *, by_speaker: bool = False) -> "pandas.DataFrame":
    """Return who said what in which article.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    actor
        Only what this actor says, by the name it has in the collection.
    by_speaker
        Sort the rows by speaker, who is quoted in most articles first; what nobody named says comes last.

    Returns
    -------
    pandas.DataFrame
        ``article``, then the columns of ``toolkit.tables.quotes``.

    Examples
    --------
    >>> toolkit.collection.quotes(articles, "Ada Roe")[["article", "kind", "words"]]
       article    kind  words
    0   bridge  direct     14
    1  ferries  direct      7
    """
    frame = _joined(collection, tables.quotes)
    if by_speaker:
        articles = frame.groupby("speaker", sort=False)["article"].nunique()
        speakers = articles.sort_values(ascending=False, kind="stable").index
        ranks = frame["speaker"].map({name: k for k, name in enumerate(speakers)}).fillna(len(speakers))
        frame = frame.iloc[ranks.argsort(kind="stable")].reset_index(drop=True)
    return frame if actor is None else frame[frame["speaker"] == actor].reset_index(drop=True)


@as_table
def statements(collection: Collection, actor: str | None = None) -> "pandas.DataFrame":
    """Return who said or asked what in which article: `quotes` without thoughts, plans and deeds.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    actor
        Only what this actor says, by the name it has in the collection.

    Returns
    -------
    pandas.DataFrame
        As `quotes`.

    Examples
    --------
    >>> len(toolkit.collection.statements(articles, "Ada Roe"))
    2
    """
    frame = quotes(collection, actor)
    return frame[frame["act"].isin(STATED)].reset_index(drop=True)


@as_table
def mentions(collection: Collection, actor: str | None = None, *, misc: bool = False) -> "pandas.DataFrame":
    """Return where each actor is mentioned.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    actor
        Only this actor's mentions, by the name it has in the collection.
    misc
        Whether to show nationalities, events and works too.

    Returns
    -------
    pandas.DataFrame
        ``article``, then the columns of ``toolkit.tables.mentions``.

    Examples
    --------
    >>> toolkit.collection.mentions(articles, "Ada Roe")[["article", "text", "kind"]]
       article     text     kind
    0   bridge  Ada Roe     name
    1   bridge       We  pronoun
    2   bridge      Roe     name
    3  ferries  Ada Roe     name
    """
    frame = _joined(collection, tables.mentions, misc=misc)
    return frame if actor is None else frame[frame["actor"] == actor].reset_index(drop=True)


@as_table
def outlets(collection: Collection) -> "pandas.DataFrame":
    """Return the outlets: a row each, the one with most articles first.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.

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


def _each(collection: Collection) -> Iterator[tuple[Analysis, str, str | None]]:
    """Yield each analysis with its article's name and outlet."""
    return zip(collection.analyses, collection.names, collection.outlets, strict=True)


def _joined(collection: Collection, table: Callable[..., "pandas.DataFrame"], **options: Any) -> "pandas.DataFrame":
    """Return one article's table for all articles, each row with its article's name."""
    import pandas as pd

    frames = []
    for analysis, name, _ in _each(collection):
        frame = table(analysis, **options)
        frame.insert(0, "article", name)
        frames.append(frame)
    filled = [frame for frame in frames if len(frame)] or frames[:1]  # an empty one would change the columns' kinds
    return pd.concat(filled, ignore_index=True)
