"""Chains: which entity, named or not, each pronoun and description means, or that it brings in somebody new.

Mentions are taken in the order of the text. For each, the mentions before it (and a few behind it) are candidates, and
so is "new"; a learned scorer says how probable each is (``coreference_features``, ``coreference.json``). An entity is
as probable as all its mentions together (Durrett and Klein 2013).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path

from toolkit.actors import appositions, kinship
from toolkit.actors.coreference_features import FEATURES, FIT, TOLD_SEX, Entity, Evidence, Pairs, determiner_level
from toolkit.actors.demonyms import country_key
from toolkit.actors.descriptions import Head, Phrase
from toolkit.actors.mention_index import FIRST_NAME, MentionIndex
from toolkit.actors.names import SMALL_WORDS, fold
from toolkit.actors.pronouns import sex_of_pronoun
from toolkit.actors.roles import nouns_behind
from toolkit.actors.scorer import Scorer
from toolkit.lexicon import words
from toolkit.reader import Link

REACH = 2500  # characters that a mention is followed back, at most
LOOKED_AT = 24  # and mentions, at most
AHEAD = 600  # characters behind a description in which somebody is looked for who is named there first
HOLDERS = 12  # entities of whom the same noun was said, at most, the last ones
NOBODY = 0.6  # how probable it must be that a pronoun means nobody mentioned, for it to be left out
REPORTS = 3  # from how many attributions on a text reports what people say
_DOCUMENTS = words("documents", "speak_for_an_owner")
_INDEFINITE = ("a", "an", "another")
_SAID_OF_MANY = words("roles", "said_of_many")
WEIGHTS = Path(__file__).with_name("coreference.json")

AS_SCORED = -2  # for training: the annotator says nothing, the scorer decides
Choose = Callable[[int, str, list[tuple[int, ...]], list[int]], int | None]  # for training: what an annotator says


@dataclass
class Resolution:
    """Whom the mentions of a text mean; entities that a name has come first."""

    entities: list[Entity]
    entity_of: list[int]  # of each mention; -1 for nobody
    # mention -> (entity, probability), best first
    options: dict[int, list[tuple[int, float]]] = field(default_factory=dict)


@cache
def scorer() -> Scorer:
    """Return the scorer with the weights of this version."""
    return Scorer.load(WEIGHTS, FEATURES)


def resolve_chains(
    index: MentionIndex,
    entities: list[Entity],
    links: Sequence[Link],
    choose: Choose | None = None,
) -> Resolution:
    """Return which entity each pronoun and description means.

    Parameters
    ----------
    index
        The mentions.
    entities
        Entities that have a name; `index` says which mentions are theirs. New ones are added to the list.
    links
        The reader's links.
    choose
        In training: takes a mention, its kind, levels and candidates' entities, and returns the entity that is right
        (-1 for a new one, None where the mention is to be left out, `AS_SCORED` where nobody knows).
    """
    return _Resolver(index, entities, links, choose).resolved()


class _Resolver:
    def __init__(self, index: MentionIndex, entities: list[Entity], links: Sequence[Link], choose: Choose | None):
        self.index, self.entities, self.choose = index, entities, choose
        self.entity_of = [-1 if p.entity is None else p.entity for p in index.places]
        self.links = self._links(links)
        self.options: dict[int, list[tuple[int, float]]] = {}
        self.shares: dict[int, list[tuple[int, float]]] = {
            k: [(place.entity, 1.0)] for k, place in enumerate(index.places) if place.entity is not None
        }
        self.pairs = Pairs(index, entities, self.entity_of, self.shares)
        self.reports = len(index.attributions) >= REPORTS
        self.spoken: list[int] = []  # entities that spoke, in order
        self.holders: dict[str, dict[int, int]] = defaultdict(dict)  # a noun -> who has it -> last mention
        self.first_names = [k for k in range(len(index.places)) if index.kind[k] == FIRST_NAME]
        self.mentioned: list[int] = []  # mentions that have an entity by now
        self.people: list[int] = []  # those of them that may be a person's
        self.of_surname: dict[str, list[int]] = defaultdict(list)  # a surname -> entities
        for e, entity in enumerate(entities):
            self.of_surname[entity.surname].append(e)

    def resolved(self) -> Resolution:
        for k, place in enumerate(self.index.places):
            entity = place.entity if place.entity is not None else self._resolve(k)
            if entity is not None:
                self._record(k, entity)
        return Resolution(self.entities, self.entity_of, self.options)

    def _resolve(self, k: int) -> int | None:
        """Return the entity of a mention without a name, a new one where it brings in somebody; None for nobody."""
        phrase = self.index.places[k].phrase
        assert phrase
        head = phrase.head
        sex = head.sex if head else sex_of_pronoun(phrase.determiner)
        apposed = appositions.apposed(self.index, k, self.entity_of)
        predicate = appositions.predicated(self.index, k, self.entity_of) if head else -1
        candidates = self._candidates(k, phrase, sex, (apposed, predicate))
        if head is None and not candidates:
            return None
        fits, fitting, unfit, holders = self._fits(k, phrase) if head else ({}, {}, 0, 4)
        evidence = Evidence(
            links=self.links.get(k, {}),
            speakers=self.spoken[-12:],
            fits=fits,
            fitting=fitting,
            unfit=unfit,
            sex=sex,
            determiner=determiner_level(phrase.determiner, head is None),
            holders=holders,
            relations=self._relations(k) if head is None else {},
            apposed=apposed,
            predicate=predicate,
        )
        levels = self.pairs.levels(k, candidates, evidence)
        owners = [self.entity_of[c] for c in candidates]
        kind = kind_of(phrase, speaking=self.index.source_of[k] >= 0, reports=self.reports)
        chosen = self.choose(k, kind, levels, owners) if self.choose else AS_SCORED
        if chosen != AS_SCORED:
            if chosen is None or (chosen == -1 and head is None):
                return None
            entity = chosen if chosen >= 0 else self._new(phrase)
            self.shares[k] = [(entity, 1.0)]
            return entity
        *probability, new = scorer().probabilities(kind, levels)
        total = dict.fromkeys(owners, 0.0)
        for e, p in zip(owners, probability, strict=True):
            total[e] += p
        ranked = sorted(total.items(), key=lambda row: (-row[1], row[0]))
        self.options[k] = self.shares[k] = [(e, p) for e, p in ranked[:4] if p > 0.02]
        if ranked and (ranked[0][1] >= new or (head is None and new < NOBODY)):
            return ranked[0][0]
        if head is None:
            return None
        entity = self._new(phrase)
        self.options[k].insert(0, (entity, new))
        return entity

    def _candidates(self, k: int, phrase: Phrase, sex: str | None, beside: tuple[int, int]) -> list[int]:
        """Return the mentions that a mention may refer back to, in order; it is said of those ``beside`` it."""
        index, places, start = self.index, self.index.places, self.index.starts[k]
        floor, end = bisect_left(index.starts, start - REACH), index.sentence_end(k)
        before = self.mentioned[bisect_left(self.mentioned, floor) :][-LOOKED_AT:]
        relatives: set[int] = set()  # nobody is her own mother: "her" of "her mother, Ada"
        if phrase.head is None and sex:
            before = self.people[bisect_left(self.people, floor) :][-LOOKED_AT:]
        if phrase.head:
            known = {self.entity_of[i] for i in before if places[i].end <= start and index.quotation[i] < 0}
            before += [i for e, i in self._last_holders(phrase.head.noun).items() if e not in known and i not in before]
            first = bisect_left(self.first_names, k)
            # no name in the same sentence, but for "the mayor, Ada Roe"
            near = (i for i in self.first_names[first : first + 4] if index.starts[i] <= start + AHEAD)
            behind = [i for i in near if i in beside or index.starts[i] >= end]
        else:
            ahead = range(k + 1, min(k + 8, len(places)))
            behind = [i for i in ahead if places[k].end <= index.starts[i] < end and places[i].entity is not None]
            owned = behind if phrase.determiner in ("his", "her", "their") else ()
            introduced = ((i, kinship.find_introduction(index.text, index.starts[i])) for i in owned)
            relatives = {self.entity_of[i] for i, how in introduced if how and how.at == start}
        if phrase.head and phrase.determiner in _INDEFINITE:  # "a minister" is nobody who was named before
            before = [i for i in before if i in beside or not self.entities[self.entity_of[i]].named]
        found = [*sorted(i for i in before if places[i].end <= start), *behind]
        others = {self.entity_of[i] for i in found} - relatives
        fitting = {e for e in others if self._may_be(self.entities[e], phrase, sex)}
        return [i for i in found if self.entity_of[i] in fitting]

    def _last_holders(self, noun: str) -> dict[int, int]:
        """Return whom a noun was said of last, each with the last mention."""
        held = self.holders.get(noun, {})
        return {e: held[e] for e in islice(reversed(held), HOLDERS)}

    def _may_be(self, entity: Entity, phrase: Phrase, sex: str | None) -> bool:
        """Whether nothing that is certain speaks against a mention's meaning an entity."""
        head = phrase.head
        if head is None:
            if sex:
                return entity.type in ("PER", "") and not entity.several and entity.may_be(sex)
            if phrase.determiner in ("it", "its", "itself"):
                return entity.type != "PER" and not entity.several
            return entity.type != "MISC"
        if entity.named and head.plural != entity.several and head.kind == "PER":
            return False
        if head.kind == "PER":
            return entity.type in ("PER", "") and head.plural == entity.several and entity.may_be(sex)
        return entity.type != "PER" or (head.kind != "ORG" and head.noun not in _DOCUMENTS)

    def _fits(self, k: int, phrase: Phrase) -> tuple[dict[int, int], dict[int, int], int, int]:
        """Return how each entity fits a description, which is the last that fits, what the others are, if any fits."""
        head, index = phrase.head, self.index
        assert head
        folded = fold(index.text[phrase.start : phrase.end])
        relation = self._kin(k, phrase) if kinship.is_kinship(head.noun) else None
        country = country_key(head.noun)  # of "the Spaniard"
        content = {head.noun, *folded.split()[1:-1]} - SMALL_WORDS
        fits: dict[int, int] = {}
        nearby = {*self.entity_of[max(k - 3 * LOOKED_AT, 0) : k + 8], *self._last_holders(head.noun)} - {-1}
        for e in nearby:
            entity = self.entities[e]
            if relation is not None and (level := self._kin_fit(e, head, relation)):
                fits[e] = FIT[level]
            elif folded in entity.phrases:
                fits[e] = FIT["same phrase"]
            elif head.noun in entity.words:
                fits[e] = FIT["all in the name" if len(content) > 1 and content <= entity.words else "in the name"]
            elif head.noun in entity.roles:
                fits[e] = FIT["role of many" if head.noun in _SAID_OF_MANY else "role"]
            elif country and country in entity.countries:
                fits[e] = FIT["role"]
            elif head.noun in entity.nouns:
                fits[e] = FIT["earlier noun"]
            elif head.noun in _SAID_OF_MANY:
                fits[e] = FIT["said of many"]
            else:
                fits[e] = FIT["other role" if (entity.roles | entity.nouns) - _SAID_OF_MANY else "unknown"]
        fitting = {e for e, fit in fits.items() if 0 < fit < FIT["other kin"]}
        before = [e for e in fitting if self.entities[e].mentions]
        last = max(before, key=lambda e: self.entities[e].mentions[-1], default=-1)
        ranks = {e: 1 if len(fitting) == 1 else 2 if e == last else 3 for e in fitting}
        return fits, ranks, 4 if fitting else 5, min(len(before), 2) or (3 if fitting else 0)

    def _relations(self, k: int) -> dict[int, int]:
        """Return who has such a relative as a pronoun owns, "her" of "her mother", and who is one."""
        follows = self.index.places[k + 1] if k + 1 < len(self.index.places) else None
        if not follows or follows.start != self.index.starts[k] or not follows.phrase or not follows.phrase.head:
            return {}
        noun = follows.phrase.head.noun
        found: dict[int, int] = {}
        for e in self._last_holders(noun) if kinship.is_kinship(noun) else ():
            same = [o for one, o in self.entities[e].kin if kinship.is_same_relation(one, noun)]
            found |= {o: 2 for o in same if o is not None} | ({e: 1} if same else {})
        return found

    def _kin(self, k: int, phrase: Phrase) -> int:
        """Return the entity whose kin a description is ("her mother"); -1 where that is not known."""
        for i in range(max(k - 2, 0), min(k + 3, len(self.index.places))):
            place = self.index.places[i]
            if i != k and place.start == phrase.start and self.entity_of[i] >= 0:
                return self.entity_of[i]
        return -1

    def _kin_fit(self, e: int, head: Head, owner: int) -> str | None:
        same = [o for noun, o in self.entities[e].kin if kinship.is_same_relation(noun, head.noun)]
        if owner >= 0 and owner in same:
            return "kin"
        if e == owner:
            return "other kin"
        if (
            not same
            and owner >= 0
            and (surname := self.entities[owner].surname)
            and kinship.may_share_surname(head.noun)
        ):
            others = [o for o in self.of_surname[surname] if o != owner and self.entities[o].may_be(head.sex)]
            if others == [e]:  # "Ada and Ola Roe … Her husband"
                return "kin"
        return "kin" if same and None in same else "other kin" if same else None

    def _new(self, phrase: Phrase) -> int:
        """Return the number of a new entity that a description brings in."""
        assert phrase.head
        self.entities.append(Entity(phrase.head.kind, named=False, several=phrase.head.plural))
        return len(self.entities) - 1

    def _record(self, k: int, e: int) -> None:
        """Record that a mention means an entity, and what the mention tells of it."""
        entity, place = self.entities[e], self.index.places[k]
        self.entity_of[k] = e
        self.mentioned.append(k)
        if entity.type in ("PER", ""):
            self.people.append(k)
        entity.mentions.append(k)
        if self.index.kind[k] == FIRST_NAME and entity.type == "PER":
            self._record_introduction(place.start, entity)
        if phrase := place.phrase:
            sex = phrase.head.sex if phrase.head else sex_of_pronoun(phrase.determiner)
            weight = (TOLD_SEX if phrase.head else 1.0) * dict(self.shares[k])[e]
            entity.he += weight * (sex == "he")
            entity.she += weight * (sex == "she")
            if phrase.head and phrase.head.kind == "PER":
                entity.roles |= nouns_behind(self.index.text, place.end)
            if phrase.head and phrase.head.noun:
                entity.nouns.add(phrase.head.noun)
                entity.phrases.add(fold(self.index.text[place.start : place.end]))
                if kinship.is_kinship(phrase.head.noun):
                    owner = self._kin(k, phrase)
                    entity.kin.append((phrase.head.noun, owner if owner >= 0 else None))
        for noun in (*entity.roles, *entity.nouns, *entity.words):
            narrated = k if self.index.quotation[k] < 0 else self.holders[noun].get(e, k)
            self.holders[noun].pop(e, None)
            self.holders[noun][e] = narrated
        if self.index.source_of[k] >= 0:
            self.spoken.append(e)
            entity.spoke = len(self.spoken)

    def _record_introduction(self, start: int, entity: Entity) -> None:
        """Record whose kin a person is who is brought in as that: "her husband, Ola Roe"."""
        if found := kinship.find_introduction(self.index.text, start):
            before = self.index.around(found.at - (found.by == "owner"))
            owner = self.entity_of[before] if before is not None and found.by != "shared" else -1
            entity.kin.append((found.noun, owner if owner >= 0 else None))
            entity.roles.add(kinship.plain_noun(found.noun))

    def _links(self, links: Sequence[Link]) -> Mapping[int, dict[int, float]]:
        """Return for each mention how probable the reader finds a link to each other one."""
        heads = {}
        for k, place in enumerate(self.index.places):
            if place.phrase:
                head = self.index.text.rfind(" ", place.start, place.end) + 1 or place.start
                heads[head] = k
                heads.setdefault(place.start, k)
        result: dict[int, dict[int, float]] = defaultdict(dict)
        for link in links:
            mention, to = heads.get(link.start), self.index.around(link.to_start)
            if mention is not None and to is not None and to != mention:
                result[mention][to] = result[mention].get(to, 0.0) + link.score
        return result


def kind_of(phrase: Phrase, *, speaking: bool, reports: bool) -> str:
    """Return the kind of question that a mention asks: each has weights of its own.

    Of "he" and "she" one kind is for texts that report what people say, another for those that do not.
    """
    if phrase.head:
        kind = {"PER": "person", "ORG": "body"}.get(phrase.head.kind, "other")
    elif sex_of_pronoun(phrase.determiner):
        kind = "he or she" if speaking or reports else "he or she in narration"
    else:
        kind = "it" if phrase.determiner in ("it", "its", "itself") else "they"
    return f"{kind}, speaking" if speaking else kind
