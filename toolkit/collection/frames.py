"""A collection as pandas data frames: a row an article, an actor, a quote, a mention, an outlet."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from toolkit.analysis.arguments import checked
from toolkit.collection.duplicates import counted, noted
from toolkit.collection.model import NO_OUTLET, Collection
from toolkit.display import as_table
from toolkit.quotes.model import STATED
from toolkit.tables import NOBODY
from toolkit.tables.actor_frames import COUNTS, with_further_keys
from toolkit.tables.text_frames import MENTIONS, QUOTES

if TYPE_CHECKING:
    import pandas

ARTICLES = "article title outlet published words sentences actors quotes words_quoted flesch_kincaid_grade".split()
BY_ARTICLE = ["article", "actor", "type", *COUNTS, "share_of_voice", "outlet", "published"]
ACTORS = "actor type articles named nominal pronoun quotes words_quoted words_indirect share_of_voice".split()


@checked
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
    frame = collection.table("articles")
    return _with_meta(frame) if meta else frame[ARTICLES]


def _with_meta(frame: "pandas.DataFrame") -> "pandas.DataFrame":
    """Return the table of articles with what else their sources say of them; a key never takes a column's place."""
    table = frame[[*ARTICLES, "kind", "language", "url", "byline"]]
    more = {}
    for key in dict.fromkeys(key for meta in frame["meta"] for key in meta):
        more[f"{key} (meta)" if key in table else key] = [meta.get(key) for meta in frame["meta"]]
    return table.assign(**more)


@checked
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
        actors.toml, such as ``wikidata``, have the last columns. Each story counts once unless copies count
        (``attrs["copies"]`` says so), but for the rows by article.

    Examples
    --------
    >>> toolkit.collection.actors(articles)[["actor", "articles", "named"]]
                 actor  articles  named
    0          Ben Low         2      4
    1          Ada Roe         2      3
    2  Harbour Company         2      2
    """
    whole, collection = collection, collection if by_article else counted(collection)
    long = collection.table("actors")
    long = long if misc else _without_misc(long)
    about = collection.table("articles").set_index("article")[["outlet", "published"]]
    long = long.join(about, on="article")
    long = long if actor is None else long[long["actor"] == actor].reset_index(drop=True)
    if by_article:
        long = long if nobody else long[long["actor"] != NOBODY].reset_index(drop=True)
        return with_further_keys(long[BY_ARTICLE], _further_keys(collection))
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
    return noted(with_further_keys(frame[ACTORS], _further_keys(collection)), whole)


def _further_keys(collection: Collection) -> Iterator[tuple[str, Mapping[str, str]]]:
    actors = collection.table("actors")
    return zip(actors["actor"], actors["meta"], strict=True)


@checked
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
    actor = None if actor is None else collection.called(actor)
    frame = collection.table("quotes")[["article", *QUOTES]]
    if by_speaker:
        articles = frame.groupby("speaker", sort=False)["article"].nunique()
        speakers = articles.sort_values(ascending=False, kind="stable").index
        ranks = frame["speaker"].map({name: k for k, name in enumerate(speakers)}).fillna(len(speakers))
        frame = frame.iloc[ranks.argsort(kind="stable")].reset_index(drop=True)
    return frame if actor is None else frame[frame["speaker"] == actor].reset_index(drop=True)


@checked
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


@checked
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
    actor = None if actor is None else collection.called(actor)
    frame = collection.table("mentions")
    frame = (frame if misc else frame[frame["type"] != "MISC"].reset_index(drop=True))[["article", *MENTIONS]]
    return frame if actor is None else frame[frame["actor"] == actor].reset_index(drop=True)


@checked
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
        quotation marks and is ascribed to somebody, missing where there is no word. Copies count too
        (``attrs["copies"]`` says so).

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
    frame["quoted"] = frame["words_quoted"] / frame["words"].where(frame["words"] > 0)
    frame = frame.sort_values("articles", ascending=False, kind="stable").reset_index()
    return noted(frame, collection, collection)


def _without_misc(long: "pandas.DataFrame") -> "pandas.DataFrame":
    """Return actors by article without nationalities and the like; what these say is nobody's, by article."""
    import pandas as pd

    counted = ["quotes", "words_quoted", "words_indirect", "share_of_voice"]
    apart = long["type"].isin(("MISC", ""))
    nobody = long[apart].groupby("article", sort=False)[counted].sum().reset_index()
    nobody = nobody[nobody["quotes"] > 0].assign(actor=NOBODY, type="", roles="", named=0, nominal=0, pronoun=0)
    nobody = nobody.assign(
        aliases=[[]] * len(nobody), meta=[{}] * len(nobody), mentions=0, corrected=False, actor_id=None
    )
    order = {name: k for k, name in enumerate(dict.fromkeys(long["article"]))}
    joined = (
        pd.concat([long[~apart], nobody.astype({"actor_id": "str"})], ignore_index=True)
        if len(nobody)
        else long[~apart]
    )
    return joined.sort_values("article", key=lambda names: names.map(order), kind="stable", ignore_index=True)
