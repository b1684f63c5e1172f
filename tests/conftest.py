"""What several test modules use: our own short article, the command as a user runs it, files and a server to read."""

import http.server
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("toolkit", deadline=None)  # the first call of a test may load what all later ones use
settings.load_profile("toolkit")

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


@pytest.fixture
def put(tmp_path):
    """Write a file and return its path."""

    def write(name, data):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return path

    return write


@pytest.fixture
def refused():
    """Return the sentence with which a file is refused: one line, which begins with its name."""

    from toolkit.errors import InputError
    from toolkit.sources import PassedOver, articles, read_many

    def sentence(path, *, failed=True):
        with pytest.raises(InputError) as caught:
            list(articles(path))
        assert "\n" not in str(caught.value)
        assert str(caught.value).startswith(path.name)
        lost = [what for what in read_many([path.parent]) if isinstance(what, PassedOver) and what.name == path.name]
        assert [(what.reason, what.failed) for what in lost] == [(str(caught.value), failed)]
        return str(caught.value)

    return sentence


class Elsewhere:
    """A web server on this machine that answers whatever it is asked, and keeps what that was."""

    def __init__(self):
        self.asked, self.pages = [], {}
        outer = self

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append(self.path)
                kind, body = outer.pages.get(self.path, ("text/plain", b"the secret"))
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(body)

            do_HEAD = do_POST = do_OPTIONS = do_GET

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def elsewhere():
    """A server that files link to; ``asked`` stays empty as long as nothing is fetched."""
    running = Elsewhere()
    yield running
    running.server.shutdown()
    running.server.server_close()


# What starts JupyterLab, or looks for a port as it does: one after the other, and first, since it takes longest.
LAB = ("test_lab.py", "test_explore_browser.py", "test_explore_pictures.py")
LONG = (*LAB, "test_report_notebooks.py", "test_report.py")


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
