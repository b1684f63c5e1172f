"""A progress bar on stderr, where that is a terminal, or in JupyterLab, and lines that leave it whole."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO


def progress(items: Iterable, unit: str, *, total: int | None = None) -> Iterator:
    """Yield the items, with a bar that counts them in ``unit``; none for a single one, or where nobody looks on."""
    if not (sys.stderr.isatty() or in_jupyterlab()) or (isinstance(items, list) and len(items) < 2):
        return iter(items)
    from tqdm.auto import tqdm

    return iter(tqdm(items, unit=f" {unit}", total=total, leave=False))


def in_jupyterlab() -> bool:
    """Return whether this is a notebook that somebody has open: bars differ each time, and reports do without."""
    return "ipykernel" in sys.modules and "JPY_SESSION_NAME" in os.environ


def say(line: str, *, file: TextIO | None = None) -> None:
    """Print a line to stdout or a file; a bar that is shown makes room for it."""
    file = file or sys.stdout
    if "tqdm" in sys.modules:
        from tqdm import tqdm

        tqdm.write(line, file=file)
    else:
        print(line, file=file)
