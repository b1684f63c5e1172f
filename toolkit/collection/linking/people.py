"""People over many articles: blocked by surname, brought together by full names first, by surnames alone last."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from toolkit import lexicon
from toolkit.actors import names
from toolkit.collection.linking import names as forms
from toolkit.collection.linking.clusters import (
    Cluster,
    Item,
    Level,
    Stated,
    Weighing,
    always,
    as_clusters,
    entries_in,
    pairs_between,
)
from toolkit.collection.linking.evidence import Company
from toolkit.collection.linking.names import Person, how_alike, person

MOST = 150  # full names of one block that are compared: of more, one name tells nothing of another
_OTHER_INITIALS: dict[str, set[str]] = defaultdict(set)  # "bill" -> "w": how a given name may begin elsewhere
for _full, _nicknames in lexicon.table("nicknames", "english").items():
    for _name in _nicknames:
        _OTHER_INITIALS[_name].add(_full[0])


def group(items: Sequence[Item], company: Company) -> list[Cluster]:
    """Return the people that items of single articles are."""
    stated = _stated(items)
    weighing = Weighing(lambda a, b: how_alike(a, b) is not None, stated, company)
    full: dict[Person, list[Item]] = defaultdict(list)
    short: dict[Person, list[Item]] = defaultdict(list)
    for item in items:
        own = person(item.name)
        (full if own.full and len(own.given) > 1 else short)[own].append(item)
    clusters = {}
    for own, of_name in full.items():
        clusters[own] = weighing.gathered(as_clusters(of_name), always(f"full, {forms.commonness(of_name[0].name)}"))
    gone = weighing.joined(_pairs(clusters, stated))
    made = [cluster for of_name in clusters.values() for cluster in of_name if id(cluster) not in gone]
    return _with_short_names(weighing, made, short)


def _stated(items: Sequence[Item]) -> Stated:
    """Return the pairs of full names that one article gives to one person ("Clara Whitlow, née Benning")."""
    stated = set()
    for called in {(entry.name, *entry.aliases) for item in items for entry in entries_in(item) if entry.aliases}:
        forms = {form for form in map(person, called) if form.full}
        stated |= {frozenset(pair) for pair in combinations(forms, 2)}
    return stated


def _pairs(
    clusters: Mapping[Person, Sequence[Cluster]], stated: Stated
) -> Iterator[tuple[Cluster, Cluster, str | None]]:
    """Yield the clusters whose names may be one person's, with the level of these names."""
    for of_name in clusters.values():
        yield from pairs_between(of_name, of_name, f"full, {forms.commonness(of_name[0].name)}")
    blocks: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for own in clusters:
        for key in sorted(_keys(own)):
            blocks[key].append(own)
    seen = set()
    for block in blocks.values():
        for one, other in combinations(block if len(block) <= MOST else (), 2):
            pair = frozenset((one, other))
            if pair not in seen and pair not in stated and (alike := how_alike(one, other)):
                seen.add(pair)
                level = f"full, {forms.commonness(' '.join(one.words))}" if alike == "full" else alike
                yield from pairs_between(clusters[one], clusters[other], level)
    for pair in sorted(stated, key=sorted):
        one, other = sorted(pair)
        if one in clusters and other in clusters:
            yield from pairs_between(clusters[one], clusters[other], "stated")


def _keys(own: Person) -> set[tuple[str, str]]:
    """Return the blocks of a full name: how the surname may be spelt, and how the given name may begin."""
    surnames = {forms.sound(own.surname), *own.words[1:], *names.misspellings(own.surname)}
    return {(s, initial) for s in surnames for initial in {own.given[0], *_OTHER_INITIALS.get(own.given, ())}}


def _with_short_names(weighing: Weighing, made: list[Cluster], short: Mapping[Person, Sequence[Item]]) -> list[Cluster]:
    """Return all people: a surname, alone or with an initial, is that of the one who is meant, else somebody's own."""
    bearers: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in made:
        for form in {forms.sound(full.surname) for full in cluster.full}:
            bearers[form].append(cluster)
    rest: list[Cluster] = []
    for own, of_name in sorted(short.items(), key=lambda pair: (not pair[0].full, pair[0])):
        able = [
            (cluster, alike)
            for cluster in bearers.get(forms.sound(own.surname), ())
            if (alike := _likeness(own, cluster))
        ]
        levels = {id(cluster): _short_level(alike, len(able)) for cluster, alike in able}
        clusters = [cluster for cluster, _ in able]
        left = [item for item in as_clusters(of_name) if not weighing.assigned(item, clusters, _level_of(levels))]
        level = "surnames" if not own.full else f"full, {forms.commonness(of_name[0].name)}"
        rest += weighing.gathered(left, always(level))
    weighing.forget()
    return made + rest


def _level_of(levels: Mapping[int, str]) -> Level:
    return lambda item, cluster: levels[id(cluster)]


def _likeness(own: Person, cluster: Cluster) -> str | None:
    """Return what a short name has in common with the full names of a cluster."""
    return next((alike for full in sorted(cluster.full) if (alike := how_alike(own, full))), None)


def _short_level(alike: str, bearers: int) -> str:
    if alike != "surname":
        return alike
    return "surname of one" if bearers == 1 else "surname of several"
