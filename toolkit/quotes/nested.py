"""Nested attributions: "According to the paper, Roe told them to “wait”": the words in marks are Roe's."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from toolkit import lexicon
from toolkit.quotes.model import RULE_CONFIDENCE, Span
from toolkit.reader import Attribution
from toolkit.text import trimmed, without

_SAYS_BEHIND_NAME = re.compile(
    rf"""
    ,? [ \xa0] (?: (?: \w+ly|has|had|also|once|later|then )[ \xa0] )*                              # "Roe later told"
    (?P<cue> {lexicon.any_of(lexicon.words("speech_verbs", "reports_another"))} )\b [ \xa0]?     # "Roe told them"
    """,
    re.VERBOSE,
)
# "called Roe “weak”" is about somebody; "called “Mo’s Pizza”" and "asked “two men”" are no quotations.
_OF_SOMETHING = lexicon.words("speech_verbs", "of_something")
_SOMEBODY_ELSE_SAYS = re.compile(  # between two quotations
    rf"""
    \b(?: he|she|they | [A-Z]\w+ )[ \xa0]                                      # "he replied", "Cole replied"
    (?: \w+[ \xa0] )?                                                          # "Cole then replied"
    (?: {lexicon.any_of(lexicon.words("speech_verbs", "another_answers"))} )\b
    """,
    re.VERBOSE,
)
_ABBREVIATED = re.compile(  # "Mr."
    rf"\b(?:{lexicon.any_of(lexicon.words('titles', 'stop_inside_a_clause'), capital=True)})\."
)
_CLAUSE_ENDS = re.compile(r"[.;:“”\"]")
_HE_SAYS_BEHIND = re.compile(  # behind a quotation, up to the content's end
    rf"""
    [ \xa0] (?P<who>he|she) [ \xa0]
    (?P<cue> {lexicon.any_of(lexicon.words("speech_verbs", "behind_he_or_she"))}    # "“No,” he said"
           | told[ ]\w+                                                           # "“No,” she told them"
    )
    [ \xa0,]*$
    """,
    re.VERBOSE,
)
_INNER = re.compile(  # a quotation inside another one, in marks of the other kind
    r"""
    ‘ (?: [^‘’“”\n] | ’(?=\w) )+ ’ (?!\w)                       # “She said, ‘Don’t.’ ”
    | (?<!\w)' (?: [^'\"“”\n] | (?<=\w)'(?=\w) )+ ' (?!\w)     # "She said, 'Don't.' "
    | “ [^“”\n]+ ” | " [^"\n]+ "                               # ‘She said, “Don’t.” ’
    """,
    re.VERBOSE,
)
_CLOSES = {"“": "”", "‘": "’", '"': '"', "'": "'"}
_SAYS_INSIDE = re.compile(  # what credits it to somebody else: not "I said, ‘Go’"
    rf"""
    (?: (?<=[“"‘'(] ) | (?<=[ ]) )
    (?P<who> (?i: he|she|they )                                                # "She said"
           | (?i: the|my|our|his|her|their|this|that|an?|one|some )
             (?: [ ](?!I\b)[\w’'-]+ ){{1,3}}?                                      # "My old mum would say"
           | (?!I\b|You\b|We\b)[A-Z][\w’'-]+
             (?: [ ](?:[A-Z][\w’'-]+|\w{{2,3}}) ){{0,3}}?                         # "Marie-Ève told me"
    )
    (?: [ ](?:\w+ly|just|then|also|always|once|later|kept|was|had|has|would|even|used[ ]to) ){{0,2}}
    [ ] (?P<cue> {lexicon.any_of(lexicon.words("speech_verbs", "inside_a_quotation"))} )
    (?: [ ](?:me|him|her|us|them|you|people|everyone|to[ ]\w+) )? [,:]?[ ] $
    """,
    re.VERBOSE,
)


def split_nested(
    text: str, attributions: Sequence[Attribution], people: Sequence[Span], quoted: Sequence[Span]
) -> list[Attribution]:
    """Return attributions, the quotation in what a source reports of somebody as one of its own.

    Parameters
    ----------
    text
        The article's text.
    attributions
        The reader's, and those that rules added.
    people
        Spans of names of people, in order.
    quoted
        Spans inside quotation marks, in order.

    Returns
    -------
    list of Attribution
        An attribution whose content begins "Roe told them to “wait”" keeps what stands before the quotation; the rest
        is a second one, with Roe as its source.

    Examples
    --------
    >>> text = "The paper says Ada Roe told them to “wait”."
    >>> paper = Attribution(((0, 9),), ((10, 14),), ((15, 42),), 0.9)
    >>> for part in split_nested(text, [paper], [(15, 22)], [(36, 42)]):
    ...     print(*(text[start:end] for start, end in part.source + part.content), sep=" | ")
    The paper | Ada Roe told
    Ada Roe | them to “wait”
    """
    result = []
    for attribution in attributions:
        inner = _reported_quotation(text, attribution, people, quoted) if attribution.source else None
        kept = trimmed(text, without(attribution.content, inner.content)) if inner else ()
        if inner and kept:
            result += [replace(attribution, content=kept), inner]
        else:
            result += _apart_from_quotations_inside(text, attribution, quoted)
    return result


def _apart_from_quotations_inside(text: str, outer: Attribution, quoted: Sequence[Span]) -> list[Attribution]:
    """Return an attribution without the words that its quotations quote of somebody else, and these.

    A quotation of which more than half is somebody else's stays whole.
    """
    first, last = bisect_left(quoted, outer.content[0]), bisect_left(quoted, (outer.content[-1][1], 0))
    found = [
        (Attribution((says.span("who"),), (says.span("cue"),), (inner.span(),), RULE_CONFIDENCE), (start, end))
        for start, end in quoted[first:last]
        if any(a <= start and end <= b for a, b in outer.content)
        for inner in _INNER.finditer(text, start + 1, end - (text[end - 1] == _CLOSES.get(text[start])))
        if (says := _SAYS_INSIDE.search(text, max(start, inner.start() - 80), inner.start()))
    ]
    apart = [
        made
        for made, (start, end) in found
        if 2 * sum(b - a for other, span in found if span == (start, end) for a, b in other.content) < end - start
    ]
    if not apart:
        return [outer]
    kept = without(outer.content, sorted(span for made in apart for span in made.content))
    return [replace(outer, content=trimmed(text, kept)), *apart]


def _reported_quotation(
    text: str, outer: Attribution, people: Sequence[Span], quoted: Sequence[Span]
) -> Attribution | None:
    """Return what somebody else is reported to say in an attribution's content, None where nobody is."""
    start, end = outer.content[0][0], outer.content[-1][1]
    near = quoted[bisect_left(quoted, (start, start)) : bisect_left(quoted, (end, end))]
    quotations = [span for span in near if any(a <= span[0] and span[1] <= b for a, b in outer.content)]
    if not quotations or "\n" in text[start:end]:
        return None
    opens = quotations[0][0]
    if behind := _HE_SAYS_BEHIND.search(text, quotations[-1][1], end):
        if opens == start:
            return Attribution((behind.span("who"),), (behind.span("cue"),), (quotations[0],), RULE_CONFIDENCE)
        return None
    for a, b in people[bisect_left(people, (start, start)) :]:
        if b > opens or _CLAUSE_ENDS.search(_ABBREVIATED.sub("", text[start:a])):
            return None
        says = _SAYS_BEHIND_NAME.match(text, b, opens)
        inside = any(x <= a and b <= y for x, y in outer.content)
        if says and inside and (says["cue"] not in _OF_SOMETHING or text[says.end() : opens].strip()):
            speech = without(outer.content, ((start, says.end()), (_end_of_speech(text, quotations), end)))
            return Attribution(((a, b),), (says.span("cue"),), speech, RULE_CONFIDENCE)
    return None


def _end_of_speech(text: str, quotations: Sequence[Span]) -> int:
    """Return where somebody's speech ends: with the last quotation before one that somebody else is said to say."""
    for before, after in itertools.pairwise(quotations):
        if _SOMEBODY_ELSE_SAYS.search(text, before[1], after[0]):
            return before[1]
    return len(text)
