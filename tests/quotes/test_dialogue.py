"""Whom other quotations show to speak: echoes in headline and lead, answers, turns of a hearing."""

from made_quotes import speaker, speakers

HALL = """Council ‘sold the bridge twice’

The council was accused of “selling the bridge twice” on Monday.

“You are selling the bridge twice,” said Oriel Pemberton, a ratepayer, at the meeting in the town hall of Marrow.
"""


def test_a_fragment_in_the_first_paragraph_has_the_speaker_of_the_quotation_it_is_from():
    assert speaker(HALL, "selling the bridge twice") == "Oriel Pemberton"


def test_a_quotation_in_the_headline_is_found_where_the_article_credits_its_words():
    text = HALL.replace("Council ‘sold the bridge twice’", "“Selling the bridge twice”: ratepayers lose patience")
    assert ("Selling the bridge twice", "Oriel Pemberton") in speakers(text)


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
