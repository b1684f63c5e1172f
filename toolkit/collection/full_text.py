"""Full-text search over the headlines and bodies of many articles, best first, with snippets: SQLite's FTS5.

The index of a store on this machine is made once and kept beside its tables as ``search.sqlite``, a cache that may be
deleted; that of other articles is in memory, or where SQLite puts what memory does not hold.
"""

import contextlib
import hashlib
import os
import re
import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.collection.model import Collection
from toolkit.collection.store.opening import StoredCollection
from toolkit.errors import ParameterError
from toolkit.statistics import passage
from toolkit.statistics.keyword_in_context import refuse_brackets

FILE = "search.sqlite"
LAYOUT = "1"  # of the index's tables
WORDS = 24  # of a snippet
MARKS = "\x02", "\x03"  # around what was found
_TABLES = """
    CREATE VIRTUAL TABLE texts USING fts5(headline, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
    CREATE TABLE made_of (key TEXT);
    INSERT INTO texts (texts, rank) VALUES ('rank', 'bm25(5.0, 1.0)');
"""
_MARKS = str.maketrans(dict.fromkeys("“”„", '"'))  # of phrases
_PART = re.compile(
    r"""
      "(?P<phrase>[^"]*)"?  # "border crisis", or to the end where the mark is not closed
    | (?P<word>[^\s"]+)     # migra*, fence|wall
    """,
    re.VERBOSE,
)


class Piece(NamedTuple):
    """A part of a snippet, and whether it is what was looked for."""

    text: str
    found: bool


def open_index(collection: Collection) -> sqlite3.Connection:
    """Return the index of a collection's texts; it is made if it is not there, or of other articles."""
    key = _key(collection)
    if not (isinstance(collection, StoredCollection) and collection.is_whole and collection.folder.is_local):
        return _made(_connected(""), collection, key)
    path = collection.folder.path(FILE)
    if (there := _opened(path, key)) is not None:
        return there
    beside = f"{os.path.dirname(path)}/.{uuid.uuid4().hex}"
    try:
        with contextlib.closing(_connected(beside)) as index:
            _made(index, collection, key)
        os.replace(beside, path)
    except (OSError, sqlite3.Error):  # a full disk, a folder that may not be written to: no reason not to search
        return _made(_connected(""), collection, key)
    finally:
        with contextlib.suppress(OSError):
            os.remove(beside)  # is there only if something went wrong
    return _connected(path)


def _connected(path: str) -> sqlite3.Connection:
    """Return a connection that several threads may use, as Jupyter's kernel does; SQLite makes them wait."""
    return sqlite3.connect(path, check_same_thread=False)


def _key(collection: Collection) -> str:
    """Return the hash of what an index is made of: its layout, and the articles' names and texts."""
    of = collection.made_of if isinstance(collection, StoredCollection) else ()
    return hashlib.sha256("\n".join([LAYOUT, *of, *collection.names]).encode("utf-8", "replace")).hexdigest()


def _opened(path: str, key: str) -> sqlite3.Connection | None:
    """Return the index in a file; None where there is none, a damaged one, or one of other articles."""
    if not os.path.exists(path):
        return None
    index = _connected(path)
    try:
        if index.execute("SELECT key FROM made_of").fetchall() == [(key,)]:
            return index
    except sqlite3.Error:
        pass
    index.close()
    return None


def _made(index: sqlite3.Connection, collection: Collection, key: str) -> sqlite3.Connection:
    """Fill an index; the key is written last."""
    index.executescript(_TABLES)
    rows = ((k + 1, *_columns(text, paragraphs)) for k, text, paragraphs in collection.texts_with(""))
    index.executemany("INSERT INTO texts (rowid, headline, body) VALUES (?, ?, ?)", rows)
    index.execute("INSERT INTO made_of VALUES (?)", (key,))
    index.commit()
    return index


def _columns(text: str, paragraphs: Sequence[tuple[int, int, str]]) -> tuple[str, str]:
    """Return headline and body, each paragraph a line, as SQLite takes them."""
    parts = ["\n".join(text[a:b] for a, b, kind in paragraphs if kind == wanted) for wanted in ("headline", "body")]
    return _plain(parts[0]), _plain(parts[1])


def _plain(text: str) -> str:
    """Return text as SQLite takes it, without what does not show."""
    return text.replace("\u00ad", "").replace("\0", " ").encode("utf-8", "replace").decode()


def find(index: sqlite3.Connection, query: str) -> list[int]:
    """Return the numbers of the articles in which all words of a query stand, the best first (BM25).

    Raises
    ------
    ParameterError
        If the query has no word, a "*" that does not end one, or brackets inside one.

    Examples
    --------
    >>> find(open_index(articles), "ferr* year"), find(open_index(articles), '"old bridge" monday')
    ([1], [1])
    """
    rows = index.execute("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank, rowid", (expression(query),))
    return [number - 1 for (number,) in rows]


def snippets(index: sqlite3.Connection, query: str, numbers: Iterable[int]) -> dict[int, list[Piece]]:
    """Return of each of these articles the passage in which most of a query stands, in pieces.

    >>> [piece.text for piece in snippets(open_index(articles), "sund*", [0])[0] if piece.found]
    ['Sunday']
    """
    wanted, found = expression(query), {}
    one = f"SELECT snippet(texts, -1, ?, ?, '…', {WORDS}) FROM texts WHERE texts MATCH ? AND rowid = ?"
    for number in numbers:
        for (text,) in index.execute(one, (*MARKS, wanted, number + 1)):
            found[number] = _pieces(" ".join(text.split()))
    return found


def _pieces(text: str) -> list[Piece]:
    parts = re.split(f"{MARKS[0]}([^{MARKS[1]}]*){MARKS[1]}", text)
    return [Piece(part, found=k % 2 == 1) for k, part in enumerate(parts) if part]


def expression(query: str) -> str:
    """Return a query as FTS5 has it: words that all have to stand there, "phrases", endings (*), choices (|).

    Raises
    ------
    ParameterError
        If the query has no word, a "*" that does not end one, or brackets inside one.

    Examples
    --------
    >>> expression('migra* fence|wall “border crisis”')
    '("migra"*) AND ("fence" OR "wall") AND ("border crisis")'
    """
    parts = []
    for match in _PART.finditer(passage.form(_plain(query).translate(_MARKS))):
        refuse_brackets(match["word"] or "")
        choices = [match["phrase"]] if match["word"] is None else match["word"].split("|")
        terms = [_term(choice) for choice in choices if re.search(r"\w", choice)]
        if terms:
            parts.append(f"({' OR '.join(terms)})")
    if not parts:
        raise ParameterError("give a word to search for: “border”, “migra*”, or a phrase in quotation marks")
    return " AND ".join(parts)


def _term(words: str) -> str:
    stem = words.rstrip("*")
    if "*" in stem or "?" in stem:
        raise ParameterError(f"“{words}” cannot be searched for: * stands at a word's end, as in “migra*”")
    return f'"{stem.strip()}"{"*" if words != stem else ""}'
