"""The ``toolkit`` command: it parses, calls one function of the package, and says what went wrong."""

import io
import sys
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
import typer.core

from toolkit.errors import ToolkitError, ToolkitWarning
from toolkit.version import VERSION

T = TypeVar("T")

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads news articles: who is in them, who said what, and how they are written.",
)

Articles = Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Files (.txt, .md) or URLs.")]
InReport = Annotated[
    list[str], typer.Argument(metavar="ARTICLE...", help="Files (.txt, .md), folders of such files, or URLs.")
]
ActorsFile = Annotated[
    Path | None, typer.Option("--actors", metavar="FILE", help="What you know of the actors (actors.toml).")
]
Strict = Annotated[bool, typer.Option("--strict", help="Make every warning an error.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"toolkit {VERSION}")
        raise typer.Exit


@app.callback()
def _toolkit(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None: ...


@app.command()
def analyse(
    articles: Articles,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the JSON here instead of to stdout.")
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='The files hold rows {"id", "text"}, one JSON object a line.')
    ] = False,
    actors_file: ActorsFile = None,
    strict: Strict = False,
) -> None:
    """Analyse articles into JSON: one object for one article, one a line for several."""
    set_warnings(strict)
    from toolkit.analysis import batch

    as_json = batch.rows_as_json if jsonl else batch.files_as_json
    sys.exit(1 if write_lines(as_json(articles, actors_file=actors_file), json_file) else 0)


@app.command()
def actors(articles: Articles, actors_file: ActorsFile = None, strict: Strict = False) -> None:
    """A first actors.toml to edit, of everybody in the articles, on stdout."""
    set_warnings(strict)
    from toolkit.analysis.actors_draft import actors_draft
    from toolkit.analysis.batch import analyse_many

    analyses, failures = succeeded(analyse_many(articles, actors_file=actors_file))
    print(actors_draft(analyses), end="")
    sys.exit(1 if failures else 0)


@app.command()
def sample(
    articles: Articles,
    n: Annotated[int, typer.Option("-n", help="How many quotes and mentions to draw.", min=1)] = 100,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same sample.")] = 1,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The sheet; its key goes beside it.")] = Path(
        "sheet.csv"
    ),
    actors_file: ActorsFile = None,
    strict: Strict = False,
) -> None:
    """A coding sheet (CSV), to check by hand how often the toolkit is right on your articles."""
    set_warnings(strict)
    from toolkit.analysis.batch import analyse_many
    from toolkit.exchange import validation

    analyses, failures = succeeded(analyse_many(articles, actors_file=actors_file))
    rows, key = validation.sample(analyses, n, seed=seed)
    beside = validation.write(rows, key, out)
    print(f"{out}: {len(rows)} rows to answer; a copy for each coder, beside the key {beside.name}")
    sys.exit(1 if failures else 0)


@app.command()
def agreement(
    sheets: Annotated[list[Path], typer.Argument(metavar="SHEET...", help="Answered sheets, one a coder.")],
) -> None:
    """How often the toolkit is right by the coders' answers, and how far they agree with one another."""
    from toolkit.exchange import validation

    print(validation.agreement(sheets).to_string(index=False, na_rep="", float_format="{:.3f}".format))


class _ListsNotebooks(typer.core.TyperCommand):
    """A command whose help ends with the notebooks and their parameters."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Notebooks and their parameters"):
            for line in _notebook_lines():
                formatter.write(f"{' ' * formatter.current_indent}{line}\n")


@app.command(cls=_ListsNotebooks)
def report(
    articles: InReport,
    parameters: Annotated[
        list[str] | None,
        typer.Option("-p", metavar="NAME=VALUE", help="A parameter of the notebook (listed below)."),
    ] = None,
    parameters_file: Annotated[
        Path | None, typer.Option("-f", metavar="FILE", help="Parameters from a YAML file; -p wins over it.")
    ] = None,
    notebook: Annotated[
        str, typer.Option(metavar="NAME|PATH", help="One of the toolkit's notebooks, or an .ipynb of your own.")
    ] = "article",
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder that gets a folder a report.")] = Path("reports"),
    actors_file: ActorsFile = None,
    strict: Strict = False,
) -> None:
    """A report of each article: a page to send on, the executed notebook, figures, tables and numbers."""
    set_warnings(strict)
    from toolkit.progress import progress, say
    from toolkit.report import report as reports
    from toolkit.report.notebooks import from_command_line

    total = _number_of_reports(articles, notebook)
    outcomes = reports(
        articles,
        notebook=notebook,
        **from_command_line(parameters or [], parameters_file),
        out=out,
        actors_file=actors_file,
        strict=strict,
    )
    errors = []
    for outcome in progress(outcomes, "reports", total=total) if total > 1 else outcomes:
        for warning in outcome.warnings:
            warnings.warn(warning, ToolkitWarning, stacklevel=1)
        if outcome.error:
            errors.append(outcome.error)
        else:
            say(f"{outcome.folder}/report.html")
    for error in errors:
        complain(error)
    if total > 1 and len(errors) < total:
        print(out / "index.html")
    sys.exit(1 if errors else 0)


def _number_of_reports(articles: list[str], notebook: str) -> int:
    """Return how many reports there will be: one for each article, or one for all."""
    from toolkit.report import notebooks
    from toolkit.sources import paths

    count = len(paths.files(articles))
    return count if count < 2 or "articles" not in notebooks.parameters(notebooks.find(notebook)) else 1


@app.command()
def verify(report_dir: Annotated[Path, typer.Argument(metavar="REPORT_DIR", help="A report's folder.")]) -> None:
    """Make a report again and say whether it is identical, equivalent or different, what and why."""
    from toolkit.report import verify as verified

    verdict = verified(report_dir)
    print(f"{verdict.word}: {report_dir}")
    for reason in verdict.reasons:
        print(f"  {reason}")
    sys.exit(verdict.word == "different")


@app.command()
def notebooks() -> None:
    """The notebooks that come with the toolkit, and their parameters."""
    print("\n".join(_notebook_lines()))


def _notebook_lines() -> list[str]:
    """Return a line for each notebook, and one for each parameter with its default and what it takes."""
    from toolkit.report import notebooks

    lines = []
    for name in notebooks.names():
        path = notebooks.folder() / f"{name}.ipynb"
        lines.append(f"{name}: {notebooks.description(path)}")
        for parameter in notebooks.parameters(path).values():
            lines.append(f"  {f'{parameter.name} = {parameter.default}':<26} {parameter.help}".rstrip())
    return lines


@app.command()
def brief(
    brief_file: Annotated[Path, typer.Argument(metavar="BRIEF.md", help="Markdown with Quarto's embed and var.")],
    out: Annotated[
        list[Path] | None,
        typer.Option("-o", metavar="FILE", help="A .docx, .pdf or .html; may be given several times."),
    ] = None,
    reference: Annotated[
        Path | None, typer.Option(metavar="HOUSE.docx", help="House style for .docx: any document with your styles.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option(metavar="HOUSE.typ", help="House style for .pdf: Typst rules, or a pandoc template.")
    ] = None,
    css: Annotated[Path | None, typer.Option("--css", metavar="HOUSE.css", help="House style for .html.")] = None,
    articles: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the articles lie, to see whether one has changed.")
    ] = None,
    strict: Strict = False,
) -> None:
    """A document of a brief that embeds figures, tables and numbers of reports: .docx, .pdf or .html."""
    set_warnings(strict)
    from toolkit.brief import ENDINGS
    from toolkit.brief import brief as make

    for path in out or []:
        if path.suffix.lower() not in ENDINGS:
            raise typer.BadParameter(f"{path} ends in none of {', '.join(ENDINGS)}", param_hint="-o")
    try:
        made = make(brief_file, out or [], reference=reference, template=template, css=css, articles=articles)
    except ToolkitError as error:
        for line in str(error).splitlines():
            complain(line)
        sys.exit(1)
    for path in made:
        print(path)


@app.command()
def lab(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of the working copy; it is made if it is not there.")
    ] = Path("toolkit-lab"),
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only say the address.")] = False,
) -> None:
    """JupyterLab on a working copy of the notebooks, with sample articles; the originals stay as they are."""
    from toolkit.lab import start

    start(folder, browser=not no_browser)


def write_lines(results: Iterable[tuple[str | None, str | None]], path: Path | None) -> int:
    """Write each result's JSON on a line of its own, say on stderr what failed, and return how often it did.

    ``results`` are pairs of JSON (or None) and an error's sentence (or None). Nothing is written to ``path``
    where nothing came out.
    """
    failures, out = 0, None if path else sys.stdout
    try:
        for line, error in results:
            if error:
                failures += 1
                complain(error)
            if line is not None:
                if out is None and path:
                    out = path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
                print(line, file=out)
    except OSError as error:
        raise ToolkitError(f"{path or 'stdout'} cannot be written: {error.strerror or error}") from error
    finally:
        if path and out:
            out.close()
    return failures


def succeeded(results: Iterable[tuple[T | None, str | None]]) -> tuple[list[T], int]:
    """Return the results there are and how many failed; say on stderr why each did."""
    done, failures = [], 0
    for result, error in results:
        if error:
            failures += 1
            complain(error)
        if result is not None:
            done.append(result)
    return done, failures


def set_warnings(strict: bool) -> None:
    """Show the toolkit's warnings as one line on stderr each, or make errors of them."""
    from toolkit.progress import say

    warnings.simplefilter("error" if strict else "always", ToolkitWarning)
    warnings.showwarning = lambda message, *_, **__: say(f"toolkit: warning: {message}", file=sys.stderr)


def complain(error: object) -> None:
    """Print what was wrong to stderr, in one line."""
    from toolkit.progress import say

    say(f"toolkit: {' '.join(str(error).split())}", file=sys.stderr)


def main() -> None:
    """Run the command line; a user's mistake is one line on stderr, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except (ToolkitError, ToolkitWarning) as error:
        complain(error)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nothing is left to say
        sys.exit(1)
    except KeyboardInterrupt:
        print("toolkit: stopped", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
