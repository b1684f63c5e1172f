"""The house: a module imports only from rooms earlier than its own, and no two modules of a room need each other."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import toolkit
from toolkit.sources.recognising import FORMATS

ROOT = Path(toolkit.__file__).parent
ROOMS = (  # in import order: a room imports only from earlier ones; docs/architecture.md lists them so
    "display lexicon text article sources reader actors quotes statistics html analysis tables collection figures "
    "exchange view report brief"
).split()
LOOSE_BELOW = ("errors", "files", "progress", "version")  # single modules that every room may use
LOOSE_ABOVE = (
    "lab",
    "cli_output",
    "cli_corpus",
    "cli_exchange",
    "cli",
    "__init__",
)  # and those that may use every room


def modules() -> dict[str, Path]:
    """The package's modules by their dotted name below ``toolkit``; a room's own is the room's name."""
    found = {}
    for path in ROOT.rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)] = path
    return found


MODULES = modules()


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and module of every import of the package in a file: indented ones and those for type checkers too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in (
            "__import__",
            "import_module",
        ):
            names = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "toolkit":
                inside = name.removeprefix("toolkit").lstrip(".")
                while inside and inside not in MODULES:
                    inside = inside.rpartition(".")[0]
                yield node.lineno, inside or "__init__"


def level(module: str) -> int:
    """How late in import order a module comes: 0 for what every room may use."""
    room = module.split(".")[0]
    if room in LOOSE_BELOW:
        return 0
    return len(ROOMS) + 1 if room in LOOSE_ABOVE else 1 + ROOMS.index(room)


def test_rooms_import_only_from_earlier_rooms():
    wrong = [
        f"{module} (line {line}) imports {wanted}"
        for module, path in sorted(MODULES.items())
        for line, wanted in imports(path)
        if level(wanted) > level(module)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_module_needs_one_that_needs_it():
    needs: dict[str, set[str]] = defaultdict(set)
    for module, path in MODULES.items():
        needs[module] = {wanted for _, wanted in imports(path)} - {module}
    for module in MODULES:
        room, _, inside = module.rpartition(".")
        if inside and room in needs[module]:
            raise AssertionError(f"{module} imports {room}, its own room: import the module that has it")

    circles, done = set(), set()

    def follow(module: str, path: tuple[str, ...]) -> None:
        if module in path:
            circles.add(" -> ".join((*path[path.index(module) :], module)))
        elif module not in done:
            for wanted in sorted(needs[module]):
                follow(wanted, (*path, module))
            done.add(module)

    for module in sorted(MODULES):
        follow(module, ())
    assert not circles, "\n".join(sorted(circles))


def test_few_modules_lie_loose():
    loose = {module for module, path in MODULES.items() if path.parent == ROOT}
    assert loose == {*LOOSE_BELOW, *LOOSE_ABOVE}


def test_rooms_say_what_they_are_for():
    for room in ROOMS:
        text = ast.get_docstring(ast.parse(MODULES[room].read_text("utf-8"))) or ""
        assert len(text.split()) > 20, f"toolkit/{room}/__init__.py says too little"


def test_rooms_name_their_modules():
    """In the room's docstring, as `name` or as one of a group (`page_*`); formats are named in FORMATS."""
    formats = {f"sources.{format.module}" for format in FORMATS.values()}
    silent = []
    for room in ROOMS:
        named = re.findall(r"`(\w+\*?)`", ast.get_docstring(ast.parse(MODULES[room].read_text("utf-8"))) or "")
        inside = {module for module in MODULES if module.startswith(f"{room}.")} - formats
        silent += [module for module in sorted(inside) if not any(fnmatch(module, f"{room}.{name}") for name in named)]
    assert not silent, "\n".join(silent)


def test_modules_and_functions_are_short():
    """No module past 350 lines, no function past 60."""
    long = []
    for module, path in sorted(MODULES.items()):
        text = path.read_text("utf-8")
        if text.count("\n") > 350:
            long.append(f"{module}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 60:
                long.append(f"{module}.{node.name}: {node.end_lineno - node.lineno + 1} lines")
    assert not long, "\n".join(long)


def test_public_functions_and_classes_say_what_they_give():
    silent = []
    for module, path in sorted(MODULES.items()):
        body = ast.parse(path.read_text("utf-8")).body
        inside = [node for outer in body if public(outer) and isinstance(outer, ast.ClassDef) for node in outer.body]
        silent += [f"{module}.{node.name}" for node in body + inside if public(node) and not ast.get_docstring(node)]
    assert not silent, "\n".join(silent)


def public(node: ast.AST) -> bool:
    """Whether a node is a class or function that others may use."""
    return isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
