"""Dialogue: whom the other quotations of an article show to speak, where a quotation's own sentence does not.

A headline repeats what is credited further down; an answer is the words of whoever was asked.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from toolkit import lexicon
from toolkit.quotes.echoes import echo_of
from toolkit.quotes.model import Quote

ANSWER_WITHIN = 700  # characters, at most, between a question and what the one who answers said before it
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
    result = [
        quote if quote.speaker else replace(quote, speaker=speaker_of(echo_of(text, quote, quotes))) for quote in quotes
    ]
    next_speaker = None  # of two who ask and answer in turns, the one whose turn is next
    for k in range(1, len(result)):
        before, quote = result[k - 1], result[k]
        asked = not quote.source and before.speaker is not None and _asks(text, before, quote)
        answering = _who_answers(result, k) if asked else None
        follows = fills_next_paragraph(text, before, quote)
        if speaker := answering or (next_speaker if follows else None):
            turns = next_speaker or any(_ASKING_CUE.search(text[slice(*span)]) for span in before.cue)
            next_speaker = before.speaker if turns else None
            result[k] = replace(quote, speaker=speaker)
            continue
        next_speaker = None
        if follows and quote.speaker is None:
            result[k] = replace(quote, speaker=before.speaker)
    return result


def speaker_of(quotes: Iterable[Quote]) -> str | None:
    """Return the one speaker of quotations, None where there are more."""
    speakers = {quote.speaker for quote in quotes if quote.speaker}
    return speakers.pop() if len(speakers) == 1 else None


def _asks(text: str, question: Quote, after: Quote) -> bool:
    """Whether a quotation asks, and the one behind it opens the next paragraph, so that it can answer."""
    end, start = question.content[-1][1], after.content[0][0]
    line = text.rfind("\n", 0, start) + 1
    whether = re.match(r"(?:if|whether)\b", text[question.content[0][0] : end])
    closed = text[end - 1] in "”\"’'" and _ENDS_IN_QUESTION.search(text[max(end - 4, 0) : end])  # else it goes on
    return bool(whether or closed) and not text[line:start].strip() and text[end:line].count("\n\n") <= 1


def _who_answers(quotes: Sequence[Quote], k: int) -> str | None:
    """Return who answers a question in the quotation at ``k``: whoever spoke last before the one who asks."""
    question = quotes[k - 1]
    near = takewhile(lambda q: question.content[0][0] - q.content[-1][1] <= ANSWER_WITHIN, reversed(quotes[: k - 1]))
    return next((quote.speaker for quote in near if quote.speaker not in (None, question.speaker)), None)


def fills_next_paragraph(text: str, before: Quote, after: Quote) -> bool:
    """Whether a quotation without a source fills the paragraph below another one's."""
    end, start = before.content[-1][1], after.content[0][0]
    stop = text.find("\n", after.content[-1][1])
    rest = text[after.content[-1][1] : stop if stop >= 0 else len(text)]
    return not after.source and bool(re.fullmatch(r"[^\n]{0,3}\n\s*", text[end:start])) and not rest.strip(" .”’\"'")
