"""Reports of each of the toolkit's notebooks: same bytes, verified, fit to be sent on; plain papermill too."""

import base64
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import threading
from pathlib import Path

import browser
import html5lib
import nbformat
import pytest
from conftest import ROOT
from test_report import Page, contents, forge, of_another_version, toolkit

from toolkit.report import notebooks
from toolkit.report.comparison import compare

SAMPLES = ROOT / "toolkit" / "samples"
NAMES = ("article", "compare", "actor", "corpus", "search")
EVENT = ("post/gates-closed.txt", "sentinel/dam-shut.txt", "wire/gates-open.txt")


def ordered(name, folder):
    """Arguments of `toolkit report` for a notebook, with samples copied into a folder."""
    shutil.copytree(SAMPLES / "orla", folder / "orla")
    shutil.copy(SAMPLES / "river-dam.txt", folder)
    articles = {"article": ["river-dam.txt"], "compare": [f"orla/{path}" for path in EVENT]}.get(name, ["orla"])
    asked = {"actor": ["-p", "actor=Marant"], "search": ["-p", "question=water*"]}.get(name, [])
    return [*articles, "--notebook", name, *asked]


@pytest.fixture(scope="module", params=NAMES)
def made(request, tmp_path_factory):
    """The report that a notebook makes of our samples, the samples gone."""
    there = tmp_path_factory.mktemp(request.param)
    done = toolkit("report", *ordered(request.param, there), cwd=there)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(there / "orla")
    (folder,) = [path for path in (there / "reports").iterdir() if path.is_dir()]
    return folder


@pytest.fixture(scope="module")
def chromium():
    with browser.chromium() as opened:
        yield opened


def test_made_again_elsewhere_by_someone_else_without_the_articles_it_has_the_same_bytes(made, tmp_path):
    (tmp_path / "matplotlibrc").write_text("axes.facecolor: red\nfont.size: 30\n")
    bare = {"HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}  # cron gives no more
    settings = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "toolkit.cli", "verify", str(made)]
    done = subprocess.run(command, cwd=tmp_path, env=bare | settings, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout.split(":")[0]) == (0, "identical"), done.stdout + done.stderr


def test_no_file_shows_where_it_was_made(made):
    for name, data in contents(made).items():
        for trace in (str(made.parent.parent), str(Path.home()), str(ROOT), socket.gethostname()):
            assert len(trace) < 7 or trace.encode() not in data, f"{name} shows {trace}"


def test_it_opens_with_three_to_five_sentences_and_every_figure_is_told(made):
    text = (made / "report.html").read_text("utf-8")
    assert len(text.encode()) < 2_000_000
    answer = re.search(r'<div class="answer">(.*?)</div>', text, re.DOTALL)[1]
    assert 3 <= answer.count("<p>") <= 5
    assert text.index('class="answer"') < text.index("<img") < text.index("<table")
    figures = re.findall(r"<figure\b(?! class).*?</figure>", text, re.DOTALL)
    labels = {path.name.partition(".")[0] for path in (made / "figures").iterdir()}
    assert len(figures) >= len(labels) >= 3
    for figure in figures:
        assert re.search(r'alt="[^"]{30,}"', figure) and "<figcaption><b>Figure" in figure, figure[:300]
    for label in labels:
        assert f'id="{label}"' in text
        assert {p.suffix for p in (made / "figures").glob(f"{label}.*")} == {".svg", ".png", ".pdf", ".csv", ".json"}


@pytest.mark.parametrize("made", ["article"], indirect=True)
def test_a_figure_for_a_slide_comes_from_a_finished_report(made, tmp_path, monkeypatch):
    """As docs/reports.md has it."""
    how_to = (ROOT / "docs" / "reports.md").read_text("utf-8").split("### A figure for a slide")[1]
    shutil.copytree(made, tmp_path / "reports" / "article")
    monkeypatch.chdir(tmp_path)
    exec(re.search(r"```python\n(.*?)```", how_to, re.DOTALL)[1], {})
    assert {path.suffix for path in tmp_path.glob("voice.*")} == {".svg", ".png", ".pdf", ".csv", ".json"}
    width, height = struct.unpack(">II", (tmp_path / "voice.png").read_bytes()[16:24])
    assert width >= 1920 and abs(width * 9 - height * 16) <= 16


def test_pages_are_valid_html5_with_all_links_inside(made):
    for path in (made / "report.html", made.parent / "index.html"):
        text = path.read_text("utf-8")
        html5lib.HTMLParser(strict=True).parse(text)
        tags = Page(text).tags
        ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
        assert len(ids) == len(set(ids))
        inside = {attrs["href"][1:] for tag, attrs in tags if tag == "a" and attrs["href"].startswith("#")}
        assert inside <= set(ids), inside - set(ids)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")])
def test_nobody_is_shut_out(made, chromium, width, scheme):
    for page in (made / "report.html", made.parent / "index.html"):
        browser.show(chromium, page, width=width, scheme=scheme)
        across = chromium.execute_script("return document.documentElement.scrollWidth")
        assert across <= width, f"{page.name} is {across} pixels wide on a screen of {width}"
        room = chromium.execute_script("return document.querySelector('main').clientWidth")
        assert room > min(700, width - 5), f"{page.name} leaves {room} pixels of {width} to what it shows"
        assert browser.violations(chromium) == {}


@pytest.mark.parametrize("width", [1100, 800])
def test_no_column_of_a_table_is_hidden_on_a_desk(made, chromium, width):
    browser.show(chromium, made / "report.html", width=width)
    hidden = """return [...document.querySelectorAll(".scroll")].filter(s => s.scrollWidth > s.clientWidth)
        .map(s => s.getAttribute("aria-label"))"""
    assert chromium.execute_script(hidden) == []


def test_the_page_asks_nobody_for_anything_and_complains_of_nothing(made, chromium):
    browser.show(chromium, made / "report.html")
    assert browser.asked(chromium) == {"file", "data"}
    assert chromium.get_log("browser") == []
    broken = "return [...document.images].filter(i => !i.complete || !i.naturalWidth).length"
    assert chromium.execute_script(broken) == 0


def test_the_policy_stops_a_script_that_is_not_ours(made, chromium, tmp_path):
    text = (made / "report.html").read_text("utf-8")
    forged = text.replace(
        "</main>", '<img src="data:," onerror="document.title = 1"><script>document.title = 2</script></main>'
    )
    (tmp_path / "page.html").write_text(forged, encoding="utf-8")
    browser.show(chromium, tmp_path / "page.html")
    assert chromium.title not in ("1", "2")
    assert sum("Content Security Policy" in entry["message"] for entry in chromium.get_log("browser")) >= 2


def test_a_table_sorts_by_its_head(made, chromium):
    browser.show(chromium, made / "report.html")
    numbers = """
        const table = [...document.querySelectorAll("table")].find(t => t.querySelector("th.number"));
        const head = table.querySelector("th.number"), at = head.cellIndex;
        const read = () => [...table.tBodies[0].rows].map(r => Number(r.cells[at].textContent.replace(/[,%]/g, "")));
        const found = [read().sort((a, b) => b - a)];
        for (let k = 0; k < 2; k++) {
            head.querySelector("button").click();
            found.push(read(), head.getAttribute("aria-sort"));
        }
        return found"""
    expected, down, first, up, second = chromium.execute_script(numbers)
    assert (down, first) == (expected, "descending")
    assert (up, second) == (expected[::-1], "ascending")


def test_a_mark_in_the_text_leads_to_its_row(made, chromium):
    browser.show(chromium, made / "report.html")
    marks = 'return [...document.querySelectorAll("article a[href^=\\"#row\\"]")].map(a => a.getAttribute("href"))'
    links = chromium.execute_script(marks)
    told = json.loads((made / "manifest.json").read_text("utf-8"))["notebook"]["name"]
    assert bool(links) == (told in ("article", "compare"))
    for link in set(links):
        row = "return document.getElementById(decodeURIComponent(arguments[0].slice(1)))?.tagName"
        assert chromium.execute_script(row, link) == "TR", link


def test_it_prints_on_paper_without_what_paper_cannot_do(made, chromium):
    import pypdfium2

    browser.show(chromium, made / "report.html", scheme="dark")
    longer = """
        const table = document.querySelector("table"), rows = [...table.tBodies[0].rows];
        while (table.tBodies[0].rows.length < 200) table.tBodies[0].append(...rows.map(row => row.cloneNode(true)));
        table.tHead.rows[0].cells[0].querySelector("button").textContent = "First column";"""
    chromium.execute_script(longer)
    printed = chromium.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})
    document = pypdfium2.PdfDocument(base64.b64decode(printed["data"]))
    words = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert "Figure 1." in words and "Table 1." in words and "import toolkit" not in words
    assert words.count("First column") > 3, "a table's head stands on every page that the table is on"
    page = document[0].render(scale=0.5).to_pil().convert("L")
    assert page.getpixel((5, 5)) > 250, "paper is white, in dark mode too"


def test_a_forged_figure_is_caught_whatever_the_manifest_says(made, tmp_path):
    """Of each format one, with a version that would allow for figures drawn a little differently."""
    folder = tmp_path / made.name
    shutil.copytree(made, folder)
    labels = sorted({path.name.partition(".")[0] for path in (folder / "figures").iterdir()})
    forged = [
        folder / "figures" / f"{label}.{kind}" for label, kind in zip(labels, ("svg", "png", "pdf"), strict=False)
    ]
    assert len(forged) == 3
    for figure, other in zip(forged, labels[1:] + labels[:1], strict=False):
        figure.write_bytes((made / "figures" / f"{other}{figure.suffix}").read_bytes())
    forge(folder, version="3.9.9")
    done = toolkit("verify", folder, cwd=tmp_path)
    assert done.returncode == 1 and done.stdout.startswith("different")
    assert all(figure.name in done.stdout for figure in forged), done.stdout


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (lambda words, score: (words, score), "equivalent"),
        (lambda words, score: (words, score + 0.015), "equivalent"),
        (lambda words, score: (words, score + 0.03), "different"),
        (lambda words, score: (words + 1, score), "different"),
    ],
)
def test_another_version_s_report_is_equivalent_where_counts_are_equal_and_scores_near(made, tmp_path, change, verdict):
    folder = tmp_path / made.name
    shutil.copytree(made, folder)
    quotes = folder / "tables" / "quotes.csv"
    words, score = re.search(r",(\d+),(0\.\d{3}),", quotes.read_text("utf-8")).groups()
    changed = ",{},{:.3f},".format(*change(int(words), float(score)))
    quotes.write_text(quotes.read_text("utf-8").replace(f",{words},{score},", changed, 1), encoding="utf-8")
    of_another_version(folder, next((folder / "figures").glob("*.pdf")).stem)
    found = compare(folder, made, ["made with matplotlib 3.9.9"])
    assert found.word == verdict, found.reasons
    assert (verdict == "equivalent") or "tables/quotes.csv comes out different" in found.reasons[0]


def papermill(*arguments, cwd, status=0, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "papermill", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        timeout=300,
    )
    assert done.returncode == status, done.stderr
    return done


@pytest.mark.parametrize("name", NAMES)
def test_papermill_s_help_tells_every_parameter(name, tmp_path):
    path = notebooks.folder() / f"{name}.ipynb"
    said = papermill("--help-notebook", path, cwd=tmp_path).stdout
    for parameter in notebooks.parameters(path).values():
        assert f"{parameter.name}:" in said
        assert len(parameter.help) > 20 and parameter.help[:12] in said


def test_the_help_of_report_lists_notebooks_and_parameters(tmp_path):
    said = toolkit("report", "--help", cwd=tmp_path).stdout
    for name in NAMES:
        assert f"{name}: " in said
        for parameter in notebooks.parameters(notebooks.folder() / f"{name}.ipynb").values():
            assert f"{parameter.name} = {parameter.default}" in said and parameter.help in said
    assert all(line.strip() in said for line in toolkit("notebooks", cwd=tmp_path).stdout.splitlines())


@pytest.fixture(scope="module")
def store():
    """A real S3 server of this machine alone, with an empty bucket; the settings that lead there."""
    import boto3
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1"}
    address = f"http://127.0.0.1:{server.server_port}"
    client = boto3.client(
        "s3", endpoint_url=address, aws_access_key_id="a", aws_secret_access_key="b", region_name="us-east-1"
    )
    client.create_bucket(Bucket="reports")
    try:
        yield client, {**keys, "AWS_ENDPOINT_URL": address, "BOTO3_ENDPOINT_URL": address}
    finally:
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("name", NAMES)
def test_plain_papermill_runs_every_notebook_with_all_its_options_into_another_store(name, store, tmp_path):
    client, settings = store
    articles = ordered(name, tmp_path)
    articles = articles[: articles.index("--notebook")]
    given = {"article": articles[0]} if name == "article" else {"articles": articles}
    (tmp_path / "p.yaml").write_text(json.dumps({**given, "top_actors": 2}))
    there = sorted(os.listdir(tmp_path))
    out = f"s3://reports/day/{name}.ipynb"
    options = ["-f", "p.yaml", "-p", "top_actors", "3", "--engine", "nbclient"]
    papermill(notebooks.folder() / f"{name}.ipynb", out, *options, cwd=tmp_path, **settings)
    stored = client.get_object(Bucket="reports", Key=f"day/{name}.ipynb")["Body"].read().decode()
    nb = nbformat.reads(stored, as_version=4)
    shown = [output for cell in nb.cells if cell.cell_type == "code" for output in cell.outputs]
    assert nb.metadata.papermill.parameters.top_actors == 3
    assert sum("image/png" in output.get("data", {}) for output in shown) >= 3
    assert not [output for output in shown if output.output_type == "error"]
    assert sorted(os.listdir(tmp_path)) == there


def test_an_engine_of_one_s_own_runs_our_notebook(tmp_path):
    script = f"""
import papermill
from papermill.engines import NBClientEngine, papermill_engines

class Mine(NBClientEngine):
    @classmethod
    def execute_managed_notebook(cls, manager, kernel_name, **options):
        manager.nb.metadata["mine"] = True
        return super().execute_managed_notebook(manager, kernel_name, **options)

papermill_engines.register("mine", Mine)
given = {{"article": {str(SAMPLES / "river-dam.txt")!r}}}
papermill.execute_notebook({str(notebooks.folder() / "article.ipynb")!r}, "out.ipynb", given, engine_name="mine")
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    nb = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert nb.metadata.mine and nb.cells[-1].outputs
