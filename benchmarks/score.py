#!/usr/bin/env python3
"""Score predictions against gold, both JSON Lines; what a scorer reads and measures stands in its module.

    python benchmarks/score.py speakers GOLD.jsonl PREDICTIONS.jsonl [--json]

Predictions are what `toolkit analyse --jsonl` writes, or another tool's in the form that the scorer's module names.
"""

import argparse
import json

from scoring import actors, attributions, chains, names, pronouns, sentences, speakers
from scoring.rows import read

SCORERS = {
    "actors": actors.score,
    "attributions": attributions.score,
    "chains": chains.score,
    "names": names.score,
    "pronouns": pronouns.score,
    "sentences": sentences.score,
    "speakers": speakers.score,
}


def main() -> None:
    """Print the figures of one scorer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer", choices=SCORERS)
    parser.add_argument("gold")
    parser.add_argument("predictions")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    figures = SCORERS[args.scorer](read(args.gold), {row["id"]: row for row in read(args.predictions)})
    if args.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        parts = value.items() if isinstance(value, dict) else [("", value)]
        print(f"{name:<12}", "  ".join(f"{part} {figure}".strip() for part, figure in parts))


if __name__ == "__main__":
    main()
