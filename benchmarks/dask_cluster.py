"""A Dask cluster of processes of its own, as `toolkit corpus --scheduler` finds one elsewhere."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
ENVIRONMENT = {**os.environ, **OURS}


class Cluster:
    """A scheduler and workers, started by the command that anybody starts them with."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.file = folder / "scheduler.json"
        self.start_all(workers)

    def start_all(self, workers: int) -> None:
        """Start a scheduler and so many workers."""
        self.file.unlink(missing_ok=True)
        self.scheduler = self.start("dask_scheduler", "--port", "0", "--host", "127.0.0.1")
        wait_for(self.file.exists, "the scheduler's file")
        self.workers = [self.start_worker() for _ in range(workers)]

    def start_worker(self) -> subprocess.Popen:
        """Start a worker of one thread."""
        return self.start("dask_worker", "--nthreads", "1", "--memory-limit", "0")

    def start(self, what: str, *arguments: str) -> subprocess.Popen:
        """Start one of Dask's commands in a group of its own."""
        line = [sys.executable, "-m", f"distributed.cli.{what}", *arguments, "--scheduler-file", str(self.file)]
        return subprocess.Popen(
            [*line, "--no-dashboard"],
            env={**os.environ, **OURS},  # as it is now, which a test may have changed
            cwd=self.file.parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def address(self) -> str:
        """Where the scheduler answers."""
        return json.loads(self.file.read_text())["address"]

    def close(self) -> None:
        """Kill them all."""
        for process in [*self.workers, self.scheduler]:
            kill(process)


def kill(process: subprocess.Popen) -> None:
    """SIGKILL to a process and all it started, none of which can say goodbye."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)


def wait_for(happens: Callable[[], object], what: str, seconds: float = 120) -> None:
    """Return when something has happened.

    Raises
    ------
    TimeoutError
        If it did not in time.
    """
    end = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not come")
        time.sleep(0.02)


def parquet(store: Path) -> dict[str, bytes]:
    """Return the bytes of every Parquet file of a store, by its path in it."""
    return {str(path.relative_to(store)): path.read_bytes() for path in sorted(store.rglob("*.parquet"))}
