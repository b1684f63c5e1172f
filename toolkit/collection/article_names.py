"""What the articles of a collection are called, and whose they are: both are read from their paths."""

import os
from collections import Counter
from collections.abc import Sequence
from itertools import count
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from toolkit.sources.paths import common, is_url, shown


def short_names(paths: Sequence[str]) -> list[str]:
    """Return the articles' file names without endings; with their folders where they would be equal.

    >>> short_names(["/news/herald/a.txt", "/news/post/a.txt", "/news/post/b.txt"])
    ['herald/a', 'post/a', 'b']
    """
    parts = [unquote(urlsplit(part).path).strip("/") or part if is_url(part) else part for part in shown(paths)]
    stems = [PurePosixPath(part).stem for part in parts]
    uses = Counter(stems)
    full = [str(PurePosixPath(part).with_suffix("")) for part in parts]
    return [stem if uses[stem] == 1 else name for stem, name in zip(stems, full, strict=True)]


def outlets(paths: Sequence[str]) -> list[str | None]:
    """Return a URL's host; of files in several folders, the first folder below the one they share.

    >>> outlets(["/news/herald/a.txt", "/news/post/a.txt", "https://www.example.org/b"])
    ['herald', 'post', 'example.org']
    """
    result: list[str | None] = []
    # Right below these folders lie people's own.
    private = common(paths) in (os.sep, str(Path.home().parent)) and any(map(os.path.isabs, paths))
    for path, part in zip(paths, shown(paths), strict=True):
        if is_url(path):
            result.append((urlsplit(path).hostname or "").removeprefix("www.") or None)
        else:
            result.append(None if private or "/" not in part else part.split("/")[0])
    return result


def numbered(names: Sequence[str]) -> list[str]:
    """Return the names, each that was there before with a number, so that all differ.

    >>> numbered(["a", "b", "a"])
    ['a', 'b', 'a (2)']
    """
    result: list[str] = []
    for name in names:
        free = (name if number == 1 else f"{name} ({number})" for number in count(1))
        result.append(next(candidate for candidate in free if candidate not in result))
    return result
