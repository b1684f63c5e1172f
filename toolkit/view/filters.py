"""The view's filters: which are active, and the analysis with those quotes only that they let through."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from toolkit.analysis.positions import Positions
from toolkit.tables import NOBODY

if TYPE_CHECKING:
    from toolkit.analysis import Analysis

KINDS = ("direct", "mixed", "indirect")


def active_filters(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the view leaves out, as arguments of `narrowed`; nothing where it shows all."""
    given: dict[str, Any] = {}
    kinds = [kind for kind in KINDS if kind in view.get("kinds", KINDS)]
    if len(kinds) < len(KINDS):
        given["kinds"] = kinds
    if view.get("speaker"):
        given["speaker"] = view["speaker"]
    if view.get("paragraphs"):
        first, last = view["paragraphs"]
        given["paragraphs"] = (first, last)
    if view.get("confidence"):
        given["confidence"] = view["confidence"]
    return given


def narrowed(
    analysis: "Analysis",
    *,
    kinds: Sequence[str] = KINDS,
    speaker: str | None = None,
    paragraphs: tuple[int, int] | None = None,
    confidence: float = 0.0,
) -> "Analysis":
    """Return the analysis with those quotes only that the filters let through; tables and figures take it.

    Parameters
    ----------
    analysis
        What ``toolkit.analyse`` gave.
    kinds
        Kinds of quotes to keep: "direct", "mixed", "indirect".
    speaker
        An actor's name, or "(nobody named)"; None for all.
    paragraphs
        The first and the last, as the tables number them (the headline is 0); None for all.
    confidence
        The least confidence, 0 to 1.

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
