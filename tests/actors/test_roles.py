"""What the text calls somebody, before and behind the name; whose relative somebody is."""

import pytest

import toolkit
from toolkit.actors.roles import role_after, role_before


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
def test_a_role_is_what_the_text_calls_somebody_beside_the_name(text, name, role):
    start = text.index(name)
    assert (role_before(text, start) or role_after(text, start + len(name))) == role


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("Dale and Rhonda Fjelstad run a farm with their sons. Dale wept.", "Dale Fjelstad"),
        ("Tomas and Darlene Fehr came. Gord Pawlyshyn left. The couple’s daughter, Kayla, stayed.", "Kayla Fehr"),
        ("Ada Colebrook sang. In 1962 she married Rupert, a bassoonist.", "Rupert Colebrook"),
        ("Maureen Cropper died alone.\n\nHusband Ron, 82, wept.", "Ron Cropper"),
    ],
)
def test_who_is_named_beside_the_family_has_its_surname(text, relative):
    assert relative in {a.name for a in toolkit.analyse(toolkit.read(text=text)).actors}


def test_the_minister_is_a_mention_of_who_has_the_office():
    text = """Agriculture Minister Ana Ruiz came late. The minister had been stuck in traffic. A minister is never late.
"""
    (ana,) = [a for a in toolkit.analyse(toolkit.read(text=text)).actors if a.name == "Ana Ruiz"]
    assert [text[slice(*m.span)] for m in ana.mentions if m.kind == "nominal"] == ["The minister"]


def test_a_title_that_ends_a_sentence_is_no_role_of_the_next_name():
    text = "said the Chief Justice. Mathur left with Gen. Roe"
    assert role_before(text, text.index("Mathur")) is None and role_before(text, text.index("Roe")) == "Gen."


def test_a_role_of_a_body_is_whole():
    assert role_before("The chair of the transport committee, Ada Roe, left", 38) == "chair of the transport committee"
    assert role_before("the head of the agency, Ada Roe, left", 24) == "head of the agency"
    assert role_before("the bank of the river, Ada Roe, sat", 23) is None
