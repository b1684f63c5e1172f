"""The marked transcripts, interviews, letters and live blogs: turns are found and credited as well as before."""

import json

import pytest
from transcript_answers import MEASURED, TUNED, gold, score

import toolkit


@pytest.fixture(scope="module")
def counts() -> dict[str, dict[str, int]]:
    """What is found and right in each text."""
    rows = gold()
    found = {row["id"]: toolkit.analyse(toolkit.read(text=row["text"], id=row["id"])).to_json() for row in rows}
    return {row["id"]: score(row, json.loads(found[row["id"]])) for row in rows}


def total(counts: dict[str, dict[str, int]], names: tuple[str, ...]) -> dict[str, int]:
    return {key: sum(counts[name][key] for name in names) for key in counts[names[0]]}


def test_the_answers_fit_the_texts():
    rows = gold()
    assert {row["id"] for row in rows} == {*TUNED, *MEASURED} and len(rows) == 14
    assert sum(len(row["turns"]) for row in rows) == 150 and sum(len(row["quotes"]) for row in rows) == 30
    for row in rows:
        spans = [turn["span"] for turn in row["turns"]]
        assert spans == sorted(spans) and all(a < b for a, b in spans)


@pytest.mark.parametrize(("names", "turns", "right", "inside"), [(TUNED, 80, 79, 12), (MEASURED, 70, 70, 12)])
def test_turns_are_found_and_credited_as_well_as_before(counts, names, turns, right, inside):
    figures = total(counts, names)
    assert figures["found"] == turns and figures["right"] >= right and figures["wrong"] == 0, figures
    assert figures["quotes_right"] >= inside - 1, figures  # another type of CPU rounds the reader's numbers otherwise
    assert figures["faults"] == 0, figures
