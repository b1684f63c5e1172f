"""What the commands share: options about reading, lines of JSON out, and what is said on stderr."""

import sys
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from toolkit.errors import ToolkitError, ToolkitWarning

if TYPE_CHECKING:
    from toolkit.analysis import Analysis
    from toolkit.report import Outcome
    from toolkit.sources import PassedOver


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


def write_lines(results: "Iterable[Analysis | PassedOver]", path: Path | None, *, every_row: bool, strict: bool) -> int:
    """Write each analysis's JSON on a line of its own, say on stderr what was passed over, and return what failed.

    With ``every_row``, what was passed over has a line too. Nothing is written to ``path`` where nothing came out.
    """
    from toolkit.analysis.batch import as_json_line
    from toolkit.sources import PassedOver

    failures, out = 0, None if path else sys.stdout
    try:
        for item in results:
            if isinstance(item, PassedOver):
                failures += say_passed_over(item, strict)
                if not every_row:
                    continue
            if out is None and path:
                out = path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
            print(as_json_line(item), file=out)
    except OSError as error:
        raise ToolkitError(f"{path or 'stdout'} cannot be written: {error.strerror or error}") from error
    finally:
        if path and out:
            out.close()
    return failures


def succeeded(results: "Iterable[Analysis | PassedOver]", strict: bool) -> "tuple[list[Analysis], int]":
    """Return the analyses there are and how many failed; say on stderr what was passed over, and why."""
    failures: list[PassedOver] = []
    return list(succeeding(results, strict, failures)), len(failures)


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
