"""A store as a collection like any other, whose texts, analyses and tables are read when they are asked for."""

import hashlib
import json
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from toolkit.actors import Known
from toolkit.actors.actors_file import load, parse
from toolkit.analysis import Analysis
from toolkit.analysis.arguments import checked
from toolkit.collection.linking.evidence import Entry
from toolkit.collection.linking.linking import link
from toolkit.collection.linking.links import Links
from toolkit.collection.linking.renaming import rename_rows, renamed
from toolkit.collection.model import Collection, Text, checked_copies, known_table
from toolkit.collection.rows import frame_of
from toolkit.collection.store import chunks, entities, keeping
from toolkit.collection.store.folder import ACTORS, Folder
from toolkit.collection.store.schema import SCHEMA, TABLES
from toolkit.display.wording import count, noun
from toolkit.errors import InputError, ParameterError, ToolkitWarning
from toolkit.sources import PassedOver

if TYPE_CHECKING:
    import pandas
    import pyarrow

LARGE = ("paragraphs", "sentence_spans", "text", "analysis", "key", "notes")  # columns that tables do without
TEXTS = ["id", "text", "paragraphs", "sentence_spans", "language"]


@checked
def open(
    store: str | os.PathLike, actors_file: str | os.PathLike | None = None, *, copies: str = "once"
) -> "StoredCollection":
    """Open what ``toolkit corpus`` made: a collection, read as it is asked for.

    Parameters
    ----------
    store
        The store's folder, or its URL.
    actors_file
        What the analyst knows of the actors (``actors.toml``), in place of the file that the store was made with. It is
        applied to all articles, none of which is read anew.
    copies
        "once": counts take each story once; "all": copies count too; as for `toolkit.collection.analyse`.

    Returns
    -------
    StoredCollection
        A `Collection`: all that takes one takes it. While a run is going on, or if it was stopped, it holds what was
        done by then.

    Raises
    ------
    InputError
        If there is no store, or one of another version.
    ParameterError
        If the file corrects quotes in another way than the store: that takes the articles' texts.

    Warns
    -----
    ToolkitWarning
        If the store is unfinished, with how many of its articles are in it.

    Examples
    --------
    >>> _ = (folder / "rain.txt").write_text("It rained, Ada Roe said.")
    >>> _ = toolkit.collection.store.corpus(folder / "rain.txt", folder / "store", workers=1)
    >>> opened = toolkit.open(folder / "store")
    >>> opened.names, toolkit.collection.actors(opened)["actor"].tolist()
    (('rain',), ['Ada Roe'])
    """
    found = opened(Folder(store), actors_file)
    object.__setattr__(found, "copies", checked_copies(copies))
    if found.unfinished:
        warnings.warn(found.unfinished, ToolkitWarning, stacklevel=3)
    return found


def opened(folder: Folder, actors_file: str | os.PathLike | None = None) -> "StoredCollection":
    """Return the collection of a store, once it is seen to be one, as `open` does, but without a warning."""
    about = folder.about()
    if about is None:
        raise InputError(f"{folder.url} is no store: give a folder that toolkit corpus --store made")
    if about.get("schema") != SCHEMA:
        raise InputError(f"{folder.url} has the schema {about.get('schema')}: {SCHEMA} is wanted")
    places = _places(folder)
    if not places:
        raise InputError(f"{folder.url} holds no article yet")
    own = about.get("actors_sha256")
    if actors_file is None:
        return StoredCollection(folder, about, places, parse(folder.read_text(ACTORS), ACTORS) if own else None)
    known = load(actors_file)
    if known.asked_of_articles() != about.get("corrections"):
        raise ParameterError(
            f"{os.fspath(actors_file)} corrects quotes in another way than {folder.url}: toolkit corpus … --actors "
            f"{os.fspath(actors_file)} brings that into it"
        )
    sha256 = hashlib.sha256(Path(actors_file).read_bytes()).hexdigest()
    return StoredCollection(folder, {**about, "actors_sha256": sha256}, places, known, linked=own == sha256)


def _places(folder: Folder) -> dict[str, str]:
    """Return the chunk of each article; of an article in two, which a run has left there, the later."""
    found = {id: chunk for chunk, id, _ in chunks.keys(folder)}
    return dict(sorted(found.items()))


class StoredCollection(Collection):
    """The collection of a store. ``folder`` is where it lies, ``about`` what its ``store.json`` says."""

    def __init__(
        self,
        folder: Folder,
        about: Mapping[str, Any],
        places: Mapping[str, str],
        known: Known | None = None,
        *,
        linked: bool = True,
    ) -> None:
        set_once = object.__setattr__  # a collection is frozen
        set_once(self, "folder", folder)
        set_once(self, "about", dict(about))
        set_once(self, "_places", dict(places))
        set_once(self, "known", known)
        set_once(self, "_linked", linked and bool(about.get("complete")))  # whether the store's own links hold
        set_once(self, "names", tuple(places))
        set_once(self, "analyses", StoredAnalyses(self))
        set_once(self, "copies", "once")

    def without(self, reasons: Mapping[str, str]) -> "StoredCollection":
        """Return the collection without some articles, as `Collection.without` does."""
        kept = [k for k, name in enumerate(self.names) if name not in reasons]
        places = {self.names[k]: self._places[self.names[k]] for k in kept}
        rest = StoredCollection(self.folder, self.about, places, self.known)
        passed = (*self.passed_over, *(PassedOver(name, reason) for name, reason in reasons.items()))
        object.__setattr__(rest, "passed_over", passed)
        object.__setattr__(rest, "copies", self.copies)
        object.__setattr__(rest, "_whole", self if reasons else self._whole)
        return rest

    folder: Folder
    about: Mapping[str, Any]
    known: Known | None
    _whole: "StoredCollection | None" = None  # of which this is a part
    _places: Mapping[str, str]
    _linked: bool

    def __repr__(self) -> str:
        return f"<store {os.path.basename(self.folder.url)}: {count(len(self), 'article')}>"

    @property
    def is_whole(self) -> bool:
        """Whether no article of the store was left out."""
        return self._whole is None

    @cached_property
    def made_of(self) -> Mapping[str, Sequence[str]]:
        """The chunks that hold its articles, whose names are hashes of what they hold; of each the articles' names."""
        found: dict[str, list[str]] = {chunk: [] for chunk in sorted(set(self._places.values()))}
        for name, chunk in self._places.items():
            found[chunk].append(name)
        return found

    @property
    def unfinished(self) -> str:
        """What is still missing of the whole store, as `Collection.unfinished` says it."""
        if self._whole is not None:
            return self._whole.unfinished
        if self.about.get("complete"):
            return ""
        there, wanted = len(self), self.about.get("articles") or 0  # which is known once the sources are read
        far = f"{count(there, 'article')} {noun(there, 'is', 'are')} in it, and how many are to come is not known"
        if wanted >= there:
            far = f"{there:,} of {count(wanted, 'article')} are in it"
        return f"The store is unfinished, since its run goes on or was stopped: {far}."

    @property
    def versions(self) -> Mapping[str, str]:
        """The versions of toolkit and reader that the store was made with."""
        return self.about["versions"]

    @property
    def sha256(self) -> str:
        """The hash of all that its articles, and what is known of their actors, were made of."""
        made_of = [*self.made_of, self.about.get("actors_sha256") or ""]
        return hashlib.sha256("\n".join(made_of).encode()).hexdigest()

    def once(self, name: str, method: str, make: Callable[[], Any]) -> Any:
        """Return what is made of the articles, as `Collection.once` does; that of the whole store is kept in it."""
        if not self.is_whole:
            return make()
        return keeping.once(self.folder, name, [method, *self.made_of], make)

    @cached_property
    def outlets(self) -> tuple[str | None, ...]:  # type: ignore[override]
        """Whose each article is."""
        return tuple(None if outlet != outlet else outlet for outlet in self.table("articles")["outlet"])

    @cached_property
    def passed_over(self) -> tuple[PassedOver, ...]:  # type: ignore[override]
        """What gave no article."""
        if "failures.parquet" not in self.folder.names("failures"):
            return ()
        rows = chunks.read(self.folder, "failures", "failures").to_pylist()
        return tuple(PassedOver(row["name"], row["reason"], row["failed"], row["id"]) for row in rows)

    def table(self, name: str) -> "pandas.DataFrame":
        """Return all rows of a table, as `Collection.table` does; texts and analyses are left out."""
        if known_table(name) not in self._read:
            self._read[name] = self._frame(name) if self._whole is None else self._part_of(self._whole.table(name))
        return self._read[name]

    def texts(self, which: Sequence[int] | None = None) -> Iterator[Text]:
        """Yield the articles' texts, as `Collection.texts` does; of each the columns of the text alone are read."""
        for k, row in self.rows(TEXTS, which):
            spans = [(p["start"], p["end"], p["kind"]) for p in row["paragraphs"]]
            sentences = [(s["start"], s["end"]) for s in row["sentence_spans"]]
            yield Text(self.names[k], row["text"], spans, sentences, row["language"])

    def texts_with(self, pattern: str) -> Iterator[tuple[int, str, Sequence[tuple[int, int, str]]]]:
        """Yield the articles whose text a pattern fits, as `Collection.texts_with` does; Arrow looks for them."""
        found = []
        for chunk in self.made_of:
            for id, text, paragraphs in chunks.texts_with(self.folder, chunk, pattern):
                if self._places.get(id) == chunk:
                    found.append((self.numbers[id], text, [(p["start"], p["end"], p["kind"]) for p in paragraphs]))
        yield from sorted(found, key=lambda one: one[0])

    def rows(self, columns: Sequence[str], which: Sequence[int] | None = None) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the number and the row of articles, in order, with the columns asked for; a row group is in memory."""
        wanted = None if which is None else {self.names[k] for k in which}
        found: Iterator[tuple[int, dict[str, Any]]]
        found = ((self.numbers[row["id"]], row) for row in self._unordered(columns, wanted))
        if any(chunk.startswith(chunks.PART) for chunk in self.made_of):
            found = iter(sorted(found, key=lambda pair: pair[0]))  # no order yet: a run is going on, or was ended
        yield from found

    def _unordered(self, columns: Sequence[str], wanted: set[str] | None) -> Iterator[dict[str, Any]]:
        for chunk, own in self.made_of.items():
            if wanted is not None and wanted.isdisjoint(own):
                continue
            for group in chunks.row_groups(self.folder, "articles", chunk, columns, wanted):
                for row in group:
                    if self._places.get(row["id"]) == chunk:
                        yield row

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each article in the order of the collection, by its name."""
        return {name: k for k, name in enumerate(self.names)}

    @cached_property
    def links(self) -> Links:  # type: ignore[override]
        """Who each actor is in all articles, by the article's number and the actor's id there."""
        if self._whole is not None:
            return self._whole.links.of_articles([self._whole.numbers[name] for name in self.names])
        if self._linked:
            return entities.read(self.folder, list(self.made_of), self.numbers)
        return link(self.entries(), self.known)

    def entries(self) -> Iterable[Entry]:
        """Return every actor of every article, as `Collection.entries` does, under the names of the articles."""
        of = {chunk: set(own) for chunk, own in self.made_of.items()}
        return entities.entries(self.folder, of, self.numbers)

    @cached_property
    def _read(self) -> "dict[str, pandas.DataFrame]":
        return {}

    def _part_of(self, frame: "pandas.DataFrame") -> "pandas.DataFrame":
        """Return the rows of its own articles."""
        return frame[frame["article"].isin(self.names)].reset_index(drop=True)

    def _frame(self, name: str) -> "pandas.DataFrame":
        """Return a table of the whole store, its actors under their names in all articles."""
        import pyarrow as pa
        import pyarrow.compute as pc

        key = "id" if name == "articles" else "article"
        columns = [column.name for column in TABLES[name] if column.name not in LARGE or name != "articles"]
        parts = []
        for chunk, own in self.made_of.items():
            rows = chunks.read(self.folder, name, chunk, columns)
            parts.append(rows.filter(pc.is_in(rows[key], pa.array(own))))
        table = pa.concat_tables(parts)
        table = table.take(pc.sort_indices(table[key].cast("binary")))
        frame = _as_frame(name, table)
        return frame if name == "articles" else rename_rows(frame, self.links, self.numbers, self.known)


class StoredAnalyses(Sequence[Analysis]):
    """The analyses of a store, each read when it is asked for."""

    def __init__(self, collection: StoredCollection) -> None:
        self._collection = collection

    def __len__(self) -> int:
        return len(self._collection.names)

    def __iter__(self) -> Iterator[Analysis]:
        return (self._analysis(row) for _, row in self._collection.rows(["id", "text", "analysis"]))

    @overload
    def __getitem__(self, k: int) -> Analysis: ...
    @overload
    def __getitem__(self, k: slice) -> Sequence[Analysis]: ...
    def __getitem__(self, k: int | slice) -> Analysis | Sequence[Analysis]:
        if isinstance(k, slice):
            which = range(len(self))[k]
            found = dict(self._collection.rows(["id", "text", "analysis"], which))
            return [self._analysis(found[number]) for number in which]
        number = range(len(self))[k]
        ((_, row),) = self._collection.rows(["id", "text", "analysis"], [number])
        return self._analysis(row)

    def _analysis(self, row: Mapping[str, Any]) -> Analysis:
        data = json.loads(row["analysis"]) | {"text": row["text"]}
        analysis = Analysis.from_dict(data)
        number, links = self._collection.numbers[row["id"]], self._collection.links
        return renamed(analysis, {a.id: links[number, a.id] for a in analysis.actors}, self._collection.known)


def _as_frame(name: str, table: "pyarrow.Table") -> "pandas.DataFrame":
    """Return a table as a collection's frames are."""
    import pyarrow as pa

    columns: dict[str, Any] = {}
    for field in table.schema:
        column, called = table[field.name], "article" if name == "articles" and field.name == "id" else field.name
        if pa.types.is_map(field.type):
            columns[called] = [dict(pairs) for pairs in column.to_pylist()]
        else:
            columns[called] = column.to_pylist() if pa.types.is_list(field.type) else column.to_pandas()
    return frame_of(name, columns)
