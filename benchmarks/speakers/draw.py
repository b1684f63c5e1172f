#!/usr/bin/env python3
"""Draw 200 direct and mixed quotes of PolNeAR's development articles, to be marked with who speaks.

    python draw.py 20261123 ../shared/data/polnear-dev.jsonl

Prints one drawn quote a line: article id, start, end (tab between). The quotes are gold attributions whose content
stands wholly or partly inside quotation marks, as benchmarks/scoring/attributions.py tells them; the span is the
longest run of the content inside marks, the marks left out. Articles take turns in a random order, each giving its
quotes in a random order, so that long articles do not make up the set.
"""

import argparse
import itertools
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from scoring.attributions import inside_marks, kind, token_set, tokens
from scoring.rows import read

SIZE = 200


def quoted_run(text, content):
    """The longest run of the content inside quotation marks, (start, end) without the marks; None without a word."""
    inside = inside_marks(text)
    quoted = [(start, end) for a, b in content for start, end in runs(inside, a, b)]
    trims = filter(None, (trimmed(text, *run) for run in quoted))
    return max(trims, key=lambda span: span[1] - span[0], default=None)


def runs(flags, start, end):
    """Spans between start and end where the flags are set without a break."""
    at = start
    for flag, group in itertools.groupby(flags[start:end]):
        length = sum(1 for _ in group)
        if flag:
            yield at, at + length
        at += length


def trimmed(text, start, end):
    """The span without marks and blanks at its ends; None if nothing, or no word, is left."""
    while start < end and (text[start].isspace() or text[start] in '"“”'):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in '"“”'):
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def quotes(row):
    """Spans of the direct and mixed gold quotes of one article, in order, each once."""
    spans = tokens(row["text"])
    found = set()
    for attribution in row["attributions"]:
        content = token_set(spans, attribution["content"])
        if content and kind(row["text"], spans, content) != "indirect":
            run = quoted_run(row["text"], attribution["content"])
            if run:
                found.add(run)
    return sorted(found)


def draw(rows, seed, size=SIZE):
    """List of (article id, start, end), in the order of the file."""
    order = random.Random(seed)
    waiting = [[(i, row["id"], *span) for span in quotes(row)] for i, row in enumerate(rows)]
    order.shuffle(waiting)
    for queue in waiting:
        order.shuffle(queue)
    drawn = []
    while len(drawn) < size and any(waiting):
        for queue in waiting:
            if queue and len(drawn) < size:
                drawn.append(queue.pop())
    return [(name, start, end) for _, name, start, end in sorted(drawn)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seed", type=int)
    parser.add_argument("articles", help="polnear-dev.jsonl")
    args = parser.parse_args()
    for name, start, end in draw(read(args.articles), args.seed):
        print(name, start, end, sep="\t")


if __name__ == "__main__":
    main()
