"""Whom a source phrase means: structure of the phrase, roles, relative clauses, pronouns."""

import pytest

from toolkit.actors import Actor, Mention, roles
from toolkit.quotes.discourse import Discourse
from toolkit.quotes.speakers import resolve_speaker


def source(text, phrase, *named, kind="direct", **role):
    """(speaker, speaks_for) of the phrase, as names; ``named`` are names of people, ORG:… of organisations."""
    actors = []
    for k, form in enumerate(named, start=1):
        type, name = form.split(":") if ":" in form else ("PER", form)
        at, mentions = text.find(name), []
        while at >= 0:
            mentions.append(Mention((at, at + len(name)), "name", type))
            at = text.find(name, at + 1)
        actors.append(Actor(f"a{k}", name, type, tuple(mentions), roles=tuple(role.get(name.split()[-1], ()))))
    names = {a.id: a.name for a in actors}
    start = text.index(phrase)
    found = resolve_speaker([(start, start + len(phrase))], [], [(0, 1)], kind, Discourse(text, actors, []))
    return names.get(found.speaker), names.get(found.speaks_for)


@pytest.mark.parametrize(
    ("phrase", "named", "speaker", "speaks_for"),
    [
        ("Secretary of State Antony Blinken", ["Antony Blinken"], "Antony Blinken", None),
        ("Hugh Hill, a doctor at the clinic,", ["Hugh Hill"], "Hugh Hill", None),
        ("his lawyer, Mira Das,", ["Mira Das"], "Mira Das", None),
        ("Trump’s lawyer, Mira Das,", ["Trump", "Mira Das"], "Mira Das", None),
        ("the NATO statement", ["ORG:NATO"], "NATO", None),
        ("a statement from the White House", ["ORG:White House"], "White House", None),
        ("Trump’s tweet", ["Trump"], "Trump", None),
        ("a spokesman for the Home Office", ["ORG:Home Office"], None, "Home Office"),
        ("the White House spokesman", ["ORG:White House"], None, "White House"),
        ("Trump’s campaign", ["Trump"], None, "Trump"),
        ("Clinton campaign manager Robby Mook", ["Clinton", "Robby Mook"], "Robby Mook", "Clinton"),
        ("Phil Smith, a spokesman for the Mine Union,", ["Phil Smith", "ORG:Mine Union"], "Phil Smith", None),
        ("Smith of Ohio", ["Smith"], "Smith", None),
        ("former economy minister Ana Ruiz", ["Ana Ruiz"], "Ana Ruiz", None),
        ("The Finance Minister of Chile", ["ORG:Chile"], None, "Chile"),
        ("a joint statement by Chile and Peru", ["ORG:Chile", "ORG:Peru"], None, None),
        ("officials", [], None, None),
        ("a homeless man", [], None, None),
    ],
)
def test_structure_of_the_phrase(phrase, named, speaker, speaks_for):
    assert source(f"x said {phrase} y.", phrase, *named) == (speaker, speaks_for)


def test_a_role_means_who_has_it():
    text = "Ana Ruiz, the finance minister, came. Ben Cole left. the minister said no."
    assert source(text, "the minister", "Ana Ruiz", "Ben Cole", Ruiz=["finance minister"]) == ("Ana Ruiz", None)


def test_who_means_the_name_before_it():
    text = "Ana Ruiz, a doctor, who said no, left with Ben Cole."
    assert source(text, "who", "Ana Ruiz", "Ben Cole") == ("Ana Ruiz", None)


def test_she_that_nothing_links_is_the_person_the_narration_named_last():
    text = "Ana Ruiz came late. she said no."
    assert source(text, "she", "Ana Ruiz") == ("Ana Ruiz", None)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Belarusian Defense Minister Viktor Khrenin spoke", "Viktor Khrenin", "Belarusian Defense Minister"),
        ("NATO Secretary-General Jens Stoltenberg spoke", "Jens Stoltenberg", "NATO Secretary-General"),
        ("said former economy minister Ana Ruiz", "Ana Ruiz", "former economy minister"),
        ("Ana Ruiz, an analyst at the bank, spoke", "Ana Ruiz", "analyst at the bank"),
        ("Ana Ruiz, who said no, spoke", "Ana Ruiz", None),
        ("Ana Ruiz, 28, a product designer, spoke", "Ana Ruiz", "product designer"),
        ("The founder and chairman, Ana Ruiz, spoke", "Ana Ruiz", "founder and chairman"),
        ("where her mother, Ana Ruiz, cleaned the floors, they", "Ana Ruiz", "mother"),
        ("On Tuesday Ana Ruiz spoke", "Ana Ruiz", None),
        ("Mr. Ruiz spoke", "Ruiz", None),
        ("in Paris, the capital, Ana Ruiz spoke", "Ana Ruiz", None),
    ],
)
def test_roles(text, name, role):
    start = text.index(name)
    assert (roles.before(text, start) or roles.after(text, start + len(name))) == role


@pytest.mark.parametrize(
    ("text", "phrase", "speaker"),
    [
        ("Tarn Abel, 19, broke a window. Then Ben Cole came. the teenager said so.", "the teenager", "Tarn Abel"),
        (
            "Tarn Abel of Georgia spoke, and Ben Cole. the Georgia lawmaker said so.",
            "the Georgia lawmaker",
            "Tarn Abel",
        ),
        ("Tarn Abel and Ben Cole sat down. the judges said so.", "the judges", None),
        ("Tarn Abel said Ben Cole was right when he said so.", "he", "Ben Cole"),
    ],
)
def test_whom_a_description_means(text, phrase, speaker):
    assert source(text, phrase, "Tarn Abel", "Ben Cole")[0] == speaker
