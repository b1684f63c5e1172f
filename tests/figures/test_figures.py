"""Figures as people see them: nothing cut, nothing overlapping, the same bytes every time, text that stays text."""

import dataclasses
import functools
import itertools
import re
import struct
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest
from made_analyses import crowd, one, port, silence

from toolkit import collection, figures, tables
from toolkit.errors import ParameterError
from toolkit.figures import style
from toolkit.figures.model import picture_of
from toolkit.statistics import passage

LONG = [
    f"Permanent Intergovernmental Commission for the Coordination of Rivers in the {where} of the Continent"
    for where in ("North", "South", "East", "West", "Middle")
] + ["Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", "Ng"]
CASES = {
    "port": port,
    "none": silence,
    "one": one,
    "forty": lambda: crowd([f"Person Number-{chr(65 + k // 26)}{chr(65 + k % 26)}" for k in range(40)]),
    "long": lambda: crowd(LONG),
}
made = functools.cache(lambda case: CASES[case]())
ASKED = {"a rather long category of words that everybody uses": ["the", "a", "of"], "said": ["said", "told"]}
DRAW = {
    "actor_frequency": figures.actor_frequency,
    "others": lambda a: figures.actor_frequency(a, others=True),
    "share_of_voice": figures.share_of_voice,
    "actor_timeline": figures.actor_timeline,
    "timeline_others": lambda a: figures.actor_timeline(a, others=True),
    "readability": figures.readability,
    "sentence_lengths": figures.sentence_lengths,
    "frequent_words": figures.frequent_words,
    "dispersion": figures.dispersion,
    "by_article": lambda a: figures.side_by_side(several(a), "named"),
    "by_article_voice": lambda a: figures.side_by_side(several(a), "share_of_voice"),
    "by_outlet": lambda a: figures.side_by_side(several(a), "named", by="outlet"),
    "by_period": lambda a: figures.side_by_side(several(a), "named", by="period"),
    "over_time": lambda a: figures.over_time(several(a)),
    "over_time_actor": lambda a: figures.over_time(several(a), who(several(a))),
    "over_years": lambda a: figures.over_time(several(a, years=True)),
    "undated": lambda a: figures.over_time(collection.from_analyses([a])),
    "together": lambda a: figures.together(several(a), who(several(a))),
    "key_words": lambda a: figures.key_words(several(a)),
    "key_words_since": lambda a: figures.key_words(several(a), by="2025-03-10"),
    "network": lambda a: figures.network(collection.networks.together(several(a))),
    "lookup": lambda a: figures.lookup(several(a), "the"),
    "lookup_period": lambda a: figures.lookup(several(a), "the|said", by="period"),
    "lookup_dictionary": lambda a: figures.lookup(several(a), ASKED),
    "lookup_dictionary_period": lambda a: figures.lookup(several(a), ASKED, by="period"),
    "beside": lambda a: figures.beside(several(a), "the"),
    "beside_dictionary": lambda a: figures.beside(several(a), ASKED),
    "network_quoted": lambda a: figures.network(collection.networks.quoted(several(a), by="article")),
    "words_about": lambda a: figures.words_about(several(a), who(several(a))),
}


def several(a, *, years=False):
    """The analysis and others beside it, of three outlets with long and short names, dated and undated."""
    others = [a, made("port"), made("one"), made("none"), made("one")]
    dates = (
        ["1991", None, "2003-05", "2025-03-14", "2025"] if years else ["2025-03-01", None, "2025-03-28", "2025-03-14"]
    )
    dated = [
        dataclasses.replace(
            x,
            article=dataclasses.replace(x.article, published=date),
            statistics={"words": len(passage.of(x.article).words)},
        )
        for x, date in zip(others, itertools.chain(dates, itertools.repeat(None)), strict=False)
    ]
    names = ["a-rather-long-name-of-an-article-in-a-folder", "b", "c", "harbour-city-votes-to-close-its-port", "d"]
    outlets = ["The Northern Herald and Evening Post", "wire", None, "wire", "example.org"]
    return collection.from_analyses(dated, names=names, outlets=outlets)


def who(found):
    """The actor in most of the articles."""
    return found.actor()


def drawn(ax, size="page"):
    """The figure laid out at a size, and its visible texts with their boxes in pixels."""
    from matplotlib.text import Text

    fig = ax.figure
    with style.context():
        fig.fit(size)
        fig.draw_without_rendering()
        renderer = fig._get_renderer()
        shown = []
        hidden = {text for legend in fig.legends if not legend.get_visible() for text in legend.get_texts()}
        for text in set(fig.findobj(Text)) - hidden:
            if not text.get_text().strip() or not text.get_visible() or (text is ax.xaxis.label and not ax.axison):
                continue
            tick = any(text in (t.label1, t.label2) for axis in (ax.xaxis, ax.yaxis) for t in axis.majorTicks)
            if tick and text not in _ticks_shown(ax):
                continue
            shown.append((text.get_text(), text.get_window_extent(renderer)))
    return fig, shown


def _ticks_shown(ax):
    if not ax.axison:
        return []
    shown = []
    for axis, (low, high) in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, sorted(ax.get_ylim()))):
        shown += [t.label1 for t in axis.get_major_ticks() if low - 1e-9 <= t.get_loc() <= high + 1e-9]
    return shown


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", DRAW)
def test_no_text_is_cut_or_covers_another(name, case):
    ax = DRAW[name](made(case))
    for size in ("page", "column", "slide"):
        fig, shown = drawn(ax, size)
        assert shown
        width, height = fig.bbox.width, fig.bbox.height
        for text, box in shown:
            assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height, f"cut ({size}): {text}"
        for (a, first), (b, second) in itertools.combinations(shown, 2):
            across = min(first.x1, second.x1) - max(first.x0, second.x0)
            down = min(first.y1, second.y1) - max(first.y0, second.y0)
            assert across < 1 or down < 1, f"overlap ({size}): {a!r} and {b!r}"


EDGES = [("actor_timeline", case, size) for case in ("port", "long", "none") for size in ("page", "column", "slide")]
EDGES += [(name, case, "column") for name in DRAW for case in ("long", "forty")]


@pytest.mark.parametrize(("name", "case", "size"), EDGES)
def test_pictures_have_a_white_edge_all_around(name, case, size, tmp_path):
    from matplotlib.image import imread

    figures.save(DRAW[name](made(case)), tmp_path / "f", size=size, formats=("png",))
    pixels = imread(tmp_path / "f.png")[:, :, :3]
    edge = [pixels[:6], pixels[-6:], pixels[:, :6], pixels[:, -6:]]
    assert all((part == 1).all() for part in edge)
    assert (pixels < 1).any()


@pytest.mark.parametrize(
    ("draw", "title"),
    [
        (lambda: figures.actor_frequency(port()), "Tom Okonkwo-Bright is named most often, 3 times"),
        (lambda: figures.actor_frequency(one()), "Ada Lovelace is the only actor named, once"),
        (lambda: figures.actor_frequency(silence()), "No person, organisation or place is named"),
        (
            lambda: figures.share_of_voice(port()),
            "Inés Arrubarrena has 74% of the quoted words, more than anyone else",
        ),
        (lambda: figures.share_of_voice(one()), "All that is quoted is said by Ada Lovelace"),
        (lambda: figures.share_of_voice(silence()), "Nothing is said in quotation marks"),
        (
            lambda: figures.actor_timeline(port()),
            "Tom Okonkwo-Bright is named in 3 of 6 paragraphs, more than any other",
        ),
        (lambda: figures.sentence_lengths(silence()), "Each of the 2 sentences has 4 words"),
        (lambda: figures.dispersion(port(), ["coal"]), "“coal” occurs 2 times, in 2 of 6 paragraphs"),
        (lambda: figures.dispersion(port(), ["goal"]), "“goal” does not occur"),
        (
            lambda: figures.side_by_side(several(port()), "named"),
            "7 actors are named in 2 of 5 articles, nobody in more",
        ),
        (lambda: figures.over_time(several(port())), "3 days have 1 story each"),
        (
            lambda: figures.over_time(collection.from_analyses([port()])),
            "None of these articles says when it was published",
        ),
        (
            lambda: figures.together(collection.from_analyses([one()]), "Ada Lovelace"),
            "No paragraph mentions Ada Lovelace together with anybody else",
        ),
    ],
)
def test_titles_say_what_is_to_be_seen(draw, title):
    assert " ".join(draw().get_title().split()) == title


def named(names, counts):
    """A table of actors with these numbers."""
    frame = tables.actors(crowd(names))
    return frame.assign(named=counts)


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ([4, 4, 1, 1, 1], "Ann and Bob are named most often, 4 times each"),
        ([2, 2, 2, 2, 1], "4 actors are named most often, 2 times each"),
        ([1, 1, 1, 1, 1], "Each of the 5 actors is named once"),
    ],
)
def test_equals_share_the_title(counts, title):
    assert figures.actor_frequency(named(["Ann", "Bob", "Cyd", "Dan", "Eve"], counts)).get_title() == title


def test_what_does_not_fit_is_counted_in_a_note():
    ax = figures.actor_frequency(made("forty"), n=12)
    assert picture_of(ax).note.get_text() == "and 28 further actors, named 1 to 28 times each."
    assert len(figures.data(ax)) == 40
    ax = figures.share_of_voice(made("forty"), n=12)
    assert "28 further speakers" in [label.get_text() for label in ax.get_yticklabels()]


@pytest.mark.parametrize("size", ["page", "column", "slide"])
def test_columns_bear_the_names_of_outlets_whatever_their_length(size):
    """In full in lines, or upright and shortened; never letters that a legend explains."""
    wanted = ["The Northern Herald and Evening Post", "wire", "(no outlet)", "example.org"]
    ax = figures.side_by_side(several(made("forty")), by="outlet")
    drawn(ax, size)
    shown = [label.get_text().replace("\n", " ") for label in ax.get_xticklabels()]
    assert [name.startswith(label.rstrip("…")) for name, label in zip(wanted, shown, strict=True)] == [True] * 4, shown
    assert {label.get_rotation() for label in ax.get_xticklabels()} == ({90} if size == "column" else {0})
    assert picture_of(ax).note.get_text() == "and 35 further actors"
    words = figures.key_words(several(made("port")), by="outlet")
    rows = [label.get_text().replace("\n", " ") for label in words.get_yticklabels()]
    assert set(figures.data(words)["outlet"]) <= set(rows)


@pytest.mark.parametrize(
    ("value", "note"), [("quotes", "the largest disc: 4 quotes"), ("share_of_voice", "the largest disc: 74%")]
)
def test_discs_say_what_the_largest_stands_for(value, note):
    article = dataclasses.replace(port().article, published="2025-03-14")
    articles = collection.from_analyses([dataclasses.replace(port(), article=article)])
    assert picture_of(figures.side_by_side(articles, value, by="period")).note.get_text() == note


@pytest.mark.parametrize("value", ["named", "quotes", "words_quoted", "share_of_voice"])
def test_articles_without_a_date_are_put_side_by_side_too(value):
    ax = figures.side_by_side(collection.from_analyses([port()]), value, by="period")
    assert ax.get_title() == "None of these articles says when it was published"
    assert figures.data(ax).columns.tolist() == ["actor", "type", "(no date)"]


def test_bars_are_as_long_as_the_numbers():
    ax = figures.actor_frequency(port())
    assert [bar.get_width() for bar in ax.patches] == tables.actors(port())["named"].tolist()[:6]


def test_timeline_shows_all_who_speak():
    a = crowd([f"Person {chr(65 + k)}" for k in range(20)])
    quiet = type(a)(a.article, a.sentences, {}, a.actors, a.quotes[-2:], {})
    names = [label.get_text() for label in figures.actor_timeline(quiet, n=5).get_yticklabels()]
    assert names == ["Person A", "Person B", "Person C", "Person S", "Person T"]


@pytest.mark.parametrize("size", ["page", "column", "slide"])
def test_long_names_that_begin_alike_stay_apart(size):
    fig, _ = drawn(figures.actor_frequency(made("long")), size)
    labels = [label.get_text() for label in fig.plot.get_yticklabels()]
    assert len(set(labels)) == len(LONG)


def test_a_long_text_has_a_histogram_of_its_sentences():
    ax = figures.sentence_lengths(made("forty"))  # 820 sentences: 780 "Person Number-AA waited.", 40 of 5 words
    counts = {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in ax.patches if bar.get_height()}
    assert counts == figures.data(ax)["words"].value_counts().to_dict()


def test_numbers_behind_a_figure():
    frame = figures.data(figures.dispersion(port(), ["coal", "port"]))
    text = port().article.text
    assert frame["word"].tolist() == ["coal", "coal", "port", "port", "port"]
    assert all(text[start:].startswith(word) for word, start in zip(frame["word"], frame["start"], strict=True))
    events = figures.data(figures.actor_timeline(port()))
    assert events["what"].value_counts().to_dict() == {"named": 10, "quoted": 7, "mentioned": 4, "reported": 3}


def test_alt_text_is_made_of_the_numbers():
    alt = figures.alt_text(figures.share_of_voice(port()))
    assert "Inés Arrubarrena 74% (45 words)" in alt and "(nobody named) 13% (8 words)" in alt


def test_shares_are_of_all_quoted_words_where_the_table_lists_actors_alone():
    alt = figures.alt_text(figures.share_of_voice(tables.actors(port())))
    assert "Inés Arrubarrena 74% (45 words)" in alt and "nobody" not in alt


def test_empty_tables_of_words_are_no_error():
    ax = figures.frequent_words(pd.DataFrame({"word": [], "count": []}))
    assert ax.get_title() == "The article has no words to count"
    assert figures.alt_text(ax) == "No figure: The article has no words to count."
    assert figures.data(ax).empty and not ax.patches


# ---------------------------------------------------------------- beside the caller's own


def test_draws_into_the_callers_axes_and_leaves_the_rest():
    from matplotlib.figure import Figure

    fig = Figure(figsize=(12, 4))
    left, right = fig.subplots(1, 2)
    assert figures.actor_frequency(port(), ax=left) is left
    assert figures.share_of_voice(port(), ax=right) is right
    assert tuple(fig.get_size_inches()) == (12, 4)
    assert fig.get_layout_engine() is None
    assert left.get_title().startswith("Tom Okonkwo-Bright")


def test_nobodys_settings_are_touched_and_nobodys_style_shows(tmp_path):
    plain = figures.save(figures.actor_frequency(port()), tmp_path / "a", formats=("svg",))[0].read_bytes()
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "font.family": "serif"}):
        before = dict(matplotlib.rcParams)
        styled = figures.save(figures.actor_frequency(port()), tmp_path / "b", formats=("svg",))[0].read_bytes()
        assert dict(matplotlib.rcParams) == before
    assert styled == plain


def test_pyplot_is_not_needed():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from made_analyses import port\nfrom toolkit import figures\n"
        "assert 'matplotlib' not in sys.modules\n"
        "figures.actor_frequency(port())._repr_mimebundle_()\n"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(Path(__file__).parents[1])], check=True)


# ---------------------------------------------------------------- in notebooks and files


def test_a_cell_shows_one_picture_with_its_alt_text():
    from IPython.core.formatters import DisplayFormatter

    formatter = DisplayFormatter()
    formatter.active_types = [*formatter.active_types, "image/png", "image/svg+xml"]
    ax = figures.actor_frequency(port())
    for shown in (ax, ax.figure):
        data, metadata = formatter.format(shown)
        assert set(data) == {"image/png", "image/svg+xml", "text/plain"}
        assert data["text/plain"] == figures.alt_text(ax) == metadata["image/png"]["alt"]


def test_a_changed_figure_is_drawn_anew(tmp_path):
    ax = figures.actor_frequency(port())
    ax._repr_mimebundle_()
    ax.set_title("Quite another title")
    svg = figures.save(ax, tmp_path / "f", formats=("svg",))[0].read_text("utf-8")
    assert "Quite another title" in svg


def test_dollars_in_names_stay_dollars(tmp_path):
    figures.save(figures.actor_frequency(one("Ada $x^2$ Lovelace_{3}")), tmp_path / "f", formats=("svg",))
    texts = [t.text for t in ET.parse(tmp_path / "f.svg").iter("{http://www.w3.org/2000/svg}text")]
    assert "Ada $x^2$ Lovelace_{3} is the only actor named, once" in texts
    assert "Ada $x^2$ Lovelace_{3}" in texts


def test_svg_keeps_text_and_brings_its_letters(tmp_path):
    from fontTools.ttLib import TTFont

    name = "Ζωή <Ķ> & Sons"
    figures.save(figures.actor_frequency(one(name)), tmp_path / "f", formats=("svg",))
    root = ET.parse(tmp_path / "f.svg").getroot()
    texts = [t.text for t in root.iter("{http://www.w3.org/2000/svg}text")]
    assert name in texts
    assert root.get("aria-label").startswith(f"Bar chart: {name} is the only actor")
    css = next(root.iter("{http://www.w3.org/2000/svg}style")).text
    import base64
    import io

    fonts = re.findall(r"base64,([^\"]+)", css)
    assert fonts
    for data in fonts:
        letters = TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()
        assert {ord(sign) for sign in name} <= set(letters)


def test_pdf_embeds_its_fonts_and_tells_no_time(tmp_path):
    data = figures.save(figures.actor_frequency(port()), tmp_path / "f", formats=("pdf",))[0].read_bytes()
    assert b"/CIDFontType2" in data and b"/FontFile2" in data and b"/Type3" not in data
    assert b"CreationDate" not in data


def png_size(path):
    """Pixels and pixels per metre of a PNG."""
    data = path.read_bytes()
    at = data.index(b"pHYs")
    assert zlib.crc32(data[at : at + 13]) == struct.unpack(">I", data[at + 13 : at + 17])[0]
    return struct.unpack(">II", data[16:24]), struct.unpack(">I", data[at + 4 : at + 8])[0]


def test_sizes_fit_where_they_go(tmp_path):
    ax = figures.actor_frequency(port())
    for size, inches in (("column", 3.5), ("page", 6.3), ("slide", 13.333)):
        figures.save(ax, tmp_path / size, size=size)
        (width, height), per_metre = png_size(tmp_path / f"{size}.png")
        assert width / per_metre / 0.0254 == pytest.approx(inches, abs=0.01)
        svg = ET.parse(tmp_path / f"{size}.svg").getroot()
        assert float(svg.get("width").removesuffix("pt")) / 72 == pytest.approx(inches, abs=0.01)
    assert width / height == pytest.approx(16 / 9, rel=0.01)
    assert ax.figure.get_figwidth() == pytest.approx(6.3)


def test_files_are_the_same_in_every_process(tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from made_analyses import port\nfrom toolkit import figures\n"
        "for name in ('actor_timeline', 'share_of_voice'):\n"
        "    ax = getattr(figures, name)(port())\n"
        "    if sys.argv[3] == '1': ax._repr_mimebundle_(); figures.save(ax, sys.argv[2] + '/x', size='slide')\n"
        "    figures.save(ax, sys.argv[2] + '/' + name)"
    )
    for k, zone in enumerate(("UTC", "Asia/Tokyo")):
        (tmp_path / str(k)).mkdir()
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parents[1]), str(tmp_path / str(k)), str(k)],
            check=True,
            env={"PYTHONHASHSEED": str(k), "TZ": zone, "PATH": "", "HOME": str(tmp_path), "MPLBACKEND": "svg"},
        )
    for name in ("actor_timeline", "share_of_voice"):
        for ending in ("svg", "png", "pdf", "csv", "vl.json", "datawrapper.csv", "datawrapper.json"):
            file = f"{name}.{ending}"
            assert (tmp_path / "0" / file).read_bytes() == (tmp_path / "1" / file).read_bytes(), file


def test_wrong_sizes_and_axes_are_named():
    from matplotlib.figure import Figure

    with pytest.raises(ParameterError, match="column, page, slide"):
        figures.save(figures.actor_frequency(port()), "f", size="poster")
    with pytest.raises(ParameterError, match=r"toolkit\.figures"):
        figures.data(Figure().subplots())


# ---------------------------------------------------------------- colours


def lightness(colour):
    """CIE L* of a colour, 0 to 100: what is left of it in grey."""
    from matplotlib.colors import to_rgb

    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    y = np.dot(linear, (0.2126, 0.7152, 0.0722))
    return 116 * y ** (1 / 3) - 16


# Machado, Oliveira and Fernandes (2009), severity 1.0: what people without one kind of cone see.
BLIND = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


@pytest.mark.parametrize(("a", "b"), list(itertools.combinations(style.TYPES, 2)))
def test_colours_of_types_differ_for_everyone_and_in_grey(a, b):
    from matplotlib.colors import to_rgb

    first, second = style.TYPES[a], style.TYPES[b]
    if "MISC" not in (a, b):
        assert abs(lightness(first) - lightness(second)) > 15
    for matrix in BLIND.values():
        seen = [np.clip(np.array(matrix) @ np.array(to_rgb(c)), 0, 1) for c in (first, second)]
        assert np.linalg.norm(seen[0] - seen[1]) > 0.2


@pytest.mark.parametrize("colour", [style.INK, style.SOFT])
def test_letters_stand_out_from_paper(colour):
    from matplotlib.colors import to_rgb

    def luminance(c):
        return np.dot(
            [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in to_rgb(c)], (0.2126, 0.7152, 0.0722)
        )

    assert 1.05 / (luminance(colour) + 0.05) >= 4.5  # WCAG 2.2, 1.4.3


def test_letters_that_the_font_lacks_are_said_and_not_passed_over():
    from toolkit.errors import ToolkitWarning

    with pytest.warns(ToolkitWarning, match="lacks some letters"):
        ax = figures.actor_frequency(one("東京 Times"))
    assert picture_of(ax).note.get_text() == "boxes: letters that the font lacks"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figures.actor_frequency(one("Ζωή Łukasz Đặng — “Ⅷ”"))


def test_a_figure_says_what_it_is_drawn_of():
    with pytest.raises(ParameterError, match=r"actor_timeline takes the analysis of one article, not “bridge\.txt”"):
        figures.actor_timeline("bridge.txt")
    with pytest.raises(ParameterError, match="actor_frequency takes the analysis of one article or a table, not 3"):
        figures.actor_frequency(3)
    with pytest.raises(ParameterError, match="readability takes"):
        figures.readability(None)
