"""Make many reports side by side, a kernel a core."""

import os
import queue
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from toolkit.report import notebooks
from toolkit.report.execution import start_kernel
from toolkit.report.kernel import Kernel
from toolkit.report.making import make_report
from toolkit.report.model import Job, Outcome
from toolkit.report.quick_imports import import_papermill


def make_reports(jobs: Sequence[Job], out: Path, *, workers: int | None = None) -> Iterator[Outcome]:
    """Make reports side by side and yield each outcome when it is there.

    Parameters
    ----------
    jobs
        What to make.
    out
        The folder of the reports.
    workers
        Kernels at work at one time; by default one for each core.

    Notes
    -----
    The work is done in the kernels, which are processes of their own: threads are enough here.
    """
    todo: queue.SimpleQueue[Job] = queue.SimpleQueue()
    done: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
    for job in jobs:
        todo.put(job)
    import_papermill()  # once, before the threads ask for it
    count = min(len(jobs), workers or _cores())
    threads = [threading.Thread(target=_work, args=(todo, done, out)) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        for _ in jobs:
            yield done.get()
    finally:
        _empty(todo)  # after Ctrl-C: what has begun is finished, no more is begun
        for thread in threads:
            thread.join()


def _work(todo: queue.SimpleQueue, done: queue.SimpleQueue, out: Path) -> None:
    """Make reports until there is no job left, in one kernel as long as it can be used again."""
    kernel: Kernel | None = None
    try:
        while True:
            try:
                job = todo.get_nowait()
            except queue.Empty:
                return
            try:
                kernel = kernel or start_kernel()
                outcome = make_report(job, out, kernel)
            except Exception as error:
                outcome = Outcome(job.id, error=f"{job.id}: {type(error).__name__}: {error}")
            done.put(outcome)
            if kernel and not (outcome.folder and _reusable(job, kernel)):
                kernel.close()
                kernel = None
    finally:
        if kernel:
            kernel.close()


def _reusable(job: Job, kernel: Kernel) -> bool:
    """Return whether the next notebook may have this kernel: ours leave nothing behind but their names."""
    if job.notebook.parent != notebooks.folder():
        return False
    kernel.run("get_ipython().reset(new_session=True)")
    return True


def _empty(jobs: queue.SimpleQueue) -> None:
    while not jobs.empty():
        jobs.get_nowait()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
