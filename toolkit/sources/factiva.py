"""Exports of Factiva: every article of an HTML page or of an RTF file's lines.

A page marks each article and its headline by class; in RTF the same lines stand one below the other, sometimes with
Factiva's two-letter field codes (HD, BY, WC, PD, SN …) before them. Labels ("877 words", "Document NYTF0000…") may be
in any of the languages that Factiva speaks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.article import Article, from_parts
from toolkit.errors import InputError
from toolkit.sources.dates import iso_date
from toolkit.sources.model import Blob, numbered

PAGE = re.compile(
    rb'class="[^"]*\b[a-z]{2}(?:Article|Headline)\b'  # class="article enArticle"
    rb"|<title>\s*(?:Dow Jones )?Factiva|fcpNavContainer",
    re.IGNORECASE,
)
WORDS = re.compile(r"\s*\d[\d.,'\xa0\s]*\s[^\d\s]{2,12}\s*")  # "877 words" in any language
ACCESSION = re.compile(  # "Document NYTF0000200…"
    r"(?:Document|Dokument|Documento|Документ|文档|文書)\s+([A-Za-z0-9]{15,})\s*"
)
CODE = re.compile(r"[A-Z0-9]{2,8}")  # of a source: "NYTF"
COPYRIGHT = re.compile(r"(?:\(c\)|©|Copyright)\s*", re.IGNORECASE)
LANGUAGE = re.compile(
    r"(?:English|Englisch|Anglais|Inglés|Inglese|Inglês|Engels|German|Deutsch|Allemand|French|Französisch|Français|Spanish|"
    r"Spanisch|Español|Italian|Italienisch|Portuguese|Dutch)",
    re.IGNORECASE,
)
PAGE_NUMBER = re.compile(r"[A-Z]{0,3}-?\d{1,4}(?:[,;/ -]+[A-Z]{0,3}\d{1,4})*")
FIELDS = {  # Factiva's field codes, and what we call them
    "HD": "headline", "BY": "byline", "WC": "length", "PD": "date", "ET": "time", "SN": "outlet", "SC": "source code",
    "ED": "edition", "PG": "page", "SE": "section", "LA": "language", "CY": "copyright", "LP": "lead", "TD": "text",
    "CO": "company", "IN": "industry", "NS": "subject", "RE": "region", "IPD": "descriptors", "PUB": "publisher",
    "AN": "accession", "CR": "credit", "CLM": "column", "ART": "art", "VOL": "volume", "CT": "contact",
    "RF": "reference", "IPC": "codes", "DLN": "dateline",
}  # fmt: skip


@dataclass
class Entry:
    """One article of an export."""

    headline: str = ""
    byline: str = ""
    about: list[str] = field(default_factory=list)  # the lines between byline and text
    body: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)


def is_page(data: bytes) -> bool:
    """Whether an HTML page is an export of Factiva."""
    return bool(PAGE.search(data)) and b"factiva" in data.lower()


def is_export(lines: Sequence[str]) -> bool:
    """Whether lines, as of an RTF file, are an export of Factiva: articles that end with their accession numbers."""
    return any(ACCESSION.fullmatch(line.strip()) for line in lines) and any(WORDS.fullmatch(line) for line in lines)


def articles_of_page(tree: Any, blob: Blob) -> Iterator[Article]:
    """Yield the articles of an HTML export, given its lxml tree.

    Raises
    ------
    InputError
        If no article is found in it.
    """
    found = [node for node in tree.iter("div") if re.search(r"\b[a-z]{2}Article\b", node.get("class") or "")]
    found = found or [node for node in tree.iter("div") if (node.get("id") or "").startswith("article-")]
    yield from _articles([_of_node(node) for node in found], blob)


def articles_of_lines(lines: Sequence[str], blob: Blob) -> Iterator[Article]:
    """Yield the articles of an export of which only the lines are known.

    Raises
    ------
    InputError
        If no article is found in it.
    """
    part: list[str] = []
    entries = []
    for line in lines:
        plain = " ".join(line.split())
        if found := ACCESSION.fullmatch(plain):
            entry = _of_lines(part)
            entry.meta["accession"] = found[1]
            entries.append(entry)
            part = []
        elif plain:
            part.append(plain)
    yield from _articles(entries, blob)


def _articles(entries: list[Entry], blob: Blob) -> Iterator[Article]:
    entries = [entry for entry in entries if entry.headline or entry.body]
    if not entries or not any(entry.body for entry in entries):
        raise InputError(f"{blob.name} looks like an export of Factiva, but no article is found in it")
    for id, entry in zip(numbered(blob.stem, len(entries)), entries, strict=True):
        known = _read_about(entry)
        yield from_parts(
            entry.headline or None,
            entry.body,
            id,
            byline=re.sub(r"^(?:By|BY|Von|Par|Por)\s+", "", entry.byline) or None,
            origin=blob.origin,
            notes=blob.notes,
            meta={key: value for key, value in entry.meta.items() if value},
            **known,
        )


def _of_node(node: Any) -> Entry:
    entry = Entry()
    for part in node:
        kind, text = part.get("class") or "", " ".join(part.text_content().split())
        if not isinstance(part.tag, str) or not text:
            continue
        headline = part.xpath("descendant-or-self::*[contains(@class, 'Headline')]")
        if headline and not entry.headline:
            entry.headline = " ".join(headline[0].text_content().split())
        elif "author" in kind:
            entry.byline = text
        elif "articleParagraph" in kind:
            entry.body.append(text)
        elif found := ACCESSION.fullmatch(text):
            entry.meta["accession"] = found[1]
        elif part.tag == "p" and entry.body:
            entry.about.append("\0" + text)  # below the text: the publisher, or a note on the writer
        elif part.tag == "table":
            _read_table(part, entry)
        elif not entry.headline:
            entry.meta["section"] = text
        else:
            entry.about.append(text)
    return entry


def _read_table(table: Any, entry: Entry) -> None:
    """Read the display with field codes: a row a field, the code in the first cell."""
    for row in table.iter("tr"):
        cells = [" ".join(cell.text_content().split()) for cell in row]
        if len(cells) < 2 or not cells[0]:
            continue
        name, value = FIELDS.get(cells[0], cells[0].lower()), cells[1]
        if name == "headline":
            entry.headline = value
        elif name == "byline":
            entry.byline = value
        elif name in ("lead", "text"):
            entry.body += [" ".join(p.text_content().split()) for p in row[1].iter("p")] or [value]
        elif name in ("length", "date", "outlet", "source code", "copyright", "language", "edition", "page"):
            entry.meta[name] = value
        else:
            entry.meta[name] = value


def _of_lines(lines: Sequence[str]) -> Entry:
    """Tell the lines of an article apart: its length in words is the fixed point between headline and text."""
    entry = Entry()
    words = next((k for k, line in enumerate(lines) if WORDS.fullmatch(line)), None)
    if words is None:
        return entry
    head = [_without_code(line) for line in lines[:words]]
    if len(head) > 1 and re.match(r"(?:By|BY|Von|Par|Por)\s", head[-1]):
        entry.byline = head.pop()
    entry.headline = head.pop() if head else ""
    if head:
        entry.meta["section"] = head[-1]
    at = words
    while at < len(lines) and _is_about(_without_code(lines[at]), at - words):
        entry.about.append(_without_code(lines[at]))
        at += 1
    entry.body = [_without_code(line) for line in lines[at:]]
    return entry


def _without_code(line: str) -> str:
    code, space, rest = line.partition(" ")
    return rest.strip() if space and code in FIELDS else line


def _is_about(line: str, number: int) -> bool:
    """Whether a line so many lines below the number of words still says something of the article."""
    if number < 4 or COPYRIGHT.match(line) or LANGUAGE.fullmatch(line):
        return True
    return number < 10 and len(line) < 50 and not line.endswith((".", "!", "?"))


def _read_about(entry: Entry) -> dict[str, str | None]:
    """Return date and outlet from the lines about an article, and put the rest into its meta.

    The order is Factiva's: number of words, date, time, outlet, its code, edition, page, language, copyright.
    """
    known: dict[str, str | None] = {"published": iso_date(entry.meta.get("date")), "outlet": entry.meta.get("outlet")}
    for line in entry.about:
        if line.startswith("\0"):
            entry.meta.setdefault("publisher", line[1:])
        elif WORDS.fullmatch(line):
            entry.meta["length"] = line
        elif known["published"] is None and (date := iso_date(line)):
            known["published"], entry.meta["date"] = date, line
        elif "length" not in entry.meta:
            entry.meta["credit"] = line  # "Special to The New York Times"
        elif known["published"] and re.fullmatch(r"\d{1,2}[:.]\d\d(?:\s*[AP]M)?", line, re.IGNORECASE):
            entry.meta["time"] = line
        elif COPYRIGHT.match(line):
            entry.meta["copyright"] = line
        elif LANGUAGE.fullmatch(line):
            entry.meta["language"] = line
        elif known["outlet"] is None:
            known["outlet"] = line
        elif CODE.fullmatch(line) and "source code" not in entry.meta:
            entry.meta["source code"] = line
        elif PAGE_NUMBER.fullmatch(line):
            entry.meta["page"] = line
        else:
            entry.meta.setdefault("edition", line)
    return known
