#!/usr/bin/env python3
"""How fast words, sentences and statistics are, and whether the time grows with the text.

    python benchmarks/statistics_speed.py TEXT... [--rows ROWS.jsonl]

Text comes from files, or from the "text" of JSON rows; it is repeated or cut to the sizes measured. Each figure is the
best of three, in seconds of this process (other programs do not count), and does not hold imports.
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from toolkit import statistics, text
from toolkit.article import Article, Paragraph
from toolkit.statistics import passage

SIZES = 1_000, 10_000, 100_000, 1_000_000


def article(source: str, words: int) -> Article:
    """An article of about so many words: whole lines of the source, all body."""
    lines = [source[a:b] for a, b in text.lines(source)]
    taken, count, at = [], 0, 0
    while count < words:
        line = lines[at % len(lines)]
        taken.append(line)
        count += len(text.words(line))
        at += 1
    whole = "\n\n".join(taken)
    return Article("text", whole, tuple(Paragraph(span, "body") for span in text.lines(whole)))


def best(function: Callable, *args: object, times: int = 3, **options: object) -> float:
    """The least seconds a call took."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        function(*args, **options)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--rows", type=Path)
    args = parser.parse_args()
    sources = [path.read_text(encoding="utf-8") for path in args.texts]
    if args.rows:
        sources += [json.loads(line)["text"] for line in args.rows.read_text(encoding="utf-8").splitlines()]
    if not sources:
        parser.error("give a text, or --rows")
    source = "\n".join(sources)

    start = time.process_time()
    statistics.describe("The talks failed.", intervals=True)
    print(f"first call (imports pandas and numpy, opens the dictionary): {time.process_time() - start:.2f} s\n")
    sample = article(source, 200_000).text
    count = len(text.words(sample))
    print(f"words      {count / best(text.words, sample):>12,.0f} words/s")
    print(f"sentences  {count / best(text.sentences, sample):>12,.0f} words/s\n")
    print(f"{'words':>10} {'summary':>10} {'describe':>10} {'all tables':>10} {'intervals':>10}  seconds")
    for size in SIZES:
        one = article(source, size)
        times = 3 if size < 1_000_000 else 1
        row = [best(statistics.summary, one, times=times), best(statistics.describe, one, times=times)]
        row.append(best(tables, one, times=times))
        row.append(best(statistics.describe, one, intervals=True, times=1) if size <= 10_000 else float("nan"))
        print(f"{size:>10,}", *(f"{seconds:>10.3f}" for seconds in row))


def tables(one: Article) -> None:
    """Every table of one text, which is read once; the concordance is of the most frequent word of content."""
    whole = passage.of(one)
    statistics.describe(whole)
    words = statistics.word_table(whole, stop_words=True)
    statistics.ngram_table(whole)
    statistics.collocations(whole)
    statistics.dispersion(whole)
    statistics.lengths(whole)
    statistics.concordance(one, words["word"][0])


if __name__ == "__main__":
    main()
