"""Unattributed quotations: what stands in quotation marks, and the reader credited to nobody.

A quotation goes on from the one before it; or a dash and a name follow it; or a colon leads up to it; or it fills a
paragraph after one that tells who speaks. What stands in a transcript without marks is found in `turns`.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from toolkit import lexicon
from toolkit.quotes.model import RULE_CONFIDENCE, Span
from toolkit.reader import Attribution
from toolkit.text import merged, share_covered

LEAST_WORDS = 4  # of a quotation that stands for itself; fewer may be a title or emphasis

_PARTICLES = lexicon.any_of(lexicon.words("particles", "in_a_name"))
_DASH_WORD = rf"(?:[A-Z][\w.’'‐-]*|{lexicon.any_of(lexicon.words('particles', 'behind_a_dash'))})"
_DASH_AND_NAME = re.compile(
    rf"""
    [ \xa0]* (?:[—–―]|--?) [ \xa0]*
    ( {_DASH_WORD} (?:[ \xa0]{_DASH_WORD}){{0,5}} )    # " — Ada Roe of the Roe Trust", right behind a quotation
    (?= [ \xa0]* (?:$|[\n,(.;]) )
    """,
    re.VERBOSE,
)
_UNNAMED_BEHIND = re.compile(  # a clause of its own behind a quotation: " shouted a man at the back"
    rf"""
    [ \xa0]( {lexicon.any_of(lexicon.words("speech_verbs", "credits_somebody_unnamed"))} )[ \xa0]
    ( (?:an?|one|another|some|two|the|his|her|their)[ \xa0] [^,.;:“”‘\"\n]{{2,50}}? )
    (?= [,.;:\n] | $ )
    """,
    re.VERBOSE,
)
_SAYS = lexicon.any_of(lexicon.words("speech_verbs", "credits_a_name"))
_NAME_WORD = rf"""
    (?: (?!(?:He|She|They|We|I|It|The|An?|His|Her|Their)\b) [A-Z][\w’'-]+    # "Roe"
      | [A-Z]\.                                                             # the "J." of "Ada J. Roe"
      | {_PARTICLES}                                                        # the "van" of "Ada van Roe"
    )"""
_FULL_NAME = rf"{_NAME_WORD} (?: [ \xa0]{_NAME_WORD} ){{0,3}}"
_NAMED_BEHIND = re.compile(  # right behind a quotation that its sentence goes on from
    rf"""
    (?<= [,?!…—–][”\"’'] )[ \xa0]
    (?: (?P<who>{_FULL_NAME}) [ \xa0] (?P<cue>{_SAYS})\b                    # "“Is it?” Stern asked"
      | (?P<cue2>{_SAYS}) [ \xa0] (?P<who2>{_FULL_NAME}) (?![\w’'])         # "“It is,” said Ana Ruiz"
    )
    """,
    re.VERBOSE,
)
_TO_QUOTED_PARAGRAPH = re.compile(r"\s*\n\s*(?=[“\"‘'])")  # from one paragraph to the next that begins with a mark
_OPENING_MARK = re.compile(r"[“\"‘]|(?<!\w)'(?=\w)")  # that opens
_ASKED = re.compile(r"\bask(?:s|ed)\b|\bput (?:it )?to\b")  # the cue of a question
_INDIRECT_QUESTION = re.compile(r"(?:if|whether)\b")  # "asked by counsel if"
_LEADS_UP = re.compile(r":[ \xa0]*$")  # "She read it out: “It was far too late.”"


def add_unattributed(
    text: str, paragraphs: Sequence[Span], attributions: Sequence[Attribution], quoted: Sequence[Span]
) -> list[Attribution]:
    """Return the attributions, and those of the quotations nobody is credited with yet.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Spans of its headline and body paragraphs.
    attributions
        The reader's.
    quoted
        Spans inside quotation marks, in order.

    Returns
    -------
    list of Attribution
        In the order of the text. What a rule added has the score `RULE_CONFIDENCE`; where its source is empty, the
        speaker is to be found from the narration.

    Examples
    --------
    >>> text = "Roe left. “It was far too late.” — Ada Roe"
    >>> (found,) = add_unattributed(text, [(0, len(text))], [], [(10, 32)])
    >>> [text[start:end] for start, end in found.source + found.content]
    ['Ada Roe', '“It was far too late.”']
    """
    found, answers = _split_answers(text, attributions)
    found, credited = _credit_following(text, found, quoted)
    found += credited
    _join_or_add_quotations(text, set(paragraphs), found, quoted, answers)
    return sorted(found, key=lambda a: a.content)


def _join_or_add_quotations(
    text: str, paragraphs: set[Span], found: list[Attribution], quoted: Sequence[Span], answers: set[int]
) -> None:
    """Join each quotation that nobody is credited with to the one it goes on from, or add it without a source.

    ``answers`` are the offsets at which an answer begins: what follows an answer, paragraph by paragraph, is one too.
    """
    covered = merged(span for a in found for span in a.content)
    ends_at: dict[int, int] = {}  # where a quotation or its "she said" ends -> index of its attribution
    for i, attribution in enumerate(found):
        for spans in (attribution.cue, attribution.source, attribution.content):
            ends_at.update((_end_with_punctuation(text, end), i) for _, end in spans)
    for start, end in quoted:
        if not _ends_sentence(text, start, end) or share_covered(start, end, covered) > 0.5:
            continue
        before = ends_at.get(end_before(text, start))
        fills_paragraph = (start, end) in paragraphs
        talk = before is not None and (
            _ends_in_question(text, found[before].content[-1][1]) or found[before].content[0][0] in answers
        )
        answer = talk and fills_paragraph
        if before is not None and not answer and any(share_covered(*span, quoted) for span in found[before].content):
            content = tuple(sorted((*found[before].content, (start, end))))
            found[before] = replace(found[before], content=content)
            ends_at[_end_with_punctuation(text, end)] = before
            continue
        long = len(text[start:end].split()) >= LEAST_WORDS
        led_up_to = _LEADS_UP.search(text, max(start - 3, 0), start)
        if fills_paragraph or (long and (led_up_to or _stands_alone(text, start, end))):
            ends_at[_end_with_punctuation(text, end)] = len(found)
            if answer:
                answers.add(start)
            found.append(Attribution((), (), ((start, end),), RULE_CONFIDENCE))


def _credit_following(
    text: str, found: Sequence[Attribution], quoted: Sequence[Span]
) -> tuple[list[Attribution], list[Attribution]]:
    """Return the other attributions, and those of quotations whose speaker stands right behind them.

    A dash and a name always credits; "Roe asked" and "shouted a man at the back" do where no attribution has it.
    """
    credited = []
    cues = sorted((*span, i) for i, a in enumerate(found) for span in a.cue)
    for start, end in quoted:
        source, cue = _speaker_behind(text, end)
        if source and not cue:
            credited.append(Attribution((source,), (), ((start, end),), RULE_CONFIDENCE))
        elif source and cue:
            near = cues[bisect_left(cues, (start,)) : bisect_left(cues, (cue[1],))]
            if not any(b > cue[0] and found[i].source and _overlap(found[i].content, (start, end)) for _, b, i in near):
                credited.append(Attribution((source,), (cue,), ((start, end),), RULE_CONFIDENCE))
    taken = [a.content[0] for a in credited]
    rest = []
    for attribution in found:
        if kept := tuple(span for span in attribution.content if share_covered(*span, taken) <= 0.5):
            rest.append(replace(attribution, content=kept))
    return rest, credited


def _speaker_behind(text: str, end: int) -> tuple[Span | None, Span | None]:
    """Return source and cue right behind a quotation's end: a dash and a name (without cue), or a clause with a cue."""
    reach = _end_with_punctuation(text, end)
    if dash := _DASH_AND_NAME.match(text, reach):
        return dash.span(1), None
    if unnamed := _UNNAMED_BEHIND.match(text, reach):
        return unnamed.span(2), unnamed.span(1)
    if named := _NAMED_BEHIND.match(text, end):
        return (named.span("who"), named.span("cue")) if named["who"] else (named.span("who2"), named.span("cue2"))
    return None, None


def _overlap(spans: Sequence[Span], other: Span) -> bool:
    """Whether any of some spans shares a character with another one."""
    return any(a < other[1] and b > other[0] for a, b in spans)


def _split_answers(text: str, found: Sequence[Attribution]) -> tuple[list[Attribution], set[int]]:
    """Return the attributions, each answer split off as one of its own, and the offsets at which answers begin.

    An answer opens a paragraph after a quotation that asks.
    """
    result: list[Attribution] = []
    answers: set[int] = set()
    for attribution in found:
        asks = any(_ASKED.search(text[slice(*span)]) for span in attribution.cue)
        asks = asks or bool(_INDIRECT_QUESTION.match(text[slice(*attribution.content[0])]))
        content = tuple(part for span in attribution.content for part in _split_at_questions(text, span, asks))
        for k in range(1, len(content)):
            between = text[content[k - 1][1] : content[k][0]]
            asked = _is_closed(text, content[k - 1][1]) and (
                asks or _ends_in_question(text, content[k - 1][1]) or between.rstrip().endswith("?")
            )
            if attribution.source and asked and re.search(r"\n\s*$", between):
                turns = [[content[k]]]
                for one, other in itertools.pairwise(content[k:]):
                    if "\n" in text[one[1] : other[0]]:
                        turns.append([])
                    turns[-1].append(other)
                result += (
                    replace(attribution, cue=(), source=(), content=tuple(t), score=RULE_CONFIDENCE) for t in turns
                )
                answers |= {turn[0][0] for turn in turns}
                attribution = replace(attribution, content=content[:k])
                break
        result.append(attribution)
    return result, answers


def _split_at_questions(text: str, span: Span, asks: bool) -> list[Span]:
    """Return the parts of a span, split where a quotation asks and a paragraph in quotation marks follows.

    A quotation asks that ends in a question mark; with ``asks``, any does.
    One that its paragraph's end does not close goes on, whatever it asks.
    """
    start, result = span[0], []
    for gap in _TO_QUOTED_PARAGRAPH.finditer(text, *span):
        if _is_closed(text, gap.start()) and (asks or _ends_in_question(text, gap.start())):
            result.append((start, gap.start()))
            start = gap.end()
    return [*result, (start, span[1])]


def _is_closed(text: str, end: int) -> bool:
    """Whether no quotation of the line is open at an offset."""
    return text[end - 1] in "”\"’'" or not _OPENING_MARK.search(text, text.rfind("\n", 0, end) + 1, end)


def _ends_in_question(text: str, end: int) -> bool:
    """Whether a quotation that ends at an offset ends in a question mark."""
    return "?" in text[max(end - 2, 0) : end]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a quotation stands between sentences, and is none of another's parts."""
    after_sentence = re.search(r"[.!?…][”\"’')]*\s+$", text[max(start - 6, 0) : start])
    return bool(after_sentence) and text[end : end + 1] in ("", " ", "\n")


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether a quotation ends a sentence, by its last sign or the one behind it."""
    inner = text[start:end].strip("“”\"'‘’ ")
    return bool(re.search(r"[.!?…—–-]$", inner)) or text[end : end + 1] in (".", "!", "?")


def _end_with_punctuation(text: str, end: int) -> int:
    """Return an offset moved on past closing marks and signs (a dozen at most), to the next space or letter."""
    last = min(end + 12, len(text))
    while end < last and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return end


def end_before(text: str, start: int) -> int:
    """Return where the text before an offset ends, without spaces and line breaks."""
    while start > 0 and text[start - 1].isspace():
        start -= 1
    return start
