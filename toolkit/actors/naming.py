"""Naming: what the analyst, or the text further on, calls those whom the article describes ("a man at the gate")."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.actors.actors_file import Known, KnownActor
from toolkit.actors.model import Actor, Everybody, Options, Unnamed
from toolkit.actors.names import fold

_GIVES_NAME = re.compile(  # "who gave his name only as Mr. Sunday", "asked that only her first name, Ada, be used"
    r"""
    \b(?P<whose> his|her|their ) \s (?: [\w-]+\s ){0,2} names? \b
    (?: ,? \s (?:only|just|simply|as|is|was) ){0,2} ,? \s
    (?: [A-Z][a-z]{0,3}\. \s )? $                               # "Mr."
    """,
    re.VERBOSE,
)


def with_names_in_text(text: str, everybody: Everybody) -> Everybody:
    """Return everybody, each of the unnamed who gives a name with that name's actor as one person.

    >>> from toolkit.actors import Mention
    >>> text = "A man, who gave his name as Sunday, sang."
    >>> man = Unnamed("u1", "A man", (Mention((0, 5), "nominal", "PER"), Mention((16, 19), "pronoun", "PER")))
    >>> sunday = Actor("a1", "Sunday", "PER", (Mention((28, 34), "name", "PER"),))
    >>> found = with_names_in_text(text, Everybody([sunday], [man], {(16, 19): (("u1", 0.9),)}))
    >>> [(actor.name, len(actor.mentions)) for actor in found.actors], found.unnamed, found.references
    ([('Sunday', 3)], [], {(16, 19): (('a1', 0.9),)})
    """
    ids: dict[str, str] = {}  # of somebody unnamed -> of the actor
    for actor in everybody.actors:
        for mention in actor.mentions:
            given = _GIVES_NAME.search(text, max(mention.span[0] - 50, 0), mention.span[0])
            meant = everybody.references.get(given.span("whose"), ()) if given and mention.kind == "name" else ()
            if meant and meant[0][0].startswith("u"):
                ids.setdefault(meant[0][0], actor.id)
    if not ids:
        return everybody
    mentions = {
        id: [m for one in everybody.unnamed if ids.get(one.id) == id for m in one.mentions] for id in ids.values()
    }
    return Everybody(
        [
            replace(a, type="PER", mentions=tuple(sorted((*a.mentions, *mentions[a.id]), key=lambda m: m.span)))
            if a.id in mentions
            else a
            for a in everybody.actors
        ],
        [one for one in everybody.unnamed if one.id not in ids],
        {span: _as_one(options, ids) for span, options in everybody.references.items()},
    )


def _as_one(options: Options, ids: Mapping[str, str]) -> Options:
    """Return options, those of one person added up."""
    total: dict[str, float] = {}
    for id, p in options:
        total[ids.get(id, id)] = total.get(ids.get(id, id), 0.0) + p
    return tuple(sorted(total.items(), key=lambda row: -row[1]))


def with_names_given(
    text: str, actors: Sequence[Actor], unnamed: Sequence[Unnamed], known: Known
) -> tuple[list[Actor], list[Unnamed], dict[str, str]]:
    """Return actors and unnamed, the unnamed whom the analyst calls by one of their descriptions as actors.

    The last that is returned says which unnamed became which actor, by their ids.

    >>> from toolkit.actors import KnownActor, Mention
    >>> text = "A man at the gate sang. The man left."
    >>> man = Unnamed("u1", "A man", (Mention((0, 5), "nominal", "PER"), Mention((24, 31), "nominal", "PER")))
    >>> known = Known((KnownActor("Ola Berg", ("a man",)),))
    >>> actors, unnamed, ids = with_names_given(text, [], [man], known)
    >>> [(actor.name, len(actor.mentions)) for actor in actors], unnamed, ids
    ([('Ola Berg', 2)], [], {'u1': 'a1'})
    """
    actors, rest, ids = list(actors), [], {}
    for one in unnamed:
        owner = _owner(text, one, known)
        if owner is None:
            rest.append(one)
            continue
        k = next((k for k, actor in enumerate(actors) if actor.name == owner.name), len(actors))
        if k == len(actors):
            id = f"a{1 + max((int(actor.id[1:]) for actor in actors), default=0)}"
            actors.append(Actor(id, owner.name, owner.type or "PER", (), groups=dict(owner.groups), corrected=True))
        mentions = sorted((*actors[k].mentions, *one.mentions), key=lambda mention: mention.span)
        actors[k] = replace(actors[k], mentions=tuple(mentions))
        ids[one.id] = actors[k].id
    return actors, rest, ids


def _owner(text: str, unnamed: Unnamed, known: Known) -> KnownActor | None:
    """Return the known actor who has one of somebody's descriptions for an alias."""
    forms = (fold(text[slice(*mention.span)]) for mention in unnamed.mentions if mention.kind == "nominal")
    return next((known.by_form[form] for form in forms if form in known.by_form), None)
