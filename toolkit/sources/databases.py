"""Exports of news databases, whatever file they come in: every format asks here whether its lines or page are one."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from toolkit.article import Article
from toolkit.errors import InputError
from toolkit.sources.model import Blob

_SPACE = re.compile(r"\s+")
_SILENT = frozenset("script style head title".split())
LONGEST = 120  # characters of a line that says how many there are of something
BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 li tr table ul ol blockquote center body hr".split())
_SIGNS = re.compile(  # in the bytes of a page, one of which every export of Nexis has
    rb"DOCUMENT|DOKUMENT|Dokument(?:en)? \d|Document \d|End of Document|Ende des Dokuments|Load-Date|LOAD-DATE",
    re.IGNORECASE,
)
_COUNTED = re.compile(  # a line that every export has: "LENGTH: 355 words", "WC|877 words", "1 of 74 DOCUMENTS"
    r"\W*(?:[^\W\d_][\w-]{1,14}\s*[:|·\t])?[\s\xa0|·]*\d[\d.,'’\s\xa0]*[^\W\d_]{1,12}[.|]*\s*$"
    r"|\W*(?:[^\W\d_]{5,12}\s+)?\d[\d.,]*\s+[^\W\d_]{2,4}\s+\d[\d.,]*(?:\s+[^\W\d_]{5,12})?\s*$"
)
_UNREAD = {  # what is recognised only to be refused by its name
    "ProQuest": re.compile(r"^\W*(?:ProQuest document ID\b|Report Information from ProQuest)", re.M | re.I),
    "Europresse": re.compile(r"^\W*(?:©.{0,120}\bCEDROM-SNi|news·\d{8}·\w)", re.MULTILINE),
    "NewsBank": re.compile(
        r"^\W*(?:OpenURL Link\W+https?://infoweb\.newsbank|Record Number: [0-9A-F]{12})", re.MULTILINE
    ),
}
_OF_EUROPRESSE = b"docOccurContainer"  # in the markup of its exports


def databases_in_lines(lines: Sequence[str], blob: Blob) -> Iterator[Article] | None:
    """Return the articles of an export of a news database; None if the lines are none.

    Parameters
    ----------
    lines
        The paragraphs of a document, or the lines of a text.
    blob
        The file, for ids and messages.

    Raises
    ------
    InputError
        If it is an export of another database; when the articles are taken, if its layout is not known.
    """
    if any(len(line) < LONGEST and _COUNTED.match(line) for line in lines):
        from toolkit.sources import factiva, nexis  # few texts need them

        if nexis.layout(lines):
            return nexis.articles(lines, blob)
        if factiva.is_export(lines):
            return factiva.articles_of_lines(lines, blob)
    _refuse_others("\n".join((*lines[:100], *lines[-100:])), blob)
    return None


def databases_in_page(tree: Any, data: bytes, blob: Blob) -> Iterator[Article] | None:
    """Return the articles of an export of a news database in HTML; None if the page is none.

    Parameters
    ----------
    tree
        The page's elements, as lxml has them.
    data
        Its bytes, which are looked at first, since few pages are exports.
    blob
        The file, for ids and messages.

    Raises
    ------
    InputError
        If it is an export of another database; when the articles are taken, if its layout is not known.
    """
    from toolkit.sources import factiva, nexis

    if factiva.is_page(data):
        return factiva.articles_of_page(tree, blob)
    if _SIGNS.search(data):
        lines = lines_of(tree)
        if nexis.layout(lines):
            return nexis.articles(lines, blob)
    if _OF_EUROPRESSE in data:
        raise _unread("Europresse", blob)
    return None


def _refuse_others(text: str, blob: Blob) -> None:
    for name, sign in _UNREAD.items():
        if sign.search(text):
            raise _unread(name, blob)


def _unread(name: str, blob: Blob) -> InputError:
    return InputError(f"{blob.name} is an export of {name}, which is not read: of databases, Nexis and Factiva are")


def lines_of(tree: Any) -> list[str]:
    """Return the lines of a page: a blank one between blocks, cells of a table's row in one line.

    >>> import lxml.html
    >>> lines_of(lxml.html.fromstring("<div><p>One<br>two</p><p>three</p></div>"))
    ['One', 'two', '', 'three']
    """
    from lxml.etree import iterwalk

    parts: list[str] = []
    silent = 0
    for event, element in iterwalk(tree, events=("start", "end", "comment", "pi")):
        name = element.tag if isinstance(element.tag, str) else ""
        silent += (name in _SILENT) * (1 if event == "start" else -1)
        if name == "br":
            parts.append("\n" * (event == "start"))
        elif name in BLOCKS:
            parts.append("\n\n")
        elif name in ("td", "th") and event == "end":
            parts.append(" · ")
        said = element.text if event == "start" else element.tail
        if said and not silent and not (event == "start" and not name):
            parts.append(_SPACE.sub(" ", said))
    lines = [line.strip(" ·\xa0") for line in "".join(parts).strip().split("\n")]
    return [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
