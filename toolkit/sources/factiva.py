"""Exports of Factiva: every article of an HTML page, or of the lines of an RTF, Word or text file.

An article is told by its field codes (HD, BY, WC, PD, SN …) where the export has them, as a table or before each line.
Without them the order is Factiva's: section, headline, byline, number of words, date, time, outlet, its code, edition,
page, language, copyright, text, "Document NYTF0000…", in whichever language Factiva speaks to its user.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from toolkit.article import Article, from_parts
from toolkit.errors import InputError
from toolkit.sources.dates import iso_date
from toolkit.sources.model import Blob, numbered

PAGE = re.compile(
    rb'class\s*=\s*["\'][^"\']*\b[a-z]{2,5}(?:Article|Headline)\b'  # class="article enArticle"
    rb"|<title>\s*(?:Dow Jones )?Factiva|fcpNavContainer"
)
WORDS = re.compile(r"\d[\d.,'’\s\xa0]*\s?[^\d\s.,:;()-]{1,12}\.?")  # "877 words" in any language
ACCESSION = re.compile(  # "Document NYTF0000200…"
    r"(?:Document[oe]?|Dokument|Документ|文档|文書|文件|ドキュメント)\s*:?\s*([A-Za-z0-9]{15,})\s*"
)
TIME = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*[AP]\.?M\.?)?(?:\s*[A-Z]{2,4})?", re.IGNORECASE)
CODE = re.compile(r"[A-Z0-9]{2,8}")  # of a source: "NYTF"
COPYRIGHT = re.compile(r"\(c\)|©|copyright\b|.*\brights? reserved\b", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"[A-Z]{0,3}-?\d{1,4}[A-Z]?(?:[,;/ -]+[A-Z]{0,3}\d{1,4}[A-Z]?)*")
BYLINE = re.compile(r"(?:by|von|par|por|di|door|af|av)\s+\S", re.IGNORECASE)
CREDIT = re.compile(r"special to\b.*|.*\b(?:staff|correspondent|reporter|editor|writer)s?\b.*", re.IGNORECASE)
SECTION = re.compile(  # "Foreign Desk; 1", "News"
    r"""
    .*;\s*\w{1,3}                                                       # "Foreign Desk; 1"
    | [A-Z]{1,2}\d{0,3}                                                  # "A12"
    | (?:.*\s)? (?: desk|news|section|pages?|sports?|business|metro      # "City News"
                   | opinion|features?|main|local|world|national
                   | international|politics|money|finance|review|edition )
    """,
    re.IGNORECASE | re.VERBOSE,
)
FIELDS = {  # Factiva's field codes, and what we call them
    "HD": "headline", "BY": "byline", "WC": "length", "PD": "date", "ET": "time", "SN": "outlet", "SC": "source code",
    "ED": "edition", "PG": "page", "SE": "section", "LA": "language", "CY": "copyright", "LP": "lead", "TD": "text",
    "CO": "company", "IN": "industry", "NS": "subject", "RE": "region", "IPD": "descriptors", "PUB": "publisher",
    "AN": "accession", "CR": "credit", "CLM": "column", "ART": "art", "VOL": "volume", "CT": "contact",
    "RF": "reference", "IPC": "codes", "DLN": "dateline", "NGC": "source group", "GC": "group code", "CX": "correction",
    "RST": "restrictor", "DE": "descriptors", "TI": "ticker", "LG": "logo", "ATT": "attachments",
}  # fmt: skip
_CODED = re.compile(rf"({'|'.join(FIELDS)})(?:\s*$|\s*[|·]\s*|\t\s*|\s{{2,}})(.*)", re.DOTALL)  # "HD|Bridge to close"
_SURE = re.compile(r"(HD|WC|PD|SN|SC|LA|CY|LP|TD|AN)\s(.*)", re.DOTALL)  # codes that no sentence begins with
ABOVE = 6  # lines above the number of words that may be section, headline and byline
LEAST = 3  # field codes that make lines an export with codes


@dataclass
class Entry:
    """One article of an export."""

    headline: str = ""
    byline: str = ""
    about: list[str] = field(default_factory=list)  # the lines between byline and text, where they have no codes
    body: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, values: Sequence[str]) -> None:
        """Keep what a field says."""
        values = [value for value in (" ".join(value.split()) for value in values) if value]
        if name in ("lead", "text"):
            self.body += values
        elif name == "headline":
            self.headline = " ".join(filter(None, (self.headline, *values)))
        elif name == "byline":
            self.byline = " ".join(values)
        elif name == "accession":
            found = ACCESSION.fullmatch(" ".join(values))
            self.meta[name] = found[1] if found else " ".join(values)
        elif values:
            self.meta[name] = " ".join(values)


def is_page(data: bytes) -> bool:
    """Whether an HTML page is an export of Factiva."""
    return b"factiva" in data.lower() and bool(PAGE.search(data))


def is_export(lines: Sequence[str]) -> bool:
    """Whether lines, as of an RTF file, are an export of Factiva: articles that end with their accession numbers."""
    plain = [line.strip().rstrip("|").strip() for line in lines]
    ends = any(ACCESSION.fullmatch(_value(line)) for line in plain if len(line) < 80)
    return ends and any(WORDS.fullmatch(_value(line)) for line in plain if len(line) < 40)


def articles_of_page(tree: Any, blob: Blob) -> Iterator[Article]:
    """Yield the articles of an HTML export, given its lxml tree.

    Raises
    ------
    InputError
        If no article is found in it.
    """
    found = [node for node in tree.iter("div") if re.search(r"\b[a-z]{2,5}Article\b", node.get("class") or "")]
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
        plain = line.strip().rstrip("|").strip()
        if found := ACCESSION.fullmatch(_value(plain)):
            entry = _of_coded(part) if sum(bool(_code(line)) for line in part) >= LEAST else _of_lines(part)
            entry.meta["accession"] = found[1]
            entries.append(entry)
            part = []
        elif plain:
            part.append(plain)
    _set_publishers_apart(entries)
    yield from _articles(entries, blob)


def _set_publishers_apart(entries: Sequence[Entry]) -> None:
    """Put the publisher, which stands below the text without a sign, into meta: what several articles end with."""
    last = Counter(entry.body[-1] for entry in entries if len(entry.body) > 1)
    for entry in entries:
        line = entry.body[-1] if len(entry.body) > 1 else ""
        words = set(re.findall(r"\w+", line.casefold()))
        named = set(re.findall(r"\w+", " ".join(entry.about).casefold())) & words
        short = len(line.split()) < 9 and line[-1:] not in '.!?:”"’'
        if line and short and (last[line] > 1 or len(named) >= max(2, len(words) / 2)):
            entry.meta["publisher"] = entry.body.pop()


def _articles(entries: list[Entry], blob: Blob) -> Iterator[Article]:
    entries = [entry for entry in entries if entry.headline or entry.body]
    known = [_read_about(entry) for entry in entries]
    told = sum(bool(entry.headline and about["published"]) for entry, about in zip(entries, known, strict=True))
    if not any(entry.body for entry in entries) or told < len(entries) / 2:
        raise InputError(
            f"{blob.name} looks like an export of Factiva, but its layout is not known: "
            "save it in Factiva's article format, as HTML or RTF"
        )
    for id, entry, about in zip(numbered(blob.stem, len(entries)), entries, known, strict=True):
        yield from_parts(
            entry.headline or None,
            entry.body,
            id,
            byline=re.sub(r"^(?:by|von|par|por)\s+", "", entry.byline, flags=re.IGNORECASE) or None,
            origin=blob.origin,
            notes=blob.notes if entry.body else (*blob.notes, "the export holds no text of this article"),
            meta={key: value for key, value in entry.meta.items() if value and key != "outlet"},
            **about,
        )


def _of_node(node: Any) -> Entry:
    """Tell the parts of an article's element apart: by its table of field codes, or by their classes and order."""
    entry = Entry()
    if rows := [row for row in node.iter("tr") if len(row) > 1 and _text(row[0]) in FIELDS]:
        for row in rows:
            values = [_text(part) for part in row[1].iter("p")] or [_text(row[1])]
            entry.add(FIELDS[_text(row[0])], values)
        if entry.headline and entry.body:
            return entry
    for part in _parts(node):
        kind, text = part.get("class") or "", _text(part)
        headline = next((x for x in part.iter() if "Headline" in (x.get("class") or "")), None)
        if headline is not None and not entry.headline:
            entry.headline = _text(headline)
        elif "author" in kind:
            entry.byline = text
        elif "articleParagraph" in kind:
            entry.body.append(text)
        elif ACCESSION.fullmatch(text):
            entry.add("accession", [text])
        elif entry.body:
            entry.meta.setdefault("publisher", text)  # below the text: the publisher, or a note on the writer
        elif not entry.headline:
            entry.meta["section"] = text
        else:
            entry.about.append(text)
    return entry


def _parts(node: Any) -> Iterator[Any]:
    """Yield the elements that hold the lines of an article, in order: its children, or those of a wrapping one."""
    for part in node:
        if not isinstance(part.tag, str) or part.tag == "table" or not _text(part):
            continue
        if (
            part.tag in ("p", "div")
            and "Paragraph" not in (part.get("class") or "")
            and any(x.tag == "div" for x in part)
        ):
            yield from _parts(part)
        else:
            yield part


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())


def _code(line: str) -> tuple[str, str] | None:
    """Return what the field code at a line's beginning means, and the rest of the line; None where there is none.

    >>> _code("HD|Bridge to close"), _code("IN the end")
    (('headline', 'Bridge to close'), None)
    """
    found = _CODED.fullmatch(line) or _SURE.fullmatch(line)
    return (FIELDS[found[1]], found[2].strip(" |\t")) if found else None


def _value(line: str) -> str:
    code = _code(line)
    return code[1] if code else line


def _of_coded(lines: Sequence[str]) -> Entry:
    """Tell the lines of an article apart by the field codes before them."""
    entry = Entry()
    name, values = "", list[str]()
    for line in lines:
        if code := _code(line):
            entry.add(name, values)
            name, values = code[0], [code[1]]
        else:
            values.append(line)
    if name:
        entry.add(name, values)
    entry.meta.pop("", None)
    return entry


def _of_lines(lines: Sequence[str]) -> Entry:
    """Tell the lines of an article apart: its length in words is the fixed point between headline and text."""
    entry = Entry()
    lines = [" ".join(line.split()) for line in lines]
    words = next((k for k, line in enumerate(lines) if WORDS.fullmatch(line) and _dated(lines[k + 1 : k + 3])), None)
    if words is None:
        return entry
    _read_head(lines[max(0, words - ABOVE) : words], entry)
    end = _end_of_about(lines, words)
    entry.about = lines[words:end]
    entry.body = lines[end:]
    return entry


def _dated(lines: Sequence[str]) -> bool:
    return any(iso_date(line) for line in lines)


def _read_head(lines: list[str], entry: Entry) -> None:
    """Tell section, headline, byline and credit apart: the headline is the longest line, the byline stands below it."""
    head = list(lines)
    while len(head) > 1 and CREDIT.fullmatch(head[-1]) and not BYLINE.match(head[-1]) and len(head[-1].split()) < 9:
        entry.meta["credit"] = head.pop()
    if len(head) > 1 and (BYLINE.match(head[-1]) or "credit" in entry.meta):
        entry.byline = head.pop()
    if not head:
        return
    begin = 1 if len(head) > 1 and SECTION.fullmatch(head[0]) and len(head[0].split()) < 7 else 0
    longest = max(range(begin, len(head)), key=lambda k: (len(head[k].split()), k))
    below = head[longest + 1 :]
    if below and not entry.byline and len(below[-1].split()) < 9:
        entry.byline = below.pop()
    entry.headline = " ".join([head[longest], *below])
    if longest:
        entry.meta["section"] = head[longest - 1]


def _end_of_about(lines: Sequence[str], words: int) -> int:
    """Return where the text begins: below the copyright line, which follows the language."""
    near = range(words + 1, min(words + 14, len(lines)))
    for k in near:
        if COPYRIGHT.match(lines[k]):
            return k + 1
        if k > words + 1 and _is_language(lines[k]):
            below = lines[k + 1] if k + 1 < len(lines) else ""
            return (
                k + 2 if COPYRIGHT.match(below) or (len(below.split()) < 12 and re.search(r"\d{4}", below)) else k + 1
            )
    return next((k for k in near if len(lines[k].split()) > 15), min(words + 4, len(lines)))


def _is_language(line: str) -> bool:
    return len(line) < 40 and line.casefold().partition(" (")[0] in _languages()


@cache
def _languages() -> frozenset[str]:
    """Names of languages in those that Factiva speaks (from Unicode's CLDR, by Babel)."""
    from babel import Locale

    spoken = "en de fr es it pt nl ru zh zh_Hant ja ko sv da nb fi pl cs tr hu id bg ca ar".split()
    return frozenset(name.casefold() for code in spoken for name in Locale.parse(code).languages.values())


def _read_about(entry: Entry) -> dict[str, str | None]:
    """Return date and outlet from the lines about an article, and put the rest into its meta.

    The order is Factiva's: number of words, date, time, outlet, its code, edition, page, language, copyright.
    """
    known: dict[str, str | None] = {"published": iso_date(entry.meta.get("date")), "outlet": entry.meta.get("outlet")}
    for line in entry.about:
        if "length" not in entry.meta and WORDS.fullmatch(line):
            entry.meta["length"] = line
        elif known["published"] is None and (date := iso_date(line)):
            known["published"], entry.meta["date"] = date, line
        elif "length" not in entry.meta:
            entry.meta["credit"] = line  # "Special to The New York Times"
        elif known["published"] and "time" not in entry.meta and TIME.fullmatch(line):
            entry.meta["time"] = line
        elif COPYRIGHT.match(line):
            entry.meta["copyright"] = line
        elif known["outlet"] is None:
            known["outlet"] = line
        elif _is_language(line):
            entry.meta["language"] = line
        elif CODE.fullmatch(line) and "source code" not in entry.meta:
            entry.meta["source code"] = line
        elif PAGE_NUMBER.fullmatch(line):
            entry.meta["page"] = line
        elif "language" in entry.meta:
            entry.meta.setdefault("copyright", line)
        else:
            entry.meta.setdefault("edition", line)
    return known
