"""What the toolkit promises, tried on many inputs by the tests in tests/guarantees, into docs/guarantees.md.

    python benchmarks/nightly.py [--analyses 2000] [--reports 50] [--kills 6] [--files 1500]

The page has a line for each promise: what is promised, the test that holds it, and what came out.
"""

import argparse
import ast
import os
import platform
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
TESTS = ROOT / "tests" / "guarantees"
PAGE = ROOT / "docs" / "guarantees.md"
HEAD = """# Guarantees

What the toolkit promises, and the test that holds each promise. `make test` tries every one; `make nightly` tries them
on many more inputs and writes this page. How to report a hole: [SECURITY.md](../SECURITY.md).

{inputs} Python {python}, {system}, {day}: **{passed} of {all} promises held, in {minutes} minutes.**
"""


def run(counts: dict[str, int]) -> list[ElementTree.Element]:
    """Run the tests with so many inputs, and return what became of each."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.xml"
        environment = {**os.environ, **{f"TOOLKIT_{name.upper()}": str(n) for name, n in counts.items()}}
        command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", str(TESTS), f"--junitxml={result}"]
        subprocess.run(command, cwd=ROOT, env=environment)
        return list(ElementTree.parse(result).getroot().iter("testcase"))


def page(cases: list[ElementTree.Element], counts: dict[str, int]) -> str:
    """Return the page: a section for each file of tests, a row for each test."""
    broken = {id(case) for case in cases if any(case.find(tag) is not None for tag in ("failure", "error", "skipped"))}
    parts = [
        HEAD.format(
            inputs=f"{counts['analyses']:,} generated articles analysed, {counts['reports']} whole reports, "
            f"{counts['kills']} kills, {counts['files']:,} forged files.",
            python=platform.python_version(),
            system=platform.system(),
            day=date.today().isoformat(),
            passed=len(cases) - len(broken),
            all=len(cases),
            minutes=round(sum(float(case.get("time", 0)) for case in cases) / 60),
        )
    ]
    for path in sorted(TESTS.glob("test_*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        parts.append(f"\n## {ast.get_docstring(tree)}\n\n| promise | tries | held | seconds |\n|---|---|---|---|\n")
        names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
        for name in names:
            own = [
                c
                for c in cases
                if c.get("classname", "").endswith(path.stem) and c.get("name", "").split("[")[0] == name
            ]
            held = sum(id(case) not in broken for case in own)
            seconds = sum(float(case.get("time", 0)) for case in own)
            promise = name.removeprefix("test_").replace("_", " ")
            parts.append(f"| {promise} (`{path.name}`) | {len(own)} | {held} | {seconds:.0f} |\n")
    return "".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("analyses", 2000), ("reports", 50), ("kills", 6), ("files", 1500)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    counts = vars(parser.parse_args())
    PAGE.write_text(page(run(counts), counts), "utf-8")


if __name__ == "__main__":
    main()
