"""What holds of every report: all that lies in its folder says the same, and says it again when it is made again."""

import csv
import json
import random
import re

import openpyxl
import pytest
from guarantees.generated import SCRAPS, TEXTS, changed, count

import toolkit
from toolkit.report import verify

REPORTS = count("REPORTS", 50)
NOBODY = "(nobody named)"


def an_article(seed):
    """An article of our own with a few changes, the same for the same number."""
    chance = random.Random(seed)
    kinds = ("put", "drop", "repeat", "capitals")
    changes = [
        (kind, chance.random(), chance.randint(1, 120)) for kind in chance.choices(kinds, k=chance.randint(0, 5))
    ]
    changes = [(kind, at, chance.choice(SCRAPS) if kind == "put" else what) for kind, at, what in changes]
    return changed(TEXTS[seed % len(TEXTS)], changes)


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Many reports, made by one call."""
    folder = tmp_path_factory.mktemp("many")
    paths = [folder / f"{seed:04}.txt" for seed in range(REPORTS)]
    for seed, path in enumerate(paths):
        path.write_bytes(an_article(seed).encode("utf-8", "surrogatepass"))
    return list(toolkit.report.report(paths, out=folder / "reports"))


def rows(path):
    """The rows of a CSV file, each a dictionary."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_report_is_whole_and_its_parts_say_the_same(reports):
    assert len(reports) == REPORTS
    assert [outcome.error for outcome in reports if outcome.error] == []
    for outcome in reports:
        check(outcome.folder)


def check(folder):
    """JSON, CSV, Excel, figures and page of a report agree."""
    analysis = json.loads((folder / "analysis.json").read_text("utf-8"))
    shown = [actor for actor in analysis["actors"] if actor["type"] != "MISC"]
    named = sorted((a["name"], sum(m["kind"] == "name" for m in a["mentions"])) for a in shown)
    tables = {path.stem: rows(path) for path in (folder / "tables").glob("*.csv")}
    assert sorted((unguarded(r["actor"]), int(r["named"])) for r in tables["actors"]) == named
    assert len(tables["quotes"]) == len(analysis["quotes"])
    for name, label in (("actors", "fig-actors"), ("share_of_voice", "fig-voice")):
        figure = folder / "figures" / f"{label}.csv"
        assert not figure.exists() or rows(figure) == tables[name][: len(rows(figure))], label
    book = openpyxl.load_workbook(folder / "tables.xlsx", read_only=True)
    for name, table in tables.items():
        assert sum(1 for _ in book[name].rows) == len(table) + 1, name
    page = (folder / "report.html").read_text("utf-8")
    assert re.search(rf"\b{analysis['statistics']['words']:,}\b words?", page)
    assert "<script src" not in page and "http-equiv" in page


def unguarded(cell):
    """A cell's text without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell.removeprefix("'")


def test_reports_come_out_identical_when_they_are_made_again(reports):
    for outcome in reports[:: max(len(reports) // 5, 1)]:
        assert verify(outcome.folder).word == "identical", outcome.id
