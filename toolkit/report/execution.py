"""Run a report's notebook with papermill and write what it shows: the executed notebook, the page, figures, tables."""

import json
import logging
import pickle
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from toolkit import errors
from toolkit.errors import ReportError
from toolkit.report import page, planning
from toolkit.report.clean import clean
from toolkit.report.kernel import Kernel
from toolkit.report.model import Executed, Job, Store
from toolkit.report.quick_imports import import_papermill

_COLLECT = "__import__('toolkit.report.collect', fromlist=['_'])"  # leaves no name behind in the notebook


class CellFailed(Exception):
    """A cell failed: its error's sentence, and the executed notebook as text."""

    def __init__(self, sentence: str, notebook: str) -> None:
        super().__init__(sentence)
        self.notebook = notebook


def start_kernel(*, safe_path: bool = False) -> Kernel:
    """Return a kernel that imports what every report needs while the caller goes on.

    With ``safe_path`` it imports no module that lies in the working directory.
    """
    return Kernel(f"{_COLLECT}.get_ready()", safe_path=safe_path)


def run_notebook(
    job: Job,
    folder: Path,
    kernel: Kernel,
    *,
    clock: Callable[[str], None] = lambda phase: None,
) -> Executed:
    """Run a job's notebook and write everything but the manifest into a folder.

    Parameters
    ----------
    job, folder, kernel
        What to make, where, and with which kernel.
    clock
        Called with each phase's name when it ends.

    Raises
    ------
    CellFailed
        If a cell of the notebook fails.
    ReportError
        If the notebook cannot be run.
    """
    parameters = _parameters(job, folder)
    narrow = Path(tempfile.mkdtemp(dir=kernel.folder))
    _begin(kernel, folder, narrow, job)
    clock("imports in the kernel")
    notebook = _execute(job, parameters, kernel)
    clock("notebook")
    executed = _end(kernel, folder)
    clock("tables")
    title = _write_pages(clean(notebook, job.printed, folders=_own_folders(job)), folder, narrow)
    clock("page")
    if executed.variables:
        executed.variables.setdefault("title", title)
    return executed


def _parameters(job: Job, folder: Path) -> dict[str, Any]:
    """Return the notebook's parameters, with the actors file copied to where it has the same name in every report."""
    parameters = dict(job.parameters)
    if job.actors_file:
        copy = folder / planning.ACTORS
        copy.write_bytes(job.actors_file.read_bytes())
        parameters["actors_file"] = str(copy)
    return parameters


def _begin(kernel: Kernel, folder: Path, narrow: Path, job: Job) -> None:
    """Let the kernel collect into the folder what the notebook shows."""
    given = Path(kernel.folder) / "articles.pickle"
    given.write_bytes(pickle.dumps({name: item for name, item in job.items.items() if not isinstance(item, Store)}))
    options = f"strict={job.strict}, articles={str(given)!r}, narrow={str(narrow)!r}"
    kernel.run(f"{_COLLECT}.begin({str(folder)!r}, {options})")


def _end(kernel: Kernel, folder: Path) -> Executed:
    """Let the kernel write analysis.json and the tables, and return what else it tells."""
    note = Path(kernel.folder) / "note.json"
    kernel.run(f"{_COLLECT}.end({str(folder)!r}, {str(note)!r})")
    return Executed(**json.loads(note.read_text("utf-8")))


def _execute(job: Job, parameters: Mapping[str, Any], kernel: Kernel) -> Any:
    """Return the executed notebook."""
    papermill = import_papermill()
    import nbformat

    unfinished = Path(kernel.folder) / "unfinished.ipynb"
    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        return papermill.execute_notebook(
            str(job.notebook).replace("{", "{{").replace("}", "}}"),  # braces mean something to papermill
            str(unfinished),
            parameters=parameters,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
            km=kernel.manager,
        )
    except papermill.PapermillExecutionError as error:
        notebook = clean(nbformat.read(unfinished, as_version=4), job.printed, folders=_own_folders(job))
        raise CellFailed(_sentence(error), nbformat.writes(notebook) + "\n") from error
    except Exception as error:
        raise ReportError(f"the notebook {job.notebook.stem} could not be run: {error}") from error
    finally:
        kernel.disconnect()


def _own_folders(job: Job) -> list[Path]:
    """Return the folders that no output may show."""
    return [job.notebook.absolute().parent, Path.cwd()]


def _write_pages(notebook: Any, folder: Path, narrow: Path) -> str:
    """Write report.ipynb and report.html, and return the page's title."""
    import nbformat

    small = {path.stem: path.read_bytes() for path in sorted(narrow.glob("*.svg"))}
    html = page.render(notebook, narrow=small)
    (folder / "report.ipynb").write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    (folder / "report.html").write_text(html, encoding="utf-8", newline="\n")
    return page.title(html)


def _sentence(error: Any) -> str:
    """Return what a user needs of a cell's error; the toolkit's own errors are sentences already."""
    message = error.evalue if hasattr(errors, error.ename) else f"{error.ename}: {error.evalue}"
    first = message.strip().splitlines()[0] if message.strip() else message
    return f"the notebook failed in cell {error.exec_count}: {first}"
