"""Files of object stores and other places at a URL (s3://, gs://), as fsspec finds and opens them."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from toolkit.errors import InputError
from toolkit.sources.model import Blob

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


def blobs(url: str) -> Iterator[Blob]:
    """Yield the file at a URL; of a folder or a pattern every file in it, sorted by path.

    Raises
    ------
    InputError
        If it cannot be reached, or holds nothing.
    """
    import fsspec

    scheme = url.partition("://")[0]
    try:
        fs, path = fsspec.core.url_to_fs(url)
        found = _paths(fs, path)
    except ImportError as error:
        package = NEEDED[scheme]
        raise InputError(f"{url} needs a package that is not installed: pip install {package}") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{url} cannot be reached: {error}") from error
    if not found:
        raise InputError(f"{url} is not there, or holds no files")
    for full in found:
        name = full.rpartition("/")[2] if found == [path] else full.removeprefix(path.partition("*")[0]).lstrip("/")
        yield Blob(name, opener=partial(fs.open, full, "rb"), outlet=name.split("/")[0] if "/" in name else None)


def _paths(fs: Any, path: str) -> list[str]:
    """Return the paths of the files that a path or pattern stands for; hidden ones are left out."""
    start = path.partition("*")[0]
    if start == path and fs.isfile(path):
        return [path]
    found = fs.find(path) if start == path else [one for one in fs.glob(path) if fs.isfile(one)]
    shown = [one for one in found if not re.search(r"(^|/)[.]", one.removeprefix(start))]
    return sorted(one for one in shown if one.rpartition("/")[2] not in ("actors.toml", ""))
