"""Make one report: read its articles, run its notebook, and put its folder in place whole or not at all."""

import time
from pathlib import Path

from toolkit.errors import ReportError, ToolkitError, ToolkitWarning
from toolkit.report import folder as _folder
from toolkit.report import manifest
from toolkit.report.execution import CellFailed, run_notebook
from toolkit.report.inputs import hashes, warnings_of
from toolkit.report.kernel import Kernel
from toolkit.report.model import Executed, Job, Outcome
from toolkit.sources import PassedOver


class Stopwatch:
    """Keeps the seconds of each phase; called with a phase's name when it ends."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def __call__(self, phase: str) -> None:
        now = time.perf_counter()
        self.seconds[phase], self._last = now - self._last, now


def make_report(job: Job, out: Path, kernel: Kernel) -> Outcome:
    """Make one report in a running kernel; whatever the user can mend comes back as the outcome's error.

    Parameters
    ----------
    job
        What to make.
    out
        The folder of the reports.
    kernel
        Runs the notebook.
    """
    clock = Stopwatch()
    try:
        warnings = warnings_of(job)
        executed = _write(job, out, kernel, clock)
        clock("manifest")
    except (ToolkitError, ToolkitWarning) as error:
        return Outcome(job.id, error=str(error))
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        return Outcome(job.id, error=f"{job.id}: the report cannot be written: {reason}")
    return Outcome(
        job.id,
        out / job.id,
        warnings=(*warnings, *executed.warnings),
        passed_over=tuple(item for item in job.items.values() if isinstance(item, PassedOver)),
        variables=executed.variables,
        seconds=clock.seconds,
    )


def _write(job: Job, out: Path, kernel: Kernel, clock: Stopwatch) -> Executed:
    """Write a report's folder; where a cell fails, the executed notebook instead."""
    with _folder.work_folder(out) as folder:
        try:
            executed = run_notebook(job, folder, kernel, clock=clock)
        except CellFailed as failed:
            path = out / f"{job.id}.failed.ipynb"
            _folder.write_whole(path, failed.notebook)
            raise ReportError(f"{failed} ({path} shows where)") from failed
        manifest.write(
            folder,
            notebook={"name": job.notebook.stem, "sha256": manifest.notebook_hash(job.notebook)},
            inputs=hashes(job),
            parameters=job.in_force,
            reader=executed.reader,
        )
        _folder.put_in_place(folder, out / job.id)
    return executed
