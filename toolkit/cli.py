"""The ``toolkit`` command: it parses, calls one function of the package, and says what went wrong."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from toolkit.errors import ToolkitError
from toolkit.version import VERSION

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads news articles: who is in them, who said what, and how they are written.",
)

Articles = Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Files (.txt, .md) or URLs.")]
ActorsFile = Annotated[
    Path | None, typer.Option("--actors", metavar="FILE", help="What you know of the actors (actors.toml).")
]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"toolkit {VERSION}")
        raise typer.Exit


@app.callback()
def _toolkit(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None: ...


def complain(error: Exception, name: str | None = None) -> None:
    """One line on stderr that says what was wrong."""
    text = " ".join(str(error).split())
    print(f"toolkit: {name}: {text}" if name and name not in text else f"toolkit: {text}", file=sys.stderr)


def main() -> None:
    """Run the command line; a user's mistake is one line on stderr, never a traceback."""
    try:
        app()
    except ToolkitError as error:
        complain(error)
        sys.exit(1)
    except KeyboardInterrupt:
        print("toolkit: stopped", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
