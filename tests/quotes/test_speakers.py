"""Whom a source phrase refers to: structure of the phrase, roles, relative clauses, pronouns."""

import pytest
from made_quotes import discourse_of, speaker, speakers

from toolkit.quotes.speakers import resolve_speaker


def source(text, phrase, *named, kind="direct", **role):
    """(speaker, speaks_for) of the phrase, as names; ``named`` are names of people, ORG:… of organisations."""
    discourse = discourse_of(text, *named, **role)
    names = {id: actor.name for id, actor in discourse.actors.items()}
    start = text.index(phrase)
    found = resolve_speaker([(start, start + len(phrase))], [], [(0, 1)], kind, discourse)
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
        ("a statement published by Harbour News Agency", ["ORG:Harbour News Agency"], "Harbour News Agency", None),
        ("Trump’s tweet", ["Trump"], "Trump", None),
        ("a spokesman for the Home Office", ["ORG:Home Office"], None, "Home Office"),
        ("the White House spokesman", ["ORG:White House"], None, "White House"),
        ("Unity Party (UP) Legislator Ada Roe", ["ORG:Unity Party", "Ada Roe"], "Ada Roe", "Unity Party"),
        (
            "Deputy director of the Bureau of Works in Tarn Ada Roe",
            ["ORG:Bureau of Works", "LOC:Tarn", "Ada Roe"],
            "Ada Roe",
            None,
        ),
        ("The President of the Republic Ada Roe", ["Ada Roe"], "Ada Roe", None),
        ("the mayor before a small group of media, including the Harbour Times", ["ORG:Harbour Times"], None, None),
        ("The nephew of accomplished author Ada Roe", ["Ada Roe"], None, "Ada Roe"),
        ("the director of the aid group Wexland Relief", ["ORG:Wexland Relief"], None, "Wexland Relief"),
        (
            "the Council of Trade’s Food Agency",
            ["ORG:Council of Trade", "ORG:Food Agency"],
            "Food Agency",
            "Council of Trade",
        ),
        ("Trump’s campaign", ["Trump"], None, "Trump"),
        ("Clinton campaign manager Robby Mook", ["Clinton", "Robby Mook"], "Robby Mook", "Clinton"),
        ("Phil Smith, a spokesman for the Mine Union,", ["Phil Smith", "ORG:Mine Union"], "Phil Smith", None),
        ("Smith of Ohio", ["Smith"], "Smith", None),
        ("former economy minister Ana Ruiz", ["Ana Ruiz"], "Ana Ruiz", None),
        ("The Finance Minister of Chile", ["ORG:Chile"], None, "Chile"),
        ("the minister’s letter to Angus Reith", ["Angus Reith"], None, None),
        ("a joint statement by Chile and Peru", ["ORG:Chile", "ORG:Peru"], None, None),
        ("his boss, Mira Das’s lawyer,", ["Mira Das"], None, None),
        ("the local charity, Harbour Aid,", ["ORG:Harbour Aid"], "Harbour Aid", None),
        ("a spokesman for the charity, Harbour Aid,", ["ORG:Harbour Aid"], None, None),
        ("the mayor, Harbour Aid,", ["ORG:Harbour Aid"], None, None),
        ("the Lantern newspaper", ["ORG:Lantern"], "Lantern", None),
        ("officials", [], None, None),
        ("a homeless man", [], None, None),
    ],
)
def test_structure_of_the_phrase(phrase, named, speaker, speaks_for):
    assert source(f"x said {phrase} y.", phrase, *named) == (speaker, speaks_for)


@pytest.mark.parametrize(
    ("brought_in", "noun"),
    [
        ("On Monday, Harbour Council sent the minister a long letter. It was read by Tarn Energy.", "letter"),
        ("A statement issued by Harbour Council called for calm. Tarn Energy was not asked.", "statement"),
        ("Harbour Council argued in an open letter for calm. Tarn Energy was not asked.", "letter"),
    ],
)
def test_a_document_is_whose_the_text_says_it_is_however_late_it_speaks(brought_in, noun):
    assert (
        speaker(f"{brought_in}\n\nThe rain fell.\n\n“We ask for calm,” the {noun} said.\n", "ask for")
        == "Harbour Council"
    )


def test_who_only_appears_in_a_document_does_not_speak_by_it():
    text = "Tarn Abel was named in a lawsuit last year.\n\n“It was wanton,” the lawsuit said.\n"
    assert speaker(text, "wanton") is None


def test_a_role_means_who_has_it():
    text = "Ana Ruiz, the finance minister, came. Ben Cole left. the minister said no."
    assert source(text, "the minister", "Ana Ruiz", "Ben Cole", Ruiz=["finance minister"]) == ("Ana Ruiz", None)


def test_it_is_the_organisation_that_the_paragraph_names():
    text = "Low Ferries met Ana Ruiz. it said no."
    assert source(text, "it", "ORG:Low Ferries", "Ana Ruiz") == ("Low Ferries", None)
    assert source(text.replace("Ruiz. ", "Ruiz.\n\n"), "it", "ORG:Low Ferries", "Ana Ruiz") == (None, None)


def test_who_means_the_name_before_it():
    text = "Ana Ruiz, a doctor, who said no, left with Ben Cole."
    assert source(text, "who", "Ana Ruiz", "Ben Cole") == ("Ana Ruiz", None)


def test_she_that_nothing_links_is_the_person_the_narration_named_last():
    text = "Ana Ruiz came late. she said no."
    assert source(text, "she", "Ana Ruiz") == ("Ana Ruiz", None)


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


def test_a_person_behind_a_place_in_the_source_speaks():
    text = """Page 52 is wrong

A fishing guide in Ontario, Marcel Beaudry, was more interested in the map: “Page 52 is wrong. Do not stand there.”
"""
    assert speaker(text, "Do not stand") == "Marcel Beaudry"


def test_an_interviewer_s_questions_without_marks_are_answered_by_whom_the_article_names_first():
    text = """An hour with Hye-jin Baek

Colm Rafferty met Hye-jin Baek on a bridge. Her partner, Tom Ferreira, came along.

Is it true that you listen to bridges?

“It is. You put your ear on the handrail when a school lets out.”

What makes a bad one?

“One that is in love with itself. A bridge is a promise.”

And a good one?

“One that you do not notice until it has gone.”
"""
    assert {name for _, name in speakers(text)} == {"Hye-jin Baek"}


@pytest.mark.xfail(reason="of the speakers, a given name tells too much")
def test_a_given_name_that_lists_have_for_women_can_still_be_a_man_s():
    text = """Graham Outhwaite, the chairman, left on Monday.

Jyoti Bhattacharya, a fund manager, said the warning was no surprise. “He is being realistic,” he said.
"""
    assert speaker(text, "realistic") == "Jyoti Bhattacharya"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("“We are worried,” read a statement from Ana Ruiz, Chile's foreign minister.", "worried", "Ana Ruiz"),
        ("Tom Berg hired a lawyer. His lawyer's statement said: “Justice has been done.”", "Justice", None),
        (
            "“They laughed when I asked,” said Ida Cole.\n\n“It was awful,” she said.\n\n“Nobody came.”",
            "Nobody",
            "Ida Cole",
        ),
        (
            "Detective Ann Cole said a man had been charged.\n\n“I was drunk,” the accused told the court.",
            "drunk",
            None,
        ),
        ("According to Ann Roe, Tom Berg called “Mama's Pizza” twice that night.", "Mama", "Ann Roe"),
    ],
)
def test_words_are_whose_they_are_and_no_namesake_s(text, words, name):
    assert speaker(text, words) == name


def test_mrs_means_the_wife_who_was_named_without_a_surname():
    text = """Driver walks free

Bogdan Kovač, 45, admitted it. He walks to work, said Rashid Mansour, for the defence.

Outside, his wife, Snežana, embraced the victim. “She is a better woman than I would be,” said Mrs Kovač.
"""
    assert speaker(text, "better woman") == "Snežana Kovač"
