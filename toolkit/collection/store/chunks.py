"""Chunks: the rows of some articles in every table, a Parquet file each, all of one name.

A chunk counts when its file of ``articles`` is there, which is written last and removed first. So whatever is killed
when, an article is in a chunk with all its rows or not at all.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toolkit.analysis import Analysis
from toolkit.collection.rows import Row, rows
from toolkit.collection.store.folder import Folder
from toolkit.collection.store.schema import OF_ARTICLES, SCHEMA, arrow_schema

if TYPE_CHECKING:
    import pyarrow

PART = "part-"  # begins the names of chunks that wait for the closing compaction
ROW_GROUP = 200  # articles that are read at a time
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # a lone surrogate, which UTF-8 cannot hold


def chunk_name(articles: Iterable[tuple[str, str]], prefix: str) -> str:
    """Return the name of a chunk of articles, by their ids and keys."""
    lines = "\n".join(f"{id}\t{key}" for id, key in articles)
    return prefix + hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def article_rows(analysis: Analysis, id: str, key: str) -> dict[str, list[Row]]:
    """Return an article's rows in each table of a store that one article fills."""
    found = rows(analysis)
    found["articles"][0] |= {
        "id": id,
        "key": key,
        "paragraphs": [{**_span(p.span), "kind": p.kind} for p in analysis.article.paragraphs],
        "sentence_spans": [_span(span) for span in analysis.sentences],
        "text": analysis.article.text,
        "analysis": _without_text(analysis),
    }
    for name, own in found.items():
        for row in own:
            if name != "articles":
                row["article"] = id
            if "meta" in row:
                row["meta"] = list(row["meta"].items())
    return found


def tables(of_articles: Sequence[Mapping[str, list[Row]]]) -> "dict[str, pyarrow.Table]":
    """Return the rows of some articles as the tables of a chunk."""
    import pyarrow as pa

    found = {name: [row for own in of_articles for row in own[name]] for name in of_articles[0]}
    try:
        return {name: pa.Table.from_pylist(own, schema=arrow_schema(name)) for name, own in found.items()}
    except UnicodeEncodeError:  # half a character
        return {name: pa.Table.from_pylist(own, schema=arrow_schema(name)) for name, own in encodable(found).items()}


def _span(span: tuple[int, int]) -> dict[str, int]:
    return {"start": span[0], "end": span[1]}


def _without_text(analysis: Analysis) -> str:
    """Return an analysis as JSON but for its text, which has a column of its own."""
    row = analysis.to_dict()
    del row["text"]
    return json.dumps(row, ensure_ascii=False, allow_nan=False)


def encodable(value: Any) -> Any:
    """Return values with a sign of the same length in place of each half of a character, which no file can hold."""
    if isinstance(value, str):
        return value if value.isascii() else _HALF_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {name: encodable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(encodable(one) for one in value)
    return value


def as_parquet(table: "pyarrow.Table", row_group: int = 50_000) -> bytes:
    """Return a table as a Parquet file; the same rows always give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table.combine_chunks(), sink, compression="zstd", row_group_size=row_group)
    return sink.getvalue().to_pybytes()


def write(folder: Folder, chunk: str, tables: "Mapping[str, pyarrow.Table]") -> None:
    """Write a chunk, its articles last."""
    for name in sorted(tables, key="articles".__eq__):
        group = ROW_GROUP if name == "articles" else 50_000
        folder.write(f"{name}/{chunk}.parquet", as_parquet(tables[name], group))


def remove(folder: Folder, chunk: str) -> None:
    """Remove a chunk, its articles first."""
    for name in OF_ARTICLES:
        folder.remove(f"{name}/{chunk}.parquet")


def names(folder: Folder) -> list[str]:
    """Return the chunks that are whole, those of a compaction first."""
    found = [name.removesuffix(".parquet") for name in folder.names("articles")]
    return sorted(found, key=lambda name: (name.startswith(PART), name))


def tidy(folder: Folder) -> None:
    """Remove what is left of chunks that were not finished; nothing of a chunk that is whole."""
    whole = set(names(folder))
    for table in OF_ARTICLES:
        folder.remove_unfinished(table)
        for name in folder.names(table):
            if name.removesuffix(".parquet") not in whole:
                folder.remove(f"{table}/{name}")


def keys(folder: Folder) -> Iterator[tuple[str, str, str]]:
    """Yield chunk, id and key of every article that is there; one may be in several chunks.

    Raises
    ------
    InputError
        If the store was made by another version of the toolkit, whose tables differ.
    """
    for chunk in names(folder):
        table = read(folder, "articles", chunk, columns=["id", "key"])
        for id, key in zip(table["id"].to_pylist(), table["key"].to_pylist(), strict=True):
            yield chunk, id, key


def read(folder: Folder, table: str, chunk: str, columns: list[str] | None = None) -> "pyarrow.Table":
    """Return the rows that a chunk has in a table."""
    import pyarrow.parquet as pq

    from toolkit.errors import InputError

    with folder.fs.open(folder.path(f"{table}/{chunk}.parquet"), "rb") as file:
        found = pq.ParquetFile(file)
        version = (found.schema_arrow.metadata or {}).get(b"schema", b"").decode()
        if version != SCHEMA:
            raise InputError(f"{folder.url} has the schema {version or '(none)'}: {SCHEMA} is wanted")
        return found.read(columns=columns)


def row_groups(
    folder: Folder, table: str, chunk: str, columns: Sequence[str], wanted: set[str] | None = None
) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of a chunk of articles, a row group at a time; with ``wanted``, of these ids alone."""
    import pyarrow.parquet as pq

    with folder.fs.open(folder.path(f"{table}/{chunk}.parquet"), "rb") as file:
        found = pq.ParquetFile(file)
        for k in range(found.num_row_groups):
            if wanted is None:
                yield found.read_row_group(k, columns=list(columns)).to_pylist()
                continue
            ids = found.read_row_group(k, columns=["id"])["id"].to_pylist()
            if own := [place for place, id in enumerate(ids) if id in wanted]:
                yield found.read_row_group(k, columns=list(columns)).take(own).to_pylist()


def texts_with(folder: Folder, chunk: str, pattern: str) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Yield id, text and paragraphs of a chunk's articles whose text a pattern fits, capitals apart."""
    import pyarrow.compute as pc

    rows = read(folder, "articles", chunk, columns=["id", "text", "paragraphs"])
    rows = rows.filter(pc.match_substring_regex(rows["text"], f"(?i){pattern}"))
    yield from zip(*(rows[name].to_pylist() for name in ("id", "text", "paragraphs")), strict=True)
