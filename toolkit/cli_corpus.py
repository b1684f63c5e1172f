"""The commands of stores: `toolkit corpus` makes one, `toolkit status` says how far it is."""

import sys
from typing import Annotated

import typer

from toolkit.cli_output import (
    ActorsFile,
    AllowPrivate,
    Articles,
    Columns,
    Follow,
    Language,
    Strict,
    reading,
    say_passed_over,
    set_warnings,
)


def corpus(
    sources: Articles,
    store: Annotated[str, typer.Option("--store", metavar="DIR|URL", help="Where the store lies, or is to lie.")],
    workers: Annotated[
        int | None, typer.Option(metavar="N", help="Worker processes on this machine; by default one a core.", min=1)
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Let the workers of this Dask scheduler do the work.")
    ] = None,
    columns: Columns = None,
    language: Language = "en",
    follow: Follow = False,
    allow_private: AllowPrivate = False,
    actors_file: ActorsFile = None,
    strict: Strict = False,
) -> None:
    """Many articles into a store of Parquet files; stopped and given again, it goes on from where it was."""
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
    """How far a corpus run is."""
    from toolkit.collection.store import status as far

    print(far(store))
