"""Compaction: chunks as the workers wrote them, to as few as can be, sorted by the articles' ids.

What comes out depends on the articles alone, not on who analysed which when: the files are the same, byte for byte,
however often the work was interrupted.
"""

import tempfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.collection.store import chunks
from toolkit.collection.store.folder import Folder
from toolkit.collection.store.schema import OF_ARTICLES, ORDER, arrow_schema

if TYPE_CHECKING:
    import pyarrow

ARTICLES = 5_000  # of a chunk
TABLES = [name for name in OF_ARTICLES if name != "links"]


def compact(folder: Folder, wanted: Mapping[str, str]) -> list[str]:
    """Bring a store's chunks into their last form, and return their names.

    Parameters
    ----------
    folder
        The store.
    wanted
        The key of each article that the store is to hold, by its id; whatever else is there is removed.
    """
    chunks.tidy(folder)
    at: dict[str, str] = {}  # the chunk of each article that is wanted
    for chunk, id, key in chunks.keys(folder):
        if wanted.get(id) == key:
            at.setdefault(id, chunk)
    ids = sorted(at)
    groups = [ids[start : start + ARTICLES] for start in range(0, len(ids), ARTICLES)]
    made = [
        chunks.chunk_name([(id, wanted[id]) for id in group], f"{number:05}-") for number, group in enumerate(groups)
    ]
    there = set(chunks.names(folder))
    missing = [number for number, name in enumerate(made) if name not in there]
    if missing:
        _make(folder, at, groups, made, missing)
    for chunk in there.difference(made):
        chunks.remove(folder, chunk)
    return made


def _make(
    folder: Folder,
    at: Mapping[str, str],
    groups: Sequence[Sequence[str]],
    made: Sequence[str],
    missing: Sequence[int],
) -> None:
    """Write the chunks that are missing: every old chunk is read once, its rows laid by the new chunk they go to."""
    of = defaultdict(list)
    for id, chunk in at.items():
        of[chunk].append(id)
    firsts = [group[0] for group in groups]
    with tempfile.TemporaryDirectory(prefix="toolkit-") as work:
        for table in TABLES:
            laid = Path(work) / table
            _lay_out(folder, table, of, firsts, set(missing), laid)
        for number in missing:
            tables = {table: _sorted(Path(work) / table / f"{number}.arrow", table) for table in TABLES}
            chunks.write(folder, made[number], tables)


def _lay_out(
    folder: Folder,
    table: str,
    of: Mapping[str, Sequence[str]],
    firsts: Sequence[str],
    missing: set[int],
    laid: Path,
) -> None:
    """Write the rows of a table into a file for each new chunk that is missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    laid.mkdir()
    column, schema = ORDER.get(table, "article"), arrow_schema(table)
    files = {number: pa.ipc.new_file(laid / f"{number}.arrow", schema) for number in missing}
    for chunk, ids in sorted(of.items()):
        by_number = defaultdict(list)
        for id in ids:
            number = bisect_right(firsts, id) - 1
            if number in missing:
                by_number[number].append(id)
        if not by_number:
            continue
        rows = chunks.read(folder, table, chunk)
        for number, own in by_number.items():
            files[number].write(rows.filter(pc.is_in(rows[column], pa.array(own))))
    for file in files.values():
        file.close()


def _sorted(path: Path, table: str) -> "pyarrow.Table":
    """Return a file's rows sorted by their articles' ids, those of one article in their order."""
    import pyarrow as pa
    import pyarrow.compute as pc

    with pa.ipc.open_file(path) as file:
        rows = file.read_all()
    column = ORDER.get(table, "article")
    return rows.take(pc.sort_indices(rows[column].cast("binary")))
