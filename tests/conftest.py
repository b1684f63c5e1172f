"""What several test modules use: our own short article, and the command as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

ARTICLE = """Mayor says old bridge must close

By Ada Roe

The Harbour Bridge will close on Friday, Mayor Ines Okafor said, after engineers found cracks in two of its pillars.

“We have run out of excuses,” Okafor told reporters. “The bridge is older than my grandmother.”

According to Lars Brandt, who leads the engineers, the cracks are “as long as a bus”.

READ ALSO: TEN BRIDGES YOU MUST SEE

“Nobody listened to us for years,” he added.

A spokesman for the Harbour Company said that ferries would run all night.

Related Content
"""


@pytest.fixture
def article(tmp_path):
    """The path of a short article in a folder of its own."""
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def toolkit(tmp_path):
    """Run the command in an empty folder; gives exit status, stdout and stderr, and never a traceback."""

    def run(*arguments, status=0, cwd=tmp_path, **environment):
        done = subprocess.run(
            [sys.executable, "-m", "toolkit.cli", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == status, done.stderr
        return done

    return run


# Where processes share the suite a file at a time (make test), they begin with those that take longest.
LONG = ["test_explore_browser.py", "test_report_notebooks.py", "test_report.py", "test_explore_pictures.py"]


def pytest_collection_modifyitems(items):
    """Say in which order files are handed out, and which tests must fail."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))
    expect_missed(items)


def expect_missed(items):
    """What the toolkit is known to get wrong in the samples (samples/missed.txt) must fail, or come off the list."""
    lines = (ROOT / "tests" / "samples" / "missed.txt").read_text(encoding="utf-8").splitlines()
    missed = dict(line.split(": ", 1) for line in lines if line and not line.startswith("#"))
    for item in items:
        if item.path.name == "test_samples.py" and item.name in missed:
            item.add_marker(pytest.mark.xfail(strict=True, reason=missed.pop(item.name)))
