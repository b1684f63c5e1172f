"""Which actors of different articles are the same, and the one name each gets.

Within an article, the room ``actors`` has decided. Over articles the rules are fewer and more careful: what the text
around a name says is not looked at, and two actors of one article are never made one.
"""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from toolkit.actors import Actor, names
from toolkit.actors.aliases import main_name
from toolkit.actors.given_names import may_be_same_given_name
from toolkit.analysis import Analysis
from toolkit.display.wording import TYPE_NAMES

Entry = tuple[int, Actor]  # an actor as one article has it, and the article's number
Group = list[Entry]  # the entries of one actor, at most one an article


def link_actors(analyses: Sequence[Analysis]) -> list[Analysis]:
    """Return the analyses, each actor under one name and type in all of them; a name it had is among its aliases.

    - A person is the same where the surname is, and the given names can mean one person ("Bill", "William", "W."); a
      surname alone is of the only person who has it in all articles.
    - Anything else is the same where the name is (capitals, accents, "the", "Inc." apart; "US" is the United States),
      or where one article gives both names ("NATO" and "North Atlantic Treaty Organization"). So is what one
      article has as a person of one word.
    """
    entries = [(k, actor) for k, analysis in enumerate(analyses) for actor in analysis.actors]
    people = _group_people([entry for entry in entries if entry[1].type == "PER"])
    others = _group_others([entry for entry in entries if entry[1].type != "PER"])
    groups = _rejoin_one_word_people(people, others)
    linked = {
        (k, actor.id): (name, kind) for group, name, kind in _named_apart(groups) for k, actor in group
    }  # an entry's name and type in all articles
    return [
        dataclasses.replace(analysis, actors=tuple(_renamed(a, *linked[k, a.id]) for a in analysis.actors))
        for k, analysis in enumerate(analyses)
    ]


def _renamed(actor: Actor, name: str, kind: str) -> Actor:
    aliases = tuple(sorted({*actor.aliases, actor.name} - {name}))
    return dataclasses.replace(actor, name=name, type=kind, aliases=aliases)


def _named_apart(groups: Sequence[Group]) -> Iterator[tuple[Group, str, str]]:
    """Yield each group, those mentioned most first, with a name that no other has, and its type."""
    taken: set[str] = set()
    for group in sorted(groups, key=lambda group: -sum(len(actor.mentions) for _, actor in group)):
        name, kind = _common_name(group), _common_type(group)
        unique, number = name, 1
        while unique in taken:
            unique = f"{name} ({TYPE_NAMES[kind]})" if number == 1 else f"{name} ({number})"
            number += 1
        taken.add(unique)
        yield group, unique, kind


def _common_type(group: Group) -> str:
    """Return the type of most mentions; the analyst's own where one is given."""
    weights: Counter = Counter()
    for _, actor in group:
        weights[actor.type] += len(actor.mentions) + 1_000_000 * actor.corrected
    return weights.most_common(1)[0][0]


def _common_name(group: Group) -> str:
    """Return what most articles call it, the fuller name of equals; a person by a full name where there is one."""
    articles = Counter(actor.name for _, actor in group)
    full = {name for name in articles if names.is_full_name(name)}
    is_person = any(actor.type == "PER" for _, actor in group)
    return max(full if is_person and full else articles, key=lambda name: (articles[name], len(name), name))


def _group_people(entries: Sequence[Entry]) -> list[Group]:
    """Return the people, grouped by surname and by given names that can mean one person."""
    by_surname: dict[str, list[tuple[str, Group]]] = defaultdict(list)  # each person's given names and entries
    parts = {(k, actor.id): names.name_words(actor.name) for k, actor in entries}
    # Full given names first: an initial has to know whom it may mean.
    for k, actor in sorted(entries, key=lambda entry: -len(names.given_name(parts[entry[0], entry[1].id]))):
        given = names.given_name(parts[k, actor.id])
        namesakes = by_surname[names.surname(parts[k, actor.id])]
        absent = [(other, group) for other, group in namesakes if _lacks(group, [k])]
        fitting = [group for other, group in absent if other == given]
        if not fitting and given:
            fitting = [group for other, group in absent if other and may_be_same_given_name(given, other)]
        elif not fitting and len(namesakes) == 1:
            fitting = [group for _, group in absent]
        if len(fitting) == 1:
            fitting[0].append((k, actor))
        else:
            namesakes.append((given, [(k, actor)]))
    return [group for namesakes in by_surname.values() for _, group in namesakes]


def _group_others(entries: Sequence[Entry]) -> list[Group]:
    """Return organisations, places and the rest, grouped by name and by what articles give as another name for it."""
    groups: dict[str, Group] = {}
    for k, actor in entries:
        key = _key(actor.name)
        if key in groups and not _lacks(groups[key], [k]):
            key = f"{key}\n{actor.id}"
        groups.setdefault(key, []).append((k, actor))
    full_names: dict[str, set[str]] = defaultdict(set)  # a name in one article -> what it is an alias of in others
    for key, group in groups.items():
        for _, actor in group:
            for alias in map(_key, actor.aliases):
                if alias != key and alias in groups:
                    full_names[alias].add(key)
    for alias, keys in full_names.items():
        if len(keys) > 1:
            continue
        (key,) = keys
        if alias in groups and key in groups and _lacks(groups[key], (k for k, _ in groups[alias])):
            groups[key] += groups.pop(alias)
    return list(groups.values())


def _rejoin_one_word_people(people: Sequence[Group], others: Sequence[Group]) -> list[Group]:
    """Return all groups; a "person" of one word joins the place or organisation that others know by that word."""
    known = {_key(actor.name): group for group in others for _, actor in group}
    kept = []
    for group in people:
        key, *more = {_key(actor.name) for _, actor in group}
        other = None if more or " " in key else known.get(key)
        if other and _lacks(other, (k for k, _ in group)):
            other += group
        else:
            kept.append(group)
    return [*kept, *others]


def _lacks(group: Group, articles: Iterable[int]) -> bool:
    """Return whether a group has no entry of these articles yet."""
    return {article for article, _ in group}.isdisjoint(articles)


def _key(name: str) -> str:
    """Return what two names of one organisation or place have in common."""
    return main_name(" ".join(names.without_legal_form(names.name_words(name))))
