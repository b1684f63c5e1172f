"""The parts of a report that need no kernel: parameters, folder names, safe HTML, the page, what verify compares."""

import base64
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import html5lib
import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from toolkit.errors import ParameterError, ReportError
from toolkit.report import folder, manifest, notebooks, page
from toolkit.report.clean import clean, source_notebook
from toolkit.report.comparison import same_text
from toolkit.report.safe import safe


@pytest.fixture
def notebook(tmp_path):
    cells = [
        new_code_cell(
            'article = "a"  # the article\nwords: int = 5  # how = many\nshare = 0.5\nkinds = ["a"]\nextra = None',
            metadata={"tags": ["parameters"]},
        )
    ]
    path = tmp_path / "own {1}.ipynb"  # braces mean something to papermill
    nbformat.write(new_notebook(cells=cells), path)
    return path


def test_a_notebook_tells_its_parameters_with_their_comments(notebook):
    found = notebooks.parameters(notebook)
    assert list(found) == ["article", "words", "share", "kinds", "extra"]
    assert found["article"].help == "the article"
    assert found["words"].default == "5"


def test_an_unknown_parameter_is_an_error_that_names_those_there_are(notebook):
    with pytest.raises(ParameterError, match=r"no parameter wrods: it has article, words, share, kinds, extra"):
        notebooks.check(notebook, {}, texts={"wrods": "5"})
    with pytest.raises(ParameterError, match="no parameter wrods"):
        notebooks.check(notebook, {"wrods": 5})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("article=2021", "2021"),
        ("words=7", 7),
        ("share=1", 1),
        ("extra=7", 7),
        ("extra=1.5", 1.5),
        ("extra=x=y", "x=y"),
    ],
)
def test_a_typed_value_becomes_what_the_default_is(notebook, text, value):
    said = notebooks.from_command_line([text], None)
    assert notebooks.check(notebook, said["parameters"], texts=said["texts"]) == {text.split("=")[0]: value}


@pytest.mark.parametrize("text", ["words=many", "words=1.5", "words=True", "kinds=a", "share=half"])
def test_a_value_of_the_wrong_kind_is_an_error_before_anything_runs(notebook, text):
    with pytest.raises(ParameterError, match=f"the parameter {text.split('=')[0]} takes"):
        notebooks.check(notebook, {}, texts=notebooks.from_command_line([text], None)["texts"])


def test_parameters_from_yaml_are_overruled_by_the_command_line(notebook, tmp_path):
    file = tmp_path / "p.yaml"
    file.write_text("words: 3\nkinds: [x, y]\n")
    said = notebooks.from_command_line(["words=4"], file)
    assert notebooks.check(notebook, said["parameters"], texts=said["texts"]) == {"words": 4, "kinds": ["x", "y"]}


@pytest.mark.parametrize("content", ["- a\n- b\n", "a: [\n", None])
def test_a_parameters_file_that_is_none_is_said_plainly(tmp_path, content):
    file = tmp_path / "p.yaml"
    if content is not None:
        file.write_text(content)
    with pytest.raises(ParameterError, match=r"p\.yaml"):
        notebooks.from_command_line([], file)


@pytest.mark.parametrize("pair", ["words", "=5", "two words=5"])
def test_a_pair_without_a_name_is_an_error(pair):
    with pytest.raises(ParameterError, match="name=value"):
        notebooks.from_command_line([pair], None)


def test_a_file_that_is_no_notebook_is_said_plainly(tmp_path):
    path = tmp_path / "x.ipynb"
    path.write_text("{}")
    with pytest.raises(ParameterError, match="not a Jupyter notebook"):
        notebooks.parameters(path)


def test_a_notebook_that_does_not_exist_names_those_that_do():
    with pytest.raises(ParameterError, match="article"):
        notebooks.find("artcle")


def test_equal_file_names_get_numbers_and_none_takes_the_place_of_the_index():
    names = folder.report_ids(
        ["x/a.txt", "y/a.md", "A.txt", "a-2.txt", "index.html.txt", ".txt", "a/b?.txt", "https://x.org/c%2Fd.html?q=1"]
    )
    assert names == ["a", "a-2", "A-3", "a-2-2", "index.html-2", "txt", "b?", "d"]


@given(st.lists(st.text(max_size=300), max_size=8))
def test_any_file_name_gives_a_folder_name_of_its_own(names):
    made = folder.report_ids(names)
    assert len({name.casefold() for name in made}) == len(names)
    for name in made:
        assert name not in ("", ".", "..") and "/" not in name and "\0" not in name
        assert len(f"{name}.failed.ipynb".encode("utf-8", "surrogatepass")) <= 255


def test_a_folder_is_replaced_whole_and_a_failed_attempt_leaves_nothing(tmp_path):
    out = tmp_path / "deep" / "out"
    with folder.work_folder(out) as new:
        (new / "one.txt").write_text("1")
        folder.put_in_place(new, out / "r")
    with folder.work_folder(out) as new:
        (new / "two.txt").write_text("2")
        folder.put_in_place(new, out / "r")
    assert os.listdir(out) == ["r"] and os.listdir(out / "r") == ["two.txt"]
    with pytest.raises(ValueError, match="boom"), folder.work_folder(out) as new:
        (new / "three.txt").write_text("3")
        raise ValueError("boom")
    assert os.listdir(out) == ["r"] and os.listdir(out / "r") == ["two.txt"]


def test_a_folder_made_for_nothing_is_taken_away_again(tmp_path):
    with pytest.raises(ValueError, match="boom"), folder.work_folder(tmp_path / "out"):
        raise ValueError("boom")
    assert not (tmp_path / "out").exists()


def test_an_out_folder_that_is_a_file_is_said_plainly(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(ReportError, match="cannot be written to"), folder.work_folder(tmp_path / "out"):
        pass


def test_scripts_handlers_styles_and_frames_do_not_get_through():
    bad = (
        '<div onclick="x()" style="color:red" class="ok"><script>alert(1)</script><iframe src="http://x"></iframe>'
        '<a href="javascript:alert(1)">j</a><a href="#fig">f</a><img src=x onerror=alert(1)><svg onload=alert(1)>'
        '<style>p{}</style><b>t</svg></b></div><form action="http://x"><input></form><meta http-equiv=refresh>'
    )
    harmless = "<b>t</b>"  # for a browser, <b> ends the <svg>
    assert safe(bad) == f'<div class="ok"><a>j</a><a href="#fig">f</a>{harmless}</div>'


HOSTILE = (
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<textarea><img title='</textarea><img src onerror=alert(1)>'></textarea>",
    "<xmp><p title='</xmp><svg/onload=alert(1)>'>",
    "<a href='java\tscript:alert(1)'>a</a><a href='&#x6a;avascript:alert(1)'>b</a><a href=' javascript:alert(1)'>c</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>d</a><a href='vbscript:x'>e</a><a href='//evil.example'>f</a>",
    "<a href='https://x' target=_blank ping='https://y' download>g</a><base href='https://evil.example'>",
    "<table background='javascript:x'><tr><td style='background:url(x)' onmouseover=alert(1)>h</table>",
    "<details open ontoggle=alert(1)><summary>i</summary></details><p autofocus onfocus=alert(1) tabindex=0>j</p>",
    "<object data='x'><embed src='x'><applet code='x'><video onerror=alert(1)><source src=x>k</video></object>",
    "<input value='x'><button formaction='javascript:x'>l</button><select><option>m</select><keygen>",
    "<template><script>alert(1)</script></template><link rel=stylesheet href=x><meta http-equiv=refresh content=0>",
    "<!--[if IE]><script>alert(1)</script><![endif]--><![CDATA[<script>alert(1)</script>]]><?xml-stylesheet href='x'?>",
    "<div id='x' class='y' srcdoc='z' data-x='1' aria-label='2' itemprop='3' data-\u017fcript='4'>n</div>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><frameset onload=alert(1)><plaintext><script>x</script>",
)
TAGS = {"DOCUMENT_FRAGMENT", *"a b br details div p summary table tbody td tr".split()}
ATTRIBUTES = {"class", "id", "title", "href", "tabindex", "open"}


@pytest.mark.parametrize("markup", HOSTILE)
def test_what_a_browser_reads_is_harmless(markup):
    tree = html5lib.parseFragment(safe(markup), namespaceHTMLElements=False)
    for element in tree.iter():
        tag = element.tag if isinstance(element.tag, str) else "comment"
        assert tag in {"DOCUMENT_FRAGMENT", *"a b br details div img p summary table tbody td tr".split()} - {"img"}
        for name, value in element.attrib.items():
            assert name in ATTRIBUTES or name.startswith(("data-", "aria-")), f"{name} of {tag}"
            assert name != "href" or value.startswith(("#", "http://", "https://", "mailto:"))


def test_what_carries_text_and_tables_comes_through():
    table = (
        '<table class="t"><caption>c</caption><thead><tr><th scope="col" class="number">n</th></tr></thead>\n<tbody>'
        '<tr id="row-1"><th scope="row">x</th><td colspan="2" data-value="0.25">25&nbsp;%</td></tr></tbody></table>'
    )
    assert safe(table) == table.replace("&nbsp;", "\u00a0")
    links = (
        '<a href="#row-1" class="speaker" aria-label="x" data-speaker="y"></a><a href="https://x.org/?a=1&amp;b">z</a>'
    )
    assert safe(links) == links
    text = '<article class="marked" lang="en" dir="auto"><p>a&#13;b\u00a0c</p><pre class="x">\n\nd</pre></article>'
    assert safe(text) == text


def test_an_id_is_there_once_on_a_page():
    ids = {"contents"}
    assert safe('<p id="contents">a</p><div id="b"><p id="c">b</p></div>', ids=ids) == (
        '<p>a</p><div id="b"><p id="c">b</p></div>'
    )
    assert safe('<p id="b">a</p><p id="d e">b</p><p id="">c</p><p id="f">d</p>', ids=ids) == (
        '<p>a</p><p>b</p><p>c</p><p id="f">d</p>'
    )
    assert ids == {"contents", "b", "c", "f"}


def test_half_a_character_is_no_reason_to_fail():
    assert safe("<p>a\ud800b</p>") == "<p>a?b</p>"


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, attrs))
        if tag not in ("br", "hr", "col", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


PIECES = "<b> </b> <p_class='x'> </p> <script> </script> <svg> </svg> <br> a < &lt; <i_onx=1> </i> <!-- --> <![CDATA["
PIECES += " ]]> <?x <style> </style> <a_href='data:x'>"


@given(st.lists(st.sampled_from([piece.replace("_", " ") for piece in PIECES.split()])))
def test_whatever_comes_in_comes_out_balanced_and_harmless(parts):
    tags = _Tags()
    tags.feed(safe("".join(parts)))
    tags.close()
    assert tags.open == []
    for tag, attrs in tags.seen:
        assert tag in ("b", "p", "br", "i", "a")
        assert all(name in ("class",) for name, _ in attrs)


@given(st.text())
def test_escaped_text_comes_through_unchanged(text):
    text = text.replace("\r", "").replace("\0", "")
    parser = HTMLParser()
    said = []
    parser.handle_data = said.append
    parser.feed(safe(f"<p>{html.escape(text)}</p>"))
    parser.close()
    assert "".join(said) == text


def _executed():
    nb = new_notebook(
        cells=[
            new_markdown_cell("About this notebook", metadata={"tags": ["about"]}),
            new_code_cell("answer()", outputs=[new_output("execute_result", {"text/html": "<h1>A &lt;b&gt;</h1>"})]),
            new_markdown_cell("## Who & what\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) $x$"),
            new_code_cell(
                '#| label: fig-a\n#| fig-cap: "How <often>"\nfig()',
                outputs=[
                    new_output(
                        "display_data", {"image/svg+xml": "<svg/>", "text/plain": "<Axes>"}, metadata={"alt": 'a "b"'}
                    )
                ],
            ),
            new_code_cell(
                "#| label: tbl-a\n#| tbl-cap: All\nframe",
                outputs=[new_output("execute_result", {"text/html": "<table border=1><tr><td>1</td></tr></table>"})],
            ),
            new_markdown_cell("## Who & what"),
            new_code_cell("print()", outputs=[new_output("stream", name="stdout", text="<script>alert(1)</script>")]),
        ]
    )
    return nb


def test_the_page_has_contents_figures_tables_and_folded_code():
    text = page.render(_executed())
    assert "<title>A &lt;b&gt;</title>" in text
    assert "About this notebook" not in text
    assert '<a href="#who-amp-what">' in text and '<h2 id="who-amp-what-2">' in text
    assert '<figure id="fig-a"><img src="data:image/svg+xml;base64,PHN2Zy8+" alt="a &quot;b&quot;">' in text
    assert "<b>Figure 1.</b> How &lt;often&gt;" in text
    assert "<b>Table 1.</b> All" in text and "border" not in text.split("<main")[1].split("</main")[0]
    assert text.count('<details class="code">') == 4


def test_an_empty_table_keeps_its_caption():
    cell = new_code_cell(
        "#| label: tbl-a\n#| tbl-cap: Copies\nframe",
        outputs=[new_output("execute_result", {"text/html": "<p>There are none.</p>"})],
    )
    text = page.render(new_notebook(cells=[cell]))
    assert (
        '<figure class="table" id="tbl-a"><figcaption><b>Table 1.</b> Copies</figcaption><p>There are none.</p>' in text
    )


def test_no_text_of_a_notebook_becomes_script():
    text = page.render(_executed())
    assert text.count("<script") == 1  # ours
    assert not re.search(r"<[^>]*javascript:", text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_policy_allows_exactly_our_style_and_script():
    text = page.render(_executed())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; img-src data:; ")
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not re.search(r'(?:src|href)="(?!data:|#)', text), "nothing is loaded from anywhere"


def test_cleaning_takes_out_what_another_run_would_not_repeat():
    nb = _executed()
    nb.metadata["papermill"] = {"start_time": "2026", "input_path": "/home/x/y.ipynb", "environment_variables": {}}
    nb.metadata["language_info"] = {"name": "python", "version": "3.11.7"}
    cell = new_code_cell(
        "x",
        execution_count=9,
        metadata={"papermill": {"duration": 1}, "execution": {"iopub.status.busy": "2026-01-01"}},
    )
    cell.outputs = [
        new_output("stream", name="stderr", text=f"{os.getcwd()}/x.py: careful\n"),
        new_output("stream", name="stdout", text="one "),
        new_output("stream", name="stderr", text="/tmp/ipykernel_12/34.py:1: again\n"),
        new_output("stream", name="stdout", text="two"),
        new_output("execute_result", {"text/plain": "<object at 0x7f12ab34cd56>"}, execution_count=9),
    ]
    nb.cells = [new_code_cell("# Parameters", metadata={"tags": ["injected-parameters"]}), cell]
    first = clean(nb, {"article": "a.txt"})
    text = nbformat.writes(first)
    for trace in ("2026", "/home", "duration", "3.11.7", "environment", "12/34", "7f12", os.getcwd()):
        assert trace not in text
    assert first.cells[0].id == "injected-parameters" and 'article = "a.txt"' in first.cells[0].source
    assert [o.get("text") for o in first.cells[1].outputs] == ["one two", "x.py: careful\ncell:1: again\n", None]
    assert first.cells[1].execution_count == 2 == first.cells[1].outputs[2].execution_count


def test_a_notebook_and_its_executed_self_have_one_hash(tmp_path):
    before, after = tmp_path / "before.ipynb", tmp_path / "after.ipynb"
    nb = _executed()
    nbformat.write(source_notebook(nbformat.from_dict(json.loads(nbformat.writes(nb)))), before)
    nb.cells.insert(1, new_code_cell("article = 1", metadata={"tags": ["injected-parameters"]}))
    nbformat.write(clean(nb, {"article": "1"}), after)
    assert manifest.notebook_hash(before) == manifest.notebook_hash(after)
    nb.cells[2].source += "  # another"
    nbformat.write(nb, after)
    assert manifest.notebook_hash(before) != manifest.notebook_hash(after)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("confidence 0.93", "confidence 0.95", True),
        ("confidence 0.93", "confidence 0.96", False),
        ("span 12, 15", "span 12, 16", False),
        ("Ada said", "Ada  said", False),
        ("12.0 words", "12 words", False),
    ],
)
def test_scores_may_move_by_two_hundredths_and_nothing_else_may(old, new, same):
    assert same_text(old, new) is same


def test_our_notebooks_are_committed_without_outputs():
    for name in notebooks.names():
        nb = nbformat.read(notebooks.folder() / f"{name}.ipynb", as_version=4)
        nbformat.validate(nb)
        code = [cell for cell in nb.cells if cell.cell_type == "code"]
        assert all(not cell.outputs and cell.execution_count is None for cell in code)
        assert code[0].metadata.tags == ["parameters"]
        for parameter in notebooks.parameters(notebooks.folder() / f"{name}.ipynb").values():
            assert parameter.help, f"{name}: {parameter.name} has no comment"
        assert notebooks.description(notebooks.folder() / f"{name}.ipynb")


def test_a_folder_that_is_no_report_is_said_plainly(tmp_path):
    with pytest.raises(ReportError, match="not a report of"):
        manifest.read(tmp_path)
    with pytest.raises(ReportError, match="not a report's folder"):
        manifest.read(tmp_path / "nowhere")
    Path(tmp_path / "manifest.json").write_text("[]")
    with pytest.raises(ReportError, match="damaged"):
        manifest.read(tmp_path)


def test_papermill_comes_without_grammars_and_leaves_them_to_others():
    code = """
import sys
from toolkit.report.quick_imports import import_papermill

papermill = import_papermill()
grammars = ("rfc3987_syntax", "isoduration")
assert not set(grammars) & sys.modules.keys()
import isoduration
assert import_papermill() is papermill and sys.modules["isoduration"] is isoduration
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
