#!/usr/bin/env python3
"""Score whom the toolkit ascribes the 200 marked quotes to.

    toolkit analyse ../shared/data/polnear-dev.jsonl --jsonl > predictions.jsonl
    python benchmarks/speakers/score.py predictions.jsonl [--articles ../shared/data/polnear-dev.jsonl] [--json]

Joins the marks (offsets and names; the articles are their publishers') with the texts of polnear-dev;
benchmarks/scoring/speakers.py says what the figures mean.
"""

import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1]))
from scoring import speakers  # noqa: E402
from scoring.rows import read  # noqa: E402

MARKS = HERE.with_name("polnear-dev-speakers.jsonl")
ARTICLES = HERE.parents[3] / "shared" / "data" / "polnear-dev.jsonl"


def gold(articles: Path, marks: Path = MARKS) -> list[dict]:
    """Return rows {"id", "text", "quotes"} of the marked articles; KeyError where an article is missing."""
    texts = {row["id"]: row["text"] for row in read(articles)}
    return [{**row, "text": texts[row["id"]]} for row in read(marks)]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("predictions", help="what `toolkit analyse --jsonl` writes")
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    result = speakers.score(gold(args.articles), {row["id"]: row for row in read(args.predictions)})
    print(json.dumps(result) if args.json else "  ".join(f"{name} {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
