"""An actors.toml that is changed step by step: what stands in it, each change checked, written whole, undone."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.actors.actors_file import parse
from toolkit.actors.names import fold
from toolkit.analysis import corrections
from toolkit.errors import InputError, ParameterError

if TYPE_CHECKING:
    from toolkit.analysis import Analysis

_HEAD = "# What you know of the actors, and corrections of single quotes. `toolkit` applies it with --actors."

Change = Callable[[Any], str]  # changes a TOML document and says in a sentence what it did


class ActorsFile:
    """An actors.toml that is changed step by step, each step checked before it is written, and undone.

    Parameters
    ----------
    path
        The file; it need not be there yet.
    """

    def __init__(self, path: str | PathLike) -> None:
        self.path = Path(path)
        self._done: list[tuple[str | None, str, str]] = []  # text before, text after, what was done

    def text(self) -> str | None:
        """The file as it stands on the disk; None where there is none.

        Raises
        ------
        InputError
            If it cannot be read as text.
        """
        try:
            return self.path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
            raise InputError(f"{self.path.name} cannot be read: {reason}") from error

    def document(self) -> Any:
        """The file as a TOML document, comments and all.

        Raises
        ------
        InputError
            If it says something it cannot mean; the sentence names the line.
        """
        import tomlkit

        text = self.text()
        parse(text or "", self.path.name)
        return tomlkit.parse(text or _HEAD + "\n")

    def change(self, change: Change) -> str:
        """Make a change and write it; returns the sentence that says what was done.

        Raises
        ------
        InputError, ParameterError
            If the file or the change makes no sense; nothing is written then.
        """
        before, document = self.text(), self.document()
        said = change(document)
        after = document.as_string()
        parse(after, self.path.name)
        self._write(after)
        self._done.append((before, after, said))
        return said

    @property
    def undoable(self) -> str | None:
        """What `undo` would take back, as the sentence that was said when it was done."""
        return self._done[-1][2] if self._done else None

    def undo(self) -> str:
        """Take the last change back.

        Raises
        ------
        ParameterError
            If there is none, or somebody else has changed the file since.
        """
        if not self._done:
            raise ParameterError("there is nothing to undo")
        before, after, said = self._done[-1]
        if self.text() != after:
            self._done.clear()
            raise ParameterError(f"{self.path.name} was changed by somebody else: take single corrections back instead")
        if before is None:
            self.path.unlink()
        else:
            self._write(before)
        self._done.pop()
        return f"undone: {said}"

    def _write(self, text: str) -> None:
        """Write all or nothing."""
        try:
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            os.chmod(name, self.path.stat().st_mode & 0o777 if self.path.exists() else 0o644)
            os.replace(name, self.path)
        except (OSError, UnicodeEncodeError) as error:
            reason = getattr(error, "strerror", None) or "the text holds half a character"
            raise InputError(f"{self.path} cannot be written: {reason}") from error


@dataclass(frozen=True)
class Entry:
    """One entry of the file: where it stands, what it says, and whether it fits this article."""

    kind: str  # "actor" or "quote"
    index: int
    says: str
    fits: bool


def entries(document: Any, analysis: "Analysis") -> list[Entry]:
    """What an actors.toml says, entry by entry."""
    named = {fold(form) for actor in analysis.actors for form in (actor.name, *actor.aliases)}
    result = []
    for k, row in enumerate(rows(document, "actor")):
        says = row["name"]
        says += f", also {', '.join(row['aliases'])}" if row.get("aliases") else ""
        says += f" ({row['type']})" if "type" in row else ""
        says += "".join(f"; {key}: {value}" for key, value in row.get("groups", {}).items())
        says += "; left out" if row.get("leave_out") else ""
        fits = bool(row.get("leave_out")) or bool(named & {fold(form) for form in forms(row)})
        result.append(Entry("actor", k, says, fits))
    for k, row in enumerate(rows(document, "quote")):
        who = row.get("speaker")
        says = "no quote" if row.get("not_a_quote") else "a quote" if row.get("add") else ""
        says += (" of " if says else "said by ") + (who or "nobody named") if who is not None else ""
        fits = corrections.find_text(analysis.article.text, row["text"]) is not None
        result.append(Entry("quote", k, f"{said(row['text'])}: {says}", fits))
    return result


def take_back(kind: str, index: int) -> Change:
    """Remove an entry."""

    def change(document: Any) -> str:
        found = rows(document, kind)
        if index >= len(found):
            raise ParameterError("this correction is not in the file any more")
        says = found[index]["name"] if kind == "actor" else said(found[index]["text"])
        del document[kind][index]
        return f"taken back: what was said of {says}"

    return change


def rows(document: Any, kind: str) -> list[Any]:
    """The entries of a kind: "actor" or "quote"."""
    return list(document.get(kind, ()))


def append(document: Any, kind: str, row: dict[str, Any]) -> Any:
    """Append a table to an array of tables, an empty line before it."""
    import tomlkit

    table = tomlkit.table()
    for key, value in row.items():
        table.add(key, value)
    if not document.get(kind):
        document.pop(kind, None)
        document.add(kind, tomlkit.aot())
    if document.as_string().strip():
        table.trivia.indent = "\n"
    document[kind].append(table)
    return document[kind][-1]


def forms(entry: Any) -> list[str]:
    """The names an actor's entry gives."""
    return [entry["name"], *entry.get("aliases", ())]


def said(text: str, most: int = 60) -> str:
    """A quote's words in quotation marks, shortened."""
    plain = text.strip('“”" ,')
    return f"“{plain}”" if len(plain) <= most else f"“{plain[: most - 1].rstrip()}…”"
