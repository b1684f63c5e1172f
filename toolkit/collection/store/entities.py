"""Which actors of a store's articles are one: found over all articles, written as ``links`` and ``entities``."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from toolkit.actors import Known
from toolkit.collection.linking.evidence import Entry
from toolkit.collection.linking.linking import Link, Links, link
from toolkit.collection.linking.table import entity_rows
from toolkit.collection.store import chunks
from toolkit.collection.store.folder import Folder
from toolkit.collection.store.schema import TABLES, arrow_schema

COLUMNS = ["article", "actor_id", "actor", "type", "aliases", "mentions", "corrected", "roles"]
Places = Mapping[str, set[str] | None]  # chunks to look at, each with the articles it is asked for; None: all it has


def write(folder: Folder, made: Sequence[str], known: Known | None) -> None:
    """Write the tables for the chunks of a store that is complete."""
    import pyarrow as pa

    articles = [chunks.read(folder, "articles", chunk, columns=["id"])["id"].to_pylist() for chunk in made]
    numbers = {id: k for k, id in enumerate(id for ids in articles for id in ids)}
    places: Places = dict.fromkeys(made)
    links = link(entries(folder, places, numbers), known)
    of_article = defaultdict(list)
    for (number, actor), found in links.items():
        of_article[number].append((actor, *found))
    for chunk, ids in zip(made, articles, strict=True):
        rows = [(id, *row) for id in ids for row in sorted(of_article[numbers[id]], key=lambda row: int(row[0][1:]))]
        columns = list(zip(*rows, strict=True)) or [()] * len(TABLES["links"])
        table = pa.table([list(column) for column in columns], schema=arrow_schema("links"))
        folder.write(f"links/{chunk}.parquet", chunks.as_parquet(table))
    table = pa.Table.from_pylist(
        [*entity_rows(entries(folder, places, numbers), links)], schema=arrow_schema("entities")
    )
    folder.write("entities/entities.parquet", chunks.as_parquet(table))


def read(folder: Folder, made: Sequence[str], numbers: Mapping[str, int]) -> Links:
    """Return what the table ``links`` says of articles, by their numbers."""
    links: dict[tuple[int, str], Link] = {}
    for chunk in made:
        rows = chunks.read(folder, "links", chunk)
        for article, actor, *found in zip(*(rows[c.name].to_pylist() for c in TABLES["links"]), strict=True):
            if article in numbers:
                links[numbers[article], actor] = Link(*found)
    return links


def entries(folder: Folder, of: Places, numbers: Mapping[str, int]) -> Iterator[Entry]:
    """Yield every actor of every article, article by article.

    Parameters
    ----------
    folder
        The store.
    of
        The chunks to look at.
    numbers
        Each article's number.
    """
    found = []
    for chunk, own in of.items():
        about = chunks.read(folder, "articles", chunk, columns=["id", "outlet"])
        outlets = dict(zip(about["id"].to_pylist(), about["outlet"].to_pylist(), strict=True))
        rows = chunks.read(folder, "actors", chunk, columns=COLUMNS)
        for article, id, *row, roles in zip(*(rows[name].to_pylist() for name in COLUMNS), strict=True):
            if id is not None and (own is None or article in own):
                name, type, aliases, mentions, corrected = row
                parts = [role for role in (roles or "").split("; ") if role]
                entry = Entry(numbers[article], id, name, type, aliases, mentions, corrected, parts, outlets[article])
                found.append(entry)
    yield from sorted(found, key=lambda entry: entry.article)
