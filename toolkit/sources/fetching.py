"""A URL the user gives becomes bytes: http and https alone, limited in time, size and redirects."""

import http.client
import ipaddress
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlsplit

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
            if 300 <= error.code < 400:
                target = error.headers.get("Location", "nowhere")
                raise InputError(f"{url} leads to {target}, which is no web address") from error
            if last or error.code not in BUSY:
                raise InputError(f"{url} cannot be fetched: the server answers {error.code} {error.reason}") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, _PrivateError):
                advice = "it is fetched with --allow-private (allow_private=True)"
                raise InputError(f"{url} is not fetched: {reason}; {advice}") from error
            if time.monotonic() > until:
                raise InputError(
                    f"{url} took longer than {TIMEOUT} seconds: try again, or save it as a file"
                ) from error
            if last or not isinstance(reason, TimeoutError | ConnectionError):
                said = " ".join(str(getattr(reason, "strerror", None) or reason).split())
                raise InputError(f"{url} cannot be fetched: {said}") from error
        time.sleep(wait)
    raise AssertionError("the last try returns or raises")


def _fetch_once(url: str, allow_private: bool, until: float) -> Blob:
    redirects, rules = _Redirects(), _Rules(allow_private)
    handlers = [_Http(rules), _Https(rules), redirects]
    request = urllib.request.Request(
        quote(url, safe="%/:=&?~#+!$,;'@()*[]"),
        headers={"User-Agent": "news-toolkit", "Accept": "text/html, */*;q=0.8"},
    )
    remaining = max(until - time.monotonic(), 0.1)
    watch = threading.Timer(remaining, rules.shut)  # whatever a slow server sends in the meantime
    watch.daemon = True
    watch.start()
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=remaining) as answer:
            data = _read(answer, url, until)
            charset, final = answer.headers.get_content_charset(), answer.geturl()
    finally:
        watch.cancel()
    notes: tuple[str, ...] = ()
    if redirects.count:
        times = "once" if redirects.count == 1 else f"{redirects.count} times"
        notes = (f"redirected {times}, to {final}",)
    host = (urlsplit(final).hostname or "").removeprefix("www.") or None
    return Blob(url, content=data, url=final, charset=charset, outlet=host, notes=notes)


def _read(answer: Any, url: str, until: float) -> bytes:
    """Return what a server sends, no more than the limits allow."""
    data = bytearray()
    while piece := answer.read1(2**16):
        data += piece
        if len(data) > LARGEST:
            raise InputError(f"{url} is larger than {LARGEST // 2**20} MB: is it an article?")
    if time.monotonic() > until:
        raise TimeoutError("timed out")
    if answer.length:
        raise ConnectionError(f"it broke off, {answer.length:,} bytes before its end")
    return bytes(data)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects to http and https addresses, and counts them."""

    max_repeats = max_redirections = REDIRECTS + 1  # the limit is ours

    def __init__(self) -> None:
        self.count = 0

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise InputError(f"{req.full_url} leads to {newurl}, which is no web address")
        self.count += 1
        if self.count > REDIRECTS:
            raise InputError(f"{req.full_url} leads on and on: more than {REDIRECTS} redirects")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@dataclass
class _Rules:
    """Whether private addresses are allowed, and the sockets opened so far, to be shut when the time is over."""

    allow_private: bool
    sockets: list[socket.socket] = field(default_factory=list)

    def shut(self) -> None:
        """Shut the sockets, so that nobody waits for them any longer."""
        for sock in self.sockets:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # it is closed already


class _Connection(http.client.HTTPConnection):
    """A connection to no private address: the address that was connected to counts, before anything is sent."""

    rules: _Rules

    def connect(self) -> None:
        super().connect()
        self.rules.sockets.append(self.sock)
        peer = self.sock.getpeername()[0]
        if not self.rules.allow_private and not ipaddress.ip_address(peer.partition("%")[0]).is_global:
            self.sock.close()
            raise _PrivateError(f"its host lies on the private address {peer}")


class _SecureConnection(http.client.HTTPSConnection, _Connection):
    """The same with TLS, which begins when the address has been checked."""

    def connect(self) -> None:
        super().connect()
        self.rules.sockets.append(self.sock)


class _Http(urllib.request.HTTPHandler):
    def __init__(self, rules: _Rules) -> None:
        super().__init__()
        self._rules = rules

    def http_open(self, req: Any) -> Any:
        return self.do_open(_connecting(_Connection, self._rules, req), req)  # type: ignore[arg-type]


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, rules: _Rules) -> None:
        super().__init__()
        self._rules = rules

    def https_open(self, req: Any) -> Any:
        return self.do_open(_connecting(_SecureConnection, self._rules, req), req)  # type: ignore[arg-type]


def _connecting(kind: type[_Connection], rules: _Rules, req: Any) -> Callable[..., _Connection]:
    """Return what makes a connection for a request; one to the user's proxy may be private, the host behind it not."""
    host = urlsplit(req.full_url)
    if req.host != host.netloc and not rules.allow_private:
        _check_name(host.hostname or "")
        rules = replace(rules, allow_private=True)

    def make(address: str, **options: Any) -> _Connection:
        connection = kind(address, **options)
        connection.rules = rules
        return connection

    return make


def _check_name(host: str) -> None:
    """Refuse a host that this machine knows to lie on a private address; a proxy may know names that it does not."""
    try:
        known = {str(found[4][0]) for found in socket.getaddrinfo(host, None)}
    except OSError:
        return
    for address in known:
        if not ipaddress.ip_address(address.partition("%")[0]).is_global:
            raise _PrivateError(f"its host lies on the private address {address}")
