"""The reader: one small neural model that finds names, attributions and references in one pass."""

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class Name:
    """A proper name in the text, without title, article or possessive."""

    start: int
    end: int
    label: str  # PER, ORG, LOC or MISC
    score: float  # 0 to 1


@dataclass(frozen=True)
class Attribution:
    """Who says what: spans of the source, the cue ("said") and the content, any but content possibly empty."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float  # 0 to 1


@dataclass(frozen=True)
class Link:
    """A mention (a pronoun, or the head of "the minister") and what it refers back to (a token of the text)."""

    start: int
    end: int
    to_start: int
    to_end: int
    score: float  # 0 to 1


@dataclass(frozen=True)
class Reading:
    """All that the reader found in one text; offsets count the text's characters, end exclusive."""

    names: tuple[Name, ...]
    attributions: tuple[Attribution, ...]
    links: tuple[Link, ...]
