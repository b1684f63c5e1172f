"""How long `toolkit report` takes, beside bare papermill and nbconvert, in one run.

    python benchmarks/report_speed.py [ARTICLE] [--runs 5] [--batch 100]

Bare: `papermill` on an empty notebook that imports pandas and matplotlib, then `jupyter nbconvert --to html`. Ours:
`toolkit report ARTICLE`, everything included: the analysis in the notebook's kernel without a cache, figures in three
formats, tables, the page, the manifest. Taken in turn, medians of whole processes. Then the phases of one report, and
what the hundredth article of a batch costs beside the first.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BIN = Path(sys.executable).parent
EMPTY = {
    "cells": [
        {
            "cell_type": "code",
            "id": "imports",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": "import pandas\nimport matplotlib.pyplot as plt",
        }
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
PHASES = """
import json, sys, time
start = time.perf_counter()
from toolkit.report import report
(outcome,) = report([sys.argv[1]], out=sys.argv[2])
seconds = outcome.seconds
total = time.perf_counter() - start
print(json.dumps({"kernel's start, papermill's import": total - sum(seconds.values()), **seconds}))
"""


def timed(*command: str, cwd: str) -> float:
    """Seconds that a command takes, start of the process included."""
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    samples = Path(__file__).resolve().parent.parent / "toolkit" / "samples"
    parser.add_argument("article", nargs="?", type=Path, help="by default the first of the toolkit's samples")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=100, help="articles in the batch; 0 leaves it out")
    options = parser.parse_args()
    article = (options.article or min(samples.glob("*.txt"))).resolve()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "empty.ipynb").write_text(json.dumps(EMPTY))
        bare, ours = [], []
        for run in range(options.runs + 1):
            papermill = timed(str(BIN / "papermill"), "empty.ipynb", "out.ipynb", cwd=folder)
            page = timed(str(BIN / "jupyter"), "nbconvert", "--to", "html", "out.ipynb", cwd=folder)
            whole = timed(str(BIN / "toolkit"), "report", str(article), "--out", "r", cwd=folder)
            if run:  # the first warms the file cache
                bare.append(papermill + page)
                ours.append(whole)
        print(
            f"{len(article.read_text('utf-8').split())} words, {os.cpu_count()} cores, medians of {options.runs} runs\n"
        )
        print(f"bare papermill + nbconvert   {statistics.median(bare):6.2f} s   {min(bare):.2f} to {max(bare):.2f}")
        print(f"toolkit report               {statistics.median(ours):6.2f} s   {min(ours):.2f} to {max(ours):.2f}")
        print(f"ratio                        {statistics.median(ours) / statistics.median(bare):6.2f}\n")
        command = [sys.executable, "-c", PHASES, str(article), "p"]
        said = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
        for phase, seconds in json.loads(said).items():
            print(f"  {phase:36} {seconds:6.2f} s")
        if options.batch > 1:
            names = [f"{n:03}.txt" for n in range(options.batch)]
            for name in names:
                shutil.copy(article, Path(folder) / name)
            alone = (str(BIN / "toolkit"), "report", names[0], "--out", "one")
            before = timed(*alone, cwd=folder)
            whole = timed(str(BIN / "toolkit"), "report", *names, "--out", "all", cwd=folder)
            first = (before + timed(*alone, cwd=folder)) / 2  # the machine may have become busier, or less busy
            each = (whole - first) / (options.batch - 1)
            print(
                f"\n{options.batch} reports: {whole:.1f} s; the first alone {first:.2f} s, a further one {each:.2f} s"
            )
            print(f"ratio                        {each / first:6.2f}")


if __name__ == "__main__":
    main()
