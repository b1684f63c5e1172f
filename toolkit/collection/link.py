"""Which actors of different articles are the same, and the one name each gets.

Within an article, `toolkit.identity` has decided. Over articles the rules are fewer and more careful: what the text
around a name says is not looked at, and two actors of one article are never made one.
"""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from toolkit.actors import Actor, names
from toolkit.analysis import Analysis

TYPE_NAMES = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}


class _Group:
    """One actor: the entries of it, at most one an article."""

    def __init__(self) -> None:
        self.members: list[tuple[int, Actor]] = []

    def add(self, article: int, actor: Actor) -> None:
        self.members.append((article, actor))

    def free(self, articles: Iterable[int]) -> bool:
        """Whether it has no entry of these articles yet."""
        return {article for article, _ in self.members}.isdisjoint(articles)

    def count(self, value: str) -> Counter:
        """How often each name, or type, is that of an entry."""
        return Counter(getattr(actor, value) for _, actor in self.members)


def linked(analyses: Sequence[Analysis]) -> list[Analysis]:
    """The analyses, each actor under one name and type in all of them; a name it had is among its aliases.

    - A person is the same where the surname is, and the given names can mean one person ("Bill", "William", "W."); a
      surname alone is of the only person who has it in all articles.
    - Anything else is the same where the name is (capitals, accents, "the", "Inc." apart; "US" is the United States),
      or where one article gives both names ("NATO" and "North Atlantic Treaty Organization"). So is what one
      article has as a person of one word.
    """
    people: list[tuple[int, Actor]] = []
    others: list[tuple[int, Actor]] = []
    for k, analysis in enumerate(analyses):
        for actor in analysis.actors:
            (people if actor.type == "PER" else others).append((k, actor))
    named: dict[tuple[int, str], tuple[str, str]] = {}
    taken: set[str] = set()
    groups = _one_word(_people(people), _others(others))
    groups = sorted(groups, key=lambda g: -sum(len(a.mentions) for _, a in g.members))
    for group in groups:
        name, kind = _name(group), _type(group)
        full, number = name, 1
        while full in taken:
            full = f"{name} ({TYPE_NAMES[kind]})" if number == 1 else f"{name} ({number})"
            number += 1
        taken.add(full)
        named |= {(k, actor.id): (full, kind) for k, actor in group.members}
    return [
        dataclasses.replace(analysis, actors=tuple(_renamed(a, *named[k, a.id]) for a in analysis.actors))
        for k, analysis in enumerate(analyses)
    ]


def _renamed(actor: Actor, name: str, kind: str) -> Actor:
    aliases = tuple(sorted({*actor.aliases, actor.name} - {name}))
    return dataclasses.replace(actor, name=name, type=kind, aliases=aliases)


def _people(entries: Sequence[tuple[int, Actor]]) -> list[_Group]:
    by_surname: dict[str, list[tuple[str, _Group]]] = defaultdict(list)
    keys = {(k, actor.id): names.words(actor.name) for k, actor in entries}
    # Full given names first: an initial has to know whom it may mean.
    order = sorted(entries, key=lambda e: -len(names.given(keys[e[0], e[1].id])))
    for k, actor in order:
        key = keys[k, actor.id]
        given, known = names.given(key), by_surname[names.surname(key)]
        free = [(other, group) for other, group in known if group.free([k])]
        exact = [group for other, group in free if other == given]
        if given:
            fitting = exact or [group for other, group in free if other and names.same_given(given, other)]
        else:
            fitting = exact or ([group for _, group in free] if len(known) == 1 else [])
        if len(fitting) == 1:
            fitting[0].add(k, actor)
        else:
            known.append((given, _Group()))
            known[-1][1].add(k, actor)
    return [group for known in by_surname.values() for _, group in known]


def _others(entries: Sequence[tuple[int, Actor]]) -> list[_Group]:
    groups: dict[str, _Group] = {}
    for k, actor in entries:
        key = _key(actor.name)
        if key in groups and not groups[key].free([k]):
            key = f"{key}\n{actor.id}"
        groups.setdefault(key, _Group()).add(k, actor)
    also: dict[str, set[str]] = defaultdict(set)  # a name in one article -> what it is an alias of in others
    for key, group in groups.items():
        for _, actor in group.members:
            for alias in map(_key, actor.aliases):
                if alias != key and alias in groups:
                    also[alias].add(key)
    for alias, keys in also.items():
        (key, *more) = sorted(keys)
        if not more and alias in groups and key in groups:
            one, other = groups[alias], groups[key]
            if other.free(k for k, _ in one.members):
                other.members += groups.pop(alias).members
    return list(groups.values())


def _one_word(people: list[_Group], others: list[_Group]) -> list[_Group]:
    """All groups; a "person" of one word is the place or organisation that other articles know by that word."""
    homes = {_key(actor.name): group for group in others for _, actor in group.members}
    kept = []
    for group in people:
        keys = {_key(actor.name) for _, actor in group.members}
        home = homes.get(next(iter(keys))) if len(keys) == 1 and " " not in next(iter(keys)) else None
        if home and home.free(k for k, _ in group.members):
            home.members += group.members
        else:
            kept.append(group)
    return kept + others


def _key(name: str) -> str:
    return names.place(" ".join(names.without_legal_form(names.words(name))))


def _type(group: _Group) -> str:
    """The type of most mentions; the analyst's own where one is given."""
    often: Counter = Counter()
    for _, actor in group.members:
        often[actor.type] += len(actor.mentions) + 1_000_000 * actor.corrected
    return often.most_common(1)[0][0]


def _name(group: _Group) -> str:
    """What most articles call it, the fuller name of equals; a person by a full name where there is one."""
    often = group.count("name")
    full = {name for name in often if names.given(names.words(name))}
    people = full if any(actor.type == "PER" for _, actor in group.members) and full else set(often)
    return max(people, key=lambda name: (often[name], len(name), name))
