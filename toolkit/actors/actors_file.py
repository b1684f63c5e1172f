"""The analyst's ``actors.toml``: aliases, types and groups of actors, and corrections of single quotes."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from hashlib import sha256
from os import PathLike
from pathlib import Path
from typing import NoReturn

from toolkit.actors.names import fold
from toolkit.errors import InputError
from toolkit.files import read_text
from toolkit.text import Span

TYPES = ("PER", "ORG", "LOC", "MISC")
_ACTOR = {"name": str, "aliases": list, "type": str, "groups": dict, "leave_out": bool}
_QUOTE = {"text": str, "within": str, "article": str, "speaker": str, "not_a_quote": bool, "add": bool}
_ALIKE = 0.8  # how alike a key and a field are (difflib's ratio) that is taken for a slip
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_SETTING = "count_nationalities"
_SHAPES = {str: "a text in quotation marks", list: 'a list of texts ["…"]', dict: "a table", bool: "true or false"}


@dataclass(frozen=True)
class KnownActor:
    """An actor as the analyst knows it; ``type`` None leaves the type to the reader."""

    name: str
    aliases: tuple[str, ...] = ()
    type: str | None = None
    groups: dict[str, str] = field(default_factory=dict)
    leave_out: bool = False
    meta: dict[str, str] = field(default_factory=dict)  # what else the file says of it, as text

    @property
    def forms(self) -> tuple[str, ...]:
        """Return all names of the actor."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class KnownQuote:
    """A correction of the quote that holds ``text``."""

    text: str
    speaker: str | None = None
    not_a_quote: bool = False
    add: bool = False
    within: str | None = None  # a longer stretch of the article, for words that stand in it several times
    article: str | None = None  # its id; None is any article


@dataclass(frozen=True)
class Known:
    """All that an actors.toml says; with ``count_nationalities``, "Belarusian" is a mention of Belarus."""

    actors: tuple[KnownActor, ...] = ()
    quotes: tuple[KnownQuote, ...] = ()
    count_nationalities: bool = False

    def of_article(self, id: str) -> "Known":
        """Return what is said of this article: the corrections of others are left out."""
        quotes = tuple(quote for quote in self.quotes if quote.article in (None, id))
        return self if quotes == self.quotes else replace(self, quotes=quotes)

    def of_texts(self) -> "Known | None":
        """Return what takes an article's text to apply: corrections of quotes, and nationalities that count."""
        return replace(self, actors=()) if self.quotes or self.count_nationalities else None

    def asked_of_articles(self) -> str | None:
        """Return the hash of `of_texts`, where there is anything."""
        asked = self.of_texts()
        return None if asked is None else sha256(repr(asked).encode()).hexdigest()

    @cached_property
    def by_form(self) -> dict[str, KnownActor]:
        """Return the known actors by each of their folded names."""
        return {fold(form): actor for actor in self.actors for form in actor.forms}

    def occurrences(self, text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, KnownActor]]:
        """Yield (start, end, actor) where known actors are named in parts of a text, the longest name that fits."""
        forms = [(form, actor) for actor in self.actors for form in actor.forms if not _describes(form)]
        forms.sort(key=lambda pair: -len(pair[0]))
        actors = {" ".join(form.split()): actor for form, actor in forms}
        if not actors:
            return
        pattern = "|".join(r"\s+".join(map(re.escape, form.split())) for form in actors)
        for start, end in spans:
            for found in re.compile(rf"(?<!\w)(?:{pattern})(?!\w)").finditer(text, start, end):
                yield found.start(), found.end(), actors[" ".join(found.group().split())]


def load(path: str | PathLike) -> Known:
    """Return what an ``actors.toml`` says.

    Raises
    ------
    InputError
        If the file cannot be read, or says something it cannot mean (an unknown field, a wrong type, an alias of two
        actors); the sentence names the line.
    """
    path = Path(path)
    return parse(read_text(path), path.name)


def parse(text: str, name: str = "actors.toml") -> Known:
    """Return what the text of an ``actors.toml`` says; raises as `load` does, with ``name`` for the file's."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{name} is not valid TOML: {error}") from error
    return _Check(name, text).known(data)


def _known_actor(row: dict) -> KnownActor:
    """Return an [[actor]]; what is no field of it is kept as text."""
    fields = {key: value for key, value in row.items() if key in _ACTOR}
    meta = {key: _as_text(value) or "" for key, value in row.items() if key not in _ACTOR}
    return KnownActor(**fields | {"aliases": tuple(row.get("aliases", ())), "meta": meta})


def _as_text(value: object) -> str | None:
    """Return a value of TOML as text, "; " between the values of a list; None for a table.

    >>> _as_text("Q42"), _as_text(True), _as_text(["a", 1]), _as_text({})
    ('Q42', 'true', 'a; 1', None)
    """
    if isinstance(value, list):
        texts = [None if isinstance(item, list) else _as_text(item) for item in value]
        return None if None in texts else "; ".join(map(str, texts))
    if isinstance(value, bool):
        return str(value).lower()
    return None if isinstance(value, dict) else str(value)


class _Check:
    """Turns the parsed file into records, or says in which line it goes wrong."""

    def __init__(self, name: str, text: str):
        self.name, self.lines = name, text.splitlines()
        self.tables = {
            kind: [n for n, line in enumerate(self.lines) if re.match(rf"\s*\[\[\s*{kind}\s*\]\]", line)]
            for kind in ("actor", "quote")
        }

    def known(self, data: dict) -> Known:
        """Return the records of a parsed file."""
        count = data.pop(_SETTING, False)
        if type(count) is not bool:
            self.fail(f"{_SETTING} must be {_SHAPES[bool]}", self.line(None, 0, _SETTING))
        for key in data:
            if key not in ("actor", "quote") or not isinstance(data[key], list):
                what = f"{_SETTING}, [[actor]] and [[quote]] are all it can hold, not {key}"
                self.fail(what, self.line(None, 0, key))
        for kind, fields in (("actor", _ACTOR), ("quote", _QUOTE)):
            for k, row in enumerate(data.get(kind, [])):
                self.check(kind, k, row, fields)
        known = Known(
            tuple(_known_actor(row) for row in data.get("actor", [])),
            tuple(KnownQuote(**row) for row in data.get("quote", [])),
            count,
        )
        self.no_form_twice(known)
        return known

    def check(self, kind: str, k: int, row: dict, fields: dict) -> None:
        """Raise an error for a field of the k-th table of a kind that is unknown, missing or of a wrong type."""
        needed = "name" if kind == "actor" else "text"
        for key, value in row.items():
            line = self.line(kind, k, key)
            if key not in fields:
                self.check_further(kind, key, value, fields, line)
                continue
            if type(value) is not fields[key]:
                self.fail(f"{key} must be {_SHAPES[fields[key]]}", line)
            if key == "aliases" and not all(isinstance(x, str) and fold(x) for x in value):
                self.fail("aliases must be a list of texts", line)
            if key == "groups" and not all(isinstance(x, str) for x in value.values()):
                self.fail('each of the groups must be a text (party = "…")', line)
            if key == "type" and value not in TYPES:
                self.fail(f"the type {value} is none of {', '.join(TYPES)}", line)
        if not fold(row.get(needed, "")):
            self.fail(f"this [[{kind}]] has no {needed}", self.line(kind, k, needed))
        if kind == "quote" and not {"speaker", "not_a_quote", "add"} & row.keys():
            self.fail("this [[quote]] corrects nothing: give speaker, not_a_quote or add", self.line(kind, k, "text"))

    def check_further(self, kind: str, key: str, value: object, fields: dict, line: int) -> None:
        """Raise an error for a key that is no field: of an actor it is kept, unless it looks like a slip of one."""
        slips = get_close_matches(key.casefold(), fields, 1, _ALIKE)
        if kind != "actor" or slips:
            meant = f"; {slips[0]} is meant?" if slips else f"; it can have {', '.join(fields)}"
            self.fail(f"[[{kind}]] has no field {key}{meant}", line)
        if _as_text(value) is None:
            self.fail(f"{key} must be a text, a number, a date, true or false, or a list of such", line)
        if key == "wikidata" and not _WIKIDATA.fullmatch(str(value)):
            self.fail(f'wikidata must be an item such as "Q42", not {value}', line)

    def no_form_twice(self, known: Known) -> None:
        """Raise an error for a name or alias that two actors have."""
        seen: dict[str, str] = {}
        for k, actor in enumerate(known.actors):
            for form in actor.forms:
                other = seen.setdefault(fold(form), actor.name)
                if other != actor.name or (form == actor.name and fold(form) in map(fold, actor.aliases)):
                    self.fail(f"{form} is a name of {other} already", self.line("actor", k, form))

    def line(self, kind: str | None, k: int, key: str) -> int:
        """Return the line (from 1) of a key or text in the k-th table of a kind; else the table's own."""
        tables = self.tables.get(kind or "", [])
        first = tables[k] if k < len(tables) else 0
        for n in range(first, len(self.lines)):
            if n > first and re.match(r"\s*\[\[", self.lines[n]):
                break
            if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", self.lines[n]):
                return n + 1
        return first + 1

    def fail(self, what: str, line: int) -> NoReturn:
        """Raise the error that names the file and the line."""
        raise InputError(f"{self.name}, line {line}: {what}")


def _describes(form: str) -> bool:
    """Return whether a form describes somebody whom the text does not name ("a man at the gate"): it is no name."""
    return form.split()[:1] in (["a"], ["an"], ["A"], ["An"])


def draft(actors: list[tuple[str, str, tuple[str, ...]]]) -> str:
    """Return a first ``actors.toml`` to edit, of (name, type, aliases) rows.

    >>> print(draft([("Ada Lovelace", "PER", ("Lovelace",))]).splitlines()[-3:])
    ['name = "Ada Lovelace"', 'aliases = ["Lovelace"]', 'type = "PER"']
    """
    out = [
        "# What you know of the actors. Merge two by moving one's name to the other's aliases; give them groups of",
        '# your own, such as groups = { party = "…" }; leave_out = true takes one out of every count. Any further key,',
        '# such as wikidata = "Q…", goes along into tables, JSON and exports.',
        '# A quote is corrected by [[quote]] with text = "enough of it to find it" and speaker = "…",',
        "# or not_a_quote = true, or add = true.",
        '# count_nationalities = true, above the first actor, makes "Belarusian" a mention of Belarus.',
    ]
    for name, type, aliases in actors:
        out += ["", "[[actor]]", f"name = {_quoted(name)}"]
        out += [f"aliases = [{', '.join(map(_quoted, aliases))}]"] if aliases else []
        out += [f'type = "{type}"']
    return "\n".join(out) + "\n"


def quote_entry(correction: KnownQuote) -> str:
    """Return a correction as a [[quote]] of an ``actors.toml``.

    >>> print(quote_entry(KnownQuote("It is late", speaker="Ada Roe")))
    [[quote]]
    text = "It is late"
    speaker = "Ada Roe"
    """
    rows = ["[[quote]]"]
    for key in _QUOTE:
        value = vars(correction)[key]
        if isinstance(value, str):
            rows.append(f"{key} = {_quoted(value)}")
        elif value:
            rows.append(f"{key} = true")
    return "\n".join(rows)


def unclaimed_aliases(name: str, aliases: Iterable[str], taken: set[str]) -> tuple[str, ...]:
    """Return the aliases that no other actor has yet, each folded form once; ``taken`` holds them from then on.

    >>> taken = {"roe"}
    >>> unclaimed_aliases("Ada Roe", ["Ada", "ADA", "Roe"], taken), sorted(taken)
    (('ADA',), ['ada', 'ada roe', 'roe'])
    """
    taken.add(fold(name))
    result = []
    for alias in sorted(aliases):
        if fold(alias) not in taken:
            taken.add(fold(alias))
            result.append(alias)
    return tuple(result)


def _quoted(text: str) -> str:
    """Return a text as TOML writes it, in quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in escaped) + '"'
