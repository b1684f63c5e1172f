"""Separation: what an attribution took in that is not its source's: words of the headline, and others' quotations."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from toolkit.article import Article
from toolkit.quotes.model import Span, Spans
from toolkit.reader import Attribution
from toolkit.text import merged, share_covered, trimmed

_SENTENCE_ENDS = re.compile(r"[.!?…][”\"’')]*\s")
_GOES_ON = re.compile(r"\s*(?:and|but|or|as|when|while|before|after|in|on|at|to|with|for|of|by|from|\w+ing)\b")
_CREDITED_BEHIND = re.compile(r",[”\"’'] (?=[\w’'-])")  # “…,” mothers would chirp


def within_one_part(article: Article, attribution: Attribution) -> list[Attribution]:
    """Return an attribution without what lies in the headline, if its cue does not; or else without what does not.

    A headline is no part of the sentence below it. Content that would be lost whole is kept, and a quotation on the
    other side is one of its own, without a source.
    """
    headlines = article.spans("headline")
    if not headlines:
        return [attribution]
    end = headlines[-1][1]
    anchor = (*attribution.cue, *attribution.source, attribution.content[-1])[0]
    here, there = (0, end), (end, len(article.text))
    if anchor[0] >= end:
        here, there = there, here
    content = _cut(article.text, attribution.content, here)
    if not content:
        return [attribution]
    kept = replace(attribution, content=content, source=_cut(article.text, attribution.source, here))
    others = [span for span in _cut(article.text, attribution.content, there) if span in article.marks]
    return [kept, *(replace(attribution, content=(span,), cue=(), source=()) for span in others)]


def separate(
    text: str, attributions: Sequence[Attribution], quoted: Sequence[Span], named: Sequence[tuple[Span, str]]
) -> list[Attribution]:
    """Return attributions, each quotation that somebody else parts from its credit as one of its own, without a source.

    Parameters
    ----------
    text
        The article's text.
    attributions
        The reader's.
    quoted
        Spans inside quotation marks, in order.
    named
        Names of people and organisations in order, and whose they are. Narration that brings in another one, in a
        paragraph between, parts a quotation from its credit.

    Examples
    --------
    >>> text = "“No,” he said.\\n\\nUnite was against it. “It is late.”"
    >>> he = Attribution(((6, 8),), ((9, 13),), ((0, 5), (38, 51)), 0.9)
    >>> found = separate(text, [he], [(0, 5), (38, 51)], [((16, 21), "a1")])
    >>> [[text[start:end] for start, end in part.content] for part in found]
    [['“No,”'], ['“It is late.”']]
    """
    result: list[Attribution] = []
    alone: list[Attribution] = []
    for attribution in attributions:
        attribution = _apart_from_nearer(text, attribution, attributions)
        others = [span for span in attribution.content if _is_anothers(text, span, attribution, quoted, named)]
        rest = tuple(span for span in attribution.content if span not in others)
        if not others or not rest:
            result.append(attribution)
            continue
        result.append(replace(attribution, content=rest))
        alone += [replace(attribution, content=(span,), cue=(), source=()) for span in others]
    return _with_whole_quotations(result, alone)


def _apart_from_nearer(text: str, attribution: Attribution, attributions: Sequence[Attribution]) -> Attribution:
    """Return an attribution without content that another has too, whose cue stands in that paragraph and its own not.

    >>> text = "“Late!” a man cried.\\n\\n“We know,” Roe said."
    >>> man = Attribution(((14, 19),), ((8, 13),), ((0, 7),), 0.8)
    >>> roe = Attribution(((37, 41),), ((33, 36),), ((0, 7), (22, 32)), 0.9)
    >>> _apart_from_nearer(text, roe, [man, roe]).content
    ((22, 32),)
    """
    kept = tuple(
        span
        for span in attribution.content
        if any(_same_paragraph(text, span, cue) for cue in attribution.cue)
        or not any(
            other is not attribution
            and share_covered(*span, other.content) > 0.5
            and any(_same_paragraph(text, span, cue) for cue in other.cue)
            for other in attributions
        )
    )
    return replace(attribution, content=kept) if kept and kept != attribution.content else attribution


def _same_paragraph(text: str, one: Span, other: Span) -> bool:
    return text.find("\n", min(one[1], other[1]), max(one[0], other[0])) < 0


def _with_whole_quotations(credited: list[Attribution], alone: Sequence[Attribution]) -> list[Attribution]:
    """Return attributions and quotations without a source; one that another attribution holds in part is that one's."""
    for quotation in alone:
        (span,) = quotation.content
        for k, attribution in enumerate(credited):
            if any(a < span[1] and b > span[0] for a, b in attribution.content):
                credited[k] = replace(attribution, content=tuple(merged([*attribution.content, span])))
                break
        else:
            credited.append(quotation)
    return credited


def _is_anothers(
    text: str, span: Span, attribution: Attribution, quoted: Sequence[Span], named: Sequence[tuple[Span, str]]
) -> bool:
    """Whether a quotation behind an attribution's credit is somebody else's, as the words between or behind tell."""
    credit = [*attribution.cue, *attribution.source]
    before = [end for _, end in (*credit, *attribution.content) if end <= span[0]]
    if not credit or not before or any(start > span[0] for start, _ in credit) or span not in quoted:
        return False
    between = text[max(before) : span[0]]
    if "\n" in between:
        own = {id for a, b in attribution.source for id in _whose(named, a, b)}
        return any(id not in own for id in _whose(named, max(before) + between.index("\n"), span[0]))
    behind = _CREDITED_BEHIND.match(text, span[1] - 2)
    return bool(behind and _SENTENCE_ENDS.search(between + " ") and not _GOES_ON.match(text, behind.end() - 1))


def _whose(named: Sequence[tuple[Span, str]], start: int, end: int) -> list[str]:
    """Return whose the names are that begin between two offsets."""
    return [id for _, id in named[bisect_left(named, ((start, 0), "")) : bisect_left(named, ((end, 0), ""))]]


def _cut(text: str, spans: Spans, side: Span) -> Spans:
    """Return what lies of spans between two offsets, without spaces at the ends."""
    return trimmed(text, ((max(a, side[0]), min(b, side[1])) for a, b in spans))
