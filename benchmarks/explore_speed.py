"""How soon the view is there, and how soon it answers a click: in a real JupyterLab, in a real Chromium.

    python benchmarks/explore_speed.py [--words 1000 50000] [--clicks 30] [--articles 10000]

The texts are those of long_text.py: samples' bodies with names of their own in each copy. "There" is from the start of
the cell ``toolkit.explore(a)`` to the frame in which the text is painted; an answer is from the click to the frame in
which what follows from it is painted. Search, statistics and corrections ask Python; all else does not. Markdown on
stdout: medians and, in brackets, the slowest.
"""

import argparse
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from long_text import book

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from jupyter_page import VIEW, Browser, Notebook, lab, write

CELLS = ["import toolkit\na = toolkit.analyse('article.txt')", "view = toolkit.explore(a)\nview"]

# Runs the expression `act`, waits until `ready` is true and the frame is painted; milliseconds.
ANSWER = f"""
const done = arguments[arguments.length - 1], view = {VIEW};
const painted = () => requestAnimationFrame(() => {{
    const later = new MessageChannel();
    later.port1.onmessage = () => done(performance.now() - from);
    later.port2.postMessage(0);
}});
const items = (list) => [...view.querySelectorAll(`.panel:not([hidden]) ${{list}} [role=option]`)];
const names = [...view.querySelectorAll('.text .actor.name:not(.other)')];
const from = performance.now();
%s;
const look = () => (%s) ? painted() : setTimeout(look, 1);
look();
"""
OPENED = f"""
const done = arguments[0], from = performance.now();
const look = () => {VIEW}?.querySelector('.text .marked')
    ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - from))) : setTimeout(look, 5);
const panel = [...window.jupyterapp.shell.widgets('main')].find(w => w.context?.sessionContext);
panel.content.deselectAll();
panel.content.activeCellIndex = 1;
window.jupyterapp.commands.execute('notebook:run-cell');
look();
"""


def opened(page):
    """Milliseconds until the view of the second cell is painted, the first cell having run."""
    page.run(0)
    return page.browser.driver.execute_async_script(OPENED)


def answers(chromium, clicks):
    """Milliseconds of each click, by what is clicked."""

    def took(act, ready="true", pause=0.2):
        time.sleep(pause)  # as a hand needs; what is told to Python after a click is not part of the next
        return chromium.driver.execute_async_script(ANSWER % (act, ready))

    def tab(name):
        click = f"[...view.querySelectorAll('[role=tab]')].find(t => t.textContent.startsWith('{name}')).click()"
        return took(click, "view.querySelector('.panel:not([hidden])').textContent.length > 30", pause=0.5)

    rows, some = {}, range(clicks)
    tab("Quotes"), tab("Actors")
    rows["an actor in the list"] = [took(f"const all = items('.actors'); all[{k} % all.length].click()") for k in some]
    rows["a name in the text"] = [took(f"names[({k} * 37) % names.length].click()") for k in some]
    took("view.querySelector('.detail .close')?.click()")
    rows["another tab"] = [tab(name) for name in ("Figures", "Quotes", "Actors") * (clicks // 3)]
    tab("Quotes")
    rows["a quote in the list"] = [took(f"const all = items('.quotes'); all[{k} % all.length].click()") for k in some]
    slide = "const s = view.querySelector('input[type=range]'); s.value = %s; s.dispatchEvent(new Event('input'))"
    rows["the slider of confidence"] = [took(slide % (0.05 * (k % 20))) for k in some]
    took(slide % 0)
    tab("Search")
    search = (
        "const field = view.querySelector('.search input'); view.querySelector('.results').replaceChildren();"
        "field.value = '%s'; view.querySelector('.search button').click()"
    )
    words = ("water", "the", "said", "council*")
    rows["a search"] = [took(search % word, "view.querySelector('.results h4')", pause=0.5) for word in words]
    tab("Quotes")
    took("items('.quotes').find(o => o.getAttribute('aria-selected') !== 'true').click()")
    correct = (
        "const said = view.querySelector('.status').textContent, count = view.querySelector('.tabs').textContent;"
        "[...view.querySelectorAll('.correct button')].find(b => b.textContent === 'Nobody named').click()"
    )
    rows["a correction"] = [took(correct, "view.querySelector('.tabs').textContent !== count", pause=1)]
    return rows


def list_of_articles(page, count):
    """Milliseconds until a list of so many articles is there, and of each letter typed into its search."""
    there = OPENED.replace(".text .marked", ".articles [role=option]")
    page.run(0)
    first = page.browser.driver.execute_async_script(there)
    typed = (
        "const field = view.querySelector('.articles input'), under = view.querySelector('.articles .under');"
        "field.value = '%s'; under.textContent = ''; field.dispatchEvent(new Event('input'))"
    )
    words = [f"town {count - 1}"[:k] for k in range(1, len(f"town {count - 1}") + 1)]
    ready = "under.textContent"
    return first, [page.browser.driver.execute_async_script(ANSWER % (typed % word, ready)) for word in words]


def figures(milliseconds):
    return f"{median(milliseconds):,.0f} ({max(milliseconds):,.0f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=[1_000, 50_000])
    parser.add_argument("--clicks", type=int, default=30)
    parser.add_argument("--articles", type=int, default=10_000)
    args = parser.parse_args()
    columns = []
    with tempfile.TemporaryDirectory() as home, lab(Path(home) / "copy", Path(home)) as (address, _):
        folder = Path(home) / "copy"
        for words in args.words:
            text, _, _ = book(words)
            (folder / "article.txt").write_text(text, encoding="utf-8")
            (folder / "actors.toml").unlink(missing_ok=True)
            with closing(Browser(folder)) as chromium:
                page = Notebook(chromium, address, write(folder, f"words-{words}.ipynb", *CELLS))
                column = {"words": f"{len(text.split()):,}", "the view is there": f"{opened(page):,.0f}"}
                page.view()
                columns.append(column | {row: figures(took) for row, took in answers(chromium, args.clicks).items()})
        rows = (
            "import toolkit, pandas\n"
            f"rows = [{{'id': f'n{{k}}', 'title': f'Council of town {{k}} meets', 'text': 'It met.'}} "
            f"for k in range({args.articles})]"
        )
        with closing(Browser(folder)) as chromium:
            cells = (rows, "toolkit.explore(pandas.DataFrame(rows))")
            there, typed = list_of_articles(
                Notebook(chromium, address, write(folder, "list.ipynb", *cells)), args.articles
            )
    print("| milliseconds | " + " | ".join(f"{column.pop('words')} words" for column in columns) + " |")
    print("|---|" + "---|" * len(columns))
    for row in columns[0]:
        print(f"| {row} | " + " | ".join(column[row] for column in columns) + " |")
    print(
        f"\nA list of {args.articles:,} articles is there after {there:,.0f} ms; a letter typed into its search takes"
    )
    print(f"{figures(typed)} ms.")


if __name__ == "__main__":
    main()
