"""Files of object stores and other places at a URL (s3://, gs://), as fsspec finds and opens them."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from toolkit.errors import InputError
from toolkit.sources.model import Blob, Options, store_left_out
from toolkit.sources.paths import ABOUT_STORE, tells_of_store

NEEDED = {
    "s3": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "abfs": "adlfs",
    "az": "adlfs",
}  # by the kind of URL, the package that it needs


def is_remote(source: str) -> bool:
    """Return whether a source is a URL of an object store.

    >>> is_remote("s3://archive/2025"), is_remote("https://example.org"), is_remote("ftp://old")
    (True, False, False)
    """
    scheme = re.match(r"([a-z][a-z0-9+.-]+)://", source)
    return scheme is not None and scheme[1] in NEEDED


def blobs(url: str, options: Options) -> Iterator[Blob]:
    """Yield the file at a URL; of a folder or a pattern every file in it, sorted by path, but for those of stores.

    Raises
    ------
    InputError
        If it cannot be reached, or holds nothing, or is a store.
    """
    import fsspec

    scheme = url.partition("://")[0]
    try:
        fs, path = fsspec.core.url_to_fs(url)
        found = _paths(fs, path)
        stores = _stores(fs, found)
    except ImportError as error:
        package = NEEDED[scheme]
        raise InputError(f"{url} needs a package that is not installed: pip install {package}") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{url} cannot be reached: {error}") from error
    if not found:
        raise InputError(f"{url} is not there, or holds no files")
    if path.rstrip("/") in stores:
        raise InputError(f"{url} is a store, which holds results: give the articles that it was made of")
    start = path.partition("*")[0]
    for store in stores:
        options.passed_over(store_left_out(store.removeprefix(start).lstrip("/")))
    for full in found:
        if any(full.startswith(f"{store}/") for store in stores):
            continue
        name = full.rpartition("/")[2] if found == [path] else full.removeprefix(start).lstrip("/")
        yield Blob(name, opener=partial(fs.open, full, "rb"), outlet=name.split("/")[0] if "/" in name else None)


def _stores(fs: Any, found: list[str]) -> list[str]:
    """Return the folders of these files that are stores."""
    stores = []
    for folder in (full.rpartition("/")[0] for full in found if full.rpartition("/")[2] == ABOUT_STORE):
        has_tables = any(full.startswith(f"{folder}/articles/") for full in found)
        if tells_of_store(fs.cat_file(f"{folder}/{ABOUT_STORE}"), has_tables=has_tables):
            stores.append(folder)
    return stores


def _paths(fs: Any, path: str) -> list[str]:
    """Return the paths of the files that a path or pattern stands for; hidden ones are left out."""
    start = path.partition("*")[0]
    if start == path and fs.isfile(path):
        return [path]
    found = fs.find(path) if start == path else [one for one in fs.glob(path) if fs.isfile(one)]
    shown = [one for one in found if not re.search(r"(^|/)[.]", one.removeprefix(start))]
    return sorted(one for one in shown if one.rpartition("/")[2] not in ("actors.toml", ""))
