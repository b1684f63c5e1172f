#!/usr/bin/env python3
"""Write the pages of the docs that are made from the code: `make docs` runs this, a test sees that nothing is behind.

python docs/generate.py
"""

import ast
import re
import runpy
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
COLUMNS = "<!-- The columns are put here by `make docs` from the store's schema. -->\n"
WIDTH = 100  # of the help texts
TABLE = "<!-- The table is made by `make docs` from the first lines of the modules. -->\n"


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


def architecture() -> str:
    """Return docs/architecture.md with a table of all modules in place of the one it has."""
    text = (HERE / "architecture.md").read_text("utf-8")
    before, _, after = text.partition(TABLE)
    _, _, after = after.partition("\n\n")
    return before + TABLE + "\n".join(module_rows()) + "\n\n" + after


def module_rows() -> Iterator[str]:
    """Yield the table's rows: each room with its modules and word lists, in the order in which they may import."""
    house = runpy.run_path(str(ROOT / "tests" / "test_structure.py"))
    modules = house["MODULES"]
    yield "| module | what it is |\n|---|---|"
    for name in house["LOOSE_BELOW"]:
        yield _row(f"`{name}`", _first_line(modules[name]))
    for room in house["ROOMS"]:
        yield _row(f"**`{room}/`**", _first_line(modules[room]))
        inside = [name for name in sorted(modules) if name.startswith(f"{room}.")]
        yield from (_row(f"`{name.partition('.')[2]}`", _first_line(modules[name])) for name in inside)
        for path in sorted(modules[room].parent.glob("*.txt")):
            yield _row(f"`{path.name}`", path.read_text("utf-8").partition("\n")[0].lstrip("# "))
    for name in house["LOOSE_ABOVE"]:
        yield _row(f"`{name}`", _first_line(modules[name]))


def _first_line(path: Path) -> str:
    """Return the first paragraph of a module's docstring in one line."""
    summary = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").partition("\n\n")[0]
    return " ".join(summary.split()).replace("``", "`").replace("|", "\\|")


def _row(name: str, text: str) -> str:
    """Return a row of the table."""
    return f"| {name} | {text} |"


def store() -> str:
    """Return docs/store.md with tables of all columns in place of those it has."""
    from toolkit.collection.store.schema import TABLES

    before, marker, after = (HERE / "store.md").read_text("utf-8").partition(COLUMNS)
    _, end, after = after.partition("<!-- end -->")
    parts = []
    for name, columns in TABLES.items():
        rows = [f"| `{column.name}` | {column.type} | {column.what} |" for column in columns]
        parts.append("\n".join([f"### {name}", "", "| column | type | what it holds |", "|---|---|---|", *rows]))
    return before + marker + "\n".join(["", "\n\n".join(parts), "", ""]) + end + after


LICENCES = """# Licences

What the toolkit needs, locked, is installed beside it and is no part of it. `make docs` makes this page of what each
package says of itself; one for other systems or Pythons keeps the row that it had where it was installed.

| package | version | licence |
|---|---|---|
"""


def licences() -> str:
    """Return docs/licences.md: every locked package with its licence."""
    page = HERE / "licences.md"
    before = (
        dict(re.findall(r"^(\| [\w.-]+ \| [^|]+ \|) (.+) \|$", page.read_text("utf-8"), re.MULTILINE))
        if page.exists()
        else {}
    )
    rows = []
    for name, version in re.findall(
        r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE
    ):
        row = f"| {name} | {version} |"
        rows.append(f"{row} {_licence(name) or before.get(row, 'not installed here')} |")
    return LICENCES + "\n".join(rows) + "\n"


def _licence(name: str) -> str | None:
    """Return the licence that a package says it has; None where the package is not installed."""
    try:
        says = metadata(name)
    except PackageNotFoundError:
        return None
    classes = [line.split(" :: ")[-1] for line in says.get_all("Classifier", []) if line.startswith("License ::")]
    plain = (says.get("License") or "").strip()
    short = plain if "\n" not in plain and 0 < len(plain) < 60 and plain != "UNKNOWN" else ""
    found = says.get("License-Expression") or short or ", ".join(c for c in classes if c != "OSI Approved")
    return found.replace("|", "/") or "says none: see its files"


PAGES = {"commands.md": commands, "architecture.md": architecture, "store.md": store, "licences.md": licences}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
