#!/usr/bin/env python3
"""How well the lines of pasted pages are told apart: headline, body and furniture; byline, date and kind.

    python benchmarks/layouts.py [FOLDER...] [--wrong]

The pages are invented after the layouts of papers in many countries and were marked by hand before the first
measurement (tests/layouts): a text, and beside it a JSON file with the kind of each of its lines. Those under
`held-out` were not looked at when rules were written, nor trained on; training/layouts holds more, to learn from. The
column "trained" says how many of a folder's pages the weights have seen. Where ../shared/data lies beside the checkout,
the paragraphs of polnear-dev that are called furniture are counted. --wrong prints what is not as it was marked.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from toolkit.article import from_text
from toolkit.article.page_lines import weights

ROOT = Path(__file__).resolve().parents[1]
LAYOUTS = ROOT / "tests" / "layouts"
STORIES = ROOT.parent / "shared/data"
QUOTED = re.compile('[“”"]')


def counts(folder: Path, wrong: bool = False) -> Counter[str]:
    """Return how many lines and pages of a folder there are, and how many are right; print what is wrong if asked.

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
            text = article.text[slice(*line.span)]
            lost = kind != "furniture" and line.kind == "furniture"
            found["lines"] += 1
            found["right"] += line.kind == kind
            found["story lost"] += lost
            found["quotations lost"] += lost and bool(QUOTED.search(text))
            found["furniture kept"] += kind == "furniture" and line.kind != "furniture"
            if wrong and line.kind != kind:
                print(f"  {path.stem[:24]:24} is {kind}, read as {line.kind}: {text[:110]}")
        found["pages"] += 1
        found["trained"] += path.stem in weights()["layouts"]
        for field in ("byline", "published", "kind"):
            found[field] += (getattr(article, field) or None) == (gold[field] or None)
            if wrong and (getattr(article, field) or None) != (gold[field] or None):
                print(f"  {path.stem[:24]:24} {field} is {gold[field]}, read as {getattr(article, field)}")
    return found


def furniture_of_stories(name: str = "polnear-dev") -> Iterator[tuple[bool, str]]:
    """Yield each paragraph of annotated stories, and whether it is called furniture."""
    for row in (STORIES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(row)["text"]
        for paragraph in from_text(text, "story").paragraphs:
            yield paragraph.kind == "furniture", text[slice(*paragraph.span)]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[LAYOUTS / "dev", LAYOUTS / "held-out"])
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    table = pd.DataFrame({folder.name: counts(folder, options.wrong) for folder in options.folders}).T
    print(table.assign(percent=(100 * table["right"] / table["lines"]).round(1)).to_string())
    if STORIES.is_dir():
        rows = list(furniture_of_stories())
        print(f"polnear-dev: {sum(is_ for is_, _ in rows)} of {len(rows)} paragraphs called furniture")


if __name__ == "__main__":
    main()
