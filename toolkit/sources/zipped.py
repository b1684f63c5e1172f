"""Documents that are zip files (Word, OpenDocument, e-books): their parts, and none that unpacks past all measure."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from toolkit.errors import InputError
from toolkit.sources.model import Blob

LARGEST_PART = 256 * 2**20  # bytes of a part of the file, unpacked
LARGEST = 1024 * 2**20  # bytes of all parts, pictures among them
RATIO = 200  # how many times larger a part past 10 MB may be than it is packed
BROKEN = (OSError, EOFError, KeyError, ValueError, RuntimeError, NotImplementedError, zlib.error, zipfile.BadZipFile)


@contextmanager
def unzipped(blob: Blob, what: str) -> Iterator[zipfile.ZipFile]:
    """Give the parts of a document; whatever is wrong with them in the meantime is said in one sentence.

    Raises
    ------
    InputError
        If it is damaged, asks for a password, or unpacks to much more than a document has.
    """
    try:
        with blob.open() as file, zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            _refuse_bombs(infos, blob)
            if any(info.flag_bits & 1 for info in infos):
                raise InputError(f"{blob.name} asks for a password: save it without one")
            yield archive
    except InputError:
        raise
    except BROKEN as error:
        raise InputError(f"{blob.name} is {what}, but damaged: it cannot be opened") from error


def _refuse_bombs(infos: list[zipfile.ZipInfo], blob: Blob) -> None:
    for info in infos:
        much = info.file_size > 10 * 2**20 and info.file_size > RATIO * max(info.compress_size, 1)
        if info.file_size > LARGEST_PART or much:
            raise InputError(f"{blob.name} unpacks to {info.file_size / 2**20:,.0f} MB: it is no ordinary document")
    if sum(info.file_size for info in infos) > LARGEST:
        raise InputError(f"{blob.name} unpacks to more than {LARGEST // 2**30} GB: it is no ordinary document")
