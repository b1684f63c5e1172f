"""Clusters: what different articles say of one actor, brought together by evidence, the surest first.

Whatever speaks for it, two actors of one article are never made one, nor two with different full names, unless an
article or the analyst says that both names are one's.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from toolkit.collection.linking.evidence import Company, Entry, Profile, levels, probability, said_of
from toolkit.collection.linking.names import is_acronym, person, stands_for, thing

SURE = 0.5  # how probable it has to be that two are one: below that they stay apart
CLEAR = 0.75  # share of the odds that the best of several who may be meant by a short name has to have
FEW = 24  # clusters of one name that are compared with each other; of more, those of most articles
HELD = 200_000  # names in the profiles that are kept at a time, beside those of the name in hand
Level = Callable[["Cluster", "Cluster"], str | None]
Stated = set[frozenset]


class Cluster:
    """Entries of one actor, and how sure it is of each that it is this actor's.

    ``full`` are the full names they bear, which must fit together; ``known`` is the analyst's own name for the actor;
    ``profile`` is what they say, while that is asked for.
    """

    __slots__ = ("articles", "doubt", "entries", "full", "known", "profile", "sure")

    def __init__(self, entry: Entry, known: str | None = None) -> None:
        self.entries, self.articles, self.full = [entry], {entry.article}, full_names(entry)
        self.known, self.sure, self.doubt = known, array("d", [1.0]), 0.0
        self.profile: Profile | None = None

    @property
    def name(self) -> str:
        """The name of the first entry."""
        return self.entries[0].name

    def take(self, other: "Cluster", p: float) -> None:
        """Take the entries of another cluster, which is this actor with this probability."""
        if len(self.entries) == 1:
            self.sure[0] = min(p, self.certain(self.sure[0]))
            self.doubt = 0.0
        self.sure.extend(min(p, other.certain(sure)) for sure in other.sure)
        self.entries += other.entries
        self.articles |= other.articles
        self.full |= other.full
        self.known = self.known or other.known
        if self.profile and other.profile:
            self.profile.add(other.profile)
        else:
            self.profile = None

    def certain(self, sure: float) -> float:
        """Return how sure an entry is when it is counted in that it may be one of another cluster."""
        return sure if self.known else min(sure, 1 - self.doubt)


Item = Entry | Cluster  # an entry by itself, or what the analyst knows to be one actor


def entries_in(item: Item) -> Sequence[Entry]:
    """Return the entries of an item."""
    return item.entries if isinstance(item, Cluster) else (item,)


def as_clusters(items: Iterable[Item]) -> list[Cluster]:
    """Return each item as a cluster."""
    return [item if isinstance(item, Cluster) else Cluster(item) for item in items]


def full_names(entry: Entry) -> set[Any]:
    """Return the full names that an entry is sure to bear."""
    if entry.type == "PER":
        own = person(entry.name)
        return {own} if own.full and len(own.given) > 1 else set()
    if is_acronym(entry.name):
        return {thing(alias) for alias in entry.aliases if stands_for(entry.name, alias)}
    own_key = thing(entry.name)
    return {own_key} if " " in own_key else set()


class Weighing:
    """Weighs clusters against each other, under constraints; ``stated`` are pairs of names that are one actor's."""

    def __init__(self, alike: Callable[[Any, Any], bool], stated: Stated, company: Company) -> None:
        self.alike, self.stated, self.company = alike, stated, company
        self._hold: list[Cluster] = []
        self._held = 0

    def profile(self, cluster: Cluster) -> Profile:
        """Return what a cluster's entries say; it is kept for a while, being asked for again soon."""
        if cluster.profile is None:
            if self._held > HELD:
                self.forget()
            cluster.profile = Profile(cluster.entries, self.company)
            self._hold.append(cluster)
            self._held += len(cluster.profile.company)
        return cluster.profile

    def forget(self) -> None:
        """Keep no profile any more."""
        for cluster in self._hold:
            cluster.profile = None
        self._hold, self._held = [], 0

    def fit(self, one: Cluster, other: Cluster) -> bool:
        """Return whether nothing forbids that two clusters are one."""
        if (one.known and other.known) or not one.articles.isdisjoint(other.articles):
            return False
        return all(
            a == b or self.alike(a, b) or frozenset((a, b)) in self.stated
            for a in one.full - other.full
            for b in other.full
        )

    def probability(self, one: Cluster, other: Cluster, level: str | None) -> float:
        """Return how probable it is that two clusters are one; ``level`` is that of their names."""
        if level is None or not self.fit(one, other):
            return 0.0
        return probability(levels(level, self.profile(one), self.profile(other)))

    def gathered(self, items: Iterable[Cluster], level: Level) -> list[Cluster]:
        """Return clusters of items that have one name: those that tell most first, each to the likeliest cluster."""
        made: list[Cluster] = []
        for item in sorted(items, key=self._told):
            item.profile = Profile(item.entries, self.company)
            best = self.best(item, made[:FEW], level)
            if best and best[0] >= SURE:
                best[1].take(item, best[0])
            else:
                made.append(item)
                item.doubt = max(item.doubt, best[0] if best else 0.0)
        for cluster in made:
            cluster.profile = None
        return made

    def _told(self, cluster: Cluster) -> tuple[bool, int, int]:
        """Return the order in which clusters are gathered: known ones, then by how much is told of them."""
        first, *others = cluster.entries
        if others:
            of = self.profile(cluster)
            told = len(of.roles) + len(of.company) + len(of.places)
        else:
            told = sum(map(len, said_of(first, self.company)))
        return not cluster.known, -told - 5 * len(cluster.full), first.article

    def best(self, item: Cluster, clusters: Iterable[Cluster], level: Level) -> tuple[float, Cluster] | None:
        """Return the likeliest cluster for an item, and how likely it is; None where none may be."""
        found = [(self.probability(item, cluster, level(item, cluster)), cluster) for cluster in clusters]
        return max(found, key=lambda pair: pair[0], default=None)

    def joined(self, pairs: Iterable[tuple[Cluster, Cluster, str | None]]) -> set[int]:
        """Bring pairs of clusters together, the surest first; return the `id` of those that are part of another now."""
        weighed = ((self.probability(one, other, level), one, other) for one, other, level in pairs)
        found = [row for row in weighed if row[0] > 0.0]
        self.forget()
        head: dict[int, Cluster] = {}
        for p, one, other in sorted(found, key=lambda row: -row[0]):
            one, other = _head(head, one), _head(head, other)
            if one is other or not self.fit(one, other):
                continue
            if p < SURE:
                one.doubt, other.doubt = max(one.doubt, p), max(other.doubt, p)
                continue
            if len(one.entries) < len(other.entries):
                one, other = other, one
            one.take(other, p)
            head[id(other)] = one
        return set(head)

    def assigned(self, item: Cluster, clusters: Sequence[Cluster], level: Level) -> bool:
        """Give an item to the one cluster that its short name means; return whether there is one."""
        found = [(self.probability(item, cluster, level(item, cluster)), cluster) for cluster in clusters]
        found.sort(key=lambda pair: -pair[0])
        if not found or found[0][0] <= 0.0:
            return False
        p, cluster = found[0]
        share = _odds(p) * len(cluster.articles) / sum(_odds(q) * len(other.articles) for q, other in found)
        if p < SURE or share < CLEAR:
            item.doubt = max(item.doubt, min(p, SURE))
            return False
        cluster.take(item, p * share)
        return True


def _odds(p: float) -> float:
    return p / max(1 - p, 1e-9)


def always(level: str) -> Level:
    """Return what gives every two clusters the same level."""
    return lambda one, other: level


def _head(head: dict[int, Cluster], cluster: Cluster) -> Cluster:
    while id(cluster) in head:
        cluster = head[id(cluster)]
    return cluster


def pairs_between(
    one: Sequence[Cluster], other: Sequence[Cluster], level: str | None
) -> Iterator[tuple[Cluster, Cluster, str | None]]:
    """Yield each of a few clusters of one name with each of a few of another, or of the same."""
    first, second = _few(one), _few(other)
    for k, a in enumerate(first):
        for b in second[k + 1 :] if one is other else second:
            yield a, b, level


def _few(clusters: Sequence[Cluster]) -> list[Cluster]:
    return sorted(clusters, key=lambda c: -len(c.entries))[:FEW]
