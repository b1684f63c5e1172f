"""The trial articles: of no part are fewer quotations found, or fewer credited rightly, than were before."""

import json

import pytest
from check import gold
from scoring import speakers

import toolkit

# Of the quotations, in percent: found, credited to the right speaker (or rightly to nobody), credited to a wrong one.
# These are figures once reached, rounded in favour of the change to come. Whoever betters one writes the better
# figure here; a change that makes one worse is mended, not written down. Three times they were set anew: when speakers
# that are too unsure became nobody (of all, wrong ones fell from 4.1 to 2.7 and right ones from 92.2 to 89.8), and with
# weights of the reader that a larger one taught (of all, right ones rose to 90.1, wrong ones stayed; lower since are
# part 2's right, 87.8, part 3's found and right, 98.1 and 84.0, part 5's found, 99.4, part 8's right, 94.8; higher
# part 4's wrong, 3.6, and part 7's, 4.6), and when 224 articles of the world's papers came into what the scorers learn
# from, so that the manner of these weighs less (of all, right ones fell from 91.2 to 90.2, wrong ones rose from 2.3 to
# 2.5; training/README.md has what was gained elsewhere).
REACHED = {
    1: (99.4, 89.9, 2.5),
    2: (99.4, 85.5, 4.2),
    3: (96.2, 83.0, 3.8),
    4: (98.2, 86.7, 2.7),
    5: (98.9, 94.9, 2.3),
    6: (99.4, 96.0, 0.0),
    7: (99.3, 82.6, 4.6),
    8: (100.0, 96.9, 1.0),
    9: (100.0, 99.3, 0.0),
    "all": (99.1, 90.4, 2.5),
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
