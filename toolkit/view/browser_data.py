"""Describe an analysis for the browser: plain data, its offsets counted as JavaScript counts them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from toolkit.analysis import share_of_voice
from toolkit.analysis.positions import Positions
from toolkit.html import card, markup
from toolkit.text import words
from toolkit.text.utf16 import to_utf16

if TYPE_CHECKING:
    from toolkit.actors import Actor
    from toolkit.analysis import Analysis
    from toolkit.article import Article
    from toolkit.quotes import Quote

At = Callable[[int], int]  # an offset in characters as one in UTF-16 units


def for_browser(analysis: "Analysis") -> dict[str, Any]:
    """Return what the view needs of an analysis, as plain data.

    Offsets count UTF-16 units, as JavaScript's strings do. ``attributed`` holds where each word begins that is
    ascribed to somebody, ``in_quotation_marks`` whether it stands in some, so that shares of voice follow the filters.
    """
    article, positions = analysis.article, Positions(analysis)
    at = to_utf16(article.text)
    attributed = list(share_of_voice.attributed_words(analysis))
    quotes = [quote for quote in analysis.quotes if positions.is_counted(quote.content[0][0])]
    return {
        **_article(analysis),
        "length": at(len(article.text)),
        "paragraphs": [
            [at(p.span[0]), at(p.span[1]), positions.paragraph(p.span[0]) if p.kind != "furniture" else None]
            for p in article.paragraphs
        ],
        "actors": [_actor(actor, article, positions, at) for actor in analysis.actors],
        "quotes": [_quote(quote, article, positions, at) for quote in quotes],
        "attributed": [at(start) for start, _ in attributed],
        "in_quotation_marks": [int(inside) for _, inside in attributed],
    }


def _article(analysis: "Analysis") -> dict[str, Any]:
    """Return the article's title and numbers, and its text as HTML with every actor and quote marked."""
    article, actors, quotes = analysis.article, analysis.actors, analysis.quotes
    return {
        "id": article.id,
        "title": article.title or article.id,
        "about": card.about(article),
        "language": article.language or "en",
        "notes": article.notes,
        "numbers": card.numbers(actors, quotes, analysis.statistics),
        "html": markup.to_html(article, actors, quotes, marked={actor.id for actor in actors}, heading=3),
    }


def _actor(actor: "Actor", article: "Article", positions: Positions, at: At) -> dict[str, Any]:
    """Return an actor with those mentions that are counted: start, end, kind, paragraph, words."""
    spans = [(m.span, m.kind) for m in actor.mentions if positions.is_counted(m.span[0])]
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type,
        "aliases": actor.aliases,
        "roles": actor.roles,
        "groups": actor.groups,
        "corrected": actor.corrected,
        "mentions": [
            [at(start), at(end), kind, positions.paragraph(start), article.text[start:end]]
            for (start, end), kind in spans
        ],
    }


def _quote(quote: "Quote", article: "Article", positions: Positions, at: At) -> dict[str, Any]:
    """Return a quote with its paragraph and its number of words."""
    return {
        "id": quote.id,
        "kind": quote.kind,
        "act": quote.act,
        "speaker": quote.speaker,
        "speaker_text": quote.unnamed_text or quote.speaker_text,
        "unnamed": quote.unnamed,
        "speaks_for": quote.speaks_for,
        "text": quote.text,
        "content": [[at(start), at(end)] for start, end in quote.content],
        "paragraph": positions.paragraph(quote.content[0][0]),
        "words": sum(len(words(article.text, start, end)) for start, end in quote.content),
        "confidence": quote.confidence,
        "speaker_confidence": quote.speaker_confidence,
        "corrected": quote.corrected,
    }
