"""Antecedents: whom the structure of the text lets "he" or "she" mean, of the people mentioned round it."""

import math
import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence

from toolkit.lexicon import words
from toolkit.text import sentences

Span = tuple[int, int]

HE = words("pronouns", "he")
SHE = words("pronouns", "she")

REACH = 2000  # characters, and
LOOKED_AT = 40  # mentions, that a pronoun is followed back

# What a mention is worth as an antecedent, as logarithms of odds: first fitted without the reader's links on
# GAP's development part, then rounded.
SAME_SENTENCE, TWO_BACK, FAR = 1.4, -1.2, -1.4  # beside the sentence before
SUBJECT, PARALLEL, SAME_CLAUSE = 0.3, 0.7, 0.9  # first in its sentence; and so is the pronoun; "Roe sold her car"
NEAREST, PRONOUN, OBLIQUE, QUOTED = 0.5, -0.6, -0.8, -3.0
AHEAD, AFTER = 2.0, -1.5  # "In her review, Roe wrote"; any other that comes later in the sentence

_OWNS = re.compile(r"['’]s?(?!\w)")
_OBLIQUE = re.compile(
    r"\b(?:to|of|with|by|for|from|about|against|than|on|after|over|at|like|between|and|in|into|under|towards?|via)\s+"
    r"(?:(?:\w+\.?|the)\s+){0,2}$"
)
_CLAUSE = re.compile(
    r"[;:—–“”\"(),]|\b(?:that|and|but|or|because|when|while|if|as|who|whom|which|whose|where|before|after|since|until|"
    r"than|though|although|what|how|why|whether)\b"
)
_INTRODUCES = re.compile(
    r"[“\"‘']?(?:In|After|When|While|With|Despite|Before|Although|Though|As|During|For|Following|On|At|Like|Since|Until|"
    r"Upon|Thanks|By|Once|Because|If|Unlike|From|Under|Through|Throughout|Even|Due|Given|Along|Against|Apart|Besides|"
    r"Not|To|Only|\w+ing|\w+ed)\b"
)
_NO_NOUN_NEXT = re.compile(  # after "her": it is an object, and owns nothing
    r"\s*(?:$|[.,;:!?)”\"’'—–-]|(?:to|that|and|or|but|for|in|on|at|with|from|of|by|as|into|about|if|when|while|because|"
    r"after|before|until|than|the|a|an|this|these|his|her|their|its|how|what|why|who|whether|not|is|was|out|up|down|"
    r"off|away|back|over|through|via|during|against|so|then|again|there|here|alone|too|later|next|now|all|some|no)\b|"
    r"[A-Z\d$€£])"
)


class Antecedents:
    """People as they are mentioned in a text, to be asked whom a pronoun can mean."""

    def __init__(self, text: str, named: Sequence[tuple[int, int, int]], quoted: Sequence[Span] = ()):
        """``named`` are (start, end, person) in order; ``quoted`` the spans within quotation marks."""
        self.text, self.quoted = text, quoted
        self.starts = [start for start, _ in sentences(text)]
        self.mentions = list(named)
        self.pronouns: set[int] = set()

    def remember(self, start: int, end: int, person: int) -> None:
        """That a pronoun turned out to mean a person."""
        insort(self.mentions, (start, end, person))
        self.pronouns.add(start)

    def weights(self, start: int, end: int) -> list[tuple[int, int, int, float]]:
        """(start, end, person, weight) of each mention that the pronoun at a place may go back, or ahead, to.

        Weights are positive and compare only with one another. Left out is who does to "him" what is done in the
        clause ("Roe told him": not Roe).
        """
        text = self.text
        k = self._sentence(start)
        floor, ceiling = self.starts[k], self.starts[k + 1] if k + 1 < len(self.starts) else len(text)
        here = bisect_left(self.mentions, (start, end, 0))
        first = max(here - LOOKED_AT, bisect_left(self.mentions, (start - REACH, 0, 0)))
        behind = self.mentions[first:here]
        later = [m for m in self.mentions[here : bisect_left(self.mentions, (ceiling, 0, 0))] if m[0] >= end]
        sentence = [m for m in behind if m[0] >= floor]
        object_ = is_object(text, start, end)
        owns = not object_ and text[start:end].lower() not in ("he", "she")
        clause = max((m.end() for m in _CLAUSE.finditer(text, floor, start)), default=floor)
        subject = self._subject(sentence, floor, clause, start) if object_ else None
        inside = self._inside_marks(start)
        result = []
        for i, (a, b, person) in enumerate(behind):
            if subject == person:
                continue
            back = k - self._sentence(a)
            leads = self._leads(a, b)
            worth = SAME_SENTENCE if back == 0 else 0.0 if back == 1 else TWO_BACK if back == 2 else FAR
            worth += leads * (SUBJECT + PARALLEL * (back > 0 and not owns and not object_))
            worth += SAME_CLAUSE * (owns and a >= clause) + NEAREST * (i == len(behind) - 1)
            worth += PRONOUN * (a in self.pronouns) + OBLIQUE * self._oblique(a)
            worth += QUOTED * (not inside and self._inside_marks(a))
            result.append((a, b, person, math.exp(worth)))
        main = text.find(", ", end, ceiling) + 2 if _INTRODUCES.match(text, floor) else 0
        for a, b, person in later:
            if subject != person:
                ahead = 1 < main <= a < main + 40 and later[0][0] == a and not _OWNS.match(text, b)
                result.append((a, b, person, math.exp(AHEAD if ahead else AFTER)))
        return result

    def _subject(self, sentence: Sequence[tuple[int, int, int]], floor: int, clause: int, at: int) -> int | None:
        """The person who does what is done to an object at ``at``, where the clause or the one before names them."""
        acting = [m for m in sentence if self._acts(m[0], m[1])]
        inside = [person for start, _, person in acting if start >= clause]
        if inside:
            return inside[0]
        before = [person for start, _, person in acting if start < clause]
        lead = self.text[max(floor, clause - 6) : clause]
        if before and re.search(r"\bwho$", lead):
            return before[-1]
        if before and (re.search(r"\b(?:and|but)$", lead) or re.match(r"\s*\w+ing\b", self.text[clause:at])):
            return before[0]
        return None

    def _leads(self, start: int, end: int) -> bool:
        """Whether a mention is its sentence's subject by the look of it: the first that neither owns nor is oblique."""
        if not self._acts(start, end):
            return False
        first, here = (bisect_left(self.mentions, (at, 0, 0)) for at in (self.starts[self._sentence(start)], start))
        return not any(self._acts(a, b) for a, b, _ in self.mentions[first:here])

    def _acts(self, start: int, end: int) -> bool:
        owner = _OWNS.match(self.text, end) or self.text[start:end].lower() in ("his", "her", "hers")
        return not owner and not self._oblique(start)

    def _oblique(self, start: int) -> bool:
        floor = max(start - 40, self.starts[self._sentence(start)])
        return bool(_OBLIQUE.search(self.text, floor, start))

    def _sentence(self, at: int) -> int:
        return max(bisect_right(self.starts, at) - 1, 0)

    def _inside_marks(self, at: int) -> bool:
        k = bisect_right(self.quoted, (at, len(self.text))) - 1
        return k >= 0 and self.quoted[k][0] < at < self.quoted[k][1]


def is_object(text: str, start: int, end: int) -> bool:
    """Whether a pronoun is the object of its clause: "him", and "her" where no noun follows.

    >>> is_object("Roe told her to go", 9, 12), is_object("Roe sold her car", 9, 12)
    (True, False)
    """
    word = text[start:end].lower()
    return word == "him" or (word == "her" and bool(_NO_NOUN_NEXT.match(text, end)))
