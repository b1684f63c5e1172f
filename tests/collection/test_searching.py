"""Words over all texts: a concordance, and dictionaries; the same in memory and in a store."""

import contextlib
import dataclasses
import functools
import json
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_analyses import analysis, article_of

from toolkit import collection, figures, report, statistics
from toolkit.collection import answering, full_text
from toolkit.errors import InputError, ParameterError, ToolkitWarning
from toolkit.figures import vega_lite

TEXTS = {
    "a": "Fences rise\n\nThe fence is high. Fences don’t stop migrants, nor migra\u00adtion.\n\nNo border wall.\n",
    "b": "A wall\n\nThe wall fell. The border wall, a border fence and a wall.\n",
    "c": "Rain\n\nIt rained.\n",
}


@pytest.fixture
def three():
    found = [analysis(article_of(text, id)) for id, text in TEXTS.items()]
    found = [dataclasses.replace(one, statistics=statistics.summary(one.article)) for one in found]
    return collection.from_analyses(found, outlets=["post", "herald", None])


@pytest.mark.parametrize("query", ["fence*", "migra*", "don't", "border wall|fence", "w?ll", "*"])
def test_a_concordance_of_many_is_that_of_each(three, query):
    frame = collection.concordance(three, query)
    for one, name in zip(three.analyses, three.names, strict=True):
        alone = statistics.concordance(one, query)
        mine = frame[frame["article"] == name].reset_index(drop=True)
        columns = ["left", "keyword", "right", "paragraph", "start", "end"]
        assert mine[columns].values.tolist() == alone[columns].values.tolist()
    assert len(frame)


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("fence (", "fence"),
        ("[wall]", "wall"),
        ("(fence|wall)", "fence|wall"),
        ("“border wall”.", "border wall"),
        ("stop, migrants", "stop migrants"),
        ("nor/migration", "nor migration"),
        ("wall {", "wall"),
    ],
)
def test_brackets_and_signs_around_words_count_no_more_in_a_query_than_in_a_text(three, query, plain):
    wanted = collection.concordance(three, plain)
    pd.testing.assert_frame_equal(collection.concordance(three, query), wanted)
    alone = [statistics.concordance(one, query) for one in three.analyses]
    assert sum(map(len, alone)) == len(wanted)
    assert collection.lookup(three, {"it": query})["it"].sum() == collection.lookup(three, {"it": plain})["it"].sum()
    assert len(wanted) or plain == "stop migrants"


@functools.cache
def searched():
    """The articles, and the index of their texts."""
    found = collection.from_analyses([analysis(article_of(text, id)) for id, text in TEXTS.items()])
    return found, full_text.open_index(found)


SIGNS = list("ab*?|[](){}\"“”'’-–.,/\\&%$@#+^ ")


@given(st.lists(st.sampled_from([*SIGNS, "fence", "wall", "U.S."]), max_size=7).map("".join))
def test_any_query_is_answered_or_an_error_and_the_same_of_one_article_as_of_many(query):
    found, index = searched()
    for ask in (lambda: len(collection.concordance(found, query)), lambda: full_text.find(index, query)):
        with contextlib.suppress(ParameterError):
            ask()
    try:
        alone = sum(len(statistics.concordance(one, query)) for one in found.analyses)
    except ParameterError as error:
        with pytest.raises(ParameterError, match=re.escape(str(error))):
            collection.concordance(found, query)
    else:
        assert len(collection.concordance(found, query)) == alone


@pytest.mark.parametrize("query", ["fence(s)", "[Ff]ence", "border wall[s]", "fenc{e}*", "migra(tion|nts)"])
def test_brackets_inside_a_word_are_an_error_that_says_what_to_write(three, query):
    index = full_text.open_index(three)
    for ask in (
        lambda: collection.concordance(three, query),
        lambda: collection.lookup(three, {"it": ["wall", query]}),
        lambda: statistics.concordance(three.analyses[0], query),
        lambda: full_text.find(index, query),
    ):
        with pytest.raises(ParameterError, match=r"has brackets inside a word: \* is any letters"):
            ask()


def test_a_choice_of_several_words_and_a_query_of_signs_alone_are_errors(three):
    with pytest.raises(ParameterError, match="“and or” is more than one"):
        collection.concordance(three, "but|and/or")
    for query in ("(", "[]", "– !"):
        with pytest.raises(ParameterError, match="needs a word"):
            collection.concordance(three, query)


def test_entries_of_a_dictionary_without_a_word_are_left_out_and_said(three):
    with pytest.warns(ToolkitWarning, match="since no word is in it: “:-.” and “–”"):
        frame = collection.lookup(three, {"glad": ["wall", ":-)"], "sad": ["–"]})
    assert frame[["glad", "sad"]].values.tolist() == [[1, 0], [3, 0], [0, 0]]


def test_initials_keep_their_stops_and_their_stars():
    text = "Talks\n\nThe U.S. and anti-U.S. groups, a U.S.-led talk at 9.30 for 3.5% of AT&T.\n"
    talks = collection.from_analyses([analysis(article_of(text, "talks"))])
    for query, hits in (("U.S.", 1), ("U.S.*", 2), ("*U.S.", 2), ("3.5%", 1), ("AT&T", 1), ("(U.S.)", 1), ("9.3?", 1)):
        assert len(collection.concordance(talks, query)) == hits, query


def test_hits_are_sorted_by_what_is_asked_for(three):
    frame = collection.concordance(three, "wall", by="outlet")
    assert frame.columns.tolist()[:3] == ["article", "outlet", "published"]
    assert frame["outlet"].tolist() == ["herald"] * 4 + ["post"]
    with pytest.raises(ParameterError, match="cannot be told apart by section"):
        collection.concordance(three, "wall", by="section")
    with pytest.raises(ParameterError, match="needs a word"):
        collection.concordance(three, " ")


def test_a_category_may_be_one_word_and_a_list_is_words(three):
    wanted = collection.lookup(three, {"fence*": ["fence*"]})
    assert collection.lookup(three, {"fence*": "fence*"}).equals(wanted)
    assert collection.lookup(three, ["fence*"]).equals(wanted) and wanted["fence*"].sum()


def test_a_dictionary_counts_each_place_once_and_gives_rates(three):
    words = {"border": ["fence*", "fences", "border wall"], "rain": ["rain*"]}
    frame = collection.lookup(three, words).set_index("article")
    assert frame["border"].to_dict() == {"a": 3, "b": 2, "c": 0}
    assert frame["rain"].to_dict() == {"a": 0, "b": 0, "c": 1}
    assert frame.loc["c", ["words", "rain_per_1000_words"]].tolist() == [2, 500]
    grouped = collection.lookup(three, words, by="outlet").set_index("outlet")
    assert grouped["border"].to_dict() == {"(no outlet)": 0, "herald": 2, "post": 3}
    with pytest.raises(ParameterError, match="holds no word"):
        collection.lookup(three, {"none": []})


def test_dictionaries_come_from_files_of_quanteda_and_liwc(three, tmp_path):
    yml, dic = tmp_path / "d.yml", tmp_path / "d.dic"
    yml.write_text("border:\n  hard: [fence*, 'border wall']\nrain: rain*\n", "utf-8")
    dic.write_text("%\n1\thard\n2\train\n%\nfence*\t1\nborder wall\t1\nrain*\t2\n", "utf-8")
    for path, name in ((yml, "border.hard"), (dic, "hard")):
        frame = collection.lookup(three, path)
        assert frame[[name, "rain"]].values.tolist() == [[3, 0], [2, 0], [0, 1]]
    for text, says in (
        ("- a\n", "is no dictionary"),
        ("%\n1 a\n", "no second line of %"),
        ("%\n1\ta\n%\nb\t7\n", "b is of"),
    ):
        dic.write_text(text, "utf-8")
        with pytest.raises(InputError, match=says):
            collection.lookup(three, dic)


def test_a_dictionary_s_concordance_agrees_with_its_counts(three):
    words = {"border": ["fence*", "border wall"], "walls": ["wall", "border wall"], "none": ["snow"]}
    places, counts = collection.concordance(three, words), collection.lookup(three, words)
    assert places.columns[-1] == "category" and "category" not in collection.concordance(three, "wall")
    bodies = places[places["paragraph"] > 0].groupby(["category", "article"]).size()
    for name in words:
        assert counts.set_index("article")[name].to_dict() == {a: bodies.get((name, a), 0) for a in "abc"}
    assert collection.lookup(three, "wall")["wall"].tolist() == [1, 3, 0]
    with pytest.raises(ParameterError, match="cannot be called words"):
        collection.lookup(three, {"words": ["wall"]})


def test_the_answer_counts_a_place_of_two_categories_once(three):
    said = " ".join(answering.asked(three, {"one": ["fence*"], "two": ["fence", "wall"]}))
    assert "They stand in 9 places (two 7 and one 4) in the headlines and bodies of 2 of 3 articles" in said
    assert "Of 2 outlets, herald has them most often in bodies" in said and "None of the articles says when" in said
    assert answering.asked(three, "snow") == ["“snow” stands nowhere in 3 articles."]


def test_periods_without_a_hit_have_a_row():
    dates = {"a": "2025-03", "b": "2025-05"}
    made = [analysis(dataclasses.replace(article_of(TEXTS[id], id), published=date)) for id, date in dates.items()]
    made = [dataclasses.replace(one, statistics=statistics.summary(one.article)) for one in made]
    frame = collection.lookup(collection.from_analyses(made), "fell", by="period")
    assert frame[["period", "fell"]].values.tolist() == [["2025-03", 0], ["2025-04", 0], ["2025-05", 1]]


def test_words_of_any_two_groups_are_compared(three):
    """By outlet, by a date, by anything of one's own; one group against all others, or two alone."""
    first = collection.key_words(three, "outlet", groups=["post"], minimum=1)
    assert set(first["outlet"]) == {"post"}
    fence = first.set_index("word").loc["fence"]
    assert fence[["count", "count_others"]].tolist() == [1, 1]  # one in "a", one in "b"
    alone = collection.key_words(three, "outlet", groups=["post", "(no outlet)"], minimum=1).set_index("word")
    assert alone.loc["fence", ["count", "count_others"]].tolist() == [1, 0] and "fell" not in alone.index
    own = collection.key_words(three, [name == "c" for name in three.names], minimum=1)
    assert own.columns[0] == "group" and own[own["group"] == "True"]["word"].tolist() == ["rained"]
    with pytest.raises(ParameterError, match="no group wire: give post, herald"):
        collection.key_words(three, "outlet", groups=["wire"])
    with pytest.raises(ParameterError, match="2 groups are given for 3 articles"):
        collection.key_words(three, ["x", "y"])


def test_a_day_that_no_calendar_has_is_no_group(three):
    with pytest.raises(ParameterError, match="2025-13-20"):
        collection.key_words(three, by="2025-13-20")


def test_a_date_parts_what_came_before_from_the_rest():
    dates = {"a": "2025-02-27", "b": "2025-03-01", "c": "2025"}
    made = [analysis(dataclasses.replace(article_of(TEXTS[id], id), published=date)) for id, date in dates.items()]
    parted = collection.from_analyses(made)
    assert parted.groups("2025-03-01") == ("before 2025-03-01", "since 2025-03-01", "(no date)")
    assert parted.groups("2025") == ("since 2025",) * 3
    frame = collection.concordance(parted, "fence", by="2025-03-01")
    assert frame[["article", "period"]].values.tolist() == [["a", "before 2025-03-01"], ["b", "since 2025-03-01"]]


def dated(dates, texts=TEXTS):
    """The articles with these dates."""
    made = [analysis(dataclasses.replace(article_of(texts[id], id), published=date)) for id, date in dates.items()]
    return collection.from_analyses([dataclasses.replace(a, statistics=statistics.summary(a.article)) for a in made])


def test_a_rate_over_no_words_is_missing_and_none_over_words_is_0(three):
    articles = dated({"a": "2025-03", "c": "2025-05"})
    frame = collection.lookup(articles, {"fence": "fence*", "snow": "snow"}, by="period").set_index("period")
    assert frame["fence"].tolist() == [2, 0, 0] and frame["words"].tolist()[1:] == [0, 2]
    assert frame["fence_per_1000_words"].isna().tolist() == [False, True, False]
    assert frame["snow_per_1000_words"].tolist() == pytest.approx([0, float("nan"), 0], nan_ok=True)
    empty = dataclasses.replace(article_of("Only a headline\n", "d"), outlet="wire")
    more = collection.from_analyses([*three.analyses, analysis(empty)], outlets=["post", "herald", None, "wire"])
    assert collection.lookup(more, "wall", by="outlet").set_index("outlet")["wall_per_1000_words"].isna()["wire"]
    assert collection.outlets(more).set_index("outlet")["quoted"].isna().to_dict()["wire"]
    said = " ".join(answering.asked(more, "wall"))
    assert "Of 2 outlets with bodies, herald has it most often" in said and "nan" not in said


def test_a_table_and_figures_show_a_missing_rate_as_none():
    articles = dated({"a": "2025-03", "b": "2025-05"})
    shown = report.table(collection.lookup(articles, "wall", by="period"))
    assert "nan" not in shown._repr_html_().lower()
    for question in ("wall", {"wall": "wall", "fence": "fence*"}):
        ax = figures.lookup(articles, question, by="period")
        assert "nan" not in json.dumps(vega_lite.specification(ax)).lower()
    assert "2025-04 no words" in figures.alt_text(figures.lookup(articles, "wall", by="period"))
    empty = analysis(dataclasses.replace(article_of("Only a headline\n", "d"), outlet="wire"))
    more = collection.from_analyses([*articles.analyses, empty], outlets=["post", "herald", "wire"])
    spec = vega_lite.specification(figures.lookup(more, "wall"))
    assert spec["usermeta"]["note"] == "1 outlet without words" and "nan" not in json.dumps(spec).lower()
    assert "nan" not in json.dumps(vega_lite.specification(figures.lookup(more, {"wall": "wall", "it": "it"}))).lower()


def test_a_side_of_a_date_without_an_article_has_a_row_and_what_has_no_date_too():
    articles = dated({"a": "2025-02-27", "b": "2025-03-01", "c": None})
    assert collection.lookup(articles, "it", by="2025-03").values.tolist()[2][:2] == ["(no date)", 1]
    frame = collection.lookup(articles, "wall", by="2030").set_index("period")
    assert frame.index.tolist() == ["before 2030", "since 2030", "(no date)"]
    assert frame["words"].tolist()[1] == 0 and frame["wall_per_1000_words"].isna().tolist() == [False, True, False]
    assert collection.pivot(articles, "2030").columns.tolist() == ["actor", "type", *frame.index]
    for question in ("wall", {"wall": "wall", "it": "it"}):
        drawn = figures.lookup(dated(dict.fromkeys("abc")), question, by="2030")
        assert drawn.get_title() == "None of the articles with these words says when it was published"


def test_key_words_before_and_since_a_date_say_what_is_left_out_and_that_a_side_is_empty():
    articles = dated({"a": "2025-02-27", "b": "2025-03-01", "c": None})
    with pytest.warns(ToolkitWarning, match="1 of 3 articles is left out: no date says"):
        frame = collection.key_words(articles, "2025-03", minimum=1, n=None)
    assert set(frame["period"]) == {"before 2025-03", "since 2025-03"} and "rained" not in set(frame["word"])
    asked = collection.key_words(articles, "2025-03", groups=["(no date)"], minimum=1)
    assert asked[["period", "word"]].values.tolist() == [["(no date)", "rained"]]
    dates = dated({"a": "2025-02-27", "b": "2025-03-01"})
    with pytest.warns(ToolkitWarning, match="all articles with a date are in one group, before 2030"):
        assert collection.key_words(dates, "2030", minimum=1).empty
    with pytest.warns(ToolkitWarning, match="3 of 3 articles are left out"):
        assert collection.key_words(dated(dict.fromkeys("abc")), "2030", minimum=1).empty
