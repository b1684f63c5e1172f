"""Articles in, reports out: ``report`` plans them, makes one or many, and lists them in an index."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.article import Article
from toolkit.report import batch, notebooks, planning
from toolkit.report import folder as _folder
from toolkit.report.execution import start_kernel
from toolkit.report.inputs import read_sources
from toolkit.report.making import make_report
from toolkit.report.model import Job, Outcome, Store
from toolkit.sources import PassedOver


def report(
    articles: Any,
    *,
    notebook: str = "article",
    parameters: Mapping[str, Any] | None = None,
    texts: Mapping[str, str] | None = None,
    out: str | os.PathLike = "reports",
    actors_file: str | os.PathLike | None = None,
    strict: bool = False,
    **reading: Any,
) -> Iterator[Outcome]:
    """Make a report of each article; of all of them together where the notebook takes ``articles``.

    Parameters
    ----------
    articles
        Whatever holds articles: files, folders, archives, exports, tables, URLs (all that `toolkit.articles` takes).
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
    reading
        Further arguments of `toolkit.articles`: columns, follow, allow_private.

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
    target, path = Path(out), notebooks.find(notebook)
    wanted: dict[str, Any] = {"parameters": parameters, "texts": texts, "actors_file": actors_file, "strict": strict}
    if not _is_one_file(articles):
        items = read_sources(articles, **reading)
        jobs = planning.plan(items, path, **wanted)
        yield from _indexed(batch.make_reports(jobs, target), target, jobs, items)
        return
    with start_kernel() as kernel:  # gets ready while the article is read
        items = read_sources(articles, **reading)
        jobs = planning.plan(items, path, **wanted)
        yield from _indexed(iter([make_report(job, target, kernel) for job in jobs]), target, jobs, items)


def _is_one_file(articles: Any) -> bool:
    if isinstance(articles, Sequence) and not isinstance(articles, str) and len(articles) == 1:
        articles = articles[0]
    return isinstance(articles, str | os.PathLike) and os.path.isfile(articles)


def _indexed(
    outcomes: Iterator[Outcome], out: Path, jobs: Sequence[Job], items: Mapping[str, Article | PassedOver | Store]
) -> Iterator[Outcome]:
    """Yield what was passed over for all jobs, then the outcomes as they come; write index and variables at last."""
    used = [item for job in jobs for item in job.items.values()]
    for name, item in items.items():
        if isinstance(item, PassedOver) and item not in used:
            yield Outcome(name, passed_over=(item,))
    done = {}
    for outcome in outcomes:
        if outcome.folder:
            done[outcome.id] = outcome.variables
        yield outcome
    if done:
        _folder.update_index(out, done)
