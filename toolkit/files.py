"""Files that users write, read; and files written whole: whoever looks finds the old one or the new, never half."""

import ctypes
import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.errors import InputError

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


def read_text(path: Path) -> str:
    """Return the text of a file that a user wrote, in UTF-8 with or without a byte-order mark.

    Raises
    ------
    InputError
        If it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} is not UTF-8: save it as UTF-8 text") from error


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, if they are not there.

    Raises
    ------
    OSError
        If it cannot be made; that a file is in the way is a NotADirectoryError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from error


@contextmanager
def replacing(path: str | os.PathLike) -> Iterator[Path]:
    """Give the path of a hidden file to write to, which takes the place of ``path`` when the context ends well.

    It lies in the same folder, and is gone where the context ends with an error. What is no file, such as /dev/null,
    is written to itself. What the machine says when it cannot be written names ``path``, not the hidden file.

    >>> with replacing(folder / "names.txt") as part:
    ...     _ = part.write_text("Ada Roe")
    >>> (folder / "names.txt").read_text()
    'Ada Roe'
    """
    given, path = os.fspath(path), Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        yield path
        return
    name: str | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".toolkit-")
        os.close(handle)
        yield Path(name)
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else usual_mode(0o666))
        os.replace(name, path)
    except BaseException as error:
        if name:
            Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError) and (name is None or error.filename in (None, name)):
            error.filename = given
        raise


def exchange(one: Path, other: Path) -> bool:
    """Let two files or folders change places in one step, and return whether the system can do that."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # no Linux
        return False
    return rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def usual_mode(mode: int) -> int:
    """Return the permissions that a new file or folder gets when it asks for these."""
    mask = os.umask(0)
    os.umask(mask)
    return mode & ~mask
