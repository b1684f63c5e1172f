"""Families: the surnames of people whom the text names by given name alone, beside or as a relative of others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit import kin, names

if TYPE_CHECKING:
    from toolkit.actors import Actor


def with_surnames(text: str, actors: Sequence["Actor"]) -> list["Actor"]:
    """Actors; relatives brought in by given name alone get the surname they are taken to share ("her son, Ola")."""
    for family in (_beside, _brought_in):
        starts = {m.span[0]: a for a in actors for m in a.mentions}
        ends = {m.span[1]: a for a in actors for m in a.mentions if m.kind == "name"}
        taken = {a.name for a in actors}
        result = []
        for actor in actors:
            if actor.type == "PER" and not actor.corrected and not any(" " in n for n in (actor.name, *actor.aliases)):
                first = next(m.span for m in actor.mentions if m.kind == "name")
                relative = family(text, first, actors, starts, ends)
                if relative and _in_full(relative):
                    name = f"{text[slice(*first)]} {_family_name(relative.name)}"
                    if name not in taken:
                        aliases = tuple(sorted({actor.name, *actor.aliases}))
                        actor = replace(actor, name=name, aliases=aliases)
            result.append(actor)
        actors = result
    return list(actors)


def _beside(text: str, span: tuple[int, int], actors: Sequence["Actor"], starts: dict, ends: dict) -> "Actor | None":
    """Whose surname somebody shares who is named right before them: "Bill and Hillary Clinton"."""
    if not text.startswith(" and ", span[1]) or not names.is_given(names.fold(text[slice(*span)])):
        return None
    return starts.get(span[1] + len(" and "))


def _brought_in(
    text: str, span: tuple[int, int], actors: Sequence["Actor"], starts: dict, ends: dict
) -> "Actor | None":
    """Whose surname somebody shares who is brought in by kinship: "her son, Ola", "Ann Roe's son Ola"."""
    found = kin.brought_in(text, span[0])
    if not found or not kin.family(found[1]):
        return None
    at, _, how = found
    if how != "shared":
        return ends.get(at) if how == "owner" else starts.get(at)
    before = ((m.span[0], a) for a in actors if _in_full(a) for m in a.mentions if m.kind == "name" and m.span[0] < at)
    return _of_the_family([a for _, a in sorted(before, key=lambda row: row[0])])


def _of_the_family(before: Sequence["Actor"]) -> "Actor | None":
    """Whose surname a child shares, of the people named in full before: the last whose surname another one has."""
    surnames = Counter(_family_name(name) for name in dict.fromkeys(a.name for a in before))
    return next((a for a in reversed(before) if surnames[_family_name(a.name)] > 1), before[-1] if before else None)


def _in_full(actor: "Actor") -> bool:
    return actor.type == "PER" and bool(names.given(names.words(actor.name)))


def _family_name(name: str) -> str:
    """The family's part of a name: the last word as a rule, with the particles before it.

    >>> _family_name("Marijke van der Hoek"), _family_name("Ada Roe"), _family_name("Leung Siu-fai")
    ('van der Hoek', 'Roe', 'Leung')
    """
    parts = name.split()
    if names.GIVEN_LAST.search(name):
        return parts[-2]
    k = len(parts) - 1
    while k > 1 and parts[k - 1].islower():
        k -= 1
    return " ".join(parts[k:])
