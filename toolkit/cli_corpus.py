"""The commands of stores: `toolkit corpus` makes one, `toolkit status` says how far it is."""

import sys
from typing import Annotated

import typer

from toolkit.cli_output import (
    ActorsFile,
    AllowPrivate,
    Columns,
    Follow,
    Language,
    Sources,
    Strict,
    reading,
    say_passed_over,
    set_warnings,
)


def corpus(
    sources: Sources,
    store: Annotated[
        str, typer.Option("--store", metavar="DIR|URL", help="The store's folder; made if it is not there.")
    ],
    workers: Annotated[
        int | None, typer.Option(metavar="N", help="Worker processes on this machine; by default one a core.", min=1)
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Let the workers of a Dask scheduler do the work: tcp://HOST:8786."),
    ] = None,
    columns: Columns = None,
    language: Language = "en",
    follow: Follow = False,
    allow_private: AllowPrivate = False,
    actors_file: ActorsFile = None,
    strict: Strict = False,
) -> None:
    """Analyse many articles into a store, with several processes.

    Stopped and given again, the command goes on from where it was. A store is a folder of Parquet files; toolkit
    report, export and sample take it in place of articles, and toolkit.open does in Python.
    """
    set_warnings(strict)
    from toolkit.collection.store import corpus as analyse_into

    if workers and scheduler:
        raise typer.BadParameter("give --workers or --scheduler, not both", param_hint="--workers")
    wanted = reading(columns, language, follow, allow_private)
    done = analyse_into(sources, store, workers=workers, scheduler=scheduler, actors_file=actors_file, **wanted)
    failures = sum([say_passed_over(item, strict) for item in done.passed_over])
    print(done)
    sys.exit(1 if failures else 0)


def status(
    store: Annotated[str, typer.Argument(metavar="STORE", help="What toolkit corpus --store made, or is making.")],
) -> None:
    """How far toolkit corpus is, or was when it was stopped."""
    from toolkit.collection.store import status as far

    print(far(store))
