"""Whether an analysis that was read from JSON can be one: its values' types, its spans, and whom it speaks of."""

import dataclasses
import functools
import types
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Union, get_args, get_origin, get_type_hints

PARTS = ("article", "sentences", "statistics", "actors", "unnamed", "quotes", "versions", "corrections")


def check(analysis: Any) -> None:
    """Raise ValueError, with the place, where an analysis has values of other types than its parts say, spans outside
    its text, or quotes of actors that it does not have.
    """
    hints = get_type_hints(type(analysis))
    for name in PARTS:
        _check_type(getattr(analysis, name), hints[name], name)
    length = len(analysis.article.text)
    for what, (start, end) in _spans(analysis):
        if not 0 <= start < end <= length:
            raise ValueError(f"{what} {start} to {end} lies outside the text")
    for spans in (analysis.sentences, [paragraph.span for paragraph in analysis.article.paragraphs]):
        if ((analysis.actors or analysis.quotes) and not spans) or any(
            end > start for (_, end), (start, _) in pairwise(spans)
        ):
            raise ValueError("sentences or paragraphs are missing, or out of order")
    if not all(quote.content for quote in analysis.quotes):
        raise ValueError("a quote has no content")
    ids = [one.id for one in (*analysis.actors, *analysis.unnamed)]
    if len(set(ids)) < len(ids):
        raise ValueError("two actors have one id")
    named, unnamed = ({one.id for one in of} | {None} for of in (analysis.actors, analysis.unnamed))
    spoken_of = {id for quote in analysis.quotes for id in (quote.speaker, quote.speaks_for, *quote.speakers)} - named
    unknown = spoken_of | {quote.unnamed for quote in analysis.quotes} - unnamed
    if unknown:
        raise ValueError(f"quotes of actors that are not there: {', '.join(sorted(map(str, unknown)))}")


def _spans(analysis: Any) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield every span of an analysis, with what it is."""
    yield from (("the sentence", span) for span in analysis.sentences)
    yield from (("the paragraph", paragraph.span) for paragraph in analysis.article.paragraphs)
    yield from (
        ("the mention", mention.span) for one in (*analysis.actors, *analysis.unnamed) for mention in one.mentions
    )
    for quote in analysis.quotes:
        yield from (("the quote", span) for part in (quote.content, quote.cue, quote.source) for span in part)


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    """Return the annotations of a class, as types."""
    return get_type_hints(kind)


def _check_type(value: Any, hint: Any, place: str) -> None:
    """Raise ValueError if a value is not what an annotation says of it."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint is Any:
        return
    if origin in (Union, types.UnionType):
        if not any(_fits(value, one, place) for one in inner):
            raise ValueError(f"{place} is {value!r:.40}")
    elif origin is tuple:
        if not isinstance(value, tuple) or (inner[-1] is not Ellipsis and len(value) != len(inner)):
            raise ValueError(f"{place} is {value!r:.40}")
        for i, one in enumerate(value):
            _check_type(one, inner[0 if inner[-1] is Ellipsis else i], f"{place}[{i}]")
    elif origin in (dict, Mapping):
        if not isinstance(value, Mapping):
            raise ValueError(f"{place} is {value!r:.40}")
        for key, one in value.items():
            _check_type(key, inner[0], place)
            _check_type(one, inner[1], f"{place}.{key}")
    elif dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, hint):
            raise ValueError(f"{place} is {value!r:.40}")
        for name, one in _hints(hint).items():
            _check_type(getattr(value, name), one, f"{place}.{name}")
    elif not isinstance(value, (int, float) if hint is float else hint) or isinstance(value, bool) != (hint is bool):
        raise ValueError(f"{place} is {value!r:.40}")


def _fits(value: Any, hint: Any, place: str) -> bool:
    """Return whether a value is what an annotation says of it."""
    try:
        _check_type(value, hint, place)
    except ValueError:
        return False
    return True
