"""What is given to the wrong function, or as the wrong argument, is answered by a sentence that says what to do."""

import inspect

import pytest
from made_analyses import one, port

import toolkit
from toolkit import collection, statistics, tables
from toolkit.collection import networks
from toolkit.errors import ParameterError

MORE = {  # what the functions need besides articles
    **dict.fromkeys(("about", "together", "descriptions"), ("Ada Lovelace",)),
    **dict.fromkeys(("concordance", "lookup", "beside"), ("profile",)),
    **{"pivot": ("outlet",), "write": ("folder",)},
}


def functions(place, *but):
    """The functions of a room, each with its name."""
    found = {name: getattr(place, name) for name in place.__all__ if name not in but}
    return [pytest.param(f, id=f"{place.__name__}.{n}") for n, f in found.items() if inspect.isfunction(f)]


OF_MANY = functions(collection, "analyse", "from_analyses") + functions(networks, "to_networkx", "write")
OF_ONE = functions(tables, "to_csv", "to_excel", "write_tables")


@pytest.fixture(scope="module")
def articles():
    return collection.from_analyses([port(), one()])


def asked(function, given):
    """Call a function with what is given, and what it needs besides."""
    needed = [
        p for p in inspect.signature(function).parameters.values() if p.default is p.empty and p.kind != p.VAR_KEYWORD
    ]
    return function(given, *MORE.get(function.__name__, ())[: len(needed) - 1])


@pytest.mark.parametrize("function", OF_MANY)
def test_what_takes_a_collection_says_so_and_which_function_takes_or_makes_one(function):
    for given, says in (
        (port(), "not the analysis of one article: toolkit"),
        ("folder", "not “folder”: toolkit.collection.analyse makes one, toolkit.open opens a store"),
        ([port()], "not a list: "),
        (None, "not None: "),
    ):
        with pytest.raises(ParameterError, match=f"^{function.__name__} takes a collection of articles, {says}"):
            asked(function, given)


@pytest.mark.parametrize("function", OF_ONE)
def test_what_takes_an_analysis_says_so_and_which_function_takes_or_makes_one(function, articles):
    for given, says in (
        (articles, "a collection of articles: "),
        (port().article, "an article: toolkit.analyse makes one"),
        ("bridge.txt", "“bridge.txt”: toolkit.analyse makes one"),
    ):
        with pytest.raises(ParameterError, match=f"^{function.__name__} takes the analysis of one article, not {says}"):
            asked(function, given)


def test_the_function_of_the_same_name_that_takes_it_is_named(articles):
    for name in ("actors", "mentions", "quotes", "write"):
        with pytest.raises(ParameterError, match=f"toolkit.collection.{name} takes that"):
            asked(getattr(tables, name), articles)
        with pytest.raises(ParameterError, match=f"toolkit.tables.{name} takes that"):
            asked(getattr(collection, name), port())
    with pytest.raises(ParameterError, match=r"give one of its analyses, such as c.analyses\[0\]"):
        tables.share_of_voice(articles)
    with pytest.raises(ParameterError, match="not a Collection: give its analyses"):
        statistics.describe(articles)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda c: collection.copies(c, days="7"), "copies takes a whole number from 0 on as days, not “7”"),
        (lambda c: collection.copies(c, days=7.5), "as days, not 7.5"),
        (lambda c: collection.copies(c, days=-1), "as days, not -1"),
        (lambda c: collection.key_words(c, n="5"), "a whole number from 0 on or None as n, not “5”"),
        (lambda c: collection.key_words(c, "outlet", groups="Post"), "a list as groups, not “Post”"),
        (lambda c: collection.actors(c, "outlet"), "True or False as by_article, not “outlet”"),
        (lambda c: collection.over_time(c, 5), "a text or None as actor, not 5"),
        (lambda c: collection.lookup(c, "wall", by=5), "a text, a list or None as by, not 5"),
        (lambda c: collection.concordance(c, None), "a text, a path, a list or a dictionary as pattern, not None"),
        (lambda c: collection.lookup(c, {"border": None}), "the dictionary holds no word"),
        (lambda c: networks.together(c, least="2"), "as least, not “2”"),
        (lambda c: networks.write(c, "out.graphml"), "write takes a network, not a collection of articles"),
        (lambda c: collection.write(c, None), "a text or a path as folder, not None"),
        (lambda c: c.groups(5), "groups takes a text or a list as by, not 5"),
        (lambda c: c.table("words"), "no table words: give articles, actors, mentions, quotes"),
        (lambda c: collection.analyse(c), "analyse takes articles, not a collection of articles"),
        (lambda c: collection.analyse([port()]), "not the analysis of one article: from_analyses makes"),
        (lambda c: collection.from_analyses(c), "from_analyses takes a list, not a collection of articles"),
        (lambda c: collection.from_analyses([port().article]), "takes analyses, not an article: toolkit.analyse"),
        (lambda c: collection.from_analyses([port()], names=["a", "b"]), "2 names for 1 article"),
        (lambda c: toolkit.open(c), "open takes a text or a path, not a collection of articles"),
    ],
)
def test_an_argument_of_another_kind_is_named_with_what_was_expected(articles, wrong, says):
    with pytest.raises(ParameterError) as caught:
        wrong(articles)
    assert says in str(caught.value)


def test_numbers_and_names_of_other_libraries_are_taken_as_what_they_are(articles):
    import numpy as np

    assert collection.copies(articles, days=np.int64(7)).empty
    assert "article" in collection.actors(articles, by_article=np.bool_(True))
    assert collection.lookup(articles, np.str_("port"))["port"].sum()


def test_a_column_is_a_list():
    import pandas as pd

    articles = collection.from_analyses(pd.Series([port(), one()]), names=pd.Index(["p", "o"]))
    assert articles.names == ("p", "o")
    assert set(collection.key_words(articles, groups=pd.Series(["p"]), minimum=1)["article"]) == {"p"}


def test_one_argument_too_many_is_said_as_python_says_it(articles):
    with pytest.raises(TypeError, match=r"unit\(\) got an unexpected keyword argument 'days'"):
        collection.unit(articles, days=7)
