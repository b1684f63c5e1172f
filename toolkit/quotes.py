"""Quotes: who said what, with the speaker as an actor where the text says who it is."""

from dataclasses import dataclass

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Quote:
    """One quotation or reported statement; ``content``, ``cue`` and ``source`` are spans, often broken."""

    id: str
    kind: str  # "direct", "mixed" or "indirect"
    content: Spans
    cue: Spans
    source: Spans
    speaker: str | None  # an actor's id
    speaker_text: str | None  # how the text names the source
    speaks_for: str | None  # an actor's id ("a spokesman for the ministry")
    confidence: float  # 0 to 1
    corrected: bool = False
