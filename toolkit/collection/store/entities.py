"""Which actors of a store's articles are one: found over all articles, written as ``links`` and ``entities``."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from sys import intern
from typing import TYPE_CHECKING, Any

from toolkit.actors import Known
from toolkit.collection.linking.evidence import Entry
from toolkit.collection.linking.linking import link
from toolkit.collection.linking.links import Link, Links
from toolkit.collection.linking.table import entity_rows
from toolkit.collection.store import chunks
from toolkit.collection.store.folder import Folder
from toolkit.collection.store.schema import TABLES, arrow_schema

if TYPE_CHECKING:
    import pyarrow

COLUMNS = ["article", "actor_id", "actor", "type", "mentions", "corrected", "roles", "aliases"]
Places = Mapping[str, set[str] | None]  # chunks to look at, each with the articles it is asked for; None: all it has


def write(folder: Folder, made: Sequence[str], known: Known | None) -> None:
    """Write the tables for the chunks of a store that is complete."""
    import numpy as np
    import pyarrow as pa

    articles = [chunks.read(folder, "articles", chunk, columns=["id"])["id"].to_pylist() for chunk in made]
    numbers = {id: k for k, id in enumerate(id for ids in articles for id in ids)}
    found = entries(folder, dict.fromkeys(made), numbers)
    links = link(found, known)
    of_entities = list(zip(*links.entities, strict=True))
    of_row, first = links.articles(), 0
    for chunk, ids in zip(made, articles, strict=True):
        rows = slice(*np.searchsorted(of_row, [first, first + len(ids)]))
        columns = {
            "article": _taken(ids, of_row[rows] - first),
            "actor_id": _taken(links.ids, links.packed[rows] % max(len(links.ids), 1)),
            **{name: _taken(of_entities[k], links.whom[rows]) for k, name in enumerate(Link._fields)},
            "certainty": links.certainty[rows],
        }
        table = pa.table(columns).select(arrow_schema("links").names).cast(arrow_schema("links"))
        folder.write(f"links/{chunk}.parquet", chunks.as_parquet(table))
        first += len(ids)
    table = pa.Table.from_pylist(list(entity_rows(found, links)), schema=arrow_schema("entities"))
    folder.write("entities/entities.parquet", chunks.as_parquet(table))


def _taken(values: Sequence[Any], places: Any) -> "pyarrow.Array":
    """Return the values at places."""
    import pyarrow as pa

    return pa.array(values).take(pa.array(places))


def read(folder: Folder, made: Sequence[str], numbers: Mapping[str, int]) -> Links:
    """Return what the table ``links`` says of articles, by their numbers."""
    names = [column.name for column in TABLES["links"]]
    entities: list[Link] = []
    places: dict[str, int] = {}

    def rows() -> Iterator[tuple[int, str, int, float]]:
        for chunk in made:
            table = chunks.read(folder, "links", chunk)
            for article, actor, *found in zip(*(_values(table[name]) for name in names), strict=True):
                if article in numbers:
                    one = Link(*found)
                    if places.setdefault(one.entity, len(places)) == len(entities):
                        entities.append(one)
                    yield numbers[article], actor, places[one.entity], one.certainty

    return Links.of(rows(), entities)


def entries(folder: Folder, of: Places, numbers: Mapping[str, int]) -> list[Entry]:
    """Return every actor of every article, article by article.

    Parameters
    ----------
    folder
        The store.
    of
        The chunks to look at.
    numbers
        Each article's number.
    """
    import pyarrow.compute as pc

    found = []
    for chunk, own in of.items():
        about = chunks.read(folder, "articles", chunk, columns=["id", "outlet"])
        outlets = dict(zip(*(_values(about[name]) for name in ("id", "outlet")), strict=True))
        rows = chunks.read(folder, "actors", chunk, columns=COLUMNS)
        rows = rows.filter(pc.is_valid(rows["actor_id"]))
        lengths = pc.list_value_length(rows["aliases"]).to_pylist()
        flat = iter(_values(pc.list_flatten(rows["aliases"])))
        for length, article, *row, roles in zip(lengths, *(_values(rows[name]) for name in COLUMNS[:-1]), strict=True):
            aliases = tuple(islice(flat, length))
            if own is None or article in own:
                id, name, type, mentions, corrected = row
                about_it = aliases, mentions, corrected, _parts(roles), outlets[article]
                found.append(Entry(numbers[article], id, name, type, *about_it))
    return sorted(found, key=attrgetter("article"))


def _values(column: "pyarrow.ChunkedArray") -> list[Any]:
    """Return the values of a column, equal ones made once."""
    encoded = column.combine_chunks().dictionary_encode()
    values = [intern(value) if isinstance(value, str) else value for value in encoded.dictionary.to_pylist()]
    return [None if place is None else values[place] for place in encoded.indices.to_pylist()]


@lru_cache(maxsize=65536)
def _parts(roles: str | None) -> tuple[str, ...]:
    return tuple(role for role in (roles or "").split("; ") if role)
