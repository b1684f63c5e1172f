"""Articles in, reports out: ``report`` plans them, makes one or many, and lists them in an index."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.report import batch, notebooks, planning
from toolkit.report import folder as _folder
from toolkit.report.execution import start_kernel
from toolkit.report.making import make_report
from toolkit.report.model import Outcome


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

    Examples
    --------
    >>> import toolkit
    >>> article = folder / "bridge.txt"
    >>> _ = article.write_text("“The bridge must close,” Ada Roe said.")
    >>> (outcome,) = toolkit.report.report([article], out=folder / "reports")
    >>> outcome.id, outcome.error, (outcome.folder / "report.html").is_file()
    ('bridge', None, True)
    """
    path, target = notebooks.find(notebook), Path(out)
    wanted = (articles, path, parameters, texts, actors_file, strict)
    if len(articles) == 1 and not os.path.isdir(articles[0]):
        with start_kernel() as kernel:  # gets ready while the parameters are looked at
            outcomes = iter([make_report(job, target, kernel) for job in planning.plan(*wanted)])
    else:
        outcomes = batch.make_reports(planning.plan(*wanted), target)
    yield from _indexed(outcomes, target)


def _indexed(outcomes: Iterator[Outcome], out: Path) -> Iterator[Outcome]:
    """Yield the outcomes as they come; when all are done, write the index and the variables."""
    done = {}
    for outcome in outcomes:
        if outcome.folder:
            done[outcome.id] = outcome.variables
        yield outcome
    if done:
        _folder.update_index(out, done)
