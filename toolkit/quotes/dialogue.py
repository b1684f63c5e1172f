"""Dialogue: whom the other quotations of an article show to speak, where a quotation's own sentence does not.

A headline repeats what is credited further down; an answer is the words of whoever was asked.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit import lexicon
from toolkit.actors.names import fold
from toolkit.quotes.model import Quote

ECHO_WITHIN = 2000  # first characters of a text: quotations there may be echoes of later ones
ECHO_WORDS = 2  # words, at least, that make a quotation an echo of a later one that has them too
ECHO_LETTERS = 7  # letters, at least, of a single word that does ("abysmal")
ANSWER_WITHIN = 700  # characters, at most, between a question and what the one who answers said before it
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_BETWEEN_MARKS = re.compile(r"[“\"‘'](?P<words>(?:[^“”\"‘’']|(?<=\w)['’](?=\w))+)")
_ASKING_CUE = re.compile(rf"\b(?:{lexicon.any_of(lexicon.words('speech_verbs', 'asking_stems'))})")
_ENDS_IN_QUESTION = re.compile(r"\?[”\"’'\s]*$")


def fill_in_speakers(text: str, quotes: Sequence[Quote]) -> list[Quote]:
    """Return quotes with speakers for echoes, answers, and what goes on in the next paragraph.

    Parameters
    ----------
    text
        The article's text.
    quotes
        Its quotes, in the order of the text.

    Returns
    -------
    list of Quote
        The same quotes; some that had no speaker, or a guess from the narration, have the one that others show.

    Examples
    --------
    >>> text = "Roe said: “It is late.”\\n\\n“Go home.”"
    >>> roe = Quote("q1", "direct", ((10, 23),), ((4, 8),), ((0, 3),), "a1", "Roe", None, 0.9)
    >>> following = Quote("q2", "direct", ((25, 35),), (), (), None, None, None, 0.5)
    >>> [quote.speaker for quote in fill_in_speakers(text, [roe, following])]
    ['a1', 'a1']
    """
    result = [_with_speaker_of_echo(text, quote, quotes) for quote in quotes]
    next_speaker = None  # of two who ask and answer in turns, the one whose turn is next
    for k in range(1, len(result)):
        before, quote = result[k - 1], result[k]
        answering = None if quote.source else _answering_speaker(text, result, k)
        follows = _fills_next_paragraph(text, before, quote)
        if speaker := answering or (next_speaker if follows else None):
            turns = next_speaker or any(_ASKING_CUE.search(text[slice(*span)]) for span in before.cue)
            next_speaker = before.speaker if turns else None
            result[k] = replace(quote, speaker=speaker)
            continue
        next_speaker = None
        if follows and quote.speaker is None:
            result[k] = replace(quote, speaker=before.speaker)
    return result


def speaker_of_echo(text: str, start: int, end: int, quotes: Sequence[Quote]) -> str | None:
    """Return the one speaker of the later quotations that hold the words between two offsets, None if there are more.

    Quotations count, not what is reported.
    """
    wanted = _folded_words(text, start, end)
    if len(wanted.split()) < ECHO_WORDS and len(wanted) < ECHO_LETTERS:
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


def _with_speaker_of_echo(text: str, quote: Quote, quotes: Sequence[Quote]) -> Quote:
    """Return an early quotation without a speaker with the one that the article credits its words to further down."""
    start, end = quote.content[0][0], quote.content[-1][1]
    marked = _BETWEEN_MARKS.search(text[start:end])
    if quote.speaker or start >= ECHO_WITHIN or quote.kind == "indirect" or not marked:
        return quote
    speaker = speaker_of_echo(text, start + marked.start("words"), start + marked.end("words"), quotes)
    return replace(quote, speaker=speaker) if speaker else quote


def _answering_speaker(text: str, quotes: Sequence[Quote], k: int) -> str | None:
    """Return who answers in the quotation at ``k``, which opens a paragraph after a question.

    That is whoever spoke last before the one who asks.
    """
    answer, question = quotes[k], quotes[k - 1]
    start = answer.content[0][0]
    line = text.rfind("\n", 0, start) + 1
    end = question.content[-1][1]
    whether = re.match(r"(?:if|whether)\b", text[question.content[0][0] : end])
    if text[line:start].strip() or not (whether or _ENDS_IN_QUESTION.search(text[max(end - 4, 0) : end])):
        return None
    if not whether and text[end - 1] not in "”\"’'":
        return None  # a mark that does not close: the same person goes on
    if text[end:line].count("\n\n") > 1 or question.speaker is None:
        return None
    for quote in reversed(quotes[: k - 1]):
        if question.content[0][0] - quote.content[-1][1] > ANSWER_WITHIN:
            return None
        if quote.speaker and quote.speaker != question.speaker:
            return quote.speaker
    return None


def _fills_next_paragraph(text: str, before: Quote, after: Quote) -> bool:
    """Whether a quotation without a source fills the paragraph below another one's."""
    end, start = before.content[-1][1], after.content[0][0]
    stop = text.find("\n", after.content[-1][1])
    rest = text[after.content[-1][1] : stop if stop >= 0 else len(text)]
    return not after.source and bool(re.fullmatch(r"[^\n]{0,3}\n\s*", text[end:start])) and not rest.strip(" .”’\"'")


def _folded_words(text: str, start: int, end: int) -> str:
    """Return the words between two offsets, folded and parted by spaces."""
    return " ".join(fold(word) for word in _WORD.findall(text[start:end]))


def _content_words(text: str, quote: Quote) -> str:
    """Return the folded words of a quote's content."""
    return " ".join(_folded_words(text, a, b) for a, b in quote.content)
