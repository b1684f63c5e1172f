"""Dialogue: whom the other quotations of an article show to speak, where a quotation's own sentence does not.

A headline repeats what is credited further down; an answer is the words of whoever was asked.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit import lexicon
from toolkit.actors.names import fold

if TYPE_CHECKING:
    from toolkit.quotes.model import Quote

LEAD = 2000  # characters of a text, in which quotations may be echoes of later ones
LEAST_WORDS = 2  # that a quotation shares with a later one to be its echo
NEAR = 700  # characters between what the asked one said before and the question
LONG_WORD = 7  # letters of the one word that may be an echo too ("abysmal")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_MARKED = re.compile(r"[“\"‘'](?P<words>(?:[^“”\"‘’']|(?<=\w)['’](?=\w))+)")
_ASKING = re.compile(rf"\b(?:{lexicon.any_of(lexicon.words('speech_verbs', 'asking_stems'))})")
_ASKS = re.compile(r"\?[”\"’'\s]*$")


def fill_in_speakers(text: str, quotes: Sequence["Quote"]) -> list["Quote"]:
    """Quotes in the order of the text, with speakers for echoes, answers, and what goes on in the next paragraph."""
    result = [
        _with_speaker_of_echo(text, q, quotes) if q.speaker is None and q.content[0][0] < LEAD else q for q in quotes
    ]
    other = None  # of the two who ask and answer, whose turn it is next
    for k in range(1, len(result)):
        asked = None if result[k].source else _answering_speaker(text, result, k)
        follows = _fills_next_paragraph(text, result[k - 1], result[k])
        if speaker := asked or (other if follows else None):
            questions = other or any(_ASKING.search(text[slice(*span)]) for span in result[k - 1].cue)
            other = result[k - 1].speaker if questions else None
            result[k] = replace(result[k], speaker=speaker)
        else:
            other = None
            if follows and result[k].speaker is None:
                result[k] = replace(result[k], speaker=result[k - 1].speaker)
    return result


def speaker_of_echo(text: str, start: int, end: int, quotes: Sequence["Quote"]) -> str | None:
    """The one speaker of the later quotations that hold the words between two offsets, if there is just one.

    Quotations count, not what is reported.
    """
    wanted = _words(text, start, end)
    if len(wanted.split()) < LEAST_WORDS and len(wanted) < LONG_WORD:
        return None
    speakers = {
        quote.speaker
        for quote in quotes
        if quote.speaker
        and quote.kind != "indirect"
        and quote.content[0][0] >= end
        and f" {wanted} " in f" {_content_words(text, quote)} "
    }
    return speakers.pop() if len(speakers) == 1 else None


def _with_speaker_of_echo(text: str, quote: "Quote", quotes: Sequence["Quote"]) -> "Quote":
    marked = _MARKED.search(text[quote.content[0][0] : quote.content[-1][1]])
    if quote.kind == "indirect" or not marked:
        return quote
    start = quote.content[0][0]
    speaker = speaker_of_echo(text, start + marked.start("words"), start + marked.end("words"), quotes)
    return replace(quote, speaker=speaker) if speaker else quote


def _answering_speaker(text: str, quotes: Sequence["Quote"], k: int) -> str | None:
    """Who answers in a quotation that opens a paragraph after a question: who spoke last before the one that asks."""
    answer, question = quotes[k], quotes[k - 1]
    start = answer.content[0][0]
    line = text.rfind("\n", 0, start) + 1
    end = question.content[-1][1]
    whether = re.match(r"(?:if|whether)\b", text[question.content[0][0] : end])
    if text[line:start].strip() or not (whether or _ASKS.search(text[max(end - 4, 0) : end])):
        return None
    if not whether and text[end - 1] not in "”\"’'":
        return None  # a mark that does not close: the same person goes on
    if text[end:line].count("\n\n") > 1 or question.speaker is None:
        return None
    for quote in reversed(quotes[: k - 1]):
        if question.content[0][0] - quote.content[-1][1] > NEAR:
            return None
        if quote.speaker and quote.speaker != question.speaker:
            return quote.speaker
    return None


def _fills_next_paragraph(text: str, before: "Quote", after: "Quote") -> bool:
    """Whether a quotation without a source fills the paragraph after another one's."""
    end, start = before.content[-1][1], after.content[0][0]
    stop = text.find("\n", after.content[-1][1])
    rest = text[after.content[-1][1] : stop if stop >= 0 else len(text)]
    return not after.source and bool(re.fullmatch(r"[^\n]{0,3}\n\s*", text[end:start])) and not rest.strip(" .”’\"'")


def _words(text: str, start: int, end: int) -> str:
    return " ".join(fold(word) for word in _WORD.findall(text[start:end]))


def _content_words(text: str, quote: "Quote") -> str:
    return " ".join(_words(text, a, b) for a, b in quote.content)
