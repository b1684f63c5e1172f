"""Networks: who is mentioned together, whom each outlet quotes, whom speakers speak about; as tables and as files.

>>> from toolkit.collection import networks
>>> networks.together(articles).edges.values.tolist()[0]
['Ben Low', 'Harbour Company', 2, 2]
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, groupby
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toolkit.collection import duplicates, frames, searching
from toolkit.collection.dictionaries import Question, as_dictionary
from toolkit.collection.model import By, Collection, group_column
from toolkit.errors import ParameterError
from toolkit.quotes.model import STATED
from toolkit.tables import NOBODY
from toolkit.tables.files import to_csv
from toolkit.tables.workbook import NOT_IN_XML

if TYPE_CHECKING:
    import networkx
    import pandas

__all__ = ["Network", "about", "beside", "quoted", "to_networkx", "together", "write"]


def __dir__() -> list[str]:
    return __all__


WITHIN = {
    "article": ["article"],
    "paragraph": ["article", "paragraph"],
    "sentence": ["article", "paragraph", "sentence"],
}
GRAPHML = ".graphml"


class Network(NamedTuple):
    """Who is tied to whom, in two tables.

    ``nodes``: ``node`` (a name), ``type`` (PER, ORG, LOC, MISC, or what groups are, such as "outlet"), ``articles``,
    ``named``, ``quotes``, and further keys of actors.toml; most articles first. ``edges``: ``source``, ``target``, then
    how often, the third column being the edge's weight, and in how many ``articles``; the strongest first.
    ``kind`` is the function that made it: "together", "quoted", "about" or "beside".

    >>> toolkit.collection.networks.together(articles).nodes[["node", "articles"]].values.tolist()[0]
    ['Ben Low', 2]
    """

    nodes: "pandas.DataFrame"
    edges: "pandas.DataFrame"
    kind: str

    @property
    def directed(self) -> bool:
        """Whether source and target differ in what they are."""
        return self.kind != "together"

    @property
    def weight(self) -> str:
        """What the strength of an edge counts: "paragraphs", "quotes"."""
        return str(self.edges.columns[2])


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
    mentions = frames.mentions(duplicates.counted(collection), misc=misc)
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
    return Network(_nodes(collection, edges, misc=misc), edges, "together")


def _runs(places: Iterable[tuple], actors: Iterable[str]) -> Iterator[tuple[tuple, list[str]]]:
    """Yield each place with the actors that are mentioned there; rows of the same place stand together."""
    for place, run in groupby(zip(places, actors, strict=True), key=lambda pair: pair[0]):
        yield place, [actor for _, actor in run]


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
    return Network(pd.concat([nodes, _nodes(collection, edges[["target"]])], ignore_index=True), edges, "quoted")


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
    return Network(_nodes(collection, edges, misc=True), edges, "about")


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

    asked, collection = as_dictionary(question), duplicates.counted(collection)
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
    return Network(pd.concat([nodes, _nodes(collection, edges[["target"]])], ignore_index=True), edges, "beside")


KINDS: dict[str, Callable[[Collection], Network]] = {"together": together, "quoted": quoted, "about": about}


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


def to_networkx(network: Network) -> "networkx.Graph":
    """Return a network for NetworkX, with all columns of its tables; ``weight`` is how strong an edge is.

    Examples
    --------
    >>> graph = toolkit.collection.networks.to_networkx(toolkit.collection.networks.together(articles))
    >>> graph["Ada Roe"]["Ben Low"]["weight"], graph.nodes["Ben Low"]["type"]
    (1, 'PER')
    """
    import networkx

    graph = networkx.DiGraph() if network.directed else networkx.Graph()
    for row in network.nodes.to_dict("records"):
        graph.add_node(
            row.pop("node"), **{name: value for name, value in row.items() if value == value and value is not None}
        )
    for row in network.edges.to_dict("records"):
        graph.add_edge(row.pop("source"), row.pop("target"), weight=row[network.weight], **row)
    return graph


def write(network: Network, out: str | PathLike) -> list[Path]:
    """Write a network for Gephi and other tools.

    Parameters
    ----------
    network
        What `together`, `quoted` or `about` gave.
    out
        A file that ends in ``.graphml``; or a folder, for ``nodes.csv`` and ``edges.csv`` as Gephi imports them.

    Returns
    -------
    list of pathlib.Path
        The files. The same network gives the same bytes.

    Examples
    --------
    >>> found = toolkit.collection.networks.together(articles)
    >>> [path.name for path in toolkit.collection.networks.write(found, folder)]
    ['nodes.csv', 'edges.csv']
    """
    path = Path(out)
    if path.suffix.lower() == GRAPHML:
        return [_write_graphml(network, path)]
    path.mkdir(parents=True, exist_ok=True)
    nodes = network.nodes.rename(columns={"node": "Id"})
    nodes.insert(1, "Label", nodes["Id"])
    edges = network.edges.rename(columns={"source": "Source", "target": "Target"})
    edges.insert(2, "Type", "Directed" if network.directed else "Undirected")
    edges.insert(3, "Weight", edges[network.weight])
    return [to_csv(nodes, path / "nodes.csv"), to_csv(edges, path / "edges.csv")]


def _write_graphml(network: Network, path: Path) -> Path:
    """Write GraphML; each node has its name as ``label`` too, which Gephi shows."""
    import networkx

    def plain(names: "pandas.Series") -> "pandas.Series":
        return names.str.replace(NOT_IN_XML, "\N{REPLACEMENT CHARACTER}", regex=True)

    nodes, edges = network.nodes, network.edges
    named = nodes.assign(node=plain(nodes["node"]), label=plain(nodes["node"]))
    tied = edges.assign(source=plain(edges["source"]), target=plain(edges["target"]))
    path.parent.mkdir(parents=True, exist_ok=True)
    networkx.write_graphml_xml(to_networkx(Network(named, tied, network.kind)), path)
    return path
