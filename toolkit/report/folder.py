"""The folder of reports: how each is called, how it gets there whole or not at all, and the index over all."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from toolkit.errors import ReportError
from toolkit.files import exchange, make_folder, replacing, usual_mode

_TAKEN = ("index.html", "_variables.yml")
WINDOWS = os.name == "nt"
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # no names of files in Windows
_LONGEST = 200  # bytes: leaves room for .failed.ipynb in the 255 that file systems allow


def report_ids(articles: Iterable[str]) -> list[str]:
    """Return one report ID for each article: its file name without the ending; equal ones get -2, -3.

    >>> report_ids(["a/summit.txt", "b/summit.md", "https://example.org/news/late-talks.html"])
    ['summit', 'summit-2', 'late-talks']
    """
    made: list[str] = []
    used = set(_TAKEN)
    for article in articles:
        stem = _stem(article)
        name, number = stem, 1
        while name.casefold() in used:
            number += 1
            name = f"{stem}-{number}"
        used.add(name.casefold())
        made.append(name)
    return made


def display_name(path: str) -> str:
    """Return what a report shows of a path: the file's name alone; a URL as it is."""
    return path if re.match(r"https?://", path) else Path(path).name.encode("utf-8", "replace").decode("utf-8")


@contextmanager
def work_folder(out: Path) -> Iterator[Path]:
    """Make a new folder beside the finished reports, gone when the context ends.

    Those that killed runs have left are removed.
    """
    made = not out.exists()
    try:
        make_folder(out)
        with _locked(out):
            _remove_abandoned(out)
            folder = Path(tempfile.mkdtemp(prefix=".building-", dir=out))
            lock = _lock(folder, wait=True)
    except OSError as error:
        raise ReportError(f"{out} cannot be written to: {error.strerror}") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)
        if made and not any(out.iterdir()):
            out.rmdir()


def _remove_abandoned(out: Path) -> None:
    """Remove work folders whose process is no more: nobody holds their lock."""
    for folder in out.glob(".building-*"):
        lock = _lock(folder, wait=False)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def put_in_place(folder: Path, target: Path) -> None:
    """Put a finished folder in its place; one that stood there goes only when the new one is there."""
    folder.chmod(usual_mode(0o777))
    if not target.exists():
        folder.rename(target)
    elif not exchange(folder, target):
        old = Path(tempfile.mkdtemp(prefix=".old-", dir=target.parent)) / target.name
        target.rename(old)
        folder.rename(target)
        shutil.rmtree(old.parent, ignore_errors=True)
    target.with_name(f"{target.name}.failed.ipynb").unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Write a text so that a reader finds the old file or the new one, never half of it."""
    with replacing(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


def update_index(out: Path, reports: Mapping[str, Mapping[str, Any]]) -> None:
    """Bring ``_variables.yml`` and ``index.html`` of a folder up to date.

    Parameters
    ----------
    out
        The folder of reports.
    reports
        Each report's numbers by name (`Outcome.variables`), by its ID. Reports that are no longer there are dropped.
    """
    import yaml

    from toolkit.report import page

    path = out / "_variables.yml"
    with _locked(out):
        known = yaml.load(path.read_text("utf-8"), _loader()) if path.exists() else None
        known = {**(known if isinstance(known, dict) else {}), **reports}
        known = {id: known[id] for id in sorted(known) if (out / str(id) / "report.html").is_file()}
        text = yaml.dump(known, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), allow_unicode=True, width=110)
        write_whole(path, text if known else "")
        write_whole(out / "index.html", page.index(known))


def _loader() -> Any:
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Let one process at a time go on; where the platform has no such lock, all."""
    handle = _lock(out, wait=True)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _lock(folder: Path, *, wait: bool) -> int | None:
    """Return a handle that holds a folder's lock until it is closed; None where there is none to be had."""
    try:
        import fcntl
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:  # another process has it, or the file system has none
        os.close(handle)
        return None
    return handle


def _stem(article: str) -> str:
    """Return the file name without its ending, as a folder may be called; of a URL, its last part or its host."""
    name = unquote(urlsplit(article).path) if re.match(r"https?://", article) else article
    name = Path(name).stem.lstrip(".") or (urlsplit(article).hostname or "report")
    name = re.sub(r"[\x00-\x1f/\\]", "-", name).encode("utf-8", "replace").decode("utf-8")
    if WINDOWS:
        name = re.sub(r'[<>:"|?*]', "-", name).rstrip(". ") or "report"
        name += "-" if _DEVICE.fullmatch(name) else ""
    while len(name.encode()) > _LONGEST:
        name = name[:-1]
    return name
