"""A URL the user gives becomes bytes: http and https alone, limited in time, size and redirects."""

import http.client
import ipaddress
import socket
import time
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from toolkit.errors import InputError
from toolkit.sources.model import Blob

TIMEOUT = 30  # seconds for a URL, redirects and retries included
LARGEST = 20 * 2**20  # bytes
REDIRECTS = 5  # at most
TRIES = 3  # of a server that is busy or does not answer
BACK_OFF = 0.5  # seconds before the second try; twice as long before each further one
BUSY = frozenset((429, 500, 502, 503, 504))


class _PrivateError(OSError):
    """The host's address is a private one."""


def fetch(url: str, *, allow_private: bool = False) -> Blob:
    """Return what a URL holds.

    Parameters
    ----------
    url
        An http or https address.
    allow_private
        Whether the host may lie on a private or loopback address, at first or after a redirect.

    Raises
    ------
    InputError
        If it cannot be fetched within 30 seconds, 20 MB and 5 redirects, or lies on a private address.
    """
    until = time.monotonic() + TIMEOUT
    for attempt in range(1, TRIES + 1):
        wait = BACK_OFF * 2 ** (attempt - 1)
        last = attempt == TRIES or time.monotonic() + wait > until
        try:
            return _fetch_once(url, allow_private, until)
        except urllib.error.HTTPError as error:
            if last or error.code not in BUSY:
                raise InputError(f"{url} cannot be fetched: the server answers {error.code} {error.reason}") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, _PrivateError):
                advice = "it is fetched with --allow-private (allow_private=True)"
                raise InputError(f"{url} is not fetched: {reason}; {advice}") from error
            if last or not isinstance(reason, TimeoutError | ConnectionError):
                said = getattr(reason, "strerror", None) or reason
                raise InputError(f"{url} cannot be fetched: {said}") from error
        time.sleep(wait)
    raise AssertionError("the last try returns or raises")


def _fetch_once(url: str, allow_private: bool, until: float) -> Blob:
    redirects = _Redirects()
    handlers = [_Http(allow_private), _Https(allow_private), redirects]
    request = urllib.request.Request(url, headers={"User-Agent": "news-toolkit", "Accept": "text/html, */*;q=0.8"})
    data = bytearray()
    remaining = max(until - time.monotonic(), 0.1)
    with urllib.request.build_opener(*handlers).open(request, timeout=remaining) as answer:
        while piece := answer.read1(2**16):
            data += piece
            if len(data) > LARGEST:
                raise InputError(f"{url} is larger than {LARGEST // 2**20} MB: is it an article?")
            if time.monotonic() > until:
                raise InputError(f"{url} took longer than {TIMEOUT} seconds: try again, or save it as a file")
        charset, final = answer.headers.get_content_charset(), answer.geturl()
    notes: tuple[str, ...] = ()
    if redirects.count:
        times = "once" if redirects.count == 1 else f"{redirects.count} times"
        notes = (f"redirected {times}, to {final}",)
    host = (urlsplit(final).hostname or "").removeprefix("www.") or None
    return Blob(url, content=bytes(data), url=final, charset=charset, outlet=host, notes=notes)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects to http and https addresses, and counts them."""

    max_redirections = REDIRECTS

    def __init__(self) -> None:
        self.count = 0

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise InputError(f"{req.full_url} leads to {newurl}, which is no web address")
        self.count += 1
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check(sock: socket.socket) -> None:
    """Refuse a connection to a private, loopback or otherwise special address; the address connected to counts."""
    peer = sock.getpeername()[0]
    if not ipaddress.ip_address(peer.partition("%")[0]).is_global:
        sock.close()
        raise _PrivateError(f"its host lies on the private address {peer}")


class _Connection(http.client.HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _check(self.sock)


class _SecureConnection(http.client.HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _check(self.sock)


class _Http(urllib.request.HTTPHandler):
    def __init__(self, allow_private: bool) -> None:
        super().__init__()
        self._connection = http.client.HTTPConnection if allow_private else _Connection

    def http_open(self, req: Any) -> Any:
        return self.do_open(self._connection, req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, allow_private: bool) -> None:
        super().__init__()
        self._connection = http.client.HTTPSConnection if allow_private else _SecureConnection

    def https_open(self, req: Any) -> Any:
        return self.do_open(self._connection, req)
