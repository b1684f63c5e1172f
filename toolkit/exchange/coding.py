"""A coding: what a coder, or the toolkit, marked in one article; the shape that every format is read to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.analysis import Analysis
from toolkit.exchange.annotations import Annotation, annotations
from toolkit.text import Span

TOOLKIT = "toolkit"  # the coder of what nobody has changed


@dataclass(frozen=True)
class CodedQuote:
    """A quote as somebody marked it; ``speaker`` is a name, None where nobody named speaks."""

    content: tuple[Span, ...]
    speaker: str | None


@dataclass(frozen=True)
class CodedMention:
    """A mention as somebody marked it; ``actor`` is a name."""

    span: Span
    actor: str


@dataclass(frozen=True)
class Coding:
    """What one coder marked in one article."""

    article: str  # its id
    text: str
    coder: str
    quotes: tuple[CodedQuote, ...] = ()
    mentions: tuple[CodedMention, ...] = ()


def coding(article: str, text: str, coder: str, marked: Iterable[Annotation]) -> Coding:
    """Return a coding of its annotations: the parts of one owner are one quote, its speaker the first that is given.

    >>> first = Annotation("q1", "quote", (0, 4), "q1", {"speaker": "Ada"})
    >>> second = Annotation("q1.2", "quote", (9, 12), "q1", {})
    >>> coding("one", "“We” I “go”.", "ann", [first, second]).quotes
    (CodedQuote(content=((0, 4), (9, 12)), speaker='Ada'),)
    """
    parts: dict[str, list[Annotation]] = defaultdict(list)
    mentions = []
    for annotation in sorted(marked, key=lambda a: a.span):
        if annotation.layer == "quote":
            parts[annotation.owner or annotation.id].append(annotation)
        elif annotation.layer == "mention":
            mentions.append(CodedMention(annotation.span, str(annotation.values.get("actor", ""))))
    quotes = [
        CodedQuote(tuple(part.span for part in whole), next((s for s in map(_speaker, whole) if s), None))
        for whole in parts.values()
    ]
    quotes.sort(key=lambda quote: quote.content)
    return Coding(article, text, coder, tuple(quotes), tuple(mentions))


def coding_of(analysis: Analysis) -> Coding:
    """Return an analysis as the toolkit's own coding of its article."""
    return coding(analysis.article.id, analysis.article.text, TOOLKIT, annotations(analysis))


def as_data(made: Coding) -> dict[str, Any]:
    """Return what was marked as plain data, for a tool's file to carry along."""
    return {
        "quotes": [{"content": quote.content, "speaker": quote.speaker} for quote in made.quotes],
        "mentions": [{"span": mention.span, "actor": mention.actor} for mention in made.mentions],
    }


def from_data(article: str, text: str, data: Mapping[str, Any]) -> Coding:
    """Return what the toolkit marked in an article, of its plain data."""
    quotes = (CodedQuote(tuple((a, b) for a, b in q["content"]), q["speaker"]) for q in data["quotes"])
    mentions = (CodedMention((m["span"][0], m["span"][1]), m["actor"]) for m in data["mentions"])
    return Coding(article, text, TOOLKIT, tuple(quotes), tuple(mentions))


def _speaker(part: Annotation) -> str | None:
    return str(part.values.get("speaker") or "").strip() or None
