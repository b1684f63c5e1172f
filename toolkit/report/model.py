"""The plain data of reports: a notebook's parameters, the reports to make, what became of them, what a check found."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.article import Article
    from toolkit.sources import PassedOver


class Parameter(NamedTuple):
    """A parameter of a notebook: its default as it stands in the notebook, and the comment behind it."""

    name: str
    default: str
    help: str


class Store(NamedTuple):
    """A store that a notebook opens itself: its path or URL, and the hash of what it holds."""

    url: str
    sha256: str


@dataclass(frozen=True)
class Job:
    """A report to make.

    Attributes
    ----------
    id
        The report's ID, which names its folder.
    notebook
        The path of the notebook to run.
    items
        The articles by their names, which the notebook asks for; what was passed over too.
    parameters
        What the notebook gets.
    printed
        The same as the report prints them, without folders.
    in_force
        The printed parameters and the notebook's defaults.
    actors_file
        What the analyst knows (actors.toml).
    strict
        Whether the toolkit's warnings are errors.
    """

    id: str
    notebook: Path
    items: "Mapping[str, Article | PassedOver | Store]"
    parameters: dict[str, Any]
    printed: dict[str, Any]
    in_force: dict[str, Any]
    actors_file: Path | None = None
    strict: bool = False


@dataclass(frozen=True)
class Executed:
    """What a notebook's kernel tells at its end.

    Attributes
    ----------
    warnings
        What the toolkit warned of in the notebook.
    variables
        The report's numbers by name, for ``_variables.yml``.
    reader
        The reader's version and the hash of its weights, for the manifest.
    """

    warnings: list[str]
    variables: dict[str, Any]
    reader: dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    Attributes
    ----------
    id
        The report's ID.
    folder
        The report's folder; None if it failed.
    error
        The sentence that says why it failed.
    warnings
        What was guessed or left out.
    variables
        The report's numbers by name, as ``_variables.yml`` has them.
    passed_over
        What gave no article for it; an outcome without folder and error stands for that alone.
    seconds
        How long each phase took.

    Examples
    --------
    >>> import toolkit
    >>> path = folder / "bridge.txt"
    >>> _ = path.write_text("“The bridge must close,” Ada Roe said.")
    >>> [outcome.id for outcome in toolkit.report.report(path, out=folder / "reports")]
    ['bridge']
    """

    id: str
    folder: Path | None = None
    error: str | None = None
    warnings: tuple[str, ...] = ()
    passed_over: "tuple[PassedOver, ...]" = ()
    variables: dict[str, Any] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """What a check found: ``word`` is identical, equivalent or different, ``reasons`` say what differs and why.

    Examples
    --------
    >>> import toolkit
    >>> print(toolkit.report.Verdict("different", ("tables/actors.csv was changed after the report was made",)).word)
    different
    """

    word: str
    reasons: tuple[str, ...]
