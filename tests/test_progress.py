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


@pytest.mark.parametrize(("session", "bars"), [({"JPY_SESSION_NAME": "a.ipynb"}, 1), ({}, 0)])
def test_a_notebook_has_a_bar_where_somebody_has_it_open(session, bars):
    """JupyterLab names its session to the kernel; papermill does not, and what it runs is the same each time."""
    from jupyter_client.manager import start_new_kernel

    given = {name: value for name, value in os.environ.items() if name != "JPY_SESSION_NAME"}
    manager, client = start_new_kernel(env={**given, **session, "PYTHONPATH": str(ROOT)})
    try:
        messages = []
        code = (
            "from toolkit.progress import progress\nfound = list(progress(iter(range(3)), 'articles', total=3))\nfound"
        )
        client.execute_interactive(code, output_hook=messages.append, timeout=60)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    shown = [message["content"]["data"] for message in messages if message["msg_type"] == "display_data"]
    assert len([data for data in shown if "application/vnd.jupyter.widget-view+json" in data]) == bars
    assert [m["content"]["data"]["text/plain"] for m in messages if m["msg_type"] == "execute_result"] == ["[0, 1, 2]"]
