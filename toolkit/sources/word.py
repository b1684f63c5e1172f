"""Word documents: the paragraphs of the body, in their order, as they stand when all changes are accepted.

The text is taken from the document's XML; nothing that it links to is opened, and no macro is looked at.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from toolkit.article import Article
from toolkit.sources import xml
from toolkit.sources.dates import iso_date
from toolkit.sources.documents import articles_of, lines_of_row
from toolkit.sources.model import Blob, Options
from toolkit.sources.zipped import unzipped

WHAT = "a Word document"
# What holds text that is not the body's: deleted and moved away, text boxes, pictures, footnotes' marks, ruby.
_NOT_BODY = frozenset("del moveFrom txbxContent pict drawing object Fallback footnoteReference rt rPr pPr".split())
_HOLDS_BLOCKS = frozenset("body sdt sdtContent ins moveTo customXml smartTag".split())
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SILENT = re.compile(r"toc\b|table of|header|footer|.*caption")  # names of styles of what is no text
_TITLES = ("title", "heading 1", "headline")
ABOUT = {"title": "title", "creator": "author", "subject": "subject"}  # core properties -> meta


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article that a Word document is, or all that an export holds.

    Headers, footers, footnotes, comments, text boxes, captions, macros and whatever is linked are left out.

    Raises
    ------
    InputError
        If it is damaged or empty, or an export of a layout that is not known.
    """
    with unzipped(blob, WHAT) as parts:
        main = _main_part(parts)
        styles = _styles(parts, main, blob)
        body = xml.find(_parsed(parts, main, blob), "body")
        paragraphs = [] if body is None else list(_blocks(body, styles))
        meta = _properties(parts, blob)
    title = next((text for name in _TITLES for text, style in paragraphs[:10] if style == name and text.strip()), None)
    found = [(text, "title" if text == title and style in _TITLES else None) for text, style in paragraphs]
    yield from articles_of(found, blob, meta=meta)


def _main_part(parts: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the text, as the package's relationships say."""
    names = set(parts.namelist())
    if "_rels/.rels" in names:
        for target, kind in xml.relationships(parts.read("_rels/.rels")):
            if kind.endswith("/officeDocument") and target.lstrip("/") in names:
                return target.lstrip("/")
    return (
        "word/document.xml" if "word/document.xml" in names else min(n for n in names if n.startswith("word/document"))
    )


def _parsed(parts: zipfile.ZipFile, name: str, blob: Blob) -> Any:
    return xml.parsed(parts.read(name), blob, WHAT)


def _styles(parts: zipfile.ZipFile, main: str, blob: Blob) -> dict[str, str]:
    """Return the names of the paragraph styles, in small letters, by their ids."""
    name = posixpath.join(posixpath.dirname(main), "styles.xml")
    if name not in parts.namelist():
        return {}
    found = {}
    for style in _parsed(parts, name, blob):
        if xml.name(style) == "style" and (named := xml.find(style, "name")) is not None:
            found[xml.value(style, "styleId")] = xml.value(named, "val").lower()
    return found


def _properties(parts: zipfile.ZipFile, blob: Blob) -> dict[str, str]:
    """Return what the file says of itself; it is as often about the file as about the article."""
    if "docProps/core.xml" not in parts.namelist():
        return {}
    found = {}
    for item in _parsed(parts, "docProps/core.xml", blob):
        text = xml.text_of(item)
        if xml.name(item) in ABOUT and text:
            found[ABOUT[xml.name(item)]] = text
        elif xml.name(item) == "created" and (date := iso_date(text)):
            found["created"] = date[:10]
    return found


def _blocks(parent: Any, styles: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield text and style of each paragraph, and of each row of a table."""
    for child in parent:
        name = xml.name(child)
        if name == "p":
            style = _style(child, styles)
            if not _SILENT.match(style):
                yield "".join(_words(child)), style
        elif name == "tbl":
            yield from _rows(child, styles)
        elif name in _HOLDS_BLOCKS and not _is_contents(child):
            yield from _blocks(child, styles)


def _rows(table: Any, styles: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield a table's rows in a line each; those of one that only sets out a page, paragraph by paragraph."""
    for row in (row for row in table.iterchildren() if xml.name(row) in ("tr", "sdt", "ins")):
        cells = [
            [(text, style) for text, style in _blocks(cell, styles) if text.strip()]
            for cell in row.iter()
            if xml.name(cell) == "tc" and _table_of(cell) is table
        ]
        yield from lines_of_row(cells)


def _table_of(cell: Any) -> Any:
    return next((above for above in cell.iterancestors() if xml.name(above) == "tbl"), None)


def _style(paragraph: Any, styles: dict[str, str]) -> str:
    for properties in paragraph:
        if xml.name(properties) == "pPr":
            for item in properties:
                if xml.name(item) == "pStyle":
                    id = xml.value(item, "val")
                    return styles.get(id, id.lower())
    return ""


def _is_contents(block: Any) -> bool:
    """Whether a block is a table of contents, which Word keeps in a control of its own."""
    gallery = xml.find(block, "docPartGallery") if xml.name(block) == "sdt" else None
    return gallery is not None and xml.value(gallery, "val").startswith("Table of")


def _words(element: Any) -> Iterator[str]:
    """Yield the text in a part of a paragraph, piece by piece."""
    for child in element:
        name = xml.name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name not in _NOT_BODY and not (name == "r" and _is_hidden(child)):
            yield from _words(child)


def _is_hidden(run: Any) -> bool:
    properties = next((child for child in run if xml.name(child) == "rPr"), None)
    hidden = next((item for item in properties if xml.name(item) == "vanish"), None) if properties is not None else None
    return hidden is not None and xml.value(hidden, "val") not in ("0", "false", "off")
