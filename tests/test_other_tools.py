"""The examples of docs/other-tools.md, run with the tools that are installed (`make test-tools` has them all)."""

import doctest
import re

import pytest
from conftest import ROOT

import toolkit

SAMPLES = ROOT / "toolkit" / "samples"
PAGE = (ROOT / "docs" / "other-tools.md").read_text("utf-8")


def section(head):
    """The Python of a page's section."""
    text = PAGE.partition(f"\n## {head}\n")[2].partition("\n## ")[0]
    return "\n".join(re.findall(r"```python\n(.*?)```", text, re.S))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with what the examples read: JSON lines and tables of two articles."""
    found = toolkit.collection.analyse([SAMPLES / "river-dam.txt", SAMPLES / "island-ferry.txt"])
    (tmp_path / "analyses.jsonl").write_text("".join(f"{one.to_json()}\n" for one in found.analyses), "utf-8")
    toolkit.collection.write(found, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("head", "module"), [("SQL: DuckDB", "duckdb"), ("Polars", "polars")])
def test_the_examples_of_a_tool_give_what_the_page_says(head, module, folder):
    pytest.importorskip(module, reason=f"{module} is not installed: make test-tools")
    said = []
    runner = doctest.DocTestRunner()
    runner.run(doctest.DocTestParser().get_doctest(section(head), {}, head, None, 0), out=said.append)
    assert runner.tries > 2 and not runner.failures, "".join(said)


def test_the_example_of_spacy_prints_who_says_what(folder, capsys):
    pytest.importorskip("spacy", reason="spaCy is not installed: make test-tools")
    toolkit.exchange.export(toolkit.analyse(SAMPLES / "river-dam.txt"), "spacy", out=folder / "articles")
    exec(section("spaCy"), {})
    assert "River Council direct “The River Council strongly condemns" in capsys.readouterr().out
