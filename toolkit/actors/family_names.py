"""Families: the surnames of people whom the text names by given name alone, beside or as a relative of others."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.actors import kinship, names
from toolkit.lexicon import any_of, words

if TYPE_CHECKING:
    from toolkit.actors.model import Actor

NEAR = 600  # characters in which a word tells that two people are a couple or siblings
REACH = 3000  # characters before "the couple's son" in which the couple is looked for
_TOGETHER = re.compile(rf"\b(?:{any_of(words('kinship', 'together'))})\b")


def with_surnames(text: str, actors: Sequence["Actor"]) -> list["Actor"]:
    """Actors; relatives brought in by given name alone get the surname they are taken to share ("her son, Ola")."""
    for family in (_beside, _brought_in):
        taken = {a.name for a in actors}
        places = _Places(actors)
        result = []
        for actor in actors:
            if actor.type == "PER" and not actor.corrected and not any(" " in n for n in (actor.name, *actor.aliases)):
                first = next(m.span for m in actor.mentions if m.kind == "name")
                relative = family(text, first, places)
                if relative and _in_full(relative):
                    name = f"{text[slice(*first)]} {_family_name(relative.name)}"
                    if name not in taken:
                        aliases = tuple(sorted({actor.name, *actor.aliases}))
                        actor = replace(actor, name=name, aliases=aliases)
            result.append(actor)
        actors = result
    return list(actors)


class _Places:
    """Where actors are mentioned: by the start of any mention, by the end of a name, and those named in full."""

    def __init__(self, actors: Sequence["Actor"]):
        self.starts = {m.span[0]: a for a in actors for m in a.mentions}
        self.ends = {m.span[1]: a for a in actors for m in a.mentions if m.kind == "name"}
        in_full = ((m.span[0], a) for a in actors if _in_full(a) for m in a.mentions if m.kind == "name")
        self.in_full = sorted(in_full, key=lambda row: row[0])


def _beside(text: str, span: tuple[int, int], places: _Places) -> "Actor | None":
    """Whose surname somebody shares who is named right before them, as couples are: "Bill and Hillary Clinton"."""
    near = text[max(span[0] - NEAR // 2, 0) : span[1] + NEAR]
    if not text.startswith(" and ", span[1]) or not names.is_given(names.fold(text[slice(*span)])):
        return None
    return places.starts.get(span[1] + len(" and ")) if _TOGETHER.search(near) else None


def _brought_in(text: str, span: tuple[int, int], places: _Places) -> "Actor | None":
    """Whose surname somebody shares who is brought in by kinship: "her son, Ola", "Ann Roe's son Ola"."""
    found = kinship.brought_in(text, span[0])
    if not found or not kinship.family(found[1]):
        return None
    at, _, how = found
    if how != "shared":
        return places.ends.get(at) if how == "owner" else places.starts.get(at)
    return _of_the_family([a for where, a in places.in_full if at - REACH < where < at])


def _of_the_family(before: Sequence["Actor"]) -> "Actor | None":
    """Whose surname a child of a couple shares: the last that two people bear, or the only one there is."""
    surnames = Counter(_family_name(name) for name in {a.name for a in before})
    several = [a for a in before if surnames[_family_name(a.name)] > 1]
    return several[-1] if several else before[-1] if len(surnames) == 1 else None


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
