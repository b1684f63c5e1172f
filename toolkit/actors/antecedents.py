"""Antecedents: how well the structure of the text lets "he" or "she" refer to each person mentioned round it."""

import math
import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.actors.clauses import CLAUSE_BEGINS, MAIN_CLAUSE_OPENING, OPENS_WITH_CLAUSE, POSSESSIVE
from toolkit.actors.pronouns import is_object
from toolkit.text import Span, is_inside, sentences

Mention = tuple[int, int, int]  # start, end, person

REACH = 2000  # characters that a pronoun is followed back, at most
MENTIONS_LOOKED_AT = 40  # and mentions, at most

# What a mention is worth as an antecedent, as logarithms of odds that add up. First fitted without the reader's links
# on GAP's development part, then rounded.
SAME_SENTENCE = 1.4  # It stands in the pronoun's sentence; one in the sentence before is worth nothing more or less.
TWO_BACK = -1.2  # It stands two sentences before the pronoun's.
FAR_BACK = -1.4  # It stands further back.
SUBJECT = 0.3  # It is its sentence's subject, as it looks: Roe in "Roe met Cole."
PARALLEL = 0.7  # It is a subject of an earlier sentence, and the pronoun is a subject too: "Roe met Cole. She …"
SAME_CLAUSE = 0.9  # It stands in the clause of a pronoun that owns something: "Roe sold her car"
NEAREST = 0.5  # It is the last before the pronoun.
PRONOUN = -0.6  # It is a pronoun itself.
OBLIQUE = -0.8  # It stands behind a preposition or "and": Cole in "a letter to Cole".
QUOTED = -3.0  # It stands inside quotation marks, and the pronoun does not.
AHEAD = 2.0  # It follows, as the subject of the main clause: "In her review, Roe wrote …"
LATER = -1.5  # It follows in the pronoun's sentence otherwise.

_OBLIQUE_BEFORE = re.compile(  # what stands before a mention that is no subject
    r"""
    \b(?: to|of|with|by|for|from|about|against|than|on|after|over|at|like    # "a letter to Roe"
        | between|in|into|under|towards?|via
        | and                                                                # "Cole and Roe"
      )\s+
    (?: (?:\w+\.?|the)\s+ ){0,2}$                                            # "to Mr. Roe", "to the late Roe"
    """,
    re.VERBOSE,
)


class _Pronoun(NamedTuple):
    """A pronoun as the structure of the text has it; all but the flags are offsets, ``number`` counts sentences."""

    start: int
    number: int
    sentence: int
    sentence_end: int
    clause: int
    is_object: bool  # "him", or "her" where no noun follows
    owns: bool  # "his", "her" where a noun follows
    quoted: bool  # inside quotation marks


class _Antecedent(NamedTuple):
    """A mention as the structure of the text has it."""

    number: int  # of its sentence
    acts: bool  # it neither owns something nor is oblique
    is_subject: bool  # it looks like its sentence's subject: the first that acts
    quoted: bool  # inside quotation marks
    worth: float  # what it is worth by itself


class Antecedents:
    """The people mentioned in a text, to be asked whom a pronoun can mean.

    Parameters
    ----------
    text
        The text.
    named
        Where people are named, in order: (start, end, person).
    quoted
        Spans within quotation marks, in order.
    """

    def __init__(self, text: str, named: Sequence[Mention], quoted: Sequence[Span] = ()):
        self._text = text
        self._between_marks = [(start + 1, end) for start, end in quoted]
        self._sentence_starts = [start for start, _ in sentences(text)]
        self._mentions = list(named)
        self._pronouns: set[int] = set()  # where mentions begin that are pronouns
        self._known: dict[Span, _Antecedent] = {}  # each mention is asked about for many pronouns

    def record_reference(self, start: int, end: int, person: int) -> None:
        """Record that a pronoun turned out to refer to a person: it is a mention from then on."""
        insort(self._mentions, (start, end, person))
        self._pronouns.add(start)

    def weights(self, start: int, end: int) -> list[tuple[int, int, int, float]]:
        """Return (start, end, person, weight) of each mention that the pronoun between two offsets may refer to.

        Weights are positive and compare only with one another. Left out is who does to "him" what is done in the
        clause ("Roe told him": not Roe).
        """
        text, pronoun = self._text, self._pronoun(start, end)
        here = bisect_left(self._mentions, (start, end, 0))
        first = max(here - MENTIONS_LOOKED_AT, bisect_left(self._mentions, (start - REACH, 0, 0)))
        before = self._mentions[first:here]
        last = bisect_left(self._mentions, (pronoun.sentence_end, 0, 0))
        behind = [mention for mention in self._mentions[here:last] if mention[0] >= end]
        subject = self._subject_of_clause(before, pronoun) if pronoun.is_object else None
        result = []
        for i, (a, b, person) in enumerate(before):
            if person != subject:
                worth = self._worth_before(a, b, pronoun, nearest=i == len(before) - 1)
                result.append((a, b, person, math.exp(worth)))
        opens_with_clause = OPENS_WITH_CLAUSE.match(text, pronoun.sentence)
        main = text.find(", ", end, pronoun.sentence_end) + 2 if opens_with_clause else 0
        for a, b, person in behind:
            if person != subject:
                leads = 1 < main <= a < main + MAIN_CLAUSE_OPENING and a == behind[0][0]
                ahead = leads and not POSSESSIVE.match(text, b)
                result.append((a, b, person, math.exp(AHEAD if ahead else LATER)))
        return result

    def _pronoun(self, start: int, end: int) -> _Pronoun:
        """Return what the structure of the text says of the pronoun between two offsets."""
        number = self._sentence_of(start)
        later = self._sentence_starts[number + 1 : number + 2]
        sentence, sentence_end = self._sentence_starts[number], later[0] if later else len(self._text)
        clause = max((m.end() for m in CLAUSE_BEGINS.finditer(self._text, sentence, start)), default=sentence)
        as_object = is_object(self._text, start, end)
        return _Pronoun(
            start=start,
            number=number,
            sentence=sentence,
            sentence_end=sentence_end,
            clause=clause,
            is_object=as_object,
            owns=not as_object and self._text[start:end].lower() not in ("he", "she"),
            quoted=is_inside(start, self._between_marks),
        )

    def _worth_before(self, start: int, end: int, pronoun: _Pronoun, *, nearest: bool) -> float:
        """Return what a mention before a pronoun is worth as its antecedent."""
        mention = self._known.get((start, end)) or self._antecedent(start, end)
        back = pronoun.number - mention.number
        parallel = back > 0 and not pronoun.owns and not pronoun.is_object
        worth = SAME_SENTENCE if back == 0 else 0.0 if back == 1 else TWO_BACK if back == 2 else FAR_BACK
        if mention.is_subject:
            worth += SUBJECT + PARALLEL * parallel
        worth += SAME_CLAUSE * (pronoun.owns and start >= pronoun.clause) + NEAREST * nearest
        worth += mention.worth
        return worth + QUOTED if mention.quoted and not pronoun.quoted else worth

    def _subject_of_clause(self, before: Sequence[Mention], pronoun: _Pronoun) -> int | None:
        """Return the person who does what is done to an object; None where nobody is named for it.

        That is the first to act in the clause; or whoever the clause before has, where "who", "and", "but" or a
        participle goes on from it.
        """
        clause = pronoun.clause
        acting = [(a, person) for a, b, person in before if a >= pronoun.sentence and self._acts(a, b)]
        inside = [person for a, person in acting if a >= clause]
        if inside:
            return inside[0]
        outside = [person for a, person in acting if a < clause]
        joint = self._text[max(pronoun.sentence, clause - 6) : clause]
        if outside and re.search(r"\bwho$", joint):
            return outside[-1]
        participle = re.match(r"\s*\w+ing\b", self._text[clause : pronoun.start])
        return outside[0] if outside and (re.search(r"\b(?:and|but)$", joint) or participle) else None

    def _antecedent(self, start: int, end: int) -> _Antecedent:
        """Return what the structure of the text says of a mention; all mentions before it have to be known."""
        number = self._sentence_of(start)
        sentence = self._sentence_starts[number]
        is_oblique = bool(_OBLIQUE_BEFORE.search(self._text, max(start - 40, sentence), start))
        owns = POSSESSIVE.match(self._text, end) or self._text[start:end].lower() in ("his", "her", "hers")
        acts = not owns and not is_oblique
        first, here = (bisect_left(self._mentions, (at, 0, 0)) for at in (sentence, start))
        self._known[start, end] = _Antecedent(
            number=number,
            acts=acts,
            is_subject=acts and not any(self._acts(a, b) for a, b, _ in self._mentions[first:here]),
            quoted=is_inside(start, self._between_marks),
            worth=PRONOUN * (start in self._pronouns) + OBLIQUE * is_oblique,
        )
        return self._known[start, end]

    def _acts(self, start: int, end: int) -> bool:
        """Return whether a mention neither owns something nor is oblique."""
        return (self._known.get((start, end)) or self._antecedent(start, end)).acts

    def _sentence_of(self, at: int) -> int:
        """Return the number of the sentence around an offset, from 0."""
        return max(bisect_right(self._sentence_starts, at) - 1, 0)
