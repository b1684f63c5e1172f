"""Which names a text holds: the reader's, trimmed, joined, labelled alike and found again."""

import pytest

from toolkit.actors.mention_detection import detect_names
from toolkit.reader import Name


def names(text, *marked, score=0.9):
    """What is made of names as a reader may mark them: (form, label) in the order of the text."""
    found, at = [], 0
    for form, label in marked:
        start = text.index(form, at)
        found.append(Name(start, start + len(form), label, score))
        at = start + len(form)
    return [(text[n.start : n.end], n.label) for n in detect_names(text, [(0, len(text))], found)]


@pytest.mark.parametrize(
    ("text", "marked", "name"),
    [
        ("then Dr. Ada Cole said", "Dr. Ada Cole", "Ada Cole"),
        ("said Ada Cole, OBE, on", "Ada Cole, OBE", "Ada Cole"),
        ("Hey Vlad, come", "Hey Vlad", "Vlad"),
        ("with Dunmore / now", "Dunmore /", "Dunmore"),
        ("the Hills Institute and others", "Hills Institute and", "Hills Institute"),
        ("Cole’s farm", "Cole’s", "Cole"),
    ],
)
def test_a_name_is_cut_to_what_belongs_to_it(text, marked, name):
    assert [form for form, _ in names(text, (marked, "PER"))] == [name]


@pytest.mark.parametrize(
    ("text", "marked", "name", "label"),
    [
        ("envoys in Sharm el-Orla today", "Sharm el-Orla", "Sharm el-Orla", "LOC"),
        ("the Orla-based fund", "Orla-based", "Orla", "LOC"),
        ("from the Philippines came", "Philippines", "Philippines", "LOC"),
        ("with H E Ada Cole today", "H E Ada Cole", "Ada Cole", "PER"),
        ("of the Rotary Orla family", "Rotary Orla", "Rotary Orla", "ORG"),
        ("Aid came. DIG has helped us", "DIG", "DIG", "ORG"),
    ],
)
def test_what_belongs_to_a_name_stays(text, marked, name, label):
    assert names(text, (marked, label)) == [(name, label)]


def test_a_surname_may_be_a_title_but_not_behind_an_article_or_before_a_name():
    text = "Tracy King left. Later King said so. The King and King Omar came."
    assert names(text, ("Tracy King", "PER"), ("King", "PER"), ("Omar", "PER")) == [
        ("Tracy King", "PER"),
        ("King", "PER"),
        ("Omar", "PER"),
    ]


def test_a_name_ends_at_a_blank_line():
    assert names("Ada and Cole\n\nRoe left", ("Cole\n\nRoe", "PER")) == [("Cole", "PER"), ("Roe", "PER")]


def test_an_apposition_tells_what_the_reader_hardly_takes_for_a_name():
    assert names("EuroMar, the owners’ federation, said", ("EuroMar", "PER"), score=0.3) == [("EuroMar", "ORG")]


def test_places_with_a_hyphen_between_them_are_two():
    marked = ("Dallas-", "LOC"), ("Fort Orla", "LOC")
    assert names("flights to Dallas-Fort Orla", *marked) == [("Dallas", "LOC"), ("Fort Orla", "LOC")]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Send it ASAP, please", "ASAP"),
        ("then the OC said", "OC"),
        ("the first-time MNA from Orla", "MNA"),
        ("the angry MCAs accuse him", "MCAs"),
        ("Hi, all", "Hi"),
        ("see Crude_Stocks.pdf here", "Crude"),
        ("see CrudeStocks.pdf here", "CrudeStocks"),
        ("If you Sigrid your homework", "Sigrid"),
        ("so tired #LetUsScroll", "LetUsScroll"),
        ("Mr. Chief Justice, may it", "Chief Justice"),
        ("the Vice President spoke", "Vice President"),
        ("on Fri, we", "Fri"),
    ],
)
@pytest.mark.parametrize("label", ["PER", "ORG"])
def test_what_is_no_name_is_dropped(text, marked, label):
    assert names(text, (marked, label)) == []


@pytest.mark.parametrize(
    ("text", "marked", "joined"),
    [
        ("the University of Port Hansen opened", [("University of", "ORG"), ("Port Hansen", "LOC")], "ORG"),
        ("all of South Kestovia froze", [("South", "LOC"), ("Kestovia", "LOC")], "LOC"),
        ("then Jon “Bones” Arden left", [("Jon", "PER"), ("Arden", "PER")], "PER"),
        ("then Tomás Okafor-Lind left", [("Tomás Okafor-", "PER"), ("Lind", "PER")], "PER"),
        ('from "Lindgren, Maja" <maja@post', [("Lindgren", "ORG"), ("Maja", "PER")], "PER"),
        ("then Ilse Marant left", [("Ilse", "PER"), ("Marant", "PER")], "PER"),
    ],
)
def test_a_name_cut_in_two_is_one(text, marked, joined):
    ((name, label),) = names(text, *marked)
    assert label == joined
    assert name.startswith(marked[0][0].rstrip("-")) and name.endswith(marked[-1][0].split()[-1])


def test_what_kind_of_organisation_it_is_in_small_letters_is_no_part_of_the_name():
    assert names("the Kadima faction", ("Kadima faction", "ORG")) == [("Kadima", "ORG")]


def test_a_person_cut_before_the_surname_is_whole():
    assert names("then Ilse Marant left", ("Ilse", "PER")) == [("Ilse Marant", "PER")]


def test_two_names_side_by_side_stay_two():
    text = "They flew from Houston, Texas to Milan Italy."
    marked = [("Houston", "LOC"), ("Texas", "LOC"), ("Milan", "LOC"), ("Italy", "LOC")]
    assert names(text, *marked) == marked


def test_one_form_has_one_label_where_the_reader_slipped():
    text = "Orlex grew. Orlex sold. An Orlex engineer left. Orlex wept. Orlex fell."
    marked = [("Orlex", label) for label in ("ORG", "ORG", "MISC", "ORG", "PER")]
    assert names(text, *marked) == [("Orlex", "ORG")] * 5


def test_a_compound_is_its_name():
    text = "Orlex sold. Orlex bought. An Orlex-owned mill closed."
    marked = [("Orlex", "ORG"), ("Orlex", "ORG"), ("Orlex-owned", "MISC")]
    assert names(text, *marked) == [("Orlex", "ORG")] * 3


def test_small_letters_name_nobody_where_the_text_has_capitals():
    text = "Ana Duarte, Ben Cole, Kestovia, Orlex, Ilse Marant and others of our nation, free in Port Hansen, on Orla."
    marked = [("Ana Duarte", "PER"), ("Ben Cole", "PER"), ("Kestovia", "LOC"), ("Orlex", "ORG"), ("Ilse Marant", "PER")]
    more = [("Port Hansen", "LOC"), ("Orla", "LOC")]
    assert names(text, *marked, ("our", "LOC"), *more) == [*marked, *more]
    assert names("i love baguio", ("baguio", "LOC")) == [("baguio", "LOC")]


def test_a_city_and_a_person_of_one_name_are_two():
    text = "In Lincoln, Ada Lincoln spoke. Lincoln left; nobody in Lincoln minded."
    marked = [("Lincoln", "LOC"), ("Ada Lincoln", "PER"), ("Lincoln", "PER"), ("Lincoln", "LOC")]
    assert names(text, *marked) == marked


def test_us_troops_are_the_countrys_and_belarusian_forces_are_not():
    text = "US troops met Kestovian forces in Kestovia."
    marked = [("US", "MISC"), ("Kestovian", "ORG"), ("Kestovia", "LOC")]
    assert names(text, *marked) == [("US", "LOC"), ("Kestovian", "MISC"), ("Kestovia", "LOC")]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("the level of reactive oxygen species (ROS) rose", "ROS"),
        ("see the VM (virtual microscope) there", "VM"),
        ("she sang in the film Autumn Ferry", "Autumn Ferry"),
        ("in the journal “Youth and Screens” last", "Youth and Screens"),
        ("before Typhoon Orla came", "Typhoon Orla"),
        ("he won for Autumn Ferry (2014), then", "Autumn Ferry"),
    ],
)
def test_things_and_works_are_no_actors(text, thing):
    assert names(text, (thing, "ORG")) == [(thing, "MISC")]


def test_the_acronym_of_a_name_stays_one():
    text = "the Campaign for Open Data (COD) sued"
    marked = [("Campaign for Open Data", "ORG"), ("COD", "ORG")]
    assert names(text, *marked) == marked


def test_what_the_reader_passed_over_is_found_again():
    text = "Mr. Aube came. Ana Duarte sat. Then Duarte rose, and Ana Duarte left."
    marked = [("Ana Duarte", "PER")]
    assert names(text, *marked) == [(form, "PER") for form in ("Aube", "Ana Duarte", "Duarte", "Ana Duarte")]


@pytest.mark.parametrize(
    ("text", "marked", "labels"),
    [
        (
            "Ana and Elena Roe hid. Mr Roe wept.",
            [("Ana", "MISC"), ("Elena Roe", "MISC"), ("Roe", "PER")],
            "PER PER PER",
        ),
        ("by Wong Ka-shing of", [("Wong Ka-shing", "LOC")], "PER"),
        ("then Paramedic Gaz Whittle left", [("Paramedic Gaz Whittle", "PER")], "PER"),
        pytest.param(
            "Fung Lok Bakeries fell. Fung Lok said",
            [("Fung Lok Bakeries", "ORG"), ("Fung Lok", "PER")],
            "ORG ORG",
            marks=pytest.mark.xfail(strict=True, reason="two words that the reader takes for a person's name"),
        ),
        ("beaten in Tashkent two years ago", [("Tashkent", "PER")], "LOC"),
        ("it.\n\nIn Mafraq, a grocer who sold her book said", [("Mafraq", "LOC")], "LOC"),
        ("the firm in Mafraq, who did not wish", [("Mafraq", "LOC")], "LOC"),
        ("then McKenna left", [("McKenna", "PER")], "PER"),
        ("St. Orla’s Hospital shut. St. Orla’s said", [("St. Orla’s Hospital", "LOC"), ("St. Orla", "PER")], "ORG ORG"),
        ("as Ijaye Queens beat them", [("Ijaye Queens", "PER")], "ORG"),
    ],
)
def test_who_and_what_is_told_by_the_rest_of_the_text(text, marked, labels):
    assert [label for _, label in names(text, *marked, score=0.5)] == labels.split()


def test_the_allies_of_a_body_are_named_by_it():
    assert names("the NATO Allies met", ("NATO Allies", "ORG")) == [("NATO", "ORG")]


def test_a_body_cut_before_its_last_word_is_whole():
    found = names("the Heritage Orchard Registry asked", ("Heritage Orchard", "ORG"))
    assert found == [("Heritage Orchard Registry", "ORG")]
    assert names(
        "the Alliance to Reclaim Our Schools met", ("Alliance", "ORG"), ("to", "ORG"), ("Reclaim Our Schools", "ORG")
    ) == [("Alliance to Reclaim Our Schools", "ORG")]


def test_a_body_cut_behind_its_country_is_whole_and_a_firm_with_an_adjective_is_not():
    text = (
        "The Egyptian Railways Authority, Kuwait News Agency, the Sri Lanka Ports Authority and Chinese Huawei agreed."
    )
    marked = [(form, "ORG") for form in ("Railways Authority", "News Agency", "Ports Authority", "Huawei")]
    whole = ["Egyptian Railways Authority", "Kuwait News Agency", "Sri Lanka Ports Authority", "Huawei"]
    assert names(text, *marked) == [(form, "ORG") for form in whole]
    assert names(text, ("Egyptian", "MISC"), marked[0]) == [("Egyptian", "MISC"), marked[0]]


def test_my_father_and_a_letter_behind_a_name_are_nobody():
    assert names("then My father spoke", ("My father", "PER")) == []
    assert names("Ana Roe SC rose", ("Ana Roe", "PER"), ("SC", "PER")) == [("Ana Roe", "PER")]


def test_a_body_s_noun_that_opens_a_line_is_no_name():
    text = "Watchdog asks for more\n\nThe watchdog met the Ferry Union. Union leaders: Council is late."
    marked = [("Watchdog", "ORG"), ("Ferry Union", "ORG"), ("Union", "ORG"), ("Council", "ORG")]
    assert ("Watchdog", "ORG") not in names(text, *marked) and ("Council", "ORG") not in names(text, *marked)
    assert ("Union", "ORG") in names(text, *marked)  # which the text has in a fuller name
