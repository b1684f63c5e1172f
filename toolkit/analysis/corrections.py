"""Corrections: what the analyst says of single quotes, applied to what the reader found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.actors import Actor
from toolkit.actors.actors_file import Known, KnownQuote
from toolkit.actors.names import fold
from toolkit.quotes import Quote, quote_kind
from toolkit.text import Span

_MARKS = {"“": '[“”"]', "”": '[“”"]', '"': '[“”"]', "’": "[’']", "‘": "[‘']", "'": "[’‘']"}


@dataclass(frozen=True)
class Correction:
    """One correction, and whether it fits this article."""

    text: str
    what: str  # "speaker", "not_a_quote" or "add"
    fits: bool


def apply(
    text: str, quoted: Sequence[Span], quotes: Sequence[Quote], actors: Sequence[Actor], known: Known
) -> tuple[list[Quote], list[Actor], list[Correction]]:
    """Return quotes and actors as the analyst corrects them.

    A correction is found by its text, spaces and kinds of quotation marks apart, so that it survives an edited
    article. A speaker whom the article does not name becomes an actor without mentions.

    Parameters
    ----------
    text, quoted
        The article's text, and the spans in it that stand in quotation marks.
    quotes, actors
        As they were found.
    known
        What the analyst's actors.toml says.

    Returns
    -------
    quotes, actors, corrections
        Quotes numbered anew in the order of the text; each correction with whether it fits.
    """
    quotes, actors, applied = list(quotes), list(actors), []
    for correction in known.quotes:
        span = find_text(text, correction.text)
        k = None if span is None else quote_holding(quotes, span)
        fits = span is not None and (k is not None or correction.add)
        applied.append(Correction(correction.text, _what(correction), fits))
        if span is None or not fits:
            continue
        if correction.not_a_quote and k is not None:
            quotes.pop(k)
            continue
        speaker = None if correction.speaker is None else _speaker_id(actors, correction.speaker, known)
        if correction.add and k is None:
            quotes.append(_added_quote(text, quoted, span, correction, speaker))
        elif correction.speaker is not None and k is not None:
            quotes[k] = replace(quotes[k], speaker=speaker, speaks_for=None, confidence=1.0, corrected=True)
    quotes.sort(key=lambda q: q.content)
    return [replace(q, id=f"q{n}") for n, q in enumerate(quotes, start=1)], actors, applied


def _what(correction: KnownQuote) -> str:
    """Return what a correction is for: "add", "not_a_quote" or "speaker"."""
    return "add" if correction.add else "not_a_quote" if correction.not_a_quote else "speaker"


def find_text(text: str, wanted: str) -> Span | None:
    """Return the span where a correction's text first stands, spaces and kinds of quotation marks apart.

    >>> find_text("She said: “It is  late.”", 'It is late."')
    (11, 23)
    """
    inner = wanted.strip().strip('“”"')
    words = ["".join(_MARKS.get(c) or re.escape(c) for c in word) for word in inner.split()]
    found = re.search(r"\s+".join(words), text) if words else None
    return found.span() if found else None


def quote_holding(quotes: Sequence[Quote], span: Span) -> int | None:
    """Return the place in the list of the quote that holds most of a span; of equals the shortest."""

    def shared(quote: Quote) -> int:
        return sum(max(0, min(b, span[1]) - max(a, span[0])) for a, b in quote.content)

    best = max(range(len(quotes)), key=lambda k: (shared(quotes[k]), -_length(quotes[k])), default=None)
    return best if best is not None and shared(quotes[best]) else None


def _length(quote: Quote) -> int:
    return sum(b - a for a, b in quote.content)


def _speaker_id(actors: list[Actor], name: str, known: Known) -> str | None:
    """Return the id of the actor of a name or alias, None for "", which means nobody.

    Where the article has no such actor, one is added to the list.
    """
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


def _added_quote(text: str, quoted: Sequence[Span], span: Span, correction: KnownQuote, speaker: str | None) -> Quote:
    """Return a quote that the analyst adds: the span is its content, the speaker is as given."""
    return Quote(
        id="",
        kind=quote_kind(text, (span,), quoted),
        content=(span,),
        cue=(),
        source=(),
        speaker=speaker,
        speaker_text=correction.speaker or None,
        speaks_for=None,
        confidence=1.0,
        corrected=True,
    )
