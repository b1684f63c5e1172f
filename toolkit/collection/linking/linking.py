"""Which actors of different articles are the same, how sure that is, and the one name each gets.

Within an article, the room ``actors`` has decided. Over articles those are compared whose names may be one actor's
(``names``), by what else the articles say of them (``evidence``); ``clusters`` brings the surest together
first. Where it is not sure, two stay two. What the analyst's actors.toml says comes before all that. No pair of
articles is compared for its own sake, so that the work grows with their number.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from toolkit.actors import Known, names
from toolkit.analysis import Analysis
from toolkit.collection.linking import people, things
from toolkit.collection.linking.clusters import Cluster
from toolkit.collection.linking.evidence import Entry, Profile
from toolkit.collection.linking.names import is_acronym, person, stands_for, thing
from toolkit.display.wording import TYPE_NAMES

EVERYWHERE = 0.1  # share of the articles that name somebody, from which this company tells nothing
LEAST = 20  # articles, so that this can be said


class Link(NamedTuple):
    """Who an actor of an article is in all articles: the entity's id, name and type, and how sure that is, 0 to 1."""

    entity: str
    name: str
    type: str
    certainty: float
    known: bool = False  # whether the analyst's actors.toml says so
    left_out: bool = False  # likewise


Links = Mapping[tuple[int, str], Link]  # by the number of an actor's article and its id there


def entries_of(analyses: Iterable[Analysis], outlets: Iterable[str | None]) -> Iterator[Entry]:
    """Yield every actor of every analysis."""
    for k, (analysis, outlet) in enumerate(zip(analyses, outlets, strict=True)):
        for a in analysis.actors:
            yield Entry(k, a.id, a.name, a.type, a.aliases, len(a.mentions), a.corrected, a.roles, outlet)


def links_of(links: Links, kept: Sequence[int]) -> Links:
    """Return the links of some articles alone, numbered anew in this order."""
    number = {old: new for new, old in enumerate(kept)}
    return {(number[k], id): link for (k, id), link in links.items() if k in number}


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
    entries = list(entries)
    items = items_of(entries, known)
    of_people = people.group([item for item in items if is_person(item)])
    others = things.group([item for item in items if not is_person(item)])
    clusters = things.with_misread(of_people, others)
    return dict(_links(clusters, known))


def is_person(item: Cluster) -> bool:
    """Return whether an item is to be linked as people are."""
    return item.profile.types.most_common(1)[0][0] == "PER"


def items_of(entries: Sequence[Entry], known: Known | None = None) -> list[Cluster]:
    """Return each entry as a cluster of its own, what the analyst knows to be one actor as one."""
    company = _company(entries)
    items: list[Cluster] = []
    by_name: dict[str, Cluster] = {}
    by_form = known.by_form if known else {}
    for entry in entries:
        beside, places = company.get(entry.article, ((), ()))
        own = thing(entry.name)
        profile = Profile(entry, (n for n in beside if n != own), (n for n in places if n != own))
        actor = by_form.get(names.fold(entry.name))
        name = actor.name if actor else entry.name if entry.corrected else None
        if actor and actor.type:
            profile.types = Counter([actor.type])
        item = Cluster(entry, profile, _full(entry), name)
        if name is None:
            items.append(item)
        elif name in by_name:
            by_name[name].take(item, 1.0)
        else:
            by_name[name] = item
    return [*by_name.values(), *items]


def _full(entry: Entry) -> set[Any]:
    """Return the full names that an entry is sure to bear."""
    if entry.type == "PER":
        own = person(entry.name)
        return {own} if own.full and len(own.given) > 1 else set()
    if is_acronym(entry.name):
        return {thing(alias) for alias in entry.aliases if stands_for(entry.name, alias)}
    own_key = thing(entry.name)
    return {own_key} if " " in own_key else set()


def _company(entries: Sequence[Entry]) -> dict[int, tuple[set[str], set[str]]]:
    """Return who and what places each article names, without those that so many name that it tells nothing."""
    in_articles: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        in_articles[thing(entry.name)].add(entry.article)
    articles = len({entry.article for entry in entries})
    most = max(LEAST, EVERYWHERE * articles)
    found: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for entry in entries:
        key = thing(entry.name)
        if entry.type != "MISC" and len(in_articles[key]) <= most:
            found[entry.article][entry.type == "LOC"].add(key)
    return found


def _links(clusters: Sequence[Cluster], known: Known | None) -> Iterator[tuple[tuple[int, str], Link]]:
    """Yield each entry's link: entities are numbered, those mentioned most first."""
    left_out = {actor.name for actor in known.actors if actor.leave_out} if known else set()
    for number, (cluster, name, kind) in enumerate(_named_apart(clusters), start=1):
        for entry, sure in zip(cluster.entries, cluster.sure, strict=True):
            certainty = 1.0 if cluster.known in (entry.name, name) and sure == 1.0 else cluster.certain(sure)
            fixed = cluster.known is not None
            yield (
                (entry.article, entry.id),
                Link(f"e{number}", name, kind, round(certainty, 3), fixed, cluster.known in left_out),
            )


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
        return cluster.profile.types.most_common(1)[0][0]
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
