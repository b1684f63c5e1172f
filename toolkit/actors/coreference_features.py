"""What speaks for and against a mention's meaning the same as an earlier one: named features, each with named levels.

`FEATURES` lists them; the weights of their levels are learned (``coreference.json``) and say how much each counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from toolkit.actors.clauses import MAIN_CLAUSE_OPENING
from toolkit.actors.mention_index import (
    OTHER,
    OWNER,
    PRONOUN,
    SUBJECT,
    MentionIndex,
)

_POSITIONS = ("subject", "other", "oblique", "owner")
_STEPS = ("0", "1", "2", "3", "4", "5 or more")
_LINKS = ("no links", "not this", "to 0.1", "to 0.3", "to 0.6", "above 0.6")
_LINK_BOUNDS = np.array([0.0, 0.1, 0.3, 0.6])
_DETERMINERS = ("the", "this", "a", "possessive", "count", "none", "pronoun")
_NEAR = ("same sentence", "sentence before", "two before", "same paragraph", "paragraph before", "far", "ahead")
FITTING = ("no description", "only one that fits", "last that fits", "fits too", "does not fit")
_NEAR_OF = np.array([0, 0, 1, 1, 2, 2, 3, 4, 5, 5, 5, 6, 6, 6])  # of each level of "distance"
_ACTS = ("acts", "does not act")
_FITS = ("pronoun", "role", "earlier noun", "same phrase", "in the name", "kin", "other kin", "other role", "unknown")
_NUMBERS = {"PER": 1, "ORG": 2, "LOC": 3, "MISC": 5}  # levels of "number"
_TIMES = (0, 1, 2, 3, 3, 4)  # levels of "times", by how often somebody was mentioned
FIT = {name: number for number, name in enumerate(_FITS)}
FEATURES: dict[str, tuple[str, ...]] = {
    "distance": (  # sentences and paragraphs between the two
        "new", "same sentence", "sentence before", "sentence before, other paragraph", "two before",
        "two before, other paragraph", "further, same paragraph", "further, paragraph before", "two paragraphs before",
        "far", "headline", "ahead, main clause", "ahead, same sentence", "ahead",
    ),
    "step": ("new", *_STEPS),  # how many others were spoken of since
    "position": ("new", *(f"{a} to {b}" for a in _POSITIONS for b in _POSITIONS)),
    "kind": ("new", "first name", "name", "description", "pronoun", "same pronoun"),
    "clause": ("new", "acts on it", "owns in clause", "same clause", "same sentence", "other sentence"),
    "link": ("new", *_LINKS),  # the reader's, to this mention
    "entity_link": ("new", *_LINKS),  # and to all mentions of its entity together
    "quotation": ("new", "both outside", "out of it", "into it", "both in the same", "in another"),
    "speech": ("new", "neither speaks", "antecedent speaks", "mention speaks", "both speak", "speaks these words",
               "in these words", "in the same source"),
    "turn": ("new", *(f"{who}, {what}" for what in ("speaks", "does not", "speaks, but")
                      for who in ("last speaker", "speaker before", "another speaker", "no speaker"))),
    "sex": ("new", "none told", "told", "likely", "unknown", "unlikely", "other told"),
    "number": ("new", "person", "body", "place", "several", "thing", "unknown"),
    "times": ("new", "once", "twice", "to four", "more"),
    "most": ("new", "most mentioned", "no"),
    "named": ("new", "named", "not named"),
    "fit": ("new", *(f"{fit}, {det}" for fit in _FITS for det in _DETERMINERS)),
    "apposition": ("new", "in apposition", "predicate", "no"),
    "near": ("new", *(f"{d}, {s} since, {w}" for d in _NEAR for s in ("nobody", "one", "more") for w in _ACTS)),
    "run": ("new", *(f"{d}, {w} to {v}" for d in _NEAR for w in _ACTS for v in _ACTS)),
    "answer": ("new", *(f"{w}, {d}" for w in ("last speaker", "speaker before", "another") for d in _NEAR)),
    "paragraph": ("new", "alone in it", "first in it", "in it", "outside, nobody in it", "outside, others in it"),
    "fitting": ("new", *(f"{f}, {d}" for f in FITTING for d in _NEAR)),
    "determiner": ("old", *_DETERMINERS),  # from here on: levels of a new entity
    "holders": ("old", "known before", "named behind", "nobody", "pronoun"),
    "links": ("old", "none", "to 0.3", "to 0.7", "above 0.7"),
    "candidates": ("old", "none", "one", "two", "more"),
    "source": ("old", "no source", "source", "source, plural", "source, in quotation"),
}  # fmt: skip
NAMES = tuple(FEATURES)


@dataclass
class Entity:
    """What is known of an entity so far."""

    type: str  # PER, ORG, LOC, MISC, or "" where that is not known
    named: bool
    several: bool = False
    he: float = 0.0  # how much tells "he"
    she: float = 0.0
    usual: str | None = None  # the pronoun that the given name makes likely
    roles: set[str] = field(default_factory=set)  # nouns of roles that the text gives beside the name
    nouns: set[str] = field(default_factory=set)  # nouns of earlier descriptions
    phrases: set[str] = field(default_factory=set)  # earlier descriptions, folded
    words: frozenset[str] = frozenset()  # words of the name
    kin: list[tuple[str, int | None]] = field(default_factory=list)  # (relation's noun, entity whose kin this is)
    mentions: list[int] = field(default_factory=list)
    spoke: int = -1  # number of the source in which it spoke last, of all in order

    def sex_level(self, sex: str | None) -> int:
        """Return the level of "sex" for a mention that tells "he", "she" or nothing."""
        if sex is None:
            return 1
        mine, other = (self.he, self.she) if sex == "he" else (self.she, self.he)
        if mine > other:
            return 2
        if other > mine:
            return 6
        return 3 if self.usual == sex else 4 if self.usual is None else 5


class Evidence(NamedTuple):
    """What a mention itself tells, and what stands beside it."""

    links: Mapping[int, float]  # mention -> how probable the reader finds the link to it; empty where it gives none
    speakers: Sequence[int]  # entities that spoke so far, the last one last
    fits: Mapping[int, int]  # entity -> how its roles fit the description
    fitting: Mapping[int, int]  # entity -> whether it is the only one that fits, or the last; empty for a pronoun
    sex: str | None
    determiner: int  # levels of these two features
    holders: int
    apposed: int  # the mention to which this one stands in apposition, -1 for none
    predicate: int  # the mention of which this one is said, -1 for none


class Pairs:
    """The levels of candidates for one mention: its possible antecedents, and "new" as the last column."""

    def __init__(self, index: MentionIndex, entities: Sequence[Entity], entity_of: np.ndarray):
        self.index, self.entities, self.entity_of = index, entities, entity_of

    def levels(self, k: int, candidates: np.ndarray, evidence: Evidence) -> np.ndarray:
        """Return for each feature, a row each, the level of each candidate in order, and of "new"."""
        n = len(candidates)
        owners = self.entity_of[candidates]
        unique, inverse = _numbered(owners)
        probability = np.array([evidence.links.get(c, 0.0) for c in candidates.tolist()])
        pair = self._of_mentions(k, candidates, inverse, evidence, probability)
        of_entities = self._of_entities(k, unique, evidence)
        linked = np.bincount(inverse, probability, len(unique)) if n else probability
        of_entities["entity_link"] = 1 + _link_level(linked, bool(evidence.links))
        turn, fitting = of_entities.pop("who"), of_entities.pop("fitting")
        near = _NEAR_OF[pair["distance"]]
        pair |= {name: level[inverse] for name, level in of_entities.items()}
        pair["answer"] = 1 + len(_NEAR) * np.minimum(turn, 2)[inverse] + near
        pair["fitting"] = 1 + len(_NEAR) * fitting[inverse] + near
        new = self._of_new(k, evidence, len(unique), float(probability.sum()))
        result = np.zeros((len(NAMES), n + 1), dtype=int)
        for row, name in enumerate(NAMES):
            if name in pair:
                result[row, :n] = pair[name]
            else:
                result[row, n] = new[name]
        return result

    def _of_mentions(
        self, k: int, candidates: np.ndarray, entity: np.ndarray, evidence: Evidence, probability: np.ndarray
    ) -> dict[str, np.ndarray]:
        """Return the levels that hold for a candidate alone."""
        x = self.index
        ahead = x.starts[candidates] > x.starts[k]
        distance, steps = self._distance(k, candidates, ahead), _steps(entity, ahead)
        near = _NEAR_OF[distance]
        acts, act = (x.position[candidates] != SUBJECT).astype(int), int(x.position[k] != SUBJECT)
        beside = np.where(candidates == evidence.predicate, 2, 3)
        return {
            "distance": distance,
            "step": 1 + np.minimum(steps, 5),
            "near": 1 + 6 * near + 2 * np.minimum(steps, 2) + acts,
            "run": 1 + 4 * near + 2 * acts + act,
            "position": 1 + 4 * x.position[candidates] + x.position[k],
            "kind": 1 + x.kind[candidates] + self._same_pronoun(k, candidates),
            "clause": self._clause(k, candidates),
            "link": 1 + _link_level(probability, bool(evidence.links)),
            "quotation": self._quotation(k, candidates),
            "speech": self._speech(k, candidates),
            "apposition": np.where(candidates == evidence.apposed, 1, beside),
            "paragraph": self._paragraph(k, candidates, entity, ahead),
        }

    def _of_entities(self, k: int, unique: Sequence[int], evidence: Evidence) -> dict[str, np.ndarray]:
        """Return the levels that hold for all mentions of an entity."""
        speakers, source = evidence.speakers, self.index.source_of[k] >= 0
        last = speakers[-1] if speakers else -1
        second = next((e for e in reversed(speakers) if e != last), -1)
        contrast = bool(speakers) and self.index.contrasts(k)
        offset = 1 + (8 if source and contrast else 0 if source else 4)
        entities = [self.entities[e] for e in unique]
        turn = [0 if e == last else 1 if e == second else 2 if self.entities[e].spoke >= 0 else 3 for e in unique]
        most = max((len(e.mentions) for e in entities), default=0)
        fit = [len(_DETERMINERS) * evidence.fits.get(e, FIT["unknown"]) for e in unique]
        levels = {
            "who": turn,
            "fitting": [evidence.fitting.get(e, 4) if evidence.fitting else 0 for e in unique],
            "turn": [offset + t for t in turn],
            "sex": [e.sex_level(evidence.sex) for e in entities],
            "number": [4 if e.several else _NUMBERS.get(e.type, 6) for e in entities],
            "times": [_TIMES[min(len(e.mentions), 5)] for e in entities],
            "most": [1 if len(e.mentions) == most else 2 for e in entities],
            "named": [1 if e.named else 2 for e in entities],
            "fit": [1 + f + evidence.determiner for f in fit],
        }
        return {name: np.array(of_name, dtype=int) for name, of_name in levels.items()}

    def _of_new(self, k: int, evidence: Evidence, entities: int, linked: float) -> dict[str, int]:
        """Return the levels of somebody new."""
        x, phrase = self.index, self.index.places[k].phrase
        plural = phrase is not None and phrase.head is not None and phrase.head.plural
        source = 1 if x.source_of[k] < 0 else 4 if x.quotation[k] >= 0 else 2 + plural
        return {
            "determiner": 1 + evidence.determiner,
            "holders": 1 + evidence.holders,
            "links": 1 if not evidence.links else 2 + (linked > 0.3) + (linked > 0.7),
            "candidates": 1 + min(entities, 3),
            "source": source,
        }

    def _distance(self, k: int, candidates: np.ndarray, ahead: np.ndarray) -> np.ndarray:
        x = self.index
        sentences = x.sentence[k] - x.sentence[candidates]
        paragraphs = x.paragraph[k] - x.paragraph[candidates]
        near = np.where(paragraphs == 0, 2, 3)
        level = np.where(sentences == 0, 1, np.where(sentences == 1, near, np.where(sentences == 2, near + 2, 9)))
        far = sentences > 2
        level = np.where(far & (paragraphs == 0), 6, np.where(far & (paragraphs == 1), 7, level))
        level = np.where(far & (paragraphs == 2), 8, level)
        level = np.where(x.headline[candidates] & ~x.headline[k], 10, level)
        if ahead.any():
            main = x.main_clause(k)
            starts = x.starts[candidates]
            first = starts[ahead].min()
            leads = (main > 1) & (starts >= main) & (starts < main + MAIN_CLAUSE_OPENING) & (starts == first)
            level = np.where(ahead, np.where(leads, 11, np.where(sentences == 0, 12, 13)), level)
        return level

    def _paragraph(self, k: int, candidates: np.ndarray, entity: np.ndarray, ahead: np.ndarray) -> np.ndarray:
        """Return how the candidates' entities share the mention's paragraph, its narration so far."""
        x = self.index
        inside = (x.paragraph[candidates] == x.paragraph[k]) & ~ahead & (x.quotation[candidates] < 0)
        if not inside.any():
            return np.full(len(candidates), 4)
        spoken_of = np.zeros(len(entity), dtype=bool)  # entities are numbered from 0, each has a candidate
        spoken_of[entity[inside]] = True
        within = spoken_of[entity]
        if np.count_nonzero(spoken_of) == 1:
            return np.where(within, 1, 5)
        acting = np.flatnonzero(inside & (x.position[candidates] == SUBJECT))
        first = entity[acting[0]] if len(acting) else -1
        return np.where(entity == first, 2, np.where(within, 3, 5))

    def _same_pronoun(self, k: int, candidates: np.ndarray) -> np.ndarray:
        x = self.index
        return ((x.pronoun[candidates] == x.pronoun[k]) & (x.kind[k] == PRONOUN)).astype(int)

    def _clause(self, k: int, candidates: np.ndarray) -> np.ndarray:
        x = self.index
        here = x.sentence[candidates] == x.sentence[k]
        if not here.any():
            return np.full(len(candidates), 5)
        inside = here & (x.starts[candidates] >= x.clause_start(k)) & (x.starts[candidates] < x.starts[k])
        acts = inside & (x.position[k] == OTHER) & (x.position[candidates] == SUBJECT)
        owns = inside & (x.position[k] == OWNER)
        return np.where(acts, 1, np.where(owns, 2, np.where(inside, 3, np.where(here, 4, 5))))

    def _quotation(self, k: int, candidates: np.ndarray) -> np.ndarray:
        x = self.index
        mine, theirs = x.quotation[k], x.quotation[candidates]
        if mine < 0:
            return np.where(theirs < 0, 1, 2)
        return np.where(theirs < 0, 3, np.where(theirs == mine, 4, 5))

    def _speech(self, k: int, candidates: np.ndarray) -> np.ndarray:
        x = self.index
        mine, speaks = x.source_of[k], x.source_of[candidates]
        level = 1 + (speaks >= 0) + 2 * (mine >= 0)
        if x.content_of[k] >= 0:
            level = np.where(speaks == x.content_of[k], 5, level)
        if mine >= 0:
            level = np.where(x.content_of[candidates] == mine, 6, level)
            level = np.where(speaks == mine, 7, level)
        return np.full(len(candidates), level) if np.ndim(level) == 0 else level


def _numbered(owners: np.ndarray) -> tuple[list[int], np.ndarray]:
    """Return the entities of some candidates, in order and each once, and for each candidate its entity's place there.

    >>> unique, places = _numbered(np.array([7, 2, 7]))
    >>> unique, places.tolist()
    ([2, 7], [1, 0, 1])
    """
    of_each = owners.tolist()
    unique = sorted(set(of_each))
    number = {e: k for k, e in enumerate(unique)}
    return unique, np.array([number[e] for e in of_each], dtype=int)


def _steps(owner: np.ndarray, ahead: np.ndarray) -> np.ndarray:
    """Return for each candidate how many other entities were mentioned after it, up to the mention."""
    seen: dict[int, int] = {}
    result = np.zeros(len(owner), dtype=int)
    owners, is_ahead = owner.tolist(), ahead.tolist()
    for i in range(len(owners) - 1, -1, -1):
        if not is_ahead[i]:
            result[i] = seen.setdefault(owners[i], len(seen))
    return result


def _link_level(probability: np.ndarray, given: bool) -> np.ndarray:
    if not given:
        return np.zeros(len(probability), dtype=int)
    return 1 + _LINK_BOUNDS.searchsorted(probability, "left")


def determiner_level(determiner: str, pronoun: bool) -> int:
    """Return the number of a determiner's level: "the", "this", "a", possessive, a count, or none."""
    if pronoun:
        return 6
    if determiner == "the":
        return 0
    if determiner in ("this", "that", "these", "those"):
        return 1
    if determiner in ("a", "an", "another", "each", "every"):
        return 2
    if determiner in ("’s", "his", "her", "their", "its", "our", "my", "your"):
        return 3
    return 4 if determiner else 5
