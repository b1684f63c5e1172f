"""What tests of formats share: files to write, sentences of refusal, and a server that nobody may ask for anything."""

import http.server
import threading

import pytest

from toolkit.errors import InputError
from toolkit.sources import articles, read_many


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

    def sentence(path, *, failed=True):
        with pytest.raises(InputError) as caught:
            list(articles(path))
        assert "\n" not in str(caught.value)
        assert str(caught.value).startswith(path.name)
        lost = list(read_many([path.parent]))
        assert [(what.reason, what.failed) for what in lost if what.name == path.name] == [(str(caught.value), failed)]
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
