"""Paths of articles: which files a folder stands for, and what a report shows of a path."""

import os
import re
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path, PurePosixPath

from toolkit.errors import InputError

ENDINGS = (".txt", ".md")


def files(articles: Iterable[str | PathLike]) -> list[str]:
    """Paths and URLs, each folder replaced by the .txt and .md files in it and in its folders, sorted.

    Raises
    ------
    InputError
        If a folder holds none.
    """
    found: list[str] = []
    for given in [os.fspath(article) for article in articles]:
        if is_url(given) or not os.path.isdir(given):
            found.append(given)
            continue
        inside = sorted(p for p in Path(given).rglob("*") if p.suffix.lower() in ENDINGS and p.is_file())
        inside = [p for p in inside if not any(part.startswith(".") for part in p.relative_to(given).parts)]
        if not inside:
            raise InputError(f"{given} holds no article: a folder of {' and '.join(ENDINGS)} files is wanted")
        found += [str(p) for p in inside]
    return found


def shown(paths: Sequence[str]) -> list[str]:
    """What a report shows of paths: the part below the folder they share, so that no other folder is told.

    >>> shown(["/home/ada/news/herald/a.txt", "/home/ada/news/post/a.txt", "https://example.org/b"])
    ['herald/a.txt', 'post/a.txt', 'https://example.org/b']
    """
    start = common(paths)
    parts = [p if is_url(p) else PurePosixPath(os.path.relpath(os.path.abspath(p), start)).as_posix() for p in paths]
    return [part.encode("utf-8", "replace").decode("utf-8") for part in parts]


def common(paths: Sequence[str]) -> str:
    """The folder that these paths share; URLs among them do not count."""
    local = [os.path.dirname(os.path.abspath(p)) for p in paths if not is_url(p)]
    return os.path.commonpath(local) if local else os.curdir


def is_url(path: str) -> bool:
    """Whether a path is the address of a page."""
    return re.match(r"https?://", path, re.IGNORECASE) is not None
