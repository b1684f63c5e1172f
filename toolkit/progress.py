"""A progress bar on stderr, where that is a terminal, and lines that leave it whole."""

import sys
from collections.abc import Iterable, Iterator
from typing import TextIO


def progress(items: Iterable, unit: str, *, total: int | None = None) -> Iterator:
    """Yield the items, with a bar that counts them in ``unit``; none for a single one or off a terminal."""
    if not sys.stderr.isatty() or (isinstance(items, list) and len(items) < 2):
        return iter(items)
    from tqdm import tqdm

    return iter(tqdm(items, unit=f" {unit}", total=total, leave=False))


def say(line: str, *, file: TextIO | None = None) -> None:
    """Print a line to stdout or a file; a bar that is shown makes room for it."""
    file = file or sys.stdout
    if "tqdm" in sys.modules:
        from tqdm import tqdm

        tqdm.write(line, file=file)
    else:
        print(line, file=file)
