#!/usr/bin/env python3
"""Measure runs of `toolkit corpus`: how fast articles go in, and whether kills lose anything (see questions.py too).

python benchmarks/corpus.py make FOLDER -n 1000         articles of our trials' paragraphs, recombined
python benchmarks/corpus.py run FOLDER --workers 1 2    a store of them by so many workers, side by side
python benchmarks/corpus.py kill FOLDER -k 50           a run killed at random moments, compared with one left in peace

Times are wall times of this machine, whatever else it does; `run` says the reader's and the store's own seconds too.
"""

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUTLETS = "herald post sentinel courier gazette echo".split()


def make(folder: Path, number: int, seed: int = 1) -> None:
    """Write articles: a trial's first line, and paragraphs drawn from trials of its kind; no two are alike."""
    draw = random.Random(seed)
    trials = sorted((ROOT / "tests" / "trials").glob("*.txt"))
    texts = [[line for line in path.read_text("utf-8").splitlines() if line.strip()] for path in trials]
    for k in range(number):
        head, *own = texts[k % len(texts)]
        others = [draw.choice(draw.choice(texts)) for _ in range(4)]
        body = draw.sample(own, min(len(own), 6)) + others
        path = folder / OUTLETS[k % len(OUTLETS)] / f"{k:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join([head, *body]) + "\n", "utf-8")


def run(folder: Path, workers: list[int]) -> None:
    """Print articles a second, and the shares of reader and store, for each number of workers."""
    for count in workers:
        with tempfile.TemporaryDirectory() as work:
            start = time.perf_counter()
            command(folder, Path(work) / "store", "--workers", str(count), TOOLKIT_THREADS=str(count)).wait()
            wall = time.perf_counter() - start
            log = next((Path(work) / "store" / "log").iterdir()).read_text()
            seconds = {what: sum(map(float, re.findall(rf"{what}=([\d.]+)", log))) for what in ("reading", "writing")}
            done = int(re.search(r" end articles=(\d+)", log)[1])
            size = sum(path.stat().st_size for path in (Path(work) / "store").rglob("*.parquet"))
            print(
                f"{count} workers: {done} articles in {wall:.1f} s, {done / wall:.2f} a second; reading "
                f"{seconds['reading']:.1f} s, rows and files {seconds['writing']:.1f} s "
                f"({seconds['writing'] / seconds['reading']:.1%}); {size / done:,.0f} bytes an article",
                flush=True,
            )


def command(folder: Path, store: Path, *options: str, **environment: str) -> subprocess.Popen:
    """Start `toolkit corpus` in a group of its own."""
    line = [sys.executable, "-m", "toolkit.cli", "corpus", str(folder), "--store", str(store), *options]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", **environment}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(line, env=env, start_new_session=True, stdout=quiet, stderr=quiet)


def kill(folder: Path, times: int, seed: int = 1) -> None:
    """Kill a run so many times at random moments, let it end, and compare its files with those of another."""
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as work:
        peace, war = Path(work) / "peace", Path(work) / "war"
        start = time.monotonic()
        command(folder, peace).wait()
        whole, kills = time.monotonic() - start, 0
        while kills < times:
            running = command(folder, war)
            try:
                running.wait(draw.uniform(0.1, 1) * max(8, 3 * whole / times))
                break
            except subprocess.TimeoutExpired:
                os.killpg(running.pid, signal.SIGKILL)
                running.wait()
                kills += 1
        command(folder, war).wait()
        files = [{p.relative_to(s): p.read_bytes() for p in s.rglob("*.parquet")} for s in (peace, war)]
        print(f"{kills} kills: {'the files are the same, byte for byte' if files[0] == files[1] else 'FILES DIFFER'}")


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "run", "kill"))
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("-n", type=int, default=1000)
    parser.add_argument("-k", type=int, default=50)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    given = parser.parse_args()
    if given.folder is None:
        parser.error("give a folder")
    elif given.what == "make":
        make(given.folder, given.n)
    elif given.what == "run":
        run(given.folder, given.workers)
    else:
        kill(given.folder, given.k)


if __name__ == "__main__":
    main()
