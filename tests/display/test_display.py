"""What tables show; an article's text stays text in them, and in the card."""

import re

import pandas
import pytest
from html_reader import read
from made_analyses import any_marks, port

import toolkit
from toolkit import tables
from toolkit.display.table import ROWS, Table

NASTY = "<script>alert(1)</script> $x^2$ \u202eabc\x1b[31m"


def test_an_article_of_markup_is_text_in_card_and_tables():
    import random

    a = any_marks(NASTY + "\n\n“" + NASTY + "” he said.\n", random.Random(1), name=NASTY)
    for html in (a._repr_mimebundle_()["text/html"], tables.quotes(a)._repr_html_(), tables.actors(a)._repr_html_()):
        body = html.partition("</style>")[2]
        assert "<script" not in body and "\u202e" not in body and "\x1b" not in body
        assert "⟨RLO⟩" in body and "tex2jax_ignore" in body
        read(body)
    assert "\u202e" not in repr(a) and "\x1b" not in repr(a)


def test_tables_are_data_frames_that_show_all_of_a_text():
    frame = tables.quotes(port())
    assert isinstance(frame, pandas.DataFrame)
    assert "...</td>" not in frame._repr_html_()
    for text in frame["text"]:
        assert text.replace("'", "&#x27;") in frame._repr_html_()
    part = frame[frame["kind"] == "direct"][["speaker", "text"]]
    assert "toolkit-table" in part._repr_html_()  # what is taken from a table shows itself as well
    pandas.testing.assert_frame_equal(pandas.DataFrame(frame), frame, check_frame_type=False)


def test_shares_are_percent_and_missing_values_empty():
    html = Table(
        {"share_of_voice": [0.25, None], "n": [1234, 5], "who": [None, "Ann"], "ok": [True, False]}
    )._repr_html_()
    assert "25.0%" in html and "1,234" in html and "nan" not in html.lower() and "None" not in html and ">yes<" in html


def test_notebook_and_report_show_a_value_alike():
    from toolkit import report

    row = {"who": "Ann", "said": "True", "share": 0.25, "words": 1234, "start": 1234, "first": True}
    frame = Table([row])
    shown = [re.findall(r"<td[^>]*>([^<]*)</td>", one._repr_html_())[-5:] for one in (frame, report.table(frame))]
    assert shown[0] == shown[1] == ["True", "25.0%", "1,234", "1234", "yes"]


def test_a_long_table_says_how_many_rows_there_are():
    html = Table({"n": range(ROWS + 7)})._repr_html_()
    assert html.count("<tr>") == ROWS + 1 and f"The first {ROWS} of {ROWS + 7} rows" in html
    assert "There are none." in Table({"n": []})._repr_html_()


def test_names_and_help_are_there_for_who_types():
    assert "explore" in dir(toolkit)
    for function in (toolkit.analyse, toolkit.read, toolkit.explore, tables.actors, tables.quotes):
        assert "-------" in function.__doc__ and function.__annotations__["return"]
    import inspect

    assert list(inspect.signature(tables.actors).parameters) == ["analysis", "by", "misc", "nobody"]


@pytest.mark.parametrize("sign", ["\u202e", "\u200f", "\x07", "\ud800"])
def test_unseen_signs_are_seen(sign):
    from toolkit.display import visible

    assert sign not in visible(f"a{sign}b") and visible(f"a{sign}b") not in ("ab", f"a{sign}b")
