"""Family names: the surnames of people whom the text names by given name alone, beside or as a relative of others."""

import re
from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import replace

from toolkit.actors.given_names import is_given_name
from toolkit.actors.kinship import find_introduction, may_share_surname
from toolkit.actors.model import Actor
from toolkit.actors.names import GIVEN_NAME_LAST, fold, is_full_name
from toolkit.lexicon import any_of, words
from toolkit.text import Span

NEAR = 600  # characters in which a word tells that two people are a couple or siblings
REACH = 3000  # characters before "the couple's son" in which the couple is looked for
_TOGETHER = re.compile(rf"\b(?:{any_of(words('kinship', 'together'))})\b")  # "couple", "brothers"


def add_shared_surnames(text: str, actors: Sequence[Actor]) -> list[Actor]:
    """Return the actors, with the surname that relatives introduced by given name alone are taken to share.

    "Her son, Ola" of "Ada Roe" is called "Ola Roe", and has "Ola" for an alias.
    """
    for find_relative in (_relative_beside, _relative_who_introduces):
        taken = {actor.name for actor in actors}
        mentions = _MentionIndex(actors)
        actors = [_with_surname(text, actor, find_relative, mentions, taken) for actor in actors]
    return list(actors)


class _MentionIndex:
    """Actors by where their mentions begin and where their names end, and those who are named in full."""

    def __init__(self, actors: Sequence[Actor]):
        self.by_start = {m.span[0]: a for a in actors for m in a.mentions if m.kind != "nominal"}  # not "her husband"
        self.by_name_end = {m.span[1]: a for a in actors for m in a.mentions if m.kind == "name"}
        in_full = ((m.span[0], a) for a in actors if _is_in_full(a) for m in a.mentions if m.kind == "name")
        self.in_full = sorted(in_full, key=lambda row: row[0])
        self.by_family_name = {_family_name(a.name): a for _, a in reversed(self.in_full)}  # the first of a family


def _with_surname(
    text: str,
    actor: Actor,
    find_relative: Callable[[str, Span, _MentionIndex], Actor | None],
    mentions: _MentionIndex,
    taken: Container[str],
) -> Actor:
    """Return an actor with the surname of the relative found, unless the name is another actor's already."""
    if not _has_no_surname(actor):
        return actor
    first = next(m.span for m in actor.mentions if m.kind == "name")
    own = {actor.name, *actor.aliases} - {text[slice(*first)]}  # "Roe" of "his wife, Ada … Mrs Roe"
    namesake = next((mentions.by_family_name[form] for form in sorted(own) if form in mentions.by_family_name), None)
    relative = namesake or find_relative(text, first, mentions)
    if not relative or not _is_in_full(relative):
        return actor
    name = f"{text[slice(*first)]} {_family_name(relative.name)}"
    return actor if name in taken else replace(actor, name=name, aliases=tuple(sorted({actor.name, *actor.aliases})))


def _has_no_surname(actor: Actor) -> bool:
    """Return whether an actor is a person with names of one word only, and not the analyst's."""
    if actor.type != "PER" or actor.corrected:
        return False
    return not any(" " in name for name in (actor.name, *actor.aliases))


def _is_in_full(actor: Actor) -> bool:
    return actor.type == "PER" and is_full_name(actor.name)


def _relative_beside(text: str, span: Span, mentions: _MentionIndex) -> Actor | None:
    """Return whose surname somebody shares who is named right before them, as in "Bill and Hillary Clinton"."""
    near = text[max(span[0] - NEAR // 2, 0) : span[1] + NEAR]
    if not text.startswith(" and ", span[1]) or not is_given_name(fold(text[slice(*span)])):
        return None
    return mentions.by_start.get(span[1] + len(" and ")) if _TOGETHER.search(near) else None


def _relative_who_introduces(text: str, span: Span, mentions: _MentionIndex) -> Actor | None:
    """Return whose surname somebody shares who is introduced by kinship: "her son, Ola", "Ann Roe's son Ola"."""
    introduction = find_introduction(text, span[0])
    if not introduction or not may_share_surname(introduction.noun):
        return None
    if introduction.by == "owner":
        return mentions.by_name_end.get(introduction.at)
    if introduction.by == "pronoun":
        return mentions.by_start.get(introduction.at)
    near = [actor for at, actor in mentions.in_full if introduction.at - REACH < at < introduction.at]
    return _relative_of_couples_child(near)


def _relative_of_couples_child(before: Sequence[Actor]) -> Actor | None:
    """Return whose surname a child of a couple shares: the last that two people bear, or the only one there is."""
    surnames = Counter(_family_name(name) for name in {actor.name for actor in before})
    several = [actor for actor in before if surnames[_family_name(actor.name)] > 1]
    return several[-1] if several else before[-1] if len(surnames) == 1 else None


def _family_name(name: str) -> str:
    """Return the family's part of a name: the last word as a rule, with the particles before it.

    >>> _family_name("Marijke van der Hoek"), _family_name("Ada Roe"), _family_name("Leung Siu-fai")
    ('van der Hoek', 'Roe', 'Leung')
    """
    parts = name.split()
    if GIVEN_NAME_LAST.search(name):
        return parts[-2]
    k = len(parts) - 1
    while k > 1 and parts[k - 1].islower():
        k -= 1
    return " ".join(parts[k:])
