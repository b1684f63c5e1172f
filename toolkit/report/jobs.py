"""Jobs: which reports to make of some articles, each with its ID and its parameters."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import InputError, ParameterError
from toolkit.report import folder as _folder
from toolkit.report import notebooks
from toolkit.sources import paths

ACTORS = "actors.toml"


@dataclass(frozen=True)
class Job:
    """One report to make.

    ``parameters`` are what the notebook gets, ``shown`` the same as the report prints them, ``in_force`` those and
    the notebook's defaults. ``found`` are the articles that were not given by name but found in a folder.
    """

    id: str
    notebook: Path
    articles: tuple[str, ...]
    parameters: dict[str, Any]
    shown: dict[str, Any]
    in_force: dict[str, Any]
    actors_file: Path | None = None
    strict: bool = False
    found: frozenset[str] = frozenset()


def plan(
    articles: Sequence[str | os.PathLike],
    notebook: Path,
    parameters: Mapping[str, Any] | None = None,
    texts: Mapping[str, str] | None = None,
    actors_file: str | os.PathLike | None = None,
    strict: bool = False,
) -> list[Job]:
    """The reports to make of these articles, each with its ID and its parameters seen to fit."""
    known = notebooks.parameters(notebook)
    given = dict(parameters or {})
    for name in ("article", "articles"):
        if name in given or name in (texts or {}):
            raise ParameterError(f"give the articles themselves on the command line, not as the parameter {name}")
    if actors_file:
        given["actors_file"] = str(actors_file)
    given = notebooks.check(notebook, given, texts=texts)
    if given.get("actors_file"):
        actors_file = Path(given["actors_file"])
        if not actors_file.is_file():
            raise InputError(f"{actors_file} is not there: give the path of an actors.toml")
    defaults = {name: notebooks.default(parameter) for name, parameter in known.items()}
    sources = paths.files(articles)
    found = frozenset(sources) - {os.fspath(a) for a in articles}
    groups: list[tuple[str, tuple[str, ...], dict[str, Any]]]
    if "articles" in known:
        sources = list(dict.fromkeys(sources))
        groups = [(notebook.stem, tuple(sources), {"articles": sources})]
    elif "article" in known:
        groups = [(id, (a,), {"article": a}) for id, a in zip(_folder.ids(sources), sources, strict=True)]
    else:
        raise ParameterError(f"the notebook {notebook.stem} has neither a parameter article nor articles")
    return [
        Job(
            id=id,
            notebook=notebook,
            articles=names,
            parameters={**own, **given},
            shown=shown({**own, **given}),
            in_force={**defaults, **shown({**own, **given})},
            actors_file=Path(actors_file) if actors_file else None,
            strict=strict,
            found=found,
        )
        for id, names, own in groups
    ]


def shown(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as a report prints them: by name, in the order in which JSON keeps them; files without folders."""
    result = json.loads(json.dumps(dict(parameters), default=str, sort_keys=True))
    if "article" in result:
        result["article"] = _folder.shown_name(result["article"])
    if "articles" in result:
        result["articles"] = paths.shown(result["articles"])
    if result.get("actors_file"):
        result["actors_file"] = ACTORS
    return {name: os.path.basename(v) if isinstance(v, str) and os.path.isabs(v) else v for name, v in result.items()}
