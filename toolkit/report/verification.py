"""Verify a report: make it again from what lies in its folder, and say whether it is still the same."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.article import Article
from toolkit.errors import ReportError, ToolkitError
from toolkit.report import comparison, execution, manifest, planning
from toolkit.report.model import Job, Verdict
from toolkit.sources import PassedOver


def verify(folder: str | Path) -> Verdict:
    """Make a report again in a temporary folder and compare.

    The report's own notebook is run, with its articles rebuilt from analysis.json or analyses.jsonl.

    Parameters
    ----------
    folder
        The report's folder, as `toolkit report` wrote it.

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
        If the folder is no report, or holds no analysis to make it from.

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
    printed = json.loads((folder / "report.ipynb").read_text("utf-8"))["metadata"]["papermill"]["parameters"]
    articles = _articles(folder, printed)
    with tempfile.TemporaryDirectory(prefix="toolkit-verify-") as temporary:
        again = Path(temporary) / "report"
        again.mkdir()
        try:
            _make_again(folder, then, again, printed, articles)
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


def _make_again(
    folder: Path, then: Mapping[str, Any], again: Path, printed: dict[str, Any], articles: Mapping[str, Any]
) -> None:
    """Make a report again, from its own notebook, into the folder ``again``."""
    notebook = folder / "report.ipynb"
    job = Job(
        id=folder.name,
        notebook=notebook,
        items=articles,
        parameters=printed,
        printed=printed,
        in_force=then["parameters"],
        actors_file=folder / planning.ACTORS if printed.get("actors_file") else None,
    )
    with execution.start_kernel() as kernel:
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


def _articles(folder: Path, printed: Mapping[str, Any]) -> dict[str, Article | PassedOver]:
    """Return the articles, and what was passed over, by the names that the report's notebook asks for them."""
    from toolkit.analysis import Analysis

    one, many = folder / "analysis.json", folder / "analyses.jsonl"
    if one.is_file():
        return {printed.get("article", ""): Analysis.from_json(one.read_bytes()).article}
    if many.is_file():
        rows = [json.loads(line) for line in many.read_text("utf-8").split("\n") if line]
        passed = {item.name: item for item in (PassedOver.from_dict(row) for row in rows if "error" in row)}
        articles = (Article.from_dict(row["id"], row["text"], row["article"]) for row in rows if "error" not in row)
        return {name: passed.get(name) or next(articles) for name in printed["articles"]}
    raise ReportError(f"{folder} holds no analysis.json to make the report from: its notebook has no variable analysis")


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
