"""TEI: the text of each <TEI> element, with title, author, date and publisher of its header."""

from collections.abc import Iterator
from typing import Any

from toolkit.article import Article, from_parts
from toolkit.sources import xml
from toolkit.sources.dates import iso_date
from toolkit.sources.model import Blob, Options, OtherKindError, PassedOver, numbered


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield an article for each text of a TEI file or corpus.

    Raises
    ------
    InputError
        If the XML is damaged; `OtherKindError` if it holds no text.
    """
    root = xml.parse(blob)
    texts = [root] if xml.name(root) == "TEI" else [part for part in root.iter() if xml.name(part) == "TEI"]
    found = [(text, [line for line in _lines(text) if line]) for text in texts]
    if not any(lines for _, lines in found):
        raise OtherKindError(f"{blob.name} is TEI, but holds no text")
    for id, (text, lines) in zip(numbered(blob.stem, len(found)), found, strict=True):
        if lines:
            yield _article(text, lines, id, blob)
        else:
            options.passed_over(PassedOver(id, f"{id} in {blob.name} holds no text"))


def _lines(text: Any) -> Iterator[str]:
    body = xml.find(text, "body")
    if body is None:
        return
    for note in [part for part in body.iter() if xml.name(part) in ("note", "fw", "figDesc")]:
        note.clear(keep_tail=True)
    yield from xml.paragraphs(body)


def _article(text: Any, lines: list[str], id: str, blob: Blob) -> Article:
    header = xml.find(text, "teiHeader")
    header = header if header is not None else text
    title = xml.text_of(xml.find(header, "titleStmt", "title"))
    if lines[0].casefold() == title.casefold():
        lines = lines[1:]
    date = xml.find(header, "date")
    when = (date.get("when") or xml.text_of(date)) if date is not None else None
    return from_parts(
        title or None,
        lines,
        id,
        byline=xml.text_of(xml.find(header, "titleStmt", "author")) or None,
        published=iso_date(when),
        outlet=xml.text_of(xml.find(header, "publicationStmt", "publisher")) or blob.outlet,
        origin=blob.origin,
        notes=blob.notes,
    )
