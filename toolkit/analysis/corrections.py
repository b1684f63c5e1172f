"""Corrections: what the analyst says of single quotes, applied to what the reader found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from toolkit.actors import Actor
from toolkit.actors.actors_file import Known, KnownQuote
from toolkit.actors.names import fold
from toolkit.quotes import Quote, quote_kind
from toolkit.text import Span

_MARKS = {"“": '[“”"]', "”": '[“”"]', '"': '[“”"]', "’": "[’']", "‘": "[‘']", "'": "[’‘']"}


class HasContent(Protocol):
    """What has spans of a text as its content: a quote, whoever marked it."""

    @property
    def content(self) -> Sequence[Span]:
        """Return the spans."""


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
        spans = find_spans(text, correction)
        k = corrected_quote(quotes, spans, correction.add)
        fits = bool(spans) and (k is not None or correction.add)
        applied.append(Correction(correction.text, _what(correction), fits))
        if not fits:
            continue
        if correction.not_a_quote and k is not None:
            quotes.pop(k)
            continue
        speaker = None if correction.speaker is None else _speaker_id(actors, correction.speaker, known)
        if correction.add and k is not None and not quotes[k].is_statement:
            quotes[k] = replace(quotes[k], act="said", confidence=1.0, corrected=True)
        if correction.add and k is None:
            quotes.append(_added_quote(text, quoted, spans, correction, speaker))
        elif correction.speaker is not None and k is not None:
            quotes[k] = replace(
                quotes[k],
                speaker=speaker,
                speakers=(speaker,) if speaker else (),
                unnamed=None,
                speaks_for=None,
                confidence=1.0,
                speaker_confidence=1.0,
                corrected=True,
            )
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
    return _find(text, wanted.strip().strip('“”"'), 0, len(text))


def find_spans(text: str, correction: KnownQuote) -> tuple[Span, ...]:
    """Return where a correction's words stand, in its ``within`` where it has one; () where they do not.

    A "…" between words may stand for what breaks a quotation, as tables show it; marks at the ends of the words may be
    missing where they stand in the text.

    >>> find_spans("“We go,” she said, “now.”", KnownQuote("“We go,” … “now.”"))
    ((0, 8), (19, 25))
    >>> find_spans("No. “No,” she said.", KnownQuote("No", within="“No,” she"))
    ((5, 7),)
    """
    start, end = 0, len(text)
    if correction.within is not None:
        around = _find(text, correction.within.strip(), start, end)
        if around is None:
            return ()
        start, end = around
    whole = _find(text, correction.text.strip(), start, end) or _find(text, _bare(correction.text), start, end)
    if whole is not None or "…" not in correction.text:
        return () if whole is None else (whole,)
    spans: list[Span] = []
    for part in filter(_bare, correction.text.split("…")):
        found = _find(text, part.strip(), start, end)
        if found is None:
            return ()
        spans.append(found)
        start = found[1]
    return tuple(spans)


def _bare(words: str) -> str:
    """Return words without the double quotation marks at their ends."""
    return words.strip().strip('“”"')


def _find(text: str, wanted: str, start: int, end: int) -> Span | None:
    """Return where words first stand in a stretch of a text, spaces and kinds of quotation marks apart."""
    words = ["".join(_MARKS.get(c) or re.escape(c) for c in word) for word in wanted.split()]
    found = re.compile(r"\s+".join(words)).search(text, start, end) if words else None
    return found.span() if found else None


def corrected_quote(quotes: Sequence[HasContent], spans: Sequence[Span], add: bool) -> int | None:
    """Return the place in the list of the quote that a correction of some words is on, None where there is none.

    An addition is on a quote that is there already if they have more than half of their characters in common.
    """
    k = quote_holding(quotes, spans)
    if k is None or not add:
        return k
    shared = _shared(quotes[k], spans)
    return k if 2 * shared > _length(quotes[k].content) + _length(spans) - shared else None


def quote_holding(quotes: Sequence[HasContent], spans: Sequence[Span]) -> int | None:
    """Return the place in the list of the quote that holds most of some spans; of equals the shortest."""

    def rank(k: int) -> tuple[int, int]:
        return _shared(quotes[k], spans), -_length(quotes[k].content)

    best = max(range(len(quotes)), key=rank, default=None)
    return best if best is not None and _shared(quotes[best], spans) else None


def _shared(quote: HasContent, spans: Sequence[Span]) -> int:
    """Return how many characters a quote has in common with some spans."""
    return sum(max(0, min(b, end) - max(a, start)) for a, b in quote.content for start, end in spans)


def _length(spans: Sequence[Span]) -> int:
    return sum(b - a for a, b in spans)


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
            meta=dict(owner.meta) if owner else {},
        )
    )
    return id


def _added_quote(
    text: str, quoted: Sequence[Span], spans: tuple[Span, ...], correction: KnownQuote, speaker: str | None
) -> Quote:
    """Return a quote that the analyst adds: the spans are its content, the speaker is as given."""
    return Quote(
        id="",
        kind=quote_kind(text, spans, quoted),
        content=spans,
        cue=(),
        source=(),
        speaker=speaker,
        speaker_text=correction.speaker or None,
        speaks_for=None,
        confidence=1.0,
        corrected=True,
        speakers=(speaker,) if speaker else (),
    )
