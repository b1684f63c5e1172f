"""Organisations, places and the rest over many articles: by name, by acronym, by what articles give as another name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from toolkit.actors import names
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
from toolkit.collection.linking.names import is_acronym, kind_of_name, thing

FAR_MORE = 5  # times as many articles
Names = dict[str, list[Cluster]]  # by what equal names have in common, and the type where that tells them apart


def group(items: Sequence[Item], company: Company) -> list[Cluster]:
    """Return the organisations, places and others that items of single articles are."""
    wholes = _wholes(items)
    stated: Stated = {frozenset((alias, whole)) for alias, others in wholes.items() for whole in others}
    weighing = Weighing(lambda a, b: False, stated, company)
    items_of: dict[str, list[Item]] = defaultdict(list)
    apart = _two_things(items)
    for item in items:
        key = thing(item.name)
        items_of[f"{key}\n{entries_in(item)[0].type}" if key in apart else key].append(item)
    by_name: Names = {}
    levels = {}
    for key, own in items_of.items():
        of_name = as_clusters(own)
        levels[key] = _level(of_name)
        by_name[key] = weighing.gathered(of_name, levels[key])
    gone = weighing.joined(_pairs(by_name, wholes, levels))
    return [cluster for of_name in by_name.values() for cluster in of_name if id(cluster) not in gone]


def _wholes(items: Sequence[Item]) -> Mapping[str, set[str]]:
    """Return what each name is another name of, in some article."""
    wholes: dict[str, set[str]] = defaultdict(set)
    for called in dict.fromkeys((e.name, *e.aliases) for item in items for e in entries_in(item) if e.aliases):
        name, *aliases = map(thing, called)
        for alias in sorted({*aliases} - {name}):
            wholes[alias].add(name)
    return wholes


def _two_things(items: Sequence[Item]) -> set[str]:
    """Return the names that one article gives to two things of different types: a town and its team."""
    types: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for entry in entries_in(item):
            types[thing(entry.name)].add(entry.type)
    seen: dict[tuple[int, str], set[str]] = defaultdict(set)
    for item in items:
        for entry in entries_in(item):
            if len(types[key := thing(entry.name)]) > 1:
                seen[entry.article, key].add(entry.type)
    return {key for (_, key), found in seen.items() if len(found) > 1}


def _level(of_name: Sequence[Cluster]) -> Level:
    """Return what equal names are worth: acronyms of one full name that name, those of several little by themselves."""
    kind = kind_of_name(of_name[0].name)
    if all(item.entries[0].type == "MISC" for item in of_name):
        return always("words")  # "American", "the Olympics"
    if kind != "acronym":
        return always(kind)
    of = "acronym" if len({full for item in of_name for full in item.full}) < 2 else "acronym of several"
    return lambda one, other: "same expansion" if one.full & other.full else of


def _pairs(
    by_name: Names, wholes: Mapping[str, set[str]], levels: Mapping[str, Level]
) -> Iterator[tuple[Cluster, Cluster, str | None]]:
    """Yield the clusters that may be one, with the level of their names."""
    for key, of_name in by_name.items():
        for one, other, _ in pairs_between(of_name, of_name, None):
            yield one, other, levels[key](one, other)
    for alias, others in wholes.items():
        for whole in sorted(others):
            for one, other, _ in pairs_between(_of(by_name, alias), _of(by_name, whole), None):
                level = "same expansion" if one.full & other.full else "stated" if len(others) == 1 else None
                yield one, other, level or "stated of several"
    acronyms = {names.fold(key): key for key, (first, *_) in by_name.items() if is_acronym(first.name)}
    for key, (first, *_) in list(by_name.items()):
        letters = names.initials(names.thing_words(first.name))
        acronym = acronyms.get(letters) if len(letters) > 1 and " " in key else None
        if acronym and key.partition("\n")[0] not in wholes.get(acronym, ()):
            yield from pairs_between(by_name[acronym], by_name[key], "initials")


def _of(by_name: Names, key: str) -> list[Cluster]:
    """Return the clusters of a name, of whatever type."""
    own = by_name.get(key)
    if own is not None:
        return own
    return [cluster for kind in ("ORG", "LOC", "MISC") for cluster in by_name.get(f"{key}\n{kind}", ())]


def with_misread(people: Sequence[Cluster], things: Sequence[Cluster], company: Company) -> list[Cluster]:
    """Return all clusters; who is read as a person here and as something else there joins what more articles say.

    A "person" of one word is the place or organisation that others know by that word. An "organisation" of a person's
    full name is that person where far more articles have the person: companies are called by their founders' names.
    """
    known: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in things:
        for key in {thing(entry.name) for entry in cluster.entries}:
            known[key].append(cluster)
    weighing = Weighing(lambda a, b: True, set(), company)
    kept, gone = [], set()
    for person in people:
        keys = {thing(entry.name) for entry in person.entries}
        able = [cluster for key in sorted(keys) for cluster in known.get(key, ())]
        if len(able) != 1 or not weighing.fit(able[0], person) or id(able[0]) in gone:
            kept.append(person)
        elif len(keys) == 1 and " " not in min(keys):
            able[0].take(person, weighing.probability(able[0], person, "word"))
        elif len(person.articles) >= FAR_MORE * len(able[0].articles):
            person.take(able[0], weighing.probability(person, able[0], "word"))
            gone.add(id(able[0]))
            kept.append(person)
        else:
            kept.append(person)
    return [*kept, *(cluster for cluster in things if id(cluster) not in gone)]
