"""Unclaimed quotations: what stands in quotation marks, or in a transcript, and the reader credited to nobody.

A quotation goes on from the one before it; or a dash and a name follow it; or a colon leads up to it; or it fills a
paragraph after one that tells who speaks; or a transcript's label says whose turn it is.
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
_DASH_NAME = re.compile(  # " — Ada Roe of the Roe Trust", right behind a quotation
    rf"[ \xa0]*(?:[—–―]|--?)[ \xa0]*({_DASH_WORD}(?:[ \xa0]{_DASH_WORD}){{0,5}})(?=[ \xa0]*(?:$|[\n,(.;]))"
)
_CLAUSE = re.compile(  # a clause of its own behind a quotation, whose subject is no name: "shouted a man at the back"
    rf"[ \xa0]({lexicon.any_of(lexicon.words('speech_verbs', 'credits_somebody_unnamed'))})[ \xa0]"
    r"((?:an?|one|another|some|two|the|his|her|their)[ \xa0][^,.;:“”‘\"\n]{2,50}?)(?=[,.;:\n]|$)"
)
_SAYS = lexicon.any_of(lexicon.words("speech_verbs", "credits_a_name"))
_WORD = rf"(?:(?!(?:He|She|They|We|I|It|The|An?|His|Her|Their)\b)[A-Z][\w’'-]+|[A-Z]\.|{_PARTICLES})"
_WHO = rf"{_WORD}(?:[ \xa0]{_WORD}){{0,3}}"
_NAMED = re.compile(  # "Stern asked", "said Ana Ruiz", right behind a quotation that its sentence goes on from
    rf"(?<=[,?!…—–][”\"’'])[ \xa0]"
    rf"(?:(?P<who>{_WHO})[ \xa0](?P<cue>{_SAYS})\b|(?P<cue2>{_SAYS})[ \xa0](?P<who2>{_WHO})(?![\w’']))"
)
_TURN = re.compile(r"\s*\n\s*(?=[“\"‘'])")  # from one paragraph to the next that begins with a mark
_MARK = re.compile(r"[“\"‘]|(?<!\w)'(?=\w)")  # that opens
_ASKED = re.compile(r"\bask(?:s|ed)\b|\bput (?:it )?to\b")
_INDIRECT = re.compile(r"(?:if|whether)\b")  # "asked by counsel if"
_LEAD = re.compile(r":[ \xa0]*$")
_SENTENCE_END = re.compile(r"[.!?…:,”\"’\n—–-][ \xa0\n]*$")


def add_unattributed(
    text: str, paragraphs: Sequence[Span], found: Sequence[Attribution], quoted: Sequence[Span]
) -> list[Attribution]:
    """The attributions found, and those of the quotations nobody is credited with yet.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Spans of its headline and body paragraphs.
    found
        The reader's attributions.
    quoted
        Spans inside quotation marks, in order.

    Returns
    -------
    list of Attribution
        In the order of the text. What a rule added has the score `RULE_CONFIDENCE`; where its source is empty, the
        speaker is to be found from the narration.
    """
    found, answers = _answers_apart(text, found)
    found, credited = _credited(text, found, quoted)
    found += credited
    covered = merged(span for a in found for span in a.content)
    ends_at: dict[int, int] = {}  # where a quotation or its "she said" ends -> index of its attribution
    for i, attribution in enumerate(found):
        for spans in (attribution.cue, attribution.source, attribution.content):
            ends_at.update((_reach(text, end), i) for _, end in spans)
    filling = set(paragraphs)
    for start, end in quoted:
        if share_covered(start, end, covered) > 0.5:
            continue
        if _begins_sentence(text, start) and _ends_sentence(text, start, end):
            before = ends_at.get(_before(text, start))
            talks = before is not None and (
                _asks(text, found[before].content[-1][1]) or found[before].content[0][0] in answers
            )
            apart = talks and (start, end) in filling
            if before is not None and not apart and _speaks(found[before], quoted):
                content = tuple(sorted((*found[before].content, (start, end))))
                found[before] = replace(found[before], content=content)
                ends_at[_reach(text, end)] = before
                continue
            alone = len(text[start:end].split()) >= LEAST_WORDS and _stands_alone(text, start, end)
            lead = len(text[start:end].split()) >= LEAST_WORDS and _LEAD.search(text, max(start - 3, 0), start)
            if alone or lead or (start, end) in filling:
                ends_at[_reach(text, end)] = len(found)
                answers |= {start} if apart else set()
                found.append(Attribution((), (), ((start, end),), RULE_CONFIDENCE))
    return sorted(found, key=lambda a: a.content)


def _credited(
    text: str, found: Sequence[Attribution], quoted: Sequence[Span]
) -> tuple[list[Attribution], list[Attribution]]:
    """The other attributions, and those of quotations whose speaker stands right behind them.

    A dash and a name always credits; "Roe asked" and "shouted a man at the back" do where no attribution has it.
    """
    credited = []
    cues = sorted((*span, i) for i, a in enumerate(found) for span in a.cue)
    for start, end in quoted:
        reach = _reach(text, end)
        if dash := _DASH_NAME.match(text, reach):
            credited.append(Attribution((dash.span(1),), (), ((start, end),), RULE_CONFIDENCE))
            continue
        clause = _CLAUSE.match(text, reach)
        named = None if clause else _NAMED.match(text, end)
        if clause:
            cue, who = clause.span(1), clause.span(2)
        elif named:
            cue, who = (
                (named.span("cue"), named.span("who")) if named["who"] else (named.span("cue2"), named.span("who2"))
            )
        else:
            continue
        near = cues[bisect_left(cues, (start,)) : bisect_left(cues, (cue[1],))]
        if not any(b > cue[0] and found[i].source and _touch(found[i].content, (start, end)) for _, b, i in near):
            credited.append(Attribution((who,), (cue,), ((start, end),), RULE_CONFIDENCE))
    if not credited:
        return list(found), []
    taken = [a.content[0] for a in credited]
    rest = []
    for attribution in found:
        kept = tuple(s for s in attribution.content if share_covered(*s, taken) <= 0.5)
        if kept:
            rest.append(replace(attribution, content=kept))
    return rest, credited


def _touch(spans: Sequence[Span], other: Span) -> bool:
    return any(a < other[1] and b > other[0] for a, b in spans)


def _answers_apart(text: str, found: Sequence[Attribution]) -> tuple[list[Attribution], set[int]]:
    """Attributions, with what opens a paragraph after a question as one of its own, and where these answers begin."""
    result: list[Attribution] = []
    answers: set[int] = set()
    for attribution in found:
        asks = any(_ASKED.search(text[slice(*span)]) for span in attribution.cue)
        asks = asks or bool(_INDIRECT.match(text[slice(*attribution.content[0])]))
        content = tuple(part for span in attribution.content for part in _parted(text, span, asks))
        for k in range(1, len(content)):
            between = text[content[k - 1][1] : content[k][0]]
            asked = _closed(text, content[k - 1][1]) and (
                asks or _asks(text, content[k - 1][1]) or between.rstrip().endswith("?")
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


def _parted(text: str, span: Span, asks: bool) -> list[Span]:
    """A span, cut where a quotation ends in a question mark (or all ``asks``) and a paragraph in marks follows.

    A quotation that its paragraph's end does not close goes on, whatever it asks.
    """
    start, result = span[0], []
    for gap in _TURN.finditer(text, *span):
        if _closed(text, gap.start()) and (asks or _asks(text, gap.start())):
            result.append((start, gap.start()))
            start = gap.end()
    return [*result, (start, span[1])]


def _closed(text: str, end: int) -> bool:
    """Whether no quotation of the line is open at an offset."""
    return text[end - 1] in "”\"’'" or not _MARK.search(text, text.rfind("\n", 0, end) + 1, end)


def _asks(text: str, end: int) -> bool:
    """Whether a quotation that ends at an offset ends in a question mark."""
    return "?" in text[max(end - 2, 0) : end]


def _speaks(attribution: Attribution, quoted: Sequence[Span]) -> bool:
    """Whether an attribution holds a quotation, so that another can go on from it."""
    return any(share_covered(start, end, quoted) > 0 for start, end in attribution.content)


def _begins_sentence(text: str, start: int) -> bool:
    return start == 0 or bool(_SENTENCE_END.search(text, max(start - 4, 0), start))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a quotation stands between sentences, and is none of another's parts."""
    return bool(re.search(r"[.!?…][”\"’')]*\s+$", text[max(start - 6, 0) : start])) and text[end : end + 1] in (
        "",
        " ",
        "\n",
    )


def _ends_sentence(text: str, start: int, end: int) -> bool:
    inner = text[start:end].strip("“”\"'‘’ ")
    return bool(re.search(r"[.!?…—–-]$", inner)) or text[end : end + 1] in (".", "!", "?")


def _reach(text: str, end: int) -> int:
    """``end``, moved past closing marks and signs to the next space."""
    while end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return end


def _before(text: str, start: int) -> int:
    while start > 0 and text[start - 1].isspace():
        start -= 1
    return start
