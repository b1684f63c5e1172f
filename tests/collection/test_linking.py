"""One actor in many articles: who is one, who stays two, how sure it is, and what the analyst's word is worth."""

import os
import random
import subprocess
import sys

import pytest
from conftest import ROOT
from entity_linking import SAMPLE, figures, made, sample

from toolkit import collection
from toolkit.actors import Known
from toolkit.actors.actors_file import KnownActor
from toolkit.collection.linking.evidence import LEVELS, Entry, weights
from toolkit.collection.linking.linking import link


def entries(*articles):
    """The actors of some articles: of each its outlet, and actors as (type, name, roles or other names)."""
    return [
        Entry(k, f"a{n}", name, kind, more if kind == "ORG" else (), 2, False, more if kind == "PER" else (), outlet)
        for k, (outlet, *actors) in enumerate(articles)
        for n, (kind, name, *more) in enumerate(actors, start=1)
    ]


def names(found, known=None):
    """For each article, the name that its first actor has in all of them."""
    links = link(found, known)
    return [links[k, "a1"].name for k in range(1 + max(entry.article for entry in found))]


MAYOR = ("Milbrook Herald", ("PER", "John Smith", "mayor of Milbrook"), ("LOC", "Milbrook"))
MAYOR_AGAIN = ("Milbrook Herald", ("PER", "John Smith", "Mayor"), ("LOC", "Milbrook"))
STRIKER = ("Eastmoor Echo", ("PER", "John Smith", "striker"), ("LOC", "Eastmoor"))


def test_two_john_smiths_in_two_towns_are_two():
    one, other, striker = names(entries(MAYOR, MAYOR_AGAIN, STRIKER))
    assert one == other != striker


def test_an_acronym_means_two_bodies_in_two_countries():
    here = ("Umbala Daily", ("ORG", "NPA", "National Prosecuting Authority"), ("LOC", "Umbala"))
    here_again = ("Umbala Daily", ("ORG", "NPA"), ("LOC", "Umbala"))
    there = ("Kitara Post", ("ORG", "NPA", "National Police Agency"), ("LOC", "Kitara"))
    there_again = ("Kitara Post", ("ORG", "NPA"), ("LOC", "Kitara"))
    one, same, other, same_other = names(entries(here, here_again, there, there_again))
    assert one == same != other == same_other


def test_two_ministries_of_health_are_two_and_a_company_of_one_name_is_one():
    norland, umbala = (
        ("N", ("ORG", "Ministry of Health"), ("LOC", "Norland")),
        ("U", ("ORG", "Ministry of Health"), ("LOC", "Umbala")),
    )
    one, other = names(entries(norland, umbala))
    assert one != other
    one, other = names(
        entries(
            ("N", ("ORG", "Halden Motor Co"), ("LOC", "Norland")), ("U", ("ORG", "Halden Motor"), ("LOC", "Umbala"))
        )
    )
    assert one == other


def test_a_surname_alone_is_the_one_who_is_meant_or_nobody_s():
    carver, nina = (
        ("A", ("PER", "Hugh Carver", "minister"), ("LOC", "Carrow")),
        ("B", ("PER", "Nina Carver", "rider"), ("LOC", "Melbrun")),
    )
    assert names(entries(carver, nina, ("A", ("PER", "Carver", "minister"), ("LOC", "Carrow"))))[2] == "Hugh Carver"
    assert names(entries(carver, nina, ("C", ("PER", "Carver"))))[2] == "Carver"


def test_different_full_names_are_never_one_however_much_agrees():
    company = [("ORG", f"Company {letter}") for letter in "ABCDEF"]
    found = entries(
        *[("A", ("PER", name, "mayor of Low"), *company) for name in ("Ada Roe", "Ada Low", "Ben Roe", "Ada Roe")]
    )
    assert names(found) == ["Ada Roe", "Ada Low", "Ben Roe", "Ada Roe"]


def test_a_new_surname_is_known_from_the_article_that_gives_both():
    old, both = Entry(0, "a1", "Clara Benning", "PER"), Entry(1, "a1", "Clara Whitlow", "PER", ["Clara Benning"])
    found = [old, both, Entry(2, "a1", "Clara Whitlow", "PER")]
    assert len(set(names(found))) == 1
    assert names([old, found[2]._replace(article=1)]) == ["Clara Benning", "Clara Whitlow"]


def test_what_the_analyst_says_wins_and_is_certain():
    known = Known(
        (KnownActor("Mayor Smith", aliases=("John Smith", "Ada Roe")), KnownActor("Eastmoor", leave_out=True))
    )
    links = link(entries(MAYOR, STRIKER, ("C", ("PER", "Ada Roe"))), known)
    assert {links[k, "a1"] for k in range(3)} == {links[0, "a1"]}
    assert links[0, "a1"][1:5] == ("Mayor Smith", "PER", 1.0, True)
    assert links[1, "a2"].left_out and not links[0, "a2"].left_out


def test_the_marked_pairs_are_linked_as_well_as_said():
    """The half for tuning; the other is for reporting."""
    of = sample(SAMPLE / "dev.txt")
    found = figures(of, link(of.entries))
    assert found["pairs"] == 157
    assert found["pairwise precision"] >= 0.97 and found["pairwise recall"] >= 0.95
    assert found["B-cubed precision"] >= 0.98 and found["B-cubed recall"] >= 0.98


def test_links_depend_on_the_articles_alone():
    found = made(60)
    shuffled = random.Random(1).sample(found, len(found))
    assert link(found) == link(sorted(shuffled, key=lambda entry: entry.article)) == link(list(found))
    for (article, _), one in link(found).items():
        assert 0 <= one.certainty <= 1 and article < 60


EITHER_SPELLING = """
from toolkit.collection.linking.linking import Entry, link

names = ["Ada Barcorfel", "Ada Barcorfek", "Ada Bxrcorfel"]  # the first may be the second or the third
entries = [Entry(k, "a1", name, "PER", (), 2, False, ["minister"]) for k, name in enumerate(names)]
print(link(entries))
"""


def test_links_are_the_same_in_every_process():
    """Sets come in another order in each, which must not show."""
    found = set()
    for seed in range(6):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(seed)}
        line = [sys.executable, "-c", EITHER_SPELLING]
        found.add(subprocess.run(line, env=environment, capture_output=True, check=True).stdout)
    assert len(found) == 1 and b"Link" in found.pop()


def test_no_two_entities_have_one_name_and_none_is_twice_in_an_article():
    links = link(made(300))
    assert len({one.name for one in links.values()}) == len({one.entity for one in links.values()})
    in_articles = [(article, one.entity) for (article, _), one in links.items()]
    assert len(in_articles) == len(set(in_articles))


def test_every_level_of_evidence_has_a_weight():
    assert {feature: set(levels) for feature, levels in LEVELS.items()} == {f: set(w) for f, w in weights().items()}


def test_entities_of_a_collection_in_memory(tmp_path):
    for k, text in enumerate(("“It is late,” Ada Lovelace said.", "Lovelace said it was late.")):
        (tmp_path / f"{k}.txt").write_text(text, "utf-8")
    c = collection.analyse(tmp_path)
    (row,) = collection.entities(c).to_dict("records")
    assert (row["name"], row["articles"], row["aliases"]) == ("Ada Lovelace", 2, ["Lovelace"])
    assert 0.5 <= row["certainty"] < 1
    assert collection.entities(c, by_article=True)["entity"].tolist() == ["e1", "e1"]
    rest = c.without({c.names[0]: "left out"})
    assert collection.entities(rest)["articles"].tolist() == [1]


@pytest.mark.parametrize("name", ["", "of", "J", "-", "’s", "Mr", "Jr.", "A. B. C.", "the The", "“”", "al-", "Ab"])
def test_odd_names_are_linked_too(name):
    for kind in ("PER", "ORG", "LOC", "MISC"):
        assert len(link([Entry(0, "a1", name, kind), Entry(1, "a1", name, kind, [name, "Ada Roe"])])) == 2
