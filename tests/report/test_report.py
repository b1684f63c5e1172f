"""Whole reports, made by the real command with real papermill, as a user would make them."""

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import browser
import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from toolkit import read
from toolkit.report import manifest, notebooks, report

ARTICLE = """Harbour town votes to keep its ferry

By Ines Okafor

The council of Lindholm voted on Tuesday to keep the night ferry, after a month of protest.

“We heard the fishermen, and we heard the nurses,” Mayor Ada Brandt said. “Nobody in Lindholm will be left on the quay.”

The North Sea Ferry Company (NSFC) had called the night service “a luxury”. Its chairman, Tomas Lind, said on \
Monday that the company would lose two million a year.

“That is not true,” Brandt answered. According to Lindholm’s own figures, the NSFC loses half of that.
"""
HOSTILE = """<script>alert(1)</script> & Co win $\\alpha$ prize

“<img src=x onerror=alert(2)> is what [we](http://evil.example/) do,” <b>Jane</b> Doe said in Oslo. </article></main>

Paul Smith told Jane Doe that `code`, **bold** and {{ braces }} {% raw %} \\(x\\) mean nothing. <style>p{display:none}

Jane Doe said on Monday: “--> ]]> &lt;b&gt; &amp;amp; <iframe src=http://evil.example/></iframe>”.
"""
PARTS = {"analysis.json", "figures", "manifest.json", "report.html", "report.ipynb", "tables", "tables.xlsx"}


def toolkit(*arguments, cwd, **environment):
    """The command, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "toolkit.cli", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
        timeout=300,
    )


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A report, the folder it was made from gone."""
    there = tmp_path_factory.mktemp("first")
    (there / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    (there / "known.toml").write_text('[[actor]]\nname = "Ada Brandt"\naliases = ["the mayor"]\n', encoding="utf-8")
    done = toolkit("report", "ferry.txt", "--actors", "known.toml", "-p", "top_actors=3", cwd=there)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "reports/ferry/report.html"
    kept = tmp_path_factory.mktemp("kept") / "reports"
    shutil.move(there / "reports", kept)
    shutil.rmtree(there)
    return kept / "ferry"


def test_the_folder_holds_everything(made):
    assert {p.name for p in made.iterdir()} == PARTS | {"actors.toml"}
    labels = {p.name.partition(".")[0] for p in (made / "figures").iterdir()}
    assert {"fig-actors", "fig-voice", "fig-timeline", "fig-sentences", "fig-words"} <= labels
    for label in labels:
        assert {p.suffix for p in (made / "figures").glob(f"{label}.*")} == {".svg", ".png", ".pdf", ".csv", ".json"}
    assert {"actors.csv", "quotes.csv", "mentions.csv", "statistics.csv"} <= {
        p.name for p in (made / "tables").iterdir()
    }
    analysis = json.loads((made / "analysis.json").read_text("utf-8"))
    assert analysis["text"] == ARTICLE and analysis["article"]["origin"] == "ferry.txt"
    assert "Ada Brandt" in [actor["name"] for actor in analysis["actors"]]
    assert {p.name for p in made.parent.iterdir()} == {"ferry", "index.html", "_variables.yml"}
    assert 'href="ferry/report.html"' in (made.parent / "index.html").read_text("utf-8")


def test_the_manifest_tells_what_went_in_and_out(made):
    told = json.loads((made / "manifest.json").read_text("utf-8"))
    assert [entry["name"] for entry in told["inputs"]] == ["ferry.txt", "actors.toml"]
    assert told["inputs"][0]["sha256"] == manifest.sha256(ARTICLE.encode())
    assert told["notebook"]["sha256"] == manifest.notebook_hash(notebooks.folder() / "article.ipynb")
    assert told["parameters"]["top_actors"] == 3 and told["parameters"]["top_words"] == 20
    assert told["files"] == manifest.files(made)
    assert told["reader"]["reader.onnx"] and told["cpu"] and told["versions"]["papermill"]


def test_the_numbers_are_there_by_name_for_briefs(made):
    import yaml

    (variables,) = yaml.safe_load((made.parent / "_variables.yml").read_text("utf-8")).values()
    analysis = json.loads((made / "analysis.json").read_text("utf-8"))
    assert variables["words"] == analysis["statistics"]["words"]
    assert variables["actors"]["ada_brandt"]["name"] == "Ada Brandt"
    assert variables["quotes"]["all"] == sum(quote["act"] in ("said", "asked") for quote in analysis["quotes"])


def test_made_elsewhere_by_someone_else_it_has_the_same_bytes(made, tmp_path):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    article = tmp_path / "deep" / "ferry.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    known = tmp_path / "k.toml"
    shutil.copy(made / "actors.toml", known)
    (tmp_path / "deep" / "er" / "matplotlibrc").write_text("axes.facecolor: red\nfont.size: 30\n")
    settings = {"HOME": str(tmp_path), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "OMP_NUM_THREADS": "1"}
    where = {"cwd": tmp_path / "deep" / "er", **settings}
    done = toolkit("report", article, "--actors", known, "-p", "top_actors=3", "--out", tmp_path / "o", **where)
    assert done.returncode == 0, done.stderr
    first, second = contents(made), contents(tmp_path / "o" / "ferry")
    assert [name for name in {**first, **second} if first.get(name) != second.get(name)] == []


def test_no_file_shows_where_or_by_whom_it_was_made(made):
    import socket
    import zipfile

    traces = [str(Path.home()), sys.prefix, str(Path(__file__).parents[2]), "/tmp/", "pytest-", "known.toml"]
    if len(socket.gethostname()) > 6:
        traces.append(socket.gethostname())
    for name, data in contents(made).items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(made / name) as book:
                data = b"".join(book.read(part) for part in book.namelist())
        found = [trace for trace in traces if trace.encode() in data]
        assert not found, f"{name} shows {found}"


def test_verify_makes_it_again_and_finds_it_identical(made, tmp_path):
    done = toolkit("verify", made, cwd=tmp_path)
    assert (done.returncode, done.stdout.split(":")[0]) == (0, "identical"), done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["figures/fig-actors.png", "report.html", "tables/actors.csv"])
def test_an_edited_file_is_caught(made, tmp_path, name):
    shutil.copytree(made, tmp_path / "r")
    with open(tmp_path / "r" / name, "ab") as file:
        file.write(b" ")
    done = toolkit("verify", "r", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("different") and f"{name} was changed" in done.stdout


def forge(folder, *, version=None):
    """Bring a manifest in line with files changed by hand, as a forger would."""
    told = json.loads((folder / "manifest.json").read_text("utf-8"))
    told["files"] = manifest.files(folder)
    if version:
        told["versions"]["matplotlib"] = version
    (folder / "manifest.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def of_another_version(folder, figure):
    """Make of a report one that another matplotlib made, which drew a figure a little differently."""
    for name in ("report.html", "report.ipynb"):
        path = folder / name
        here = manifest.versions()["matplotlib"]
        text = path.read_text("utf-8").replace(f">{here}<", ">3.9.9<").replace(f"matplotlib {here}", "matplotlib 3.9.9")
        path.write_text(text, encoding="utf-8")
    with open(folder / "figures" / f"{figure}.pdf", "ab") as file:
        file.write(b"\n")
    forge(folder, version="3.9.9")


def test_a_report_of_another_version_is_equivalent(made, tmp_path):
    shutil.copytree(made, tmp_path / "r")
    of_another_version(tmp_path / "r", "fig-actors")
    done = toolkit("verify", "r", cwd=tmp_path)
    assert (done.returncode, done.stdout.split(":")[0]) == (0, "equivalent"), done.stdout + done.stderr
    assert "made with matplotlib 3.9.9" in done.stdout


def test_a_forged_number_is_different_whatever_the_manifest_says(made, tmp_path):
    shutil.copytree(made, tmp_path / "r")
    path = tmp_path / "r" / "tables" / "actors.csv"
    path.write_text(path.read_text("utf-8").replace("Ada Brandt", "Ida Brandt"), encoding="utf-8")
    forge(tmp_path / "r", version="3.9.9")
    done = toolkit("verify", "r", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("different") and "tables/actors.csv" in done.stdout


MARK = "import pathlib; pathlib.Path(r'{}').touch()"


def add_code(folder, code, tags=()):
    """Add a cell to a report's notebook, and parameters if the code is a name of one, as a forger would."""
    notebook = nbformat.read(folder / "report.ipynb", as_version=4)
    notebook.cells.insert(2, new_code_cell(code, metadata={"tags": list(tags)}))
    nbformat.write(notebook, folder / "report.ipynb")


def test_verify_runs_no_code_of_a_report_that_was_forged(made, tmp_path):
    """Unless it is trusted: then it runs, and the difference is told."""
    folder, mark = tmp_path / "r", tmp_path / "mark"
    shutil.copytree(made, folder)
    add_code(folder, MARK.format(mark))
    forge(folder)
    done = toolkit("verify", folder, cwd=tmp_path)
    assert done.returncode == 1 and "none of the toolkit's own notebooks" in done.stderr and "--trust" in done.stderr
    assert not mark.exists()
    done = toolkit("verify", folder, "--trust", cwd=tmp_path)
    assert done.returncode == 1 and done.stdout.startswith("different") and mark.exists()


def test_verify_runs_no_code_hidden_in_cells_of_parameters(made, tmp_path):
    folder, mark = tmp_path / "r", tmp_path / "mark"
    shutil.copytree(made, folder)
    for _ in range(2):
        add_code(folder, MARK.format(mark), tags=["injected-parameters"])
    forge(folder)
    done = toolkit("verify", folder, cwd=tmp_path)
    assert done.returncode == 1 and done.stdout.startswith("different"), done.stderr
    assert not mark.exists()


def test_verify_runs_no_code_in_the_name_of_a_parameter(made, tmp_path):
    folder, mark = tmp_path / "r", tmp_path / "mark"
    shutil.copytree(made, folder)
    notebook = nbformat.read(folder / "report.ipynb", as_version=4)
    notebook.metadata["papermill"]["parameters"][MARK.format(mark) + "; x"] = 1
    nbformat.write(notebook, folder / "report.ipynb")
    forge(folder)
    done = toolkit("verify", folder, cwd=tmp_path)
    assert done.returncode == 1 and "made with other parameters" in done.stderr
    assert not mark.exists()


def test_verify_imports_no_module_that_lies_in_the_report(made, tmp_path):
    folder, mark = tmp_path / "r", tmp_path / "mark"
    shutil.copytree(made, folder)
    for name in ("pandas", "matplotlib", "sitecustomize", "usercustomize", "jinja2"):
        (folder / f"{name}.py").write_text(MARK.format(mark))
    forge(folder)
    program = [sys.executable, "-P", "-c", "from toolkit.cli import main; main()", "verify", "."]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(program, cwd=folder, capture_output=True, text=True, env=environment, timeout=300)
    assert done.returncode == 1 and "pandas.py is not made any more" in done.stdout, done.stdout + done.stderr
    assert not mark.exists()


def test_a_rerun_replaces_the_report_and_keeps_the_others_listed(made, tmp_path):
    out = tmp_path / "reports"
    shutil.copytree(made.parent, out)
    (out / "ferry" / "old.txt").write_text("")
    (tmp_path / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "second.txt").write_text(ARTICLE, encoding="utf-8")
    done = toolkit("report", "ferry.txt", "second.txt", "gone.txt", "ferry.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert re.fullmatch(r"toolkit: .*gone\.txt.*\n", done.stderr), done.stderr
    assert {p.name for p in out.iterdir()} == {"ferry", "ferry-2", "second", "index.html", "_variables.yml"}
    assert {p.name for p in (out / "ferry").iterdir()} == PARTS
    assert done.stdout.splitlines()[-1] == "reports/index.html"
    index = (out / "index.html").read_text("utf-8")
    assert re.findall(r'href="([^"]*)/report.html"', index) == ["ferry", "ferry-2", "second"]
    assert contents(out / "ferry") == contents(out / "ferry-2"), "a kernel used again leaves no trace"


def test_an_unknown_parameter_names_those_there_are_and_nothing_is_written(tmp_path):
    (tmp_path / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    done = toolkit("report", "ferry.txt", "-p", "top_actor=3", cwd=tmp_path)
    assert done.returncode == 1 and done.stdout == ""
    assert re.fullmatch(r"toolkit: .*no parameter top_actor: it has article, .*top_actors.*\n", done.stderr)
    assert os.listdir(tmp_path) == ["ferry.txt"]


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "image"])
def test_bad_input_is_one_line_and_nothing_is_written(tmp_path, kind):
    path = tmp_path / f"{kind}.txt"
    if kind == "folder":
        path.mkdir()
    elif kind != "missing":
        path.write_bytes(b"" if kind == "empty" else b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1")
    done = toolkit("report", path, "--out", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 1 and done.stdout == ""
    assert re.fullmatch(r"toolkit: .*\n", done.stderr) and kind in done.stderr, done.stderr
    assert not (tmp_path / "out").exists()


def own_notebook(path, *cells, parameter='article = ""  # a file'):
    first = new_code_cell(parameter, metadata={"tags": ["parameters"]})
    nbformat.write(new_notebook(cells=[first, *map(new_code_cell, cells)]), path)


def test_a_notebook_that_fails_leaves_only_itself(tmp_path):
    (tmp_path / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    own_notebook(tmp_path / "own.ipynb", "print(1)", "raise ValueError(f'no good: {article}')")
    done = toolkit("report", "ferry.txt", "--notebook", "own.ipynb", "--out", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert re.fullmatch(r"toolkit: .*ValueError: no good: ferry.txt.*ferry.failed.ipynb.*\n", done.stderr), done.stderr
    assert os.listdir(tmp_path / "out") == ["ferry.failed.ipynb"]
    failed = nbformat.read(tmp_path / "out" / "ferry.failed.ipynb", as_version=4)
    errors = [o for c in failed.cells if c.cell_type == "code" for o in c.outputs if o.output_type == "error"]
    assert [error.ename for error in errors] == ["ValueError"]
    assert str(tmp_path) not in nbformat.writes(failed)


def test_an_article_that_was_read_before_gets_its_report_too(tmp_path):
    article = read(text=ARTICLE, id="ferry")
    for given in (article, [article]):
        (outcome,) = report(given, out=tmp_path)
        assert (outcome.id, outcome.error) == ("ferry", None)


def test_a_notebook_of_articles_makes_one_report_named_after_it(tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    read = "import toolkit\n[toolkit.read(path).id for path in articles]"
    own_notebook(tmp_path / "both.ipynb", read, parameter="articles = []  # files")
    done = toolkit("report", "one.txt", "two.txt", "--notebook", "both.ipynb", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {p.name for p in (tmp_path / "reports").iterdir()} == {"both", "index.html", "_variables.yml"}
    assert "['one', 'two']" in (tmp_path / "reports" / "both" / "report.ipynb").read_text("utf-8")
    done = toolkit("verify", "reports/both", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, ""), "it holds no analysis to make it from: nobody can say"
    assert re.fullmatch(r"toolkit: .*no analysis\.json.*\n", done.stderr)


def test_papermill_alone_runs_our_notebook_from_any_folder(tmp_path):
    (tmp_path / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    notebook = notebooks.folder() / "article.ipynb"
    command = [sys.executable, "-m", "papermill", str(notebook), "out.ipynb", "-p", "article", "ferry.txt"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment, timeout=300)
    assert done.returncode == 0, done.stderr
    assert {p.name for p in tmp_path.iterdir()} == {"ferry.txt", "out.ipynb"}
    assert "Harbour town votes to keep its ferry" in (tmp_path / "out.ipynb").read_text("utf-8")


def test_the_python_of_the_how_to_does_what_the_commands_do(tmp_path, monkeypatch, capfd):
    how_to = (Path(__file__).parents[2] / "docs" / "reports.md").read_text("utf-8").split("## From Python")[1]
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(re.search(r"```python\n(.*?)```", how_to, re.DOTALL)[1], {})
    assert capfd.readouterr().out == "reports/article/report.html\nidentical\n"


class Page(HTMLParser):
    """What a browser makes of a page: its tags, and the text of the marked article."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.inside, self.marked = [], 0, []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside += tag == "article"

    def handle_endtag(self, tag):
        self.inside -= tag == "article"

    def handle_data(self, data):
        if self.inside:
            self.marked.append(data)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    there = tmp_path_factory.mktemp("hostile")
    (there / "bad & <b>.txt").write_text(HOSTILE, encoding="utf-8")
    done = toolkit("report", "bad & <b>.txt", cwd=there)
    assert done.returncode == 0, done.stderr
    return there / "reports" / "bad & <b>"


def test_text_of_an_article_never_becomes_markup_or_script(hostile):
    page = Page((hostile / "report.html").read_text("utf-8"))
    assert "".join(page.marked) == HOSTILE
    tags = [tag for tag, _ in page.tags]
    assert tags.count("script") == 1 and tags.count("style") == 1
    assert not {"iframe", "b"} & {tag for tag, attrs in page.tags if tag != "b" or attrs} - {"b"}
    for tag, attrs in page.tags:
        assert not [name for name in attrs if name.startswith("on") or name == "style"], (tag, attrs)
        for name in ("src", "href"):
            value = attrs.get(name, "#")
            assert value.startswith(("#", "data:image/", "data:,")), (tag, value)
    index = Page((hostile.parent / "index.html").read_text("utf-8"))
    assert [attrs["href"] for tag, attrs in index.tags if tag == "a"] == ["bad%20%26%20%3Cb%3E/report.html"]
    assert [tag for tag, _ in index.tags].count("script") == 1


def test_the_page_is_small_and_says_what_its_figures_show(made):
    text = (made / "report.html").read_text("utf-8")
    assert len(text) < 2_000_000
    images = [attrs for tag, attrs in Page(text).tags if tag == "img"]
    assert len(images) == 6
    for attrs in images:
        assert len(attrs["alt"]) > 30 and re.search(r"\d", attrs["alt"]), attrs["alt"]
    ids = [attrs["id"] for _, attrs in Page(text).tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [
        attrs["href"][1:] for tag, attrs in Page(text).tags if tag == "a" and attrs.get("href", "").startswith("#")
    ]
    assert set(links) <= set(ids), set(links) - set(ids)


def test_a_browser_opens_a_hostile_page_offline_without_a_complaint(hostile):
    with browser.chromium() as opened:
        browser.show(opened, hostile / "report.html")
        assert opened.get_log("browser") == []
        assert browser.asked(opened) == {"file", "data"}
        assert opened.execute_script("return document.querySelectorAll('th button').length"), "our script did not run"
        assert browser.violations(opened) == {}


def test_each_report_of_a_batch_leaves_no_thread_and_no_open_file_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.report.batch._cores", lambda: 1)
    paths = [tmp_path / f"{number}.txt" for number in range(5)]
    for path in paths:
        path.write_text(ARTICLE, "utf-8")
    process, seen = psutil.Process(), []
    for outcome in report(paths, out=tmp_path / "reports"):
        assert outcome.folder, outcome.error
        seen.append((process.num_threads(), process.num_fds()))
    assert max(seen[1:]) <= (seen[0][0] + 3, seen[0][1] + 15), seen  # what the next one has begun
