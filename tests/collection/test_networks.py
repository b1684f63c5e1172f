"""Who is tied to whom: counted by hand, the same in memory and in a store, and as files that other tools read."""

import csv

import networkx
import pytest
from made_analyses import crowd, port, silence

import toolkit
from toolkit import collection
from toolkit.collection import networks
from toolkit.errors import ParameterError

TEXTS = {
    "one": "Cracks\n\n“Ben Low knew it,” Ada Roe said. “Ada Roe knows nothing,” Ben Low said.\n\n"
    "Ada Roe met Ben Low.\n",
    "two": "Ferries\n\n“Ben Low is wrong,” Ada Roe told reporters.\n\nCarla Diaz stayed away.\n",
}


@pytest.fixture(scope="module")
def both():
    analyses = [toolkit.analyse(toolkit.read(text=text, id=id, outlet=f"{id} post")) for id, text in TEXTS.items()]
    return collection.from_analyses(analyses)


def rows(network):
    return [tuple(row) for row in network.edges.itertuples(index=False)]


def test_who_is_mentioned_together_is_counted_once_a_place(both):
    assert rows(networks.together(both)) == [("Ada Roe", "Ben Low", 3, 2)]
    assert rows(networks.together(both, within="sentence")) == [("Ada Roe", "Ben Low", 4, 2)]
    pairs = rows(networks.together(both, within="article"))
    assert pairs == [("Ada Roe", "Ben Low", 2), ("Ada Roe", "Carla Diaz", 1), ("Ben Low", "Carla Diaz", 1)]
    assert rows(networks.together(both, within="article", least=2)) == pairs[:1]
    with pytest.raises(ParameterError, match="not a page"):
        networks.together(both, within="page")


def test_a_network_agrees_with_whom_an_actor_is_mentioned_with():
    many = collection.from_analyses([port(), port(), crowd(["Ann Bell", "Carl Dune", "Eve Fox"])])
    edges = networks.together(many).edges
    for actor in collection.actors(many)["actor"]:
        mine = edges[(edges["source"] == actor) | (edges["target"] == actor)]
        there = collection.together(many, actor)
        assert mine["paragraphs"].sum() == there["paragraphs"].sum()


def test_who_quotes_whom_and_who_speaks_about_whom(both):
    assert [row[:3] for row in rows(networks.quoted(both))] == [
        ("one post", "Ada Roe", 1),
        ("one post", "Ben Low", 1),
        ("two post", "Ada Roe", 1),
    ]
    found = networks.quoted(both, by=["Ada Roe", "b"])  # a group that is called like a speaker is not that speaker
    assert rows(found)[0][:2] == ("Ada Roe (group)", "Ada Roe")
    assert rows(networks.about(both)) == [("Ada Roe", "Ben Low", 2, 2), ("Ben Low", "Ada Roe", 1, 1)]


def test_who_is_mentioned_beside_words(both):
    found = networks.beside(
        both, {"Ada Roe": ["knew", "knows"], "away": ["away|wrong"]}
    )  # a category called like an actor
    assert rows(found) == [
        ("Ada Roe (words)", "Ada Roe", 1, 1),
        ("Ada Roe (words)", "Ben Low", 1, 1),
        ("away", "Ada Roe", 1, 1),
        ("away", "Ben Low", 1, 1),
        ("away", "Carla Diaz", 1, 1),
    ]
    assert networks.beside(both, "snow").edges.empty


def test_nodes_are_those_that_edges_tie(both):
    found = networks.quoted(both)
    assert found.nodes.values.tolist()[0] == ["one post", "outlet", 1, 0, 2]
    assert set(found.nodes["node"]) == {*found.edges["source"], *found.edges["target"]}


def test_gephi_and_networkx_read_the_files(both, tmp_path):
    for name, make in networks.KINDS.items():
        found = make(both)
        networks.write(found, tmp_path / name)
        (path,) = networks.write(found, tmp_path / f"{name}.graphml")
        graph = networkx.read_graphml(path)
        assert graph.is_directed() == found.directed == (name != "together")
        assert {graph[a][b]["weight"] for a, b in graph.edges} == set(found.edges[found.weight])
        assert all(graph.nodes[node]["label"] == node for node in graph)
        with (tmp_path / name / "edges.csv").open(encoding="utf-8") as file:
            edges = list(csv.DictReader(file))
        assert list(edges[0])[:4] == ["Source", "Target", "Type", "Weight"]
        assert [(e["Source"], e["Target"], int(e["Weight"])) for e in edges] == [row[:3] for row in rows(found)]
        with (tmp_path / name / "nodes.csv").open(encoding="utf-8") as file:
            assert {node["Id"] for node in csv.DictReader(file)} == set(graph)


def test_characters_that_xml_cannot_hold_do_not_break_a_file(tmp_path):
    nasty = collection.from_analyses([crowd(["Ann\x0b Bell", "<Carl> & “Dune”"])])
    (path,) = networks.write(networks.together(nasty, within="article"), tmp_path / "x.graphml")
    assert set(networkx.read_graphml(path)) == {"Ann\N{REPLACEMENT CHARACTER} Bell", "<Carl> & “Dune”"}


def test_where_nobody_is_there_is_no_tie(tmp_path):
    for make in networks.KINDS.values():
        found = make(collection.from_analyses([silence()]))
        assert found.nodes.empty and found.edges.empty
        networks.write(found, tmp_path / "x.graphml")


def test_a_store_gives_the_same_and_the_command_exports_it(tmp_path):
    for id, text in TEXTS.items():
        (tmp_path / "in" / id).mkdir(parents=True)
        (tmp_path / "in" / id / f"{id}.txt").write_text(text)
    collection.store.corpus(tmp_path / "in", tmp_path / "store", workers=1)
    stored, memory = toolkit.open(tmp_path / "store"), collection.analyse(tmp_path / "in")
    for make in networks.KINDS.values():
        assert rows(make(stored)) == rows(make(memory))
    for source, to in (("in", "graphml"), ("store", "gephi")):
        with pytest.raises(SystemExit) as ended:
            toolkit_command("export", str(tmp_path / source), "--to", to, "-o", str(tmp_path / to))
        assert ended.value.code == 0
    assert (tmp_path / "graphml" / "about.graphml").is_file()
    assert (tmp_path / "gephi" / "together" / "edges.csv").is_file()


def toolkit_command(*line):
    from toolkit.cli import app

    app(list(line))
