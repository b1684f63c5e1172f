"""Figures for tools that draw them anew: valid Vega-Lite with the figure's numbers and colours; Datawrapper's CSV."""

import csv
import json
import re

import altair
import jsonschema
import pytest
from made_analyses import port
from test_figures import DRAW, made

from toolkit import figures
from toolkit.errors import ParameterError
from toolkit.figures import datawrapper, style, vega_lite
from toolkit.figures.model import picture_of


@pytest.mark.parametrize("case", ["port", "none", "long"])
@pytest.mark.parametrize("name", DRAW)
def test_every_figure_is_valid_vega_lite_and_says_what_it_shows(name, case):
    ax = DRAW[name](made(case))
    found = json.loads(json.dumps(vega_lite.specification(ax), allow_nan=False))
    altair.Chart.from_dict(found, validate=True)
    words = picture_of(ax).words
    assert (found["title"]["text"], found["description"]) == (words.title, words.alt)
    rows = found["data"]["values"]
    fields = set(re.findall(r'"field": "([^"]+)"', json.dumps(found, ensure_ascii=False)))
    assert fields <= {key for row in rows for key in row}, "an encoding without its data"
    assert all(re.fullmatch(r"[^.\[\]'\"]+", field) for field in fields), "signs that Vega takes for a path"


def test_a_specification_that_is_none_is_told():
    spec = vega_lite.specification(figures.actor_frequency(port()))
    with pytest.raises(jsonschema.ValidationError):
        altair.Chart.from_dict(spec | {"mark": "no mark"}, validate=True)


def test_colours_are_the_toolkit_s():
    spec = vega_lite.specification(figures.actor_frequency(port()))
    scale = spec["layer"][0]["encoding"]["color"]["scale"]
    wanted = {"person": style.TYPES["PER"], "organisation": style.TYPES["ORG"], "place": style.TYPES["LOC"]}
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == wanted


def test_the_numbers_are_the_drawn_ones():
    spec = vega_lite.specification(figures.share_of_voice(port()))
    table = figures.data(figures.share_of_voice(port()))
    said = table[table["words_quoted"] > 0]
    shares = {row["actor"]: row["percent of quoted words"] for row in spec["data"]["values"]}
    assert shares == pytest.approx(dict(zip(said["actor"], 100 * said["share_of_voice"], strict=True)), abs=0.001)
    assert sum(shares.values()) == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize("name", DRAW)
def test_datawrapper_gets_names_first_then_numbers_and_what_to_make_of_them(name, tmp_path):
    ax = DRAW[name](made("port"))
    figures.save(ax, tmp_path / "f", formats=("datawrapper",))
    with (tmp_path / "f.datawrapper.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    chart = json.loads((tmp_path / "f.datawrapper.json").read_text("utf-8"))
    assert chart["title"] == picture_of(ax).words.title
    if picture_of(ax).chart is None:
        assert chart["type"] == "tables"
        return
    assert chart["type"] in {*datawrapper.TYPES.values(), datawrapper.STACKED, datawrapper.GROUPED}
    assert rows and all(len(row) == len(head) for row in rows)
    drawn = picture_of(ax).chart
    missing = sum(row[drawn.values[0]] != row[drawn.values[0]] for row in drawn.rows)
    numbers = [float(row[1]) for row in rows if row[1]]
    assert len(numbers) == len(rows) - missing, "what has no number is empty, and nothing else"
    colours = chart["metadata"]["visualize"].get("custom-colors", {})
    names = {row[-1 if chart["type"] == "d3-scatter-plot" else 0] for row in rows}  # of dots, what each stands for
    assert not colours or names <= colours.keys()


def test_save_writes_them_beside_the_pictures(tmp_path):
    paths = figures.save(figures.actor_frequency(port()), tmp_path / "x")
    endings = [path.name.partition(".")[2] for path in paths]
    assert endings == ["svg", "png", "pdf", "csv", "vl.json", "datawrapper.csv", "datawrapper.json"]


def test_what_the_toolkit_did_not_draw_has_none():
    from matplotlib.figure import Figure

    ax = Figure().add_subplot()
    for asked in (vega_lite.specification, datawrapper.chart, datawrapper.table):
        with pytest.raises(ParameterError, match="not drawn by"):
            asked(ax)
