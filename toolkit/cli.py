"""The ``toolkit`` command: it parses, calls one function of the package, and says what went wrong."""

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli_corpus import corpus, status
from toolkit.cli_output import (
    ActorsFile,
    AllowPrivate,
    Articles,
    Before,
    Columns,
    Follow,
    Language,
    ListsNotebooks,
    Strict,
    analysed,
    complain,
    notebook_lines,
    reading,
    set_warnings,
    succeeded,
    succeeding,
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
        typer.Option("--jsonl", help='A line for every row, in order; {"id", "error", "failed"} where none comes.'),
    ] = False,
    columns: Columns = None,
    language: Language = "en",
    follow: Follow = False,
    allow_private: AllowPrivate = False,
    actors_file: ActorsFile = None,
    strict: Strict = False,
) -> None:
    """Analyse articles into JSON: one object for one article, one a line for several."""
    set_warnings(strict)
    wanted = reading(columns, language, follow, allow_private)
    results = analysed(articles, actors_file, wanted)
    sys.exit(1 if write_lines(results, json_file, every_row=jsonl, strict=strict) else 0)


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
    """A first actors.toml to edit, of everybody in the articles, on stdout."""
    set_warnings(strict)
    from toolkit.analysis.actors_draft import actors_draft

    wanted = reading(columns, language, follow, allow_private)
    analyses, failures = succeeded(analysed(articles, actors_file, wanted), strict)
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
    columns: Columns = None,
    language: Language = "en",
    follow: Follow = False,
    allow_private: AllowPrivate = False,
    actors_file: ActorsFile = None,
    strict: Strict = False,
) -> None:
    """A coding sheet (CSV), to check by hand how often the toolkit is right on your articles."""
    set_warnings(strict)
    from toolkit.exchange import validation

    wanted = reading(columns, language, follow, allow_private)
    analyses, failures = succeeded(analysed(articles, actors_file, wanted), strict)
    rows, key = validation.sample(analyses, n, seed=seed)
    beside = validation.write(rows, key, out)
    print(f"{out}: {len(rows)} rows to answer; a copy for each coder, beside the key {beside.name}")
    sys.exit(1 if failures else 0)


@app.command()
def export(
    articles: Articles,
    to: Annotated[
        str,
        typer.Option("--to", metavar="FORMAT", help="labelstudio, inception, qdpx, spacy, w3c, tei, graphml or gephi."),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", help="A folder; for qdpx, spacy, tei a file.")],
    columns: Columns = None,
    language: Language = "en",
    follow: Follow = False,
    allow_private: AllowPrivate = False,
    actors_file: ActorsFile = None,
    strict: Strict = False,
) -> None:
    """Actors, mentions and quotes for another tool: to code on, to search, to publish, to draw as networks."""
    set_warnings(strict)
    from toolkit.collection.analysing import analyse as analyse_all
    from toolkit.collection.store.folder import only_store
    from toolkit.exchange import exporting

    if to not in exporting.FORMATS:
        raise typer.BadParameter(f"give {', '.join(exporting.FORMATS)}", param_hint="--to")
    wanted = reading(columns, language, follow, allow_private)
    failures: list = []
    if exporting.FORMATS[to].of_many and only_store(articles) is not None:
        written = exporting.export(analyse_all(articles, actors_file=actors_file), to, out=out)
    else:
        written = exporting.export(succeeding(analysed(articles, actors_file, wanted), strict, failures), to, out=out)
    print(f"{out if len(written) > 1 else written[0]}: {exporting.FORMATS[to].next}")
    sys.exit(1 if failures else 0)


@app.command()
def corrections(
    exports: Annotated[
        list[Path],
        typer.Argument(
            metavar="EXPORT...", help="What coders made of it: Label Studio's JSON, INCEpTION's XMI or project, …"
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help="The actors.toml to add to; it is made if it is not there."),
    ] = None,
    before: Before = None,
    coder: Annotated[
        str | None, typer.Option("--coder", metavar="NAME", help="Whose changes to take, where coders do not agree.")
    ] = None,
) -> None:
    """What coders changed in another tool, as corrections for actors.toml, on stdout or added to a file."""
    from toolkit.exchange import coded_corrections

    found = coded_corrections.corrections(exports, before=before, coder=coder)
    for sentence in found.lost:
        complain(f"warning: {sentence}")
    if found.disputed:
        complain(f"warning: {len(found.disputed)} changes are not every coder's; they are there as comments")
    if out is None:
        print("\n\n".join(coded_corrections.entries(found)))
    else:
        new = coded_corrections.add_to(out, found)
        print(f"{out}: {new} new of {len(found.corrections)} corrections, by {', '.join(found.coders)}")


app.command()(corpus)
app.command()(status)


@app.command()
def agreement(
    coded: Annotated[
        list[Path],
        typer.Argument(
            metavar="SHEET|EXPORT...", help="Answered sheets, or other tools' exports in which coders marked."
        ),
    ],
    before: Before = None,
) -> None:
    """How often the toolkit is right by what coders say, and how far they agree with one another."""
    from toolkit.exchange import agreement as measured

    table = measured(coded, before=before)
    print(table.to_string(index=False, na_rep="", float_format="{:.3f}".format))


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
    """A report of each article: a page to send on, the executed notebook, figures, tables and numbers."""
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
    report_dir: Annotated[Path, typer.Argument(metavar="REPORT_DIR", help="A report's folder.")],
    trust: Annotated[
        bool,
        typer.Option("--trust", help="Run the report's notebook, whatever it does, if it is none of the toolkit's."),
    ] = False,
) -> None:
    """Make a report again and say whether it is identical, equivalent or different, what and why."""
    from toolkit.report import verify as verified

    verdict = verified(report_dir, trust=trust)
    print(f"{verdict.word}: {report_dir}")
    for reason in verdict.reasons:
        print(f"  {reason}")
    sys.exit(verdict.word == "different")


@app.command()
def notebooks() -> None:
    """The notebooks that come with the toolkit, and their parameters."""
    print("\n".join(notebook_lines()))


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
        complain(ToolkitError(f"{error.filename or 'a file'} cannot be read or written: {error.strerror or error}"))
        sys.exit(1)
    except SystemExit as done:
        if done.code == 130:  # stopped by Ctrl-C, which typer makes of it
            print("toolkit: stopped", file=sys.stderr)
        raise


if __name__ == "__main__":
    main()
