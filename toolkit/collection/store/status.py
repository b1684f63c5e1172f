"""How far a corpus run is, from what lies in its store."""

from os import PathLike
from typing import NamedTuple

from toolkit.collection.store import chunks
from toolkit.collection.store.folder import Folder
from toolkit.display.wording import count
from toolkit.errors import InputError


class Status(NamedTuple):
    """What is in a store.

    ``articles`` are done; ``wanted`` is how many the sources hold, None while they are still read; ``failures`` are
    what gave none; ``complete`` says whether the run has ended.
    """

    articles: int
    wanted: int | None
    failures: int
    complete: bool

    def __str__(self) -> str:
        if self.complete:
            return f"complete: {count(self.articles, 'article')}{self._failures()}"
        return f"not complete: {self.so_far()}"

    def so_far(self) -> str:
        """Return what is done of a run that has not ended, and how to go on.

        >>> Status(16, 40, failures=1, complete=False).so_far()
        '16 of 40 articles done, 1 failure; the same command goes on from here'
        """
        of = f"{self.articles:,} of {count(self.wanted, 'article')}" if self.wanted else count(self.articles, "article")
        return f"{of} done{self._failures()}; the same command goes on from here"

    def _failures(self) -> str:
        return f", {count(self.failures, 'failure')}" if self.failures else ""


def status(store: str | PathLike) -> Status:
    """Return how far a run is, or was when it was stopped.

    Raises
    ------
    InputError
        If there is no store.

    Examples
    --------
    >>> _ = (folder / "rain.txt").write_text("It rained, Ada Roe said.")
    >>> _ = toolkit.collection.store.corpus(folder / "rain.txt", folder / "store", workers=1)
    >>> print(toolkit.collection.store.status(folder / "store"))
    complete: 1 article
    """
    folder = Folder(store)
    about = folder.about()
    if about is None:
        raise InputError(f"{folder.url} is no store: give a folder that toolkit corpus --store made")
    done = len({id for _, id, _ in chunks.keys(folder)})
    return Status(done, about.get("articles"), about.get("failures", 0), about["complete"])
