"""Which actors of different articles are the same, how sure that is, and the one name each gets.

Within an article, the room ``actors`` has decided. Over articles those are compared whose names may be one actor's
(``names``), by what else the articles say of them (``evidence``); ``clusters`` brings the surest together
first. Where it is not sure, two stay two. What the analyst's actors.toml says comes before all that. No pair of
articles is compared for its own sake, so that the work grows with their number; and what is said of somebody is put
together for one name at a time, so that memory does not.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from toolkit.actors import Known, names
from toolkit.analysis import Analysis
from toolkit.collection.linking import people, things
from toolkit.collection.linking.clusters import Cluster, Item
from toolkit.collection.linking.evidence import Company, Entry
from toolkit.collection.linking.links import Link, Links
from toolkit.collection.linking.names import thing
from toolkit.display.wording import TYPE_NAMES

EVERYWHERE = 0.1  # share of the articles that name somebody, from which this company tells nothing
LEAST = 20  # articles, so that this can be said


def entries_of(analyses: Iterable[Analysis], outlets: Iterable[str | None]) -> Iterator[Entry]:
    """Yield every actor of every analysis."""
    for k, (analysis, outlet) in enumerate(zip(analyses, outlets, strict=True)):
        for a in analysis.actors:
            yield Entry(k, a.id, a.name, a.type, a.aliases, len(a.mentions), a.corrected, a.roles, outlet)


def link(entries: Iterable[Entry], known: Known | None = None) -> Links:
    """Return who each entry is, by its article and id.

    - A person of a full name is one in all articles unless what they say of it differs: the more people bear the name,
      the more has to agree. Spellings, nicknames and initials are the same where more speaks for it than the name.
      A surname alone is the one person who bears it, where there is one.
    - Anything else is the same where the name is, but for names that many bodies have ("Ministry of Health", "NPA"),
      which ask for more. So is what an article gives as another name.

    >>> links = link([Entry(0, "a1", "Bill Hague", "PER"), Entry(1, "a1", "William Hague", "PER")])
    >>> links[0, "a1"].name, links[0, "a1"] == links[1, "a1"], links[0, "a1"].certainty > 0.5
    ('William Hague', True, True)
    """
    entries = sorted(entries, key=attrgetter("article"))
    company, items = company_in(entries), items_of(entries, known)
    found: dict[bool, list[Item]] = {True: [], False: []}
    for item in items:
        found[is_person(item)].append(item)
    of_people, others = people.group(found[True], company), things.group(found[False], company)
    return _links(things.with_misread(of_people, others, company), known)


def is_person(item: Item) -> bool:
    """Return whether an item is to be linked as people are."""
    return (_told_type(item.entries) if isinstance(item, Cluster) else item.type) == "PER"


def _told_type(entries: Iterable[Entry]) -> str:
    """Return the type of most entries, the analyst's own before the reader's."""
    return Counter(entry.known_type or entry.type for entry in entries).most_common(1)[0][0]


def items_of(entries: Iterable[Entry], known: Known | None = None) -> list[Item]:
    """Return the entries, what the analyst knows to be one actor as one cluster."""
    items: list[Item] = []
    by_name: dict[str, Cluster] = {}
    by_form = known.by_form if known else {}
    for entry in entries:
        actor = by_form.get(names.fold(entry.name)) if by_form else None
        name = actor.name if actor else entry.name if entry.corrected else None
        if name is None:
            items.append(entry)
            continue
        item = Cluster(entry._replace(known_type=actor.type) if actor else entry, name)
        if name in by_name:
            by_name[name].take(item, 1.0)
        else:
            by_name[name] = item
    return [*by_name.values(), *items]


def company_in(entries: Iterable[Entry]) -> Company:
    """Return who and what places each article names, without those that so many name that it tells nothing.

    The entries of an article stand together.
    """
    in_articles: Counter[str] = Counter()
    found = {}
    for article, of_article in groupby(entries, key=attrgetter("article")):
        named = [(thing(entry.name), entry.type) for entry in of_article]
        in_articles.update({name for name, _ in named})
        places = {name for name, kind in named if kind == "LOC"}
        found[article] = {name for name, kind in named if kind not in ("LOC", "MISC")}, places
    most = max(LEAST, EVERYWHERE * len(found))
    return {
        article: (_told(beside, in_articles, most), _told(places, in_articles, most))
        for article, (beside, places) in found.items()
    }


def _told(names: Iterable[str], in_articles: Mapping[str, int], most: float) -> tuple[str, ...]:
    return tuple(name for name in names if in_articles[name] <= most)


def _links(clusters: Sequence[Cluster], known: Known | None) -> Links:
    """Return each entry's link: entities are numbered, those mentioned most first."""
    left_out = {actor.name for actor in known.actors if actor.leave_out} if known else set()
    named = list(_named_apart(clusters))
    entities = [
        Link(f"e{number}", name, kind, 1.0, cluster.known is not None, cluster.known in left_out)
        for number, (cluster, name, kind) in enumerate(named, start=1)
    ]
    return Links.of(_rows(named), entities)


def _rows(named: Iterable[tuple[Cluster, str, str]]) -> Iterator[tuple[int, str, int, float]]:
    """Yield article, actor's id, number of the cluster and certainty of each entry."""
    for number, (cluster, name, _) in enumerate(named):
        for entry, sure in zip(cluster.entries, cluster.sure, strict=True):
            certainty = 1.0 if cluster.known in (entry.name, name) and sure == 1.0 else cluster.certain(sure)
            yield entry.article, entry.id, number, round(certainty, 3)


def _named_apart(clusters: Sequence[Cluster]) -> Iterator[tuple[Cluster, str, str]]:
    """Yield each cluster, those mentioned most first, with a name that no other has, and its type."""
    numbers: dict[str, int] = {}
    taken: set[str] = set()
    ranked = sorted(
        clusters, key=lambda c: (-sum(e.mentions for e in c.entries), min((e.article, e.id) for e in c.entries))
    )
    for cluster in ranked:
        name, kind = cluster.known or _common_name(cluster), _common_type(cluster)
        unique, number = name, numbers.get(name, 1)
        while unique in taken:
            unique = f"{name} ({TYPE_NAMES[kind]})" if number == 1 else f"{name} ({number})"
            number += 1
        numbers[name] = max(number - 1, 1)
        taken.add(unique)
        yield cluster, unique, kind


def _common_type(cluster: Cluster) -> str:
    """Return the type of most mentions; the analyst's own where one is given."""
    if cluster.known:
        return _told_type(cluster.entries)
    weights: Counter = Counter()
    for entry in cluster.entries:
        weights[entry.type] += entry.mentions
    return weights.most_common(1)[0][0]


def _common_name(cluster: Cluster) -> str:
    """Return what most articles call it, the fuller name of equals; a person by a full name where there is one."""
    articles = Counter(entry.name for entry in cluster.entries)
    full = {name for name in articles if names.is_full_name(name)}
    a_person = any(entry.type == "PER" for entry in cluster.entries)
    return max(full if a_person and full else articles, key=lambda name: (articles[name], len(name), name))
