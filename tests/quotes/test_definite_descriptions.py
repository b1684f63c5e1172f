"""Whom "the chair", "the accused", "her mother" or "the company" refers to."""

import pytest
from made_quotes import speaker


def test_a_relative_is_who_was_brought_in_as_one():
    text = """A judge with a timer

Ifeoma Brandt was born in Enugu. Her mother, Ngozi, kept a shop. “She argued with the scales,” said her mother, who is
84 and lives in the Frisian town of Sneek.
"""
    assert speaker(text, "argued") == "Ngozi Brandt"


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


def test_her_husband_is_the_other_of_the_couple():
    text = """Dale and Rhonda Fjelstad run a farm. “She did her exam in the car,” Rhonda Fjelstad said.

Her husband, a captain who once worked for Cyrus Abernathy, has left the party. “I can forgive a no,” he said.
"""
    assert speaker(text, "I can forgive") == "Dale Fjelstad"


def test_some_man_who_is_not_named_stays_nobody():
    text = """“I made sandwiches,” said Patrick Bouchard, the mayor.

One man, who said he has lived in town since 1971, was angry. “Half of us pay,” he said.
"""
    assert speaker(text, "Half of us") is None


def test_the_accused_is_who_pleads():
    text = """Fintan Gilhooly, 46, of Knockaderra, has pleaded not guilty to fraud. Ann Hession, a detective, spoke.

“I never signed it,” the accused said in interview.
"""
    assert speaker(text, "never signed") == "Fintan Gilhooly"
