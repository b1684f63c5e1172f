#!/usr/bin/env python3
"""Run `toolkit corpus` with many workers whose reader sleeps: what the engine costs, and where it stops to grow.

python benchmarks/large.py -n 2000 --workers 100 --seconds 10      rows made and written: all the engine does
python benchmarks/large.py -n 40000 --workers 100 --seconds 0.5 --bare     workers only sleep: scheduler and command
python benchmarks/large.py --link STORE      who is who in a store (as questions.py --keep makes them), found again

The command, the scheduler and the store are the real ones, and so are the workers to them: each a `distributed.Worker`
with one thread and a connection of its own, many to a process, since their readers take no memory. Articles are trials
of ours under ids of their own; what a worker finds in one was found by the real reader before. Seconds per article are
those of a processor, wall times those of this machine.
"""

import argparse
import asyncio
import dataclasses
import json
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

from dask_cluster import ENVIRONMENT, ROOT, Cluster, wait_for

KNOWN = 50  # trials that are read by the real reader
PROCESSES = 4  # that the workers are in
TICK = os.sysconf("SC_CLK_TCK")


def write_source(path: Path, number: int) -> None:
    """Write so many articles as rows of a JSONL file."""
    texts = [trial.read_text("utf-8") for trial in sorted((ROOT / "tests" / "trials").glob("*.txt"))[:KNOWN]]
    with path.open("w", encoding="utf-8") as file:
        for k in range(number):
            file.write(json.dumps({"id": f"a{k:08}", "text": texts[k % KNOWN], "outlet": f"outlet {k % 7}"}) + "\n")


def unit_costs(work: Path) -> dict[str, float]:
    """Return the milliseconds that an article takes in one process, by stage, its words and its bytes in a chunk.

    What the reader finds is written for the workers.
    """
    import toolkit
    from toolkit.collection.store import batches, chunks
    from toolkit.collection.store.folder import Folder

    costs = {}

    def timed(stage, make):
        start = time.process_time()
        made = make()
        costs[stage] = 1000 * (time.process_time() - start) / KNOWN
        return made

    write_source(work / "known.jsonl", KNOWN)
    articles = list(toolkit.articles(work / "known.jsonl"))
    toolkit.analyse(articles[0], threads=1)  # loads the reader
    timed("read from the source", lambda: list(toolkit.articles(work / "known.jsonl")))
    timed("key", lambda: [batches.article_key(article, "a", None) for article in articles])
    found = timed("analysed", lambda: [toolkit.analyse(one, language="any", threads=1) for one in articles])
    (work / "known.pkl").write_bytes(pickle.dumps({one.article.text: one for one in found}))
    chunks.tables([chunks.article_rows(found[0], "a", "a")])  # imports what it needs
    rows = timed("rows", lambda: [chunks.article_rows(one, one.article.id, "a") for one in found])
    timed("files", lambda: write_batches(Folder(work / "costs"), rows))
    costs["words"] = sum(one.statistics["words"] for one in found) / KNOWN
    costs["bytes"] = sum(path.stat().st_size for path in (work / "costs").rglob("*.parquet")) / KNOWN
    return costs


def write_batches(folder, rows: list) -> None:
    """Write rows as workers do, some articles a chunk."""
    from toolkit.collection.store import batches, chunks

    for k in range(0, len(rows), batches.ARTICLES):
        chunks.write(folder, f"part-{k}", chunks.tables(rows[k : k + batches.ARTICLES]))


async def serve(address: str, workers: int, known: Path, seconds: float, bare: bool) -> None:
    """Be so many workers whose reader sleeps."""
    import dask
    from distributed import Worker

    from toolkit import analysis
    from toolkit.collection.store import work

    found = pickle.loads(known.read_bytes())

    def analyse(article, **_):
        time.sleep(seconds)
        return dataclasses.replace(found[article.text], article=article)

    def only_sleep(batch, *_):
        time.sleep(seconds * len(batch))
        return work.Done(len(batch), (), seconds * len(batch), 0.0)

    analysis.analyse = analyse
    if bare:
        work.analyse_batch = only_sleep
    quiet = {"distributed.admin.tick.limit": "60s", "distributed.worker.http.routes": []}
    with dask.config.set(quiet):
        async with AsyncExitStack() as stack:
            own = [Worker(address, nthreads=1, memory_limit=0, dashboard=False) for _ in range(workers)]
            await asyncio.gather(*(stack.enter_async_context(worker) for worker in own))
            await asyncio.gather(*(worker.finished() for worker in own))


def used(process: subprocess.Popen) -> tuple[float, float]:
    """Return the processor seconds of a process so far, and the megabytes that it had at most."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    peak = Path(f"/proc/{process.pid}/status").read_text().partition("VmHWM:")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK, int(peak[0]) / 1024 if peak else 0.0


def simulate(number: int, workers: int, seconds: float, bare: bool) -> None:
    """Run the command with such workers and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        costs = unit_costs(work)
        write_source(work / "source.jsonl", number)
        cluster = Cluster(work, workers=0)
        share = workers // PROCESSES
        line = [sys.executable, __file__, "--serve", cluster.address, "--workers", str(share), "--work", str(work)]
        line += ["--seconds", str(seconds), *(["--bare"] if bare else [])]
        cluster.workers = [
            subprocess.Popen(line, env=ENVIRONMENT, start_new_session=True, stderr=subprocess.DEVNULL)
            for _ in range(PROCESSES)
        ]
        try:
            wait_for(lambda: workers_of(cluster.address) == share * PROCESSES, "all workers")
            report(Watched(cluster, work), number, workers, seconds, bare)
            print("  in one process, ms: " + ", ".join(f"{stage} {cost:.2f}" for stage, cost in costs.items()))
        finally:
            cluster.close()


def workers_of(address: str) -> int:
    """Return how many workers a scheduler has."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return len(client.scheduler_info(n_workers=-1)["workers"])


class Watched:
    """A run of the command: seconds and memory of each process, when each stage ended."""

    def __init__(self, cluster: Cluster, work: Path) -> None:
        self.store = work / "store"
        line = [sys.executable, "-m", "toolkit.cli", "corpus", str(work / "source.jsonl"), "--store", str(self.store)]
        line += ["--scheduler", cluster.address]
        command = subprocess.Popen(line, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.processes = {"command": command, "scheduler": cluster.scheduler}
        self.processes |= {f"worker {k}": process for k, process in enumerate(cluster.workers)}
        begin = self.sample()
        self.start = self.until(" begin ", begin)
        self.done = self.until(" compaction", self.start)
        self.end = self.until(" end ", self.done)
        self.said = command.communicate()[1].decode()

    def until(self, words: str, last: dict) -> dict:
        """Return the sample of when the log first has words; the last there is, where the command ended before."""
        while self.processes["command"].poll() is None:
            last = self.sample()
            if words in "".join(path.read_text("utf-8") for path in self.store.glob("log/*.log")):
                break
            time.sleep(0.2)
        return last

    def sample(self) -> dict:
        """Return the time, and seconds and memory of each process."""
        now: dict = {"at": time.monotonic()}
        for name, process in self.processes.items():
            now[name] = used(process)
        return now

    def seconds(self, name: str, since: dict, until: dict) -> float:
        """Return the processor seconds of all processes whose name begins so, between two samples."""
        return sum(until[one][0] - since[one][0] for one in self.processes if one.startswith(name))


def report(run: Watched, number: int, workers: int, seconds: float, bare: bool) -> None:
    """Print what a run took."""
    log = "".join(path.read_text("utf-8") for path in run.store.glob("log/*.log"))
    lines = [line.split() for line in log.splitlines() if " done " in line]
    done = sum(int(word.removeprefix("articles=")) for line in lines for word in line if word.startswith("articles="))
    wall = run.done["at"] - run.start["at"]
    print(
        f"{done:,} of {number:,} articles by {workers} workers{' that only sleep' if bare else ''}: {run.said.strip()}"
    )
    print(f"  {done / wall:,.1f} a second in {wall:.0f} s; workers could do {workers / seconds:,.0f}")
    for name in ("command", "scheduler", "worker"):
        each = run.seconds(name, run.start, run.done) / max(done, 1)
        print(f"  {name}: {1000 * each:.2f} ms an article", end="")
        print("" if name == "worker" else f", {run.end[name][1]:,.0f} MB at most")
    if not bare:
        closing = run.end["at"] - run.done["at"]
        size = sum(path.stat().st_size for path in run.store.rglob("*.parquet"))
        print(
            f"  closing: {closing:.1f} s, {1000 * run.seconds('command', run.done, run.end) / done:.2f} ms an article"
        )
        print(f"  store: {size / done:,.0f} bytes an article")


def link_again(store: Path) -> None:
    """Print what it takes to find who is who in a store, as the end of a run does, and what a command has in memory."""
    from toolkit.collection.store import chunks, entities
    from toolkit.collection.store.folder import Folder

    folder = Folder(store)
    made = chunks.names(folder)
    entities.write(folder, made[:1], None)  # imports what it needs, and is written again below
    start, before = time.process_time(), megabytes()
    keys = {id: key for _, id, key in chunks.keys(folder)}
    entities.write(folder, made, None)
    seconds, most = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(keys):,} articles: linked in {seconds:.1f} s, {most:,.0f} MB at most ({before:,.0f} before)")


def megabytes() -> float:
    """Return the memory of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=10, help="that the reader sleeps for each article")
    parser.add_argument("--bare", action="store_true", help="workers neither make rows nor write them")
    parser.add_argument("--link", type=Path, metavar="STORE", help="only find who is who in a store again")
    parser.add_argument("--serve", metavar="ADDRESS", help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        asyncio.run(serve(given.serve, given.workers, given.work / "known.pkl", given.seconds, given.bare))
    elif given.link:
        link_again(given.link)
    else:
        simulate(given.n, given.workers, given.seconds, given.bare)


if __name__ == "__main__":
    main()
