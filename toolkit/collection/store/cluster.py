"""Workers: processes of this machine, or of a Dask cluster that is there already."""

import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from toolkit.errors import InputError, ToolkitError
from toolkit.reader.session import thread_count

if TYPE_CHECKING:
    from distributed import Client

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS", "RAYON_NUM_THREADS")
HERE = "127.0.0.1"
PATIENCE = 30  # seconds to wait for a scheduler, and for the first worker after it
QUIET = {
    "distributed.admin.tick.limit": "60s",
    "distributed.worker.memory.spill": False,
    "distributed.comm.timeouts.connect": f"{PATIENCE}s",
    "distributed.logging.distributed": "critical",
}
SELDOM = {  # what Dask does beside the work: some hundredths of a worker's time, more on a busy machine
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500ms",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.worker.memory.monitor-interval": "1s",
}


@contextmanager
def client_of(workers: int | None = None, scheduler: str | None = None) -> "Iterator[tuple[Client, int | None]]":
    """Yield a Dask client that has a worker, and how many threads each reader gets.

    Without a scheduler's address, worker processes of this machine share its cores: as many as there are cores, a
    thread each, or ``workers`` with as many threads as that leaves them. With one the number of threads is None: each
    worker's own environment says it.

    Raises
    ------
    InputError
        If no scheduler answers at that address.
    ToolkitError
        If it has no worker.
    """
    import dask
    import distributed  # noqa: F401  its own settings have to be there before ours

    cores = thread_count()
    count = min(workers or cores, 4 * cores)
    with dask.config.set(QUIET), _of_scheduler(scheduler) if scheduler else _of_this_machine(count) as client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise ToolkitError("the Dask scheduler has no worker: start some, and the command again") from error
        yield client, None if scheduler else max(cores // count, 1)


@contextmanager
def _of_scheduler(address: str) -> "Iterator[Client]":
    """Yield a client of a scheduler that is there already."""
    from distributed import Client

    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(f"no Dask scheduler answers at {address}") from error
    with client:
        yield client


@contextmanager
def _of_this_machine(workers: int) -> "Iterator[Client]":
    """Yield a client of a scheduler in this process, with so many processes as its workers."""
    import dask
    from distributed import Client, LocalCluster

    environment = {
        "distributed.scheduler.http.routes": [],  # no pages, and none on other machines
        "distributed.worker.http.routes": [],
        "distributed.nanny.pre-spawn-environ": dict.fromkeys(ONE_THREAD, "1"),
    }
    folder = tempfile.TemporaryDirectory(prefix="toolkit-", ignore_cleanup_errors=True)
    with folder as own, dask.config.set({**environment, **SELDOM, "temporary-directory": own}):
        with _deaf_to_ctrl_c():
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                host=HERE,
                dashboard_address=f"{HERE}:0",
                worker_dashboard_address=f"{HERE}:0",
                security=True,  # other users of the machine shall neither listen nor send work
                silence_logs=50,
            )
            client = Client(cluster, set_as_default=False)
        try:
            yield client
        finally:
            with _deaf_to_ctrl_c():  # given twice, it leaves no process behind
                client.close()
                cluster.close()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Keep Ctrl-C waiting, and for good from the threads and processes that are started meanwhile.

    A terminal sends it to all processes; workers are ended by the command. What is started takes over which signals are
    held back, and hands that on: to processes that replace killed ones, too.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it would be started with the first process, and let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
