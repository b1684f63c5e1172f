"""The trial articles: of no part are fewer quotations found, or fewer credited rightly, than were before."""

import json

import pytest
from check import gold
from scoring import speakers

import toolkit

# Of the quotations, in percent: found, credited to the right speaker (or rightly to nobody), credited to a wrong one.
# These are figures once reached, rounded in favour of the change to come. Whoever betters one writes the better figure
# here; a change that makes one worse is mended, not written down. They were set anew when speakers that are too unsure
# became nobody: wrong ones fell from 4.1 to 2.9 of a hundred, and right ones from 92.2 to 89.6.
REACHED = {
    1: (98.7, 86.1, 3.2),
    2: (98.7, 87.9, 3.6),
    3: (98.1, 82.1, 4.7),
    4: (98.2, 85.0, 5.3),
    5: (99.4, 94.3, 2.3),
    6: (98.8, 96.0, 0.0),
    7: (98.9, 83.0, 5.0),
    8: (100.0, 94.8, 1.0),
    9: (100.0, 97.8, 0.7),
    "all": (99.0, 89.6, 2.9),
}
# Another type of CPU rounds the reader's numbers otherwise, which can cost a quotation of a part, and a few of all.
ALLOWED = {part: 3 if part == "all" else 1 for part in REACHED}


@pytest.fixture(scope="module")
def analyses() -> dict[str, dict]:
    """The analysis of every trial article, by its name."""
    rows, _ = gold()
    found = (toolkit.analyse(toolkit.read(text=row["text"], id=row["id"])) for row in rows)
    return {analysis.article.id: json.loads(analysis.to_json()) for analysis in found}


def test_the_answers_fit_the_articles():
    rows, problems = gold()
    assert problems == {}
    assert len(rows) == 108


def test_every_part_is_measured():
    rows, _ = gold()
    assert {*(int(row["id"].rpartition("-")[2]) for row in rows), "all"} == set(REACHED)


@pytest.mark.parametrize("part", REACHED)
def test_a_part_is_read_as_well_as_before(part: int | str, analyses: dict[str, dict]):
    rows, _ = gold(None if part == "all" else part)
    figures = speakers.score(rows, analyses)
    allowed = 100 * ALLOWED[part] / figures["gold"]
    found, right, wrong = REACHED[part]
    assert figures["found"] >= found - allowed, figures
    assert figures["right"] >= right - allowed, figures
    assert figures["wrong"] <= wrong + allowed, figures
