"""What the reader finds in texts, kept in a folder so that a text is read once for the reader's weights."""

import hashlib
import json
import pickle
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from toolkit import reader, sources
from toolkit.article import Article
from toolkit.reader import Reading


def rows_of(path: Path) -> list[dict]:
    """Return the rows of a file of JSON Lines."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_texts(name: str, rows: Sequence[dict], cache: Path) -> Iterator[tuple[dict, Article, Reading]]:
    """Yield each row {"id", "text"} with its article and reading; what was read before comes from the cache."""
    cache.mkdir(parents=True, exist_ok=True)
    path = cache / f"{name}.{reader.version().replace('/', '-')}.pickle"
    known: dict[str, Reading] = pickle.loads(path.read_bytes()) if path.is_file() else {}
    keys = [hashlib.sha256(row["text"].encode("utf-8", "surrogatepass")).hexdigest() for row in rows]
    items = [sources.read(text=row["text"], id=row["id"]) for row in rows]
    missing = [k for k, key in enumerate(keys) if key not in known]
    if missing:
        print(f"reading {len(missing)} texts of {name}", file=sys.stderr, flush=True)
        found = reader.read_many((items[k].text, items[k].spans()) for k in missing)
        known |= {keys[k]: reading for k, reading in zip(missing, found, strict=True)}
        path.write_bytes(pickle.dumps(known))
    for row, article, key in zip(rows, items, keys, strict=True):
        yield row, article, known[key]
