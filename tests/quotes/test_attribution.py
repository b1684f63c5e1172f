"""What is a quote of which kind, and which words in quotation marks are nobody's."""

from made_quotes import speaker, speakers

import toolkit


def test_words_that_open_a_headline_are_whose_it_names():
    text = """“I conduct the silence”: a talk with Marguerite Oyono

The orchestra played for an hour, and nobody coughed.
"""
    assert speakers(text) == [("I conduct the silence", "Marguerite Oyono")]


def test_he_added_goes_on_from_the_quote_before_and_nobody_stays_nobody():
    text = """Bridge to close

Julian Crewe, the engineer, looked at the bridge on Monday.

A spokesman for the council said the bridge was “as safe as a bridge can be”. “It will close all the same,” he added.
"""
    assert speaker(text, "close all the same") is None


def test_a_song_s_title_is_nobody_s_words():
    text = "She sang “Harbour Lights (Take Two)” for Ana Ruiz. “Harbour Lights” was written by Tom Berg in 1999.\n"
    assert [q for q in toolkit.analyse(toolkit.read(text=text)).quotes if q.kind == "direct"] == []
