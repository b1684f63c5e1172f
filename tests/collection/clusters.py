"""A Dask cluster of processes of its own, as `toolkit corpus --scheduler` finds one elsewhere."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time

from conftest import ROOT

OURS = {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
ENVIRONMENT = {**os.environ, **OURS}
CLI = [sys.executable, "-m", "toolkit.cli"]


class Cluster:
    """A scheduler and workers, started by the command that anybody starts them with."""

    def __init__(self, folder, workers):
        self.file = folder / "scheduler.json"
        self.environment = {**os.environ, **OURS}
        self.scheduler = self._start("dask_scheduler", "--port", "0", "--host", "127.0.0.1")
        wait_for(self.file.exists, "the scheduler's file")
        self.workers = [self._start("dask_worker", "--nthreads", "1", "--memory-limit", "0") for _ in range(workers)]

    def _start(self, what, *arguments):
        line = [sys.executable, "-m", f"distributed.cli.{what}", *arguments, "--scheduler-file", self.file]
        return subprocess.Popen(
            [str(word) for word in [*line, "--no-dashboard"]],
            env=self.environment,
            cwd=self.file.parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def address(self):
        return json.loads(self.file.read_text())["address"]

    def close(self):
        for process in [*self.workers, self.scheduler]:
            kill(process)


def kill(process):
    """SIGKILL to a process and all it started, none of which can say goodbye."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)


def start(*arguments):
    """`toolkit` with these arguments, as a process that goes on."""
    return subprocess.Popen(
        [*CLI, *map(str, arguments)],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for(happens, what, seconds=120):
    """Return when something has happened."""
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.02)


def parquet(store):
    """The bytes of every Parquet file of a store, by its path in it."""
    return {str(path.relative_to(store)): path.read_bytes() for path in sorted(store.rglob("*.parquet"))}
