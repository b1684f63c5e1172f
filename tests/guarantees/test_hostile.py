"""Articles that mean harm: nothing in them runs, nothing gets out of its place, and what is printed is harmless."""

import csv
import json
import os
import re
import subprocess
import sys

import html5lib
import openpyxl
import pytest
from conftest import ROOT

import toolkit
from toolkit.errors import ToolkitError

MARKUP = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=http://a.example>",
    "</title><script>alert(1)</script>", "--><script>alert(1)</script>", "]]><script>alert(1)</script>",
    "<a href=javascript:alert(1)>x</a>", "<base href=http://a.example/>",
    "<meta http-equiv=refresh content=0;url=//a.example>",
    "<style>*{display:none}</style>", "<!--", "\" onmouseover=\"alert(1)", "' autofocus onfocus='alert(1)",
    "<math><mtext></mtext><script>alert(1)</script></math>", "<template><script>alert(1)</script></template>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "<scr<script>ipt>alert(1)</script>",
]  # fmt: skip
WRITING = [
    "$\\alpha$", "$$x^2$$", "\\input{/etc/passwd}", "\\write18{touch owned}", "#import \"a.typ\"",
    "#read(\"/etc/passwd\")",
    "![x](http://a.example/x.png)", "[x](javascript:alert(1))", "{{< include /etc/passwd >}}", "{{< embed x.ipynb >}}",
    "{{ 7*7 }}", "{% raw %}", "`r system('touch owned')`", "```{=html}\n<script>alert(1)</script>\n```",
    "%%javascript", "!touch owned",
]  # fmt: skip
FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    '=HYPERLINK("http://a.example")',
    "\t=1+1",
    "=cmd|' /C calc'!A0",
    "\r=1+1",
]
TERMINAL = ["\x1b[2J", "\x1b]52;c;b3duZWQ=\x07", "\x9b31m", "\x1b]0;owned\x07", "a\rb", "\x07", "\x08\x08\x08"]
CHARACTERS = ["\u202e drawrof", "\u2066\u2067x\u2069", "\u200b\u200d", "\x00", "\ufffe", "\U000e0041", "A\u0301" * 50]
PATHS = [
    "../../owned",
    "/etc/owned",
    "..\\..\\owned",
    "C:\\owned",
    "CON",
    "a/b/c",
    ".",
    "..",
    "~/owned",
    "%2e%2e%2fowned",
]
HOSTILE = [*MARKUP, *WRITING, *FORMULAS, *TERMINAL, *CHARACTERS, *PATHS]
TEXT = (
    "{0}\n\nMayor Ada Roe {0} said on Friday: “We heard {0} and will not wait.”\n\nThe {0} Company said {0} was late.\n"
)


def row(number, evil):
    """An article with something hostile wherever a source can say something."""
    says = {name: evil for name in ("title", "byline", "outlet", "section")}
    return {
        "id": evil,
        "text": TEXT.format(evil),
        "published": "2026-01-01",
        "url": f"http://a.example/{number}",
        **says,
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a file of all the hostile articles, and nothing else."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = [json.dumps(row(number, evil)) for number, evil in enumerate(HOSTILE)]
    (folder / "rows.jsonl").write_text("".join(f"{line}\n" for line in lines))
    return folder


def command(*arguments, cwd):
    """Run the command in a folder; it may fail, with a sentence."""
    whole = [sys.executable, "-m", "toolkit.cli", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(whole, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert "Traceback" not in done.stderr, done.stderr
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", done.stderr), done.stderr
    reports = [path for path in (cwd / "r").glob("owned*") if path.is_dir()]  # which have such names
    assert not [path for path in cwd.rglob("owned*") if path not in reports]
    assert not list(cwd.parent.glob("owned*"))
    return done


def test_there_are_at_least_sixty_of_them():
    assert len(set(HOSTILE)) >= 60


def test_analysed_they_keep_their_words_and_say_nothing_else(folder):
    done = command("analyse", "rows.jsonl", "--jsonl", cwd=folder)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == len(HOSTILE)
    for line, evil in zip(lines, HOSTILE, strict=True):
        assert line["text"].count("Ada Roe") == 1 and line["id"].split() == evil.split(), evil


def test_in_reports_nothing_runs_and_nothing_gets_out(folder):
    """One report of each, as files with names of their own; the page of each is read as a browser reads it."""
    every = 1 if os.environ.get("TOOLKIT_REPORTS") else 6
    articles = [article for article in toolkit.articles(folder / "rows.jsonl") if isinstance(article, toolkit.Article)]
    chosen = [a for k, a in enumerate(articles) if k % every == 0 or a.id in CHARACTERS]
    outcomes = list(toolkit.report.report(chosen, out=folder / "r"))
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    for outcome in outcomes:
        assert outcome.folder.parent == folder / "r"
        page = (outcome.folder / "report.html").read_text("utf-8")
        check_page(page)
        check_workbook(outcome.folder / "tables.xlsx")
    check_page((folder / "r" / "index.html").read_text("utf-8"))


def check_page(page):
    """No element or attribute that runs, loads or leads away came in with an article."""
    elements = [
        (e.tag, e.attrib) for e in html5lib.parse(page, namespaceHTMLElements=False).iter() if isinstance(e.tag, str)
    ]
    assert {tag for tag, _ in elements} & {"iframe", "object", "embed", "base", "form", "math", "template"} == set()
    for tag, attributes in elements:
        names = set(attributes)
        assert not {name for name in names if name.startswith("on")}, (tag, attributes)
        for name in names & {"href", "src", "action", "formaction", "data", "srcset", "poster"}:
            inside = re.match(
                r"#|data:(?:image/|,$)|http://a\.example/|(?!\.\./)[^/:]+/report\.html$", attributes[name]
            )
            assert inside, (tag, attributes)
    scripts = re.findall(r"<script\b[^>]*>(.*?)</script>", page, re.DOTALL)
    assert all("alert(1)" not in script for script in scripts)


def check_workbook(path):
    """No cell is a formula or a link."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for cells in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)


def test_coding_sheets_hold_no_formula(folder):
    command("sample", "rows.jsonl", "-n", "500", "--out", "sheet.csv", cwd=folder)
    with open(folder / "sheet.csv", encoding="utf-8-sig", newline="") as file:
        cells = [cell for line in csv.reader(file) for cell in line]
    assert cells and not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("name", ["x=1; import os; os.system('touch owned')", "article", "top_n"])
@pytest.mark.parametrize(
    "value", ["__import__('os').system('touch owned')", '"""\nimport os; os.system("touch owned")\n']
)
def test_a_notebooks_parameter_is_never_code(name, value, tmp_path):
    (tmp_path / "a.txt").write_text("It rained.\n\nAda Roe said so.")
    done = command("report", "a.txt", "-p", f"{name}={value}", cwd=tmp_path)
    assert done.returncode in (1, 2) and done.stderr


def test_labels_and_ids_of_a_brief_lead_nowhere_else(tmp_path):
    for evil in PATHS:
        (tmp_path / "b.md").write_text(f"{{{{< embed {evil}/report.ipynb#fig-x >}}}}\n\n{{{{< include {evil} >}}}}\n")
        with pytest.raises(ToolkitError):
            toolkit.brief.brief(tmp_path / "b.md", tmp_path / "b.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["b.md"]


@pytest.mark.parametrize(
    "text",
    [
        "“" * 30_000,
        '"' * 30_000,
        "“a” " * 10_000,
        "a" * 2_000_000,
        "(" * 30_000,
        "A: " * 10_000,
        "a\n" * 15_000,
        "1," * 15_000,
    ],
    ids=["opening", "straight", "pairs", "one word", "brackets", "labels", "lines", "digits"],
)
def test_much_of_one_thing_takes_its_time_and_no_more(text):
    analysis = toolkit.analyse(toolkit.read(text=f"Late boats\n\n{text}\n\nAda Roe said it rained."))
    assert analysis.actor("Ada Roe").count
