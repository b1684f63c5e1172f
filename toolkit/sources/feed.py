"""Feeds (RSS, Atom): each entry with the text that the feed has of it, or the page it links to where that is wanted."""

import io
from collections.abc import Iterator
from typing import Any

from toolkit.article import Article, from_parts
from toolkit.errors import InputError
from toolkit.sources.dates import iso_date
from toolkit.sources.email import of_html
from toolkit.sources.following import followed
from toolkit.sources.model import Blob, Options, PassedOver, numbered
from toolkit.sources.xml import refuse_entities

TEASER = 60  # words: an entry's text with fewer is a summary, and said to be one
SUMMARY = "the feed has a summary alone: --follow, in Python follow=True, fetches the page"


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield an article for each entry of a feed.

    An entry's text is what the feed holds; with ``options.follow`` the page that it links to is fetched instead.

    Raises
    ------
    InputError
        If the feed is damaged, has no entries, or declares XML entities of its own.
    """
    import feedparser

    refuse_entities(blob.data, blob)
    try:
        feed = feedparser.parse(io.BytesIO(blob.data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # feedparser raises whatever goes wrong in it
        raise InputError(f"{blob.name} is a feed that is damaged: it cannot be read") from error
    if not feed.entries:
        raise InputError(f"{blob.name} is a feed {'that is damaged' if feed.bozo else 'without entries'}")
    outlet = feed.feed.get("title") or blob.outlet
    for id, entry in zip(numbered(blob.stem, len(feed.entries)), feed.entries, strict=True):
        where = entry.get("title") or entry.get("link") or id
        try:
            if options.follow:
                yield from followed(entry.get("link"), options, published=_date(entry), outlet=outlet)
            else:
                yield _article(entry, id, outlet, blob)
        except InputError as error:
            options.passed_over(PassedOver(where, f"“{where}” of {blob.name}: {error}", failed=True))


def _article(entry: Any, id: str, outlet: str | None, blob: Blob) -> Article:
    markup = next((part.value for part in entry.get("content", []) if part.get("value")), entry.get("summary") or "")
    lines = of_html(f"<div>{markup}</div>")
    title = " ".join(of_html(f"<div>{entry.get('title', '')}</div>"))
    if not lines:
        raise InputError("it has no text")
    tags = ", ".join(tag.term for tag in entry.get("tags", []) if tag.get("term"))
    short = sum(len(line.split()) for line in lines) < TEASER
    return from_parts(
        title or None,
        lines,
        id,
        byline=entry.get("author") or None,
        published=_date(entry),
        outlet=outlet,
        url=entry.get("link"),
        origin=blob.origin,
        notes=(*blob.notes, *((SUMMARY,) if short else ())),
        meta={"tags": tags} if tags else {},
    )


def _date(entry: Any) -> str | None:
    """Return when an entry was published, in UTC as feedparser gives it."""
    import calendar
    import datetime

    when = entry.get("published_parsed") or entry.get("updated_parsed")
    if when is None:
        return iso_date(entry.get("published") or entry.get("updated"))
    moment = datetime.datetime.fromtimestamp(calendar.timegm(when), datetime.UTC)
    return moment.isoformat(timespec="seconds")
