"""Actors under the names that they have in all articles, in an article's analysis and in tables of many.

An actor that actors.toml leaves out is nobody any more: what it says, nobody named says. Two actors of an article that
are one by actors.toml are one there too.
"""

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from toolkit.actors import Actor, Known
from toolkit.analysis import Analysis
from toolkit.collection.linking.links import Link, Links
from toolkit.quotes import Quote
from toolkit.tables import NOBODY
from toolkit.tables.actor_frames import COUNTS

if TYPE_CHECKING:
    import numpy
    import pandas

_SUMS = [*COUNTS, "mentions", "share_of_voice"]
_TEXTS = {"actor": "actor_id", "speaker": "speaker_id", "speaks_for": "speaks_for_id"}


def renamed(analysis: Analysis, links: Mapping[str, Link], known: Known | None = None) -> Analysis:
    """Return an analysis, its actors under their names and types in all articles; an old name is among the aliases."""
    of_entity: dict[str, str] = {}
    ids: dict[str, str | None] = {}
    actors: dict[str, Actor] = {}
    for actor in analysis.actors:
        link = links[actor.id]
        first = None if link.left_out else of_entity.setdefault(link.entity, actor.id)
        ids[actor.id] = first
        if first == actor.id:
            actors[first] = _renamed(actor, link, known)
        elif first is not None:
            actors[first] = _together(actors[first], actor)
    quotes = analysis.quotes
    if any(id != first for id, first in ids.items()):
        quotes = tuple(_said_by(quote, ids) for quote in quotes)
    return dataclasses.replace(analysis, actors=tuple(actors.values()), quotes=quotes)


def _renamed(actor: Actor, link: Link, known: Known | None) -> Actor:
    aliases = tuple(sorted({*actor.aliases, actor.name} - {link.name}))
    actor = dataclasses.replace(actor, name=link.name, type=link.type, aliases=aliases)
    said = next((one for one in known.actors if one.name == link.name), None) if known and link.known else None
    if said is None:
        return actor
    return dataclasses.replace(
        actor, groups={**actor.groups, **said.groups}, meta={**actor.meta, **said.meta}, corrected=True
    )


def _together(one: Actor, other: Actor) -> Actor:
    """Return two actors of an article as one."""
    return dataclasses.replace(
        one,
        aliases=tuple(sorted({*one.aliases, *other.aliases, other.name} - {one.name})),
        roles=tuple(dict.fromkeys((*one.roles, *other.roles))),
        mentions=tuple(sorted((*one.mentions, *other.mentions), key=lambda mention: mention.span)),
    )


def _said_by(quote: Quote, ids: Mapping[str, str | None]) -> Quote:
    """Return a quote whose speakers have other ids, or are nobody."""
    speakers = tuple(dict.fromkeys(new for old in quote.speakers if (new := ids.get(old)) is not None))
    return dataclasses.replace(
        quote,
        speaker=ids.get(quote.speaker) if quote.speaker else None,
        speakers=speakers,
        speaks_for=ids.get(quote.speaks_for) if quote.speaks_for else None,
    )


def rename_rows(
    frame: "pandas.DataFrame", links: Links, numbers: Mapping[str, int], known: Known | None
) -> "pandas.DataFrame":
    """Return a table of many articles with the names and types of ``links``; ``numbers`` are those of the articles."""
    import numpy as np
    import pandas as pd

    for column, id in _TEXTS.items():
        if id not in frame:
            continue
        there = frame[id].notna().to_numpy()
        entities = links.whom[links.rows(frame["article"][there].map(numbers), frame[id][there])]

        def of_entity(name: str, none: Any, there: Any = there, entities: Any = entities) -> "numpy.ndarray":
            values = np.full(len(there), none, object)
            values[there] = np.array([getattr(link, name) for link in links.entities], object)[entities]
            return values

        gone = of_entity("left_out", False).astype(bool)
        names = np.where(there, of_entity("name", None), frame[column].to_numpy(object))
        names[gone] = NOBODY if column == "actor" else None
        frame[column] = pd.Series(names, dtype="str", index=frame.index)
        if column == "actor":
            types = np.where(there, of_entity("type", None), frame["type"].to_numpy(object))
            types[gone] = ""
            frame["type"] = pd.Series(types, dtype="str", index=frame.index)
            if "named" in frame:
                frame = _actors(frame, of_entity("known", False).astype(bool), gone, known)
            elif gone.any():
                frame = frame[frame["actor"] != NOBODY].reset_index(drop=True)
    return frame


def _actors(
    frame: "pandas.DataFrame", by_analyst: "numpy.ndarray", gone: "numpy.ndarray", known: Known | None
) -> "pandas.DataFrame":
    """Return the table of actors with what actors.toml adds, one row an actor of an article."""
    meta = {actor.name: actor.meta for actor in known.actors} if known else {}
    if by_analyst.any():
        frame["corrected"] = frame["corrected"] | by_analyst
        pairs = zip(frame["meta"], frame["actor"], by_analyst, strict=True)
        frame["meta"] = [{**own, **meta.get(name, {})} if yes else own for own, name, yes in pairs]
    if gone.any():
        frame.loc[gone, ["named", "nominal", "pronoun", "mentions"]] = 0
        frame.loc[gone, ["actor_id", "roles", "first_paragraph", "last_paragraph"]] = None
    frame = _one_row_each(frame)
    return frame[(frame["actor"] != NOBODY) | (frame["quotes"] > 0)].reset_index(drop=True) if gone.any() else frame


def _one_row_each(frame: "pandas.DataFrame") -> "pandas.DataFrame":
    """Return the table of actors, rows of one actor of an article added up."""
    twice = frame.duplicated(["article", "actor"], keep=False)
    if not twice.any():
        return frame
    of_actor = frame[twice].groupby(["article", "actor"], sort=False)
    for name in _SUMS:
        frame.loc[twice, name] = of_actor[name].transform("sum")
    return frame[~frame.duplicated(["article", "actor"])].reset_index(drop=True)
