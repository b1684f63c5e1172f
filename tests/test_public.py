"""The front door: few names, each with an example and a typed signature, and none imported before it is asked for."""

import inspect
import subprocess
import sys

import pytest

import toolkit
from toolkit import brief, collection, exchange, figures, report, statistics, tables, view

PLACES = (toolkit, brief, collection, collection.networks, exchange, figures, report, statistics, tables, view)
PUBLIC = [
    pytest.param(value, id=f"{place.__name__}.{name}")
    for place in PLACES
    for name in place.__all__
    if callable(value := getattr(place, name)) and not inspect.ismodule(value)
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_tab_completion_offers_the_public_names_alone(place):
    assert sorted(dir(place)) == sorted(place.__all__)
    assert len(place.__all__) <= 25


@pytest.mark.parametrize("value", PUBLIC)
def test_every_public_name_has_an_example_and_a_typed_signature(value):
    assert ">>>" in inspect.getdoc(value)
    if inspect.isclass(value) and issubclass(value, Exception):
        return
    signature = inspect.signature(value)
    assert all(given.annotation is not given.empty for given in signature.parameters.values())
    assert inspect.isclass(value) or signature.return_annotation is not signature.empty


def test_nothing_is_imported_before_it_is_asked_for():
    """In a process of its own: the rooms come with their first name, and what is heavy with its first use."""
    code = """
import sys
import toolkit

rooms = {name for name in sys.modules if name.startswith("toolkit.")}
assert rooms == {"toolkit.errors", "toolkit.version"}, rooms
assert issubclass(toolkit.ReportError, toolkit.ToolkitError) and issubclass(toolkit.ToolkitWarning, Warning)
for room in ("brief", "report", "tables"):
    assert getattr(toolkit, room).__name__ == f"toolkit.{room}"
assert callable(toolkit.brief.brief) and callable(toolkit.report.report) and callable(toolkit.report.table)
heavy = {"anywidget", "docx", "jinja2", "matplotlib", "nltk", "onnxruntime", "pandas", "papermill", "typst", "yaml"}
assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()
assert callable(toolkit.view.explore) and callable(toolkit.view.narrowed)
assert not (heavy - {"pandas"}) & sys.modules.keys(), heavy & sys.modules.keys()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
