"""Who a source phrase may mean: names in it, or whom its pronoun or description refers to, each with a probability."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from toolkit import lexicon
from toolkit.actors.descriptions import head_of
from toolkit.actors.model import Mention
from toolkit.actors.names import fold
from toolkit.actors.pronouns import PRONOUNS, sex_of_pronoun
from toolkit.quotes.cast import Cast
from toolkit.quotes.documents import who_wrote
from toolkit.quotes.model import Span
from toolkit.quotes.source_phrases import DOCUMENTS, parse_source_phrase

_UNNAMED = lexicon.words("roles", "often_unnamed")
TOLD = 0.8  # how probable it is that who is told to have made a document is whose "the letter" is
_RELATIVE_PRONOUN = re.compile(r"(?:who|which|that|whose)\b", re.IGNORECASE)
_INDEFINITE = lexicon.words("pronouns", "indefinite") | lexicon.words("pronouns", "counting")


class Resolved(NamedTuple):
    """Who a source may be: ``options`` are ids with probabilities, ``shape`` says what the phrase is like."""

    options: dict[str, float]
    how: str  # "name", "document", "pronoun", "description", "relative", "none"
    shape: str  # a level of the feature "shape"
    speaks_for: str | None = None
    together: tuple[str, ...] = ()  # actors who speak together
    sex: str | None = None  # what a pronoun or a description tells of the speaker


def resolve_source(source: Sequence[Span], near: int, cast: Cast) -> Resolved:
    """Return who a source may be; of several spans the one nearest to an offset counts that tells."""
    resolved = Resolved({}, "none", "no source")
    for start, end in cast.source_phrases(source, near):
        resolved = _resolve_phrase(start, end, cast)
        if resolved.how in ("pronoun", "description"):
            resolved = resolved._replace(sex=_sex_told(cast.text[start:end].strip(" ,").lower()))
        if resolved.options or resolved.speaks_for:
            return resolved
    return resolved


def _resolve_phrase(start: int, end: int, cast: Cast) -> Resolved:
    text = cast.text
    phrase = text[start:end].strip(" ,")
    lower = phrase.lower()
    shape = _shape(lower)
    named = cast.named_within(start, end)
    others = [(m, id) for m, id in cast.mentions_within(start, end) if m.kind != "name"]
    speaks_for = None
    if named:
        parsed = parse_source_phrase(text, start, end, named, cast.types)
        if parsed.speaker:
            how = "document" if lower.split()[-1] in DOCUMENTS else "name"
            together = _together(text, named, parsed.speaker, cast)
            return Resolved({parsed.speaker: 1.0}, how, "named", parsed.speaks_for, together)
        speaks_for = parsed.speaks_for
    if lower in PRONOUNS and others:
        return Resolved(dict(cast.options(*others[0])), "pronoun", shape)
    if _RELATIVE_PRONOUN.match(lower):
        before = cast.before_relative(start, person=lower.startswith("who"))
        return Resolved(dict(cast.options(*before)) if before else {}, "relative", shape)
    if lower.split()[-1:] and lower.split()[-1] in DOCUMENTS:
        owner = next((cast.options(m, id) for m, id in others if m.span[0] == start and m.kind == "pronoun"), ())
        told = who_wrote(lower.split()[-1], start, cast)
        return Resolved(dict(owner) or ({told: TOLD} if told else {}), "document", "document", speaks_for)
    if head := next(((m, id) for m, id in others if m.kind == "nominal" and m.span[0] <= start + len("the ")), None):
        return Resolved(dict(cast.options(*head)), "description", shape, speaks_for)
    nouns = re.split(r"\b(?:of|for|at|in|with|from|on|who)\b|,", phrase)[0].split()  # none in "for the council"
    if nouns and shape != "his" and lower not in PRONOUNS and (meant := cast.meant_at(start, end)):
        fitting = {id: p for id, p in meant if cast.may_be_called(id, fold(nouns[-1]))}
        return Resolved(fitting, "description", shape, speaks_for)
    if label := cast.speaker_of_label(phrase):
        return Resolved({label: 1.0}, "name", shape, speaks_for)
    return Resolved({}, "description", shape, speaks_for)


def _sex_told(phrase: str) -> str | None:
    """Return "he" or "she" where a pronoun or a description's noun tells it ("the woman"), else None."""
    if phrase in PRONOUNS:
        return sex_of_pronoun(phrase)
    tokens = re.split(r"\b(?:of|for|at|in|with|from|on|who|which|that)\b|,", phrase)[0].split()
    head = head_of(tokens[-1]) if tokens else None
    return head.sex if head else None


def _shape(phrase: str) -> str:
    """Return what a source phrase is like: "he or she", "they", "spokesperson", "several", "the", "a" …"""
    if phrase in PRONOUNS:
        return {"they": "they", "it": "it", "i": "i", "we": "i"}.get(phrase, "he or she")
    if _RELATIVE_PRONOUN.match(phrase):
        return "who"
    tokens = re.split(r"\b(?:of|for|at|in|with|from|on|who|which|that)\b|,", phrase)[0].split()
    if not tokens:
        return "other"
    head = head_of(tokens[-1])
    if tokens[-1] in DOCUMENTS:
        return "document"
    if head is None:
        return "other, several" if tokens[-1].endswith("s") else "other"
    if head.plural:
        return "several"
    if tokens[0] in _INDEFINITE:
        return "a"
    if head.noun in _UNNAMED:
        return "the spokesman"
    return "the body" if head.kind == "ORG" else "his" if tokens[0] in ("his", "her", "their") else "the"


def _together(text: str, named: Sequence[tuple[Mention, str]], speaker: str, cast: Cast) -> tuple[str, ...]:
    """Return the actors who speak together, as in "Roe and Cole said"; none where one speaks alone."""
    ids = [id for _, id in named]
    k = ids.index(speaker)
    found = [speaker]
    for (before, _), (mention, id) in zip(named[k:], named[k + 1 :], strict=False):
        between = text[before.span[1] : mention.span[0]]
        if (
            not re.fullmatch(r"\s*(?:,|,?\s*and|&)\s*(?:[A-Z][\w.]*\s+){0,3}", between)
            or cast.types[id] != cast.types[speaker]
        ):
            break
        found.append(id)
    joined = text[named[k][0].span[1] : named[k + len(found) - 1][0].span[0]]
    return tuple(dict.fromkeys(found)) if len(found) > 1 and re.search(r"\band\b|&", joined) else ()
