"""Quotations that the reader credits to nobody: whose they are all the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_quotes import speaker

from toolkit.quotes.unattributed import add_unattributed
from toolkit.reader import Attribution
from toolkit.text import lines, merged, quoted_spans


def test_a_turn_of_an_interview_is_its_label_s_whoever_laughs_behind_it():
    text = """An hour with Zora Lind

Q: Do you play less Bach?

A: “More.” She laughs. “But softer.”

Q: And Liszt?

A: “Never before lunch. My mother forbade it.”
"""
    assert speaker(text, "More.") == "Zora Lind"


def test_who_stands_right_behind_a_quotation_says_it():
    text = """“No,” María Abascal said.

“Is that a no for the year?” Yevgeny Stern asked.

“It is a no for this call.”
"""
    assert speaker(text, "Is that a no") == "Yevgeny Stern"


def added(text, attributions=()):
    """(source, content) of each attribution, as words."""
    paragraphs = lines(text)
    found = add_unattributed(text, paragraphs, attributions, quoted_spans(text, paragraphs))
    return [tuple(" … ".join(text[a:b] for a, b in spans) for spans in (q.source, q.content)) for q in found]


def credited(text, source, content):
    """An attribution of some words to others."""
    spans = [(text.index(words), text.index(words) + len(words)) for words in (source, content)]
    return Attribution((spans[0],), (), (spans[1],), 0.9)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("It rained. “The bridge will hold for now.” — Ada van Roe\n", "Ada van Roe"),
        ("“The bridge will hold for now,” shouted a man at the back.\n", "a man at the back"),
        ("“The bridge will hold for now,” said Ada J. Roe.\n", "Ada J. Roe"),
        ("“Will the bridge hold?” Roe asked.\n", "Roe"),
        ("Then she read it out: “The bridge will hold for now.”\n", ""),
        ("It rained.\n\n“Go home.”\n", ""),
        ("It rained. “The bridge will hold for now.” It snowed.\n", ""),
    ],
)
def test_a_quotation_that_the_reader_passed_over_is_found(text, source):
    ((found, content),) = added(text)
    assert found == source
    assert content == text[text.index("“") : text.index("”") + 1]


@pytest.mark.parametrize(
    "text",
    [
        "They call it “the bridge that will hold” in Marrow.\n",  # a part of somebody's sentence
        "It rained. “Go home.” It snowed.\n",  # too few words to stand for themselves
        "It rained: “so much.”\n",
    ],
)
def test_words_in_marks_that_are_no_quotation_are_left_alone(text):
    assert added(text) == []


def test_a_paragraph_in_marks_goes_on_from_the_one_before():
    text = "“It is late,” Roe said.\n\n“We go home.”\n"
    assert added(text, [credited(text, "Roe", "“It is late,”")]) == [("Roe", "“It is late,” … “We go home.”")]


def test_a_paragraph_in_marks_after_a_question_answers_it():
    text = "“Is it late?” Roe asked.\n\n“It is.”\n\n“We go home.”\n"
    assert added(text, [credited(text, "Roe", "“Is it late?”")]) == [
        ("Roe", "“Is it late?”"),
        ("", "“It is.”"),
        ("", "“We go home.”"),
    ]


def test_an_answer_that_the_reader_joined_to_the_question_is_another_s():
    text = "“Is it late?” Roe asked.\n\n“It is.”\n"
    joined = Attribution(((14, 17),), ((18, 23),), ((0, 13), (26, 34)), 0.9)
    assert added(text, [joined]) == [("Roe", "“Is it late?”"), ("", "“It is.”")]


PIECES = ["“Go home.”", " Roe said.", "\n\n", "“Is it?”", " — Ada Roe", "It rained. "]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_what_is_added_is_in_order_and_never_twice(pieces):
    text = "".join(pieces)
    paragraphs = lines(text)
    found = add_unattributed(text, paragraphs, [], quoted_spans(text, paragraphs))
    contents = [span for a in found for span in a.content]
    assert [a.content for a in found] == sorted(a.content for a in found)
    assert all(text[a:b].strip() for a, b in contents)
    assert sum(b - a for a, b in contents) == sum(b - a for a, b in merged(contents))
