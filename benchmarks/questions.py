#!/usr/bin/env python3
"""Ask stores of 100, 1,000 and 10,000 articles every question, and print seconds and the factor for ten times as many.

Reports, and the index that `toolkit.explore` searches, are made too: `--only report`, `--only index`.

python benchmarks/questions.py [-n 100 1000 10000] [--data ../shared/data] [--keep FOLDER] [--only WORD]

The articles are recombined (recombined.py); `--keep` keeps the stores there for the next time. Each size is asked in a
process of its own; each question gets a collection that was opened anew, so that reading its tables is part of its
time. Copies are looked for by the question `copies` alone, which others need once a collection. DuckDB finds the same
word in the same Parquet files. Seconds are those of the processor (of all cores together), so that other work of the
machine counts little.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import recombined

ROOT = Path(__file__).resolve().parent.parent
DICTIONARY = {"money": ["cost*", "dollar*", "interest rate*"], "border": ["fence*", "wall", "migra*"]}
WORD = "govern*"


def questions() -> dict[str, Callable]:
    """Return every question, by what it is called: a function of a collection."""
    from toolkit import collection, figures
    from toolkit.collection import networks, summary

    return {
        "concordance": lambda c: collection.concordance(c, WORD, by="outlet"),
        "dictionary": lambda c: collection.lookup(c, DICTIONARY, by="outlet"),
        "articles": collection.articles,
        "outlets": collection.outlets,
        "actors": collection.actors,
        "mentions": collection.mentions,
        "quotes": collection.quotes,
        "over_time": collection.over_time,
        "over_time, an actor": lambda c: collection.over_time(c, c.actor()),
        "pivot by outlet": lambda c: collection.pivot(c, "outlet"),
        "pivot by period": lambda c: collection.pivot(c, "period", "quotes"),
        "cues": collection.cues,
        "same_speakers": collection.same_speakers,
        "same_words": collection.same_words,
        "key_words by outlet": lambda c: collection.key_words(c, "outlet"),
        "key_words before, since": lambda c: collection.key_words(c, "2024-01-01"),
        "about an actor": lambda c: collection.about(c, c.actor()),
        "together, an actor": lambda c: collection.together(c, c.actor()),
        "descriptions": lambda c: collection.descriptions(c, c.actor()),
        "copies": collection.copies,
        "copies, kept in the store": collection.copies,
        "network: together": networks.together,
        "network: quoted": networks.quoted,
        "network: about": networks.about,
        "sentences of a report": summary.surveyed,
        "figure: over_time": figures.over_time,
        "figure: actors by period": lambda c: figures.side_by_side(c, "named", by="period"),
        "figure: voice by outlet": lambda c: figures.side_by_side(c, "share_of_voice", by="outlet"),
        "figure: key words": lambda c: figures.key_words(c, by="outlet"),
        "figure: network": lambda c: figures.network(networks.together(c)),
    }


def ask(store: Path, only: str) -> None:
    """Print each question's seconds as JSON, and the memory in the end; opening and imports are told apart."""
    import toolkit
    from toolkit.collection import actors

    asked = questions()
    if only in "copies":
        (store / "copies.json").unlink(missing_ok=True)  # they are looked for anew
    start = time.process_time()
    toolkit.open(store, copies="all")
    seconds = {"open": time.process_time() - start}
    actors(toolkit.open(store, copies="all"))  # what is imported once is no question's
    for name, question in asked.items():
        if only not in name:
            continue
        opened = toolkit.open(store, copies="all")
        start = time.process_time()
        answer = question(opened)
        if name.startswith("figure"):
            answer.figure.draw_without_rendering()
        seconds[name] = time.process_time() - start
        print(f"{store.name} {name}: {seconds[name]:.2f} s", file=sys.stderr, flush=True)
    seconds |= {"the word in DuckDB": duckdb(store)} if only in "the word in DuckDB" else {}
    seconds["questions: MB at most"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds |= index(store) if only in "index" else {}
    for notebook, *more in (["corpus"], ["search", "-p", f"question={WORD}"]) if only in "report" else ():
        seconds |= report(store, notebook, *more)
    print(json.dumps(seconds))


def report(store: Path, notebook: str, *more: str) -> dict[str, float]:
    """Return what a report takes as a command: of the processor, by the clock, and the memory of its largest process.

    Copies are looked for anew by the corpus report.
    """
    if notebook == "corpus":
        (store / "copies.json").unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as out:
        line = [sys.executable, "-m", "toolkit.cli", "report", "--notebook", notebook, *more, str(store), "--out", out]
        start = time.perf_counter()
        process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    if status:
        sys.exit(f"no {notebook} report of {store}")
    name = f"{notebook} report"
    print(f"{store.name} {name}: {wall:.1f} s by the clock", file=sys.stderr, flush=True)
    return {
        name: used.ru_utime + used.ru_stime,
        f"{name}, by the clock": wall,
        f"{name}: MB at most": used.ru_maxrss / 1024,
    }


def index(store: Path) -> dict[str, float]:
    """Return what the index of the texts takes: its making, its size, the slowest of some searches, fifty passages."""
    import toolkit
    from toolkit.collection import full_text

    opened, file = toolkit.open(store), store / full_text.FILE
    file.unlink(missing_ok=True)
    start = time.process_time()
    made = full_text.open_index(opened)
    seconds = {"index: made": time.process_time() - start, "index: MB": file.stat().st_size / 2**20}
    searches, passages = [], []
    for query in (WORD, "the", "said", '"prime minister"', "wall|fence", "said friday"):
        start = time.process_time()
        found = full_text.find(made, query)
        searches.append(time.process_time() - start)
        start = time.process_time()
        full_text.snippets(made, query, found[:50])
        passages.append(time.process_time() - start)
    return {**seconds, "index: the slowest search": max(searches), "index: fifty passages": max(passages)}


def duckdb(store: Path) -> float:
    """Return the seconds that DuckDB takes to find the same word in the same texts."""
    import duckdb

    start = time.process_time()
    duckdb.sql(f"""
        SELECT id, unnest(regexp_extract_all(text, '(?i)\\b{WORD[:-1]}\\w*')) FROM '{store}/articles/*.parquet'
    """).fetchall()
    return time.process_time() - start


def main() -> None:
    """Make the stores that are not there, ask each, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ask:
        ask(given.ask, given.only)
        return
    with tempfile.TemporaryDirectory() as work:
        folder = given.keep or Path(work)
        folder.mkdir(parents=True, exist_ok=True)
        found = []
        for size in given.n:
            store = folder / f"store{size}"
            if not (store / "store.json").exists():
                recombined.write_store(store, recombined.pool(given.data, folder / "pool.pkl"), size)
            line = [sys.executable, __file__, "--ask", str(store), "--only", given.only]
            found.append(json.loads(subprocess.run(line, check=True, stdout=subprocess.PIPE).stdout))
    heads = " | ".join(f"{size:,} articles" for size in given.n)
    print(f"| processor seconds | {heads} | times, for ten times as many |\n|---|{'---|' * (len(given.n) + 1)}")
    for name in found[0]:
        cells = [f"{one[name]:,.0f}" if "MB" in name else f"{one[name]:.3f}" for one in found]
        times = f"{found[-1][name] / found[-2][name]:.1f}" if len(found) > 1 else "–"
        print(f"| {name} | {' | '.join(cells)} | {times} |")


if __name__ == "__main__":
    main()
