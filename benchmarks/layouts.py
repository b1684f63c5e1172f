#!/usr/bin/env python3
"""How well the lines of pasted pages are told apart: headline, body and furniture; byline, date and kind.

    python benchmarks/layouts.py [FOLDER...]

The pages are invented after the layouts of papers in many countries and were marked by hand before the first
measurement (tests/layouts): a text, and beside it a JSON file with the kind of each of its lines. Those under
`held-out` were not looked at when rules were written; training/layouts holds more, to learn from.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path

import pandas as pd

from toolkit.article import from_text

LAYOUTS = Path(__file__).parent.parent / "tests" / "layouts"
QUOTED = re.compile('[“”"]')


def counts(folder: Path) -> Counter[str]:
    """Return how many lines and pages of a folder there are, and how many are right.

    Raises
    ------
    ValueError
        A page does not have as many lines as were marked.
    """
    found: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        article = from_text(path.read_text(encoding="utf-8"), path.name)
        for line, kind in zip(article.paragraphs, gold["paragraphs"], strict=True):
            lost = kind != "furniture" and line.kind == "furniture"
            found["lines"] += 1
            found["right"] += line.kind == kind
            found["story lost"] += lost
            found["quotations lost"] += lost and bool(QUOTED.search(article.text[slice(*line.span)]))
            found["furniture kept"] += kind == "furniture" and line.kind != "furniture"
        found["pages"] += 1
        for field in ("byline", "published", "kind"):
            found[field] += (getattr(article, field) or None) == (gold[field] or None)
    return found


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[LAYOUTS / "dev", LAYOUTS / "held-out"])
    folders = parser.parse_args().folders
    table = pd.DataFrame({folder.name: counts(folder) for folder in folders}).T
    print(table.assign(percent=(100 * table["right"] / table["lines"]).round(1)).to_string())


if __name__ == "__main__":
    main()
