""" "I" and "we" are mentions of whoever speaks, and so is "she" of "she said"."""

import pytest

from toolkit.actors import Actor, Mention
from toolkit.quotes import Quote, add_speaker_pronouns


def quote(text, words, speaker, kind="direct", source=()):
    start = text.index(words)
    return Quote("", kind, ((start, start + len(words)),), (), source, speaker, None, None, 0.9)


ROE, LOW = Actor("a1", "Roe", "PER", ()), Actor("a2", "Low", "PER", ())


def pronouns(text, quotes, actors=(ROE, LOW)):
    """Each actor's pronouns, as words."""
    found, _ = add_speaker_pronouns(text, quotes, actors)
    return {a.id: [text[slice(*m.span)] for m in a.mentions if m.kind == "pronoun"] for a in found}


def test_i_inside_a_quotation_in_another_is_the_inner_speaker():
    text = "“I heard him say, ‘I am late,’ and we laughed.”"
    quotes = [quote(text, text, "a1"), quote(text, "‘I am late,’", "a2")]
    assert pronouns(text, quotes) == pronouns(text, quotes[::-1]) == {"a1": ["I", "we"], "a2": ["I"]}


@pytest.mark.parametrize("words", ["“Give it to us.”", "“Us? Never.”", "“My word.”", "“I’m late.”"])
def test_the_speaker_is_meant_in_every_case(words):
    assert len(pronouns(words, [quote(words, words, "a1")])["a1"]) == 1


@pytest.mark.parametrize("words", ["“The US is late.”", "“I. Roe is late.”", "“He is late.”", "“It is a mine”"])
def test_what_only_looks_like_the_speaker_is_not_meant(words):
    expected = ["mine"] if "mine" in words else []
    assert pronouns(words, [quote(words, words, "a1")])["a1"] == expected


def test_i_in_reported_speech_is_not_the_speaker():
    text = "Roe said I was late."
    assert pronouns(text, [quote(text, "I was late", "a1", "indirect")])["a1"] == []


def test_a_pronoun_goes_from_whom_the_reader_gave_it_to_the_speaker():
    text = "“I am late,” she said. She left."
    she = (text.index("she"), text.index("she") + 3)
    low = Actor(
        "a2",
        "Low",
        "PER",
        (Mention((1, 2), "pronoun", "PER"), Mention(she, "pronoun", "PER"), Mention((23, 26), "pronoun", "PER")),
    )
    actors = (ROE, low)
    spoken = [quote(text, "“I am late,”", "a1", source=(she,))]
    assert pronouns(text, spoken, actors) == {"a1": ["I", "she"], "a2": ["She"]}


def test_i_is_nobody_s_where_nobody_knows_who_speaks():
    text = "“I am late,” an official said."
    low = Actor("a2", "Low", "PER", (Mention((1, 2), "pronoun", "PER"),))
    assert pronouns(text, [quote(text, "“I am late,”", None)], (low,)) == {"a2": []}
