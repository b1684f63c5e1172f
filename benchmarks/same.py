#!/usr/bin/env python3
"""Compare two checkouts: do both give the same analyses, byte for byte?

    python benchmarks/same.py OLD NEW [--rows polnear-dev.jsonl] [--most 50] [--common]

Both analyse the samples and trial articles of NEW, and the first rows of a JSON Lines file ({"id", "text"}) where it
is there. Prints what differs; the exit status is 0 if nothing does. With --common, of two checkouts whose JSON has not
the same keys, only the keys that both have are compared, and the version of the schema is not.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "polnear-dev.jsonl"


def analyses(checkout: Path, arguments: list[str]) -> list[str]:
    """Return the lines of JSON that a checkout's ``toolkit analyse`` prints."""
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [sys.executable, "-m", "toolkit.cli", "analyse", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, cwd=checkout, check=False)
    if done.returncode:
        print(f"{checkout}: exit status {done.returncode}: {done.stderr.strip()}", file=sys.stderr)
    return done.stdout.rstrip("\n").split("\n") if done.stdout else []  # an article may hold other line ends


def differing(old: str, new: str, *, common: bool = False) -> list[str]:
    """Return the paths of the values that differ between two JSON texts ("actors.3.name"), the first five.

    With ``common``, keys that one of them lacks do not count, nor does the top's "schema".
    """
    found: list[str] = []

    def compare(one: object, other: object, path: str) -> None:
        if isinstance(one, dict) and isinstance(other, dict):
            keys = one.keys() & other.keys() if common else one.keys() | other.keys()
            for key in sorted(keys - {"schema"} if common and not path else keys):
                compare(one.get(key), other.get(key), f"{path}.{key}")
        elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
            for k, (a, b) in enumerate(zip(one, other, strict=True)):
                compare(a, b, f"{path}.{k}")
        elif one != other:
            found.append(f"{path.lstrip('.')}: {json.dumps(one)[:80]} | {json.dumps(other)[:80]}")

    compare(json.loads(old), json.loads(new), "")
    return found[:5]


def main() -> int:
    """Run both checkouts over the same input and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--rows", type=Path, default=ROWS, help="JSON Lines of further articles")
    parser.add_argument("--most", type=int, default=50, help="how many of its rows are taken")
    parser.add_argument("--common", action="store_true", help="compare only the keys that both have, without schema")
    args = parser.parse_args()
    old, new = args.old.resolve(), args.new.resolve()
    files = sorted([*(new / "toolkit" / "samples").rglob("*.txt"), *(new / "tests" / "trials").glob("*.txt")])
    runs = [[str(path) for path in files]]
    with tempfile.TemporaryDirectory() as folder:
        if args.rows.is_file():
            rows = args.rows.read_text("utf-8").split("\n")[: args.most]
            given = [{key: row[key] for key in ("id", "text")} for row in map(json.loads, filter(None, rows))]
            part = Path(folder) / "rows.jsonl"
            part.write_text("".join(json.dumps(row) + "\n" for row in given), "utf-8")
            runs.append([str(part), "--jsonl"])
        else:
            print(f"{args.rows} is not there: samples and trial articles alone")
        count = differences = 0
        for arguments in runs:
            before, after = analyses(old, arguments), analyses(new, arguments)
            if not before or len(before) != len(after):
                print(f"{len(before)} analyses before, {len(after)} after")
                differences += 1
            for one, other in zip(before, after, strict=False):
                count += 1
                if one == other:
                    continue
                found = differing(one, other, common=args.common)
                if found or not args.common:
                    differences += 1
                    print(json.loads(one).get("id"), *(found or ["the order of keys or the spacing"]), sep="\n    ")
    print(f"{count} analyses, {differences} differ")
    return 1 if differences or not count else 0


if __name__ == "__main__":
    sys.exit(main())
