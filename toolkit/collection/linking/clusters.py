"""Clusters: what different articles say of one actor, brought together by evidence, the surest first.

Whatever speaks for it, two actors of one article are never made one, nor two with different full names, unless an
article or the analyst says that both names are one's.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from toolkit.collection.linking.evidence import Entry, Profile, levels, probability

SURE = 0.5  # how probable it has to be that two are one: below that they stay apart
CLEAR = 0.75  # share of the odds that the best of several who may be meant by a short name has to have
FEW = 24  # clusters of one name that are compared with each other; of more, those of most articles
Level = Callable[["Cluster", "Cluster"], str | None]
Stated = set[frozenset]


class Cluster:
    """Entries of one actor, and how sure it is of each that it is this actor's.

    ``full`` are the full names they bear, which must fit together; ``known`` is the analyst's own name for the actor.
    """

    __slots__ = ("articles", "doubt", "entries", "full", "known", "name", "profile", "sure")

    def __init__(self, entry: Entry, profile: Profile, full: Iterable[Any] = (), known: str | None = None) -> None:
        self.entries, self.articles, self.profile = [entry], {entry.article}, profile
        self.name, self.known = entry.name, known
        self.full: set[Any] = set(full)
        self.sure, self.doubt = [1.0], 0.0

    def take(self, other: "Cluster", p: float) -> None:
        """Take the entries of another cluster, which is this actor with this probability."""
        if len(self.entries) == 1:
            self.sure = [min(p, self.certain(self.sure[0]))]
            self.doubt = 0.0
        self.sure += [min(p, other.certain(sure)) for sure in other.sure]
        self.entries += other.entries
        self.articles |= other.articles
        self.full |= other.full
        self.known = self.known or other.known
        self.profile.add(other.profile)

    def certain(self, sure: float) -> float:
        """Return how sure an entry is when it is counted in that it may be one of another cluster."""
        return sure if self.known else min(sure, 1 - self.doubt)


class Weighing:
    """Weighs clusters against each other, under constraints; ``stated`` are pairs of names that are one actor's."""

    def __init__(self, alike: Callable[[Any, Any], bool], stated: Stated) -> None:
        self.alike, self.stated = alike, stated

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
        return probability(levels(level, one.profile, other.profile))

    def gathered(self, items: Iterable[Cluster], level: Level) -> list[Cluster]:
        """Return clusters of items that have one name: those that tell most first, each to the likeliest cluster."""
        made: list[Cluster] = []
        for item in sorted(items, key=_told):
            best = self.best(item, made[:FEW], level)
            if best and best[0] >= SURE:
                best[1].take(item, best[0])
            else:
                made.append(item)
                item.doubt = max(item.doubt, best[0] if best else 0.0)
        return made

    def best(self, item: Cluster, clusters: Iterable[Cluster], level: Level) -> tuple[float, Cluster] | None:
        """Return the likeliest cluster for an item, and how likely it is; None where none may be."""
        found = [(self.probability(item, cluster, level(item, cluster)), cluster) for cluster in clusters]
        return max(found, key=lambda pair: pair[0], default=None)

    def joined(self, pairs: Iterable[tuple[Cluster, Cluster, str | None]]) -> set[int]:
        """Bring pairs of clusters together, the surest first; return the `id` of those that are part of another now."""
        found = [(self.probability(one, other, level), one, other) for one, other, level in pairs]
        head: dict[int, Cluster] = {}
        for p, one, other in sorted(found, key=lambda row: -row[0]):
            one, other = _head(head, one), _head(head, other)
            if one is other or p <= 0.0 or not self.fit(one, other):
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


def _told(cluster: Cluster) -> tuple[bool, int, int]:
    """Return the order in which clusters are gathered: known ones, then by how much is told of them."""
    of = cluster.profile
    told = len(of.roles) + len(of.company) + len(of.places) + 5 * len(cluster.full)
    return not cluster.known, -told, cluster.entries[0].article


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
