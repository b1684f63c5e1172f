"""Precision, recall and agreement of what coders marked in other tools, against figures worked out by hand."""

import json

import pytest
from coders import TASKS, in_cassis, in_label_studio
from made_analyses import port

import toolkit
from toolkit.errors import InputError, ParameterError
from toolkit.exchange import reliability
from toolkit.exchange.coding import CodedQuote, Coding
from toolkit.exchange.intercoder import _between_coders


def rows(paths, **more):
    frame = toolkit.exchange.agreement(paths, **more)
    return frame.set_index(["measure", "coder", "of"])


@pytest.fixture
def ann(tmp_path):
    """Ann's export of nine quotes: one struck, one added, two other speakers."""
    toolkit.exchange.export(port(), "labelstudio", out=tmp_path / "out")
    return in_label_studio(tmp_path / "out", TASKS[port], "ann")


def test_precision_and_recall_are_of_what_the_coder_marked(ann):
    table = rows([ann])
    for measure in ("precision", "recall"):  # 8 of 9 of the toolkit's are quotes; 8 of Ann's 9 were found
        assert table.loc[(measure, "ann", "quote"), ["value", "rows"]].tolist() == [8 / 9, 9]
        assert table.loc[(measure, "ann", "speaker"), ["value", "rows"]].tolist() == [6 / 9, 9]
    low, high = reliability.wilson(8, 9)
    assert table.loc[("recall", "ann", "quote"), ["low", "high"]].tolist() == [low, high]
    mentions = sum(len(actor.mentions) for actor in port().actors)
    assert table.loc[("recall", "ann", "mention"), ["value", "rows"]].tolist() == [1, mentions]


def test_coders_of_different_tools_are_compared_by_their_texts(ann, tmp_path):
    toolkit.exchange.export(port(), "inception", out=tmp_path / "uima")
    ben = in_cassis(tmp_path / "uima", "port", TASKS[port], "ben")
    table = rows([ann, ben])
    assert table.loc[("krippendorff_alpha", "all", "speaker"), "value"] == 1
    assert table.loc[("f1", "ann and ben", "speaker"), ["value", "low", "high"]].tolist() == [1, 1, 1]


def test_where_coders_differ_alpha_and_f1_have_intervals_round_them(ann, tmp_path):
    (one,) = json.loads(ann.read_text("utf-8"))
    (made,) = json.loads((tmp_path / "out" / "tasks.json").read_text("utf-8"))
    one["annotations"].append({"completed_by": {"email": "ben"}, "result": made["predictions"][0]["result"]})
    both = tmp_path / "both.json"
    both.write_text(json.dumps([one]), "utf-8")
    table = rows([both])
    assert table.loc[("f1", "ann and ben", "speaker"), ["value", "rows"]].tolist() == [2 * 6 / 18, 9]
    for of in ("quote", "speaker"):
        value, low, high = table.loc[("krippendorff_alpha", "all", of), ["value", "low", "high"]]
        assert low < value < high <= 1
    assert (
        table.loc[("krippendorff_alpha", "all", "quote"), "value"]
        > table.loc[("krippendorff_alpha", "all", "speaker"), "value"]
    )
    assert rows([both]).equals(table), "the same files give the same intervals"


def test_alpha_over_words_is_krippendorff_s_of_his_own_example():
    # Krippendorff 2011, "Computing Krippendorff's alpha-reliability", A: two coders of ten items; a word here.
    text = "a b c d e f g h i j"
    marked = [
        Coding(
            "x",
            text,
            coder,
            tuple(CodedQuote(((2 * k, 2 * k + 1),), None) for k, said in enumerate(answers) if said == "1"),
        )
        for coder, answers in (("A", "0100000010"), ("B", "1110010000"))
    ]
    found = {row[:3]: row for row in _between_coders(["A", "B"], {text: marked})}
    assert found["krippendorff_alpha", "all", "quote"][3] == pytest.approx(0.095, abs=0.0005)


def test_articles_that_a_coder_left_out_are_counted(tmp_path):
    from made_analyses import one as short

    toolkit.exchange.export([port(), short()], "labelstudio", out=tmp_path)
    tasks = json.loads((tmp_path / "tasks.json").read_text("utf-8"))
    tasks[0]["annotations"] = [{"completed_by": 1, "result": tasks[0]["predictions"][0]["result"]}]
    tasks[1]["annotations"] = [{"completed_by": 1, "result": [], "was_cancelled": True}]
    (tmp_path / "tasks.json").write_text(json.dumps(tasks), "utf-8")
    assert set(rows([tmp_path / "tasks.json"])["missing"]) == {1}


def test_from_scratch_marks_are_measured_against_an_analysis(tmp_path):
    made = port()
    (tmp_path / "before.jsonl").write_text(made.to_json() + "\n", "utf-8")
    task = {"data": {"text": made.article.text}, "annotations": [{"completed_by": 1, "result": []}]}
    start, end = made.quotes[3].content[0]
    region = {
        "id": "x",
        "type": "labels",
        "from_name": "mark",
        "value": {"start": start, "end": end, "labels": ["quote"]},
    }
    task["annotations"][0]["result"] = [region]
    (tmp_path / "scratch.json").write_text(json.dumps([task]), "utf-8")
    table = rows([tmp_path / "scratch.json"], before=tmp_path / "before.jsonl")
    assert table.loc[("recall", "coder 1", "quote"), "value"] == 1
    assert table.loc[("precision", "coder 1", "quote"), "value"] == 1 / 9
    assert table.loc[("recall", "coder 1", "speaker"), "value"] == 0, "the coder named nobody"


def test_sheets_and_exports_are_not_mixed_and_nothing_marked_is_said(ann, tmp_path):
    with pytest.raises(ParameterError, match="not both at once"):
        toolkit.exchange.agreement([ann, tmp_path / "x.csv"])
    with pytest.raises(InputError, match="nobody has marked anything"):
        toolkit.exchange.agreement([tmp_path / "out"])


def test_the_command_prints_the_table(toolkit, ann):
    lines = toolkit("agreement", ann).stdout.splitlines()
    assert lines[0].split() == ["measure", "coder", "of", "value", "low", "high", "rows", "missing"]
    assert len(lines) == 7
