"""What the commands share: options, what they read, lines of JSON out, and what is said on stderr."""

import errno
import os
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.core

from toolkit.errors import InputError, ToolkitError, ToolkitWarning
from toolkit.files import replacing

if TYPE_CHECKING:
    from toolkit.analysis import Analysis
    from toolkit.report import Outcome
    from toolkit.sources import PassedOver

WHATEVER = (
    "Files (.txt, .docx, .pdf, .html, .eml, .xml and many more), folders, globs, archives, tables, exports of "
    "databases, URLs, - for standard input"
)
Articles = Annotated[
    list[str], typer.Argument(metavar="ARTICLE", help=f"{WHATEVER}; or a store, as toolkit corpus makes them.")
]
Sources = Annotated[list[str], typer.Argument(metavar="SOURCE", help=f"{WHATEVER}.")]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns", metavar="NAME=COLUMN,...", help="Which columns of a table hold what: text=body,title=headline."
    ),
]
Language = Annotated[
    str,
    typer.Option(
        "--language", metavar="en|any", help="en passes over articles in other languages; any reads them too."
    ),
]
Follow = Annotated[bool, typer.Option("--follow", help="Fetch the pages that a feed, or a table of links, names.")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Fetch from hosts on private addresses too.")]
ActorsFile = Annotated[
    Path | None,
    typer.Option("--actors", metavar="FILE", help="What you know of the actors; toolkit actors writes a first one."),
]
Before = Annotated[
    Path | None,
    typer.Option(
        "--before", metavar="FILE", help="The toolkit's export as it was, where the tool's does not bring it along."
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Make every warning an error.")]


def reading(columns: str | None, language: str, follow: bool, allow_private: bool) -> dict[str, Any]:
    """Return what the options about reading say, as arguments of `toolkit.articles`."""
    pairs = [pair.partition("=") for pair in (columns or "").split(",") if pair.strip()]
    for name, sign, column in pairs:
        if not (name.strip() and sign and column.strip()):
            raise typer.BadParameter("give NAME=COLUMN pairs, such as text=body,title=headline", param_hint="--columns")
    if language not in ("en", "any"):
        raise typer.BadParameter("give en or any", param_hint="--language")
    chosen = {name.strip(): column.strip() for name, _, column in pairs}
    return {"columns": chosen, "language": language, "follow": follow, "allow_private": allow_private}


def write_lines(
    results: "Iterable[Analysis | PassedOver]", path: Path | None, *, every_row: bool, strict: bool
) -> bool:
    """Write each analysis's JSON on a line of its own, and say on stderr what was passed over.

    With ``every_row``, what was passed over has a line too. Nothing is written to ``path`` where nothing came out.

    Returns
    -------
    bool
        Whether all is well: there is an analysis, and nothing failed.
    """
    from toolkit.analysis.batch import as_json_line
    from toolkit.sources import PassedOver

    failures, analyses, out = 0, 0, None if path else sys.stdout
    try:
        with ExitStack() as stack:
            for item in results:
                if isinstance(item, PassedOver):
                    failures += say_passed_over(item, strict)
                    if not every_row:
                        continue
                else:
                    analyses += 1
                if out is None and path:
                    part = stack.enter_context(replacing(path))
                    out = stack.enter_context(part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n"))
                print(as_json_line(item), file=out)
    except OSError as error:
        raise ToolkitError(f"{path or 'stdout'} cannot be written: {error.strerror or error}") from error
    return analyses > 0 and not failures


def try_to_write(path: Path) -> None:
    """Raise `ToolkitError` where a file cannot be written, before work that takes long."""
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not path.exists() or path.is_file():  # not /dev/stdout
            tempfile.TemporaryFile(dir=path.parent).close()
    except OSError as error:
        raise ToolkitError(f"{path} cannot be written: {error.strerror or error}") from error


def analysed(
    articles: list[str], actors_file: Path | None, wanted: dict[str, Any]
) -> "Iterable[Analysis | PassedOver]":
    """Return the analyses of articles, what gave none in its place; or those of a store, which has said that itself."""
    from toolkit.analysis.batch import analyse_many
    from toolkit.collection.analysing import analyse
    from toolkit.collection.store.folder import only_store

    if only_store(articles) is None:
        return analyse_many(articles, actors_file=actors_file, **wanted)
    return analyse(articles, actors_file=actors_file).analyses


def succeeded(results: "Iterable[Analysis | PassedOver]", strict: bool) -> "tuple[list[Analysis], int]":
    """Return the analyses there are and how many failed; say on stderr what was passed over, and why.

    Raises
    ------
    InputError
        If there is no analysis.
    """
    failures: list[PassedOver] = []
    analyses = list(succeeding(results, strict, failures))
    if not analyses:
        raise InputError("there is no article to work with")
    return analyses, len(failures)


def succeeding(
    results: "Iterable[Analysis | PassedOver]", strict: bool, failures: "list[PassedOver]"
) -> "Iterator[Analysis]":
    """Yield the analyses there are; say on stderr what was passed over, and add to ``failures`` what failed."""
    from toolkit.sources import PassedOver

    for item in results:
        if not isinstance(item, PassedOver):
            yield item
        elif say_passed_over(item, strict):
            failures.append(item)


def write_outcomes(outcomes: "Iterable[Outcome]", strict: bool) -> tuple[int, int]:
    """Print where each report lies, say on stderr what went wrong, and return how many were made and what failed.

    What was passed over is said once, though the notebook has warned of it too; errors come last.
    """
    from toolkit.progress import say

    made, failures, errors = 0, 0, []
    for outcome in outcomes:
        passed = {item.as_warning() for item in outcome.passed_over}
        for warning in outcome.warnings:
            if warning not in passed:
                warnings.warn(warning, ToolkitWarning, stacklevel=2)
        failures += sum([say_passed_over(item, strict) for item in outcome.passed_over])
        errors += [outcome.error] if outcome.error else []
        if outcome.folder:
            made += 1
            say(f"{outcome.folder}/report.html")
    for error in errors:
        complain(error)
    return made, failures + len(errors)


def say_passed_over(item: "PassedOver", strict: bool) -> bool:
    """Say what was passed over; whether that counts as a failure."""
    complain(item.reason if item.failed or strict else item.as_warning())
    return item.failed or strict


def set_warnings(strict: bool) -> None:
    """Show the toolkit's warnings as one line on stderr each, or make errors of them."""
    from toolkit.progress import say

    warnings.simplefilter("error" if strict else "always", ToolkitWarning)
    warnings.showwarning = lambda message, *_, **__: say(f"toolkit: warning: {message}", file=sys.stderr)


def complain(error: object) -> None:
    """Print what was wrong to stderr, in one line."""
    from toolkit.progress import say

    say(f"toolkit: {' '.join(str(error).split())}", file=sys.stderr)


class ListsNotebooks(typer.core.TyperCommand):
    """A command whose help ends with the notebooks and their parameters."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the notebooks."""
        from toolkit.report import notebooks

        with formatter.section("Notebooks and their parameters"):
            for line in notebooks.listing():
                formatter.write(f"{' ' * formatter.current_indent}{line}\n")
