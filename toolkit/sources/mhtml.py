"""Saved web pages in one file (MHTML): the page itself, without its pictures and frames."""

import email
import email.policy
from typing import NamedTuple

from toolkit.errors import InputError
from toolkit.sources.model import Blob

HTML = ("text/html", "application/xhtml+xml")


class Saved(NamedTuple):
    """The page in an MHTML file: its bytes, their encoding, and its address."""

    data: bytes
    charset: str | None
    url: str | None


def page(blob: Blob) -> Saved:
    """Return the page that an MHTML file holds.

    Raises
    ------
    InputError
        If there is none in it.
    """
    message = email.message_from_bytes(blob.data, policy=email.policy.compat32)
    address = _plain(message["Snapshot-Content-Location"])
    pages = [part for part in message.walk() if part.get_content_type() in HTML]
    root = _plain(message.get_param("start"))
    first = next((part for part in pages if root and _plain(part["Content-ID"]) == root), None)
    first = first or next((part for part in pages if address and _plain(part["Content-Location"]) == address), None)
    if first is None and not pages:
        raise InputError(f"{blob.name} is a saved web page (MHTML) without a page in it: was it saved whole?")
    first = first or pages[0]
    data = first.get_payload(decode=True)
    url = address or _plain(first["Content-Location"])
    return Saved(data if isinstance(data, bytes) else b"", first.get_content_charset(), url if _is_web(url) else None)


def _plain(header: object) -> str:
    """Return a header's value without folds and angle brackets."""
    return "".join(str(header or "").split()).strip("<>")


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))
