"""The older layout of Nexis: "1 of 74 DOCUMENTS", then outlet, date and headline, labels in capitals, text, labels.

In its American form a copyright line stands above the outlet, and the headline and the text have labels too.
"""

import re
from collections.abc import Sequence

from toolkit.sources.nexis_layout import (
    ABOVE,
    COPYRIGHT,
    EDITION,
    NOTICE,
    RIGHTS,
    Entry,
    blocks,
    is_date,
    label_of,
)

_OF = r"(?:of|von|de|di|van|af|av|sur)"
COUNTED = re.compile(  # "1 of 74 DOCUMENTS"
    rf"\s*\d[\d.,]*\s+{_OF}\s+\d[\d.,]*\s+"
    r"(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN|Dokumenten)\s*"
)
NUMBERED = re.compile(rf"\s*(?:Document|Dokument|Documento)\s+\d[\d.,]*\s+{_OF}\s+\d[\d.,]*\s*", re.IGNORECASE)
# Labels whose value may go on over several paragraphs.
_LONG = frozenset(("graphic", "correction", "notes", "publisher", "contact", "url", "distribution", "subject"))
TERMS = re.compile(r"\(\d\d%\)")  # index terms and how sure they are: "SHOOTINGS (90%)"
_UNSURE = frozenset("person city state country company type edition url notes correction body".split())  # in texts too
_SHORT = frozenset(("length", "dateline"))  # labels whose value is a line at most
_FIRST = ABOVE | {"body"}
_ONLY_ABOVE = ABOVE - {"url", "type", "edition"}
HEAD = 9  # blocks above the labels, at most
LONGEST_HEADLINE = 60  # words
LONGEST_OUTLET = 100  # characters


def entries(lines: Sequence[str]) -> list[Entry]:
    """Return the articles of an export whose lines say where each begins; of one that does not, its only article."""
    begin = COUNTED if any(COUNTED.fullmatch(line) for line in lines) else NUMBERED
    starts = [k for k, line in enumerate(lines) if begin.fullmatch(line)]
    if not starts:
        return [entry(lines)]
    return [entry(lines[a + 1 : b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]


def entry(lines: Sequence[str]) -> Entry:
    """Tell the lines of one article apart."""
    parts = blocks(lines)
    found = Entry()
    top = next((k for k, part in enumerate(parts[:HEAD]) if (label := _label(part[0])) and label[0] in _FIRST), None)
    early = _read_head(parts[: HEAD if top is None else top], found, labelled=top is not None)
    text_at = HEAD if top is None else _read_labels(parts, top, found)
    found.headline = found.meta.pop("headline", "") or found.headline
    rest = [*early, *parts[text_at:]]
    end = _tail(rest)
    found.body += [line for part in rest[:end] for line in part]
    _read_tail(rest[end:], found)
    found.headline = found.headline or found.meta.pop("headline", "")
    return found


def _read_head(head: Sequence[list[str]], found: Entry, *, labelled: bool) -> list[list[str]]:
    """Read outlet, date and headline; return the blocks that stand below the headline."""
    at = next(((k, n) for k, part in enumerate(head) for n, line in enumerate(part) if is_date(line)), None)
    if at is None:
        if not labelled:
            return list(head)
        found.outlet = outlet_in(head[:1])
        found.headline = " ".join(line for part in head[1:] for line in part)
        return []
    block, line = at
    found.date = " ".join(head[block][line:])
    found.outlet = outlet_in([*head[:block], head[block][:line]])
    below = [part for part in head[block + 1 :] if not _is_beside(part)]
    for part in head[block + 1 :]:
        if NOTICE.fullmatch(part[0]):
            found.note("notice", part[0])
    words = sum(len(line.split()) for part in below for line in part)
    many = len(below) if labelled and words <= LONGEST_HEADLINE else 1
    found.headline = " ".join(line for part in below[:many] for line in part)
    return list(below[many:])


def _is_beside(part: Sequence[str]) -> bool:
    """Whether a block below the date belongs to the date: the edition, a notice of a correction, a copyright line."""
    return all(EDITION.fullmatch(x) or NOTICE.fullmatch(x) or COPYRIGHT.match(x) or RIGHTS.search(x) for x in part)


def outlet_in(above: Sequence[Sequence[str]]) -> str | None:
    """Return the outlet of the blocks above the date: the last line that says nothing of rights.

    >>> outlet_in([["Copyright 2015 Ellery Papers, Inc.", "All Rights Reserved", "Ellery Post (Maine)"]])
    'Ellery Post (Maine)'
    """
    named = []
    for part in above:
        lines = [line for line in part if not (COPYRIGHT.match(line) or RIGHTS.search(line))]
        whole = " ".join(lines)
        if lines and len(whole) <= LONGEST_OUTLET and not (whole.endswith(".") and len(whole.split()) > 5):
            named.append(lines[-1])
    return named[-1].rstrip(".") if named else None


def _read_labels(parts: Sequence[Sequence[str]], top: int, found: Entry) -> int:
    """Read the labels between headline and text; return where the text begins."""
    at = top
    while at < len(parts) and (label := _label(parts[at][0])):
        name, value = label
        if name not in _FIRST and "length" in found.meta:
            break
        at += 1
        if name == "body":
            found.body += [line for line in (value, *parts[at - 1][1:]) if line]
            break
        if name in _SHORT:  # the text follows without a blank line
            found.note(name, value)
            found.body += parts[at - 1][1:]
        else:
            found.note(name, " ".join((value, *parts[at - 1][1:])))
    return at


def _label(line: str) -> tuple[str, str] | None:
    """Return the label, in capitals, that a line begins with, and its value."""
    return label_of(line) if line.partition(":")[0].isupper() else None


def _tail(parts: Sequence[Sequence[str]]) -> int:
    """Return where the labels below the text begin, looking from the end."""
    end = at = len(parts)
    while at > 0:
        at -= 1
        first = parts[at][0]
        rights = COPYRIGHT.match(first) and at in (end - 1, len(parts) - 1)
        label = _label(first)
        if rights or (label and label[0] not in _UNSURE and label[0] not in _ONLY_ABOVE) or _is_terms(first):
            end = at
        elif not (label and label[0] in _UNSURE and end - at < 8) and (end - at > 3 or not _goes_on(parts[:at])):
            break
    return end


def _is_terms(line: str) -> bool:
    """Whether a line is a part of a list of index terms, which are in capitals."""
    letters = [character for character in line if character.isalpha()]
    return bool(TERMS.search(line)) and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _goes_on(parts: Sequence[Sequence[str]]) -> bool:
    """Whether the last blocks have a label whose value may go on over the next one."""
    labels = (_label(part[0]) for part in parts[-3:])
    return any(label and label[0] in _LONG for label in labels)


def _read_tail(parts: Sequence[Sequence[str]], found: Entry) -> None:
    name = ""
    for part in parts:
        whole = " ".join(part)
        if COPYRIGHT.match(part[0]):
            name = "copyright"
            found.note(name, whole)
        elif label := label_of(whole):
            name = label[0]
            found.note(name, label[1])
        elif name:
            found.note(name, whole)
