"""The commands of exchange: coding sheets and what coders answered, results for other tools and what came of them."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli_output import (
    ActorsFile,
    AllowPrivate,
    Articles,
    Before,
    Columns,
    Follow,
    Language,
    Strict,
    analysed,
    complain,
    reading,
    set_warnings,
    succeeded,
    succeeding,
    try_to_write,
)
from toolkit.display.wording import count, noun


def sample(
    articles: Articles,
    n: Annotated[int, typer.Option("-n", metavar="N", help="How many quotes and mentions to draw.", min=1)] = 100,
    seed: Annotated[int, typer.Option("--seed", metavar="NUMBER", help="The same seed draws the same sample.")] = 1,
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
    """A coding sheet, to check by hand how often results are right.

    It is a CSV file with places of your articles; toolkit agreement reads what coders answered.
    """
    set_warnings(strict)
    from toolkit.exchange import validation

    try_to_write(out)
    wanted = reading(columns, language, follow, allow_private)
    analyses, failures = succeeded(analysed(articles, actors_file, wanted), strict)
    rows, key = validation.sample(analyses, n, seed=seed)
    beside = validation.write(rows, key, out)
    print(f"{out}: {count(len(rows), 'row')} to answer; a copy for each coder, beside the key {beside.name}")
    sys.exit(1 if failures else 0)


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
    """Results for other tools: to code on, to publish, to draw as networks.

    These are actors, mentions and quotes of each article, in graphml and gephi networks of the actors of all.
    """
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


def corrections(
    exports: Annotated[
        list[Path],
        typer.Argument(
            metavar="EXPORT",
            help="What coders made of toolkit export: Label Studio's JSON, INCEpTION's XMI or project.",
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
    """What coders changed in another tool, for your actors.toml. It goes to stdout, or is added to a file."""
    from toolkit.exchange import coded_corrections

    found = coded_corrections.corrections(exports, before=before, coder=coder)
    for sentence in found.lost:
        complain(f"warning: {sentence}")
    if found.disputed:
        changes = count(len(found.disputed), "change is", "changes are")
        complain(
            f"warning: {changes} not every coder's, and there as {noun(len(found.disputed), 'a comment', 'comments')}"
        )
    if out is None:
        print("\n\n".join(coded_corrections.entries(found)))
    else:
        new = coded_corrections.add_to(out, found)
        print(f"{out}: {new} new of {count(len(found.corrections), 'correction')}, by {', '.join(found.coders)}")


def agreement(
    coded: Annotated[
        list[Path],
        typer.Argument(
            metavar="SHEET|EXPORT",
            help="Answered sheets of toolkit sample, one a coder, or other tools' exports in which coders marked.",
        ),
    ],
    before: Before = None,
) -> None:
    """How often results are right by what coders say. With two coders or more: how far they agree, too."""
    from toolkit.exchange import agreement as measured

    table = measured(coded, before=before)
    print(table.to_string(index=False, na_rep="", float_format="{:.3f}".format))
