"""What is fetched: addresses a user gives, within limits of time, size and redirects, and from no private host."""

import http.server
import socket
import threading
import time

import pytest

from toolkit.errors import InputError
from toolkit.sources import articles, fetching, read
from toolkit.sources.fetching import fetch

PAGE = b"<html><body><p>It rained.</p></body></html>"


class Server:
    """A web server on this machine, whose answers a test sets: path -> status, headers, body, or a function."""

    def __init__(self):
        self.answers, self.asked, self.times = {}, [], []
        outer = self

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                path = self.path.partition("?")[0]
                outer.asked.append(self.path)
                outer.times.append(time.monotonic())
                answer = outer.answers.get(path, (404, {}, b"nothing here"))
                if callable(answer):
                    answer = answer(sum(asked.partition("?")[0] == path for asked in outer.asked))
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    for piece in [body] if isinstance(body, bytes) else body:
                        self.wfile.write(piece)
                        self.wfile.flush()
                except OSError:
                    pass  # nobody listens any more

            def log_message(self, *args):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server():
    running = Server()
    yield running
    running.close()


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(fetching, "BACK_OFF", 0.05)


def refusal(url, **options):
    """The sentence with which fetching is refused: one line that names the address."""
    with pytest.raises(InputError) as caught:
        fetch(url, allow_private=options.pop("allow_private", True), **options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_page_comes_with_its_address_encoding_and_host(server):
    server.answers["/news"] = (200, {"Content-Type": "text/html; charset=ISO-8859-15"}, PAGE)
    blob = fetch(f"{server.url}/news?page=2", allow_private=True)
    assert (blob.data, blob.charset, blob.outlet, blob.notes) == (PAGE, "iso-8859-15", "127.0.0.1", ())
    assert blob.name == blob.url == f"{server.url}/news?page=2"
    assert server.asked == ["/news?page=2"]


def test_signs_outside_of_ascii_in_an_address_are_sent_as_a_browser_does(server):
    server.answers["/caf%C3%A9%20neu"] = (200, {}, PAGE)
    assert fetch(f"{server.url}/café neu", allow_private=True).data == PAGE
    assert fetch(f"{server.url}/caf%C3%A9%20neu", allow_private=True).data == PAGE


@pytest.mark.parametrize("count, word", [(1, "once"), (5, "5 times")])
def test_redirects_are_followed_counted_and_said(server, count, word):
    for k in range(count):
        server.answers[f"/{k}"] = (302, {"Location": f"/{k + 1}"}, b"")
    server.answers[f"/{count}"] = (200, {}, PAGE)
    blob = fetch(f"{server.url}/0", allow_private=True)
    assert blob.notes == (f"redirected {word}, to {server.url}/{count}",)
    assert (blob.name, blob.url) == (f"{server.url}/0", f"{server.url}/{count}")


def test_redirects_without_end_are_given_up(server):
    server.answers["/loop"] = (302, {"Location": "/loop"}, b"")
    assert "more than 5 redirects" in refusal(f"{server.url}/loop")
    for k in range(9):
        server.answers[f"/{k}"] = (302, {"Location": f"/{k + 1}"}, b"")
    assert "more than 5 redirects" in refusal(f"{server.url}/0")


def test_redirect_to_what_is_no_web_address_is_refused(server, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for target in (f"file://{secret}", "ftp://example.org/a", "data:text/plain,a"):
        server.answers["/away"] = (302, {"Location": target}, b"")
        assert "no web address" in refusal(f"{server.url}/away")


def test_busy_server_is_asked_again_after_longer_and_longer_waits(server, monkeypatch):
    monkeypatch.setattr(fetching, "BACK_OFF", 0.2)
    server.answers["/busy"] = lambda time: (503, {}, b"") if time < 3 else (200, {}, PAGE)
    assert fetch(f"{server.url}/busy", allow_private=True).data == PAGE
    first, second = server.times[1] - server.times[0], server.times[2] - server.times[1]
    assert first > 0.15 and second > 1.5 * first


def test_server_that_stays_busy_is_given_up_with_its_own_words(server):
    server.answers["/busy"] = (503, {}, b"")
    assert "503 Service Unavailable" in refusal(f"{server.url}/busy")
    assert len(server.asked) == fetching.TRIES


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
def test_what_a_server_refuses_is_not_asked_again(server, status):
    server.answers["/gone"] = (status, {}, b"")
    assert str(status) in refusal(f"{server.url}/gone")
    assert len(server.asked) == 1


def test_connection_that_breaks_off_is_tried_again_and_never_read_as_whole(server):
    server.answers["/cut"] = lambda time: (200, {"Content-Length": str(len(PAGE))}, PAGE[:20] if time < 3 else PAGE)
    assert fetch(f"{server.url}/cut", allow_private=True).data == PAGE
    server.answers["/short"] = (200, {"Content-Length": "5000"}, PAGE)
    assert "broke off" in refusal(f"{server.url}/short")


def test_more_than_20_mb_is_refused_as_soon_as_it_is_seen(server):
    sent = []

    def endless():
        while True:
            sent.append(2**20)
            yield b" " * 2**20

    server.answers["/large"] = (200, {"Content-Type": "text/html"}, endless())
    assert "larger than 20 MB" in refusal(f"{server.url}/large")
    assert sum(sent) < 40 * 2**20


def test_20_mb_are_taken(server):
    server.answers["/large"] = (200, {}, b" " * 20 * 2**20)
    assert len(fetch(f"{server.url}/large", allow_private=True).data) == 20 * 2**20


@pytest.mark.parametrize("pause", [0.1, 5])
def test_slow_server_is_given_up_when_the_time_is_over(server, monkeypatch, pause):
    monkeypatch.setattr(fetching, "TIMEOUT", 1)

    def slow():
        for _ in range(100):
            yield b"a"
            time.sleep(pause)

    server.answers["/slow"] = (200, {}, slow())
    began = time.monotonic()
    assert "took longer than 1 seconds" in refusal(f"{server.url}/slow")
    assert time.monotonic() - began < 3


def test_server_that_sends_its_headers_byte_by_byte_is_given_up(monkeypatch):
    monkeypatch.setattr(fetching, "TIMEOUT", 1)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip():
            while True:
                try:
                    connection, _ = listening.accept()
                    for byte in b"HTTP/1.1 200 OK\r\n" + b"X-A: 1\r\n" * 80:
                        connection.send(bytes([byte]))
                        time.sleep(0.05)
                except OSError:
                    return

        threading.Thread(target=drip, daemon=True).start()
        began = time.monotonic()
        assert "took longer" in refusal(f"http://127.0.0.1:{listening.getsockname()[1]}/")
        assert time.monotonic() - began < 3


def test_server_that_is_not_there():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        free = listening.getsockname()[1]
    assert "cannot be fetched" in refusal(f"http://127.0.0.1:{free}/a.html")
    assert "cannot be fetched" in refusal("http://[::1/a.html")
    assert "cannot be fetched" in refusal("http://no-such-host.invalid/")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "2130706433"])
def test_private_address_is_refused_before_anything_is_sent(server, host):
    server.answers["/"] = (200, {}, PAGE)
    url = server.url.replace("127.0.0.1", host) + "/"
    said = refusal(url, allow_private=False)
    assert "private address" in said and "--allow-private" in said
    assert server.asked == []
    with pytest.raises(InputError, match="private address"):
        read(url)
    assert server.asked == []


def test_private_address_is_refused_behind_a_redirect_too(server, monkeypatch):
    """The first host counts as public here, the one it leads to does not."""
    server.answers["/"] = (302, {"Location": f"{server.url}/inside"}, b"")
    server.answers["/inside"] = (200, {}, PAGE)
    checked = []
    whole = fetching.ipaddress.ip_address

    class Public:
        is_global = True

    def address(given):
        checked.append(given)
        return Public() if len(checked) == 1 else whole(given)

    monkeypatch.setattr(fetching.ipaddress, "ip_address", address)
    assert "private address 127.0.0.1" in refusal(f"{server.url}/", allow_private=False)
    assert server.asked == ["/"]


def test_users_proxy_may_be_private_and_the_host_behind_it_may_not(server, monkeypatch):
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", server.url)
    server.answers["http://news.invalid/a"] = (200, {}, PAGE)
    assert fetch("http://news.invalid/a").data == PAGE
    assert "private address" in refusal("http://127.0.0.1:9/a", allow_private=False)
    assert server.asked == ["http://news.invalid/a"]


def test_private_https_address_is_refused_before_the_handshake():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(5)
        said = refusal(f"https://127.0.0.1:{listening.getsockname()[1]}/", allow_private=False)
        connection, _ = listening.accept()
        connection.settimeout(5)
        assert connection.recv(100) == b""
    assert "private address" in said


def test_only_http_and_https_are_fetched(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("It rained.")
    for url in (f"file://{path}", "ftp://example.org/a.txt", "gopher://example.org/a", "data://text"):
        with pytest.raises(InputError, match="only http and https"):
            read(url)


def test_nothing_that_a_page_names_is_fetched(server):
    story = (
        b"<p>The bridge will be closed on Friday, the mayor said, and ferries will run all night until spring.</p>" * 9
    )
    names = b'<link rel="stylesheet" href="/a.css"><script src="/a.js"></script><img src="/a.png"><iframe src="/b">'
    names += b"</iframe>"
    head = b'<!DOCTYPE html SYSTEM "/a.dtd"><html><head><title>Bridge</title>' + names + b"</head><body>"
    server.answers["/page.html"] = (200, {"Content-Type": "text/html"}, head + names + story + b"</body></html>")
    found = list(articles(f"{server.url}/page.html", allow_private=True))
    assert [article.url for article in found] == [f"{server.url}/page.html"]
    assert server.asked == ["/page.html"]
