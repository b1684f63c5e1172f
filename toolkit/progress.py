"""A progress bar on stderr, where that is a terminal."""

import sys
from collections.abc import Iterable, Iterator


def progress(items: Iterable, unit: str, *, total: int | None = None) -> Iterator:
    """The items, with a bar that counts them in ``unit``; nothing is shown for a single one or off a terminal."""
    if not sys.stderr.isatty() or (isinstance(items, list) and len(items) < 2):
        return iter(items)
    from tqdm import tqdm

    return iter(tqdm(items, unit=f" {unit}", total=total, leave=False))
