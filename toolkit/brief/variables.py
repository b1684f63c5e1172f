"""Look up numbers of reports by name, in the ``_variables.yml`` where Quarto looks for it, or beside the reports."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import ParameterError

NAME = "_variables.yml"


class Variables:
    """What ``{{< var NAME.path >}}`` stands for.

    Parameters
    ----------
    folder
        The brief's folder. Quarto reads the file of the project's root, the nearest folder above with a
        ``_quarto.yml``; without one, the file beside the brief.
    reports
        Folders of reports, whose files are looked into for names the first does not have.
    """

    def __init__(self, folder: Path, reports: Iterable[Path]) -> None:
        roots = [above for above in (folder, *folder.parents) if (above / "_quarto.yml").is_file()]
        folders = [*roots[:1], folder, *reports, folder / "reports"]
        self._files = [path / NAME for path in dict.fromkeys(f.resolve() for f in folders)]
        self._read: dict[Path, Mapping[str, Any]] = {}

    def value(self, name: str) -> str:
        """Return a value as text, as Quarto prints it.

        Raises
        ------
        ParameterError
            If there is no such name, or it stands for more than one value; the text lists the right ones.
        """
        keys = _keys(name)
        found: Any = self._holder(keys[0])
        for depth, key in enumerate(keys):
            before = ".".join(map(_written, keys[:depth]))
            if not isinstance(found, Mapping) or key not in found:
                raise ParameterError(self._missing(name, key, before, found))
            found = found[key]
        if isinstance(found, Mapping):
            raise ParameterError(f"{name} is no single value: add one of {_listed(found)}")
        if isinstance(found, list):
            raise ParameterError(f"{name} is a list and no single value")
        if found is None:
            raise ParameterError(f"{name} is not known: the article does not say it")
        return _printed(found)

    def folder(self, name: str) -> Path | None:
        """Return the folder of the report that a name's value comes from, if it is one."""
        first = _keys(name)[0]
        file = next((f for f in self._files if first in self._content(f)), None)
        return file.parent / first if file and (file.parent / first).is_dir() else None

    def _holder(self, key: str) -> Mapping[str, Any]:
        """Return the first file's content that has the key; all files' if none has it."""
        contents = [self._content(file) for file in self._files]
        every = {k: v for content in reversed(contents) for k, v in content.items()}
        return next((content for content in contents if key in content), every)

    def _content(self, file: Path) -> Mapping[str, Any]:
        """Return what a file holds, read once."""
        if file not in self._read:
            self._read[file] = _load(file)
        return self._read[file]

    def _missing(self, name: str, key: str, before: str, found: Any) -> str:
        """Return the sentence on a name that is not there."""
        if before and not isinstance(found, Mapping):
            return f"there is no {name}: {before} is a single value"
        if not found:
            return f"there is no {name}: no {NAME} lies by the brief or by the reports it embeds"
        return f"there is no {name}: {before or NAME} has {_listed(found)}"


def _load(file: Path) -> Mapping[str, Any]:
    """Return what a file of variables holds; nothing if it is not there."""
    import yaml

    if not file.is_file():
        return {}
    try:
        content = yaml.load(file.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ParameterError(f"{file} cannot be read as YAML") from error
    return _by_text(content) if isinstance(content, dict) else {}


def _by_text(content: Any) -> Any:
    """Return the same with texts as keys: a report named 2026 has a number as its key."""
    return {str(k): _by_text(v) for k, v in content.items()} if isinstance(content, dict) else content


def _keys(name: str) -> list[str]:
    r"""Return the keys of a name; as in Quarto, a dot within a key is written ``\.``."""
    return [re.sub(r"\\(.)", r"\1", key) for key in re.split(r"(?<!\\)\.", name)]


def _written(key: str) -> str:
    """Return a key as it is written in a name."""
    return key.replace(".", r"\.")


def _listed(names: Mapping[str, Any]) -> str:
    """Return keys as a list to choose from."""
    return ", ".join(_written(name) for name in names)


def _printed(value: Any) -> str:
    """Return a value as Quarto prints it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.14g}" if isinstance(value, float) else str(value)
