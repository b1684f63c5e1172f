"""Verify a report: make it again from what lies in its folder, and say whether it is still the same."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.article import Article
from toolkit.errors import ParameterError, ReportError, ToolkitError
from toolkit.report import comparison, execution, manifest, notebooks, planning
from toolkit.report.model import Job, Verdict
from toolkit.sources import PassedOver

ONE, MANY = "analysis.json", "analyses.jsonl"  # what a report of an article, and of many, is made from


def verify(folder: str | Path, *, trust: bool = False) -> Verdict:
    """Make a report again in a temporary folder and compare.

    The articles are rebuilt from analysis.json or analyses.jsonl. The notebook that is run is the toolkit's own one
    with the same cells. No code out of the report's folder is run: whoever made it may have put anything there.

    Parameters
    ----------
    folder
        The report's folder, as `toolkit report` wrote it.
    trust
        Whether to run the report's own notebook where it is none of the toolkit's.

    Returns
    -------
    Verdict
        *identical*: every file has the same bytes. *equivalent*: made with other versions or on another
        processor; texts, spans and counts are equal, scores within 0.02, figures redrawn from equal numbers and alike
        (see `toolkit.report.likeness`).
        *different*: anything else, a file changed by hand among it.

    Raises
    ------
    ReportError
        If the folder is no report, or holds no analysis to make it from, or its notebook is none of the toolkit's
        own and is not trusted.

    Examples
    --------
    >>> import toolkit
    >>> article = folder / "bridge.txt"
    >>> _ = article.write_text("“The bridge must close,” Ada Roe said.")
    >>> (outcome,) = toolkit.report.report([article], out=folder)
    >>> toolkit.report.verify(outcome.folder).word
    'identical'
    """
    folder = Path(folder)
    then = manifest.read(folder)
    edited = list(_edited(then["files"], manifest.files(folder)))
    if edited:
        return Verdict("different", tuple(edited))
    _check_analyses(folder, then)
    notebook = _notebook(folder, trust)
    printed = _printed(folder, notebook)
    articles = _articles(folder, printed)
    with tempfile.TemporaryDirectory(prefix="toolkit-verify-") as temporary:
        again = Path(temporary) / "report"
        again.mkdir()
        try:
            _make_again(folder, notebook, then, again, printed, articles)
        except ToolkitError as error:
            return Verdict("different", (f"it cannot be made again: {error}",))
        changes = list(_changes(then, manifest.read(again)))
        return comparison.compare(folder, again, changes)


def _edited(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence on each file that is not what the manifest says it was when the report was made."""
    for name in sorted({*then, *now}):
        if name not in now:
            yield f"{name} is missing"
        elif name not in then:
            yield f"{name} was added after the report was made"
        elif then[name] != now[name]:
            yield f"{name} was changed after the report was made"


def _notebook(folder: Path, trust: bool) -> Path:
    """Return the notebook to run: the toolkit's own one with the report's cells; without one, the report's if trusted.

    Raises
    ------
    ReportError
        If the report's notebook is none of the toolkit's own and is not trusted.
    """
    report = folder / "report.ipynb"
    try:
        cells = manifest.notebook_hash(report)
    except Exception as error:
        raise ReportError(f"{report} is no Jupyter notebook of version 4 that can be read") from error
    own = [notebooks.folder() / f"{name}.ipynb" for name in notebooks.names()]
    same = [path for path in own if manifest.notebook_hash(path) == cells]
    if same:
        return same[0]
    if trust:
        return report
    raise ReportError(
        f"{report} is none of the toolkit's own notebooks, and to verify it is to run its code: "
        "read it first, then say --trust"
    )


def _printed(folder: Path, notebook: Path) -> dict[str, Any]:
    """Return the parameters that a report prints, each seen to be one of the notebook that is run.

    Raises
    ------
    ReportError
        If the report holds none, or others. (papermill writes names into code as they are.)
    """
    content = json.loads((folder / "report.ipynb").read_text("utf-8"))
    printed = content["metadata"].get("papermill", {}).get("parameters")
    if not isinstance(printed, dict):
        raise ReportError(f"{folder / 'report.ipynb'} does not say with which parameters it was made")
    try:
        return notebooks.check(notebook, printed)
    except ParameterError as error:
        raise ReportError(f"{folder / 'report.ipynb'} was made with other parameters: {error}") from error


def _make_again(
    folder: Path,
    notebook: Path,
    then: Mapping[str, Any],
    again: Path,
    printed: dict[str, Any],
    articles: Mapping[str, Any],
) -> None:
    """Make a report again, from a notebook, into the folder ``again``."""
    job = Job(
        id=folder.name,
        notebook=notebook,
        items=articles,
        parameters=printed,
        printed=printed,
        in_force=then["parameters"],
        actors_file=folder / planning.ACTORS if printed.get("actors_file") else None,
    )
    with execution.start_kernel(safe_path=notebook.parent != folder) as kernel:
        try:
            executed = execution.run_notebook(job, again, kernel)
        except execution.CellFailed as error:
            raise ReportError(str(error)) from error
    manifest.write(
        again,
        notebook={"name": then["notebook"]["name"], "sha256": manifest.notebook_hash(notebook)},
        inputs=then["inputs"],
        parameters=job.in_force,
        reader=executed.reader,
    )


def _check_analyses(folder: Path, then: Mapping[str, Any]) -> None:
    """Raise ReportError if a report holds no analyses to be made from."""
    if any((folder / name).is_file() for name in (ONE, MANY)):
        return
    if any("store" in one for one in then["inputs"]):
        raise ReportError(f"{folder} was made of a store, which it does not hold: make it again, and compare")
    raise ReportError(f"{folder} holds no {ONE} to make the report from: its notebook has no variable analysis")


def _articles(folder: Path, printed: Mapping[str, Any]) -> dict[str, Article | PassedOver]:
    """Return the articles, and what was passed over, by the names that the report's notebook asks for them."""
    from toolkit.analysis import Analysis

    if (folder / ONE).is_file():
        return {printed.get("article", ""): Analysis.from_json((folder / ONE).read_bytes()).article}
    rows = [json.loads(line) for line in (folder / MANY).read_text("utf-8").split("\n") if line]
    passed = {item.name: item for item in (PassedOver.from_dict(row) for row in rows if "error" in row)}
    articles = (Article.from_dict(row["id"], row["text"], row["article"]) for row in rows if "error" not in row)
    return {name: passed.get(name) or next(articles) for name in printed["articles"]}


def _changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Yield what has changed about the machine and the programs, which may explain a difference."""
    for name in sorted({*then["versions"], *now["versions"]}):
        old, new = then["versions"].get(name, "none"), now["versions"].get(name, "none")
        if old != new:
            yield f"made with {name} {old}, here it is {new}"
    if then["reader"] != now["reader"]:
        yield f"made with reader {then['reader'].get('version')}, here it is {now['reader'].get('version')}"
    if then["cpu"] != now["cpu"]:
        yield f"made on {then['cpu']}, this is {now['cpu']}"
