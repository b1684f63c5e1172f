"""Annotations: an analysis as marked stretches of its text, the shape that every tool's format is written from."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from toolkit.actors import Actor
from toolkit.analysis import Analysis
from toolkit.quotes import Quote
from toolkit.text import Span

LAYERS = ("quote", "source", "cue", "mention")
KINDS = ("direct", "mixed", "indirect")
WIKIDATA = "http://www.wikidata.org/entity/"
QUOTE = (  # what is known of a quote
    "kind", "act", "speaker", "unnamed", "speaker_text", "speaks_for", "confidence", "speaker_confidence",
)  # fmt: skip
MENTION = ("actor", "label", "kind", "wikidata")  # what is known of a mention


class Annotation(NamedTuple):
    """A marked stretch of an article's text.

    ``id`` is its own within the article ("q1", "q1.2", "q1.source", "a2.m3"), ``owner`` that of the quote or actor it
    belongs to. Of a quote in several parts, the first has the values, the others have none.
    """

    id: str
    layer: str  # one of LAYERS
    span: Span
    owner: str
    values: dict[str, str | float]


def annotations(analysis: Analysis) -> Iterator[Annotation]:
    """Yield what an analysis marks: each quote's content, source and cue, then each actor's mentions.

    >>> [(mark.id, mark.layer, mark.values.get("speaker")) for mark in annotations(a)][:3]
    [('q1', 'quote', 'Ada Roe'), ('q1.2', 'quote', None), ('q1.source', 'source', None)]
    """
    names = {actor.id: actor.name for actor in analysis.actors}
    for quote in analysis.quotes:
        for n, span in enumerate(quote.content, start=1):
            values = quote_values(quote, names) if n == 1 else {}
            yield Annotation(quote.id if n == 1 else f"{quote.id}.{n}", "quote", span, quote.id, values)
        for layer, spans in (("source", quote.source), ("cue", quote.cue)):
            for n, span in enumerate(spans, start=1):
                yield Annotation(f"{quote.id}.{layer}{n if n > 1 else ''}", layer, span, quote.id, {})
    for actor in analysis.actors:
        for n, mention in enumerate(actor.mentions, start=1):
            of_mention: dict[str, str | float] = {"actor": actor.name, "label": mention.label, "kind": mention.kind}
            of_mention |= {"wikidata": actor.meta["wikidata"]} if "wikidata" in actor.meta else {}
            yield Annotation(f"{actor.id}.m{n}", "mention", mention.span, actor.id, of_mention)


def quote_values(quote: Quote, names: dict[str, str]) -> dict[str, str | float]:
    """Return what is known of a quote, actors by their names; what is not known is left out."""
    known = {
        "kind": quote.kind,
        "act": quote.act,
        "speaker": names.get(quote.speaker or ""),
        "unnamed": quote.unnamed_text,
        "speaker_text": quote.speaker_text,
        "speaks_for": names.get(quote.speaks_for or ""),
        "confidence": quote.confidence,
        "speaker_confidence": quote.speaker_confidence,
    }
    return {key: value for key, value in known.items() if value is not None}


def known(actor: Actor) -> dict[str, str]:
    """Return what the analyst's actors.toml says of an actor: groups and further keys, such as ``wikidata``."""
    return {**actor.groups, **actor.meta}


def about(actor: Actor) -> dict[str, Any]:
    """Return an actor as plain data, without mentions."""
    names = {"name": actor.name, "type": actor.type, "aliases": list(actor.aliases), "roles": list(actor.roles)}
    return {**names, "known": known(actor)}


def speaker_names(analysis: Analysis) -> list[str]:
    """Return the names of all actors, each once: whom a coder can choose as a speaker, speakers first."""
    speaking = {quote.speaker for quote in analysis.quotes}

    def rank(actor: Actor) -> bool:
        return actor.id not in speaking

    return list(dict.fromkeys(actor.name for actor in sorted(analysis.actors, key=rank)))
