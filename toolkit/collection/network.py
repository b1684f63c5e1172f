"""A network: two tables, a graph for NetworkX, and files for Gephi and other tools."""

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toolkit.analysis.arguments import checked
from toolkit.tables.files import to_csv
from toolkit.tables.workbook import NOT_IN_XML

if TYPE_CHECKING:
    import networkx
    import pandas

GRAPHML = ".graphml"


class Network(NamedTuple):
    """Who is tied to whom, in two tables.

    ``nodes``: ``node`` (a name), ``type`` (PER, ORG, LOC, MISC, or what groups are, such as "outlet"), ``articles``,
    ``named``, ``quotes``, and further keys of actors.toml; most articles first. ``edges``: ``source``, ``target``, then
    how often, the third column being the edge's weight, and in how many ``articles``; the strongest first.
    ``kind`` is the function that made it: "together", "quoted", "about" or "beside". Both tables say how copies count
    (``attrs["copies"]``): each story once, but where outlets or other groups are nodes, whose copies are their own.

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


@checked
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


@checked
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
