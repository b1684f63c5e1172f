"""Acts: what is said is told from what is asked, thought, planned and done."""

import json
import re

import pytest

import toolkit
from toolkit.quotes.acts import act_of, base_forms
from toolkit.quotes.model import ACTS, Quote

CASES = [  # source | cue | content: act
    ("Roe | said | the bridge would close", "said"),
    ("She | denied | the allegations", "said"),
    ("the council | according to | the bridge is safe", "said"),
    ("The union | called for | an immediate inquiry", "said"),
    ("Low | asked | whether the bridge was safe", "asked"),
    ("reporters | wondered | why nobody had called", "asked"),
    ("Roe | urged | residents to stay at home", "said"),
    ("residents | believe | that the bridge is safe", "thinks"),
    ("Many | fear | the mill will close", "thinks"),
    ("The party | plans | to hold a convention in May", "plans"),
    ("Low | vowed | to fight on", "plans"),
    ("The judge | sentenced | him to nine years in prison", "did"),
    ("Researchers | discovered | that the pipe had burst", "did"),
    ("The company | signed | an agreement with the port", "did"),
    ("Police | arrested | two men", "did"),
]


def quote(line: str, kind: str = "indirect") -> tuple[str, Quote]:
    """The text of a case and its quote."""
    parts = [re.search(re.escape(part), line).span() for part in line.split(" | ")]
    source, cue, content = ((span,) for span in parts)
    return line, Quote("q1", kind, content, cue, source, None, None, None, 0.9)


@pytest.mark.parametrize(("line", "act"), CASES)
def test_the_act_follows_from_cue_and_content(line, act):
    assert act_of(*quote(line)) == act


@pytest.mark.parametrize("kind", ["direct", "mixed"])
def test_what_stands_in_quotation_marks_is_said(kind):
    assert act_of(*quote("The judge | sentenced | him to “nine years”", kind)) == "said"


def test_a_cue_nobody_has_met_still_gets_an_act():
    assert act_of(*quote("Roe | zorbled | ")) in ACTS


@pytest.mark.parametrize(
    ("word", "base"), [("denies", "deny"), ("said", "say"), ("planning", "plan"), ("hopes", "hope")]
)
def test_base_forms_hold_the_dictionary_s_form(word, base):
    assert base in base_forms(word)


def test_an_older_analysis_without_acts_is_read_as_statements():
    made = toolkit.analyse(
        toolkit.read(text="Ada Roe said the bridge would close. Ben Low believes that it is safe.")
    ).to_dict()
    made["quotes"] = [{key: value for key, value in row.items() if key != "act"} for row in made["quotes"]]
    older = toolkit.analysis.Analysis.from_json(json.dumps(made))
    assert [quote.act for quote in older.quotes] == ["said", "said"]


def test_only_statements_are_counted_and_the_table_has_all():
    a = toolkit.analyse(toolkit.read(text="Ada Roe said the bridge would close. Ben Low believes that it is safe."))
    assert list(toolkit.tables.quotes(a)["act"]) == ["said", "thinks"]
    assert [quote.speaker_name for quote in a.statements] == ["Ada Roe"]
    assert list(toolkit.tables.share_of_voice(a)["quotes"]) == [1, 0]
