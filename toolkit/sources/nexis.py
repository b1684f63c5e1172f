"""Exports of Nexis and Lexis: every article of a file, from the lines of a text, Word, RTF or HTML export.

Two layouts are known. The older one ("1 of 74 DOCUMENTS") has outlet, date and headline above labels in capitals
("BYLINE:", "LENGTH:"), the text, and more labels below. The newer one has headline, outlet, date and labels ("Length:")
above "Body", and "Classification", "Load-Date:" and "End of Document" below.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.article import Article, from_parts
from toolkit.errors import InputError
from toolkit.sources.dates import iso_date
from toolkit.sources.model import Blob, numbered

COUNTED = re.compile(  # "1 of 74 DOCUMENTS"
    r"\s*\d[\d.,]*\s+(?:of|von|de|di|van|af|av)\s+\d[\d.,]*\s+(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI)\s*"
)
END = re.compile(r"\s*(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento)\s*", re.IGNORECASE)
BODY = re.compile(r"\s*(?:Body|Hauptteil|Corps|Cuerpo|Full Text)\s*")
# Labels of the newer layout, each on a line of its own or before its value.
_LABELS = (
    "Section Length Byline Highlight Dateline Correction-Date Load-Date Language Publication-Type Journal-Code Subject "
    "Company Organization Ticker Industry Person City State Country Geographic Graphic Series Edition Notes Correction "
    "Acc-No Document-Type Publisher Copyright Guest Anchor Url URL Dist-List Contact Volume Issue Update"
).split()
LABEL = re.compile(rf"\s*({'|'.join(_LABELS)}):[\s\xa0]*(.*)", re.DOTALL)
CLASSIFICATION = re.compile(r"\s*(?:Classification|Klassifizierung|Clasificación)\s*")
ALONE = re.compile(r"\s*(Graphic|Notes|Correction|Classification)\s*")
# Labels of the older layout, in capitals; of those above the text some go on over several lines.
OLD_LABEL = re.compile(r"([A-Z][A-Z/ -]{2,30}):[\s\xa0]*(.*)", re.DOTALL)
OLD_LABELS = frozenset(
    "BYLINE LENGTH SECTION HEADLINE DATELINE HIGHLIGHT SERIES EDITION LOAD-DATE LANGUAGE GRAPHIC PUBLICATION-TYPE "
    "JOURNAL-CODE SUBJECT PERSON ORGANIZATION COMPANY TICKER INDUSTRY GEOGRAPHIC CITY STATE COUNTRY NOTES CORRECTION "
    "CORRECTION-DATE ACC-NO DOCUMENT-TYPE TYPE UPDATE URL PUBLISHER DISTRIBUTION COPYRIGHT NAME TITLE "
    "ANCHOR GUEST".split()
)
ABOVE = frozenset("BYLINE LENGTH SECTION HEADLINE DATELINE HIGHLIGHT SERIES EDITION TYPE URL TITLE".split())
COPYRIGHT = re.compile(r"\s*(?:Copyright|©|\(c\))\s", re.IGNORECASE)
EDITION = re.compile(r".*\bedition\b.*|National|Late", re.IGNORECASE)
_WEEKDAY = (
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|"
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
_DATE = re.compile(
    r"[^\W\d]+\.? \d{1,2},? \d{4}"  # May 2, 2002
    r"|\d{1,2}\.? [^\W\d]+\.? \d{4}"  # 2 May 2002
    r"|[^\W\d]+,? \d{4}"  # May 2002
    r"|\d{4}-\d\d-\d\d"
)
UNKNOWN = "looks like an export of Nexis, but its layout is not known: export it as Word or text, with full documents"


@dataclass
class Entry:
    """One article of an export, as far as its lines have been told apart."""

    headline: str = ""
    outlet: str | None = None
    date: str | None = None  # as it stands there
    body: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)


def is_export(lines: Sequence[str]) -> bool:
    """Whether lines are an export of Nexis or Lexis, of whatever layout."""
    head = [line for line in lines if line.strip()]
    if any(COUNTED.fullmatch(line) for line in head[:200]):
        return True
    ends = sum(bool(END.fullmatch(line)) for line in head)
    labels = {found[1] for line in head if (found := LABEL.fullmatch(line.strip()))}
    old = {found[1] for line in head if (found := OLD_LABEL.fullmatch(line.strip())) and found[1] in OLD_LABELS}
    return (ends > 0 and "Length" in labels) or {"LENGTH", "LOAD-DATE"} <= old


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
    if any(COUNTED.fullmatch(line) for line in lines):
        entries = [_old_entry(part) for part in _old_parts(lines)]
    elif any(END.fullmatch(line) for line in lines):
        entries = [_new_entry(part) for part in _new_parts(lines)]
    else:
        raise InputError(f"{blob.name} {UNKNOWN}")
    if not entries:
        raise InputError(f"{blob.name} is an export of Nexis without an article in it")
    if any(not entry.headline or not entry.body or iso_date_of(entry.date) is None for entry in entries):
        broken = [entry for entry in entries if not entry.headline and not entry.date]
        if len(broken) > len(entries) / 2:
            raise InputError(f"{blob.name} {UNKNOWN}")
    for id, entry in zip(numbered(blob.stem, len(entries)), entries, strict=True):
        notes = () if entry.body else ("the export holds no text of this article, but its headline",)
        meta = {key: value for key, value in entry.meta.items() if value and key not in ("byline",)}
        yield from_parts(
            entry.headline or None,
            entry.body,
            id,
            byline=_names(entry.meta.get("byline", "")) or None,
            published=iso_date_of(entry.date),
            outlet=entry.outlet,
            origin=blob.origin,
            notes=(*blob.notes, *notes),
            meta={**({"date": entry.date} if entry.date else {}), **meta},
        )


def iso_date_of(line: str | None) -> str | None:
    """Return the date of a line such as "May 2, 2002, Thursday,, FINAL EDITION" or "July 1, 2019 Monday 9:20 AM GMT".

    >>> iso_date_of("May 2, 2002, Thursday,, FINAL EDITION"), iso_date_of("July 1, 2019 Monday 9:20 AM GMT")
    ('2002-05-02', '2019-07-01T09:20+00:00')
    """
    if not line:
        return None
    plain = re.sub(rf"[\s,]*\b(?:{_WEEKDAY})\b[\s,]*", " ", line, flags=re.IGNORECASE).strip(" ,")
    whole = iso_date(plain)
    if whole:
        return whole
    start = _DATE.match(plain)
    return iso_date(start[0]) if start else None


def _is_date(line: str) -> bool:
    return len(line) < 90 and iso_date_of(line) is not None


def _names(byline: str) -> str:
    """Return the names of a byline, without "By" and what stands behind them."""
    plain = re.sub(r"^\s*(?:BY|By|by|Von|Par|Por)\s+", "", " ".join(byline.split()))
    return plain.split(";")[0].strip(" ,.")


def _old_parts(lines: Sequence[str]) -> Iterator[list[str]]:
    starts = [k for k, line in enumerate(lines) if COUNTED.fullmatch(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield list(lines[start + 1 : end])


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of lines: what blank lines part is one, in a text whose lines are cut at a width."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line.strip())
        elif found[-1]:
            found.append([])
    return [" ".join(part) for part in found if part]


def _old_entry(lines: Sequence[str]) -> Entry:
    """Tell an article of the older layout apart: outlet, date, headline, labels, text, labels, copyright."""
    entry = Entry()
    blocks = _paragraphs(lines) if any(not line.strip() for line in lines) else [" ".join(x.split()) for x in lines]
    blocks = [block for block in (block.replace("\xa0", " ").strip() for block in blocks) if block]
    head: list[str] = []
    at = 0
    while at < len(blocks) and not (_old_label(blocks[at]) or len(head) > 6):
        head.append(blocks[at])
        at += 1
    dates = [k for k, line in enumerate(head) if _is_date(line)]
    if dates:
        entry.date = head[dates[0]]
        before, after = head[: dates[0]], head[dates[0] + 1 :]
        before = [line for line in before if not COPYRIGHT.match(line)]
        entry.outlet = before[0] if before else None
        after = [line for line in after if not EDITION.fullmatch(line)]
        entry.headline = after[0] if after else ""
        early = after[1:]
    else:
        entry.outlet, early = (head[0] if head else None), []
        entry.headline = head[1] if len(head) > 1 else ""
    body, below = list(early), False
    while at < len(blocks):
        block = blocks[at]
        label = _old_label(block)
        if label:
            name, value = label
            entry.meta[name.lower()] = " ".join(value.split())
            if name == "HEADLINE":
                entry.headline = entry.headline or entry.meta[name.lower()]
            below = below or (bool(body) and name not in ABOVE)
        elif COPYRIGHT.match(block) and (below or at >= len(blocks) - 2):
            entry.meta["copyright"] = " ".join(block.split())
            below = True
        elif not below:
            body.append(block)
        at += 1
    entry.body = body
    return entry


def _old_label(block: str) -> tuple[str, str] | None:
    found = OLD_LABEL.fullmatch(block)
    return (found[1], found[2]) if found and found[1] in OLD_LABELS else None


def _new_parts(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of each article of the newer layout, without the cover list before the first."""
    part: list[str] = []
    for line in lines:
        if END.fullmatch(line):
            yield part
            part = []
        else:
            part.append(line)


def _new_entry(lines: Sequence[str]) -> Entry:
    entry = Entry()
    body_at = next((k for k, line in enumerate(lines) if BODY.fullmatch(line)), None)
    head = [" ".join(line.split()) for line in lines[:body_at] if line.strip()] if body_at is not None else []
    dates = [k for k, line in enumerate(head) if _is_date(line) and not LABEL.fullmatch(line)]
    if dates:
        at = dates[-1]
        entry.date = head[at]
        entry.outlet = head[at - 1].rstrip(".") if at else None
        entry.headline = head[at - 2] if at > 1 else ""
        for line in head[at + 1 :]:
            if found := LABEL.fullmatch(line):
                entry.meta[found[1].lower()] = found[2]
            elif COPYRIGHT.match(line):
                entry.meta["copyright"] = line
    if body_at is None:
        return entry
    label = ""
    for line in lines[body_at + 1 :]:
        plain = " ".join(line.split())
        if not plain:
            continue
        if CLASSIFICATION.fullmatch(plain) or ALONE.fullmatch(plain):
            label = plain.lower()
        elif (found := LABEL.fullmatch(plain)) and (label or found[1] in ("Load-Date", "Language", "Publication-Type")):
            entry.meta[found[1].lower()] = found[2]
            label = label or "classification"
        elif label:
            entry.meta[label] = f"{entry.meta[label]} {plain}" if label in entry.meta else plain
        else:
            entry.body.append(plain)
    if entry.body and entry.body[0] == "ABSTRACT":
        entry.body = [line for line in entry.body if line not in ("ABSTRACT", "FULL TEXT")]
    entry.meta.pop("classification", None)
    return entry
