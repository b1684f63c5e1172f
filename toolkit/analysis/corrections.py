"""Corrections: what the analyst says of single quotes, applied to what the reader found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.actors import Actor
from toolkit.actors.actors_file import Known, KnownQuote
from toolkit.actors.names import fold
from toolkit.quotes import Quote, quote_kind

_MARKS = {"“": '[“”"]', "”": '[“”"]', '"': '[“”"]', "’": "[’']", "‘": "[‘']", "'": "[’‘']"}


@dataclass(frozen=True)
class Correction:
    """One correction, and whether it fits this article."""

    text: str
    what: str  # "speaker", "not_a_quote" or "add"
    fits: bool


def apply(
    text: str, quoted: Sequence[tuple[int, int]], quotes: Sequence[Quote], actors: Sequence[Actor], known: Known
) -> tuple[list[Quote], list[Actor], list[Correction]]:
    """Quotes and actors as the analyst corrects them.

    A correction is found by its text, spaces and kinds of quotation marks apart, so that it survives an edited
    article. A speaker whom the article does not name becomes an actor without mentions.

    Returns
    -------
    quotes, actors, corrections
        Quotes numbered anew in the order of the text; each correction with whether it fits.
    """
    quotes, actors, done = list(quotes), list(actors), []
    for correction in known.quotes:
        what = "add" if correction.add else "not_a_quote" if correction.not_a_quote else "speaker"
        span = find(text, correction.text)
        k = None if span is None else holding(quotes, span)
        fits = span is not None and (k is not None or correction.add)
        done.append(Correction(correction.text, what, fits))
        if span is None or not fits:
            continue
        if correction.not_a_quote and k is not None:
            quotes.pop(k)
            continue
        speaker = None if correction.speaker is None else _actor(actors, correction.speaker, known)
        if correction.add and k is None:
            quotes.append(_added(text, quoted, span, correction, speaker))
        elif correction.speaker is not None and k is not None:
            quotes[k] = replace(quotes[k], speaker=speaker, speaks_for=None, confidence=1.0, corrected=True)
    quotes.sort(key=lambda q: q.content)
    return [replace(q, id=f"q{n}") for n, q in enumerate(quotes, start=1)], actors, done


def find(text: str, wanted: str) -> tuple[int, int] | None:
    """Where a correction's text first stands, spaces and kinds of quotation marks apart."""
    inner = wanted.strip().strip('“”"')
    words = ["".join(_MARKS.get(c) or re.escape(c) for c in word) for word in inner.split()]
    found = re.search(r"\s+".join(words), text) if words else None
    return found.span() if found else None


def holding(quotes: Sequence[Quote], span: tuple[int, int]) -> int | None:
    """The quote that holds most of a span; of equals the shortest."""

    def shared(quote: Quote) -> int:
        return sum(max(0, min(b, span[1]) - max(a, span[0])) for a, b in quote.content)

    best = max(range(len(quotes)), key=lambda k: (shared(quotes[k]), -_length(quotes[k])), default=None)
    return best if best is not None and shared(quotes[best]) else None


def _length(quote: Quote) -> int:
    return sum(b - a for a, b in quote.content)


def _actor(actors: list[Actor], name: str, known: Known) -> str | None:
    """The id of the actor of a name or alias; a new actor where the article has none. "" means nobody."""
    if not name.strip():
        return None
    owner = known.by_form.get(fold(name))
    forms = {fold(form) for form in (owner.forms if owner else (name,))}
    for actor in actors:
        if forms & {fold(form) for form in (actor.name, *actor.aliases)}:
            return actor.id
    id = f"a{1 + max((int(a.id[1:]) for a in actors), default=0)}"
    actors.append(
        Actor(
            id=id,
            name=owner.name if owner else name,
            type=(owner.type if owner else None) or "PER",
            mentions=(),
            groups=dict(owner.groups) if owner else {},
            corrected=True,
        )
    )
    return id


def _added(
    text: str, quoted: Sequence[tuple[int, int]], span: tuple[int, int], known: KnownQuote, speaker: str | None
) -> Quote:
    return Quote(
        id="",
        kind=quote_kind(text, (span,), quoted),
        content=(span,),
        cue=(),
        source=(),
        speaker=speaker,
        speaker_text=known.speaker or None,
        speaks_for=None,
        confidence=1.0,
        corrected=True,
    )
