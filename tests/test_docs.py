"""The docs say what is there: commands, modules, links."""

import doctest
import json
import re
import runpy
from pathlib import Path

import pytest
from conftest import ROOT
from test_structure import ROOMS

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("*/README.md"))]


def commands():
    from typer.main import get_command

    from toolkit.cli import app

    return set(get_command(app).commands)


def test_the_readme_names_every_command():
    named = set(re.findall(r"toolkit (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert commands() <= named


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_and_link_of_a_page_exists(page):
    text = page.read_text(encoding="utf-8")
    blocks = "\n".join(a or b for a, b in re.findall(r"```\n(.*?)```|`(toolkit [^`]+)`", text, re.S))
    named = set(re.findall(r"^(?:\.venv/bin/)?toolkit (\w+)", blocks, re.M))
    assert named <= commands()
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / link).exists(), link


@pytest.mark.parametrize("page", ["README.md", "docs/explore.md"])
def test_the_python_of_a_page_runs_in_the_lab_s_copy(page, tmp_path, monkeypatch):
    import matplotlib.pyplot

    from toolkit import lab

    lab.copy(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("Rain\n\nIt rained, said Ada Roe.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.S)
    exec("\n".join(blocks), {})
    matplotlib.pyplot.close("all")


def test_the_walk_through_the_house_runs_and_enters_every_room(tmp_path, monkeypatch):
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    walk = page.partition("## All modules")[0]
    assert [room for room in ROOMS if f"`{room}/`" not in walk] == []
    named = re.findall(r"`(\w+/\w+\.(?:py|txt))`", page)
    lost = [name for name in named if not any((place / name).is_file() for place in (ROOT, ROOT / "toolkit"))]
    assert named and lost == []
    monkeypatch.chdir(tmp_path)
    Path("bridge.txt").write_text(re.search(r"```text\n(.*?)```", walk, re.S)[1], "utf-8")
    blocks = "\n".join(re.findall(r"```python\n(.*?)```", walk, re.S))
    runner, said = doctest.DocTestRunner(), []
    runner.run(doctest.DocTestParser().get_doctest(blocks, {}, "architecture.md", None, 0), out=said.append)
    assert runner.tries > 15 and not runner.failures, "".join(said)


def generated():
    """The pages that `make docs` writes, by name."""
    return runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"]


@pytest.mark.parametrize("name", generated())
def test_what_is_made_from_the_code_is_as_the_code_is(name):
    assert (ROOT / "docs" / name).read_text("utf-8") == generated()[name](), "run `make docs`"


def test_the_page_on_the_json_names_every_key():
    import toolkit

    row = json.loads(toolkit.analyse(toolkit.read(text="“It rained,” said Ada Roe.")).to_json())
    keys = {*row, *row["article"], *row["article"]["paragraphs"][0], *row["actors"][0], *row["quotes"][0]}
    keys |= {*row["actors"][0]["mentions"][0], *row["versions"]}
    named = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "json.md").read_text("utf-8")))
    assert len(keys) > 30 and keys - named == set()
