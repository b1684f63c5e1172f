"""What docstrings' examples go by: an analysis ``a``, a collection ``articles`` of two, and an empty ``folder``."""

import pytest

BRIDGE = """Cracks in the old bridge

“The old bridge must close at once,” Mayor Ada Roe said on Friday. “We found cracks in the old bridge.”

Ben Low of the Harbour Company said that ferries would run all night. Roe met Low on Sunday.
"""
FERRIES = """Ferries to run for a year

“The ferries will run for a year,” Ben Low told reporters on Monday.

“The old bridge must close at once,” Ada Roe said.

The Harbour Company has three ferries. Low came by ferry.
"""


@pytest.fixture(scope="session")
def examples():
    import toolkit

    a, b = (toolkit.analyse(toolkit.read(text=text, id=id)) for text, id in ((BRIDGE, "bridge"), (FERRIES, "ferries")))
    return {
        "toolkit": toolkit,
        "a": a,
        "articles": toolkit.collection.from_analyses([a, b], outlets=["Herald", "Post"]),
    }


@pytest.fixture(autouse=True)
def _examples(request, tmp_path_factory):
    """Where an example is run: what it goes by, and no figure is left open."""
    if not isinstance(request.node, pytest.DoctestItem):
        yield
        return
    folder = tmp_path_factory.mktemp("example")
    request.getfixturevalue("doctest_namespace").update({**request.getfixturevalue("examples"), "folder": folder})
    yield
    import matplotlib.pyplot

    matplotlib.pyplot.close("all")
