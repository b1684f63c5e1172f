"""Plan reports: which to make of some articles, each with its ID and its parameters."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.article import Article
from toolkit.collection.dictionaries import is_dictionary_file, read_dictionary
from toolkit.errors import InputError, ParameterError
from toolkit.report import folder as _folder
from toolkit.report import notebooks
from toolkit.report.model import Job, Store
from toolkit.sources import PassedOver
from toolkit.sources.model import none_read

ACTORS = "actors.toml"


def plan(
    items: Mapping[str, Article | PassedOver | Store],
    notebook: Path,
    *,
    parameters: Mapping[str, Any] | None = None,
    texts: Mapping[str, str] | None = None,
    actors_file: str | os.PathLike | None = None,
    strict: bool = False,
) -> list[Job]:
    """Return the reports to make of these articles, each with its ID and parameters that fit.

    Parameters
    ----------
    items
        Articles by name, and what gave none (`inputs.read_sources`).
    notebook
        The notebook to run.
    parameters, texts
        The notebook's parameters, as values and as typed (see `notebooks.check`).
    actors_file
        What the analyst knows (actors.toml).
    strict
        Whether to make errors of the toolkit's warnings.

    Raises
    ------
    ParameterError
        If the notebook does not have one of the parameters, or takes no articles.
    InputError
        If the actors file is not there, or there is no article.
    """
    given = _checked(notebook, dict(parameters or {}), texts or {}, actors_file)
    known = notebooks.parameters(notebook)
    defaults = {name: notebooks.default_value(parameter) for name, parameter in known.items()}
    known_actors = Path(given["actors_file"]) if given.get("actors_file") else None
    jobs = []
    for id, own_items, own in _groups(notebook, list(known), items):
        values = {**own, **given}
        printed = printed_parameters(values)
        jobs.append(Job(id, notebook, own_items, values, printed, {**defaults, **printed}, known_actors, strict))
    return jobs


def printed_parameters(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters as a report prints them: sorted by name, as plain JSON, files without their folders."""
    result = json.loads(json.dumps(dict(parameters), default=str, sort_keys=True))
    if result.get("actors_file"):
        result["actors_file"] = ACTORS
    return {name: [_name(one) for one in v] if isinstance(v, list) else _name(v) for name, v in result.items()}


def _name(value: Any) -> Any:
    """Return an absolute path's last part, and anything else as it is."""
    return os.path.basename(value) if isinstance(value, str) and os.path.isabs(value) else value


def _checked(
    notebook: Path, given: dict[str, Any], texts: Mapping[str, str], actors_file: str | os.PathLike | None
) -> dict[str, Any]:
    """Return the parameters given, once they are seen to fit the notebook."""
    for name in ("article", "articles"):
        if name in given or name in texts:
            raise ParameterError(f"give the articles themselves on the command line, not as the parameter {name}")
    if actors_file:
        given["actors_file"] = str(actors_file)
    given = notebooks.check(notebook, given, texts=texts)
    if given.get("actors_file") and not Path(given["actors_file"]).is_file():
        raise InputError(f"{Path(given['actors_file'])} is not there: give the path of an actors.toml")
    question = given.get("question")
    if isinstance(question, str) and is_dictionary_file(question):
        given["question"] = read_dictionary(question)  # so the report has its words, and needs no file
    return given


def _groups(
    notebook: Path, parameters: list[str], items: Mapping[str, Article | PassedOver | Store]
) -> list[tuple[str, Mapping[str, Article | PassedOver | Store], dict[str, Any]]]:
    """Return ID, articles and the parameter that takes them of each report: one for all articles, or one for each."""
    if any(isinstance(item, Store) for item in items.values()):
        if "articles" not in parameters:
            raise ParameterError(
                f"the notebook {notebook.stem} takes one article: a store is for corpus, actor, compare, search"
            )
        return [(notebook.stem, items, {"articles": list(items)})]
    articles = {name: item for name, item in items.items() if isinstance(item, Article)}
    if not articles:
        raise none_read([item for item in items.values() if isinstance(item, PassedOver)])
    if "articles" in parameters:
        return [(notebook.stem, items, {"articles": list(items)})]
    if "article" in parameters:
        # Each report is of one article: equal names of several need no number there.
        called = [item.origin if item.origin and item.origin in name else item.id for name, item in articles.items()]
        each = zip(_folder.report_ids(called), called, articles.values(), strict=True)
        return [(id, {name: item}, {"article": name}) for id, name, item in each]
    raise ParameterError(f"the notebook {notebook.stem} has neither a parameter article nor articles")
