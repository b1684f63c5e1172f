"""Articles on their way to the workers: each with an id that is its own and a key that says what was analysed."""

import hashlib
import json
import pickle
import queue
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from toolkit import reader
from toolkit.article import Article
from toolkit.collection.store.schema import SCHEMA
from toolkit.sources import PassedOver
from toolkit.version import VERSION

ARTICLES = 16  # of a batch at most: seconds of work, which is what a kill costs
CHARACTERS = 100_000  # of a batch, unless one article has more
FIRST = 8  # batches that are read before there is a worker


@dataclass(frozen=True)
class Item:
    """An article with its id in the store and its key."""

    id: str
    key: str
    article: Article


Batch = tuple[Item, ...]


def article_key(article: Article, id: str, corrections: str | None) -> str:
    """Return the hash of everything that an article's rows depend on: itself, the reader, corrections of quotes."""
    parts = [SCHEMA, VERSION, reader.version(), corrections, id, article.id, article.to_dict()]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=dict).encode()).hexdigest()[:32]


class Ids:
    """Gives each article an id that no other has, in the order in which articles come."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._uses: Counter[str] = Counter()

    def id_of(self, article: Article) -> str:
        """Return the article's own id; where it is taken, the outlet before it; where that is too, a number behind it.

        >>> ids, one = Ids(), a.article.with_known(outlet="Herald")
        >>> ids.id_of(one), ids.id_of(one), ids.id_of(one)
        ('bridge', 'Herald/bridge', 'bridge (2)')
        """
        own = str(article.id)
        choices = [own, *([f"{article.outlet}/{own}"] if article.outlet else [])]
        free = next((choice for choice in choices if choice not in self._taken), None)
        if free is None:
            numbers = count(max(self._uses[own], 2))
            free = next(name for n in numbers if (name := f"{own} ({n})") not in self._taken)
            self._uses[own] = 1 + int(free.rpartition("(")[2][:-1])
        self._taken.add(free)
        return free


class ReadAhead:
    """Reads a source in a thread of its own, so that its length is known before its articles are all analysed.

    What is read and not yet asked for waits in a file, not in memory. ``articles`` are how many were read so far that
    are to be analysed, ``done`` whether that is all. The first batches are read at once, the others after `go_on`: of
    the threads of a process one runs at a time, and reading all holds up the start of the workers by a second.
    """

    def __init__(
        self, items: Iterable[Article | PassedOver], there: Mapping[str, str], corrections: str | None
    ) -> None:
        self.articles = self.reused = 0
        self.done = False
        self.wanted: dict[str, str] = {}  # the key of every article of the source, by its id
        self.passed_over: list[PassedOver] = []
        self._items, self._there, self._corrections = items, there, corrections
        self._error: BaseException | None = None
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed with the object
        self._lock, self._end, self._stop = threading.Lock(), 0, False
        self._places: queue.SimpleQueue[tuple[int, int] | None] = queue.SimpleQueue()
        self._begun = threading.Event()  # the first article is there, or all has been read
        self._goes_on = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def is_empty(self) -> bool:
        """Return whether the source holds no article, as soon as that is known.

        Raises
        ------
        ToolkitError
            If the source cannot be read.
        """
        self._begun.wait()
        if self._error and not self.wanted:
            raise self._error
        return not self.wanted

    def go_on(self) -> None:
        """Read what comes after the first batches."""
        self._goes_on.set()

    def waiting(self) -> int:
        """Return how many batches were read and not yet asked for."""
        return max(self._places.qsize() - self.done, 0)  # the last place says that this is all

    def batches(self) -> Iterator[Batch]:
        """Yield what is to be analysed; what is in the store already is left out.

        Raises
        ------
        ToolkitError
            If the source cannot be read.
        """
        while (place := self._places.get()) is not None:
            with self._lock:
                self._file.seek(place[0])
                data = self._file.read(place[1])
            yield pickle.loads(data)
        if self._error:
            raise self._error

    def close(self) -> None:
        """Stop reading."""
        self._stop = True
        self.go_on()
        self._thread.join(2)  # seconds; it may wait for a page, or for standard input
        self._file.close()

    def _read(self) -> None:
        """Read everything, and put it by."""
        try:
            waiting: list[Item] = []
            for item in self._new():
                if self.waiting() == FIRST:
                    self._goes_on.wait()
                if (waiting and _length(waiting) + len(item.article.text) > CHARACTERS) or len(waiting) == ARTICLES:
                    self._put_by(tuple(waiting))
                    waiting = []
                waiting.append(item)
            if waiting:
                self._put_by(tuple(waiting))
            self.done = True
        except BaseException as error:  # it is raised where batches are asked for
            self._error = error
        self._begun.set()
        self._places.put(None)

    def _new(self) -> Iterator[Item]:
        """Yield the articles that the store does not have yet."""
        ids = Ids()
        for item in self._items:
            if self._stop:
                return
            if isinstance(item, PassedOver):
                self.passed_over.append(item)
                continue
            id = ids.id_of(item)
            key = self.wanted[id] = article_key(item, id, self._corrections)
            self._begun.set()
            if self._there.get(id) == key:
                self.reused += 1
            else:
                self.articles += 1
                yield Item(id, key, item)

    def _put_by(self, batch: Batch) -> None:
        data = pickle.dumps(batch)
        with self._lock:
            self._file.seek(self._end)
            self._file.write(data)
            self._file.flush()
        self._places.put((self._end, len(data)))
        self._end += len(data)


def _length(items: Iterable[Any]) -> int:
    return sum(len(item.article.text) for item in items)
