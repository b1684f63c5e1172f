"""The ``toolkit`` command: it parses, calls one function of the package, and says what went wrong."""

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli_corpus import corpus, status
from toolkit.cli_exchange import agreement, corrections, export, sample
from toolkit.cli_output import (
    ActorsFile,
    AllowPrivate,
    Articles,
    Columns,
    Follow,
    Language,
    ListsNotebooks,
    Strict,
    analysed,
    complain,
    reading,
    set_warnings,
    succeeded,
    write_lines,
    write_outcomes,
)
from toolkit.errors import ToolkitError, ToolkitWarning
from toolkit.version import VERSION

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads news articles: who is in them, who said what, and how they are written.",
    epilog="Begin with toolkit report ARTICLE. The exit status is 0 if all is done, 1 if some input or work failed, of "
    "which a line on stderr says why, 2 if the command line was wrong.",
)


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
        bool,
        typer.Option("--jsonl", help='A line for each article, {"id", "error", "failed"} for what gave no analysis.'),
    ] = False,
    columns: Columns = None,
    language: Language = "en",
    follow: Follow = False,
    allow_private: AllowPrivate = False,
    actors_file: ActorsFile = None,
    strict: Strict = False,
) -> None:
    """Analyse articles into JSON, an object an article. Several articles are a line each (JSON Lines)."""
    set_warnings(strict)
    wanted = reading(columns, language, follow, allow_private)
    results = analysed(articles, actors_file, wanted)
    sys.exit(0 if write_lines(results, json_file, every_row=jsonl, strict=strict) else 1)


@app.command()
def actors(
    articles: Articles,
    columns: Columns = None,
    language: Language = "en",
    follow: Follow = False,
    allow_private: AllowPrivate = False,
    actors_file: ActorsFile = None,
    strict: Strict = False,
) -> None:
    """A first actors.toml to edit, of everybody in the articles. It goes to stdout: add > actors.toml."""
    set_warnings(strict)
    from toolkit.analysis.actors_draft import actors_draft

    wanted = reading(columns, language, follow, allow_private)
    analyses, failures = succeeded(analysed(articles, actors_file, wanted), strict)
    print(actors_draft(analyses), end="")
    sys.exit(1 if failures else 0)


for command in (sample, export, corrections, corpus, status, agreement):
    app.command()(command)


@app.command(cls=ListsNotebooks)
def report(
    articles: Articles,
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
    columns: Columns = None,
    language: Language = "en",
    follow: Follow = False,
    allow_private: AllowPrivate = False,
    actors_file: ActorsFile = None,
    strict: Strict = False,
) -> None:
    """A report of each article: a page to send on, figures, tables.

    The executed notebook and all numbers come with it. The notebooks corpus, actor, compare and search make one report
    of all articles.
    """
    set_warnings(strict)
    from toolkit.progress import progress
    from toolkit.report import report as reports
    from toolkit.report.notebooks import from_command_line

    given = from_command_line(parameters or [], parameters_file)
    wanted = reading(columns, language, follow, allow_private)
    if wanted.pop("language") == "any":
        given["texts"] = {"language": "any", **given["texts"]}
    outcomes = reports(articles, notebook=notebook, **given, out=out, actors_file=actors_file, strict=strict, **wanted)
    made, failures = write_outcomes(progress(outcomes, "reports"), strict)
    if made > 1:
        print(out / "index.html")
    sys.exit(1 if failures else 0)


@app.command()
def verify(
    report_dir: Annotated[
        Path, typer.Argument(metavar="REPORT_DIR", help="A report's folder, which holds report.html.")
    ],
    trust: Annotated[
        bool,
        typer.Option("--trust", help="Run the report's notebook, whatever it does, if it is none of the toolkit's."),
    ] = False,
) -> None:
    """Make a report again and say whether it is still the same. The answer is identical, equivalent or different."""
    from toolkit.report import verify as verified

    verdict = verified(report_dir, trust=trust)
    print(f"{verdict.word}: {report_dir}")
    for reason in verdict.reasons:
        print(f"  {reason}")
    sys.exit(verdict.word == "different")


@app.command()
def notebooks() -> None:
    """The notebooks that come with the toolkit, and their parameters."""
    from toolkit.report.notebooks import listing

    print("\n".join(listing()))


@app.command()
def brief(
    brief_file: Annotated[Path, typer.Argument(metavar="BRIEF.md", help="Markdown with Quarto's embed and var.")],
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "-o", metavar="FILE", help="A .docx, .pdf or .html; by default BRIEF.docx. May be given several times."
        ),
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
    """A document with figures, tables and numbers of reports. It is made of a Markdown file that names them."""
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
    """JupyterLab on a copy of the notebooks, with sample articles. Each runs as it is; then name your own articles."""
    from toolkit.lab import start

    start(folder, browser=not no_browser)


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
    except OSError as error:  # a full disk, say, in a place that has no sentence of its own
        where = error.filename or "stdout, or a file,"
        complain(ToolkitError(f"{where} cannot be read or written: {error.strerror or error}"))
        sys.exit(1)
    except SystemExit as done:
        if done.code == 130:  # stopped by Ctrl-C, of which typer makes an exit, and that an end of the process
            said = str(getattr(done.__context__, "__cause__", None) or "")
            complain(f"stopped: {said}" if said else "stopped")
        raise


if __name__ == "__main__":
    main()
