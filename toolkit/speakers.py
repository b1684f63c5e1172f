"""Speakers: whom a quote's source means, as an actor of the article."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.actors import Actor, Mention

Span = tuple[int, int]

# What an organisation or person puts into words: "the NATO statement read" is NATO speaking.
_DOCUMENTS = frozenset(
    "statement statements tweet tweets post posts letter letters email memo report reports release communique "
    "communiqué announcement message speech testimony filing filings ruling editorial op-ed column book blog "
    "website page account interview video ad ads commercial declaration manifesto transcript document documents "
    "poll polls survey study analysis platform text note remarks comments quote lawsuit complaint brief petition "
    "press news newspaper article story programme program show".split()
)
_PERSON_PRONOUNS = frozenset("he she him her his hers himself herself".split())
_PRONOUNS = _PERSON_PRONOUNS | frozenset("they them their it its who which that i we us our my me".split())
_BREAK = re.compile(
    r",|;|:|\(|—|–|\b(?:of|for|from|at|in|on|with|by|to|who|whom|whose|which|that|after|before|about|near|under|as)\b",
    re.IGNORECASE,
)
_LINKS_DOCUMENT = re.compile(r"\s*(?:of|from|by|for|at|in|to)\s+(?:the\s+|its\s+)?$", re.IGNORECASE)
_PLURAL_HEAD = re.compile(
    r"\b(?:officials|people|sources|critics|supporters|members|aides|advisers|advisors|leaders|voters|experts)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Source:
    """Who a source is: ``speaker`` and ``speaks_for`` are actors' ids, or None where nobody known is meant."""

    speaker: str | None
    speaks_for: str | None


class Index:
    """Mentions of all actors in the order of the text, to be looked up by span."""

    def __init__(self, actors: Sequence[Actor]):
        self.actors = {a.id: a for a in actors}
        rows = sorted((m.span, m, a.id) for a in actors for m in a.mentions)
        self.spans = [span for span, _, _ in rows]
        self.rows: list[tuple[Mention, str]] = [(m, id) for _, m, id in rows]

    def within(self, start: int, end: int) -> list[tuple[Mention, str]]:
        """Mentions wholly inside a span, with their actor's id."""
        first = bisect_left(self.spans, (start, start))
        return [row for row in self.rows[first : bisect_right(self.spans, (end, end))] if row[0].span[1] <= end]

    def before(self, at: int, *, type: str = "PER") -> str | None:
        """The actor of this type named last before an offset, not further back than the paragraph before."""
        k = bisect_left(self.spans, (at, at)) - 1
        while k >= 0 and at - self.spans[k][0] < 1500:
            mention, id = self.rows[k]
            if self.actors[id].type == type and mention.kind != "nominal":
                return id
            k -= 1
        return None


def resolve(text: str, source: Sequence[Span], index: Index) -> Source:
    """Whom a source means, from the names and pronouns in it.

    Parameters
    ----------
    text
        The article's text.
    source
        Spans of the source, in order.
    index
        The article's actors.

    Returns
    -------
    Source
        ``speaker`` is who says it; ``speaks_for`` is whom an unnamed source speaks for ("a spokesman for the
        ministry"). Both are None for sources the text does not name ("officials").
    """
    for start, end in source:
        found = [(m, id) for m, id in index.within(start, end) if m.kind == "pronoun" or m.label != "MISC"]
        if not found:
            continue
        if text[start:end].strip().lower() in _PRONOUNS:
            return Source(found[0][1], None)
        return _in_phrase(text, start, end, found, index)
    return Source(None, None)


def _in_phrase(text: str, start: int, end: int, found: list, index: Index) -> Source:
    named = [(m, id) for m, id in found if m.kind == "name"]
    if not named:
        return Source(None, None) if text[start:end].count(" ") > 1 else Source(found[0][1], None)
    head_end = _head_end(text, start, end, named)
    head = [(m, id) for m, id in named if m.span[1] <= head_end]
    spoken_for = None
    for mention, id in reversed(head):
        rest = text[mention.span[1] : head_end].strip(" ,’'”\"")
        possessive = re.match(r"[’']s?\b", text[mention.span[1] : head_end])
        after = re.sub(r"^s\b", "", rest).split()
        if not after or (after[0].lower() in ("and", "&") or after[-1].lower() in ("himself", "herself", "itself")):
            return Source(id, None)
        if after[-1].lower().strip(".,") in _DOCUMENTS:
            return Source(id, None)
        if not possessive and index.actors[id].type == "PER" and after[-1].lower() in ("jr.", "jr", "sr.", "sr", "iii"):
            return Source(id, None)
        spoken_for = spoken_for or id
    # An apposition names the person: "his lawyer, Michael Cohen,".
    for mention, id in named:
        if mention.span[0] >= head_end and index.actors[id].type == "PER":
            between = text[head_end : mention.span[0]]
            if re.fullmatch(r"\s*[,(—–:]\s*(?:\w+\.?\s+){0,4}", between) and not _PLURAL_HEAD.search(
                text[start:head_end]
            ):
                return Source(id, None)
    words = text[start:head_end].split()
    document = bool(words) and words[-1].lower().strip(".,’'") in _DOCUMENTS
    for mention, id in named:
        if mention.span[0] >= head_end:
            direct = _LINKS_DOCUMENT.fullmatch(text[head_end : mention.span[0]])
            if document and direct:
                return Source(id, None)
            spoken_for = spoken_for or (id if direct else None)
    return Source(None, spoken_for)


def _head_end(text: str, start: int, end: int, named: list) -> int:
    """Where the phrase's head ends: the first break that is not inside a name."""
    for found in _BREAK.finditer(text, start, end):
        if found.start() > start and not any(m.span[0] <= found.start() < m.span[1] for m, _ in named):
            return found.start()
    return end
