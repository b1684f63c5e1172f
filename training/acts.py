#!/usr/bin/env python3
"""Fit the weights of toolkit/quotes/acts.tsv: what a source does with a quote's content. A few seconds on a CPU.

    python training/acts.py ../shared/data [--check]

Learned from training/acts.jsonl, attributions each with its act (offsets and labels): of polnear-train and
worldwide-train, whose texts are in ../shared/data, and of training/articles what the reader finds there and no mark
holds; and from the quotes that are marked in training/articles, articles of our own. --check fits on four fifths of
the articles and judges the rest, in turn, and writes nothing.
"""

import argparse
import json
import xml.etree.ElementTree as ElementTree
import zlib
from collections import Counter
from pathlib import Path

import numpy as np

from toolkit.quotes.acts import ACTS, WEIGHTS, features

MARKS = Path(__file__).with_name("acts.jsonl")
ARTICLES = Path(__file__).with_name("articles")
PENALTY = 0.6  # on squared weights
LEAST = 2  # a feature of fewer rows is left out


def rows_of_marks(data):
    """Return (article, features, act) of the marked attributions of the data sets."""
    texts = {}
    for name in ("polnear-train", "worldwide-train"):
        for line in (data / f"{name}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            texts[name, row["id"]] = row["text"]
    texts |= {("articles", path.stem): marked_text(path)[0] for path in ARTICLES.glob("*.xml")}
    marks = map(json.loads, MARKS.open(encoding="utf-8"))
    return [(m["id"], features(texts[m["set"], m["id"]], m["content"], m["cue"], m["source"]), m["act"]) for m in marks]


def marked_text(path):
    """Return an article's text and its marked quotes: (start, end, act)."""
    text, quotes = [], []

    def walk(element):
        start = sum(map(len, text))
        text.append(element.text or "")
        for child in element:
            walk(child)
            text.append(child.tail or "")
        if element.tag == "q":
            quotes.append((start, sum(map(len, text)), element.get("act")))

    for paragraph in ElementTree.parse(path).getroot().find("text"):
        walk(paragraph)
        text.append("\n\n")
    return "".join(text), quotes


def rows_of_articles():
    """Return (article, features, act) of what the reader finds in marked articles and shares most words with a mark."""
    import toolkit

    rows = []
    for path in sorted(ARTICLES.glob("*.xml")):
        text, quotes = marked_text(path)
        for found in toolkit.analyse(toolkit.read(text=text)).quotes:
            if found.kind != "indirect":
                continue
            spans = found.content
            shared = [sum(max(0, min(e, end) - max(s, start)) for s, e in spans) for start, end, _ in quotes]
            best = max(range(len(quotes)), key=shared.__getitem__)
            if 2 * shared[best] > sum(e - s for s, e in spans):
                rows.append((path.stem, features(text, spans, found.cue, found.source), quotes[best][2]))
    return rows


def fit(rows):
    """Return the features' names and weights: multinomial logistic regression, by accelerated gradient descent."""
    counted = Counter(f for _, found, _ in rows for f in set(found))
    names = sorted(f for f, n in counted.items() if n >= LEAST)
    place = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for k, (_, found, _) in enumerate(rows):
        x[k, [place[f] for f in found if f in place]] = 1
    y = np.eye(len(ACTS))[[ACTS.index(act) for _, _, act in rows]]
    weights = np.zeros((len(names), len(ACTS)))
    rate = 1.0 / (0.5 * np.linalg.norm(x, 2) ** 2 + PENALTY)
    ahead, momentum = weights, 1.0
    for _ in range(300):
        scores = x @ ahead
        chances = np.exp(scores - scores.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        new = ahead - rate * (x.T @ (chances - y) + PENALTY * ahead)
        grown = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead, weights, momentum = new + (momentum - 1) / grown * (new - weights), new, grown
    return names, weights


def judged(rows, names, weights):
    """Return the acts that weights give to rows."""
    place = {name: k for k, name in enumerate(names)}
    return [ACTS[int(sum(weights[place[f]] for f in found if f in place).argmax())] for _, found, _ in rows]


def check(rows):
    """Print how often acts are right on articles left out."""
    right, table = 0, Counter()
    parts = [zlib.crc32(article.encode()) % 5 for article, _, _ in rows]
    for part in range(5):
        inside = [row for row, p in zip(rows, parts, strict=True) if p != part]
        outside = [row for row, p in zip(rows, parts, strict=True) if p == part]
        for (_, _, act), got in zip(outside, judged(outside, *fit(inside)), strict=True):
            table[act, got] += 1
            right += act == got
    print(
        f"{len(rows)} rows, right {100 * right / len(rows):.1f} %; of statements and others apart "
        f"{100 * sum(n for (a, b), n in table.items() if (a in ACTS[:2]) == (b in ACTS[:2])) / len(rows):.1f} %"
    )
    for act in ACTS:
        print(f"{act:8}", *(f"{table[act, got]:5}" for got in ACTS))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    rows = rows_of_marks(args.data) + rows_of_articles()
    if args.check:
        check(rows)
        return
    names, weights = fit(rows)
    lines = [f"# feature\t{chr(9).join(ACTS)}; made by training/acts.py from {len(rows)} attributions"]
    lines += [
        "\t".join((n, *(f"{w:.2f}" for w in row)))
        for n, row in zip(names, weights, strict=True)
        if abs(row).max() >= 0.01
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
