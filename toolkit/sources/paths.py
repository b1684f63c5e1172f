"""Paths of articles: which files a folder stands for, and what is shown of a path."""

import json
import os
import re
from collections.abc import Container, Sequence
from pathlib import Path, PurePosixPath

ABOUT_STORE = "store.json"  # lies in a store that `toolkit corpus` made
# How the folders end that browsers make beside "web page, complete", in the languages they do it in.
BESIDE_PAGES = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_file", "_bestanden", "-filer")


def below_shared_folder(paths: Sequence[str]) -> list[str]:
    """Return the part of each path below the folder that all share: what is shown of it; URLs stay whole.

    >>> below_shared_folder(["/home/ada/news/herald/a.txt", "/home/ada/news/post/a.txt", "https://example.org/b"])
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


def is_store(folder: str | os.PathLike) -> bool:
    """Whether a folder is a store, which holds results and no articles."""
    try:
        about = Path(folder, ABOUT_STORE).read_bytes()
    except OSError:
        return False
    return tells_of_store(about, has_tables=Path(folder, "articles").is_dir())


def tells_of_store(about: bytes, *, has_tables: bool) -> bool:
    """Whether a file ``store.json`` is a store's own, by the schema in it; one that is damaged, by what lies beside it.

    >>> tells_of_store(b'{"schema": "toolkit.store/2"}', has_tables=False), tells_of_store(b"[1]", has_tables=True)
    (True, False)
    """
    try:
        found = json.loads(about)
    except ValueError:  # which whoever opens the store says
        return has_tables
    return isinstance(found, dict) and str(found.get("schema")).startswith("toolkit.store/")


def is_text(path: str) -> bool:
    """Whether what was given as a path can only be a text."""
    return "\n" in path or len(path) > 2000


def page_of(name: str, names: Container[str]) -> tuple[str, str] | None:
    """Return the folder in which a browser put a file beside a page that it saved, and that page; None for any other.

    >>> page_of("post/Rain_files/advert.html", {"post/Rain.html"})
    ('post/Rain_files', 'post/Rain.html')
    """
    parts = name.split("/")
    for depth in range(1, len(parts)):
        folder = "/".join(parts[:depth])
        for ending in BESIDE_PAGES:
            for page in (f"{folder.removesuffix(ending)}.html", f"{folder.removesuffix(ending)}.htm"):
                if folder.endswith(ending) and page in names:
                    return folder, page
    return None


def outlet_below(folder: Path, below: str) -> str | None:
    """Return the outlet of a file in a folder: the first folder below the one that was given, if there is one."""
    return below.split("/")[0] if "/" in below else None


def outlets_of(paths: Sequence[str]) -> dict[str, str | None]:
    """Return the outlet of each path: of files in several folders, the first folder below the one they share.

    >>> outlets_of(["/archive/news/herald/a.txt", "/archive/news/post/b.txt"])
    {'/archive/news/herald/a.txt': 'herald', '/archive/news/post/b.txt': 'post'}
    """
    local = [path for path in paths if not is_url(path) and path != "-"]
    # Right below these folders lie people's own.
    private = common(local) in (os.sep, str(Path.home().parent)) and any(map(os.path.isabs, local))
    parts = zip(local, below_shared_folder(local), strict=True)
    return {path: None if private or "/" not in part else part.split("/")[0] for path, part in parts}
