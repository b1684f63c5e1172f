"""E-mails and mailboxes: subject, sender, date, and the text of the message, newsletters in HTML too."""

import email
import email.policy
import mailbox
import re
import tempfile
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from toolkit.article import Article, from_parts
from toolkit.errors import InputError
from toolkit.sources.dates import iso_date
from toolkit.sources.model import Blob, Options, PassedOver, numbered

_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)
_QUOTED = re.compile(r"^\s*>")  # an earlier message in an answer
BLOCKS = "p div h1 h2 h3 h4 h5 h6 li td th tr blockquote table".split()  # what begins and ends a line of HTML
_SIGNATURE = re.compile(r"^-- ?$")


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article that an e-mail is, or those of a mailbox; a message without a text is passed over.

    Raises
    ------
    InputError
        If the one message of a file has no text.
    """
    if blob.head.startswith(b"From "):
        yield from _of_mailbox(blob, options)
        return
    message = email.message_from_bytes(blob.data, policy=email.policy.default)
    yield _article(message, blob.stem, blob)


def _of_mailbox(blob: Blob, options: Options) -> Iterator[Article]:
    with tempfile.TemporaryDirectory(prefix="toolkit-mail-") as folder:
        path = blob.path
        if path is None:
            path = Path(folder) / "mbox"
            path.write_bytes(blob.data)
        box = mailbox.mbox(path, create=False)
        try:
            keys = box.keys()
            for id, key in zip(numbered(blob.stem, len(keys)), keys, strict=True):
                where = f"message {key + 1} of {blob.name}" if isinstance(key, int) else f"a message of {blob.name}"
                try:
                    message = email.message_from_bytes(box.get_bytes(key), policy=email.policy.default)
                    yield _article(message, id, blob)
                except InputError as error:
                    options.passed_over(PassedOver(where, str(error).replace(blob.name, where, 1), failed=True))
        finally:
            box.close()


def _article(message: EmailMessage, id: str, blob: Blob) -> Article:
    lines = _lines(message)
    if not lines:
        raise InputError(f"{blob.name} is an e-mail without a text")
    name, address = parseaddr(_header(message, "From"))
    subject = _PREFIX.sub("", _header(message, "Subject"))
    attached = [part.get_filename() or "?" for part in message.walk() if part.get_content_disposition() == "attachment"]
    meta = {
        "from": _header(message, "From"),
        "to": _header(message, "To"),
        "list": _header(message, "List-Id"),
        "attachments": ", ".join(attached),
    }
    return from_parts(
        subject or None,
        lines,
        id,
        published=iso_date(_header(message, "Date")),
        outlet=name or address.partition("@")[2] or blob.outlet,
        origin=blob.origin,
        notes=(*blob.notes, *((f"attached files are left out: {', '.join(attached)}",) if attached else ())),
        meta={key: value for key, value in meta.items() if value},
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except (ValueError, LookupError, AttributeError, IndexError):  # what a broken header makes the parser raise
        return ""


def _lines(message: EmailMessage) -> list[str]:
    """Return the paragraphs of the message: of its plain part where that says as much as its HTML part."""
    plain = [line for part in _parts(message, "text/plain") for line in _of_plain(part)]
    marked = [line for part in _parts(message, "text/html") for line in of_html(part)]
    return marked if len(" ".join(marked)) > 1.5 * len(" ".join(plain)) else plain


def _parts(message: EmailMessage, kind: str) -> Iterator[Any]:
    for part in message.walk():
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            try:
                yield part.get_content()
            except (LookupError, ValueError, KeyError):
                payload = part.get_payload(decode=True)
                yield payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _of_plain(text: str) -> list[str]:
    """Return the paragraphs of a plain message, its cut lines joined, without quoted messages and signature."""
    found: list[list[str]] = [[]]
    for line in text.replace("\r\n", "\n").split("\n"):
        if _SIGNATURE.match(line):
            break
        if _QUOTED.match(line):
            continue
        if line.strip():
            found[-1].append(line.strip())
        elif found[-1]:
            found.append([])
    return [" ".join(part) for part in found if part]


def of_html(markup: str) -> list[str]:
    """Return the text of each block of HTML, in order: of paragraphs, headings, list items and table cells."""
    import lxml.etree
    import lxml.html

    try:
        tree = lxml.html.document_fromstring(markup)
    except (lxml.etree.ParserError, ValueError):
        return []
    for part in tree.xpath("//script|//style|//head|//noscript|//template|//*[contains(@style, 'display:none')]"):
        if part.getparent() is not None:
            part.drop_tree()
    for part in tree.iter("br"):
        part.tail = "\n" + (part.tail or "")
    for part in tree.iter(
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "tr", "blockquote", "table"
    ):
        part.text = "\n" + (part.text or "")
        part.tail = "\n" + (part.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return [line for line in lines if line.strip("\u200b\u200c\ufeff\xad \u034f")]
