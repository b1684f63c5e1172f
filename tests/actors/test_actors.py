"""Actors: each once, with every mention of its own kind and label."""

import pytest

from toolkit import sources
from toolkit.actors import Known, KnownActor, find_everybody
from toolkit.reader import Name, Reading


def gathered(text, marked, known=None):
    """Actors of a text in which a reader marked names: (form, label) in the order of the text."""
    found, at = [], 0
    for form, label in marked:
        start = text.index(form, at)
        found.append(Name(start, start + len(form), label, 0.9))
        at = start + len(form)
    article = sources.read(text=text, id="a")
    return {a.name: a for a in find_everybody(article, Reading(tuple(found), (), ()), known).actors}


def mentions(text, actor):
    return [(text[slice(*m.span)], m.kind, m.label) for m in actor.mentions]


def test_a_place_that_acts_and_the_place_where_it_happens_are_one_actor():
    text = "Kestovia accused them on Monday. They had met in Kestovia."
    found = gathered(text, [("Kestovia", "ORG"), ("Kestovia", "LOC")])
    assert mentions(text, found["Kestovia"]) == [("Kestovia", "name", "ORG"), ("Kestovia", "name", "LOC")]


def test_the_bloc_is_the_european_union_where_it_is_named():
    text = "The European Union objected. The bloc has 27 members. Later the EU gave in."
    found = gathered(text, [("European Union", "ORG"), ("bloc", "ORG"), ("EU", "ORG")])
    assert [(form, kind) for form, kind, _ in mentions(text, found["European Union"])] == [
        ("European Union", "name"),
        ("bloc", "nominal"),
        ("EU", "name"),
    ]


NATIONAL = "Belarus protested. Belarusian forces met Polish officers; the Belarusians left Belarus."
MARKED = [("Belarus", "LOC"), ("Belarusian", "MISC"), ("Polish", "MISC"), ("Belarusians", "MISC"), ("Belarus", "LOC")]


def test_adjectives_of_nationality_are_no_mention_of_the_country():
    found = gathered(NATIONAL, MARKED)
    assert len(found["Belarus"].mentions) == 2
    assert {a.type for name, a in found.items() if name != "Belarus"} == {"MISC"}


def test_a_setting_counts_adjectives_of_nationality():
    found = gathered(NATIONAL, MARKED, Known(count_nationalities=True))
    assert {name: (a.type, len(a.mentions)) for name, a in found.items()} == {
        "Belarus": ("LOC", 4),
        "Poland": ("LOC", 1),
    }
    assert ("Belarusian", "name", "MISC") in mentions(NATIONAL, found["Belarus"])


def test_what_the_analyst_knows_merges_types_groups_and_leaves_out():
    text = "Ada Roe came. The Iron Mayor spoke to the Harbour Gazette. Roe left."
    marked = [("Ada Roe", "PER"), ("Iron Mayor", "ORG"), ("Harbour Gazette", "ORG"), ("Roe", "PER")]
    known = Known(
        (
            KnownActor("Ada Roe", ("Iron Mayor",), groups={"party": "Left"}),
            KnownActor("Harbour Gazette", leave_out=True),
        )
    )
    (roe,) = gathered(text, marked, known).values()
    assert (roe.name, roe.type, roe.groups, roe.corrected) == ("Ada Roe", "PER", {"party": "Left"}, True)
    assert [form for form, _, _ in mentions(text, roe)] == ["Ada Roe", "Iron Mayor", "Roe"]


def test_a_known_name_that_the_reader_overlooked_is_counted():
    text = "Then quillfeather rose, said Quillfeather."
    known = Known((KnownActor("Quillfeather", type="ORG"),))
    assert mentions(text, gathered(text, [], known)["Quillfeather"]) == [("Quillfeather", "name", "ORG")]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Then Kestovian Defence Minister Viktor Aube spoke.", ("Kestovian Defence Minister",)),
        ("Viktor Aube, an analyst at Larkfield & Moss, spoke.", ("analyst at Larkfield & Moss",)),
        ("Secretary of State Viktor Aube spoke.", ("Secretary of State",)),
        ("The former finance minister Viktor Aube spoke.", ("former finance minister",)),
        ("His sister, Viktor Aube, spoke.", ("sister",)),
        ("Mr. Viktor Aube spoke.", ()),
        ("Water Viktor Aube, he said.", ()),
    ],
)
def test_roles_are_what_the_text_calls_somebody(text, roles):
    assert gathered(text, [("Viktor Aube", "PER")])["Viktor Aube"].roles == roles


def test_a_full_name_tells_the_type_of_an_acronym_and_a_surname():
    text = "Ana Maria Lopez Orla won. AMLO left. AMLO won. Bo Jordan met Li. Jordan said so. Then Jordan left."
    marked = [("Ana Maria Lopez Orla", "PER"), ("AMLO", "ORG"), ("AMLO", "ORG")]
    found = gathered(text, [*marked, ("Bo Jordan", "PER"), ("Jordan", "LOC"), ("Jordan", "LOC")])
    assert {name: (a.type, len(a.mentions)) for name, a in found.items() if name != "Jordan"} == {
        "Ana Maria Lopez Orla": ("PER", 3),
        "Bo Jordan": ("PER", 3),
    }
