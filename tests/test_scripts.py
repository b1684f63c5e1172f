"""The scripts of benchmarks/ and training/ use what the toolkit has: they are run too seldom to notice otherwise."""

import ast
import importlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import same
from conftest import ROOT

SCRIPTS = sorted(
    path
    for folder in ("benchmarks", "training")
    for path in (ROOT / folder).rglob("*.py")
    if "toolkit" in path.read_text("utf-8")
)


def trees(path: Path) -> Iterator[ast.AST]:
    """The syntax tree of a script, and those of programs that it holds as text."""
    script = ast.parse(path.read_text("utf-8"))
    yield script
    for node in ast.walk(script):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\nfrom toolkit" in node.value:
            yield ast.parse(node.value)


def used(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Module and name of all that a program imports from the toolkit, and of what it looks up in its modules."""
    modules = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "toolkit":
            for alias in node.names:
                yield node.module, alias.name
                modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield modules[node.value.id], node.attr


def has(module: str, name: str) -> bool:
    """Whether a module, or an object of one, has a name; a module below a room counts."""
    try:
        place = importlib.import_module(module)
    except ModuleNotFoundError:
        outer, _, inner = module.rpartition(".")
        place = getattr(importlib.import_module(outer), inner)
    if hasattr(place, name):
        return True
    try:
        return bool(importlib.import_module(f"{module}.{name}"))
    except ModuleNotFoundError:
        return False


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_script_uses_what_the_toolkit_has(path):
    wanted = {pair for tree in trees(path) for pair in used(tree)}
    assert [f"{module}.{name}" for module, name in sorted(wanted) if not has(module, name)] == []


def test_the_scripts_were_looked_at():
    wanted = {pair for path in SCRIPTS for tree in trees(path) for pair in used(tree)}
    assert {("toolkit.reader", "session"), ("toolkit.reader.session", "tokenizer")} <= wanted


def test_two_checkouts_are_compared_by_all_keys_or_by_those_that_both_have():
    old = json.dumps({"schema": "1", "words": 2, "quotes": [{"id": "q1", "kind": "direct"}]})
    new = json.dumps({"schema": "2", "words": 3, "quotes": [{"id": "q1", "kind": "mixed", "text": "Go"}]})
    assert [line.partition(":")[0] for line in same.differing(old, new)] == [
        "quotes.0.kind",
        "quotes.0.text",
        "schema",
        "words",
    ]
    assert same.differing(old, new, common=True) == ['quotes.0.kind: "direct" | "mixed"', "words: 2 | 3"]
