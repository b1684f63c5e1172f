"""Figure of a network: who is tied to whom, as discs and lines, each disc with its name where nothing covers it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit.analysis.arguments import checked
from toolkit.display.copies import unit_of
from toolkit.display.wording import count
from toolkit.figures import style
from toolkit.figures.captions import row_list, short_name
from toolkit.figures.finishing import begin, empty, finish
from toolkit.figures.keys import patch, type_key
from toolkit.figures.model import Arrange, Chart, Words

if TYPE_CHECKING:
    import numpy
    import pandas
    from matplotlib.axes import Axes

    from toolkit.collection.networks import Network

TIES = 2.5  # drawn for each node at most, the strongest
SMALLEST, LARGEST = 4, 17  # points of a disc
GAP = 3  # points around a disc with its name
LONGEST = 26  # characters of a name
TO_MIDDLE = 0.3  # a weak tie of all to the middle: what is not tied to the rest stays near
SEED = 1
TURNS = 400  # in which discs move apart


@checked
def network(found: "Network", *, ax: "Axes | None" = None, n: int = 25) -> "Axes":
    """Draw who is tied to whom: a disc for each, the larger the more articles, and lines as thick as ties are strong.

    Parameters
    ----------
    found
        What a function of ``toolkit.collection.networks`` gave.
    ax
        Where to draw; by default on a sheet of its own.
    n
        At most so many discs, those with the strongest ties, and two and a half times as many lines.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.network(toolkit.collection.networks.together(articles))
    >>> toolkit.figures.data(ax).columns.tolist()
    ['source', 'target', 'paragraphs', 'articles']
    """
    nodes, edges = _strongest(found, n)
    with style.context():
        ax = begin(ax)
        if edges.empty:
            return empty(ax, "Nobody is tied to anybody here", found.edges)
        ax.set_axis_off()
        ax.set_xlim(0, 1)
        ax.set_ylim(0, 1)
        arrange = _draw(ax, nodes, edges, found)
        types = nodes["type"].tolist()
        others = [kind for kind in dict.fromkeys(types) if kind not in style.TYPES]
        key = [*type_key(types), *[(patch(style.NOBODY), kind) for kind in others]]
        return finish(
            ax, _words(found, nodes, edges), found.edges, key=key, arrange=arrange, chart=_chart(found, edges), rows=18
        )


def _strongest(found: "Network", n: int) -> "tuple[pandas.DataFrame, pandas.DataFrame]":
    """Return the nodes whose ties are strongest together, and the strongest ties between them."""
    edges, weight = found.edges, found.weight
    strength = edges.groupby("source")[weight].sum().add(edges.groupby("target")[weight].sum(), fill_value=0)
    ranked = sorted(strength.index, key=lambda node: (-strength[node], node))
    chosen = set(ranked[:n])
    edges = edges[edges["source"].isin(chosen) & edges["target"].isin(chosen)].head(round(TIES * n))
    tied = {*edges["source"], *edges["target"]}
    return found.nodes[found.nodes["node"].isin(tied)].reset_index(drop=True), edges.reset_index(drop=True)


def _draw(ax: "Axes", nodes: "pandas.DataFrame", edges: "pandas.DataFrame", found: "Network") -> Arrange:
    """Draw lines, discs and names; return what puts them where they fit."""
    import numpy as np

    place = {node: k for k, node in enumerate(nodes["node"])}
    ends = [(place[a], place[b]) for a, b in zip(edges["source"], edges["target"], strict=True)]
    start = _layout(len(nodes), ends, edges[found.weight].tolist())
    widths = 0.5 + 3.5 * np.sqrt(edges[found.weight].to_numpy() / edges[found.weight].max())
    sizes = SMALLEST + (LARGEST - SMALLEST) * np.sqrt(nodes["articles"].to_numpy() / nodes["articles"].max())
    lines = [
        _line(ax, width, size=sizes[b], directed=found.directed) for width, (_, b) in zip(widths, ends, strict=True)
    ]
    colours = [style.TYPES.get(kind, style.NOBODY) for kind in nodes["type"]]
    edge = [style.darker(colour) for colour in colours]
    discs = ax.scatter(start[:, 0], start[:, 1], s=sizes**2, color=colours, edgecolor=edge, linewidth=0.6, zorder=3)
    box = {"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.4}
    names = [
        ax.text(x, y, short_name(node, LONGEST), ha="center", va="top", fontsize=style.SMALL, zorder=4, bbox=box)
        for (x, y), node in zip(start, nodes["node"], strict=True)
    ]

    def arrange(ax: "Axes", renderer: Any) -> None:
        room, point = ax.get_window_extent(renderer), ax.figure.dpi / 72
        extents = [name.get_window_extent(renderer) for name in names]
        wide = np.maximum([extent.width for extent in extents], sizes * point) + GAP * point
        high = np.array([extent.height for extent in extents]) + (sizes + 1 + GAP) * point
        middle = _apart(start, np.stack([wide, high], axis=1), np.array([room.width, room.height]))
        top = middle[:, 1] + high / 2  # a disc at the top of its box, its name below
        centres = np.stack([middle[:, 0], top - (sizes + GAP) / 2 * point], axis=1) / [room.width, room.height]
        discs.set_offsets(centres)
        for name, (x, y), size in zip(names, centres, sizes, strict=True):
            name.set_position((x, y - (size / 2 + 1) * point / room.height))
        for line, (a, b) in zip(lines, ends, strict=True):
            line.set_positions(centres[a], centres[b])

    return arrange


def _line(ax: "Axes", width: float, *, size: float, directed: bool) -> Any:
    """Draw a tie that is given its ends later; with a head where it has a direction."""
    from matplotlib.patches import FancyArrowPatch

    look: dict[str, Any] = (
        {"arrowstyle": "-|>", "mutation_scale": 7, "shrinkB": size / 2} if directed else {"arrowstyle": "-"}
    )
    curve = "arc3,rad=0.12" if directed else "arc3"
    line = FancyArrowPatch(
        (0, 0), (1, 1), connectionstyle=curve, linewidth=width, color=style.SOFT, alpha=0.45, zorder=1, **look
    )
    return ax.add_patch(line)


def _layout(number: int, ends: Sequence[tuple[int, int]], weights: Sequence[float]) -> "numpy.ndarray":
    """Return a place from 0 to 1 for each node, near those it is tied to (Fruchterman and Reingold 1991)."""
    import networkx
    import numpy as np

    graph = networkx.Graph()
    graph.add_edges_from(((k, "middle") for k in range(number)), weight=TO_MIDDLE)
    for (a, b), weight in zip(ends, weights, strict=True):
        there = graph.get_edge_data(a, b, {"weight": 0})["weight"]
        graph.add_edge(a, b, weight=there + weight**0.5)
    found = networkx.spring_layout(graph, k=2 / number**0.5, iterations=300, seed=SEED)
    places = np.array([found[k] for k in range(number)])
    ranks = places.argsort(axis=0).argsort(axis=0) / max(number - 1, 1)  # half by rank: no crowd beside empty room
    spread = (places - places.min(axis=0)) / np.maximum(np.ptp(places, axis=0), 1e-9)
    return np.round((spread + ranks) / 2, 3)


def _apart(start: "numpy.ndarray", boxes: "numpy.ndarray", room: "numpy.ndarray") -> "numpy.ndarray":
    """Return the middles of boxes in a room, near where they start, moved until none covers another."""
    import numpy as np

    low, high = boxes / 2, np.maximum(room - boxes / 2, boxes / 2)
    at = low + start * (high - low)
    first, second = np.triu_indices(len(at), 1)
    wanted = (boxes[first] + boxes[second]) / 2
    for _ in range(TURNS):
        between = at[second] - at[first]
        over = wanted - np.abs(between)
        covers = (over > 0.1).all(axis=1)
        if not covers.any():
            break
        axis = over[covers].argmin(axis=1)  # the shorter way out
        rows = np.flatnonzero(covers)
        step = np.zeros_like(at)
        sign = np.where(between[rows, axis] < 0, -1, 1)
        push = sign * (over[rows, axis] / 2 + 0.05)
        np.add.at(step, (second[rows], axis), push)
        np.add.at(step, (first[rows], axis), -push)
        at = np.clip(at + 0.6 * step, low, high)
    return np.round(at, 1)


def _words(found: "Network", nodes: "pandas.DataFrame", edges: "pandas.DataFrame") -> Words:
    weight, kind = found.weight, found.kind
    title, texts = _title(edges, weight, kind), unit_of(found.edges)[1]
    subtitle = {
        "together": f"Lines: {weight} that mention both; discs: how many {texts} mention each",
        "quoted": "Lines: statements quoted or reported; discs: how many articles each has, or is in",
        "about": f"Lines: statements of one that mention the other; discs: how many {texts} mention each",
        "beside": f"Lines: {weight} in which words stand that mention the actor; discs: how many {texts} have each",
    }[kind]
    ties = [
        f"{a} {'and' if kind == 'together' else 'to'} {b}"
        for a, b in zip(edges["source"], edges["target"], strict=True)
    ]
    all_nodes, all_ties = len(found.nodes), count(len(found.edges), "tie")
    cut = len(nodes) < all_nodes or len(edges) < len(found.edges)
    return Words(
        title=title,
        subtitle=subtitle,
        alt=f"Network: {title}. {row_list(ties, [str(n) for n in edges[weight]], 12)}.",
        note=f"The {len(nodes):,} of {all_nodes:,} with the strongest ties, and {len(edges):,} of {all_ties}"
        if cut
        else "",
        unit="",
    )


def _title(edges: "pandas.DataFrame", weight: str, kind: str) -> str:
    """Say which tie is the strongest."""
    top, most = edges[edges[weight] == edges[weight].max()], int(edges[weight].max())
    what = count(most, weight[:-1])
    if len(top) > 1:
        return f"The strongest of {count(len(edges), 'tie')} are {len(top)} of {what} each"
    one, other = short_name(top["source"].iloc[0], 30), short_name(top["target"].iloc[0], 30)
    return {
        "together": f"{one} and {other} are mentioned together most often, in {what}",
        "quoted": f"{one} quotes {other} most often: {what}",
        "about": f"{one} speaks most often about {other}: in {what}",
        "beside": f"{one} shares most with {other}: {what}",
    }[kind]


def _chart(found: "Network", edges: "pandas.DataFrame") -> Chart:
    """Return the ties as bars, for tools that know no networks."""
    between = "→" if found.directed else "–"
    rows = [
        {"tie": f"{row['source']} {between} {row['target']}", found.weight: row[found.weight]}
        for row in edges.to_dict("records")
    ]
    return Chart("bars", rows, "tie", [found.weight], unit=found.weight)
