"""Workers: processes of this machine, or of a Dask cluster that is there already."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.reader.session import thread_count

if TYPE_CHECKING:
    from distributed import Client

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS", "RAYON_NUM_THREADS")
HERE = "127.0.0.1"
PATIENCE = 30  # seconds to wait for a scheduler, and for the first worker after it
SELDOM = {  # what Dask does beside the work: some hundredths of a worker's time, more on a busy machine
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500ms",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.worker.memory.monitor-interval": "1s",
}


@contextmanager
def client_of(workers: int | None = None, scheduler: str | None = None) -> "Iterator[tuple[Client, int | None]]":
    """Yield a Dask client, and how many threads each reader gets; None lets each worker's own environment say.

    Without a scheduler's address, worker processes of this machine share its cores: as many as there are cores, a
    thread each, or ``workers`` with as many threads as that leaves them.

    Raises
    ------
    InputError
        If no scheduler answers at that address.
    """
    import dask
    from distributed import Client, LocalCluster

    quiet = {
        "distributed.admin.tick.limit": "60s",
        "distributed.worker.memory.spill": False,
        "distributed.comm.timeouts.connect": f"{PATIENCE}s",
        "distributed.logging.distributed": "critical",
    }
    if scheduler:
        with dask.config.set(quiet):
            try:
                client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
            except (OSError, TimeoutError, ValueError) as error:
                raise InputError(f"no Dask scheduler answers at {scheduler}") from error
            with client:
                yield client, None
        return
    cores = thread_count()
    count = min(workers or cores, 4 * cores)
    threads = max(cores // count, 1)
    environment = {
        "distributed.scheduler.http.routes": [],  # no pages, and none on other machines
        "distributed.worker.http.routes": [],
        "distributed.nanny.pre-spawn-environ": dict.fromkeys(ONE_THREAD, "1"),
    }
    folder = tempfile.TemporaryDirectory(prefix="toolkit-", ignore_cleanup_errors=True)
    with folder as own, dask.config.set({**quiet, **environment, **SELDOM, "temporary-directory": own}):
        cluster = LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            processes=True,
            host=HERE,
            dashboard_address=f"{HERE}:0",
            worker_dashboard_address=f"{HERE}:0",
            security=True,  # other users of the machine shall neither listen nor send work
            silence_logs=50,
        )
        with cluster, Client(cluster, set_as_default=False) as client:
            yield client, threads
