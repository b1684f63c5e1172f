"""Briefs of real reports, made with real pandoc and typst, and read again as those who get them would."""

import json
import re
import shutil
import zipfile
from html import unescape

import docx
import pypdfium2
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from toolkit.brief import brief
from toolkit.errors import ParameterError, ToolkitWarning

FERRY = """Harbour town votes to keep its ferry

By Ines Okafor

Tuesday, 4 March 2025

The council of Lindholm voted on Tuesday to keep the night ferry, after a month of protest.

“We heard the fishermen, and we heard the nurses,” Mayor Ada Brandt said. “Nobody in Lindholm will be left on the quay.”

“That is not true,” Brandt answered. According to Tomas Lind, the North Sea Ferry Company loses half of that.
"""
HOSTILE = """<script>alert(1)</script> #import "x" & Co win $\\alpha$ *prize* {{< var a.b >}}

The prize went to Oslo on Monday, after a year in which nobody had won it.

“= Heading #eval(1) is what we do,” *Jane* Doe said in Oslo. </article></main>

“- one `code`, **bold** and $x^2$ \\input{/etc/passwd} <img src=http://evil.example/x> mean nothing,” Paul Smith said.

Jane Doe said on Monday: “1. first @fig-actors ]]> &lt;b&gt; #panic() ~ -- 'x' // z /* c */ <label>”.
"""
TITLE = HOSTILE.splitlines()[0]
BRIEF = """---
title: The night ferry
author: Press desk
date: 2025-03-05
lang: en-GB
---

# What happened

“{{< var ferry.title >}}” has {{< var ferry.words >}} words; see @fig-actors, [-@tbl-quotes] and [Fig. @fig-voice].

{{< embed reports/ferry/report.ipynb#fig-actors >}}
{{< embed reports/ferry/report.ipynb#fig-voice >}}

{{< embed reports/ferry/report.ipynb#tbl-quotes >}}
"""
ENDINGS = (".docx", ".pdf", ".html")


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The folder of two reports, their articles beside it."""
    from toolkit.report import report

    folder = tmp_path_factory.mktemp("desk")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    for name in ("ferry", "hostile"):
        outcomes = list(report([str(folder / f"{name}.txt")], out=folder / "reports"))
        assert [o.error for o in outcomes] == [None]
    return folder


@pytest.fixture
def desk(reports, tmp_path):
    """A folder of one's own with articles, reports and a brief."""
    folder = tmp_path / "desk"
    shutil.copytree(reports, folder)
    (folder / "brief.md").write_text(BRIEF, encoding="utf-8")
    return folder


def made(desk, text, ending, **options):
    """The output of a brief's text, as a path."""
    (desk / "brief.md").write_text(text, encoding="utf-8")
    return brief(desk / "brief.md", desk / f"out{ending}", **options)[0]


def words(path):
    """What a reader sees of a document, spaces as one."""
    if path.suffix == ".docx":
        xml = zipfile.ZipFile(path).read("word/document.xml").decode()
        text = "\n".join("".join(re.findall(r"<w:t\b[^>]*>([^<]*)</w:t>", p)) for p in xml.split("</w:p>"))
        text = unescape(text)
    elif path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path)
        text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    else:
        body = path.read_text("utf-8").partition("<body>")[2]
        text = unescape(re.sub(r"<[^>]*>", " ", re.sub(r"</?(?:a|em|strong|code|span)\b[^>]*>", "", body)))
    return " ".join(text.replace("\ufffe", "").split())


def wrong(desk, text):
    with pytest.raises(ParameterError) as caught:
        made(desk, text, ".pdf")
    assert not (desk / "out.pdf").exists()
    return str(caught.value)


@pytest.mark.parametrize("ending", ENDINGS)
def test_figures_tables_and_numbers_are_in_every_format(desk, ending):
    text = words(made(desk, BRIEF, ending))
    article = json.loads((desk / "reports/ferry/analysis.json").read_text("utf-8"))
    assert f"“Harbour town votes to keep its ferry” has {article['statistics']['words']} words" in text
    assert "see Figure 1, 1 and Fig. 2." in text
    assert "Figure 1: How often each person" in text
    assert "Figure 2: Share of voice" in text
    assert "Table 1: Every quotation" in text
    source = "Source: “Harbour town votes to keep its ferry”, Ines Okafor, 4 March 2025 (ferry.txt)"
    assert text.count(source) == 3
    assert "“We heard the fishermen" in text
    assert "5 March 2025" in text


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_brief_gives_the_same_bytes(desk, tmp_path, ending):
    first = made(desk, BRIEF, ending).read_bytes()
    elsewhere = tmp_path / "elsewhere" / "deeper"
    shutil.copytree(desk, elsewhere)
    assert made(elsewhere, BRIEF, ending).read_bytes() == first
    assert str(tmp_path).encode() not in first


def test_word_has_pictures_at_print_resolution_with_alt_text_and_fields(desk):
    path = made(desk, BRIEF, ".docx")
    document = docx.Document(str(path))
    styles = [p.style.name for p in document.paragraphs]
    assert {"Title", "Heading 1", "Captioned Figure", "Image Caption", "Table Caption", "Figure Source"} <= set(styles)
    for shape in document.inline_shapes:
        about = shape._inline.docPr.get("descr")
        assert about.startswith("Bar chart")
        image = document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].image
        assert image.px_width / shape.width.inches == pytest.approx(300, rel=0.02)
        assert shape.width <= document.sections[0].page_width - 2 * document.sections[0].left_margin
    assert len(document.inline_shapes) == 2
    xml = document.element.xml
    assert xml.count("SEQ Figure") == 2 and xml.count("SEQ Table") == 1
    named = set(re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    referred = re.findall(r"REF (\S+)", xml)
    assert len(referred) == 3 and set(referred) <= named
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells][:3] == ["id", "speaker", "text"]
    assert not document.core_properties.created and not document.core_properties.modified


def test_pdf_is_tagged_with_title_and_embedded_letters(desk):
    path = made(desk, BRIEF, ".pdf")
    pdf = pypdfium2.PdfDocument(path)
    assert pdf.get_metadata_dict()["Title"] == "The night ferry"
    assert pdf.get_metadata_dict()["CreationDate"] == ""
    assert pdf.is_tagged()
    data = path.read_bytes()
    assert b"/FontFile" in data
    width = pdf[0].get_width()
    assert width == pytest.approx(595.3, abs=0.1)  # A4


def test_html_holds_everything_and_runs_nothing(desk):
    page = made(desk, BRIEF, ".html").read_text("utf-8")
    assert "default-src 'none'" in page and "script" not in page.lower()
    assert not re.search(r"""(?:src|href)=["'](?!data:|#)""", page)
    pictures = re.findall(r'<img src="(data:[^"]{30})[^>]*alt="([^"]*)"', page)
    assert len(pictures) == 2
    assert all(kind.startswith("data:image/svg+xml;base64,") and "Bar chart" in alt for kind, alt in pictures)
    assert page.count("<h1") == 1


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_an_article_says_is_text_and_never_markup(desk, ending):
    text = """---
title: "{{< var hostile.title >}}"
---
{{< var hostile.title >}} and `{{< var hostile.title >}}`

{{< embed reports/hostile/report.ipynb#tbl-quotes >}}

{{< embed reports/hostile/report.ipynb#fig-actors >}}

{{< embed reports/hostile/report.ipynb#answer >}}
"""
    path = made(desk, text, ending)
    shown = re.sub(r"[-\s]", "", words(path))  # a PDF's line may end in a hyphen
    assert shown.count(re.sub(r"[-\s]", "", TITLE)) >= 6
    quotes = re.findall("“(.*?)[,”]", HOSTILE)
    assert quotes
    for quote in quotes:
        assert re.sub(r"[-\s]", "", quote) in shown
    if ending == ".html":
        page = path.read_text("utf-8")
        assert "<script" not in page and "evil.example/x>" not in page.replace("&gt;", "")


def test_a_wrong_name_says_what_there_is_and_leaves_no_file(desk):
    said = wrong(
        desk,
        "{{< embed reports/ferry/report.ipynb#fig-actor >}}\n\n{{< embed reports/fery/report.ipynb#fig-actors >}}\n\n"
        "{{< var ferry.wrds >}} {{< var fery.words >}} {{< var ferry.quotes >}} @fig-nothing {{< icon x >}}\n",
    ).splitlines()
    assert len(said) == 7
    assert "line 1" in said[0] and "fig-actors, fig-timeline, tbl-actors, fig-voice" in said[0]
    assert "line 3" in said[1] and "reports/ferry/report.ipynb" in said[1]
    found = "\n".join(line for line in said if "line 5" in line)
    assert "ferry has actors, byline" in found
    assert "_variables.yml has ferry, hostile" in found
    assert "add one of all, did, direct, indirect, mixed, plans, thinks, unsure" in found
    assert "there is no @fig-nothing" in found
    assert "embed, var, meta, pagebreak" in found


def test_an_old_output_survives_a_wrong_brief(desk):
    (desk / "out.pdf").write_bytes(b"the old one")
    with pytest.raises(ParameterError):
        made(desk, "{{< var nobody.words >}}", ".pdf")
    assert (desk / "out.pdf").read_bytes() == b"the old one"
    assert not list(desk.glob(".out*"))


def test_the_command_says_each_error_on_a_line_and_exits_as_documented(desk, toolkit):
    assert toolkit("brief", "brief.md", cwd=desk).stdout == "brief.docx\n"
    assert "none of .docx" in toolkit("brief", "brief.md", "-o", "x.odt", cwd=desk, status=2).stderr
    (desk / "brief.md").write_text("{{< var a.b >}} {{< var c.d >}}", encoding="utf-8")
    said = toolkit("brief", "brief.md", "-o", "new.pdf", cwd=desk, status=1).stderr
    assert [line.split(":")[0] for line in said.splitlines()] == ["toolkit", "toolkit"]
    assert not (desk / "new.pdf").exists()


def test_a_changed_article_is_a_warning_that_names_it_and_with_strict_an_error(desk, toolkit):
    (desk / "ferry.txt").write_text(FERRY + "\nThe council changed its mind.\n", encoding="utf-8")
    said = toolkit("brief", "brief.md", "-o", "new.pdf", cwd=desk).stderr
    assert "line 12: fig-actors of ferry is stale: the article" in said and "ferry.txt has changed" in said
    assert "line 10: the value of ferry.words is stale" in said
    (desk / "new.pdf").unlink()
    said = toolkit("brief", "brief.md", "-o", "new.pdf", "--strict", cwd=desk, status=1).stderr
    assert "is stale" in said
    assert not (desk / "new.pdf").exists()


def test_articles_that_lie_elsewhere_are_found_where_the_user_says(desk, tmp_path):
    (tmp_path / "texts").mkdir()
    (desk / "ferry.txt").rename(tmp_path / "texts" / "ferry.txt")
    made(desk, BRIEF, ".html")  # nobody can know
    (tmp_path / "texts" / "ferry.txt").write_text("Another text.", encoding="utf-8")
    with pytest.warns(ToolkitWarning, match="ferry.txt has changed"):
        made(desk, BRIEF, ".html", articles=tmp_path / "texts")


@pytest.mark.parametrize("name", ["figures/fig-actors.svg", "report.ipynb"])
def test_a_report_changed_by_hand_is_stale(desk, name):
    with (desk / "reports/ferry" / name).open("a", encoding="utf-8") as file:
        file.write(" ")
    with pytest.warns(ToolkitWarning, match=f"fig-actors of ferry is stale: {name} was changed"):
        made(desk, "{{< embed reports/ferry/report.ipynb#fig-actors >}}", ".html")


def test_equal_labels_of_two_reports_get_numbers_and_ids_of_their_own(desk):
    twice = (
        "{{< embed reports/ferry/report.ipynb#fig-actors >}}\n{{< embed reports/hostile/report.ipynb#fig-actors >}}\n"
    )
    text = words(made(desk, twice, ".pdf"))
    assert "Figure 1: How often" in text and "Figure 2: How often" in text
    (desk / "out.pdf").unlink()
    assert "@fig-actors may mean 2" in wrong(desk, twice + "\nsee @fig-actors")
    own = (
        "See @fig-ferry and @fig-other.\n\n"
        "::: {#fig-ferry}\n{{< embed reports/ferry/report.ipynb#fig-actors >}}\n:::\n\n"
        "::: {#fig-other}\n{{< embed reports/hostile/report.ipynb#fig-actors >}}\n\nThe *other* text.\n:::\n"
    )
    for ending in ENDINGS:
        text = words(made(desk, own, ending))
        assert "See Figure 1 and Figure 2" in text
        assert "Figure 1: How often" in text and "Figure 2: The other text." in text


def test_short_codes_are_read_as_quarto_reads_them(desk):
    text = """---
title: On {{< var ferry.origin >}}
---
{{< meta title >}}; {{{< var x.y >}}} and {{</* var x.y */>}}; `{{< var ferry.words >}}`.

```
{{< embed reports/ferry/report.ipynb#fig-actors >}}
{{< var ferry.origin >}}
```

```{shortcodes=false}
{{< var ferry.origin >}}
```

<!-- {{< embed nowhere.ipynb#fig-x >}} -->

- in a list

  {{< embed "reports/ferry/report.ipynb#fig-voice" >}}
"""
    page = made(desk, text, ".html").read_text("utf-8")
    shown = words(desk / "out.html")
    count = json.loads((desk / "reports/ferry/analysis.json").read_text("utf-8"))["statistics"]["words"]
    assert f"On ferry.txt; {{{{< var x.y >}}}} and {{{{< var x.y >}}}}; {count}." in shown
    assert "{{&lt; embed reports/ferry/report.ipynb#fig-actors &gt;}}\nferry.txt" in page
    assert "<code>{{&lt; var ferry.origin &gt;}}" in page
    assert page.count("<img") == 1


def test_quarto_finds_the_numbers_of_a_brief_that_lies_beside_them(desk):
    (desk / "brief.md").rename(desk / "reports" / "brief.md")
    text = "{{< var ferry.origin >}}\n\n{{< embed ferry/report.ipynb#fig-actors >}}"
    assert "ferry.txt" in words(made(desk / "reports", text, ".html"))


def test_a_house_style_is_taken_from_the_option_or_the_front_matter(desk):
    house = docx.Document()
    house.styles["Heading 1"].font.name = "Courier New"
    house.styles["Heading 1"].font.size = docx.shared.Pt(31)
    house.save(desk / "house.docx")
    for text, options in ((BRIEF, {"reference": desk / "house.docx"}), (BRIEF.replace("lang:", FORMATS + "lang:"), {})):
        document = docx.Document(str(made(desk, text, ".docx", **options)))
        assert document.styles["Heading 1"].font.size.pt == 31
        assert document.styles["Figure Source"].font.size.pt == 8  # what the house lacks is added
    (desk / "house.css").write_text('h1 { color: #123456; background: url("dot.png") }', encoding="utf-8")
    shutil.copy(desk / "reports/ferry/figures/fig-voice.png", desk / "dot.png")
    page = made(desk, BRIEF.replace("lang:", FORMATS + "lang:"), ".html").read_text("utf-8")
    assert 'color: #123456; background: url("data:image/png;base64,' in page
    (desk / "house.typ").write_text('#set page(paper: "a5")\n#set text(size: 9pt)\n', encoding="utf-8")
    made(desk, BRIEF.replace("lang:", FORMATS + "lang:"), ".pdf")
    assert pypdfium2.PdfDocument(desk / "out.pdf")[0].get_width() == pytest.approx(419.5, abs=0.2)
    whole = '#import "lib.typ": frame\n#frame[$if(title)$House: $title$$endif$]\n\n$body$\n'
    (desk / "house.typ").write_text(whole, encoding="utf-8")
    (desk / "lib.typ").write_text("#let frame(body) = block(stroke: 1pt, body)\n", encoding="utf-8")
    assert "House: The night ferry" in words(made(desk, BRIEF, ".pdf", template=desk / "house.typ"))
    assert "Figure 1: How often" in words(desk / "out.pdf") and "Figure 1: Figure 1" not in words(desk / "out.pdf")


FORMATS = """format:
  docx:
    reference-doc: house.docx
  html:
    css: house.css
  typst:
    template: house.typ
"""


@pytest.mark.parametrize(
    ("option", "name", "content", "said"),
    [
        ("reference", "house.docx", "no zip", "no Word document"),
        ("css", "house.css", "@import url(https://fonts.example/x.css);", "asks the network"),
        ("css", "house.css", "h1 { background: url(nowhere.png) }", "nowhere.png, which is not there"),
        ("template", "house.typ", '#import "@preview/cetz:0.3.0"', "asks the network"),
        ("template", "house.typ", "#let x = ", "typst could not set the page"),
    ],
)
def test_a_house_style_that_cannot_be_used_is_one_sentence(desk, option, name, content, said):
    from toolkit.errors import ToolkitError

    (desk / name).write_text(content, encoding="utf-8")
    ending = {"reference": ".docx", "css": ".html", "template": ".pdf"}[option]
    with pytest.raises(ToolkitError, match=said):
        made(desk, BRIEF, ending, **{option: desk / name})
    with pytest.raises(ToolkitError, match="is not there"):
        made(desk, BRIEF, ending, **{option: desk / "nowhere"})
    assert not (desk / f"out{ending}").exists()


@pytest.mark.parametrize("ending", ENDINGS)
def test_pictures_and_tables_of_ones_own_are_numbered_too(desk, ending):
    shutil.copy(desk / "reports/ferry/figures/fig-voice.png", desk / "photo.png")
    text = (
        "See @fig-photo, @tbl-own and @sec-two.\n\n"
        "![A **photo**](photo.png){#fig-photo fig-alt='Two people' width=50%}\n\n"
        "| a | b |\n|---|--:|\n| one | 2 |\n\n: Some numbers {#tbl-own}\n\n## Two {#sec-two}\n"
    )
    path = made(desk, "---\nnumber-sections: true\n---\n\n# One\n\n" + text, ending)
    shown = words(path)
    assert "See Figure 1, Table 1 and Section 1.1." in shown
    assert "Figure 1: A photo" in shown and "Table 1: Some numbers" in shown
    if ending == ".docx":
        assert docx.Document(str(path)).inline_shapes[0]._inline.docPr.get("descr") == "Two people"


def test_pictures_from_the_network_and_missing_ones_are_errors(desk):
    said = wrong(desk, "![x](http://evil.example/x.png)\n\n![y](nowhere.png)\n")
    assert "line 1: the picture http://evil.example/x.png lies elsewhere" in said
    assert "line 3: the picture nowhere.png is not there" in said


def test_any_executed_notebook_can_be_embedded_and_says_that_nobody_can_check_it(desk):
    output = new_output("execute_result", data={"text/html": "<table><tr><td>8</td></tr></table>"}, execution_count=1)
    cell = new_code_cell("#| label: tbl-mine\n#| tbl-cap: Mine\n1", outputs=[output])
    (desk / "mine.ipynb").write_text(json.dumps(new_notebook(cells=[cell])), encoding="utf-8")
    with pytest.warns(ToolkitWarning, match="in no report"):
        text = words(made(desk, "{{< embed mine.ipynb#tbl-mine >}}", ".docx"))
    assert "Table 1: Mine" in text and "Source: mine.ipynb" in text


def test_raw_html_is_left_out_with_a_warning_and_comments_without(desk):
    with pytest.warns(ToolkitWarning, match="raw html is left out: <iframe"):
        page = made(desk, 'a<br>b <!-- note -->\n\n<iframe src="http://evil.example"></iframe>\n', ".html")
    assert "evil" not in page.read_text("utf-8") and "note" not in page.read_text("utf-8")


def test_a_short_code_without_an_end_is_an_error(desk):
    assert "line 2: a short code begins" in wrong(desk, "one\n{{< var ferry.words > two\n")
