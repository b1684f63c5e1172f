"""Work that shows itself: a bar on a terminal and in a notebook, and a log of lines to search."""

import contextlib
import sys
import time
from datetime import UTC, datetime
from typing import Any

from toolkit.collection.store.folder import Folder


class Journal:
    """Says how far a run is.

    The log is ``log/WHEN.log`` in the store, a line an event: the time, what it is, then ``name=value`` pairs. A store
    on this machine has each line when it is written, one at a URL the whole log at the end.
    """

    def __init__(self, folder: Folder) -> None:
        from tqdm.auto import tqdm

        self._folder, self._start, self._lines = folder, time.monotonic(), []  # type: ignore[var-annotated]
        self._name = f"log/{datetime.now(UTC):%Y-%m-%dT%H-%M-%S.%fZ}.log"
        silent = not (sys.stderr.isatty() or "ipykernel" in sys.modules)
        self._bar = tqdm(total=0, unit=" articles", disable=silent, leave=False)
        self._file: Any = None
        if folder.is_local:
            folder.write(self._name, b"")
            self._file = open(folder.path(self._name), "w", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115

    def log(self, what: str, **values: Any) -> None:
        """Write a line of the log."""
        pairs = [
            f"{name}={str(value) if ' ' not in str(value) else repr(str(value))}" for name, value in values.items()
        ]
        line = " ".join([f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", what, *pairs])
        self._lines.append(line)
        if self._file:
            with contextlib.suppress(OSError):  # a full disk stops the work, not its log
                print(line, file=self._file, flush=True)

    def show(self, done: int, failed: int, total: int, *, total_known: bool) -> None:
        """Move the bar; the time left is told once it is known how many articles there are."""
        self._bar.total = total if total_known else None
        if failed:
            self._bar.set_postfix(failures=failed, refresh=False)
        self._bar.update(done + failed - self._bar.n)

    def seconds(self) -> float:
        """Return how long the run has lasted."""
        return time.monotonic() - self._start

    def close(self) -> None:
        """Take the bar away and finish the log."""
        self._bar.close()
        if self._file:
            with contextlib.suppress(OSError):
                self._file.close()
        else:
            self._folder.write(self._name, "".join(f"{line}\n" for line in self._lines).encode())
