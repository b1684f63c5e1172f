"""Read what a report is made from, before anything runs: its articles and its actors file, each with its hash."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError, ToolkitWarning
from toolkit.report import folder as _folder
from toolkit.report import manifest, planning
from toolkit.report.model import Inputs, Job
from toolkit.sources import paths
from toolkit.sources.reading_many import read_many

if TYPE_CHECKING:
    from toolkit.article import Article


def read_inputs(job: Job) -> Inputs:
    """Return what a job reads; articles found in folders that cannot be read are left out.

    Raises
    ------
    InputError
        If an article given by name cannot be read, or none of them can.
    ToolkitWarning
        If something was guessed or left out and the job is strict.
    """
    articles, warnings = _read_articles(job)
    if job.articles and not articles:
        reason = warnings[0].removeprefix("left out: ")
        raise InputError(f"none of {len(job.articles)} articles can be read: {reason}")
    if warnings and job.strict:
        raise ToolkitWarning(warnings[0])
    if len(articles) < len(job.articles):
        job = _narrowed(job, list(articles))
    fetched = {path: article for path, article in articles.items() if not Path(path).is_file()}
    return Inputs(job, _hashes(job, articles), warnings, fetched)


def _read_articles(job: Job) -> tuple[dict[str, "Article"], list[str]]:
    """Return a job's articles by path, and what was guessed or left out."""
    articles, warnings = {}, []
    for path, article, error in read_many(job.articles):
        if article is not None:
            articles[path] = article
            warnings += [f"{_folder.display_name(path)}: {note}" for note in article.notes]
        elif path in job.found and len(job.articles) > 1:
            warnings.append(f"left out: {error}")
        else:
            raise InputError(error)
    return articles, warnings


def _narrowed(job: Job, articles: list[str]) -> Job:
    """Return a job with these articles only."""
    parameters = {**job.parameters, "articles": articles}
    printed = planning.printed_parameters(parameters)
    in_force = {**job.in_force, **printed}
    return replace(job, articles=tuple(articles), parameters=parameters, printed=printed, in_force=in_force)


def _hashes(job: Job, articles: Mapping[str, "Article"]) -> list[dict[str, str]]:
    """Return name and hash of every article and of the actors file."""
    names = paths.shown(list(articles)) if "articles" in job.parameters else map(_folder.display_name, articles)
    files = []
    for name, (path, article) in zip(names, articles.items(), strict=True):
        local = Path(path)
        files.append({"name": name, "sha256": manifest.sha256(local) if local.is_file() else article.sha256})
    if job.actors_file:
        files.append({"name": planning.ACTORS, "sha256": manifest.sha256(job.actors_file)})
    return files
