"""Whom other quotations show to speak: echoes in headline and lead, answers, turns of a hearing."""

import pytest
from made_quotes import speaker, speakers

from toolkit.quotes import Quote
from toolkit.quotes.dialogue import fill_in_speakers, speaker_of
from toolkit.quotes.echoes import holding

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


def spoken(text, words, speaker, kind="direct"):
    """A quote of words wherever they stand last in a text."""
    start = text.rindex(words)
    return Quote("", kind, ((start, start + len(words)),), (), (), speaker, None, None, 0.9)


ABYSMAL = "Ferry {}\n\n“It was abysmal, and it was late,” Roe said. “It was late,” Low said."


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("abysmal", "a1"),  # one long word
        ("and it", "a1"),  # two short ones
        ("late", None),  # one short word
        ("was late", None),  # two who say it
        ("abys", None),  # a part of a word
    ],
)
def test_an_echo_is_whose_words_it_has(words, speaker):
    text = ABYSMAL.format(words)
    said = [spoken(text, "“It was abysmal, and it was late,”", "a1"), spoken(text, "“It was late,”", "a2")]
    start = len("Ferry ")
    assert speaker_of(holding(text, (start, start + len(words)), said)) == speaker


def test_reported_speech_and_what_stands_before_are_no_source_of_an_echo():
    text = ABYSMAL.format("abysmal")
    words, start = "“It was abysmal, and it was late,”", len("Ferry ")
    assert holding(text, (start, start + 7), [spoken(text, words, "a1", "indirect")]) == []
    assert holding(text, (len(text) - 7, len(text)), [spoken(text, words, "a1")]) == []


def test_an_echo_stands_early_in_the_article():
    text = "“Selling the bridge twice” is wrong.\n\n“You are selling the bridge twice,” Roe said."
    for pad, expected in (("", "a1"), (" It rained." * 300, None)):
        whole = pad + text
        first = whole.index("“Selling")
        quotes = [
            Quote("", "direct", ((first, first + 26),), (), (), None, None, None, 0.5),
            spoken(whole, "“You are selling the bridge twice,”", "a1"),
        ]
        assert [q.speaker for q in fill_in_speakers(whole, quotes)] == [expected, "a1"]
