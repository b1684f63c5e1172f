"""Articles in, reports out: papermill runs the notebook, the folder of each report is written whole or not at all."""

import json
import logging
import os
import pickle
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from toolkit.errors import InputError, ReportError, ToolkitError, ToolkitWarning
from toolkit.report import folder as _folder
from toolkit.report import jobs, notebooks
from toolkit.report.jobs import Job
from toolkit.report.kernel import Kernel
from toolkit.sources import paths

COLLECT = "__import__('toolkit.report.collect', fromlist=['_'])"  # leaves no name behind in the notebook
WARM_UP = f"{COLLECT}.get_ready()"


@dataclass(frozen=True)
class Outcome:
    """What became of a job: the report's folder, or the error's sentence; seconds of each phase."""

    id: str
    folder: Path | None = None
    error: str | None = None
    warnings: tuple[str, ...] = ()
    variables: dict[str, Any] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


def report(
    articles: Sequence[str | os.PathLike],
    *,
    notebook: str = "article",
    parameters: Mapping[str, Any] | None = None,
    texts: Mapping[str, str] | None = None,
    out: str | os.PathLike = "reports",
    actors_file: str | os.PathLike | None = None,
    strict: bool = False,
) -> Iterator[Outcome]:
    """Make a report of each article; of all of them together where the notebook takes ``articles``.

    Parameters
    ----------
    articles
        Files or URLs; of a folder, the .txt and .md files in it.
    notebook
        The name of one of the toolkit's notebooks, or a path.
    parameters, texts
        The notebook's parameters, as values and as typed (see `notebooks.check`).
    out
        The folder that gets a folder for each report, ``index.html`` and ``_variables.yml``.
    actors_file
        What the analyst knows (actors.toml).
    strict
        Make errors of the toolkit's warnings.

    Yields
    ------
    Outcome
        One a report, in the order in which they are done; those that failed too.

    Raises
    ------
    ParameterError
        If the notebook or one of its parameters does not exist; nothing is written then.
    """
    path, target = notebooks.find(notebook), Path(out)
    wanted = (articles, path, parameters, texts, actors_file, strict)
    if len(articles) == 1 and not os.path.isdir(articles[0]):
        with Kernel(WARM_UP) as kernel:  # gets ready while the parameters are looked at
            outcomes = iter([make(job, target, kernel) for job in jobs.plan(*wanted)])
    else:
        from toolkit.report import batch

        outcomes = batch.run(jobs.plan(*wanted), target)
    yield from _indexed(outcomes, target)


def make(job: Job, out: Path, kernel: Kernel) -> Outcome:
    """Make one report in a running kernel; whatever the user can mend comes back as the outcome's error."""
    from toolkit.report import manifest

    clock = _Clock()
    try:
        job, inputs, said, fetched = read_inputs(job)
        clock("reading the input")
        with _folder.building(out) as folder:
            try:
                found = build(job, folder, kernel, articles=fetched, clock=clock)
            except CellFailed as failed:
                place = out / f"{job.id}.failed.ipynb"
                _folder.write(place, failed.notebook)
                raise ReportError(f"{failed} ({place} shows where)") from failed
            notebook = {"name": job.notebook.stem, "sha256": manifest.notebook_hash(job.notebook)}
            about = {"inputs": inputs, "parameters": job.in_force, "reader": found["reader"]}
            manifest.write(folder, notebook=notebook, **about)
            _folder.put(folder, out / job.id)
            clock("manifest")
    except (ToolkitError, ToolkitWarning) as error:
        return Outcome(job.id, error=str(error))
    except (OSError, UnicodeError) as error:
        return Outcome(job.id, error=f"{job.id}: the report cannot be written: {error}")
    said += found["warnings"]
    return Outcome(job.id, out / job.id, warnings=tuple(said), variables=found["variables"], seconds=clock.seconds)


class _Clock:
    """Called at the end of each phase, it keeps how long that took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def __call__(self, phase: str) -> None:
        now = time.perf_counter()
        self.seconds[phase], self._last = now - self._last, now


def read_inputs(job: Job) -> tuple[Job, list[dict[str, str]], list[str], dict[str, Any]]:
    """A job without what cannot be read in folders, the files it reads, what was guessed, and articles behind URLs.

    Name and hash of every file are for the manifest. What cannot be read is found here, before anything runs.

    Raises
    ------
    InputError
        If an article given by name cannot be read; the notebook has not been run then.
    ToolkitWarning
        If something was guessed or left out and the job is strict.
    """
    from toolkit.report import manifest
    from toolkit.sources.reading_many import read_many

    read, said, fetched = {}, [], {}
    for path, article, error in read_many(job.articles):
        if article is None:
            if path not in job.found or len(job.articles) == 1:
                raise InputError(error)
            said.append(f"left out: {error}")
            continue
        read[path] = article
        said += [f"{_folder.shown_name(path)}: {note}" for note in read[path].notes]
        if not Path(path).is_file():
            fetched[path] = read[path]
    if len(read) < len(job.articles):
        if not read:
            raise InputError(f"none of {len(job.articles)} articles can be read: {said[0].removeprefix('left out: ')}")
        changed = {**job.parameters, "articles": list(read)}
        in_force = {**job.in_force, **jobs.shown(changed)}
        job = replace(job, articles=tuple(read), parameters=changed, shown=jobs.shown(changed), in_force=in_force)
    names = paths.shown(list(read)) if "articles" in job.parameters else map(_folder.shown_name, read)
    inputs = []
    for name, (path, article) in zip(names, read.items(), strict=True):
        local = Path(path)
        inputs.append({"name": name, "sha256": manifest.sha256(local) if local.is_file() else article.sha256})
    if job.actors_file:
        inputs.append({"name": jobs.ACTORS, "sha256": manifest.sha256(job.actors_file)})
    if said and job.strict:
        raise ToolkitWarning(said[0])
    return job, inputs, said, fetched


class CellFailed(Exception):
    """A cell failed: its error's sentence, and the executed notebook as text."""

    def __init__(self, sentence: str, notebook: str) -> None:
        super().__init__(sentence)
        self.notebook = notebook


def build(
    job: Job,
    folder: Path,
    kernel: Kernel,
    *,
    articles: Mapping[str, Any] | None = None,
    clock: Callable[[str], None] = lambda phase: None,
) -> dict[str, Any]:
    """Run a job's notebook and write everything but the manifest into a folder.

    Parameters
    ----------
    job, folder, kernel
        What to make, where, and with which kernel.
    articles
        Articles by their path or URL that the notebook gets without reading them again.
    clock
        Called with each phase's name when it ends.

    Returns
    -------
    dict
        ``warnings``: what the toolkit warned of in the notebook; ``variables``: for ``_variables.yml``; ``reader``:
        for the manifest.

    Raises
    ------
    CellFailed
        If a cell of the notebook fails.
    ReportError
        If the notebook cannot be run.
    """
    papermill = notebooks.import_papermill()
    import nbformat

    from toolkit.report import page
    from toolkit.report.clean import clean

    note = Path(kernel.folder) / "note.json"
    parameters = dict(job.parameters)
    if job.actors_file:  # the notebook reads the copy, which has the same name in every report
        parameters["actors_file"] = str(folder / jobs.ACTORS)
        (folder / jobs.ACTORS).write_bytes(job.actors_file.read_bytes())
    given = Path(kernel.folder) / "articles.pickle"
    given.write_bytes(pickle.dumps(dict(articles or {})))
    small = Path(tempfile.mkdtemp(dir=kernel.folder))
    told = f"strict={job.strict}, articles={str(given)!r}, narrow={str(small)!r}"
    kernel.run(f"{COLLECT}.begin({str(folder)!r}, {told})")
    clock("imports in the kernel")
    places = [Path(f).absolute().parent for f in (*job.articles, str(job.notebook))]
    unfinished = Path(kernel.folder) / "unfinished.ipynb"
    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        nb = papermill.execute_notebook(
            str(job.notebook).replace("{", "{{").replace("}", "}}"),
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
        nb = clean(nbformat.read(unfinished, as_version=4), job.shown, folders=places)
        raise CellFailed(_sentence(error), nbformat.writes(nb) + "\n") from error
    except Exception as error:
        raise ReportError(f"the notebook {job.notebook.stem} could not be run: {error}") from error
    clock("notebook")
    kernel.run(f"{COLLECT}.end({str(folder)!r}, {str(note)!r})")
    clock("tables")
    clean(nb, job.shown, folders=places)
    (folder / "report.ipynb").write_text(nbformat.writes(nb) + "\n", encoding="utf-8", newline="\n")
    shown = page.render(nb, narrow={path.stem: path.read_bytes() for path in sorted(small.glob("*.svg"))})
    (folder / "report.html").write_text(shown, encoding="utf-8", newline="\n")
    clock("page")
    found = json.loads(note.read_text("utf-8"))
    if found["variables"]:
        found["variables"].setdefault("title", page.title(shown))
    return found


def _sentence(error: Any) -> str:
    """What a user needs of a cell's error: the toolkit's own errors are sentences already."""
    own = ("InputError", "ParameterError", "ReportError", "ToolkitError", "ToolkitWarning")
    said = error.evalue if error.ename in own else f"{error.ename}: {error.evalue}"
    return f"the notebook failed in cell {error.exec_count}: {said.strip().splitlines()[0] if said.strip() else said}"


def _indexed(outcomes: Iterator[Outcome], out: Path) -> Iterator[Outcome]:
    """The outcomes as they come; when all are done, the index and the variables follow."""
    done = {}
    for outcome in outcomes:
        if outcome.folder:
            done[outcome.id] = outcome.variables
        yield outcome
    if done:
        _folder.update(out, done)
