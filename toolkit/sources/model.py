"""The plain data of this room: bytes with a name, what was passed over, and what the caller wants."""

import io
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from gzip import BadGzipFile
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from toolkit.errors import InputError

LARGEST = 64 * 2**20  # bytes of a file that is read as a whole
HEAD = 8192  # bytes that tell what a file is


@dataclass(frozen=True)
class Blob:
    """Bytes with a name: a file, a fetched page, a member of an archive.

    ``name`` is what messages and ``Article.origin`` say: a file name or URL, never a folder. A file on this machine is
    opened when its bytes are asked for; the bytes of everything else are at hand.
    """

    name: str
    path: Path | None = None
    content: bytes | None = None
    opener: Callable[[], BinaryIO] | None = None  # of what is unpacked piece by piece
    packed: str | None = None  # the name of the file that it is unpacked from
    url: str | None = None  # where it was fetched
    charset: str | None = None  # what the server or the archive says of its encoding
    outlet: str | None = None  # of the folder it lies in, or the host it was fetched from
    notes: tuple[str, ...] = ()  # what was guessed in getting it

    def open(self) -> BinaryIO:
        """Open the bytes for reading, for formats that are read piece by piece."""
        if self.content is not None:
            return io.BytesIO(self.content)
        if self.opener is not None:
            return self.opener()
        assert self.path is not None
        return self.path.open("rb")

    @cached_property
    def data(self) -> bytes:
        """All bytes.

        Raises
        ------
        InputError
            If there are more than 64 MB.
        """
        if self.content is not None:
            return self.content
        data = self.beginning(LARGEST + 1)
        if len(data) > LARGEST:
            raise InputError(f"{self.name} is larger than {LARGEST // 2**20} MB: is it an article?")
        return data

    @cached_property
    def head(self) -> bytes:
        """The first bytes, which tell what it is."""
        if self.content is not None:
            return self.content[:HEAD]
        return self.beginning(HEAD)

    def beginning(self, most: int) -> bytes:
        """Return the first bytes.

        Raises
        ------
        InputError
            If they cannot be unpacked.
        """
        try:
            with self.open() as file:
                return file.read(most)
        except (EOFError, zlib.error, BadGzipFile) as error:
            raise InputError(f"{self.packed or self.name} cannot be unpacked: it is damaged") from error

    @property
    def stem(self) -> str:
        """The name without folders and ending: the id of its article ("talks 12.11.2021" keeps its dots)."""
        name = file_name(self.url) if self.url else self.origin
        start, dot, ending = name.rpartition(".")
        known = dot and start and ending[:1].isalpha() and ending.isalnum() and ending.isascii() and len(ending) <= 10
        return (start if known else name) or "article"

    @property
    def origin(self) -> str:
        """What ``Article.origin`` says: the URL, or the file's name without folders."""
        return self.name if self.url else self.name.replace("\\", "/").rpartition("/")[2]

    def of_outlet(self, outlet: str) -> "Blob":
        """Return the same with an outlet."""
        return replace(self, outlet=outlet)

    def named(self, name: str, content: bytes, **changes: object) -> "Blob":
        """Return what was found inside of it (a member of an archive, a part of an e-mail) as bytes with a name."""
        return replace(self, name=name, path=None, content=content, **changes)  # type: ignore[arg-type]


class OtherKindError(InputError):
    """A file of a kind that the toolkit does not read, such as an image."""


@dataclass(frozen=True)
class PassedOver:
    """Something that gave no article.

    ``failed`` is true where the toolkit reads files of this kind and could not read this one; it is false for an image
    in a folder. ``reason`` is a whole sentence that names it.
    """

    name: str
    reason: str
    failed: bool = False
    id: str | None = None  # of a table's row that has one

    def as_warning(self) -> str:
        """Return the sentence that warns of it."""
        return f"passed over: {self.reason}"

    def to_dict(self) -> dict[str, Any]:
        """Return what a line of JSON says of it, in place of an analysis; `from_dict` reads it.

        >>> PassedOver("row 3 of a.csv", "row 3 of a.csv has no text", failed=True, id="c").to_dict()
        {'id': 'c', 'name': 'row 3 of a.csv', 'error': 'row 3 of a.csv has no text', 'failed': True}
        >>> PassedOver("a.png", "a.png is an image, not text").to_dict()
        {'id': 'a.png', 'error': 'a.png is an image, not text', 'failed': False}
        """
        called = {"id": self.name} if self.id in (None, self.name) else {"id": self.id, "name": self.name}
        return {**called, "error": self.reason, "failed": self.failed}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "PassedOver":
        """Return what `to_dict` wrote."""
        id = row["id"] if "name" in row else None
        return cls(row.get("name", row["id"]), row["error"], row["failed"], id=id)


def store_left_out(name: str) -> PassedOver:
    """Return what is said of a store that lies among articles.

    >>> store_left_out("results").reason
    'results is a store, which holds results: left out'
    """
    return PassedOver(name, f"{name} is a store, which holds results: left out")


def none_read(passed_over: Sequence[PassedOver]) -> InputError:
    """Return the error that says why sources gave no article.

    >>> str(none_read([PassedOver("a.png", "a.png is an image, not text"), PassedOver("b.txt", "b.txt is empty")]))
    'none of 2 articles can be read: a.png is an image, not text'
    """
    if not passed_over:
        return InputError("no article is given: name files, folders, archives, exports, tables or URLs")
    why = passed_over[0].reason
    return InputError(why if len(passed_over) == 1 else f"none of {len(passed_over):,} articles can be read: {why}")


@dataclass(frozen=True)
class Options:
    """What the caller of `articles` wants."""

    columns: Mapping[str, str] = field(default_factory=dict)  # of a table: our name -> the table's column
    follow: bool = False  # fetch the pages that a feed or a table names
    allow_private: bool = False  # fetch from hosts on private addresses too
    passed_over: Callable[[PassedOver], None] = lambda what: None  # called for whatever gives no article


def numbered(stem: str, count: int) -> Iterable[str]:
    """Yield ids for the articles of one file: the file's name alone for one, with numbers of equal length for more.

    >>> list(numbered("nyt", 1)), list(numbered("nyt", 10))[:2]
    (['nyt'], ['nyt-01', 'nyt-02'])
    """
    if count == 1:
        yield stem
        return
    width = len(str(count))
    for number in range(1, count + 1):
        yield f"{stem}-{number:0{width}}"


def file_name(url: str) -> str:
    """Return the last part of a URL's path, "" where it has none.

    >>> file_name("https://example.org/news/dam%20shut.html?page=2")
    'dam shut.html'
    """
    return unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
