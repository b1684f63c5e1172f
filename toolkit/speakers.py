"""Speakers: whom a quote's source means, as an actor of the article."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.actors import Actor, Mention
from toolkit.names import is_title

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
_PREPOSITIONS = frozenset("of for from at in on with by to about against near under behind".split())
_JOINERS = frozenset(["of", "for", "and", "&", "the"])  # inside a title: "Secretary of State for the Home Department"
_TAKES_OVER = re.compile(
    r"\s*(?:[,;:(—–]|$|(?:and|&|or|who|whom|himself|herself|itself|themselves|both|jr|sr|iii)\b|"
    r"(?:of|for|from|at|in|on|with|by|to|after|before|as|that|which)\b)",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r"[,(—–:]$")
_PLURAL = re.compile(
    r"(?:officials|people|sources|critics|supporters|members|aides|advisers|advisors|leaders|voters|"
    r"experts|ministers|lawmakers|senators)\b",
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
        self.rows = sorted(((m, a.id) for a in actors for m in a.mentions), key=lambda row: row[0].span)
        self.spans = [m.span for m, _ in self.rows]

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
        alone = len(text[start:end].split()) == 1
        return Source(found[0][1] if alone else None, None)
    speaks_for = None
    for mention, id in named:
        place, governor = _place(text[start : mention.span[0]])
        after = text[mention.span[1] : end]
        whole = bool(_TAKES_OVER.match(after))
        following = re.sub(r"^[’']s?\b", "", after).split()
        document = bool(following) and following[-1].lower().strip(".,’'”\"") in _DOCUMENTS
        if place == "head" and (whole or document):
            return Source(id, speaks_for)
        if place == "apposition" and whole and index.actors[id].type == "PER" and not _PLURAL.search(governor):
            return Source(id, None)
        if place == "governed" and governor in _DOCUMENTS and whole:
            return Source(id, None)
        speaks_for = speaks_for or id
    return Source(None, speaks_for)


def _place(before: str) -> tuple[str, str]:
    """Where a name stands in a source phrase, told by the words before it, its title left aside.

    "head" ("former Secretary of State"), "apposition" ("his lawyer,") or "governed" ("a spokesman for"), the
    last two with the words or the word that govern it.
    """
    tokens = before.replace("’s", " ’s").replace("'s", " ’s").split()
    while tokens and _is_title(tokens):
        tokens.pop()
    if tokens and _APPOSITION.search(tokens[-1]):
        return "apposition", " ".join(tokens)
    while tokens and tokens[-1].lower() in ("the", "a", "an", "its", "his", "her", "their", "both"):
        tokens.pop()
    if tokens and tokens[-1].lower() in _PREPOSITIONS:
        return "governed", tokens[-2].lower().strip(".,") if len(tokens) > 1 else ""
    return "head", ""


def _is_title(tokens: list[str]) -> bool:
    last = tokens[-1]
    if last[-1] in ",;:(—–":
        return False
    if last.lower() in _JOINERS:
        return len(tokens) > 1 and tokens[-2][0].isupper() and is_title(tokens[-2])
    return last[0].isupper() or is_title(last)
