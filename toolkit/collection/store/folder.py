"""A store's folder, on this machine or at a URL: files are there whole or not at all. fsspec knows the places."""

import contextlib
import json
import os
import uuid
from functools import cached_property
from typing import Any

from toolkit.errors import InputError, ParameterError, ToolkitError
from toolkit.sources import paths
from toolkit.sources.paths import ABOUT_STORE

ACTORS = "actors.toml"  # what the analyst knows, as it was given
EXTRAS = {"s3": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs", "az": "adlfs"}  # what each kind of URL needs


class Folder:
    """The folder of a store; ``url`` is a path or a URL such as ``s3://bucket/store``."""

    def __init__(self, url: str | os.PathLike) -> None:
        self.url = os.fspath(url).rstrip("/")

    def __reduce__(self) -> tuple:
        return Folder, (self.url,)

    @cached_property
    def _place(self) -> tuple[Any, str]:
        import fsspec

        try:
            return fsspec.core.url_to_fs(self.url)
        except (ImportError, ValueError) as error:
            needed = EXTRAS.get(self.url.partition("://")[0])
            hint = f": pip install {needed}" if needed else ""
            raise InputError(f"{self.url} cannot be reached{hint} ({error})") from error

    @property
    def fs(self) -> Any:
        """The file system, as fsspec has it."""
        return self._place[0]

    @property
    def is_local(self) -> bool:
        """Whether it lies on this machine."""
        return "file" in self.fs.protocol

    def path(self, name: str = "") -> str:
        """Return the path of a file in it, as the file system takes it."""
        return f"{self._place[1]}/{name}".rstrip("/")

    def names(self, within: str) -> list[str]:
        """Return the names of the Parquet files in a folder of it, sorted."""
        self.fs.invalidate_cache()
        try:
            found = self.fs.ls(self.path(within), detail=False)
        except (FileNotFoundError, NotADirectoryError):
            return []
        return sorted(name for path in found if (name := path.rpartition("/")[2]).endswith(".parquet"))

    def write(self, name: str, data: bytes) -> None:
        """Write a file; whoever looks finds it whole, as it was before, or not at all.

        Raises
        ------
        ToolkitError
            If it cannot be written: the disk is full, or may not be written to.
        """
        try:
            if self.is_local:
                self._write_here(self.path(name), data)
            else:
                self.fs.pipe_file(self.path(name), data)  # an object store has it whole or not at all
        except OSError as error:
            raise ToolkitError(f"the store {self.url} cannot be written: {error.strerror or error}") from error

    def _write_here(self, path: str, data: bytes) -> None:
        """Write a file beside its place, and rename it once it is on the disk."""
        os.makedirs(os.path.dirname(path), exist_ok=True)
        beside = f"{os.path.dirname(path)}/.{uuid.uuid4().hex}"
        try:
            with open(beside, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, path)
        except BaseException:
            if os.path.exists(beside):
                os.remove(beside)
            raise

    def remove(self, name: str) -> None:
        """Remove a file; one that is not there is no matter."""
        with contextlib.suppress(FileNotFoundError):
            self.fs.rm_file(self.path(name))

    def remove_unfinished(self, within: str) -> None:
        """Remove what a process that was killed was about to write."""
        folder = self.path(within)
        if self.is_local and os.path.isdir(folder):
            for name in os.listdir(folder):
                if name.startswith("."):
                    self.remove(f"{within}/{name}")

    def about(self) -> dict[str, Any] | None:
        """Return what ``store.json`` says; None where there is none."""
        try:
            return json.loads(self.fs.cat_file(self.path(ABOUT_STORE)))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except ValueError as error:
            raise InputError(f"{self.url}/{ABOUT_STORE} is damaged: it is not JSON") from error

    def read_text(self, name: str) -> str:
        """Return the text of a file."""
        return self.fs.cat_file(self.path(name)).decode("utf-8-sig")

    def write_about(self, about: dict[str, Any]) -> None:
        """Write ``store.json``."""
        self.write(ABOUT_STORE, (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode())


def is_store(source: Any) -> bool:
    """Return whether a source is a store that ``toolkit corpus`` made.

    >>> is_store("nowhere"), is_store(folder)
    (False, False)
    """
    if not isinstance(source, str | os.PathLike):
        return False
    given = os.fspath(source)
    if "://" in given:
        if given.startswith(("http:", "https:")):
            return False
        folder = Folder(given)
        try:
            about = folder.fs.cat_file(folder.path(ABOUT_STORE))
        except (FileNotFoundError, NotADirectoryError):
            return False
        return paths.tells_of_store(about, has_tables=bool(folder.names("articles")))
    return paths.is_store(given)


def only_store(sources: Any) -> str | os.PathLike | None:
    """Return the store that sources are; None where they are articles.

    Raises
    ------
    ParameterError
        If a store stands among other sources.
    """
    given = [sources] if isinstance(sources, str | os.PathLike) else sources
    if not isinstance(given, list | tuple):
        return None
    stores = [source for source in given if is_store(source)]
    if stores and len(given) > 1:
        raise ParameterError(f"{os.fspath(stores[0])} is a store, which stands alone: give nothing beside it")
    return stores[0] if stores else None
