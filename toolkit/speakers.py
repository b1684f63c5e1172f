"""Speakers: whom a quote's source means, as an actor of the article."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.actors import Actor, Mention
from toolkit.names import fold, is_title, words
from toolkit.references import HE, PRONOUNS, SHE

Span = tuple[int, int]

REACH = 1500  # characters a pronoun is followed back through the narration

# What an organisation or person puts into words: "the NATO statement read" is NATO speaking.
_DOCUMENTS = frozenset(
    "statement statements tweet tweets post posts letter letters email memo report reports release communique "
    "communiqué announcement message speech testimony filing filings ruling editorial op-ed column book blog "
    "website page account interview video ad ads commercial declaration manifesto transcript document documents "
    "poll polls survey study analysis platform text note remarks comments quote lawsuit complaint brief petition "
    "press news newspaper article story programme program show".split()
)
_PREPOSITIONS = frozenset("of for from at in on with by to about against near under behind".split())
_JOINERS = frozenset(["of", "for", "and", "&", "the"])  # inside a title: "Secretary of State for the Home Department"
_TAKES_OVER = re.compile(
    r"\s*(?:[,;:(—–]|$|(?:and|&|or|who|whom|himself|herself|itself|themselves|both|jr|sr|iii)\b|"
    r"(?:of|for|from|at|in|on|with|by|to|after|before|as|that|which)\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:,|and|or|&|,\s*(?:and|or))\s*(?:the\s+)?")  # between the names of a list
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
    """Mentions of all actors in the order of the text, to be looked up by place, sex and role."""

    def __init__(self, text: str, actors: Sequence[Actor], quoted: Sequence[Span]):
        self.text, self.quoted = text, list(quoted)
        self.actors = {a.id: a for a in actors}
        self.rows = sorted(((m, a.id) for a in actors for m in a.mentions), key=lambda row: row[0].span)
        self.spans = [m.span for m, _ in self.rows]
        self.sexes = {a.id: _sex(text, a) for a in actors}
        self.surnames = {words(a.name)[-1]: a.id for a in reversed(actors) if a.type == "PER" and words(a.name)}
        self.roles: dict[str, list[str]] = defaultdict(list)  # a role's noun -> actors
        for actor in actors:
            for noun in {noun for role in actor.roles for noun in _role_nouns(role)}:
                self.roles[noun].append(actor.id)

    def within(self, start: int, end: int) -> list[tuple[Mention, str]]:
        """Mentions wholly inside a span, with their actor's id."""
        first = bisect_left(self.spans, (start, start))
        return [row for row in self.rows[first : bisect_right(self.spans, (end, end))] if row[0].span[1] <= end]

    def person_before(self, at: int, *, sex: str | None = None, reach: int = REACH, floor: int = 0) -> str | None:
        """The person the narration mentions last before an offset, of this sex as far as the text tells."""
        k = bisect_left(self.spans, (at, at)) - 1
        while k >= 0 and self.spans[k][0] >= max(at - reach, floor):
            id = self.rows[k][1]
            fits = sex is None or self.sexes[id] in (sex, None)
            if fits and self.actors[id].type == "PER" and not self._inside_marks(self.spans[k][0]):
                return id
            k -= 1
        return None

    def by_role(self, phrase: str, at: int) -> str | None:
        """The person a description such as "the minister" means: who has that role, the one named last before."""
        tokens = phrase.split()
        if not 1 < len(tokens) <= 6 or tokens[0].lower() not in ("the", "this", "that"):
            return None
        holders = self.roles.get(fold(tokens[-1]), [])
        before = {id: [m.span[0] for m in self.actors[id].mentions if m.span[0] < at] for id in holders}
        before = {id: starts for id, starts in before.items() if starts}
        return max(before, key=lambda id: before[id][-1]) if before else None

    def by_name(self, label: str) -> str | None:
        """The actor a label such as "PENCE" or "A" of a transcript names."""
        if fold(label) in ("a", "answer"):
            return next((id for id, actor in self.actors.items() if actor.type == "PER"), None)
        parts = words(label)
        return self.surnames.get(parts[-1]) if parts and label[:1].isupper() and len(label.split()) < 5 else None

    def _inside_marks(self, at: int) -> bool:
        k = bisect_right(self.quoted, (at, len(self.text))) - 1
        return k >= 0 and self.quoted[k][0] < at < self.quoted[k][1]


def resolve(source: Sequence[Span], content: Sequence[Span], kind: str, index: Index) -> Source:
    """Whom a quote's source means.

    Names in the source count first, then what a pronoun or description refers to; "he" and "she" that the reader
    left open mean the person mentioned last in the narration.

    Parameters
    ----------
    source, content
        Spans of the quote's source, which may be empty, and of its content.
    kind
        "direct", "mixed" or "indirect". Where a source is missing ("…, saying “…”"), direct and mixed quotes go to
        the person named before in the sentence.
    index
        The article's actors.

    Returns
    -------
    Source
        ``speaker`` is who says it; ``speaks_for`` is whom an unnamed source speaks for ("a spokesman for the
        ministry"). Both are None for sources the text does not name ("officials").
    """
    text = index.text
    if not source:
        return Source(_unsaid(content[0][0], index) if kind != "indirect" else None, None)
    for start, end in source:
        phrase = text[start:end].strip(" ,").lower()
        found = [(m, id) for m, id in index.within(start, end) if m.kind != "name" or m.label != "MISC"]
        named = [(m, id) for m, id in found if m.kind == "name"]
        if named:
            return _in_phrase(text, start, end, named, index)
        if found and (phrase in PRONOUNS or found[0][0].span[1] >= end - 2):
            return Source(found[0][1], None)
        if phrase in HE or phrase in SHE:
            return Source(index.person_before(start, sex="he" if phrase in HE else "she"), None)
        if phrase in ("who", "which", "that"):
            return Source(_antecedent(start, index), None)
        if holder := index.by_role(phrase, start) or index.by_name(text[start:end]):
            return Source(holder, None)
    return Source(None, None)


def _unsaid(start: int, index: Index) -> str | None:
    """Who speaks in a quotation without a source: whom the words before its comma or colon name, or, where it fills
    a paragraph, the paragraph before."""
    text = index.text
    before = text[:start].rstrip() if start < 400 else text[start - 400 : start].rstrip()
    if before[-1:] in (",", ":"):
        line = text.rfind("\n", 0, start)
        floor = max(line, *(text.rfind(mark, 0, start - 2) for mark in (". ", "? ", "! ", "” ")))
        return index.person_before(start, floor=floor + 1)
    if text[max(start - 1, 0) : start] in ("", "\n"):
        end = start
        while end > 0 and text[end - 1].isspace():
            end -= 1
        return index.person_before(end, floor=text.rfind("\n", 0, end) + 1)
    return None


def _sex(text: str, actor: Actor) -> str | None:
    """ "he" or "she", as most of an actor's pronouns say; None where there are none or as many of each."""
    words = [text[slice(*m.span)].lower() for m in actor.mentions if m.kind == "pronoun"]
    he, she = sum(w in HE for w in words), sum(w in SHE for w in words)
    return None if he == she else "he" if he > she else "she"


def _antecedent(at: int, index: Index) -> str | None:
    """The name a relative pronoun stands behind: "Ada Lovelace, a mathematician, who"."""
    k = bisect_left(index.spans, (at, at)) - 1
    if k < 0 or at - index.spans[k][1] > 80 or index.rows[k][0].kind != "name":
        return None
    between = index.text[index.spans[k][1] : at]
    adjacent = re.fullmatch(r"[\s,]*(?:,[^,.;“”\"\n]*,)?\s*", between)
    return index.rows[k][1] if adjacent and index.rows[k][0].label != "MISC" else None


def _role_nouns(role: str) -> list[str]:
    """The noun a description would use: "minister" of "Belarusian Defense Minister", "analyst at the bank"."""
    head = re.split(r"\b(?:of|for|at|in|with|from|on)\b", role)[0].split()
    return [fold(head[-1])] if head else []


def _in_phrase(text: str, start: int, end: int, named: list[tuple[Mention, str]], index: Index) -> Source:
    speaks_for, place, governor, reached = None, "head", "", start
    for mention, id in named:
        if not _LISTED.fullmatch(text[reached : mention.span[0]]):
            place, governor = _place(text[start : mention.span[0]])
        reached = mention.span[1]
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
        if place != "apposition":
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
