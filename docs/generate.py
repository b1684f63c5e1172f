#!/usr/bin/env python3
"""Write the pages of the docs that are made from the code: `make docs` runs this, a test sees that nothing is behind.

python docs/generate.py
"""

from pathlib import Path

HERE = Path(__file__).resolve().parent
WIDTH = 100  # of the help texts


def commands() -> str:
    """Return docs/commands.md: what every command says with --help."""
    from typer.main import get_command

    from toolkit.cli import app

    toolkit = get_command(app)
    context = toolkit.context_class(toolkit, info_name="toolkit", terminal_width=WIDTH, **toolkit.context_settings)
    parts = [
        "# Commands",
        "Made by `make docs` from what each command says with `--help`.",
        _block(toolkit.get_help(context)),
    ]
    for name, command in toolkit.commands.items():
        inner = command.context_class(command, parent=context, info_name=name)
        parts += [f"## toolkit {name}", _block(command.get_help(inner))]
    return "\n\n".join(parts) + "\n"


def _block(text: str) -> str:
    """Return a text as a block of Markdown."""
    return "\n".join(["```", *(line.rstrip() for line in text.splitlines()), "```"])


PAGES = {"commands.md": commands}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
