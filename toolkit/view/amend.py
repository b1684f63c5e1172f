"""What the analyst corrects while reading, written into actors.toml: its comments and its order stay."""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit import corrections
from toolkit.errors import InputError, ParameterError
from toolkit.known import TYPES, parse
from toolkit.names import fold

if TYPE_CHECKING:
    from toolkit.actors import Actor
    from toolkit.analysis import Analysis
    from toolkit.quotes import Quote

WORDS = 12  # of a quote, as a rule enough to find it
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


# ---------------------------------------------------------------- actors


def rename(analysis: "Analysis", id: str, name: str) -> Change:
    """Call an actor by another name; by that of another actor of the article, they become one."""
    actor, name = analysis.actor[id], " ".join(name.split())
    if not fold(name):
        raise ParameterError("a name needs a letter")
    for other in analysis.actors:
        if other.id != id and fold(name) in _forms(other):
            return merge(analysis, id, other.id)

    def change(document: Any) -> str:
        entry = _entry(document, actor)
        aliases = _new([*entry.get("aliases", ()), entry["name"]], {fold(name)})
        entry["name"] = name
        _set_aliases(entry, aliases)
        return f"{actor.name} is called {name}"

    return change


def merge(analysis: "Analysis", id: str, into: str) -> Change:
    """Make one actor of two: the first's names become the second's."""
    actor, target = analysis.actor[id], analysis.actor[into]
    if id == into:
        raise ParameterError(f"{actor.name} is one actor already")

    def change(document: Any) -> str:
        entry = _entry(document, target)
        forms = [actor.name]
        groups: dict[str, str] = {}
        for k, other in reversed(list(enumerate(_entries(document, "actor")))):
            if other["name"] != entry["name"] and _names(other, actor):
                forms += _entry_forms(other)
                groups |= dict(other.get("groups", {}))
                del document["actor"][k]
        known = {fold(form) for form in _entry_forms(entry)}
        _set_aliases(entry, [*entry.get("aliases", ()), *_new(forms, known)])
        if groups and "groups" not in entry:
            entry["groups"] = _inline(groups)
        return f"{actor.name} and {target.name} are one actor"

    return change


def retype(analysis: "Analysis", id: str, type: str) -> Change:
    """Say whether an actor is a person, an organisation, a place or something else."""
    actor = analysis.actor[id]
    if type not in TYPES:
        raise ParameterError(f"the type {type} is none of {', '.join(TYPES)}")

    def change(document: Any) -> str:
        _entry(document, actor)["type"] = type
        return f"{actor.name} is of the type {type}"

    return change


def leave_out(analysis: "Analysis", id: str) -> Change:
    """Take an actor out of every count."""
    actor = analysis.actor[id]

    def change(document: Any) -> str:
        _entry(document, actor)["leave_out"] = True
        return f"{actor.name} is left out"

    return change


# ---------------------------------------------------------------- quotes


def speaker(analysis: "Analysis", id: str, name: str) -> Change:
    """Say who said a quote, by name; an empty name means nobody who is named."""
    quote, name = _quote(analysis, id), " ".join(name.split())

    def change(document: Any) -> str:
        entry = _added(document, analysis, quote)
        text = finding(analysis, quote)
        if entry is None:
            same = (e for e in _entries(document, "quote") if e["text"] == text and "speaker" in e)
            entry = next((e for e in same if not e.get("not_a_quote")), None)
        if entry is None:
            _append(document, "quote", {"text": text, "speaker": name})
        else:
            entry["speaker"] = name
        return f"{name or 'nobody named'} said {_said(text)}"

    return change


def strike(analysis: "Analysis", id: str) -> Change:
    """Say that a quote is none."""
    quote = _quote(analysis, id)

    def change(document: Any) -> str:
        text = finding(analysis, quote)
        entry = _added(document, analysis, quote)
        if entry is None:
            _append(document, "quote", {"text": text, "not_a_quote": True})
        else:
            document["quote"].remove(entry)
        return f"{_said(text)} is no quote"

    return change


def add(analysis: "Analysis", start: int, end: int, name: str | None = None) -> Change:
    """Say that a part of the text is a quote, and whose; offsets count the text's characters, end exclusive."""
    article = analysis.article
    start, end = _whole_words(article.text, start, end)
    text = " ".join(article.text[start:end].split())
    span = corrections.find(article.text, text)
    if span is None:
        raise ParameterError("mark the words of the quote in the text first")
    if not any(a <= span[0] and span[1] <= b for a, b in _lines(analysis)):
        raise ParameterError("these words are not part of the article: mark words of its headline or body")
    if not (start <= span[0] and span[1] <= end):
        raise ParameterError(f"{_said(text)} stands in the text before already: mark more words with it")
    held = corrections.holding(analysis.quotes, span)
    if held is not None:
        raise ParameterError(f"part of this is in {analysis.quotes[held].id}: correct that one, or strike it first")

    def change(document: Any) -> str:
        row: dict[str, Any] = {"text": text, "add": True}
        _append(document, "quote", row | ({"speaker": " ".join(name.split())} if name and name.strip() else {}))
        return f"{_said(text)} is a quote" + (f" of {name}" if name else "")

    return change


def finding(analysis: "Analysis", quote: "Quote") -> str:
    """Enough of a quote to find it, and no other quote, by."""
    text = analysis.article.text
    for start, end in _candidates(text, quote):
        found = " ".join(text[start:end].split())
        span = corrections.find(text, found)
        held = None if span is None else corrections.holding(analysis.quotes, span)
        if held is not None and analysis.quotes[held].id == quote.id:
            return found
    raise ParameterError(f"the words of {quote.id} stand in the text several times: correct it in the file by hand")


def _candidates(text: str, quote: "Quote") -> Iterator[tuple[int, int]]:
    """Parts of a quote to find it by: its first words, each part of it, the longest with ever more around it."""
    spans = sorted(quote.content, key=lambda span: span[0] - span[1])
    for start, end in spans:
        words = text[start:end].split(None, WORDS)
        if len(words) > WORDS:
            yield start, end - len(words[-1])
        yield start, end
    start, end = spans[0]
    for more in (10, 20, 40, 80, 160):
        yield _whole_words(text, max(start - more, 0), min(end + more, len(text)))


# ---------------------------------------------------------------- what stands in the file


@dataclass(frozen=True)
class Entry:
    """One entry of the file: where it stands, what it says, and whether it fits this article."""

    kind: str  # "actor" or "quote"
    index: int
    says: str
    fits: bool


def entries(document: Any, analysis: "Analysis") -> list[Entry]:
    """What an actors.toml says, entry by entry."""
    named = {form for actor in analysis.actors for form in _forms(actor)}
    result = []
    for k, row in enumerate(_entries(document, "actor")):
        says = row["name"]
        says += f", also {', '.join(row['aliases'])}" if row.get("aliases") else ""
        says += f" ({row['type']})" if "type" in row else ""
        says += "".join(f"; {key}: {value}" for key, value in row.get("groups", {}).items())
        says += "; left out" if row.get("leave_out") else ""
        fits = bool(row.get("leave_out")) or bool(named & {fold(form) for form in _entry_forms(row)})
        result.append(Entry("actor", k, says, fits))
    for k, row in enumerate(_entries(document, "quote")):
        who = row.get("speaker")
        says = "no quote" if row.get("not_a_quote") else "a quote" if row.get("add") else ""
        says += (" of " if says else "said by ") + (who or "nobody named") if who is not None else ""
        fits = corrections.find(analysis.article.text, row["text"]) is not None
        result.append(Entry("quote", k, f"{_said(row['text'])}: {says}", fits))
    return result


def take_back(kind: str, index: int) -> Change:
    """Remove an entry."""

    def change(document: Any) -> str:
        rows = _entries(document, kind)
        if index >= len(rows):
            raise ParameterError("this correction is not in the file any more")
        says = rows[index]["name"] if kind == "actor" else _said(rows[index]["text"])
        del document[kind][index]
        return f"taken back: what was said of {says}"

    return change


def _entries(document: Any, kind: str) -> list[Any]:
    return list(document.get(kind, ()))


def _entry(document: Any, actor: "Actor") -> Any:
    """The entry of an actor; a new one, with its name and type, where it has none."""
    for row in _entries(document, "actor"):
        if _names(row, actor):
            return row
    return _append(document, "actor", {"name": actor.name, "type": actor.type})


def _append(document: Any, kind: str, row: dict[str, Any]) -> Any:
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


def _added(document: Any, analysis: "Analysis", quote: "Quote") -> Any:
    """The entry that added a quote, if one did."""
    for row in _entries(document, "quote"):
        span = corrections.find(analysis.article.text, row["text"]) if row.get("add") else None
        if span is not None and (span,) == quote.content:
            return row
    return None


def _names(entry: Any, actor: "Actor") -> bool:
    """Whether an entry is this actor's."""
    return fold(actor.name) in map(fold, _entry_forms(entry))


def _set_aliases(entry: Any, aliases: list[str]) -> None:
    if aliases:
        entry["aliases"] = aliases
    else:
        entry.pop("aliases", None)


def _inline(groups: dict[str, str]) -> Any:
    import tomlkit

    table = tomlkit.inline_table()
    table.update(groups)
    return table


def _entry_forms(entry: Any) -> list[str]:
    return [entry["name"], *entry.get("aliases", ())]


def _forms(actor: "Actor") -> set[str]:
    """The folded names of an actor."""
    return {fold(form) for form in (actor.name, *actor.aliases)}


def _new(forms: list[str], known: set[str]) -> list[str]:
    """The forms that are not known, each once."""
    result = []
    for form in map(str, forms):
        if fold(form) not in known:
            known.add(fold(form))
            result.append(form)
    return result


def _quote(analysis: "Analysis", id: str) -> "Quote":
    return next(quote for quote in analysis.quotes if quote.id == id)


def _lines(analysis: "Analysis") -> list[tuple[int, int]]:
    return analysis.article.spans()


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the words it cuts in two, and without the spaces around it."""
    while start > 0 and start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _said(text: str, most: int = 60) -> str:
    """A quote's words in quotation marks, shortened."""
    plain = text.strip('“”" ,')
    return f"“{plain}”" if len(plain) <= most else f"“{plain[: most - 1].rstrip()}…”"
