"""Pronouns of speakers: "I" and "we" inside a quotation, and "she" of "she said", are mentions of whoever speaks."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from toolkit import lexicon
from toolkit.actors import Actor, Mention, Unnamed
from toolkit.actors.pronouns import HE, SHE
from toolkit.quotes.model import Quote, Span

_ME = lexicon.words("pronouns", "first_person")
_FIRST_PERSON = re.compile(
    rf"""
    (?<![\w.])
    (?: I(?![\w.])                                                            # "I", but not "I." of a name
      | (?: {lexicon.any_of(_ME)} | {lexicon.any_of(_ME, capital=True)} )\b    # "we", "We"; "us", but not "US"
    )
    """,
    re.VERBOSE,
)


def add_speaker_pronouns(
    text: str, quotes: Sequence[Quote], actors: Sequence[Actor], unnamed: Sequence[Unnamed] = ()
) -> tuple[list[Actor], list[Unnamed]]:
    """Return actors and unnamed with the pronouns that their quotes show to mean them as mentions.

    Parameters
    ----------
    text
        The article's text.
    quotes
        Its quotes. Of nested ones the innermost counts; "I" inside a quotation whose speaker is not known is nobody's.
    actors, unnamed
        Those in it. A pronoun that another one had for a mention goes to the speaker.

    Returns
    -------
    actors, unnamed
        In the same order, the mentions of each in the order of the text.

    Examples
    --------
    >>> text = "“I am late,” Ada Roe said."
    >>> quote = Quote("q1", "direct", ((0, 12),), ((21, 25),), ((13, 20),), "a1", "Ada Roe", None, 0.9)
    >>> ada = Actor("a1", "Ada Roe", "PER", (Mention((13, 20), "name", "PER"),))
    >>> ((ada,), _) = add_speaker_pronouns(text, [quote], [ada])
    >>> [(text[slice(*m.span)], m.kind) for m in ada.mentions]
    [('I', 'pronoun'), ('Ada Roe', 'name')]
    """
    speakers = _speakers_of_pronouns(text, quotes)
    starts = {start for start, _ in speakers}
    spans: dict[str | None, list[Span]] = defaultdict(list)
    for span, speaker in speakers.items():
        spans[speaker].append(span)

    def mentions(one: Actor | Unnamed, label: str) -> tuple[Mention, ...]:
        kept = [m for m in one.mentions if m.kind != "pronoun" or m.span[0] not in starts]
        added = [Mention(span, "pronoun", label) for span in sorted(spans[one.id])]
        return tuple(sorted(kept + added, key=lambda m: m.span))

    return (
        [replace(actor, mentions=mentions(actor, actor.type)) for actor in actors],
        [replace(one, mentions=mentions(one, one.mentions[0].label)) for one in unnamed],
    )


def _speakers_of_pronouns(text: str, quotes: Sequence[Quote]) -> dict[Span, str | None]:
    """Return the span of each pronoun that means a speaker -> the speaker; None where nobody knows who it is."""
    speakers: dict[Span, str | None] = {}
    for quote in sorted(quotes, key=lambda q: -sum(b - a for a, b in q.content)):
        if quote.kind != "indirect":
            speaker = quote.speaker or quote.unnamed
            for start, end in quote.content:
                speakers.update((m.span(), speaker) for m in _FIRST_PERSON.finditer(text, start, end))
    for quote in quotes:
        for start, end in quote.source:
            if quote.speaker and text[start:end].lower() in HE | SHE:
                speakers[start, end] = quote.speaker
    return speakers
