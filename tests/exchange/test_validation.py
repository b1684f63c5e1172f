"""Coding sheets: what coders see, and what their answers say, against examples of the literature."""

import csv
import json

import pytest
from made_analyses import one, port, silence

from toolkit import exchange
from toolkit.errors import InputError, ParameterError
from toolkit.exchange import reliability, validation


def answered(folder, coder, answers):
    """Write a coder's copy of the sheet in a folder; ``answers`` maps items to answers, the others stay empty."""
    with (folder / "sheet.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    path = folder / f"{coder}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(row | {"answer": answers.get(row["item"], "")} for row in rows)
    return path


@pytest.fixture
def sheet(tmp_path):
    """A folder with a sheet of every quote and mention of an article, and the key's answers."""
    rows, key = validation.sample([port()], 100)
    validation.write(rows, key, tmp_path / "sheet.csv")
    return tmp_path, key["answers"]


def right(answers):
    return {item: (answer["names"] or ["nobody"])[0] for item, answer in answers.items()}


# ---------------------------------------------------------------- the sheet


def test_half_the_rows_are_quotes_and_the_same_seed_draws_the_same():
    rows, key = validation.sample([port(), one()], 12, seed=4)
    kinds = [answer["kind"] for answer in key["answers"].values()]
    assert sorted(kinds) == ["mention"] * 6 + ["quote"] * 6 and kinds != sorted(kinds)
    assert validation.sample([port(), one()], 12, seed=4) == (rows, key)
    assert validation.sample([port(), one()], 12, seed=5)[1]["answers"] != key["answers"]


def test_where_one_kind_is_rare_the_other_fills_the_sheet():
    quotes, mentions = len(port().quotes), sum(len(a.mentions) for a in port().actors)
    _, key = validation.sample([port()], quotes + mentions - 1)
    kinds = [answer["kind"] for answer in key["answers"].values()]
    assert kinds.count("quote") == quotes and kinds.count("mention") == mentions - 1


def test_a_row_shows_the_passage_in_its_context_and_no_answer():
    rows, _ = validation.sample([one()], 2)
    assert all(row["answer"] == "" for row in rows)
    assert {row["passage"] for row in rows} == {
        "A profile\n\n“I calculate,” ⟦Ada Lovelace⟧ said.\n",
        "A profile\n\n⟦“I calculate,”⟧ Ada Lovelace said.\n",
    }


def test_nothing_to_draw_is_an_error():
    with pytest.raises(ParameterError, match="no quote and no mention"):
        validation.sample([silence()], 5)
    with pytest.raises(ParameterError, match="at least 1"):
        validation.sample([one()], 0)


def test_no_text_of_an_article_becomes_a_formula(tmp_path):
    rows, key = validation.sample([one(name="=SUM(A1)")], 2)
    rows[0]["article"] = "=1+1"
    validation.write(rows, key, tmp_path / "sheet.csv")
    with (tmp_path / "sheet.csv").open(encoding="utf-8-sig", newline="") as lines:
        cells = [cell for row in csv.reader(lines) for cell in row]
    assert "'=1+1" in cells and not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


# ---------------------------------------------------------------- the answers


def test_precision_counts_right_answers_and_leaves_out_the_missing(sheet):
    folder, answers = sheet
    given = right(answers)
    quotes = [item for item, answer in answers.items() if answer["kind"] == "quote"]
    given[quotes[0]], given[quotes[1]] = "", "somebody else"
    frame = exchange.agreement([answered(folder, "ann", given)]).set_index("of")
    row = frame.loc["quote"]
    assert (row["rows"], row["missing"]) == (len(quotes) - 1, 1)
    assert row["value"] == pytest.approx((len(quotes) - 2) / (len(quotes) - 1))
    assert (row["low"], row["high"]) == reliability.wilson(len(quotes) - 2, len(quotes) - 1)
    assert frame.loc["mention", "value"] == 1


@pytest.mark.parametrize(
    ("answer", "is_right"),
    [
        ("Inés Arrubarrena", True),
        ("ines arrubarrena", True),
        ("Mayor Arrubarrena", True),
        ("Tom", False),
        ("nobody", False),
        ("no quote", False),
    ],
)
def test_an_actor_may_be_answered_by_any_of_its_names(sheet, answer, is_right):
    folder, answers = sheet
    item = next(k for k, v in answers.items() if v["names"][:1] == ["Inés Arrubarrena"] and v["kind"] == "quote")
    frame = exchange.agreement([answered(folder, "ann", {item: answer})]).set_index("of")
    assert frame.loc["quote", "value"] == is_right


def test_nobody_is_right_where_nobody_is_named_and_no_quote_is_not(sheet):
    folder, answers = sheet
    item = next(k for k, v in answers.items() if not v["names"])
    for answer, is_right in (("Nobody", True), ("-", True), ("no quote", False), ("Westhaven", False)):
        frame = exchange.agreement([answered(folder, "ann", {item: answer})]).set_index("of")
        assert frame.loc["quote", "value"] == is_right


def test_coders_agree_over_the_rows_that_both_answered(sheet):
    folder, answers = sheet
    given = right(answers)
    paths = [answered(folder, coder, given) for coder in ("ann", "ben")]
    alphas = exchange.agreement(paths).set_index(["measure", "of"]).loc["krippendorff_alpha"]
    assert alphas.loc["quote", ["value", "rows"]].tolist() == [1, 9]
    quotes = [item for item, answer in answers.items() if answer["kind"] == "quote"]
    paths[1] = answered(folder, "ben", given | {quotes[0]: "", quotes[1]: "somebody else"})
    alphas = exchange.agreement(paths).set_index(["measure", "of"]).loc["krippendorff_alpha"]
    assert alphas.loc["quote", "rows"] == 8 and 0.5 < alphas.loc["quote", "value"] < 1
    assert alphas.loc["mention", "value"] == 1


def test_what_is_no_sheet_is_said(sheet):
    folder, answers = sheet
    (folder / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="no coding sheet"):
        exchange.agreement([folder / "other.csv"])
    with pytest.raises(InputError, match="cannot be read"):
        exchange.agreement([folder / "missing.csv"])
    path = answered(folder, "ann", right(answers))
    path.write_text(path.read_text("utf-8").replace(",1,port", ",999,port", 1), encoding="utf-8")
    with pytest.raises(InputError, match="item 999"):
        exchange.agreement([path])
    next(folder.glob("*.key.json")).unlink()
    with pytest.raises(InputError, match="does not lie beside"):
        exchange.agreement([path])


# ---------------------------------------------------------------- formulas


def test_alpha_is_krippendorff_s_of_four_coders_with_missing_answers():
    # Krippendorff 2011, "Computing Krippendorff's alpha-reliability", C: nominal data, 0.743. Item 12 has one answer.
    coders = {"A": "123321412...", "B": "1233224125.3", "C": ".3332342251.", "D": "12332441251."}
    units = [{coder: values[k] for coder, values in coders.items() if values[k] != "."} for k in range(12)]
    assert reliability.alpha([unit for unit in units if len(unit) > 1]) == pytest.approx(0.743, abs=0.0005)


def test_alpha_is_missing_where_nothing_can_disagree():
    assert reliability.alpha([{"ann": "x", "ben": "x"}] * 3) is None
    assert reliability.alpha([]) is None


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_wilson_s(hits, n, low, high):
    # Newcombe 1998, table I, method 3 (without continuity correction).
    assert reliability.wilson(hits, n) == pytest.approx((low, high), abs=0.00005)
    assert reliability.wilson(0, 0) == (None, None)


def test_the_key_is_json_that_a_person_can_read(sheet):
    folder, answers = sheet
    key = json.loads(next(folder.glob("*.key.json")).read_text("utf-8"))
    assert key["answers"] == answers and "Inés" in next(folder.glob("*.key.json")).read_text("utf-8")
