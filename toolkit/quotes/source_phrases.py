"""Source phrases: whom the words that name a source put forward as the speaker ("his lawyer, Mira Das,")."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.actors import Mention
from toolkit.actors.names import is_title

# What an organisation or person puts into words: "the NATO statement read" is NATO speaking.
DOCUMENTS = frozenset(
    "statement statements tweet tweets post posts letter letters email memo report reports release communique "
    "communiqué announcement message speech testimony filing filings ruling editorial op-ed column book blog "
    "website page account interview video ad ads commercial declaration manifesto transcript document documents "
    "poll polls survey study analysis platform text note remarks comments quote lawsuit complaint brief petition "
    "caption sign card handle press news newspaper article story programme program show".split()
)
_PREPOSITIONS = frozenset("of for from at in on with by to about against near under behind".split())
_JOINERS = frozenset(["of", "for", "and", "&", "the"])  # inside a title: "Secretary of State for the Home Department"
_TAKES_OVER = re.compile(
    r"\s*(?:[,;:.(—–]|$|(?:and|&|or|who|whom|himself|herself|itself|themselves|both|jr|sr|iii|[kqs]c|td|ml[ac]|msp|mp|mep|md|phd|[okcmd]be)\b|"
    r"(?:of|for|from|at|in|on|with|by|to|after|before|as|that|which)\b)",
    re.IGNORECASE,
)
_POSSESSIVE_NAME = re.compile(r"[’']s\s*(?:[,;]|$)")  # "Sainsbury's, which"
_BODIES = frozenset("union group company bank party charity agency network club newspaper party chain airline".split())
_LISTED = re.compile(r"\s*(?:,|and|or|&|,\s*(?:and|or))\s*(?:the\s+)?")  # between the names of a list
_APPOSITION = re.compile(r"[,(—–:]$")
_PLURAL = re.compile(
    r"(?:officials|people|sources|critics|supporters|members|aides|advisers|advisors|leaders|voters|"
    r"experts|ministers|lawmakers|senators)\b",
    re.IGNORECASE,
)
RELATIVE = re.compile(r",?\s+\b(?:who|which|whose|whom)\b")


@dataclass(frozen=True)
class Source:
    """Who a source is: ``speaker`` and ``speaks_for`` are actors' ids, or None where nobody known is meant."""

    speaker: str | None
    speaks_for: str | None = None


def parse_source_phrase(
    text: str, start: int, end: int, named: Sequence[tuple[Mention, str]], types: Mapping[str, str]
) -> Source:
    """Whom a phrase that holds names puts forward.

    Parameters
    ----------
    text
        The article's text.
    start, end
        The phrase.
    named
        Names in it, in order, each with its actor's id.
    types
        Type of each actor.

    Returns
    -------
    Source
        The speaker where a name is the head of the phrase ("Secretary of State Antony Blinken"), stands in
        apposition to it ("his lawyer, Mira Das") or owns the document that speaks ("the NATO statement"); else
        whom the unnamed source speaks for ("a spokesman for the ministry").
    """
    relative = RELATIVE.search(text, start, end)
    if relative and any(m.span[1] <= relative.start() for m, _ in named):
        end = relative.start()
    speaks_for, place, governor, reached, type_ = None, "head", "", start, ""
    for k, (mention, id) in enumerate(named):
        if mention.span[1] > end or (relative and mention.span[0] > relative.start()):
            break
        if types[id] != type_ or not _LISTED.fullmatch(text[reached : mention.span[0]]):
            place, governor = _place(text[start : mention.span[0]], types[id] == "PER")
        reached, type_ = mention.span[1], types[id]
        after = text[mention.span[1] : end]
        whole = bool(_TAKES_OVER.match(after) or _POSSESSIVE_NAME.match(after))
        following = re.sub(r"^[’']s?\b", "", after).split()
        last = following[-1].lower().strip(".,’'”\"") if following else ""
        document = last in DOCUMENTS or (len(following) == 1 and types[id] == "ORG" and last in _BODIES)
        if place == "head" and (whole or document):
            return Source(id, speaks_for)
        if place == "apposition" and whole and types[id] == "PER" and not _PLURAL.search(governor):
            return Source(id, None)
        if place == "governed" and governor in DOCUMENTS and whole:
            return Source(None if _joint(text, named[k:], types, end) else id, None)
        if place != "apposition":
            speaks_for = speaks_for or id
    return Source(None, speaks_for)


def _joint(text: str, named: Sequence[tuple[Mention, str]], types: Mapping[str, str], end: int) -> bool:
    """Whether the first of some names begins a list of its like: "a statement by Estonia, Finland and Sweden"."""
    if len(named) < 2 or types[named[0][1]] != types[named[1][1]] or types[named[0][1]] == "PER":
        return False
    (_, start), (_, last) = named[0][0].span, named[-1][0].span
    between = text[start : named[1][0].span[0]]
    return bool(_LISTED.fullmatch(between) and re.search(r"\band\b|&", text[start:last])) and text[
        last : last + 2
    ] not in ("’s", "'s")


def _place(before: str, person: bool) -> tuple[str, str]:
    """Where a name stands in a source phrase, told by the words before it, its title left aside.

    "head" ("former Secretary of State"), "apposition" ("his lawyer,") or "governed" ("a spokesman for"), the
    last two with the words or the word that govern it.
    """
    tokens = before.replace("’s", " ’s").replace("'s", " ’s").split()
    while tokens and _is_title(tokens) and (person or tokens[-1].lower() not in _JOINERS):
        tokens.pop()  # "Secretary of State" of "Ann Roe", but not "Minister of" of "Chile"
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
