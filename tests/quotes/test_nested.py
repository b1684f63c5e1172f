"""What a source reports somebody else to say is that other one's."""

import pytest
from made_quotes import speaker

from toolkit.quotes.nested import split_nested
from toolkit.reader import Attribution
from toolkit.text import quoted_spans


def test_what_a_source_reports_of_somebody_is_that_one_s():
    text = """According to three people in the room, Walt Dunleavy told them they should “find a smaller office.”
"""
    assert speaker(text, "smaller office") == "Walt Dunleavy"


PAPER = "The paper says "


def parts(reported, *people):
    """(source, content) of what the paper says and of what is nested in it, as words."""
    text = PAPER + reported
    outer = Attribution(((0, 9),), ((10, 14),), ((len(PAPER), len(text)),), 0.9)
    spans = sorted((text.index(name), text.index(name) + len(name)) for name in people if name in text)
    found = split_nested(text, [outer], spans, quoted_spans(text, [(0, len(text))]))
    return [tuple(" … ".join(text[a:b] for a, b in spans) for spans in (q.source, q.content)) for q in found]


@pytest.mark.parametrize(
    ("reported", "source", "outer", "inner"),
    [
        ("Roe told them to “wait”", "Roe", "Roe told", "them to “wait”"),
        ("Roe had also called Low “weak”", "Roe", "Roe had also called", "Low “weak”"),
        ("on Monday Mr. Roe said “no”", "Roe", "on Monday Mr. Roe said", "“no”"),
        ("“wait” he said", "he", "he said", "“wait”"),
        ("Roe said “no” and Low replied “yes”", "Roe", "Roe said … and Low replied “yes”", "“no”"),
    ],
)
def test_the_words_in_marks_are_whose_the_report_says(reported, source, outer, inner):
    assert parts(reported, "Roe") == [("The paper", outer), (source, inner)]


@pytest.mark.parametrize(
    "reported",
    [
        "Roe called “Mo’s Pizza” twice",  # a place that somebody telephones
        "Roe came late; “wait” was the word",  # nobody says it
        "it rained. Roe said “no”",  # a sentence of its own
        "Roe was late",  # no quotation
        "“wait” is what Roe said",
    ],
)
def test_a_report_without_another_s_words_stays_whole(reported):
    assert parts(reported, "Roe") == [("The paper", reported)]


def inside(quotation):
    """(source, content) of what a quotation, said by nobody the sentence tells, quotes of somebody else."""
    spans = [(0, len(quotation))]
    found = split_nested(quotation, [Attribution((), (), tuple(spans), 0.9)], [], spans)
    return [tuple(" … ".join(quotation[a:b] for a, b in spans) for spans in (q.source, q.content)) for q in found]


@pytest.mark.parametrize(
    ("quotation", "source", "inner"),
    [
        ("“It was late. Ana kept saying, ‘One more,’ and I believed her that night.”", "Ana", "‘One more,’"),
        ("“They say ‘under control’. Under whose, I ask?”", "They", "‘under control’"),
        ("‘My mum would say, “Don’t go.” But I went, and I stayed for years.’", "My mum", "“Don’t go.”"),
        ("“We came over the hill at last, all of us together. He told me, ‘Don’t stop.’", "He", "‘Don’t stop.’"),
    ],
)
def test_what_a_quotation_quotes_of_somebody_else_is_that_one_s(quotation, source, inner):
    (_, outer), found = inside(quotation)
    assert found == (source, inner) and inner not in outer


@pytest.mark.parametrize(
    "quotation",
    [
        "“I gave her ten and I said, ‘Bring me the change,’ and she did bring it.”",  # one's own words
        "“She said, ‘Daddy, they told me to calm down.’”",  # mostly another's: one piece
        "“The ‘lads’ will say sorry when they come home again.”",  # nobody says it
    ],
)
def test_a_quotation_of_one_s_own_words_stays_whole(quotation):
    assert len(inside(quotation)) == 1
