"""What the browser gets of an analysis: plain data, its offsets counted as JavaScript counts them."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from toolkit.analysis import share_of_voice
from toolkit.analysis.positions import Positions
from toolkit.html import card, markup
from toolkit.tables import NOBODY
from toolkit.text import words

if TYPE_CHECKING:
    from toolkit.analysis import Analysis

KINDS = ("direct", "mixed", "indirect")


def of(analysis: "Analysis") -> dict[str, Any]:
    """The analysis for the view.

    Offsets count UTF-16 units, as JavaScript's strings do. ``said`` holds each word that is ascribed to somebody, as
    where it begins and whether it stands inside quotation marks, so that shares of voice follow the filters.
    """
    article = analysis.article
    at, positions = units(article.text), Positions(analysis)
    actors = []
    for actor in analysis.actors:
        seen = [m for m in actor.mentions if positions.is_counted(m.span[0])]
        actors.append(
            {
                "id": actor.id,
                "name": actor.name,
                "type": actor.type,
                "aliases": actor.aliases,
                "roles": actor.roles,
                "groups": actor.groups,
                "corrected": actor.corrected,
                "mentions": [
                    [at(m.span[0]), at(m.span[1]), m.kind, positions.paragraph(m.span[0]), article.text[slice(*m.span)]]
                    for m in seen
                ],
            }
        )
    quotes = []
    for quote in analysis.quotes:
        if not positions.is_counted(quote.content[0][0]):
            continue
        quotes.append(
            {
                "id": quote.id,
                "kind": quote.kind,
                "speaker": quote.speaker,
                "speaker_text": quote.speaker_text,
                "speaks_for": quote.speaks_for,
                "text": quote.text,
                "content": [[at(a), at(b)] for a, b in quote.content],
                "paragraph": positions.paragraph(quote.content[0][0]),
                "words": sum(len(words(article.text, a, b)) for a, b in quote.content),
                "confidence": quote.confidence,
                "corrected": quote.corrected,
            }
        )
    said = list(share_of_voice.attributed_words(analysis))
    return {
        "id": article.id,
        "title": article.title or article.id,
        "about": card.about(analysis.article),
        "language": article.language or "en",
        "notes": article.notes,
        "numbers": card.numbers(analysis.actors, analysis.quotes, analysis.statistics),
        "html": markup.to_html(
            analysis.article, analysis.actors, analysis.quotes, marked={a.id for a in analysis.actors}, heading=3
        ),
        "length": at(len(article.text)),
        "paragraphs": [
            [at(p.span[0]), at(p.span[1]), positions.paragraph(p.span[0]) if p.kind != "furniture" else None]
            for p in article.paragraphs
        ],
        "actors": actors,
        "quotes": quotes,
        "said": [at(a) for a, _ in said],
        "inside": [int(inside) for _, inside in said],
    }


def units(text: str) -> Callable[[int], int]:
    """A function from an offset in characters to one in UTF-16 units.

    >>> units("a\\N{GRINNING FACE}b")(2)
    3
    """
    wide = [k for k, c in enumerate(text) if c > "\uffff"] if text and max(text) > "\uffff" else []
    return (lambda at: at + bisect_left(wide, at)) if wide else (lambda at: at)


def characters(text: str) -> Callable[[int], int]:
    """A function from an offset in UTF-16 units to one in characters.

    >>> characters("a\\N{GRINNING FACE}b")(3)
    2
    """
    wide = [k for k, c in enumerate(text) if c > "\uffff"] if text and max(text) > "\uffff" else []
    after = [k + n for n, k in enumerate(wide)]  # where, in units, the second half of each stands before its end
    return (lambda at: at - bisect_left(after, at - 1)) if wide else (lambda at: at)


def narrowed(
    analysis: "Analysis",
    *,
    kinds: Sequence[str] = KINDS,
    speaker: str | None = None,
    paragraphs: tuple[int, int] | None = None,
    confidence: float = 0.0,
) -> "Analysis":
    """The analysis with those quotes only that the view's filters let through; tables and figures take it.

    Parameters
    ----------
    analysis
        What ``toolkit.analyse`` gave.
    kinds
        Of quotes: "direct", "mixed", "indirect".
    speaker
        An actor's name, or "(nobody named)"; None for all.
    paragraphs
        The first and the last, as the tables number them (the headline is 0); None for all.
    confidence
        The least, 0 to 1.

    Returns
    -------
    Analysis
        Actors and their mentions are all there.

    Examples
    --------
    >>> import toolkit
    >>> a = toolkit.analyse(toolkit.read(text="“It is late,” Ada Lovelace said."))
    >>> len(narrowed(a, speaker="Ada Lovelace").quotes), len(narrowed(a, kinds=["indirect"]).quotes)
    (1, 0)
    """
    positions = Positions(analysis)
    names = {actor.id: actor.name for actor in analysis.actors if actor.type != "MISC"}
    first, last = paragraphs or (0, len(analysis.article.paragraphs))
    kept = [
        quote
        for quote in analysis.quotes
        if quote.kind in kinds
        and quote.confidence >= confidence
        and first <= positions.paragraph(quote.content[0][0]) <= last
        and (speaker is None or names.get(quote.speaker or "", NOBODY) == speaker)
    ]
    return replace(analysis, quotes=tuple(kept))
