"""Mentions of a text in order, with what the structure says of each: sentence, place in it, quotation, source."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from toolkit.actors.clauses import CLAUSE_BEGINS, OPENS_WITH_CLAUSE, POSSESSIVE
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
_CONTRASTS = re.compile(rf"[“\"‘']?(?:{any_of(words('speech_verbs', 'contrasts'), capital=True)})\b")
_NUMBER = {pronoun: number for number, pronoun in enumerate(sorted(THIRD_PERSON))}


class Place(NamedTuple):
    """A name, description or pronoun in the text; ``entity`` is a name's, ``phrase`` that of what is no name."""

    start: int
    end: int
    entity: int | None
    phrase: Phrase | None


@dataclass
class MentionIndex:
    """The mentions of a text, and arrays with a value for each."""

    text: str
    places: Sequence[Place]
    starts: np.ndarray
    sentence: np.ndarray
    paragraph: np.ndarray
    headline: np.ndarray  # whether it stands in the headline
    quotation: np.ndarray  # number of the quotation in marks around it, -1 for none
    kind: np.ndarray
    pronoun: np.ndarray  # a number for each pronoun, -1 for no pronoun
    position: np.ndarray
    source_of: np.ndarray  # number of the attribution whose source it is, -1 for none
    content_of: np.ndarray  # number of the attribution whose content it stands in, -1 for none
    sentence_starts: Sequence[int]
    attributions: Sequence[Attribution]

    def sentence_end(self, k: int) -> int:
        """Return where the sentence of the k-th mention ends."""
        n = self.sentence[k] + 1
        return self.sentence_starts[n] if n < len(self.sentence_starts) else len(self.text)

    def clause_start(self, k: int) -> int:
        """Return where the clause of the k-th mention begins."""
        start = int(self.starts[k])
        sentence = self.sentence_starts[self.sentence[k]]
        return max((m.end() for m in CLAUSE_BEGINS.finditer(self.text, sentence, start)), default=sentence)

    def main_clause(self, k: int) -> int:
        """Return where the main clause behind a mention's opening clause begins, 0 where none does."""
        sentence = self.sentence_starts[self.sentence[k]]
        if not OPENS_WITH_CLAUSE.match(self.text, sentence):
            return 0
        return self.text.find(", ", self.places[k].end, self.sentence_end(k)) + 2

    def contrasts(self, k: int) -> bool:
        """Whether the sentence of the k-th mention opens with a word such as "But"."""
        return bool(_CONTRASTS.match(self.text, self.sentence_starts[self.sentence[k]]))

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
    starts = np.array([p.start for p in places], dtype=int)
    para_starts = [span[0] for span, _ in paragraphs]
    paragraph = np.maximum(np.searchsorted(para_starts, starts, "right") - 1, 0)
    heads = np.array([head for _, head in paragraphs] or [False])
    quotation = np.searchsorted([start + 1 for start, _ in marks], starts, "right") - 1
    ends = np.array([end for _, end in marks] or [0])
    quotation = np.where((quotation >= 0) & (starts < ends[quotation]), quotation, -1)
    sentence = np.maximum(np.searchsorted(sentence_starts, starts, "right") - 1, 0)
    source_of, content_of = _attribution_numbers(places, starts, attributions, text)
    return MentionIndex(
        text=text,
        places=places,
        starts=starts,
        sentence=sentence,
        paragraph=paragraph,
        headline=heads[paragraph] if len(starts) else np.zeros(0, bool),
        quotation=quotation,
        kind=_kinds(places),
        pronoun=np.array([-1 if p.phrase is None or p.phrase.head else _NUMBER[p.phrase.determiner] for p in places]),
        position=_positions(text, places, sentence, quotation, sentence_starts),
        source_of=source_of,
        content_of=content_of,
        sentence_starts=sentence_starts,
        attributions=attributions,
    )


def _kinds(places: Sequence[Place]) -> np.ndarray:
    seen: set[int] = set()
    result = []
    for place in places:
        if place.entity is not None:
            result.append(NAME if place.entity in seen else FIRST_NAME)
            seen.add(place.entity)
        else:
            result.append(DESCRIPTION if place.phrase and place.phrase.head else PRONOUN)
    return np.array(result, dtype=int)


def _positions(
    text: str, places: Sequence[Place], sentence: np.ndarray, quotation: np.ndarray, sentence_starts: Sequence[int]
) -> np.ndarray:
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
            first = (int(sentence[k]), int(quotation[k])) not in acted
            says = first or _VERB_FOLLOWS.match(text, place.end) or _SAYS_BEFORE.search(text, floor, place.start)
            position = SUBJECT if says else OTHER
        if position in (SUBJECT, OTHER):
            acted.add((int(sentence[k]), int(quotation[k])))
        result.append(position)
    return np.array(result, dtype=int)


def _attribution_numbers(
    places: Sequence[Place], starts: np.ndarray, attributions: Sequence[Attribution], text: str
) -> tuple[np.ndarray, np.ndarray]:
    """Return for each mention the attribution whose source it is, and the innermost in whose content it stands."""
    source_of, content_of = np.full(len(places), -1), np.full(len(places), -1)
    sizes = np.full(len(places), len(text) + 1)
    for n, attribution in enumerate(attributions):
        for start, end in attribution.content:
            first, last = np.searchsorted(starts, (start, end))
            inside = slice(first, last)
            smaller = sizes[inside] > end - start
            content_of[inside][smaller] = n
            sizes[inside][smaller] = end - start
        for start, end in attribution.source:
            first, last = np.searchsorted(starts, (start, end))
            inside_source = [k for k in range(first, last) if places[k].end <= end + 1]
            head = next((k for k in inside_source if not POSSESSIVE.match(text, places[k].end)), None)
            head = head if head is not None else next(iter(inside_source), None)
            if head is not None and source_of[head] < 0:
                source_of[head] = n
    return source_of, content_of
