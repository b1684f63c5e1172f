"""Headlines: whose words a headline quotes is told by the text below."""

import pytest

import toolkit

BODY = """

The dam in Orla has leaked since May, and nobody has mended it so far.

“It is opportunistic,” said Chairman Ada Roe on Friday. “They waited for a flood.”

Ben Cole, an engineer, said on Friday that the dam had to be mended before the winter.
"""


def first_quote(headline, body=BODY):
    analysis = toolkit.analyse(toolkit.read(text=headline + body))
    quote = next(q for q in analysis.quotes if q.content[0][0] < len(headline) and q.kind != "indirect")
    return next((actor.name for actor in analysis.actors if actor.id == quote.speaker), None)


@pytest.mark.parametrize(
    "headline",
    [
        "Dam leaks for a month; chairman calls report ‘opportunistic’",
        "Dam leaks for a month. ‘They waited for a flood,’ says chairman",
        "Dam report ‘opportunistic’",
    ],
)
def test_what_a_headline_quotes_is_said_by_whoever_says_it_below(headline):
    assert first_quote(headline) == "Ada Roe"


def test_whom_the_headline_names_is_believed():
    assert first_quote("Cole: report on dam ‘opportunistic’") in ("Ben Cole", None)


def test_several_people_of_a_headline_are_not_the_one_below():
    assert first_quote("Students say report on dam is ‘opportunistic’") is None
