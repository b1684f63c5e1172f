"""What is worked out of a whole store once, kept beside its tables as JSON: a cache that may be deleted."""

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from toolkit.collection.store.folder import Folder
from toolkit.errors import ToolkitError
from toolkit.version import VERSION


def once(folder: Folder, name: str, made_of: Iterable[str], make: Callable[[], Any]) -> Any:
    """Return what was made of the same before; else make it and keep it.

    Parameters
    ----------
    folder
        The store.
    name
        What it is called; the file is ``NAME.json``.
    made_of
        All that it depends on, beside the toolkit's version: where that differs, it is made anew.
    make
        Makes it: plain data, as JSON has it.

    Examples
    --------
    >>> from toolkit.collection.store.folder import Folder
    >>> store = Folder(folder / "kept")
    >>> [once(store, "numbers", ["a"], lambda: [1]), once(store, "numbers", ["a"], lambda: [2])]
    [[1], [1]]
    >>> once(store, "numbers", ["b"], lambda: [2])
    [2]
    """
    key = hashlib.sha256("\n".join([VERSION, *made_of]).encode("utf-8", "replace")).hexdigest()
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):  # not there, or damaged
        there = json.loads(folder.fs.cat_file(folder.path(f"{name}.json")))
        if there["made_of"] == key:
            return there["found"]
    found = make()
    with contextlib.suppress(ToolkitError):  # a full disk, a folder that may not be written to: it is made again
        folder.write(f"{name}.json", json.dumps({"made_of": key, "found": found}).encode())
    return found
