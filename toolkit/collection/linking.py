"""Which actors of different articles are the same, and the one name each gets.

Within an article, the room ``actors`` has decided. Over articles the rules are fewer and more careful: what the text
around a name says is not looked at, and two actors of one article are never made one.
"""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from toolkit.actors import Actor, names
from toolkit.actors.aliases import main_name
from toolkit.actors.given_names import may_be_same_given_name
from toolkit.analysis import Analysis
from toolkit.display.wording import TYPE_NAMES


class Entry(NamedTuple):
    """An actor as one article has it; ``article`` is the article's number, ``mentions`` how often it is mentioned."""

    article: int
    id: str
    name: str
    type: str
    aliases: Sequence[str] = ()
    mentions: int = 0
    corrected: bool = False


class Group:
    """The entries of one actor, at most one an article."""

    def __init__(self, *entries: Entry) -> None:
        self.entries = list(entries)
        self.articles = {entry.article for entry in entries}

    def lacks(self, other: "Group") -> bool:
        """Return whether no article has an entry in both."""
        return self.articles.isdisjoint(other.articles)

    def add(self, other: "Group") -> None:
        """Take the entries of another group."""
        self.entries += other.entries
        self.articles |= other.articles


def link_actors(analyses: Sequence[Analysis]) -> list[Analysis]:
    """Return the analyses, each actor under one name and type in all of them; a name it had is among its aliases."""
    entries = [
        Entry(k, actor.id, actor.name, actor.type, actor.aliases, len(actor.mentions), actor.corrected)
        for k, analysis in enumerate(analyses)
        for actor in analysis.actors
    ]
    linked = link(entries)
    return [renamed(analysis, {id: linked[k, id] for id in _ids(analysis)}) for k, analysis in enumerate(analyses)]


def renamed(analysis: Analysis, called: Mapping[str, tuple[str, str]]) -> Analysis:
    """Return an analysis with other names and types for its actors, by their ids."""
    return dataclasses.replace(analysis, actors=tuple(_renamed(actor, *called[actor.id]) for actor in analysis.actors))


def _ids(analysis: Analysis) -> list[str]:
    return [actor.id for actor in analysis.actors]


def _renamed(actor: Actor, name: str, kind: str) -> Actor:
    aliases = tuple(sorted({*actor.aliases, actor.name} - {name}))
    return dataclasses.replace(actor, name=name, type=kind, aliases=aliases)


def link(entries: Iterable[Entry]) -> Mapping[tuple[int, str], tuple[str, str]]:
    """Return each entry's name and type in all articles, by its article and id.

    - A person is the same where the surname is, and the given names can mean one person ("Bill", "William", "W."); a
      surname alone is of the only person who has it in all articles.
    - Anything else is the same where the name is (capitals, accents, "the", "Inc." apart; "US" is the United States),
      or where one article gives both names ("NATO" and "North Atlantic Treaty Organization"). So is what one
      article has as a person of one word.

    >>> link([Entry(0, "a1", "Bill Hague", "PER"), Entry(1, "a1", "William Hague", "PER")])[0, "a1"]
    ('William Hague', 'PER')
    """
    entries = list(entries)
    people = _group_people([entry for entry in entries if entry.type == "PER"])
    others = _group_others([entry for entry in entries if entry.type != "PER"])
    groups = _rejoin_one_word_people(people, others)
    return {
        (entry.article, entry.id): (name, kind) for group, name, kind in _named_apart(groups) for entry in group.entries
    }


def _named_apart(groups: Sequence[Group]) -> Iterator[tuple[Group, str, str]]:
    """Yield each group, those mentioned most first, with a name that no other has, and its type."""
    numbers: dict[str, int] = {}
    taken: set[str] = set()
    for group in sorted(groups, key=lambda group: -sum(entry.mentions for entry in group.entries)):
        name, kind = _common_name(group), _common_type(group)
        unique, number = name, numbers.get(name, 1)
        while unique in taken:
            unique = f"{name} ({TYPE_NAMES[kind]})" if number == 1 else f"{name} ({number})"
            number += 1
        numbers[name] = max(number - 1, 1)
        taken.add(unique)
        yield group, unique, kind


def _common_type(group: Group) -> str:
    """Return the type of most mentions; the analyst's own where one is given."""
    weights: Counter = Counter()
    for entry in group.entries:
        weights[entry.type] += entry.mentions + 1_000_000_000 * entry.corrected
    return weights.most_common(1)[0][0]


def _common_name(group: Group) -> str:
    """Return what most articles call it, the fuller name of equals; a person by a full name where there is one."""
    articles = Counter(entry.name for entry in group.entries)
    full = {name for name in articles if names.is_full_name(name)}
    is_person = any(entry.type == "PER" for entry in group.entries)
    return max(full if is_person and full else articles, key=lambda name: (articles[name], len(name), name))


def _group_people(entries: Sequence[Entry]) -> list[Group]:
    """Return the people, grouped by surname and by given names that can mean one person."""
    by_surname: dict[str, list[tuple[str, Group]]] = defaultdict(list)  # each person's given names and entries
    parts = {name: names.name_words(name) for name in {entry.name for entry in entries}}
    given_names = {name: names.given_name(words) for name, words in parts.items()}
    # Full given names first: an initial has to know whom it may mean.
    for entry in sorted(entries, key=lambda entry: -len(given_names[entry.name])):
        given, own = given_names[entry.name], Group(entry)
        namesakes = by_surname[names.surname(parts[entry.name])]
        absent = [(other, group) for other, group in namesakes if group.lacks(own)]
        fitting = [group for other, group in absent if other == given]
        if not fitting and given:
            fitting = [group for other, group in absent if other and may_be_same_given_name(given, other)]
        elif not fitting and len(namesakes) == 1:
            fitting = [group for _, group in absent]
        if len(fitting) == 1:
            fitting[0].add(own)
        else:
            namesakes.append((given, own))
    return [group for namesakes in by_surname.values() for _, group in namesakes]


def _group_others(entries: Sequence[Entry]) -> list[Group]:
    """Return organisations, places and the rest, grouped by name and by what articles give as another name for it."""
    keys = {name: _key(name) for name in {name for entry in entries for name in (entry.name, *entry.aliases)}}
    groups: dict[str, Group] = {}
    for entry in entries:
        key, own = keys[entry.name], Group(entry)
        if key in groups and not groups[key].lacks(own):
            key = f"{key}\n{entry.id}"
        if key in groups:
            groups[key].add(own)
        else:
            groups[key] = own
    full_names: dict[str, set[str]] = defaultdict(set)  # a name in one article -> what it is an alias of in others
    for key, group in groups.items():
        for alias in {keys[alias] for entry in group.entries for alias in entry.aliases}:
            if alias != key and alias in groups:
                full_names[alias].add(key)
    for alias, wholes in full_names.items():
        if len(wholes) > 1:
            continue
        (key,) = wholes
        if alias in groups and key in groups and groups[key].lacks(groups[alias]):
            groups[key].add(groups.pop(alias))
    return list(groups.values())


def _rejoin_one_word_people(people: Sequence[Group], others: Sequence[Group]) -> list[Group]:
    """Return all groups; a "person" of one word joins the place or organisation that others know by that word."""
    known = {_key(name): group for group in others for name in {entry.name for entry in group.entries}}
    kept = []
    for group in people:
        key, *more = {_key(name) for name in {entry.name for entry in group.entries}}
        other = None if more or " " in key else known.get(key)
        if other and other.lacks(group):
            other.add(group)
        else:
            kept.append(group)
    return [*kept, *others]


def _key(name: str) -> str:
    """Return what two names of one organisation or place have in common."""
    return main_name(" ".join(names.without_legal_form(names.name_words(name))))
