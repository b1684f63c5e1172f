"""The interviewee: who answers where no answer says who, by what stands before the first question."""

import re
from collections import Counter
from collections.abc import Sequence

from toolkit.quotes.model import Span

WITHIN = 120  # characters behind "spoke to" in which whom it means is named
AT_ONCE = 400  # first characters of a text: who is named there once may be whom it is about
_TALKED = re.compile(
    r"\b(?:spoke|speaks|talked|talks|has spoken|sat down|sits down|caught up|met up|chatted|chats)"
    r"(?: (?:recently|exclusively|again|by (?:phone|telephone|e-?mail)))? (?:to|with)\b"
)
_INTERVIEWS = re.compile(  # "The Herald interviewed", "in an interview with", "a talk with"
    r"\b(?:[A-Z][\w’'-]+|[Ww]e|I) (?:[Ii]nterviews|[Ii]nterviewed)\b(?! by\b)"
    r"|\b(?:[Ii]nterview|INTERVIEW|Q ?& ?A|[Cc]onversation|[Tt]alk) with\b"
)
_TOPIC = re.compile(r"\b(?:about|on|over|regarding)\b")
_ASKING = re.compile(
    r"\b(?:(?:[Ii]nterview(?:ed)?|[Ww]ords) by|[Tt]old(?: to)?|[Tt]ells)\s(?:[\w’'-]+\s){0,3}$"
)  # before a name
_HE_OR_SHE = re.compile(r"\b(?:he|she|they)\s+(?:also |recently |later )?$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]['’”\")]*\s+(?=[A-Z“])|\n")


def who_answers(text: str, people: Sequence[tuple[Span, str]]) -> str | None:
    """Return whom an interview is with, None where the text leaves that open.

    Parameters
    ----------
    text
        The article's text up to its first question.
    people
        The names of people in it, in order: each one's span and the person's id.

    Returns
    -------
    str or None
        Whom the text says is interviewed; else who is named first, or by far most often. Whom somebody "spoke to" asks,
        if that somebody is a person; if it is a paper ("The Herald spoke to Ada Roe"), that one answers.

    >>> text = "Ada Roe keeps bees. She spoke to Ben Low about them."
    >>> who_answers(text, [((0, 7), "a1"), ((33, 40), "a2")])
    'a1'
    """
    asking: set[str] = set()
    answering: list[str] = []
    for talk in _TALKED.finditer(text):
        sentence = max((m.end() for m in _SENTENCE_END.finditer(text, 0, talk.start())), default=0)
        before = [id for (start, _), id in people if sentence <= start < talk.start()]
        other = _first_behind(text, talk.end(), people)
        if _HE_OR_SHE.search(text, sentence, talk.start()) or before:
            answering += before[-1:]
            asking |= {other} if other else set()
        elif other:
            answering.append(other)
    said_so = [_first_behind(text, found.end(), people) for found in _INTERVIEWS.finditer(text)]
    answering += filter(None, said_so)
    asking |= {id for (start, _), id in people if _ASKING.search(text, max(start - 50, 0), start)}
    if told := [id for id in answering if id not in asking]:
        return told[0]
    counts = Counter(id for _, id in people if id not in asking)
    if not counts or said_so:
        return None
    (most, times), (_, second) = [*counts.most_common(2), ("", 0)][:2]
    first = next(iter(counts))
    likely = first if times < counts[first] + 2 else most if times >= 2 * counts[first] else None
    if not likely or (counts[likely] <= second and second > 1):  # two are named as often
        return None
    at_once = any(id == likely and start < AT_ONCE for (start, _), id in people)
    return likely if at_once or counts[likely] > 1 else None


def _first_behind(text: str, at: int, people: Sequence[tuple[Span, str]]) -> str | None:
    """Return the first person named behind an offset, in its sentence."""
    stops = [found.start() for sign in (_SENTENCE_END, _TOPIC) if (found := sign.search(text, at))]
    end = min(at + WITHIN, *stops, len(text))
    return next((id for (start, _), id in people if at <= start < end), None)
