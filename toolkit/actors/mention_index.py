"""Mentions of a text in order, with what the structure says of each: sentence, place in it, quotation, source."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.actors.clauses import CLAUSE_BEGINS, CONTRASTS, OPENS_WITH_CLAUSE, POSSESSIVE
from toolkit.actors.descriptions import Phrase
from toolkit.actors.pronouns import THIRD_PERSON, is_object, is_possessive
from toolkit.lexicon import any_of, words
from toolkit.reader import Attribution
from toolkit.text import Span, sentences

FIRST_NAME, NAME, DESCRIPTION, PRONOUN = range(4)  # kinds of mention; a first name is an entity's first mention by name
SUBJECT, OTHER, OBLIQUE, OWNER = range(4)  # places of a mention in its clause

_OBLIQUE_BEFORE = re.compile(  # what stands before a mention that is no subject
    r"""
    \b(?: to|of|with|by|for|from|about|against|than|on|after|over|at|like    # "a letter to Roe"
        | between|in|into|under|towards?|via|including|alongside|among
        | and                                                                # "Cole and Roe"
      )\s+
    (?: (?:\w+\.?|the)\s+ ){0,2}$                                            # "to Mr. Roe", "to the late Roe"
    """,
    re.VERBOSE,
)
_VERB_FOLLOWS = re.compile(
    rf"""
    ,?\s+ (?: \w+ly\s+ | (?:also|then|later|now|never|always|still|who|which)\s+ )?
    (?: {any_of(words("speech_verbs", "reports"))}                  # "Roe said"
      | is|was|are|were|has|have|had|will|would|can|could|may|might|must|should|did|does
      | \w+ed                                                       # "Roe refused"
    )\b
    """,
    re.VERBOSE,
)
_SAYS_BEFORE = re.compile(  # a verb of saying before its subject: "“No,” said Roe"
    rf"[”\"’',]\s+(?:{any_of(words('speech_verbs', 'reports'))})\s+(?:[\w.’'-]+\s+){{0,4}}$"
)
_NUMBER = {pronoun: number for number, pronoun in enumerate(sorted(THIRD_PERSON))}
OPENINGS = ("first", "joined", "that", "subordinate", "behind a sign", "preposition", "other")  # before a mention
_OPENED_BY = {  # the word before it -> number of an opening
    **dict.fromkeys("and but or then".split(), 1),
    "that": 2,
    **dict.fromkeys("when while after before as since until because if although though where once".split(), 3),
    **dict.fromkeys("whether how why what than".split(), 3),
    **dict.fromkeys("to of with by for from about against on over at like in into under during through".split(), 5),
}
_WORD_BEFORE = re.compile(r"([^\W\d]+)\s+$")


class Place(NamedTuple):
    """A name, description or pronoun in the text; ``entity`` is a name's, ``phrase`` that of what is no name."""

    start: int
    end: int
    entity: int | None
    phrase: Phrase | None


@dataclass
class MentionIndex:
    """The mentions of a text, and lists with a value for each."""

    text: str
    places: Sequence[Place]
    starts: Sequence[int]
    sentence: Sequence[int]
    paragraph: Sequence[int]
    headline: Sequence[bool]  # whether it stands in the headline
    quotation: Sequence[int]  # number of the quotation in marks around it, -1 for none
    kind: Sequence[int]
    pronoun: Sequence[int]  # a number for each pronoun, -1 for no pronoun
    position: Sequence[int]
    source_of: Sequence[int]  # number of the attribution whose source it is, -1 for none
    content_of: Sequence[int]  # number of the attribution whose content it stands in, -1 for none
    sentence_starts: Sequence[int]
    attributions: Sequence[Attribution]

    def sentence_end(self, k: int) -> int:
        """Return where the sentence of the k-th mention ends."""
        n = self.sentence[k] + 1
        return self.sentence_starts[n] if n < len(self.sentence_starts) else len(self.text)

    def clause_start(self, k: int) -> int:
        """Return where the clause of the k-th mention begins."""
        sentence = self.sentence_starts[self.sentence[k]]
        return max((m.end() for m in CLAUSE_BEGINS.finditer(self.text, sentence, self.starts[k])), default=sentence)

    def main_clause(self, k: int) -> int:
        """Return where the main clause behind a mention's opening clause begins, 0 where none does."""
        sentence = self.sentence_starts[self.sentence[k]]
        if not OPENS_WITH_CLAUSE.match(self.text, sentence):
            return 0
        return self.text.find(", ", self.places[k].end, self.sentence_end(k)) + 2

    def opening(self, k: int) -> int:
        """Return what stands right before the k-th mention in its sentence, as a number of `OPENINGS`."""
        start = self.starts[k]
        before = self.text[max(self.sentence_starts[self.sentence[k]], start - 16) : start]
        sign = before.rstrip()[-1:]
        if not before.strip(" “\"‘'("):
            return 0
        word = _WORD_BEFORE.search(before)
        return 4 if not sign.isalnum() else _OPENED_BY.get(word[1].lower(), 6) if word else 6

    def contrasts(self, k: int) -> bool:
        """Whether the sentence of the k-th mention opens with a word such as "But"."""
        return bool(CONTRASTS.match(self.text, self.sentence_starts[self.sentence[k]]))

    def around(self, offset: int) -> int | None:
        """Return the number of the mention in which an offset lies, the one that begins last."""
        k = bisect_right(self.starts, offset) - 1
        for i in range(k, max(k - 3, -1), -1):
            if self.places[i].end > offset:
                return i
        return None


def index_mentions(
    text: str,
    places: Sequence[Place],
    paragraphs: Sequence[tuple[Span, bool]],
    marks: Sequence[Span],
    attributions: Sequence[Attribution],
) -> MentionIndex:
    """Return the index of mentions; ``paragraphs`` are spans, each with whether it is the headline."""
    sentence_starts = [start for start, _ in sentences(text)]
    starts = [place.start for place in places]
    para_starts = [span[0] for span, _ in paragraphs]
    paragraph = [max(bisect_right(para_starts, at) - 1, 0) for at in starts]
    heads = [head for _, head in paragraphs] or [False]
    between_marks = [(start + 1, end) for start, end in marks]
    quotation = [_number_around(at, between_marks) for at in starts]
    sentence = [max(bisect_right(sentence_starts, at) - 1, 0) for at in starts]
    source_of, content_of = _attribution_numbers(places, starts, attributions, text)
    return MentionIndex(
        text=text,
        places=places,
        starts=starts,
        sentence=sentence,
        paragraph=paragraph,
        headline=[heads[n] for n in paragraph],
        quotation=quotation,
        kind=_kinds(places),
        pronoun=[-1 if p.phrase is None or p.phrase.head else _NUMBER[p.phrase.determiner] for p in places],
        position=_positions(text, places, sentence, quotation, sentence_starts),
        source_of=source_of,
        content_of=content_of,
        sentence_starts=sentence_starts,
        attributions=attributions,
    )


def _number_around(offset: int, spans: Sequence[Span]) -> int:
    """Return the number of the span around an offset, -1 where there is none; the spans are in order."""
    k = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return k if k >= 0 and offset < spans[k][1] else -1


def _kinds(places: Sequence[Place]) -> list[int]:
    seen: set[int] = set()
    result = []
    for place in places:
        if place.entity is not None:
            result.append(NAME if place.entity in seen else FIRST_NAME)
            seen.add(place.entity)
        else:
            result.append(DESCRIPTION if place.phrase and place.phrase.head else PRONOUN)
    return result


def _positions(
    text: str,
    places: Sequence[Place],
    sentence: Sequence[int],
    quotation: Sequence[int],
    sentence_starts: Sequence[int],
) -> list[int]:
    """Return each mention's place in its clause; the first that acts in a sentence is its subject."""
    result = []
    acted: set[tuple[int, int]] = set()
    for k, place in enumerate(places):
        pronoun = text[place.start : place.end].lower() if place.phrase and not place.phrase.head else ""
        floor = max(place.start - 40, sentence_starts[sentence[k]])
        if pronoun:
            owner = is_possessive(text, place.start, place.end)
            position = OWNER if owner else OTHER if is_object(text, place.start, place.end) else SUBJECT
        elif POSSESSIVE.match(text, place.end):
            position = OWNER
        elif _OBLIQUE_BEFORE.search(text, floor, place.start):
            position = OBLIQUE
        else:
            first = (sentence[k], quotation[k]) not in acted
            says = first or _VERB_FOLLOWS.match(text, place.end) or _SAYS_BEFORE.search(text, floor, place.start)
            position = SUBJECT if says else OTHER
        if position in (SUBJECT, OTHER):
            acted.add((sentence[k], quotation[k]))
        result.append(position)
    return result


def _attribution_numbers(
    places: Sequence[Place], starts: Sequence[int], attributions: Sequence[Attribution], text: str
) -> tuple[list[int], list[int]]:
    """Return for each mention the attribution whose source it is, and the innermost in whose content it stands."""
    source_of, content_of = [-1] * len(places), [-1] * len(places)
    sizes = [len(text) + 1] * len(places)
    for n, attribution in enumerate(attributions):
        for start, end in attribution.content:
            for k in range(bisect_left(starts, start), bisect_left(starts, end)):
                if sizes[k] > end - start:
                    content_of[k], sizes[k] = n, end - start
        for start, end in attribution.source:
            inside = [
                k for k in range(bisect_left(starts, start), bisect_left(starts, end)) if places[k].end <= end + 1
            ]
            head = next((k for k in inside if not POSSESSIVE.match(text, places[k].end)), inside[0] if inside else None)
            if head is not None and source_of[head] < 0:
                source_of[head] = n
    return source_of, content_of
