"""The bar that long work shows on a terminal."""

import os
import subprocess
import sys

import pytest
from conftest import ROOT

CODE = """
import time
import sys
from toolkit.progress import progress, say
for number in progress(iter(range(3)), "reports", total=3):
    time.sleep(0.2)
    say(f"line {number}")
    say(f"wrong {number}", file=sys.stderr)
"""


def shown(**streams):
    """What appears on a terminal of 80 columns while the code runs."""
    pty, fcntl, termios = (pytest.importorskip(name) for name in ("pty", "fcntl", "termios"))
    ours, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, b"\x1e\0\x50\0\0\0\0\0")
    run = {"stdout": terminal, "stderr": terminal, **streams}
    done = subprocess.run([sys.executable, "-c", CODE], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, **run)
    os.close(terminal)
    said = b""
    while True:
        try:
            part = os.read(ours, 10_000)
        except OSError:
            break
        if not part:
            break
        said += part
    os.close(ours)
    return said.decode(), done


def test_a_bar_counts_and_lines_stand_above_it():
    said, _ = shown()
    assert "2/3" in said and "reports" in said
    for number in range(3):
        for line in (f"line {number}", f"wrong {number}"):
            (at,) = [part for part in said.replace("\r", "\n").split("\n") if line in part]
            assert at == line, said


def test_results_that_go_to_a_file_hold_no_bar():
    said, done = shown(stdout=subprocess.PIPE)
    assert done.stdout.decode().split("\n") == ["line 0", "line 1", "line 2", ""]
    assert "2/3" in said
