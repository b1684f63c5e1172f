"""`toolkit` in a process of its own, beside a Dask cluster of processes."""

import subprocess
import sys

from dask_cluster import ENVIRONMENT, Cluster, kill, parquet, wait_for

__all__ = ["CLI", "ENVIRONMENT", "Cluster", "kill", "parquet", "start", "wait_for"]
CLI = [sys.executable, "-m", "toolkit.cli"]


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
