"""OpenDocument texts (LibreOffice): headings, paragraphs, lists and tables in order, taken from the document's XML."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from toolkit.article import Article
from toolkit.errors import InputError
from toolkit.sources import xml
from toolkit.sources.dates import iso_date
from toolkit.sources.documents import articles_of, lines_of_row
from toolkit.sources.model import Blob, Options
from toolkit.sources.zipped import unzipped

WHAT = "an OpenDocument text"
# What holds no text of the body: notes, comments, changes that were deleted, pictures and text boxes, indexes, forms.
_NOT_BODY = frozenset(
    "note annotation tracked-changes frame custom-shape rect g a-frame forms sequence-decls ruby-text hidden-text "
    "hidden-paragraph table-of-content illustration-index table-index alphabetical-index user-index bibliography "
    "object-index soft-page-break".split()
)
_SILENT = re.compile(r"Header|Footer|Illustration|Figure|Drawing|.*[Cc]aption|Contents_")  # styles of what is no text
_ROWS = frozenset("table-header-rows table-rows table-row-group".split())
ABOUT = {"title": "title", "creator": "author", "initial-creator": "author", "subject": "subject"}  # -> meta


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article that an OpenDocument text is, or all that an export holds.

    Raises
    ------
    InputError
        If it is damaged, asks for a password, or holds no text.
    """
    with unzipped(blob, WHAT) as parts:
        if _is_locked(parts):
            raise InputError(f"{blob.name} asks for a password: save it without one")
        content = xml.parsed(parts.read("content.xml"), blob, WHAT)
        meta = _properties(parts, blob)
    body = xml.find(content, "body", "text")
    found = [] if body is None else list(_blocks(body, _parents(content)))
    title = next(
        (text for wanted in ("Title", "1") for text, style in found[:10] if style == wanted and text.strip()), None
    )
    paragraphs = [(text, "title" if style in ("Title", "1") and text == title else None) for text, style in found]
    yield from articles_of(paragraphs, blob, meta=meta)


def _is_locked(parts: zipfile.ZipFile) -> bool:
    names = parts.namelist()
    manifest = "META-INF/manifest.xml"
    return "encrypted-package" in names or (manifest in names and b"encryption-data" in parts.read(manifest))


def _parents(content: Any) -> dict[str, str]:
    """Return the named style behind each style that the document made for itself."""
    styles = xml.find(content, "automatic-styles")
    items = [] if styles is None else [style for style in styles if xml.name(style) == "style"]
    return {xml.value(style, "name"): xml.value(style, "parent-style-name") for style in items}


def _properties(parts: zipfile.ZipFile, blob: Blob) -> dict[str, str]:
    """Return what the file says of itself; it is as often about the file as about the article."""
    if "meta.xml" not in parts.namelist():
        return {}
    found: dict[str, str] = {}
    for item in xml.parsed(parts.read("meta.xml"), blob, WHAT).iter():
        if xml.name(item) in ABOUT and (text := xml.text_of(item)):
            found.setdefault(ABOUT[xml.name(item)], text)
        elif xml.name(item) == "creation-date" and (date := iso_date(xml.text_of(item).partition(".")[0])):
            found["created"] = date[:10]
    return found


def _blocks(parent: Any, parents: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the text of each paragraph and row, and "Title" or a heading's level."""
    for child in parent:
        name = xml.name(child)
        if name in ("h", "p"):
            style = xml.value(child, "style-name")
            named = parents.get(style) or style
            if not _SILENT.match(named):
                yield "".join(_words(child)), "Title" if named == "Title" else xml.value(child, "outline-level")
        elif name == "table":
            yield from _rows(child, parents)
        elif name and name not in _NOT_BODY and xml.value(child, "display") != "none":
            yield from _blocks(child, parents)


def _rows(table: Any, parents: dict[str, str]) -> Iterator[tuple[str, str]]:
    for row in table:
        if xml.name(row) in _ROWS:
            yield from _rows(row, parents)
        elif xml.name(row) == "table-row":
            cells = [[line for line in _blocks(cell, parents) if line[0].strip()] for cell in row]
            yield from lines_of_row(cells)


def _words(element: Any) -> Iterator[str]:
    """Yield the text in a paragraph, piece by piece; line ends and spaces of the XML itself mean nothing."""
    yield element.text or ""
    for child in element:
        name = xml.name(child)
        if name == "s":
            yield " "
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name and name not in _NOT_BODY:
            yield from _words(child)
        yield child.tail or ""
