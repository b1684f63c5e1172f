"""The view in a real JupyterLab, in a real browser: what a user clicks, types and sees."""

import socket
import tomllib
from contextlib import closing
from pathlib import Path

import pytest
from browser import programs, violations
from jupyter_page import VIEW, WAIT, Browser, Notebook, lab, write

import toolkit

OPTION = f"[...{VIEW}.querySelectorAll('[role=option]')].find(o => o.textContent.includes(arguments[0]))"
TAB = f"[...{VIEW}.querySelectorAll('[role=tab]')].find(o => o.textContent.startsWith(arguments[0]))"
STATUS = f"{VIEW}.querySelector('.status').textContent"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """JupyterLab in a working copy, the usual port taken by somebody else; gives (folder, address, what it said)."""
    programs()
    home = tmp_path_factory.mktemp("home")
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", 8888))
            other.listen()
        except OSError:
            pass  # somebody else has taken it already, which serves as well
        with lab(home / "copy", home) as (address, said):
            yield home / "copy", address, said


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    downloads = tmp_path_factory.mktemp("downloads")
    with closing(Browser(downloads)) as browser:
        browser.downloads = downloads
        yield browser


@pytest.fixture
def opened(place, browser, request):
    """Open a notebook of these cells beside the samples, in a folder of its own, run it and show its view."""
    folder, address, _ = place

    def open(*cells, text=None):
        own = folder / request.node.name
        own.mkdir(exist_ok=True)
        sample = Path(toolkit.__file__).parent / "samples" / "river-dam.txt"
        (own / "river-dam.txt").write_bytes(sample.read_bytes())
        if text is not None:
            (own / "article.txt").write_text(text, encoding="utf-8")
        write(own, "test.ipynb", *cells)
        page = Notebook(browser, address, f"{own.name}/test.ipynb")
        page.folder = own
        page.run_all()
        page.view()
        return page

    browser.driver.set_window_size(1280, 900)
    browser.errors(), browser.hosts()
    yield open
    assert browser.errors() == []
    assert browser.hosts() <= {"127.0.0.1"}


def click(browser, what, *given):
    browser.wait(what, *given)
    browser.js(f"{what}.click(); return 1", *given)


def type_into(browser, selector, text):
    """Type over what a field of the view holds."""
    from selenium.webdriver.common.keys import Keys

    field = browser.wait(f"{VIEW}.querySelector(arguments[0])", selector)
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys(text)
    return field


def lit(browser):
    """The words that are marked as the chosen actor's."""
    return browser.js(f"return [...{VIEW}.querySelectorAll('.text .actor.chosen')].map(e => e.textContent)")


def said(browser, words):
    browser.wait(f"{STATUS}.includes(arguments[0])", words)


EXPLORE = ["import toolkit\nview = toolkit.explore('river-dam.txt')\nview"]


def test_the_tutorial_runs_and_what_is_corrected_stays(place, browser):
    """From top to bottom; an actor is clicked, a speaker corrected, the page loaded anew, the kernel restarted."""
    folder, address, told = place
    assert str(folder) in told and ":8888/" not in address
    page = Notebook(browser, address, "explore.ipynb")
    page.run_all()
    page.view()
    assert browser.js("return document.querySelectorAll('.jp-toast-message, .Toastify__toast').length") == 0
    assert lit(browser) == []
    click(browser, OPTION, "Radomir Vask")
    assert "Radomir Vask" in lit(browser) and "Vask" in lit(browser)
    click(browser, OPTION, "River Council")
    assert "Radomir Vask" not in lit(browser) and "River Council" in lit(browser)

    click(browser, f"{VIEW}.querySelector('.detail .close')")
    click(browser, TAB, "Quotes")
    click(browser, OPTION, "strongly condemns")
    assert "strongly condemns" in browser.js(f"return {VIEW}.querySelector('.text .quote.chosen').textContent")
    table = "toolkit.tables.share_of_voice(view.analysis)"
    cells = [c["source"] for c in _code_cells(folder / "explore.ipynb")]
    before = page.run(cells.index(table))
    type_into(browser, ".correct input", "Ilse Marant")
    click(browser, f"{VIEW}.querySelector('.correct button')")
    said(browser, "written to actors.toml")
    browser.wait(f"{OPTION}.textContent.includes('Ilse Marant')", "strongly condemns")
    after = page.run(cells.index(table))
    (first, *_), (now, *_) = (table.splitlines()[1:] for table in (before, after))
    assert first != now and now.split("\t")[1] == "Ilse Marant"
    (row,) = tomllib.loads((folder / "actors.toml").read_text("utf-8"))["quote"]
    assert row["speaker"] == "Ilse Marant"

    page.save()
    page.load()
    page.view()
    assert browser.wait(f"{TAB}.textContent", "Corrections") == "Corrections (1)"
    browser.wait(f"{OPTION}.textContent.includes('Ilse Marant')", "strongly condemns")

    page.restart()
    page.run_all()
    page.view()
    assert page.run(cells.index(table)) == after
    assert browser.errors() == []
    assert browser.hosts() == {"127.0.0.1"}


def _code_cells(path):
    import nbformat

    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


NASTY = """<img src=x onerror="window.ran = 1"> says <b>mayor</b> of $\\alpha^2$

“<script>window.ran = 2</script> costs $5 and $\\LaTeX$ is [a link](javascript:window.ran=3),” Ada Roe said. **So**.

“Read \u202eback to front\u202c and \u200fgo on,” Mayor Ines Okafor of <u>Harbour</u> told reporters on Friday.
"""


def test_text_is_shown_and_never_run(opened, browser):
    page = opened(
        "import toolkit\na = toolkit.analyse('article.txt')\na",
        "toolkit.tables.quotes(a)",
        "toolkit.statistics.aligned(toolkit.statistics.concordance(a, '*'))",
        "toolkit.figures.actor_timeline(a)",
        "view = toolkit.explore(a)\nview",
        text=NASTY,
    )
    assert browser.js(f"return {VIEW}.querySelector('.text .marked').textContent") == NASTY
    for tab in ("Quotes", "Figures", "Statistics", "Corrections", "Search"):
        click(browser, TAB, tab)
    type_into(browser, ".search input", "costs\n")
    browser.wait(f"{OPTION}", "costs")
    assert browser.js("return window.ran ?? null") is None
    outputs = "document.querySelector('.jp-NotebookPanel .jp-Notebook')"
    run = "mjx-container, .MathJax, script, img[src=x], u"
    assert browser.js(f"return [...{outputs}.querySelectorAll('{run}')].map(e => e.parentElement.outerHTML)") == []
    text = browser.js(f"return {outputs}.innerText")
    assert "$\\LaTeX$" in text and "[a link](javascript:window.ran=3)" in text
    card = browser.js("return document.querySelector('.toolkit-card').textContent")
    assert "<img src=x" in card and "\u202e" not in card
    signs = browser.js(f"return [...{VIEW}.querySelectorAll('.text bdi[data-sign]')].map(e => e.dataset.sign)")
    assert signs == ["RLO", "PDF", "RLM"]
    assert page.run(1)  # the table is still there and the kernel well


def test_filters_are_python_s_filters(opened, browser):
    """Kind, speaker, paragraphs and confidence: the list shows what ``view.seen`` holds."""
    page = opened(*EXPLORE, "print(*(q.id for q in view.seen.statements))")
    click(browser, TAB, "Quotes")
    shown = f"return [...{VIEW}.querySelectorAll('.list.quotes [role=option]')].map(o => o.dataset.key)"
    everything = browser.js(shown)
    a = toolkit.analyse(page.folder / "river-dam.txt")
    assert everything == [q.id for q in a.statements]
    assert browser.js(shown.replace(".quotes", ".unsaid")) == [q.id for q in a.quotes if not q.is_statement]
    change = (
        f"const field = {VIEW}.querySelector(arguments[0]); field.value = arguments[1];"
        "field.dispatchEvent(new Event(arguments[2], {bubbles: true})); return 1"
    )
    seen = [everything]
    for selector, value, event in (
        (".filters input[type=range]", "0.7", "input"),
        (".filters [aria-label='Last paragraph']", "12", "change"),
        (".filters select", "Danica Tolev", "change"),
    ):
        browser.js(change, selector, value, event)
        seen.append(browser.js(shown))
        assert len(seen[-1]) < len(seen[-2])
        assert page.run(1).split() == seen[-1]
        dimmed = browser.js(f"return {VIEW}.querySelectorAll('.text .quote.left-out').length")
        assert dimmed > 0
    click(browser, f"{VIEW}.querySelector('.filters .all')")
    click(browser, f"{VIEW}.querySelector('[data-kind=indirect]')")
    assert page.run(1).split() == browser.js(shown) != everything


def test_search_pages_through_every_place(opened, browser):
    page = opened(*EXPLORE)
    click(browser, TAB, "Search")
    type_into(browser, ".search input", "the\n")
    found = toolkit.statistics.concordance(toolkit.analyse(page.folder / "river-dam.txt"), "the")
    browser.wait(f"{VIEW}.querySelector('.results h4').textContent.includes(arguments[0])", f"in {len(found)} places")
    rows = []
    while True:
        rows += browser.js(
            f"return [...{VIEW}.querySelectorAll('.kwic [role=option]')]"
            ".map(o => [...o.querySelectorAll('bdi')].map(e => e.textContent))"
        )
        following = f"[...{VIEW}.querySelectorAll('.pages button')].find(b => b.textContent === 'Next')"
        if browser.js(f"return {following}.disabled"):
            break
        click(browser, following)
    assert rows == found[["left", "keyword", "right"]].to_numpy().tolist()
    click(browser, f"[...{VIEW}.querySelectorAll('.kwic [role=option]')].at(-1)")
    assert browser.js("return [...CSS.highlights.get('toolkit-here')].map(String)") == [found["keyword"].iloc[-1]]


def test_actors_and_quotes_are_corrected_and_undone(opened, browser):
    page = opened(*EXPLORE, "print([a.name for a in view.analysis.actors], len(view.analysis.quotes))")
    before = page.run(1)
    click(browser, OPTION, "Radomir Vask")
    browser.js(f"{VIEW}.querySelector('details.correct').open = true; return 1")
    type_into(browser, ".detail [aria-label=Name]", "President Vask\n")
    said(browser, "Radomir Vask is called President Vask")
    assert "Vask" in lit(browser)  # the one that was chosen stays so, under the new name
    assert browser.js(f"return {VIEW}.contains(document.activeElement)")
    browser.js(
        f"const s = {VIEW}.querySelector('[aria-label=\"Same as\"]');"
        "s.value = [...s.options].find(o => o.text === 'Danica Tolev').value; return 1"
    )
    click(browser, f"[...{VIEW}.querySelectorAll('.detail button')].find(b => b.textContent === 'Merge')")
    said(browser, "are one actor")
    click(browser, f"{VIEW}.querySelector('.detail .close')")
    click(browser, TAB, "Quotes")
    click(browser, OPTION, "the turbines needed repair")
    top = (
        f"return [...{VIEW}.querySelectorAll('.marked > *')]"
        f".findIndex(p => p.getBoundingClientRect().bottom > {VIEW}.querySelector('.text').getBoundingClientRect().top)"
    )
    at = browser.js(top)
    assert at > 3
    click(browser, f"[...{VIEW}.querySelectorAll('.correct button')].find(b => b.textContent === 'Not a quote')")
    said(browser, "is no quote")
    assert browser.js(top) == at  # the text stays where it was
    browser.js(
        f"""const text = {VIEW}.querySelector('.text'), walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        let node; while ((node = walker.nextNode()) && !node.data.includes('An emergency session'));
        const range = document.createRange(); range.setStart(node, node.data.indexOf('emergency'));
        range.setEnd(node, node.data.indexOf('emergency') + 17); getSelection().removeAllRanges();
        getSelection().addRange(range); text.dispatchEvent(new MouseEvent('mouseup', {{bubbles: true}})); return 1"""
    )
    click(browser, f"{VIEW}.querySelector('.adder:not([hidden])')")
    type_into(browser, ".detail [aria-label=Speaker]", "Ilse Marant")
    click(browser, f"[...{VIEW}.querySelectorAll('.detail button')].find(b => b.textContent === 'Add')")
    said(browser, "“emergency session” is a quote of Ilse Marant")
    written = tomllib.loads((page.folder / "actors.toml").read_text("utf-8"))
    assert written["actor"][0]["name"] == "Danica Tolev" and "President Vask" in written["actor"][0]["aliases"]
    assert [sorted(row) for row in written["quote"]] == [["not_a_quote", "text"], ["add", "speaker", "text"]]
    assert page.run(1) != before
    for words in ("is a quote", "is no quote", "are one actor", "is called"):
        click(browser, f"{VIEW}.querySelector('.top button')")
        browser.wait(f"{STATUS}.startsWith('undone') && {STATUS}.includes(arguments[0])", words)
    assert page.run(1) == before
    assert not (page.folder / "actors.toml").exists()


def test_the_view_works_from_the_keyboard(opened, browser):
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    opened(*EXPLORE)
    cells = browser.js("return document.querySelectorAll('.jp-Cell').length")

    def press(*keys):
        chain = ActionChains(browser.driver)
        for key in keys:
            chain.send_keys(key)
        chain.perform()

    browser.js(f"{VIEW}.querySelector('.list.actors [tabindex=\"0\"]').focus(); return 1")
    press(Keys.ARROW_DOWN, Keys.ENTER)
    chosen = browser.wait(f"{VIEW}.querySelector('.detail h4')?.textContent")
    assert chosen == browser.js("return document.activeElement.querySelector('.name').textContent")
    assert lit(browser)
    press("n")
    said(browser, "mention 2 of")
    press("p")
    said(browser, "mention 1 of")
    press("2")
    assert browser.js(f"return {TAB}.getAttribute('aria-selected')", "Quotes") == "true"
    press(Keys.ARROW_RIGHT)
    assert browser.js(f"return {TAB}.getAttribute('aria-selected')", "Figures") == "true"
    press("/")
    press("water*", Keys.ENTER)
    browser.wait(f"{VIEW}.querySelector('.results h4')?.textContent.includes('places')")
    press(Keys.ESCAPE)
    assert lit(browser) == []
    browser.js(f"{VIEW}.querySelector('.text').focus(); return 1")
    press("d", "d", "x", "b")  # JupyterLab would cut cells at these; in the view they are nobody's
    assert browser.js("return document.querySelectorAll('.jp-Cell').length") == cells
    press("?")
    assert browser.js("return document.querySelector('dialog[open]').textContent").startswith("Keys")
    press(Keys.ESCAPE)
    assert browser.js("return document.querySelector('dialog[open]')") is None


def test_everything_can_be_read_by_a_screen_reader(opened, browser):
    """axe-core finds nothing wrong in any part of the view, nor in the card and the tables."""
    opened(*EXPLORE, "view.analysis", "toolkit.tables.quotes(view.analysis)")
    found = {}

    def look(part, element):
        for rule, places in violations(browser.driver, browser.wait(element)).items():
            found.setdefault(rule, []).append((part, places))

    click(browser, OPTION, "Ilse Marant")
    for tab in ("Actors", "Quotes", "Figures", "Statistics", "Search", "Corrections"):
        click(browser, TAB, tab)
        if tab == "Statistics":
            browser.wait(f"{VIEW}.querySelectorAll('[role=region] table').length === 2")
        look(tab, VIEW)
    for part in (".toolkit-card", ".toolkit-table"):
        look(part, f"document.querySelector('{part}')")
    click(browser, f"{VIEW}.querySelectorAll('.top button')[1]")
    look("code", "document.querySelector('dialog[open]')")
    assert found == {}
    assert browser.js(f"return {VIEW}.querySelector('.status').getAttribute('aria-live')") == "polite"


def test_nothing_is_cut_off_at_twice_the_size(opened, browser):
    """A page of 640 pixels is what a page of 1280 has at 200 % zoom."""
    opened(*EXPLORE)
    browser.driver.set_window_size(640, 900)
    click(browser, OPTION, "Tomás Okafor-Lind")
    for tab in ("Actors", "Quotes", "Figures", "Statistics", "Search", "Corrections"):
        click(browser, TAB, tab)
        wide = f"""const root = {VIEW}; const right = root.getBoundingClientRect().right + 1;
            return [...root.querySelectorAll('*')]
                .filter(e => e.checkVisibility() && !e.closest('.table, svg, .name, .text'))
                .filter(e => e.getBoundingClientRect().right > right).map(e => e.outerHTML.slice(0, 80))"""
        assert browser.js(wide) == []


def test_a_view_becomes_a_cell_a_command_and_figures(opened, browser):
    page = opened(*EXPLORE)
    click(browser, OPTION, "Ilse Marant")
    click(browser, TAB, "Figures")
    for format, start in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        click(browser, f"{VIEW}.querySelector('[aria-label=\"Where in the article as {format}\"]')")
        file = browser.downloads / f"river-dam-timeline.{format.lower()}"
        said(browser, file.name)
        _arrives(file)
        assert file.read_bytes().startswith(start)
    click(browser, TAB, "Actors")
    click(browser, f"{VIEW}.querySelectorAll('.top button')[1]")
    command = browser.wait("document.querySelector('dialog pre.command')?.textContent")
    assert command == "toolkit report river-dam.txt"
    click(browser, "document.querySelector('dialog button.main')")
    browser.wait("document.querySelectorAll('.jp-CodeCell').length === 2")
    text = browser.js("return document.querySelectorAll('.jp-CodeCell')[1].querySelector('.cm-content').innerText")
    assert "toolkit.analyse('river-dam.txt')" in text
    assert "Ilse Marant" in page.run(1)


def _arrives(path):
    import time

    end = time.monotonic() + WAIT
    while not path.exists():
        assert time.monotonic() < end, f"{path.name} is not saved"
        time.sleep(0.1)


def test_a_click_is_answered_at_once(opened, browser):
    """Without Python: in 100 ms on a quiet machine (benchmarks/explore_speed.py); here half a second is allowed."""
    opened(*EXPLORE)
    took = f"""const done = arguments[0], times = [];
        const next = () => {{
            const all = [...{VIEW}.querySelectorAll('.list.actors [role=option]')];
            if (times.length === 10) return done(times.sort((a, b) => a - b)[5]);
            const from = performance.now();
            all[times.length].click();
            requestAnimationFrame(() => setTimeout(() => {{ times.push(performance.now() - from); next(); }}));
        }};
        next();"""
    assert browser.driver.execute_async_script(took) < 500


def test_a_collection_s_texts_are_searched_and_the_article_opens_at_what_was_found(opened, browser):
    page = opened(
        "import toolkit\n"
        "text = 'Council {0}\\n\\nThe <b>council</b> met. Number{0} spoke of bridges.'\n"
        "rows = [toolkit.read(text=text.format(k), id=str(k)) for k in range(60)]\n"
        "view = toolkit.explore(toolkit.collection.from_analyses([toolkit.analyse(one) for one in rows]))\nview",
    )
    type_in = f"""const field = {VIEW}.querySelector('.articles input');
        field.value = arguments[0];
        field.dispatchEvent(new Event('input', {{bubbles: true}}));"""
    marked = f"[...{VIEW}.querySelectorAll('.passage mark')].map(mark => mark.textContent)"
    browser.js(type_in, "number7 bridg*")
    browser.wait(f"{marked}.join(' ') === 'Number7 bridges'")
    assert "<b>council</b>" in browser.js(f"return {VIEW}.querySelector('.passage').textContent")
    assert browser.js(f"return {VIEW}.querySelector('.articles .under').textContent") == "1 of 60"
    browser.js(type_in, "spoke")
    browser.wait(f"{marked}.length === 50")
    browser.js(f"[...{VIEW}.querySelectorAll('.articles .pages button')].at(-1).click()")
    browser.wait(f"{marked}.length === 10")
    click(browser, OPTION, "Council 5")
    browser.wait(f"{VIEW}.querySelector('.kwic')?.textContent.includes('spoke')")
    page.run(0)


def test_ten_thousand_articles_can_be_searched_as_one_types(opened, browser):
    page = opened(
        "import toolkit, pandas\n"
        "rows = [{'id': f'n{k}', 'title': f'Council of town {k} meets', 'text': f'“We meet,” Mayor Ada Roe{k} said.'}"
        " for k in range(10_000)]\n"
        "view = toolkit.explore(pandas.DataFrame(rows))\nview",
        "view.analysis and view.analysis.article.id",
    )
    took = f"""const field = {VIEW}.querySelector('.articles input'), found = {VIEW}.querySelector('.articles .under');
        const from = performance.now();
        field.value = arguments[0];
        field.dispatchEvent(new Event('input', {{bubbles: true}}));
        return new Promise(done => {{
            const look = () => found.textContent.startsWith(arguments[1])
                ? done(performance.now() - from) : requestAnimationFrame(look);
            look();
        }})"""
    assert browser.js(took, "town 777", "19 of 10,000") < 1000
    assert browser.js(took, "town 7777", "1 of 10,000") < 1000
    click(browser, OPTION, "town 7777")
    browser.wait(f"{VIEW}.querySelector('.text .marked')?.textContent.includes('Roe7777')")
    assert "n7777" in page.run(1)
