"""Networks: who is mentioned together, whom each outlet quotes, whom speakers speak about; as tables and as files.

>>> from toolkit.collection import networks
>>> networks.together(articles).edges.values.tolist()[0]
['Ben Low', 'Harbour Company', 2, 2]
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, groupby
from typing import TYPE_CHECKING

from toolkit.analysis.arguments import checked
from toolkit.collection import duplicates, frames, searching
from toolkit.collection.dictionaries import Question, as_dictionary
from toolkit.collection.model import By, Collection, group_column, is_by_time
from toolkit.collection.network import Network, to_networkx, write
from toolkit.errors import ParameterError
from toolkit.quotes.model import STATED
from toolkit.tables import NOBODY

if TYPE_CHECKING:
    import pandas

__all__ = ["Network", "about", "beside", "quoted", "to_networkx", "together", "write"]


def __dir__() -> list[str]:
    return __all__


WITHIN = {
    "article": ["article"],
    "paragraph": ["article", "paragraph"],
    "sentence": ["article", "paragraph", "sentence"],
}


@checked
def together(collection: Collection, *, within: str = "paragraph", least: int = 1, misc: bool = False) -> Network:
    """Return the network of co-mentions: actors that are mentioned in the same paragraphs, by name or otherwise.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` or ``toolkit.open`` gave.
    within
        "article", "paragraph" or "sentence": where both have to be mentioned.
    least
        Pairs that share fewer are left out.
    misc
        Whether to count nationalities, events and works too.

    Returns
    -------
    Network
        Undirected. Edges count ``paragraphs`` (or sentences) and ``articles``.

    Raises
    ------
    ParameterError
        If there is no such place.

    Examples
    --------
    >>> toolkit.collection.networks.together(articles, within="article").edges[["source", "target"]].values.tolist()[0]
    ['Ada Roe', 'Ben Low']
    """
    if within not in WITHIN:
        raise ParameterError(f"actors are mentioned within an {', a '.join(WITHIN)}, not a {within}")
    stories = duplicates.counted(collection)
    mentions = frames.mentions(stories, misc=misc)
    places = mentions[[*WITHIN[within], "actor"]].drop_duplicates().sort_values([*WITHIN[within], "actor"])
    counts: Counter[tuple[str, str]] = Counter()
    articles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for place, actors in _runs(places[WITHIN[within]].itertuples(index=False, name=None), places["actor"]):
        for pair in combinations(actors, 2):
            counts[pair] += 1
            articles[pair].add(place[0])
    rows = [
        (*pair, *([] if within == "article" else [n]), len(articles[pair])) for pair, n in counts.items() if n >= least
    ]
    columns = ["source", "target", *([] if within == "article" else [f"{within}s"]), "articles"]
    edges = _edges(rows, columns)
    return _network("together", _nodes(stories, edges, misc=misc), edges, duplicates.counting_note(collection))


def _runs(places: Iterable[tuple], actors: Iterable[str]) -> Iterator[tuple[tuple, list[str]]]:
    """Yield each place with the actors that are mentioned there; rows of the same place stand together."""
    for place, run in groupby(zip(places, actors, strict=True), key=lambda pair: pair[0]):
        yield place, [actor for _, actor in run]


@checked
def quoted(collection: Collection, by: By = "outlet", *, least: int = 1) -> Network:
    """Return whom each outlet, or other group of articles, quotes: an edge from the group to the speaker.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` or ``toolkit.open`` gave.
    by
        "outlet", or whatever else `Collection.groups` takes.
    least
        Speakers whom a group quotes less often are left out there.

    Returns
    -------
    Network
        Directed. Edges count ``quotes`` (statements, quoted or reported), ``articles`` and ``words``.

    Raises
    ------
    ParameterError
        If the articles cannot be told apart by that.

    Examples
    --------
    >>> toolkit.collection.networks.quoted(articles).edges.values.tolist()[0]
    ['Herald', 'Ada Roe', 1, 1, 14]
    """
    import pandas as pd

    over_time = is_by_time(by)
    note = (duplicates.counting_note if over_time else duplicates.copies_note)(collection)
    collection = duplicates.counted(collection) if over_time else duplicates.with_copies(collection)
    groups = collection.groups(by)
    of_article = dict(zip(collection.names, groups, strict=True))
    said = frames.statements(collection)
    said = said[said["speaker"].notna()]
    apart = {group: f"{group} ({group_column(by)})" for group in set(groups) & set(said["speaker"])}
    source = said["article"].map(of_article).replace(apart)
    counted = said.assign(source=source).groupby(["source", "speaker"], sort=False)
    frame = counted.agg(quotes=("id", "size"), articles=("article", "nunique"), words=("words", "sum")).reset_index()
    rows = frame[frame["quotes"] >= least].itertuples(index=False, name=None)
    edges = _edges(rows, ["source", "target", "quotes", "articles", "words"])
    sizes = Counter(apart.get(group, group) for group in groups)
    quotes = edges.groupby("source")["quotes"].sum()
    own = [(g, group_column(by), sizes[g], 0, int(quotes[g])) for g in dict.fromkeys(edges["source"])]
    nodes = pd.DataFrame(own, columns=["node", "type", "articles", "named", "quotes"])
    nodes = pd.concat([nodes, _nodes(collection, edges[["target"]])], ignore_index=True)
    return _network("quoted", nodes, edges, note)


@checked
def about(collection: Collection, *, least: int = 1, misc: bool = False) -> Network:
    """Return who speaks about whom: an edge from each speaker to each actor that the speaker's statements mention.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` or ``toolkit.open`` gave.
    least
        Edges of fewer statements are left out.
    misc
        Whether to count nationalities, events and works too.

    Returns
    -------
    Network
        Directed. Edges count ``quotes`` (statements in which the actor is mentioned, by name or otherwise) and
        ``articles``. What speakers say of themselves, and what nobody named says, is left out.

    Examples
    --------
    >>> toolkit.collection.networks.about(articles).edges.values.tolist()
    []
    """
    stories = duplicates.counted(collection)
    quotes = stories.table("quotes")[["article", "id", "speaker", "act"]]
    quotes = quotes[quotes["act"].isin(STATED) & quotes["speaker"].notna()].rename(columns={"id": "quote"})
    mentions = stories.table("mentions")
    mentions = mentions[mentions["quote"].notna() & (misc | (mentions["type"] != "MISC"))]
    pairs = mentions[["article", "quote", "actor"]].drop_duplicates().merge(quotes, on=["article", "quote"])
    pairs = pairs[pairs["actor"] != pairs["speaker"]]
    counted = pairs.groupby(["speaker", "actor"], sort=False)
    frame = counted.agg(quotes=("quote", "size"), articles=("article", "nunique")).reset_index()
    found = frame[frame["quotes"] >= least].itertuples(index=False, name=None)
    edges = _edges(found, ["source", "target", "quotes", "articles"])
    return _network("about", _nodes(stories, edges, misc=True), edges, duplicates.counting_note(collection))


@checked
def beside(collection: Collection, question: Question, *, least: int = 1, misc: bool = False) -> Network:
    """Return who is mentioned beside words: an edge from a word or category to each actor of the same paragraphs.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` or ``toolkit.open`` gave.
    question
        A word or phrase ("migra*"), a dictionary of several categories, or a file of one.
    least
        Actors who share fewer paragraphs with it are left out.
    misc
        Whether to count nationalities, events and works too.

    Returns
    -------
    Network
        Directed, the nodes of what was asked for being of the type "words". Edges count ``paragraphs`` and
        ``articles``.

    Raises
    ------
    InputError
        If a file is no dictionary.
    ParameterError
        If there is no word to look for.

    Examples
    --------
    >>> toolkit.collection.networks.beside(articles, "ferr*").edges.values.tolist()[0]
    ['ferr*', 'Ben Low', 3, 2]
    """
    import pandas as pd

    asked, note = as_dictionary(question), duplicates.counting_note(collection)
    collection = duplicates.counted(collection)
    places = searching.places(collection, asked)[["article", "paragraph", "category"]].drop_duplicates()
    places["article"] = pd.Series(collection.names, dtype="str").take(places["article"]).to_numpy()
    mentions = frames.mentions(collection, misc=misc)[["article", "paragraph", "actor"]].drop_duplicates()
    pairs = places.merge(mentions, on=["article", "paragraph"])
    apart = {name: f"{name} (words)" for name in asked.keys() & set(pairs["actor"])}
    counted = pairs.assign(category=pairs["category"].replace(apart)).groupby(["category", "actor"], sort=False)
    frame = counted.agg(paragraphs=("paragraph", "size"), articles=("article", "nunique")).reset_index()
    rows = frame[frame["paragraphs"] >= least].itertuples(index=False, name=None)
    edges = _edges(rows, ["source", "target", "paragraphs", "articles"])
    articles = places.groupby("category")["article"].nunique()
    own = [(apart.get(name, name), "words", int(articles[name]), 0, 0) for name in asked if name in articles]
    nodes = pd.DataFrame(own, columns=["node", "type", "articles", "named", "quotes"])
    nodes = nodes[nodes["node"].isin(set(edges["source"]))]
    nodes = pd.concat([nodes, _nodes(collection, edges[["target"]])], ignore_index=True)
    return _network("beside", nodes, edges, note)


KINDS: dict[str, Callable[[Collection], Network]] = {"together": together, "quoted": quoted, "about": about}


def _network(kind: str, nodes: "pandas.DataFrame", edges: "pandas.DataFrame", note: str) -> Network:
    """Return a network whose tables say how copies count, if there is something to say."""
    for frame in (nodes, edges):
        frame.attrs = {"copies": note} if note else {}
    return Network(nodes, edges, kind)


def _edges(rows: Iterable[tuple], columns: list[str]) -> "pandas.DataFrame":
    """Return edges as a table, the strongest first, equals by name."""
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=columns)
    frame = frame.astype(dict.fromkeys(columns[:2], "str") | dict.fromkeys(columns[2:], "int64"))
    order = [columns[2], "articles", "source", "target"]
    return frame.sort_values(order, ascending=[False, False, True, True], kind="stable", ignore_index=True)


def _nodes(collection: Collection, edges: "pandas.DataFrame", *, misc: bool = True) -> "pandas.DataFrame":
    """Return the actors that edges tie, most articles first."""
    actors = frames.actors(collection, misc=misc).rename(columns={"actor": "node"})
    tied = {name for column in ("source", "target") if column in edges for name in edges[column]}
    nodes = actors[actors["node"].isin(tied) & (actors["node"] != NOBODY)]
    nodes = nodes.sort_values(["articles", "named", "node"], ascending=[False, False, True], kind="stable")
    further = [column for column in nodes if column not in (*frames.ACTORS, "node")]
    return nodes[["node", "type", "articles", "named", "quotes", *further]].reset_index(drop=True)
