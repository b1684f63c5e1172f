"""A run: articles from any source, through the workers, into a store; what is there already is not done again."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit import reader
from toolkit.actors import Known
from toolkit.actors.actors_file import parse
from toolkit.collection.store import chunks, entities
from toolkit.collection.store.batches import Batch, ReadAhead
from toolkit.collection.store.cluster import client_of
from toolkit.collection.store.compaction import compact
from toolkit.collection.store.folder import ACTORS, Folder
from toolkit.collection.store.journal import Journal
from toolkit.collection.store.schema import SCHEMA, arrow_schema
from toolkit.collection.store.status import Status, status
from toolkit.collection.store.work import Done, analyse_batch
from toolkit.display.wording import count
from toolkit.errors import InputError, ParameterError, ToolkitError
from toolkit.sources import PassedOver, read_many
from toolkit.sources.model import none_read
from toolkit.version import VERSION

if TYPE_CHECKING:
    from distributed import Client

TELL = 5.0  # seconds after which the store says anew how far it is
AHEAD = 3  # batches that wait for each thread of a worker
PART = 4  # articles that are handed out at a time, when few are left
GONE = "the Dask scheduler is gone: what was done is in the store; the same command goes on from there"


@dataclass(frozen=True)
class Summary:
    """What a run did.

    ``articles`` the store holds; of these ``analysed`` were read now, the others were there. ``passed_over`` is what
    gave none. ``gone`` articles left the store because the sources no longer hold them, or hold another text.
    """

    articles: int
    analysed: int
    passed_over: tuple[PassedOver, ...]
    gone: int
    seconds: float

    def __str__(self) -> str:
        passed, failed = len(self.passed_over), sum(item.failed for item in self.passed_over)
        lines = [f"{count(self.articles, 'article')} in the store"]
        lines.append(f"{self.analysed:,} of them analysed now" if self.analysed else "all of them there already")
        if self.seconds and self.analysed:
            lines[-1] += f", {self.analysed / self.seconds:.1f} a second"
        if self.gone:
            lines.append(f"{self.gone:,} gone or changed since the last run")
        if passed:
            lines.append(f"{passed:,} passed over, {failed:,} of them failures: they are in the table failures")
        return "; ".join(lines)


def corpus(
    sources: Any,
    store: str | PathLike,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    actors_file: str | PathLike | None = None,
    language: str = "en",
    **wanted: Any,
) -> Summary:
    """Analyse all articles of some sources into a store.

    Killed at any moment and started again, it goes on from where it was. Another actors file has no article read
    again, unless it corrects quotes in another way. In the end the store holds what the sources
    hold: an article that has changed is analysed again, one that is gone leaves.

    Parameters
    ----------
    sources
        Whatever `toolkit.articles` takes.
    store
        The store's folder, or its URL.
    workers
        Processes of this machine; by default one a core.
    scheduler
        The address of a Dask scheduler, whose workers do the work instead.
    actors_file
        What the analyst knows of the actors (``actors.toml``).
    language, wanted
        Further arguments of `toolkit.articles`.

    Raises
    ------
    InputError
        If the sources hold no article, or the store is none.
    ToolkitError
        If the store cannot be written, or the cluster is lost; what was done is in the store.

    Examples
    --------
    >>> _ = (folder / "rain.txt").write_text("It rained, Ada Roe said.")
    >>> corpus(folder / "rain.txt", folder / "store", workers=1).articles
    1
    """
    folder, file = Folder(store), b"" if actors_file is None else _bytes(actors_file)
    known = parse(file.decode("utf-8-sig"), Path(actors_file).name) if actors_file is not None else None
    _check(folder, sources)
    there = {id: key for _, id, key in chunks.keys(folder)}
    about = _about(sources, language, file, known)
    with closing(ReadAhead(read_many(sources, language=language, **wanted), there, about["corrections"])) as ahead:
        if ahead.is_empty():
            raise none_read(ahead.passed_over)
        if file:
            folder.write(ACTORS, file)
        folder.write_about({**about, "complete": False})
        journal = Journal(folder)
        journal.log("begin", sources=", ".join(about["sources"]), articles_there=len(there))
        with _told(_Run(folder, about, known, ahead, journal)) as run, run.work(workers, scheduler):
            return _closed(folder, about, run, there)


@contextmanager
def _told(run: "_Run") -> "Iterator[_Run]":
    """Write into the log why a run stops, and make a sentence of what the machine says."""
    try:
        yield run
    except BaseException as error:
        run.journal.log("stopped", why=f"{type(error).__name__}: {error}")
        if isinstance(error, KeyboardInterrupt):
            done = status(run.folder.url).articles  # what workers had in hand was done meanwhile
            raise KeyboardInterrupt(run.status()._replace(articles=done).so_far()) from None
        if not isinstance(error, OSError):
            raise
        why = f"{error.strerror or error}: what was done is in the store; the same command goes on from there"
        raise ToolkitError(f"the run cannot go on: {why}") from error
    finally:
        run.journal.close()


def _about(sources: Any, language: str, file: bytes, known: Known | None) -> dict[str, Any]:
    """Return what ``store.json`` says of what a store is made of."""
    return {
        "schema": SCHEMA,
        "sources": _as_given(sources),
        "language": language,
        "actors_sha256": hashlib.sha256(file).hexdigest() if file else None,
        "corrections": known.asked_of_articles() if known else None,
        "versions": {"toolkit": VERSION, "reader": reader.version()},
    }


class _Run:
    """Hands batches to workers and counts what comes back."""

    def __init__(
        self, folder: Folder, about: dict[str, Any], known: Known | None, ahead: ReadAhead, journal: Journal
    ) -> None:
        self.folder, self.about, self.known, self.ahead, self.journal = folder, about, known, ahead, journal
        self.analysed, self.told = 0, 0.0
        self.failed: list[PassedOver] = []

    def status(self) -> Status:
        """Return how far it is."""
        wanted = len(self.ahead.wanted) if self.ahead.done else None
        failures = len(self.failed) + len(self.ahead.passed_over)
        return Status(self.analysed + self.ahead.reused, wanted, failures, complete=False)

    @contextmanager
    def work(self, workers: int | None, scheduler: str | None) -> Iterator[None]:
        """Have every batch analysed; within, the processes that were started for it end."""
        batches = self.ahead.batches()
        first = next(batches, None)
        if first is None:
            yield
            return
        with client_of(workers, scheduler) as (client, threads):
            self._submit_all(client, threads, first, batches)
            if client.cluster is not None:
                client.cluster.scale(0)
            yield

    def _submit_all(self, client: "Client", threads: int | None, first: Batch, batches: Iterator[Batch]) -> None:
        from distributed import as_completed

        def submit(batch: Batch) -> Any:
            known = self.known.of_texts() if self.known else None  # who is who, the linking says
            future = client.submit(analyse_batch, batch, self.folder, known, threads, pure=False)
            running[future] = batch
            return future

        self.ahead.go_on()
        running: dict[Any, Batch] = {}
        hands = max(sum(client.ncores().values()), 1)
        todo, waiting = _shared_out(chain([first], batches), self.ahead, hands), AHEAD * hands
        completed = as_completed([submit(batch) for batch in islice(todo, waiting)], loop=client.loop)
        for future in completed:
            batch = running.pop(future)
            if future.status == "finished":
                self._count(_result(future))
            else:
                for again in self._after(future, batch):
                    completed.add(submit(again))
            future.release()
            if (following := next(todo, None)) is not None:
                completed.add(submit(following))

    def _count(self, done: Done) -> None:
        self.analysed += done.articles
        self.failed += done.failed
        self.journal.log(
            "done",
            articles=done.articles,
            failed=len(done.failed),
            analysed=self.analysed,
            reading=f"{done.reading:.2f}",
            writing=f"{done.writing:.2f}",
        )
        for item in done.failed:
            self.journal.log("failed", id=item.id, why=item.reason)
        ahead, failed = self.ahead, len(self.failed)
        self.journal.show(self.analysed, failed, ahead.articles, total_known=ahead.done)
        if self.journal.seconds() > self.told + TELL:
            self.told, far = self.journal.seconds(), self.status()
            about = {**self.about, "complete": False, "articles": far.wanted, "failures": far.failures}
            self.folder.write_about(about)

    def _after(self, future: Any, batch: Batch) -> list[Batch]:
        """Return what to do instead of a batch that did not end: its articles one by one, or nothing.

        Raises
        ------
        ToolkitError
            If the store cannot be written, or the cluster is gone.
        """
        from distributed import KilledWorker

        error = future.exception() if future.status == "error" else None
        if isinstance(error, KilledWorker):
            self.journal.log("workers_died", articles=len(batch), first=batch[0].id)
            if len(batch) > 1:
                return [(item,) for item in batch]
            name = batch[0].article.origin or batch[0].id
            reason = f"{name} could not be analysed: the worker died of it each time (out of memory?)"
            self._count(Done(0, (PassedOver(name, reason, failed=True, id=batch[0].id),), 0.0, 0.0))
            return []
        if isinstance(error, ToolkitError):
            raise error
        if error is not None:
            raise ToolkitError(f"a worker failed: {type(error).__name__}: {error}") from error
        raise ToolkitError(GONE)


def _result(future: Any) -> Done:
    """Return what a worker says of a batch.

    Raises
    ------
    ToolkitError
        If the scheduler died before it could be asked.
    """
    from distributed.comm import CommClosedError

    try:
        return future.result()
    except CommClosedError as error:
        raise ToolkitError(GONE) from error


def _closed(folder: Folder, about: dict[str, Any], run: _Run, there: Mapping[str, str]) -> Summary:
    """Bring the store into its last form and say so in ``store.json``."""
    ahead, journal = run.ahead, run.journal
    failed = (*ahead.passed_over, *run.failed)
    if not (run.analysed or ahead.reused):
        raise none_read(failed)
    journal.log("compaction")
    made = compact(folder, ahead.wanted)
    entities.write(folder, made, run.known)
    _write_failures(folder, failed)
    gone = sum(ahead.wanted.get(id) != key for id, key in there.items())
    there_now = run.analysed + ahead.reused
    folder.write_about({**about, "complete": True, "articles": there_now, "failures": len(failed)})
    summary = Summary(there_now, run.analysed, failed, gone, journal.seconds())
    journal.log(
        "end", articles=there_now, analysed=run.analysed, failures=len(failed), seconds=f"{summary.seconds:.1f}"
    )
    return summary


def _write_failures(folder: Folder, failed: Sequence[PassedOver]) -> None:
    """Write what gave no analysis, sorted by name, each with its reason."""
    import pyarrow as pa

    rows = sorted({(item.name, item.id or "", item.reason, item.failed) for item in failed})
    columns = [{"name": name, "id": id or None, "reason": reason, "failed": bad} for name, id, reason, bad in rows]
    table = pa.Table.from_pylist(chunks.encodable(columns), schema=arrow_schema("failures"))
    folder.write("failures/failures.parquet", chunks.as_parquet(table))


def _check(folder: Folder, sources: Any) -> None:
    """See that the folder may be this store's.

    Raises
    ------
    InputError
        If something else lies there, or another version's store.
    ParameterError
        If it was made of other sources, whose articles would be lost.
    """
    about = folder.about()
    if about is None:
        if folder.fs.isfile(folder.path()):
            raise InputError(f"{folder.url} is a file: give --store a folder, which is made if it is not there")
        if folder.fs.exists(folder.path()) and folder.fs.ls(folder.path(), detail=False):
            raise InputError(f"{folder.url} holds other files: give --store a new folder, or one that it made")
        return
    if about.get("schema") != SCHEMA:
        raise InputError(f"{folder.url} has the schema {about.get('schema')}: {SCHEMA} is wanted")
    missing = [source for source in about["sources"] if source not in _as_given(sources)]
    if missing:
        raise ParameterError(
            f"{folder.url} was made of {', '.join(missing)}, whose articles would leave it: "
            "name that too, or give another --store"
        )


def _as_given(sources: Any) -> list[str]:
    """Return the names of sources as they were given; what is no path or URL has none."""
    given = [sources] if isinstance(sources, str | PathLike) else sources if isinstance(sources, Sequence) else []
    return [str(source) for source in given if isinstance(source, str | PathLike)]


def _bytes(path: str | PathLike) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error


def _shared_out(batches: Iterable[Batch], ahead: ReadAhead, hands: int) -> Iterator[Batch]:
    """Yield batches, in parts where few are left, so that no worker waits long for the one that has the last."""
    for batch in batches:
        size = PART if ahead.done and ahead.waiting() < 2 * hands else len(batch)
        yield from (batch[start : start + size] for start in range(0, len(batch), size))
