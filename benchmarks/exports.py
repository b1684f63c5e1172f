#!/usr/bin/env python3
"""How long an export of a news database takes to read, in each layout and format.

    python benchmarks/exports.py [EXPORT...] [--articles 100] [--words 800]

Without files, exports of invented articles are made for it (tests/sources/made_exports.py). Each figure is the best of
three, in seconds of this process, and does not hold imports.
"""

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import toolkit

TESTS = Path(__file__).parent.parent / "tests"


def made(folder: Path, count: int, words: int) -> list[Path]:
    """Write an export in each layout and format; return their paths."""
    sys.path.insert(0, str(TESTS / "sources"))
    import made_exports

    short = made_exports.some(count)
    articles = [replace(one, body=[*one.body] * max(1, round(words / one.words))) for one in short]
    newer, lines = made_exports.newer(articles), made_exports.factiva_lines(articles)
    files = {
        "nexis-newer.docx": made_exports.docx(newer),
        "nexis-newer.rtf": made_exports.rtf(newer),
        "nexis-older.txt": made_exports.older(articles).encode(),
        "nexis-older.html": made_exports.older_html(articles).encode(),
        "factiva.html": made_exports.factiva_html(articles).encode(),
        "factiva-codes.html": made_exports.factiva_html(articles, codes=True).encode(),
        "factiva.rtf": made_exports.rtf(lines),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def measure(path: Path) -> tuple[int, float]:
    """Return how many articles a file holds, and the least seconds that reading them took."""
    taken = []
    for _ in range(4):  # the first one imports
        start = time.process_time()
        count = sum(1 for _ in toolkit.articles(path))
        taken.append(time.process_time() - start)
    return count, min(taken[1:])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exports", nargs="*", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--words", type=int, default=800)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'export':<40}{'articles':>9}{'seconds':>9}{'of 100':>9}")
        for path in args.exports or made(Path(folder), args.articles, args.words):
            count, seconds = measure(path)
            print(f"{path.name:<40}{count:>9}{seconds:>9.2f}{100 * seconds / count:>9.2f}")


if __name__ == "__main__":
    main()
