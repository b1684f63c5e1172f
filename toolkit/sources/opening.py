"""A source becomes blobs: the files of a folder or glob, the members of an archive, a fetched page, standard input."""

import difflib
import glob
import gzip
import os
import re
import sys
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from toolkit.errors import InputError
from toolkit.sources import remote
from toolkit.sources.fetching import fetch
from toolkit.sources.model import LARGEST, Blob, Options, PassedOver, store_left_out
from toolkit.sources.paths import ABOUT_STORE, is_store, is_text, is_url, outlet_below, page_of

KNOWN = "actors.toml"  # lies beside articles, and is the analyst's word on them
MEMBERS = 100_000  # of an archive, at most
UNPACKED = 8 * 2**30  # bytes of an archive's members together, at most
ALIKE = 0.75  # how alike two names are without their endings (difflib's ratio), of which one may be meant
RATIO = 1000  # how many times larger a member may be than it is packed, past the first MB
UNREADABLE = (OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError, RuntimeError, NotImplementedError)
CANNOT_UNPACK = "cannot be unpacked: it is damaged, or asks for a password"


def blobs(source: str, options: Options) -> Iterator[Blob]:
    """Yield what a path, glob, URL or "-" stands for, the files of a folder sorted by their paths.

    Raises
    ------
    InputError
        If there is nothing of that name.
    """
    if not source:
        raise InputError("the path is empty: give a file, a folder or a URL")
    if source == "-":
        yield Blob("standard input", content=_standard_input())
    elif is_url(source):
        yield fetch(source, allow_private=options.allow_private)
    elif remote.is_remote(source):
        yield from remote.blobs(source, options)
    elif re.match(r"[a-z][a-z+.-]+://", source, re.IGNORECASE):
        raise InputError(f"{source} cannot be fetched: only http and https addresses can, and stores such as s3://")
    elif not source.strip():
        raise InputError("the path is empty: give a file, a folder or a URL")
    elif is_text(source):
        raise InputError("this is a text, not a path: give it as toolkit.read(text=…)")
    else:
        yield from _of_path(source, options)


def members(blob: Blob, options: Options) -> Iterator[Blob]:
    """Yield the files in a zip or tar archive; what cannot be unpacked is passed over.

    Raises
    ------
    InputError
        If the archive as a whole cannot be read, or grows past all measure.
    """
    unpack = _zip_members if blob.head.startswith(b"PK") else _tar_members
    total = 0
    try:
        for number, (name, size, packed, data) in enumerate(unpack(blob, options), start=1):
            if number > MEMBERS:
                raise InputError(f"{blob.name} holds more than {MEMBERS:,} files: unpack it and give the folder")
            inside = f"{blob.name}/{name}"
            if _is_hidden(name):
                continue
            if size > LARGEST or size > max(RATIO * packed, 2**20):
                reason = f"{inside} has {size / 2**20:,.0f} MB when it is unpacked: unpack it and give the files"
                options.passed_over(PassedOver(inside, reason, failed=True))
                continue
            try:
                content = data()
            except UNREADABLE:
                options.passed_over(PassedOver(inside, f"{inside} {CANNOT_UNPACK}", failed=True))
                continue
            total += len(content)
            if total > UNPACKED:
                raise InputError(f"{blob.name} holds more than {UNPACKED // 2**30} GB: unpack it and give the folder")
            parts = PurePosixPath(name).parts
            outlet = parts[-2] if len(parts) > 1 else blob.outlet
            yield blob.named(inside, content, outlet=outlet, charset=None)
    except UNREADABLE as error:
        raise InputError(f"{blob.name} {CANNOT_UNPACK}") from error


def unpacked(blob: Blob) -> Blob:
    """Return what a gzip file holds, to be unpacked as it is read.

    Raises
    ------
    InputError
        If it is damaged.
    """
    name = re.sub(r"\.gz$", "", re.sub(r"\.tgz$", ".tar", blob.name, flags=re.IGNORECASE), flags=re.IGNORECASE)

    def open_inside() -> Any:
        packed = blob.open()
        file: Any = gzip.GzipFile(fileobj=packed)
        file.myfileobj = packed  # closed along with it
        return file

    inside = Blob(name, opener=open_inside, packed=blob.name, outlet=blob.outlet, notes=blob.notes)
    try:
        _ = inside.head
    except UNREADABLE as error:
        raise InputError(f"{blob.name} {CANNOT_UNPACK}") from error
    return inside


def _standard_input() -> bytes:
    data = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(f"standard input has more than {LARGEST // 2**20} MB: give a file")
    return data


def _of_path(source: str, options: Options) -> Iterator[Blob]:
    path = Path(source).expanduser() if source.startswith("~") else Path(source)
    try:
        if path.is_dir():
            yield from _of_folder(path, options)
        elif path.exists():
            yield _file(path, path.name)
        elif glob.has_magic(source):
            found = sorted(Path(name) for name in glob.glob(str(path), recursive=True))
            if not found:
                raise InputError(f"{source} fits no file")
            for one in found:
                if one.is_file():
                    yield _file(one, one.name)
                elif not glob.has_magic(str(path)[-2:]) or "**" not in source:
                    yield from _of_folder(one, options)
        else:
            raise InputError(f"{path} is not there{_near(path)}")
    except (OSError, ValueError, RuntimeError) as error:
        why = "its permissions forbid it" if isinstance(error, PermissionError) else None
        raise InputError(f"{path} cannot be read: {why or getattr(error, 'strerror', None) or error}") from error


def _of_folder(folder: Path, options: Options) -> Iterator[Blob]:
    for path, below in files_of(folder, options):
        yield _file(path, below, outlet=outlet_below(folder, below))


def files_of(folder: Path, options: Options) -> Iterator[tuple[Path, str]]:
    """Yield the files of a folder that may be articles, sorted, each with its name below the folder.

    Raises
    ------
    InputError
        If there is none.
    """
    inside = sorted(path for path in folder.rglob("*") if path.is_file())
    inside = [path for path in inside if not _is_hidden(path.relative_to(folder).as_posix()) and path.name != KNOWN]
    if not inside:
        raise InputError(f"{folder} holds no files")
    inside = _without_stores(folder, inside, options)
    names = [path.relative_to(folder).as_posix() for path in inside]
    own = _without_parts_of_pages(names, "", options)
    yield from ((path, below) for path, below in zip(inside, names, strict=True) if below in own)


def _without_stores(folder: Path, inside: list[Path], options: Options) -> list[Path]:
    """Return files but of those of stores, which hold results and no articles; each store is passed over as one."""
    stores = [path.parent for path in inside if path.name == ABOUT_STORE and is_store(path.parent)]
    if folder in stores:
        raise InputError(f"{folder} is a store, which holds results: give the articles that it was made of")
    for store in stores:
        options.passed_over(store_left_out(store.relative_to(folder).as_posix()))
    return [path for path in inside if not any(store in path.parents for store in stores)]


def _without_parts_of_pages(names: list[str], within: str, options: Options) -> set[str]:
    """Return the names of files but of those that a browser saved beside a page; each page's are passed over as one."""
    known, beside = set(names), Counter[tuple[str, str]]()
    own = set()
    for name in names:
        if found := page_of(name, known):
            beside[found] += 1
        else:
            own.add(name)
    for (folder, page), count in beside.items():
        reason = f"{within}{folder} belongs to the saved page {page}: {count} of its files left out"
        options.passed_over(PassedOver(f"{within}{folder}", reason))
    return own


def _file(path: Path, name: str, outlet: str | None = None) -> Blob:
    if not path.is_file():
        raise InputError(f"{path} is no ordinary file")
    if not os.access(path, os.R_OK):
        raise InputError(f"{path} cannot be read: its permissions forbid it")
    return Blob(name.encode("utf-8", "replace").decode("utf-8"), path=path, outlet=outlet)


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _zip_members(blob: Blob, options: Options) -> Iterator[tuple]:
    with blob.open() as file, zipfile.ZipFile(file) as archive:
        files = [info.filename for info in archive.infolist() if not info.is_dir()]
        own = _without_parts_of_pages(files, f"{blob.name}/", options)
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if info.filename in own:
                yield info.filename, info.file_size, info.compress_size, lambda info=info: archive.read(info)


def _tar_members(blob: Blob, _: Options) -> Iterator[tuple]:
    with blob.open() as file, tarfile.open(fileobj=file) as archive:
        for info in archive:
            inside = archive.extractfile(info) if info.isfile() else None
            if inside is not None:
                yield info.name, info.size, max(info.size, 1), inside.read


def _near(path: Path) -> str:
    """Say which file may have been meant, or what else is wrong with the path."""
    try:
        names = {entry.name.casefold(): entry.name for entry in os.scandir(path.parent) if entry.is_file()}
    except OSError:
        return f": there is no folder {path.parent}"
    same_ending_last = sorted(
        sorted(names)[:5000], key=lambda name: PurePosixPath(name).suffix == path.suffix.casefold()
    )
    stems = {PurePosixPath(name).stem: name for name in same_ending_last}
    near = difflib.get_close_matches(PurePosixPath(path.name.casefold()).stem, stems, n=1, cutoff=ALIKE)
    return f": do you mean {names[stems[near[0]]]}?" if near else ": check its folder and its name"
