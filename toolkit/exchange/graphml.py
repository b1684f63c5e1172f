"""Networks of actors as GraphML, for Gephi, Cytoscape, NetworkX, igraph and others."""

from pathlib import Path

from toolkit.collection import Collection, networks


def write(collection: Collection, folder: Path) -> list[Path]:
    """Write a file for each network: who is mentioned together, whom each outlet quotes, who speaks about whom."""
    return [
        path
        for name, network in networks.KINDS.items()
        for path in networks.write(network(collection), folder / f"{name}.graphml")
    ]
