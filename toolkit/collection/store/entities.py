"""Which actors of a store's articles are one: found over all articles, written as the table ``entities``."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from toolkit.collection.linking import Entry, link
from toolkit.collection.store import chunks
from toolkit.collection.store.folder import Folder
from toolkit.collection.store.schema import arrow_schema

COLUMNS = ["article", "actor_id", "actor", "type", "aliases", "mentions", "corrected"]


def write(folder: Folder, made: Sequence[str]) -> None:
    """Write the table for the chunks of a store that is complete."""
    import pyarrow as pa

    articles = [chunks.read(folder, "articles", chunk, columns=["id"])["id"].to_pylist() for chunk in made]
    numbers = {id: k for k, id in enumerate(id for ids in articles for id in ids)}
    linked = find(folder, dict.fromkeys(made), numbers)
    called = defaultdict(list)
    for (number, actor), named in linked.items():
        called[number].append((actor, *named))
    for chunk, ids in zip(made, articles, strict=True):
        rows = [(id, *row) for id in ids for row in sorted(called[numbers[id]], key=lambda row: int(row[0][1:]))]
        columns = list(zip(*rows, strict=True)) or [()] * 4
        table = pa.table([list(column) for column in columns], schema=arrow_schema("entities"))
        folder.write(f"entities/{chunk}.parquet", chunks.as_parquet(table))


def find(
    folder: Folder, of: Mapping[str, set[str] | None], numbers: Mapping[str, int]
) -> Mapping[tuple[int, str], tuple[str, str]]:
    """Return each actor's name and type in all articles, by the number of its article and its id there.

    Parameters
    ----------
    folder
        The store.
    of
        The chunks to look at, each with the articles it is asked for; None stands for all it has.
    numbers
        Each article's number.
    """
    return link(_entries(folder, of, numbers))


def _entries(folder: Folder, of: Mapping[str, set[str] | None], numbers: Mapping[str, int]) -> Iterator[Entry]:
    """Yield every actor of every article, article by article."""
    entries = []
    for chunk, own in of.items():
        rows = chunks.read(folder, "actors", chunk, columns=COLUMNS)
        for article, *row in zip(*(rows[name].to_pylist() for name in COLUMNS), strict=True):
            if row[0] is not None and (own is None or article in own):
                entries.append(Entry(numbers[article], *row))
    yield from sorted(entries, key=lambda entry: entry.article)
