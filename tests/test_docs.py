"""The docs say what is there: commands, modules, links."""

import re

import pytest
from conftest import ROOT

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


def test_architecture_names_every_module():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = {p.stem if p.suffix else p.name + "/" for p in (ROOT / "toolkit").iterdir()}
    modules = {m for m in modules if not m.startswith("__") and m not in ("samples/", "notebooks/")}
    assert {m for m in modules if f"`{m}`" not in text} == set()


def test_modules_import_only_from_above():
    """The order of docs/architecture.md is the order of imports."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]+) \|", text, re.M)
    rank = {name.strip("/"): k for k, row in enumerate(rows) for name in re.findall(r"`([\w/]+)`", row)}
    wrong = []
    for path in sorted((ROOT / "toolkit").rglob("*.py")):
        here = path.relative_to(ROOT / "toolkit").parts[0].removesuffix(".py")
        if here in rank:
            top = "\n".join(
                line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("    ")
            )
            for line in re.findall(r"^from toolkit(?:\.(\w+))?\S* import (.+)$", top, re.M):
                names = [line[0]] if line[0] else [n.strip().split(" ")[0] for n in line[1].split(",")]
                wrong += [f"{here} imports {n}" for n in names if rank.get(n, 0) > rank[here]]
    assert wrong == []
