#!/usr/bin/env python3
"""Score whom the toolkit ascribes the 200 marked quotes to.

    toolkit analyse ../shared/data/polnear-dev.jsonl --jsonl > predictions.jsonl
    python benchmarks/speakers/score.py predictions.jsonl [--json]

Joins the marks (offsets and names; the articles are their publishers') with the texts of polnear-dev and calls
score_speakers.py, whose docstring says what the figures mean.
"""

import argparse
import json
import sys
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"
sys.path.insert(0, str(SHARED / "bench"))
from score_speakers import quotes_of, score  # noqa: E402
from scoring import read  # noqa: E402

MARKS = Path(__file__).with_name("polnear-dev-speakers.jsonl")


def gold(marks=MARKS, articles=SHARED / "data" / "polnear-dev.jsonl"):
    """Rows {"id", "text", "quotes"} of the marked articles; KeyError where an article is missing."""
    texts = {row["id"]: row["text"] for row in read(articles)}
    return [{**row, "text": texts[row["id"]]} for row in read(marks)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("predictions", help="what `toolkit analyse --jsonl` writes")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    result = score(gold(), {row["id"]: quotes_of(row) for row in read(args.predictions)})
    print(json.dumps(result) if args.json else "  ".join(f"{name} {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
