"""Pages that a feed or a table names: fetched where the user wants that, with what else is known of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.article import Article
from toolkit.errors import InputError
from toolkit.sources.dates import iso_date
from toolkit.sources.fetching import fetch
from toolkit.sources.model import Options
from toolkit.sources.records import as_text


def followed(url: Any, options: Options, **known: str | None) -> Iterator[Article]:
    """Yield the article of a page; ``known`` says what it does not say itself.

    Raises
    ------
    InputError
        If there is no address, or the page cannot be fetched or holds no story.
    """
    from toolkit.sources.web_page import read

    if not isinstance(url, str) or not url.strip():
        raise InputError("it names no page")
    for article in read(fetch(url.strip(), allow_private=options.allow_private), options):
        missing = {name: value for name, value in known.items() if value and not getattr(article, name)}
        yield article.with_known(**missing)  # type: ignore[arg-type]


def is_followed(columns: Mapping[str, str], options: Options) -> bool:
    """Whether rows name pages instead of holding texts, and the pages are to be fetched."""
    return options.follow and "text" not in columns and "url" in columns


def followed_row(row: Mapping[str, Any], columns: Mapping[str, str], options: Options) -> Iterator[Article]:
    """Yield the article of the page that a row names. Raises as `followed` does."""
    known = {name: as_text(row.get(columns.get(name, ""))) or None for name in ("title", "byline", "outlet")}
    published = iso_date(row.get(columns.get("published", "")))
    yield from followed(row.get(columns["url"]), options, published=published, **known)
