"""Whom "the chair", "the accused", "her mother" or "the company" refers to."""

import pytest
from made_quotes import discourse_of, speaker

from toolkit.quotes.definite_descriptions import described_subject, last_described_organisation, resolve_description


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


@pytest.mark.xfail(reason="the company is named a paragraph before, and is not sure enough")
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
    assert speaker(text, "I can forgive") in ("Dale Fjelstad", None)  # never Abernathy, nor she; nobody where unsure


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


def referent(text, phrase, *named, **roles):
    """The name of whom the last occurrence of a description refers to."""
    discourse = discourse_of(text, *named, **roles)
    id = resolve_description(phrase, text.rindex(phrase), discourse)
    return discourse.actors[id].name if id else None


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Ana Roe, 71, met Eva Low. Then the 71-year-old left.", "the 71-year-old", "Ana Roe"),
        ("Ana Roe, 71, met Eva Low. Then the pensioner left.", "the pensioner", "Ana Roe"),
        ("Ana Roe of Ohio met Eva Low. Then the Ohio senator left.", "the Ohio senator", "Ana Roe"),
        ("Ana Roe met Eva Low. Then the mayor left.", "the mayor", "Eva Low"),
        ("Then the boss left. Eva Low, who heads the firm, ran.", "the boss", "Eva Low"),
        ("Ana Roe met Eva Low. Then the old woman left.", "the old woman", "Ana Roe"),
    ],
)
def test_a_description_is_whom_it_fits(text, phrase, name):
    assert referent(text, phrase, "Ana Roe", "Eva Low", Low=["mayor"]) == name


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Ana Roe came. Then the spokesman left.", "the spokesman"),  # any
        ("Ana Roe saw a driver. Then the driver left.", "the driver"),  # the unnamed one
        ("Ana Roe came. Then the judges left.", "the judges"),  # several
        ("Ana Roe came. Then a driver left.", "a driver"),  # some
    ],
)
def test_a_description_of_somebody_else_is_nobody(text, phrase):
    assert referent(text, phrase, "Ana Roe") is None


def test_as_a_driver_introduces_nobody_else():
    assert referent("Ana Roe works as a driver. Then the driver left.", "the driver", "Ana Roe") == "Ana Roe"


def test_the_company_is_the_one_named_most_and_no_news_agency():
    text = "Low Ferries told Reuters and Roe Boats. Reuters asked Low Ferries. Then the company closed."
    assert referent(text, "the company", "ORG:Roe Boats", "ORG:Low Ferries", "ORG:Reuters") == "Low Ferries"


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("The mayor came late. Then she said no.", (True, "a2")),
        ("A woman in the hall was angry. Then she said no.", (True, None)),
        ("The mayor, Ana Roe, came late. Then she said no.", (False, None)),  # named beside it
        ("The mayor came late. Ana Roe left. Then she said no.", (False, None)),  # somebody named since
        ("“The mayor is late,” it read. Then she said no.", (False, None)),  # not inside quotation marks
    ],
)
def test_the_subject_before_she_said_may_be_a_description(text, described):
    text = f"Eva Low came.\n\n{text}"
    discourse = discourse_of(text, "Ana Roe", "Eva Low", Low=["mayor"])
    assert described_subject(text.rindex("\n") + 1, text.rindex("she"), discourse, "she") == described


def test_the_last_company_spoken_of_is_the_one_in_the_letter():
    text = "Low Ferries has five boats. Roe read a letter from the company."
    discourse = discourse_of(text, "Roe", "ORG:Low Ferries")
    assert last_described_organisation(0, len(text), discourse) == "a2"
    assert last_described_organisation(0, text.index("the company"), discourse) is None


def test_the_chief_justice_is_not_any_justice():
    text = "Chief Justice Ram Das and Justice Leela Mathur sat. “It is wrong,” said the Chief Justice. Mathur agreed."
    assert speaker(text, "wrong") == "Ram Das"


def test_the_spaniard_is_of_spain():
    text = """Rovers lose again

The Spanish coach Sergio Valdés lost to Karim Das, the coach of Rovers, on Sunday.

“We were bad,” said the Spaniard.
"""
    assert speaker(text, "bad") == "Sergio Valdés"


def test_nobody_is_her_own_daughter():
    text = """Lorna McAuley went to bed early for a month.

She now goes up at ten. Has it worked? Her daughter Eilidh, 14, is not sure. “It is quieter,” she said.
"""
    assert speaker(text, "quieter") == "Eilidh McAuley"
