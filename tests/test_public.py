"""What tab completion and ``?`` tell: few names, each with an example and a typed signature."""

import inspect

import pytest

import toolkit
from toolkit import collection, figures, statistics, tables

PLACES = (toolkit, collection, figures, statistics, tables)
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
    signature = inspect.signature(value)
    assert all(given.annotation is not given.empty for given in signature.parameters.values())
    assert inspect.isclass(value) or signature.return_annotation is not signature.empty
