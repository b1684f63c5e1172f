"""Who wrote an article and when, from all the lines of its page that may say so."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.article import furniture
from toolkit.article.byline import Signature, is_role, names_in, signature
from toolkit.article.date_lines import clock_line, label_line, offset_line

_NAME = r"[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){1,3}"
_ABOUT = re.compile(  # below the story: "Ada Roe covers the courts for the Herald", "Contact Ada Roe at …"
    rf"(?:(?i:contact|reach|e-?mail|follow) )?(?P<name>{_NAME})"
    r"(?: (?:is (?:an?|the)\b|covers\b|writes\b|reports (?:for|on|from)\b|can be reached\b|has covered\b)"
    r"| (?:at|on) \S*@|, \S+@)"
)
_REPORTING = re.compile(rf"\W*(?i:(?:report|reporting|words|story|text) by) (?P<name>{_NAME}(?:(?: and|,) {_NAME})*)")
_SENT = re.compile(
    rf"(?:[\w’']+ ){{0,3}}(?:reporter|correspondent|writer) (?P<name>{_NAME}) (?:reports|writes|looks)\b"
)
_DASHED = re.compile(rf"[-–—~]+ ?(?P<name>{_NAME})(?:[;,/].*)?$")
_CONTACT = re.compile(r"(?:(?:writer.s )?e-?mail:? ?)?[\w.+-]+@[\w.-]+|@\w+|\S+\.\w+/\w+", re.IGNORECASE)
_BY_ALONE = ("by", "written by", "words by", "author", "authors", "reported by", "story by")
_OTHERS = re.compile(  # what follows is of others: comments and teasers, with names and dates of their own
    r"(?:\d+ )?(?:comments?|replies|responses|thoughts? on)\b|(?:read|up) next|related|more (?:from|on|in)"
    r"|most (?:read|popular)|latest|recommended|you (?:may|might)|top stories|leave a|also in|trending|editor.s picks",
    re.IGNORECASE,
)
_CORRECTED = re.compile(r"corrections?\b|clarifications?\b|editor.s note", re.IGNORECASE)  # with a date of its own


class Credits(NamedTuple):
    """The authors' names and the date of publication in ISO 8601, as exact as the page tells."""

    byline: str | None
    published: str | None


def credits(lines: Sequence[str], kinds: Sequence[str]) -> Credits:
    """Return who wrote an article and when.

    Parameters
    ----------
    lines
        All lines of the page that are not blank.
    kinds
        What each is: "headline", "body" or "furniture".

    >>> lines = ["Bridge to close", "Ada Roe", "Published", "12 May 2021", "It will close."]
    >>> credits(lines, ["headline", *["furniture"] * 3, "body"])
    Credits(byline='Ada Roe', published='2021-05-12')
    """
    text = "\n".join(lines)
    places = _places(lines, kinds)
    signed = {i: signature(lines[i], below=i > 0, text=text) for i in (*places.block, *places.end)}
    return Credits(_byline(lines, places, signed, text), _published(lines, places, signed, text))


class _Places(NamedTuple):
    """Where names and dates are looked for: above and inside the story, and below it up to what is of others."""

    title: int
    story: int
    block: list[int]
    end: list[int]


def _places(lines: Sequence[str], kinds: Sequence[str]) -> _Places:
    body = [i for i, kind in enumerate(kinds) if kind == "body"] or [len(lines)]
    title = next((i for i, kind in enumerate(kinds) if kind == "headline"), -1)
    block: list[int] = []
    for i in range(body[-1]):
        if _CORRECTED.match(lines[i]):
            continue
        if kinds[i] == "furniture" and not (i > body[0] and _OTHERS.match(lines[i])):
            block += [i] if _is_open(lines[i], i < body[0]) else []
        elif i > body[0] and kinds[i] == "furniture":
            break
    end: list[int] = []
    for i in range(body[-1] + 1, len(lines)):
        if _OTHERS.match(lines[i]) or _CORRECTED.match(lines[i]):
            break
        end.append(i)
    return _Places(title, body[0], block, end)


def _is_open(line: str, above: bool) -> bool:
    """Return whether a line may name authors or a date: no line that is the page's by itself, but for some credits."""
    if not furniture.is_furniture(line) or label_line(line) or _REPORTING.match(line):
        return True
    return above and (line[:7].lower() == "source:" or bool(", " in line and signature(line)))


def _byline(lines: Sequence[str], places: _Places, signed: dict[int, Signature | None], text: str) -> str | None:
    for i in places.block:
        if lines[i].strip(" :").lower() in _BY_ALONE:
            if names := _listed(lines, i + 1):
                return names
        elif (found := signed[i]) and found.names:
            return _with_next(found.names, lines, i)
    bare = [i for i in places.block if i > places.title and not signed[i] and names_in(lines[i])]
    weights = {i: _weight(i, lines, places.block, signed, text) for i in bare}
    bare = [i for i in bare if weights[i] > 0 or (weights[i] == 0 and i < places.story)]
    if bare:
        return names_in(lines[max(bare, key=lambda i: (weights[i], -i))])
    perhaps = [found.perhaps for found in signed.values() if found and found.perhaps]
    if perhaps and not _is_paper(perhaps[0], text):
        return perhaps[0]
    for i in places.end:
        if (found := signed[i]) and found.names:
            return found.names
    for pattern in (_DASHED, _REPORTING, _SENT, _ABOUT):
        where: Iterable[int] = places.end if pattern is _DASHED else (*places.block, *places.end)
        for i in where:
            named = pattern.match(lines[i])
            if named and (names := names_in(named["name"].rstrip(".").partition(". ")[0])):
                return names
    return None


def _listed(lines: Sequence[str], at: int) -> str | None:
    """Return the names that stand a line each below "By"."""
    names = []
    while at < len(lines) and (name := names_in(lines[at])):
        names.append(name)
        at += 1
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else None


def _with_next(names: str, lines: Sequence[str], at: int) -> str:
    """Return names with those that the next line adds ("and Ada Roe")."""
    following = lines[at + 1] if at + 1 < len(lines) else ""
    more = names_in(following) if re.match(r"(?:and|&) ", following) else None
    return f"{names} and {more}" if more else names


def _weight(at: int, lines: Sequence[str], block: list[int], signed: dict[int, Signature | None], text: str) -> int:
    """Return how much speaks for a line of capitalised words being a byline: what stands beside it, and its name."""
    beside = [k for k in (at - 1, at + 1) if k in block]
    weight = sum(bool(signed[k] or is_role(lines[k]) or _CONTACT.fullmatch(lines[k])) for k in beside)
    surname = re.sub(r"\W", "", lines[at].split()[-1]).lower()
    weight += 2 * bool(len(surname) > 2 and re.search(rf"@\S*{surname}|{surname}\S*@", text.lower()))
    return weight - 3 * _is_paper(lines[at], text)


def _is_paper(name: str, text: str) -> bool:
    """Return whether words with capitals are a paper's name, by what else the page says."""
    squeezed = re.sub(r"\W", "", name).lower()
    hosts = re.sub(r"[^\w\n]", "", "\n".join(re.findall(r"@\S+", text))).lower()
    return bool(re.search(rf"(?:©|copyright)[^\n]*{re.escape(name)}", text, re.IGNORECASE)) or squeezed in hosts


def _published(lines: Sequence[str], places: _Places, signed: dict[int, Signature | None], text: str) -> str | None:
    """Return the date of publication: the first one rather than a later one, and that of a change only if alone."""
    dates: list[tuple[int, int, str, int]] = []
    label: tuple[bool, bool] | None = None
    for i in (*places.block, *places.end):
        announced = label_line(lines[i])
        if announced:
            label = announced
            continue
        found = signed[i]
        if found and found.published:
            updated, first = label or (found.updated, found.first)
            labelled = found.labelled or label is not None
            rank = 0 if first else 3 if updated else 1 if labelled else 2
            dates.append((rank, len(dates), found.published, i))
        label = None
    if not dates:
        return None
    _, _, published, at = min(dates)
    around = [lines[k] for k in (at + 1, at - 1, at + 2) if 0 <= k < len(lines)]
    if len(published) == 10:
        clock = next(filter(None, map(clock_line, around)), None)
        published += f"T{clock}" if clock else ""
    if len(published) == 16:
        published += next(filter(None, map(offset_line, around)), "")
    return published
