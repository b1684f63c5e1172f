"""The plain data of reports: a notebook's parameters, the reports to make, what became of them, what a check found."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from toolkit.article import Article


class Parameter(NamedTuple):
    """A parameter of a notebook: its default as it stands in the notebook, and the comment behind it."""

    name: str
    default: str
    help: str


@dataclass(frozen=True)
class Job:
    """A report to make.

    Attributes
    ----------
    id
        The report's ID, which names its folder.
    notebook
        The path of the notebook to run.
    articles
        Paths and URLs of the articles.
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
    found
        The articles that were not given by name but found in a folder.
    """

    id: str
    notebook: Path
    articles: tuple[str, ...]
    parameters: dict[str, Any]
    printed: dict[str, Any]
    in_force: dict[str, Any]
    actors_file: Path | None = None
    strict: bool = False
    found: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Inputs:
    """What a job reads.

    Attributes
    ----------
    job
        The job, without the articles that cannot be read.
    files
        ``name`` and ``sha256`` of every file, for the manifest.
    warnings
        What was guessed or left out in reading.
    fetched
        The articles behind URLs, by URL: the notebook does not fetch them again.
    """

    job: Job
    files: list[dict[str, str]]
    warnings: list[str]
    fetched: dict[str, "Article"]


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
    seconds
        How long each phase took.

    Examples
    --------
    >>> import toolkit
    >>> (outcome,) = toolkit.report.report(["harbour.txt"], out=folder)
    >>> outcome.folder, outcome.error
    (None, 'harbour.txt is not there: check its folder and its name')
    """

    id: str
    folder: Path | None = None
    error: str | None = None
    warnings: tuple[str, ...] = ()
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
