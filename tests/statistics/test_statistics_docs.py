"""docs/statistics.md explains every measure and every public function."""

import inspect
import re
from pathlib import Path

import pytest

from toolkit import statistics
from toolkit.statistics import association, keywords, measures_table

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "statistics.md").read_text(encoding="utf-8")


def test_no_module_is_called_like_a_public_function():
    """Else the function would hide the module: ``statistics.NAME`` could be one or the other."""
    modules = {path.stem for path in Path(statistics.__file__).parent.glob("*.py")}
    assert modules & set(statistics.__all__) == {"readability", "diversity"}
    assert all(inspect.ismodule(getattr(statistics, name)) for name in ("readability", "diversity"))


@pytest.mark.parametrize("measure", [*measures_table.MEASURES, *association.MEASURES])
def test_every_measure_is_explained(measure):
    assert f"`{measure}`" in DOCS


@pytest.mark.parametrize(
    "name", sorted(set(statistics.__all__) - {"Missing", "counts", "diversity", "measures", "summary"})
)
def test_every_function_is_mentioned(name):
    assert re.search(rf"\b{name}\b", " ".join(re.findall(r"`[^`]+`|```.*?```", DOCS, re.DOTALL)))


def test_every_column_of_keyness_is_explained():
    explained = {"word", "key_in", "count", "count_reference", "per_1000_words", "per_1000_words_reference"}
    unexplained = set(keywords.COLUMNS) - explained
    assert unexplained and explained < set(keywords.COLUMNS)
    for column in unexplained:
        assert f"`{column.removesuffix('_low').removesuffix('_high')}`" in DOCS


def test_the_example_of_a_fractional_coefficient_is_as_the_docs_say():
    counts = statistics.readability.Counts(words=611, sentences=20, letters=3256)
    assert round(statistics.readability.coleman_liau(counts, per_letter=0.058), 2) == 14.14
    assert round(statistics.readability.coleman_liau(counts), 2) == 14.57
