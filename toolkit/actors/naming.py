"""Naming: what the analyst calls those whom the article only describes ("a man at the gate")."""

from collections.abc import Sequence
from dataclasses import replace

from toolkit.actors.actors_file import Known, KnownActor
from toolkit.actors.model import Actor, Unnamed
from toolkit.actors.names import fold


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
