"""Tables: the columns users rely on, counts done by hand, files that are the same every time."""

import dataclasses
import random
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from made_analyses import any_marks, crowd, one, port, silence

from toolkit import statistics, tables
from toolkit.errors import ToolkitWarning
from toolkit.tables import summary

FIXED = {
    "actors": "actor type roles named nominal pronoun first_paragraph last_paragraph quotes "
    "words_quoted words_indirect share_of_voice",
    "quotes": "id kind speaker speaker_text speaks_for text cue sentence paragraph words confidence",
    "mentions": "actor text kind label sentence paragraph in_headline in_quote start end",
    "statistics": "measure value low high unit reference",
}


@pytest.mark.parametrize("name", FIXED)
@pytest.mark.parametrize("make", [port, one, silence])
def test_columns_are_the_fixed_ones_in_their_order(name, make):
    columns = list(getattr(tables, name)(make()).columns)
    assert columns[: len(FIXED[name].split())] == FIXED[name].split()


def test_actors_are_counted_as_by_hand():
    frame = tables.actors(port()).set_index("actor")
    # Three name two: the one who is named first stands first.
    assert list(frame.index[:3]) == ["Tom Okonkwo-Bright", "Westhaven", "Inés Arrubarrena"]
    mayor = frame.loc["Inés Arrubarrena"]
    assert [mayor[c] for c in ("named", "nominal", "pronoun")] == [2, 1, 2]
    assert [mayor["first_paragraph"], mayor["last_paragraph"], mayor["quotes"]] == [1, 6, 4]
    # 5 in "a promise…", 12 and 19 in the broken quotation (22 without the nested "We shall see"), 9 in the last.
    assert mayor["words_quoted"] == 5 + 12 + 19 + 9
    assert mayor["words_indirect"] == 5
    assert mayor["share_of_voice"] == pytest.approx(45 / 61)


def test_furniture_is_counted_nowhere():
    a = port()
    (start, end) = a.article.spans("furniture")[0]
    assert "WESTHAVEN" in a.article.text[start:end]
    assert not tables.mentions(a)["start"].between(start, end).any()
    assert tables.mentions(any_marks("HEAD\n\nALL CAPITALS\n", random.Random(2)))["paragraph"].eq(0).all()


def test_nested_words_are_the_inner_speakers():
    frame = tables.share_of_voice(port()).set_index("actor")
    assert frame.loc["(nobody named)", "words_quoted"] == 3 + 5  # "We shall see", "It is a brave step"
    assert frame["words_quoted"].sum() == 61
    assert frame["share_of_voice"].sum() == pytest.approx(1)
    assert frame.index[-1] == "(nobody named)"


def test_indirect_words_have_a_column_of_their_own():
    frame = tables.share_of_voice(port()).set_index("actor")
    assert frame.loc["European Commission", ["words_quoted", "words_indirect"]].tolist() == [0, 6]


def test_only_actors_are_listed_as_actors_unless_asked():
    frame = tables.actors(port())
    assert frame["actor"].nunique() == 6 and set(frame["type"]) == {"PER", "ORG", "LOC"}
    assert frame["share_of_voice"].sum() == pytest.approx(53 / 61)  # nobody named has the other eight words
    every = tables.actors(port(), nobody=True)
    assert every["actor"].tolist() == [*frame["actor"], "(nobody named)"]
    assert every["share_of_voice"].sum() == pytest.approx(1)
    assert tables.actors(silence(), nobody=True).empty


def test_files_have_nobody_s_row_in_the_table_of_shares_alone(tmp_path):
    tables.write(port(), tmp_path)
    for name, has in (("actors", False), ("share_of_voice", True)):
        assert ("(nobody named)" in pd.read_csv(tmp_path / "tables" / f"{name}.csv")["actor"].tolist()) is has
        assert ("(nobody named)" in pd.read_excel(tmp_path / "tables.xlsx", name)["actor"].tolist()) is has


def test_words_in_a_mixed_quote_outside_its_marks_are_indirect():
    from toolkit.quotes import Quote

    a = one()
    text = a.article.text
    quote = Quote("q1", "mixed", ((11, text.index(" said")),), (), (), "a1", None, None, 0.9)
    frame = tables.share_of_voice(type(a)(a.article, a.sentences, {}, a.actors, (quote,), {})).set_index("actor")
    assert frame.loc["Ada Lovelace", ["words_quoted", "words_indirect"]].tolist() == [2, 2]


def test_misc_is_left_out_unless_asked_for():
    assert "Tuesday Accord" not in set(tables.actors(port())["actor"])
    assert "Tuesday Accord" in set(tables.actors(port(), misc=True)["actor"])
    assert "Tuesday Accord" not in set(tables.mentions(port())["actor"])
    assert "Tuesday Accord" in set(tables.mentions(port(), misc=True)["actor"])


def test_groups_of_the_users_own():
    groups = {"Inés Arrubarrena": {"party": "Greens"}, "Westhaven": {"party": "Greens"}}
    frame = tables.actors(port(groups), by="party", nobody=True).set_index("party")
    assert frame.loc["Greens", ["actors", "named", "words_quoted"]].tolist() == [2, 4, 45]
    assert frame.loc["(none)", "actors"] == 4
    assert frame.index[-1] == "(nobody named)"
    assert list(tables.actors(port(groups), by="party")["party"]) == ["(none)", "Greens"]
    assert tables.share_of_voice(port(groups), by="party")["share_of_voice"].sum() == pytest.approx(1)


def test_an_unknown_group_warns_and_names_the_known_ones():
    with pytest.warns(ToolkitWarning, match="has a prty: the groups given are party"):
        frame = tables.actors(port({"Westhaven": {"party": "Greens"}}), by="prty")
    assert set(frame["prty"]) == {"(none)"}


def test_quotes_tell_where_and_how_long():
    frame = tables.quotes(port()).set_index("id")
    assert frame.loc["q2", "text"].startswith(
        "“We have heard the dockers, and we will not leave them alone,” … “Every job"
    )
    assert frame.loc["q2", ["sentence", "paragraph", "words"]].tolist() == [3, 2, 34]
    assert pd.isna(frame.loc["q7", "speaker"]) and frame.loc["q7", "speaker_text"] == "an official in Brussels"


def test_mentions_are_the_text_at_their_offsets():
    a = port()
    for row in tables.mentions(a).itertuples():
        assert " ".join(a.article.text[row.start : row.end].split()) == row.text
    frame = tables.mentions(a).set_index("text")
    assert frame.loc["Tom", ["in_quote", "quote"]].tolist() == [True, "q9"]
    assert not frame.loc["Brussels", "in_quote"]


def test_headline_is_paragraph_and_sentence_0():
    a = any_marks("Ann and Ann\n\nAnn, again. Ann.\n", random.Random(5))
    frame = tables.mentions(a)
    head = frame["start"] < len("Ann and Ann\n\n")
    assert (frame[head]["paragraph"] == 0).all() and frame[head]["in_headline"].all()
    assert (frame[~head]["paragraph"] == 1).all() and (frame[~head]["sentence"] >= 1).all()


# ---------------------------------------------------------------- files

NASTY = ["=1+1", "+1", "-1", "@SUM(A1)", "a\x00b", "x" * 40_000, "half \ud800 pair", "plain"]


def test_no_text_becomes_a_formula_in_excel(tmp_path):
    frame = pd.DataFrame({"text": pd.Series(NASTY, dtype=object), "number": [1.5, None, 3, 4, 5, 6, 7, 8]})
    sheet = openpyxl.load_workbook(tables.to_excel({"nasty": frame}, tmp_path / "t.xlsx"))["nasty"]
    cells = [cell for cell in sheet["A"]][1:]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells[:4]] == NASTY[:4]
    assert all(cell.quotePrefix for cell in cells[:4])
    assert len(cells[5].value) == 32_767 and cells[5].value.endswith("…")
    assert [cell.value for cell in sheet["B"]][1:3] == [1.5, None]


def test_files_are_the_same_in_every_process(tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from made_analyses import port\nfrom toolkit import tables\ntables.write(port(), sys.argv[2])"
    )
    for k, zone in enumerate(("UTC", "Asia/Tokyo")):
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parents[1]), str(tmp_path / str(k))],
            check=True,
            env={"PYTHONHASHSEED": str(k), "TZ": zone, "PATH": ""},
        )
    files = sorted(p.relative_to(tmp_path / "0") for p in (tmp_path / "0").rglob("*.*"))
    assert {f.name for f in files} >= {"tables.xlsx", "actors.csv", "quotes.csv", "mentions.csv", "statistics.csv"}
    for file in files:
        assert (tmp_path / "0" / file).read_bytes() == (tmp_path / "1" / file).read_bytes(), file


def test_csv_is_read_back_as_it_was(tmp_path):
    frame = tables.mentions(port())
    path = tables.to_csv(frame, tmp_path / "m.csv")
    assert b"\r" not in path.read_bytes()
    pd.testing.assert_frame_equal(pd.read_csv(path), frame, check_dtype=False, check_frame_type=False)


def test_an_answer_has_at_most_five_sentences_in_another_language_too():
    """Whose readability means nothing, and is not told."""
    english = dataclasses.replace(port(), statistics=statistics.summary(port().article))
    article = dataclasses.replace(english.article, language="de", language_confidence=0.98)
    said = summary.answer(dataclasses.replace(english, article=article))
    assert len(said) == len(summary.answer(english)) == 5
    assert said[0].startswith("This article is in German (98% sure)") and "A sentence has" not in " ".join(said)


def test_forty_actors_keep_their_order():
    frame = tables.actors(crowd([f"Person {chr(65 + k // 26)}{chr(65 + k % 26)}" for k in range(40)]))
    assert frame["named"].tolist() == list(range(40, 0, -1))
