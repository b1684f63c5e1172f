"""Who speaks where a quotation's own sentence does not say: echoes, answers, turns, kin, bodies."""

import pytest

import toolkit


def speakers(text):
    """(words, speaker's name or None) of each quote that has quotation marks."""
    found = toolkit.analyse(toolkit.read(text=text, id="test"))
    names = {a.id: a.name for a in found.actors}
    return [
        (" ".join(text[a:b].strip("“”") for a, b in q.content), names.get(q.speaker))
        for q in found.quotes
        if q.kind != "indirect"
    ]


def speaker(text, words):
    return next(name for said, name in speakers(text) if words in said)


HALL = """Council ‘sold the bridge twice’

The council was accused of “selling the bridge twice” on Monday.

“You are selling the bridge twice,” said Oriel Pemberton, a ratepayer, at the meeting in the town hall of Marrow.
"""


def test_a_fragment_in_the_first_paragraph_has_the_speaker_of_the_quotation_it_is_from():
    assert speaker(HALL, "selling the bridge twice") == "Oriel Pemberton"


def test_a_quotation_in_the_headline_is_found_where_the_article_credits_its_words():
    text = HALL.replace("Council ‘sold the bridge twice’", "“Selling the bridge twice”: ratepayers lose patience")
    assert ("Selling the bridge twice", "Oriel Pemberton") in speakers(text)


def test_words_that_open_a_headline_are_whose_it_names():
    text = """“I conduct the silence”: a talk with Marguerite Oyono

The orchestra played for an hour, and nobody coughed.
"""
    assert speakers(text) == [("I conduct the silence", "Marguerite Oyono")]


def test_words_that_nobody_is_credited_with_stay_nobody_s():
    text = HALL.replace("selling the bridge twice”", "losing the plot”")
    assert speaker(text, "losing the plot") is None


ASKED = """Witness tells court of the night of the storm

“The boat was dry when I left it,” said Ms Adebayo, the first to give evidence.

“You had been drinking, had you not?” asked Julian Crewe, for the defence.

“{answer}”

The hearing in Marrow goes on.
"""


def test_an_answer_is_the_words_of_who_spoke_before_the_question():
    assert speaker(ASKED.format(answer="Tea, and a great deal of it."), "Tea") == "Adebayo"


def test_a_relative_is_who_was_brought_in_as_one():
    text = """A judge with a timer

Ifeoma Brandt was born in Enugu. Her mother, Ngozi, kept a shop. “She argued with the scales,” said her mother, who is
84 and lives in the Frisian town of Sneek.
"""
    assert speaker(text, "argued") == "Ngozi Brandt"


def test_he_added_goes_on_from_the_quote_before_and_nobody_stays_nobody():
    text = """Bridge to close

Julian Crewe, the engineer, looked at the bridge on Monday.

A spokesman for the council said the bridge was “as safe as a bridge can be”. “It will close all the same,” he added.
"""
    assert speaker(text, "close all the same") is None


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


def test_a_person_behind_a_place_in_the_source_speaks():
    text = """Page 52 is wrong

A fishing guide in Ontario, Marcel Beaudry, was more interested in the map: “Page 52 is wrong. Do not stand there.”
"""
    assert speaker(text, "Do not stand") == "Marcel Beaudry"


@pytest.mark.parametrize(
    "named",
    [
        "Ailsa Halcrow, who has chaired the council for nine years, went on.",
        "Ailsa Halcrow, the speaker, went on.",
    ],
)
def test_the_chair_is_who_is_said_further_down_to_chair(named):
    text = f"""Islanders want a date

Sixty people came to the hall. From the chair: “One at a time, please, and no throwing.” It was a joke.

{named}
"""
    assert speaker(text, "One at a time") == "Ailsa Halcrow"


def test_it_said_means_the_company_whose_letter_is_read():
    text = """Ferry late again

Northern Sound Ferries runs the boats. Northern Sound Ferries has five.

Ailsa Halcrow read out a letter from the company. The delay was “regrettable but unavoidable”, it said.
"""
    assert speaker(text, "regrettable") == "Northern Sound Ferries"


def test_a_turn_of_an_interview_is_its_label_s_whoever_laughs_behind_it():
    text = """An hour with Zora Lind

Q: Do you play less Bach?

A: “More.” She laughs. “But softer.”

Q: And Liszt?

A: “Never before lunch. My mother forbade it.”
"""
    assert speaker(text, "More.") == "Zora Lind"


CROSS = """Inquest into the night of the storm

“I typed in the right street,” Jodie Ashcroft told the hearing.

Imogen Sefton, for the family, asked her: “Did anybody ring back?”

“Not that I know of.”

“In nine hours?”

“No, nobody.”

The inquest goes on.
"""


def test_questions_and_answers_take_turns_paragraph_by_paragraph():
    said = dict(speakers(CROSS))
    assert said["Not that I know of."] == said["No, nobody."] == "Jodie Ashcroft"
    assert said["In nine hours?"] == "Imogen Sefton"


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


def test_her_husband_is_the_other_of_the_couple():
    text = """Dale and Rhonda Fjelstad run a farm. “She did her exam in the car,” Rhonda Fjelstad said.

Her husband, a captain who once worked for Cyrus Abernathy, has left the party. “I can forgive a no,” he said.
"""
    assert speaker(text, "I can forgive") == "Dale Fjelstad"


def test_what_a_source_reports_of_somebody_is_that_one_s():
    text = """According to three people in the room, Walt Dunleavy told them they should “find a smaller office.”
"""
    assert speaker(text, "smaller office") == "Walt Dunleavy"


def test_the_minister_is_a_mention_of_who_has_the_office():
    text = """Agriculture Minister Ana Ruiz came late. The minister had been stuck in traffic. A minister is never late.
"""
    (ana,) = [a for a in toolkit.analyse(toolkit.read(text=text)).actors if a.name == "Ana Ruiz"]
    assert [text[slice(*m.span)] for m in ana.mentions if m.kind == "nominal"] == ["The minister"]


def test_some_man_who_is_not_named_stays_nobody():
    text = """“I made sandwiches,” said Patrick Bouchard, the mayor.

One man, who said he has lived in town since 1971, was angry. “Half of us pay,” he said.
"""
    assert speaker(text, "Half of us") is None


def test_a_given_name_that_lists_have_for_women_can_still_be_a_man_s():
    text = """Graham Outhwaite, the chairman, left on Monday.

Arun Bhattacharya, a fund manager, said the warning was no surprise. “He is being realistic,” he said.
"""
    assert speaker(text, "realistic") == "Arun Bhattacharya"


def test_the_accused_is_who_pleads():
    text = """Fintan Gilhooly, 46, of Knockaderra, has pleaded not guilty to fraud. Ann Hession, a detective, spoke.

“I never signed it,” the accused said in interview.
"""
    assert speaker(text, "never signed") == "Fintan Gilhooly"


def test_who_stands_right_behind_a_quotation_says_it():
    text = """“No,” María Abascal said.

“Is that a no for the year?” Yevgeny Stern asked.

“It is a no for this call.”
"""
    assert speaker(text, "Is that a no") == "Yevgeny Stern"
