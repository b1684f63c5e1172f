"""Exports of Nexis and Lexis: every article of a file, from the lines of a text, Word, RTF, PDF or HTML export.

Two layouts are known, `nexis_older` and `nexis_newer`; an export of another one is refused.
"""

from collections.abc import Iterator, Sequence

from toolkit.article import Article, from_parts
from toolkit.errors import InputError
from toolkit.sources import nexis_newer, nexis_older
from toolkit.sources.model import Blob, numbered
from toolkit.sources.nexis_layout import Entry, iso_date_of, label_of, whole_lines

UNKNOWN = "looks like an export of Nexis, but its layout is not known: export it as Word or text, with full documents"
_MARKS = ("length", "load-date")  # labels that every full document has


def layout(lines: Sequence[str]) -> str | None:
    """Return which layout of Nexis lines are in, "unknown" for one that is not known; None if they are no export."""
    plain = [line for line in lines if line.strip()]
    labels = [(label[0], line) for line in plain if ":" in line[:30] and (label := label_of(line))]
    capitals = {name for name, line in labels if line.partition(":")[0].isupper()}
    small = {name for name, _ in labels} - capitals
    counted = any(nexis_older.COUNTED.fullmatch(line) for line in plain)
    if counted or (any(nexis_older.NUMBERED.fullmatch(line) for line in plain) and {*_MARKS} & capitals):
        return "older"
    ended = any(nexis_newer.END.fullmatch(line) for line in plain)
    body = any(nexis_newer.BODY.fullmatch(line) for line in plain)
    if ended and (body or {*_MARKS} & small):
        return "newer"
    if {"length", "load-date", "language"} <= capitals or ("length" in capitals and "load-date" in capitals):
        return "older" if sum(name == "length" for name, _ in labels) == 1 else "unknown"
    if {*_MARKS} <= small and body:
        return "newer" if sum(name == "length" for name, _ in labels) == 1 else "unknown"
    return None


def articles(lines: Sequence[str], blob: Blob) -> Iterator[Article]:
    """Yield the articles of an export.

    Parameters
    ----------
    lines
        Its paragraphs, or its lines where blank ones part the paragraphs.
    blob
        The file.

    Raises
    ------
    InputError
        If its layout is not known, or it holds no article.
    """
    lines = whole_lines(lines)
    entries = _entries(lines)
    if not entries or sum(not _is_told(entry) for entry in entries) > len(entries) / 2:
        raise InputError(f"{blob.name} {UNKNOWN}")
    if not any(entry.body for entry in entries):
        raise InputError(f"{blob.name} is a list of headlines of Nexis: export it with full documents")
    for id, entry in zip(numbered(blob.stem, len(entries)), entries, strict=True):
        yield _article(entry, id, blob)


def _entries(lines: Sequence[str]) -> list[Entry]:
    kind = layout(lines)
    if kind == "older":
        return nexis_older.entries(lines)
    return nexis_newer.entries(lines) if kind == "newer" else []


def _is_told(entry: Entry) -> bool:
    """Whether an article's headline and date could be told apart, or its date and text, where it has no headline."""
    return bool(entry.date and (entry.headline or entry.body))


def _article(entry: Entry, id: str, blob: Blob) -> Article:
    byline = entry.meta.pop("byline", "")
    body = entry.body
    if body[:1] == ["ABSTRACT"] and "FULL TEXT" in body:  # marks of the export's own, around a standfirst
        body = [line for line in body if line not in ("ABSTRACT", "FULL TEXT")]
    notes = () if entry.body else ("the export holds no text of this article, but its headline",)
    return from_parts(
        entry.headline or None,
        body,
        id,
        byline=_names(byline) or None,
        published=iso_date_of(entry.date),
        outlet=entry.outlet,
        origin=blob.origin,
        notes=(*blob.notes, *notes),
        meta={**({"date": entry.date} if entry.date else {}), **{k: v for k, v in entry.meta.items() if v}},
    )


def _names(byline: str) -> str:
    """Return the names of a byline, without "By" and what stands behind them.

    >>> _names("BY ADA ROE; STAFF"), _names("By Ada Roe, roe@example.org")
    ('ADA ROE', 'Ada Roe')
    """
    words = byline.split(";")[0].split()
    if words and words[0].casefold() in ("by", "von", "par", "por", "di", "door", "byline:"):
        words = words[1:]
    return " ".join(word for word in words if "@" not in word).strip(" ,.")
