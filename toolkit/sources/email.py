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

_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_QUOTED = re.compile(r"^\s*>")  # an earlier message in an answer
_WROTE = re.compile(  # the line above it: "On Mon, 1 July 2019 at 10:31, Ada Roe <roe@example.org> wrote:"
    r"(?:On|Am|Le|El|Op|Il)\s.{6,160}(?:wrote|schrieb|écrit|escribió|schreef|ha scritto)\b.{0,80}:", re.DOTALL
)
_MANGLED = re.compile(rb"^>(>*From )", re.MULTILINE)  # how mailboxes write a line that begins with "From "
_NO_XML = re.compile(  # characters that elements cannot hold, and their numbers
    "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    r"|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|d[89a-f][0-9a-f]{2}|fff[ef])|0*(?:[0-8]|1[124-9]|2\d|3[01]))(?![0-9a-f]);?",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^-- ?$")
_ARMOUR = "-----BEGIN PGP MESSAGE-----"
BLOCKS = "p div h1 h2 h3 h4 h5 h6 li td th tr blockquote table pre section article header footer".split()
LEAST = 20  # words that a message has to have without what it quotes, for that to be left out
_SILENT = (  # what a message in HTML does not show
    "//script|//style|//head|//noscript|//template|//*[contains(translate(@style, ' ', ''), 'display:none')]"
    "|//*[@hidden]"
)
_EARLIER = "//blockquote[@type='cite']|//*[contains(@class, 'gmail_quote')]|//*[contains(@class, 'moz-cite-prefix')]"


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article that an e-mail is, or those of a mailbox; a message without a text is passed over.

    Raises
    ------
    InputError
        If the one message of a file has no text, or is encrypted.
    """
    if blob.head.startswith(b"From "):
        yield from _of_mailbox(blob, options)
        return
    yield _article(blob.data, blob.stem, blob, blob.name)


def _of_mailbox(blob: Blob, options: Options) -> Iterator[Article]:
    with tempfile.TemporaryDirectory(prefix="toolkit-mail-") as folder:
        path = blob.path
        if path is None:
            path = Path(folder) / "mbox"
            path.write_bytes(blob.data)
        box = mailbox.mbox(path, create=False)
        try:
            keys = box.keys()
            for number, (id, key) in enumerate(zip(numbered(blob.stem, len(keys)), keys, strict=True), start=1):
                where = f"message {number} of {blob.name}"
                try:
                    yield _article(_MANGLED.sub(rb"\1", box.get_bytes(key)), id, blob, where)
                except InputError as error:
                    options.passed_over(PassedOver(where, str(error), failed=True))
        finally:
            box.close()


def _article(data: bytes, id: str, blob: Blob, where: str) -> Article:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        lines = _lines(message, where)
        headers = {name: _header(message, name) for name in ("From", "To", "Subject", "Date", "List-Id")}
        attached = [_file_name(part) for part in _walk(message) if _is_attached(part)]
    except InputError:
        raise
    except Exception as error:  # Python's parser raises whatever a broken header brings it to
        raise InputError(f"{where} is an e-mail, but damaged: it cannot be read") from error
    if not lines:
        raise InputError(f"{where} is an e-mail without a text")
    name, address = parseaddr(headers["From"])
    meta = {
        "from": headers["From"],
        "to": headers["To"],
        "list": headers["List-Id"],
        "attachments": ", ".join(attached),
    }
    return from_parts(
        _PREFIX.sub("", headers["Subject"]) or None,
        lines,
        id,
        published=iso_date(headers["Date"]),
        outlet=name or address.partition("@")[2] or blob.outlet,
        origin=blob.origin,
        notes=(*blob.notes, *((f"attached files are left out: {', '.join(attached)}",) if attached else ())),
        meta={key: value for key, value in meta.items() if value},
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):  # what a broken header brings about
        return ""


def _walk(part: Any) -> Iterator[Any]:
    """Yield the parts of a message, but not those of messages that are attached to it."""
    yield part
    if part.is_multipart() and part.get_content_type() != "message/rfc822":
        for inside in part.get_payload():
            yield from _walk(inside)


def _is_attached(part: Any) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_type() == "message/rfc822"


def _file_name(part: Any) -> str:
    inside = part.get_payload()
    subject = _header(inside[0], "Subject") if part.is_multipart() and inside else ""
    return " ".join(str(part.get_filename() or subject or "?").split())


def _lines(message: EmailMessage, where: str) -> list[str]:
    """Return the paragraphs of the message: of its plain part where that says as much as its HTML part."""
    if message.get_content_type() == "multipart/encrypted" or "pkcs7-mime" in message.get_content_type():
        raise InputError(f"{where} is an encrypted e-mail: save its text")
    plain = [line for text in _texts(message, "text/plain") for line in of_plain(text)]
    marked = [line for text in _texts(message, "text/html") for line in of_html(text)]
    if any(line.startswith(_ARMOUR) for line in plain):
        raise InputError(f"{where} is an encrypted e-mail: save its text")
    return marked if len(" ".join(marked)) > 1.5 * len(" ".join(plain)) else plain


def _texts(message: EmailMessage, kind: str) -> Iterator[str]:
    for part in _walk(message):
        if part.get_content_type() == kind and not _is_attached(part):
            try:
                yield part.get_content()
            except (LookupError, ValueError, KeyError):
                payload = part.get_payload(decode=True)
                yield payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def of_plain(text: str) -> list[str]:
    """Return the paragraphs of a plain message, its cut lines joined, without quoted messages and signature.

    >>> of_plain("It rained\\nall day.\\n\\nOn Monday, July 1, 2019, Ada Roe wrote:\\n> And you?\\n-- \\nBen Low")
    ['It rained all day.']
    """
    own: list[list[str]] = [[]]
    for line in text.replace("\r\n", "\n").split("\n"):
        if _SIGNATURE.match(line):
            break
        if _QUOTED.match(line):
            continue
        if line.strip():
            own[-1].append(line.strip())
        elif own[-1]:
            own.append([])
    lines = [" ".join(part) for part in own if part]
    return [line for line in lines if not _WROTE.fullmatch(line)]


def of_html(markup: str) -> list[str]:
    """Return the text of each block of HTML, in order: of paragraphs, headings, list items and table cells.

    What is not shown is left out, and an earlier message that is quoted, unless little else is there.
    """
    import lxml.etree
    import lxml.html

    try:
        tree = lxml.html.document_fromstring(_NO_XML.sub("", markup))
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return []
    _drop(tree.xpath(_SILENT))
    for part in tree.iter("br"):
        part.tail = "\n" + (part.tail or "")
    for part in tree.iter(*BLOCKS):
        part.text = "\n" + (part.text or "")
        part.tail = "\n" + (part.tail or "")
    whole = _shown(tree)
    quoted = tree.xpath(_EARLIER)
    _drop(quoted)
    own = _shown(tree) if quoted else whole
    return own if sum(len(line.split()) for line in own) >= LEAST else whole


def _drop(parts: list[Any]) -> None:
    for part in parts:
        if part.getparent() is not None:
            part.drop_tree()


def _shown(tree: Any) -> list[str]:
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    lines = (line.strip("\u200b\u200c\u200d\u2060\ufeff\xad\u034f ") for line in lines)
    return [line for line in lines if line and not _WROTE.fullmatch(line)]
