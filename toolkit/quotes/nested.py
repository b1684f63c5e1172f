"""Nested attributions: "According to the paper, Roe told them to “wait”": the words in marks are Roe's."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from toolkit import lexicon
from toolkit.quotes.model import RULE_CONFIDENCE, Span, Spans
from toolkit.reader import Attribution

_SAYS = re.compile(  # " told them", " later wrote", behind a name
    r"[ \xa0](?:(?:\w+ly|has|had|also|once|later|then)[ \xa0])*"
    rf"(?P<cue>{lexicon.any_of(lexicon.words('speech_verbs', 'reports_another'))})\b[ \xa0]?"
)
# "called Roe “weak”" is about somebody; "called “Mo’s Pizza”" and "asked “two men”" are no quotations.
_OF_SOMETHING = lexicon.words("speech_verbs", "of_something")
_ANOTHER = re.compile(  # "Cole then replied", between two quotations
    r"\b(?:he|she|they|[A-Z]\w+)[ \xa0](?:\w+[ \xa0])?"
    rf"(?:{lexicon.any_of(lexicon.words('speech_verbs', 'another_answers'))})\b"
)
_ABBREVIATED = re.compile(  # "Mr."
    rf"\b(?:{lexicon.any_of(lexicon.words('titles', 'stop_inside_a_clause'), capital=True)})\."
)
_CLAUSE_ENDS = re.compile(r"[.;:“”\"]")
_SAYS_AFTER = re.compile(  # " he said, ", " she told them, "
    r"[ \xa0](?P<who>he|she)[ \xa0]"
    rf"(?P<cue>{lexicon.any_of(lexicon.words('speech_verbs', 'behind_he_or_she'))}|told \w+)[ \xa0,]*$"
)


def split_nested(
    text: str, found: Sequence[Attribution], people: Sequence[Span], quoted: Sequence[Span]
) -> list[Attribution]:
    """Attributions, with the quotation in what a source reports of somebody as one of its own.

    Parameters
    ----------
    text
        The article's text.
    found
        Attributions.
    people
        Spans of names of people, in order.
    quoted
        Spans inside quotation marks, in order.

    Returns
    -------
    list of Attribution
        An attribution whose content begins "Roe told them to “wait”" keeps what stands before the quotation; the rest
        is a second one, with Roe as its source.
    """
    result = []
    for attribution in found:
        inner = _inner(text, attribution, people, quoted) if attribution.source else None
        kept = _without(attribution.content, inner.content) if inner else ()
        kept = tuple(_stripped(text, *span) for span in kept if text[slice(*span)].strip())
        if inner and kept:
            result += [replace(attribution, content=kept), inner]
        else:
            result.append(attribution)
    return result


def _inner(text: str, outer: Attribution, people: Sequence[Span], quoted: Sequence[Span]) -> Attribution | None:
    """What somebody else is said to say in an attribution's content."""
    start, end = outer.content[0][0], outer.content[-1][1]
    near = quoted[bisect_left(quoted, (start, start)) : bisect_left(quoted, (end, end))]
    marks = [span for span in near if any(a <= span[0] and span[1] <= b for a, b in outer.content)]
    if not marks or "\n" in text[start:end]:
        return None
    if after := _SAYS_AFTER.search(text, marks[-1][1], end):
        if marks[0][0] == start:
            return Attribution((after.span("who"),), (after.span("cue"),), (marks[0],), RULE_CONFIDENCE)
        return None
    for k in range(bisect_left(people, (start, start)), len(people)):
        a, b = people[k]
        if b > marks[0][0] or _CLAUSE_ENDS.search(_ABBREVIATED.sub("", text[start:a])):
            return None
        says = _SAYS.match(text, b, marks[0][0])
        inside = any(x <= a and b <= y for x, y in outer.content)
        if says and inside and (says["cue"] not in _OF_SOMETHING or text[says.end() : marks[0][0]].strip()):
            said = _without(outer.content, ((start, says.end()), (_next_clause(text, marks), end)))
            return Attribution(((a, b),), (says.span("cue"),), said, RULE_CONFIDENCE)
    return None


def _next_clause(text: str, marks: Sequence[Span]) -> int:
    """Where what is said ends: before a later quotation that somebody else is said to say."""
    for before, after in itertools.pairwise(marks):
        if _ANOTHER.search(text, before[1], after[0]):
            return before[1]
    return len(text)


def _without(spans: Sequence[Span], taken: Sequence[Span]) -> Spans:
    """Spans less what others hold of them."""
    for a, b in taken:
        spans = [part for x, y in spans for part in ((x, min(y, a)), (max(x, b), y)) if part[0] < part[1]]
    return tuple(spans)


def _stripped(text: str, start: int, end: int) -> Span:
    """A span without the spaces at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
