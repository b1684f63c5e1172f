"""A row of a table, or an object of JSON, becomes an article: which column holds what."""

import math
from collections.abc import Iterable, Mapping
from typing import Any, cast

from toolkit.article import Article, from_text
from toolkit.errors import InputError, ParameterError
from toolkit.sources.dates import iso_date
from toolkit.sources.decoding import tidy

# The usual names of what a row says, in small letters, the likeliest first. They are those of Media Cloud, GDELT,
# AmCAT, LexisNexisTools, quanteda and readtext, news-please, ninjs and schema.org.
COLUMNS = {
    "id": "id doc_id docid document_id article_id articleid stories_id story_id uuid guid uri @id".split(),
    "text": (
        "text body fulltext full_text maintext article_text articletext articlebody body_text bodytext content_text "
        "content article story document plain_text"
    ).split(),
    "title": "title headline head hl title_text headline_text webtitle name".split(),
    "byline": "byline author authors by creator authors_list".split(),
    "published": (
        "published date publish_date published_at publication_date pub_date pubdate publishdate date_publish "
        "webpublicationdate "
        "date_published datepublished published_date seendate sqldate datetime versioncreated firstcreated timestamp"
    ).split(),
    "outlet": (
        "outlet newspaper medium media_name media publication publisher provider publication_name source_name source "
        "outlet_name journal domain source_domain sourcecommonname"
    ).split(),
    "url": "url link article_url weburl documentidentifier canonical_url href web_url sourceurl".split(),
    "language": "language lang language_code inlanguage".split(),
}
LONGEST_META = 1000  # characters of what else a row says


def columns_of(names: Iterable[str], given: Mapping[str, str], where: str) -> dict[str, str]:
    """Return which of a table's columns holds what: the given ones, else by their usual names.

    Parameters
    ----------
    names
        The table's columns.
    given
        The user's own choice: our name -> the table's column.
    where
        The table, for the error.

    Raises
    ------
    ParameterError
        If a column that is given is not there, or our name is none.

    >>> columns_of(["ID", "Headline", "Article"], {}, "table")
    {'id': 'ID', 'text': 'Article', 'title': 'Headline'}
    """
    names = [str(name) for name in names]
    by_small = {name.strip().lower(): name for name in reversed(names)}
    chosen = {}
    for ours, column in given.items():
        if ours not in COLUMNS:
            raise ParameterError(f"columns: there is no {ours}; give {', '.join(COLUMNS)}")
        if column not in names and column.lower() not in by_small:
            raise ParameterError(f"{where} has no column {column}: it has {', '.join(names)}")
        chosen[ours] = column if column in names else by_small[column.lower()]
    for ours, usual in COLUMNS.items():
        if ours not in chosen:
            found = next((by_small[name] for name in usual if name in by_small), None)
            if found is not None and found not in chosen.values():
                chosen[ours] = found
    return {ours: chosen[ours] for ours in COLUMNS if ours in chosen}


def require_text(columns: Mapping[str, str], names: Iterable[str], where: str) -> None:
    """Raise a `ParameterError` that lists a table's columns if none holds the text."""
    if "text" not in columns:
        listed = ", ".join(str(name) for name in names) or "none"
        option = '--columns text=…, in Python columns={"text": …}'
        raise ParameterError(f"{where} has no column of text: name it with {option}; it has {listed}")


def article_of(
    row: Mapping[str, Any],
    columns: Mapping[str, str],
    *,
    id: str,
    origin: str | None,
    where: str,
    notes: tuple[str, ...] = (),
    dates: str = "",
) -> Article:
    """Return the article that a row is.

    Parameters
    ----------
    row
        Values by column; what is in no named column goes into ``meta``.
    columns
        As `columns_of` gives them.
    id
        What the article is called if the row does not say.
    origin
        The table's file name.
    where
        The row, for errors.
    notes
        What was guessed in reading the table.
    dates
        Dates of the table that tell whether day or month stands first.

    Raises
    ------
    InputError
        If the row has no text.
    """
    value = {ours: row.get(column) for ours, column in columns.items()}
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"{where} has no text")
    text, halves = tidy(text)
    notes = (*notes, *halves)
    used = set(columns.values())
    meta = {str(key): as_text(item) for key, item in row.items() if key not in used}
    known: dict[str, Any] = {name: as_text(value.get(name)) or None for name in ("title", "byline", "outlet", "url")}
    if raw := as_text(value.get("published")):
        known["published"] = iso_date(value["published"]) or iso_date(value["published"], dates)
        if known["published"] and not iso_date(value["published"]):
            notes = (*notes, f"the date {raw} is read in the order of {dates}, which stands in the same column")
        if known["published"] is None:
            meta[columns["published"]] = raw
            notes = (*notes, f"the date {raw} does not tell day and month apart, and is left out")
    meta = {key: item[:LONGEST_META] for key, item in meta.items() if item}
    return from_text(text, own_id(row, columns) or id, origin=origin, notes=notes, meta=meta, **known)


def own_id(row: Mapping[str, Any], columns: Mapping[str, str]) -> str:
    """Return the id that a row gives itself, "" if none; a whole number stays one, so that rows are found again."""
    own = row.get(columns.get("id", ""))
    return cast(str, own) if isinstance(own, int) and not isinstance(own, bool) else as_text(own)


def as_text(value: Any) -> str:
    """Return a value as text: "" for none, lists with commas, whole numbers without ".0".

    >>> as_text(["Ada Roe", "Ben Low"]), as_text(3.0), as_text(float("nan"))
    ('Ada Roe, Ben Low', '3', '')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)) or str(value) in ("NaT", "<NA>"):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Mapping):
        return as_text(value.get("name") or value.get("@value") or "")
    if isinstance(value, list | tuple | set):
        return ", ".join(filter(None, map(as_text, value)))
    return " ".join(str(value).split())
