"""What speaks for and against a mention's meaning the same as an earlier one: named features, each with named levels.

`FEATURES` lists them; the weights of their levels are learned (``coreference.json``) and say how much each counts.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit.actors.clauses import MAIN_CLAUSE_OPENING
from toolkit.actors.mention_index import OPENINGS, OTHER, OWNER, PRONOUN, SUBJECT, MentionIndex

_POSITIONS = ("subject", "other", "oblique", "owner")
_STEPS = ("0", "1", "2", "3", "4", "5 or more")
_LINK_BOUNDS = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.96)
_LINKS = ("no links", "not this", *(f"to {bound}" for bound in _LINK_BOUNDS[1:]), f"above {_LINK_BOUNDS[-1]}")
_DETERMINERS = ("the", "this", "a", "possessive", "count", "none", "pronoun")
_NEAR = ("same sentence", "sentence before", "two before", "same paragraph", "paragraph before", "far", "ahead")
FITTING = ("no description", "only one that fits", "last that fits", "fits too", "another fits", "nobody fits")
_HELD = (
    "nobody",
    "one before",
    "several before",
    "named behind",
    "pronoun",
)  # whether anybody is known whom a description fits
_SINCE = (0, 2, 4, 4, 4, 4)  # what each step adds to the level of "near"
_NEAR_OF = (0, 0, 1, 1, 2, 2, 3, 4, 5, 5, 5, 6, 6, 6)  # of each level of "distance"
_SENTENCES_OF = (0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3)  # of each level of "distance"
_SENTENCES = ("same sentence", "sentence before", "further", "ahead")
_ACTS = ("acts", "does not act")
_FITS = (
    "pronoun", "role", "role of many", "earlier noun", "same phrase", "in the name", "all in the name", "kin",
    "other kin", "other role", "said of many", "unknown",
)  # fmt: skip
TOLD_SEX = 3.0  # how many pronouns a title or a word of kinship that tells somebody's sex counts for
USUAL_SEX = 1.5  # how many pronouns the given name counts for, where it makes a sex likely
_SEX_BOUNDS = (-2.5, -1.2, -0.4, -0.01, 0.01, 0.4, 1.2, 2.5)
_SEXES = (
    "other told", "other sex, many", "other sex, some", "other sex, few", "unknown", "few", "some", "many", "told",
)  # fmt: skip
_NUMBERS = {"PER": 1, "ORG": 2, "LOC": 3, "MISC": 5}  # levels of "number"
_TIMES = (0, 1, 2, 3, 3, 4)  # levels of "times", by how often somebody was mentioned
OTHER_SEX = 2  # level of "sex"
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
    "sex": ("new", "none told", *_SEXES),  # whether a person is "he" or "she", by all that tells
    "number": ("new", "person", "body", "place", "several", "thing", "unknown", "he or she"),
    "times": ("new", "once", "twice", "to four", "more"),
    "most": ("new", "most mentioned", "no"),
    "named": ("new", "named", "not named"),
    "fit": ("new", *(f"{fit}, {det}" for fit in _FITS for det in _DETERMINERS)),
    "relation": ("new", "none told", "is such a relative", "has such a relative"),  # of "her" in "her mother"
    "apposition": ("new", "in apposition", "predicate", "no"),
    "near": ("new", *(f"{d}, {s} since, {w}" for d in _NEAR for s in ("nobody", "one", "more") for w in _ACTS)),
    "run": ("new", *(f"{d}, {w} to {v}" for d in _NEAR for w in _ACTS for v in _ACTS)),
    "answer": ("new", *(f"{w}, {d}" for w in ("last speaker", "speaker before", "another") for d in _NEAR)),
    "paragraph": ("new", "alone in it", "first in it", "in it", "outside, nobody in it", "outside, others in it"),
    "fitting": ("new", *(f"{f}, {d}" for f in FITTING for d in _NEAR)),
    # what stands right before the mention: "when he", "of his"
    "opening": ("new", *(f"{o}, {d}, {w}" for o in OPENINGS for d in _SENTENCES for w in _ACTS)),
    "determiner": ("old", *_DETERMINERS),  # from here on: levels of a new entity
    "holders": ("old", *(f"{h}, {d}" for h in _HELD for d in _DETERMINERS)),
    "links": ("old", "none", "to 0.3", "to 0.7", "above 0.7"),
    "candidates": ("old", "none", "one", "two", "more"),
    "source": ("old", "no source", "source", "source, plural", "source, in quotation"),
}  # fmt: skip
_OF_NEW = sum(levels[0] == "old" for levels in FEATURES.values())
_NOTHING_NEW, _NOT_OLD = (0,) * _OF_NEW, (0,) * (len(FEATURES) - _OF_NEW)


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
    phrases: set[str] = field(default_factory=set)  # roles of several words and earlier descriptions, folded
    countries: set[str] = field(default_factory=set)  # named with a person, folded
    words: frozenset[str] = frozenset()  # words of the name, of what is no person
    surname: str = ""  # of a person
    kin: list[tuple[str, int | None]] = field(default_factory=list)  # (relation's noun, entity whose kin this is)
    mentions: list[int] = field(default_factory=list)
    spoke: int = -1  # number of the source in which it spoke last, of all in order

    def sex_level(self, sex: str | None) -> int:
        """Return the level of "sex" for a mention that tells "he", "she" or nothing."""
        if sex is None:
            return 1
        usual = USUAL_SEX * (0 if self.usual is None else 1 if self.usual == "he" else -1)
        tells = self.he - self.she + usual
        return 2 + bisect_left(_SEX_BOUNDS, tells if sex == "he" else -tells)

    def may_be(self, sex: str | None) -> bool:
        """Whether nothing that is sure tells the other sex than a mention does."""
        return self.sex_level(sex) != OTHER_SEX


class Evidence(NamedTuple):
    """What a mention itself tells, and what stands beside it."""

    links: Mapping[int, float]  # mention -> how probable the reader finds the link to it; empty where it gives none
    speakers: Sequence[int]  # entities that spoke so far, the last one last
    fits: Mapping[int, int]  # entity -> how its roles fit the description
    fitting: Mapping[int, int]  # entity -> whether it is the only one that fits a description, or the last
    unfit: int  # the same of all others
    relations: Mapping[int, int]  # entity -> whether it has, or is, such a relative as a pronoun owns
    sex: str | None
    determiner: int  # levels of these two features
    holders: int
    apposed: int  # the mention to which this one stands in apposition, -1 for none
    predicate: int  # the mention of which this one is said, -1 for none


Shares = Mapping[int, Sequence[tuple[int, float]]]  # mention -> whom it may mean, each with a probability


class _OfEntity(NamedTuple):
    """The levels that hold for all mentions of an entity."""

    link: int
    told: tuple[int, ...]  # the levels from "turn" to "fit"
    answer: int  # this one and the next as in the same sentence
    fitting: int


class Pairs:
    """The levels of candidates for one mention: its possible antecedents, and "new" as the last."""

    def __init__(self, index: MentionIndex, entities: Sequence[Entity], entity_of: Sequence[int], shares: Shares):
        self.index, self.entities, self.entity_of, self.shares = index, entities, entity_of, shares

    def levels(self, k: int, candidates: Sequence[int], evidence: Evidence) -> list[tuple[int, ...]]:
        """Return for each candidate in order, and for "new", the level of each feature, as `FEATURES` lists them."""
        x = self.index
        owners = [self.entity_of[c] for c in candidates]
        given = bool(evidence.links)
        probability = [evidence.links.get(c, 0.0) for c in candidates]
        linked = dict.fromkeys(owners, 0.0)
        for c, p in evidence.links.items():
            for e, share in self.shares.get(c, ()):
                if e in linked:
                    linked[e] += p * share
        of_entity = self._of_entities(k, linked, evidence)
        distances = self._distances(k, candidates)
        paragraphs = self._paragraphs(k, candidates, owners)
        clause_start = x.clause_start(k) if any(x.sentence[c] == x.sentence[k] for c in candidates) else 0
        here, act = x.position[k], int(x.position[k] != SUBJECT)
        steps = self._steps(k, candidates, owners)
        opening = 1 + len(_SENTENCES) * len(_ACTS) * x.opening(k)
        rows = []
        for c, e, p, distance, step, paragraph in zip(
            candidates, owners, probability, distances, steps, paragraphs, strict=True
        ):
            entity, near, acts = of_entity[e], _NEAR_OF[distance], int(x.position[c] != SUBJECT)
            same_pronoun = x.kind[k] == PRONOUN and x.pronoun[c] == x.pronoun[k]
            row = (  # in the order of FEATURES
                distance,
                1 + step,  # step
                1 + 4 * x.position[c] + here,  # position
                1 + x.kind[c] + same_pronoun,  # kind
                self._clause(k, c, clause_start),
                1 + _link_level(p, given),  # link
                entity.link,  # entity_link
                self._quotation(k, c),
                self._speech(k, c),
                *entity.told,
                1 + evidence.relations.get(e, 0),  # relation
                1 if c == evidence.apposed else 2 if c == evidence.predicate else 3,  # apposition
                1 + 6 * near + _SINCE[step] + acts,  # near
                1 + 4 * near + 2 * acts + act,  # run
                entity.answer + near,  # answer
                paragraph,
                entity.fitting + near,  # fitting
                opening + 2 * _SENTENCES_OF[distance] + acts,  # opening
                *_NOTHING_NEW,  # levels of a new entity
            )
            rows.append(row)
        return [*rows, self._of_new(k, evidence, len(linked), sum(probability))]

    def _of_entities(self, k: int, linked: Mapping[int, float], evidence: Evidence) -> dict[int, _OfEntity]:
        """Return the levels that hold for all mentions of an entity; ``linked`` tells how probable its links are."""
        speakers, source, given = evidence.speakers, self.index.source_of[k] >= 0, bool(evidence.links)
        last = speakers[-1] if speakers else -1
        second = next((e for e in reversed(speakers) if e != last), -1)
        contrast = bool(speakers) and self.index.contrasts(k)
        offset = 1 + (8 if source and contrast else 0 if source else 4)
        most = max((len(self.entities[e].mentions) for e in linked), default=0)
        result = {}
        for e, probability in linked.items():
            entity = self.entities[e]
            who = 0 if e == last else 1 if e == second else 2 if entity.spoke >= 0 else 3
            times = len(entity.mentions)
            sexed = evidence.sex is None and entity.he + entity.she >= 1  # somebody who is "she" is hardly "they"
            told = (
                offset + who,
                entity.sex_level(evidence.sex),
                4 if entity.several else 7 if sexed else _NUMBERS.get(entity.type, 6),
                _TIMES[min(times, 5)],
                1 if times == most else 2,
                1 if entity.named else 2,
                1 + len(_DETERMINERS) * evidence.fits.get(e, FIT["unknown"]) + evidence.determiner,
            )
            fitting = evidence.fitting.get(e, evidence.unfit)
            link, answer = 1 + _link_level(probability, given), 1 + len(_NEAR) * min(who, 2)
            result[e] = _OfEntity(link, told, answer, 1 + len(_NEAR) * fitting)
        return result

    def _of_new(self, k: int, evidence: Evidence, entities: int, linked: float) -> tuple[int, ...]:
        """Return the levels of somebody new."""
        x, phrase = self.index, self.index.places[k].phrase
        plural = phrase is not None and phrase.head is not None and phrase.head.plural
        return (
            *_NOT_OLD,
            1 + evidence.determiner,
            1 + len(_DETERMINERS) * evidence.holders + evidence.determiner,
            1 if not evidence.links else 2 + (linked > 0.3) + (linked > 0.7),
            1 + min(entities, 3),
            1 if x.source_of[k] < 0 else 4 if x.quotation[k] >= 0 else 2 + plural,
        )

    def _distances(self, k: int, candidates: Sequence[int]) -> list[int]:
        x, start = self.index, self.index.starts[k]
        sentence, paragraph, headline = x.sentence[k], x.paragraph[k], x.headline[k]
        first = main = None  # who stands ahead first, and where the main clause begins, once somebody stands ahead
        result = []
        for c in candidates:
            at, sentences = x.starts[c], sentence - x.sentence[c]
            paragraphs = paragraph - x.paragraph[c]
            if at > start:
                if first is None or main is None:
                    first, main = at, x.main_clause(k)
                leads = main > 1 and main <= at < main + MAIN_CLAUSE_OPENING and at == first
                result.append(11 if leads else 12 if sentences == 0 else 13)
            elif x.headline[c] and not headline:
                result.append(10)
            elif sentences > 2:
                result.append(6 + paragraphs if paragraphs <= 2 else 9)
            else:
                result.append((1, 2, 4)[sentences] + (sentences > 0 and paragraphs > 0))
        return result

    def _steps(self, k: int, candidates: Sequence[int], owners: Sequence[int]) -> list[int]:
        """Return for each candidate how many others were mentioned since, as the number of a step."""
        start, starts = self.index.starts[k], self.index.starts
        seen: dict[int, int] = {}
        result = [0] * len(owners)
        for i in range(len(owners) - 1, -1, -1):
            if starts[candidates[i]] <= start:
                result[i] = seen.setdefault(owners[i], min(len(seen), len(_STEPS) - 1))
        return result

    def _paragraphs(self, k: int, candidates: Sequence[int], owners: Sequence[int]) -> list[int]:
        """Return how the candidates' entities share the mention's paragraph, its narration so far."""
        x, start, paragraph = self.index, self.index.starts[k], self.index.paragraph[k]
        inside: set[int] = set()
        acting = None  # the first to act
        for c, e in zip(candidates, owners, strict=True):
            if x.paragraph[c] == paragraph and x.quotation[c] < 0 and x.starts[c] <= start:
                inside.add(e)
                if acting is None and x.position[c] == SUBJECT:
                    acting = e
        if not inside:
            return [4] * len(owners)
        within = 1 if len(inside) == 1 else 3
        return [5 if e not in inside else 2 if within == 3 and e == acting else within for e in owners]

    def _clause(self, k: int, c: int, clause_start: int) -> int:
        x = self.index
        if x.sentence[c] != x.sentence[k]:
            return 5
        if not clause_start <= x.starts[c] < x.starts[k]:
            return 4
        if x.position[k] == OTHER and x.position[c] == SUBJECT:
            return 1
        return 2 if x.position[k] == OWNER else 3

    def _quotation(self, k: int, c: int) -> int:
        mine, theirs = self.index.quotation[k], self.index.quotation[c]
        if mine < 0:
            return 1 if theirs < 0 else 2
        return 3 if theirs < 0 else 4 if theirs == mine else 5

    def _speech(self, k: int, c: int) -> int:
        x = self.index
        mine, speaks = x.source_of[k], x.source_of[c]
        if mine >= 0 and speaks == mine:
            return 7
        if mine >= 0 and x.content_of[c] == mine:
            return 6
        if x.content_of[k] >= 0 and speaks == x.content_of[k]:
            return 5
        return 1 + (speaks >= 0) + 2 * (mine >= 0)


def _link_level(probability: float, given: bool) -> int:
    return 1 + bisect_left(_LINK_BOUNDS, probability) if given else 0


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
