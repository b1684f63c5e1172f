"""NewsML-G2 and NITF, as agencies deliver: each news item with its text, headline, byline, date and provider."""

from collections.abc import Iterator
from typing import Any

from toolkit.article import Article, from_parts
from toolkit.sources import xml
from toolkit.sources.dates import iso_date
from toolkit.sources.model import Blob, Options, OtherKindError, PassedOver, numbered


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield an article for each news item that has a text; others (pictures, packages) are passed over.

    Raises
    ------
    InputError
        If the XML is damaged; `OtherKindError` if no item has a text.
    """
    root = xml.parse(blob)
    items = [root] if xml.name(root) in ("newsItem", "nitf") else []
    items = items or [element for element in root.iter() if xml.name(element) in ("newsItem", "nitf")]
    items = [item for item in items if not any(xml.name(above) == "newsItem" for above in item.iterancestors())]
    texts = [(item, list(_paragraphs(item))) for item in items]
    if not any(lines for _, lines in texts):
        raise OtherKindError(f"{blob.name} holds no news item with a text")
    for id, (item, lines) in zip(numbered(blob.stem, len(texts)), texts, strict=True):
        own = item.get("guid") or id
        if lines:
            yield _article(item, lines, id, blob)
        else:
            options.passed_over(PassedOver(own, f"{own} in {blob.name} is a news item without a text"))


def _paragraphs(item: Any) -> Iterator[str]:
    content = xml.find(item, "body.content")  # NITF, alone or within NewsML
    if content is None:
        content = xml.find(item, "inlineXML")
    if content is None and (data := xml.find(item, "inlineData")) is not None:
        yield from filter(None, (" ".join(part.split()) for part in "".join(data.itertext()).split("\n\n")))
    if content is not None:
        body = xml.find(content, "body")
        yield from filter(None, xml.paragraphs(content if body is None else body))


def _article(item: Any, lines: list[str], id: str, blob: Blob) -> Article:
    headline = xml.text_of(xml.find(item, "headline")) or xml.text_of(xml.find(item, "hedline", "hl1"))
    headline = headline or xml.text_of(xml.find(item, "hl1"))
    dates = ("contentCreated", "firstCreated", "versionCreated", "sent")
    published = next((found for step in dates if (found := iso_date(xml.text_of(xml.find(item, step))))), None)
    issued = xml.find(item, "date.issue")
    provider = xml.find(item, "provider")
    named = xml.find(provider, "name") if provider is not None else None
    subjects = [xml.text_of(xml.find(part, "name")) for part in item.iter() if xml.name(part) == "subject"]
    meta = {
        "guid": item.get("guid") or "",
        "slugline": xml.text_of(xml.find(item, "slugline")),
        "copyright": xml.text_of(xml.find(item, "copyrightNotice")),
        "dateline": xml.text_of(xml.find(item, "dateline")),
        "subject": "; ".join(filter(None, subjects)),
    }
    return from_parts(
        headline or None,
        [line for line in lines if line != headline],
        id,
        byline=xml.text_of(xml.find(item, "by")) or xml.text_of(xml.find(item, "byline")) or None,
        published=published or (iso_date(issued.get("norm")) if issued is not None else None),
        outlet=xml.text_of(named) or (provider.get("literal") if provider is not None else None) or blob.outlet,
        origin=blob.origin,
        notes=blob.notes,
        meta={key: value for key, value in meta.items() if value},
    )
