"""Edit an actors.toml step by step: what stands in it, each change checked, written whole, undone."""

from collections.abc import Callable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.actors.actors_file import KnownQuote, parse
from toolkit.actors.names import fold
from toolkit.analysis import corrections
from toolkit.errors import InputError, ParameterError
from toolkit.files import replacing

if TYPE_CHECKING:
    from toolkit.analysis import Analysis

_HEAD = "# What you know of the actors, and corrections of single quotes. `toolkit` applies it with --actors."

Change = Callable[[Any], str]  # changes a TOML document and says in a sentence what it did


class ActorsFileEditor:
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
        """Return the file as it stands on the disk; None where there is none.

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
        """Return the file as a TOML document, comments and all.

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
        """Make a change, write it, and return the sentence that says what was done.

        Raises
        ------
        InputError, ParameterError
            If the file or the change makes no sense; nothing is written then.
        """
        before, document = self.text(), self.document()
        sentence = change(document)
        after = document.as_string()
        parse(after, self.path.name)
        self._write(after)
        self._done.append((before, after, sentence))
        return sentence

    @property
    def undoable(self) -> str | None:
        """The sentence on what `undo` would take back; None if there is nothing."""
        return self._done[-1][2] if self._done else None

    def undo(self) -> str:
        """Take the last change back, and return the sentence that says so.

        Raises
        ------
        ParameterError
            If there is none, or somebody else has changed the file since.
        """
        if not self._done:
            raise ParameterError("there is nothing to undo")
        before, after, sentence = self._done[-1]
        if self.text() != after:
            self._done.clear()
            raise ParameterError(f"{self.path.name} was changed by somebody else: take single corrections back instead")
        if before is None:
            self.path.unlink()
        else:
            self._write(before)
        self._done.pop()
        return f"undone: {sentence}"

    def _write(self, text: str) -> None:
        """Write all or nothing."""
        try:
            with replacing(self.path) as part:
                part.write_text(text, encoding="utf-8", newline="")
        except (OSError, UnicodeEncodeError) as error:
            reason = getattr(error, "strerror", None) or "the text holds half a character"
            raise InputError(f"{self.path} cannot be written: {reason}") from error


@dataclass(frozen=True)
class Entry:
    """One entry of the file, "actor" or "quote": its place among its kind, what it says, if it fits the article."""

    kind: str
    index: int
    says: str
    fits: bool


def entries(document: Any, analysis: "Analysis") -> list[Entry]:
    """Return what an actors.toml says, entry by entry."""
    names = {fold(form) for actor in analysis.actors for form in (actor.name, *actor.aliases)}
    actors, quotes = rows(document, "actor"), rows(document, "quote")
    return [
        *(Entry("actor", k, _on_actor(row), _fits_actor(row, names)) for k, row in enumerate(actors)),
        *(Entry("quote", k, _on_quote(row), _fits_quote(row, analysis)) for k, row in enumerate(quotes)),
    ]


def _on_actor(row: Any) -> str:
    """Return what an entry says of an actor."""
    says = row["name"]
    says += f", also {', '.join(row['aliases'])}" if row.get("aliases") else ""
    says += f" ({row['type']})" if "type" in row else ""
    says += "".join(f"; {key}: {value}" for key, value in row.get("groups", {}).items())
    return says + ("; left out" if row.get("leave_out") else "")


def _on_quote(row: Any) -> str:
    """Return what an entry says of a quote."""
    speaker = row.get("speaker")
    says = "no quote" if row.get("not_a_quote") else "a quote" if row.get("add") else ""
    if speaker is not None:
        says += (" of " if says else "said by ") + (speaker or "nobody named")
    return f"{quoted(row['text'])}: {says}"


def _fits_actor(row: Any, names: set[str]) -> bool:
    """Return whether an entry is on somebody in the article; one left out need not be."""
    return bool(row.get("leave_out")) or bool(names & {fold(form) for form in forms(row)})


def _fits_quote(row: Any, analysis: "Analysis") -> bool:
    """Return whether an entry is on the article, and its words stand in it."""
    wanted = KnownQuote(**row)
    of_article = wanted.article in (None, analysis.article.id)
    return of_article and bool(corrections.find_spans(analysis.article.text, wanted))


def take_back(kind: str, index: int) -> Change:
    """Return the change that removes an entry."""

    def change(document: Any) -> str:
        found = rows(document, kind)
        if index >= len(found):
            raise ParameterError("this correction is not in the file any more")
        says = found[index]["name"] if kind == "actor" else quoted(found[index]["text"])
        del document[kind][index]
        return f"taken back: what was said of {says}"

    return change


def rows(document: Any, kind: str) -> list[Any]:
    """Return the entries of a kind: "actor" or "quote"."""
    return list(document.get(kind, ()))


def append(document: Any, kind: str, row: dict[str, Any]) -> Any:
    """Append a table to an array of tables, an empty line before it, and return it."""
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
    """Return the names that an actor's entry gives."""
    return [entry["name"], *entry.get("aliases", ())]


def quoted(text: str, most: int = 60) -> str:
    """Return a quote's words in quotation marks, shortened."""
    plain = text.strip('“”" ,')
    return f"“{plain}”" if len(plain) <= most else f"“{plain[: most - 1].rstrip()}…”"
