"""Correct actors and quotes: each correction is a change of actors.toml that an `ActorsFileEditor` makes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from toolkit.actors.actors_file import TYPES
from toolkit.actors.names import fold
from toolkit.analysis.corrections import find_text, quote_holding
from toolkit.errors import ParameterError
from toolkit.view.actors_file_editor import Change, append, forms, quoted, rows

if TYPE_CHECKING:
    from toolkit.actors import Actor
    from toolkit.analysis import Analysis
    from toolkit.quotes import Quote

WORDS = 12  # of a quote, as a rule enough to find it


# ---------------------------------------------------------------- actors


def rename(analysis: "Analysis", id: str, name: str) -> Change:
    """Return the change that calls an actor by another name; by that of another actor, they become one."""
    actor, name = _actor(analysis, id), " ".join(name.split())
    if not fold(name):
        raise ParameterError("a name needs a letter")
    for other in analysis.actors:
        if other.id != id and fold(name) in _folded_names(other):
            return merge(analysis, id, other.id)

    def change(document: Any) -> str:
        entry = _entry(document, actor)
        aliases = _new([*entry.get("aliases", ()), entry["name"]], {fold(name)})
        entry["name"] = name
        _set_aliases(entry, aliases)
        return f"{actor.name} is called {name}"

    return change


def merge(analysis: "Analysis", id: str, into: str) -> Change:
    """Return the change that makes one actor of two: the first's names become the second's."""
    actor, target = _actor(analysis, id), _actor(analysis, into)
    if id == into:
        raise ParameterError(f"{actor.name} is one actor already")

    def change(document: Any) -> str:
        entry = _entry(document, target)
        names = [actor.name]
        groups: dict[str, str] = {}
        for k, other in reversed(list(enumerate(rows(document, "actor")))):
            if other["name"] != entry["name"] and _is_on(other, actor):
                names += forms(other)
                groups |= dict(other.get("groups", {}))
                del document["actor"][k]
        known = {fold(form) for form in forms(entry)}
        _set_aliases(entry, [*entry.get("aliases", ()), *_new(names, known)])
        if groups and "groups" not in entry:
            entry["groups"] = _inline(groups)
        return f"{actor.name} and {target.name} are one actor"

    return change


def set_type(analysis: "Analysis", id: str, type: str) -> Change:
    """Return the change that makes an actor a person, an organisation, a place or something else."""
    actor = _actor(analysis, id)
    if type not in TYPES:
        raise ParameterError(f"the type {type} is none of {', '.join(TYPES)}")

    def change(document: Any) -> str:
        _entry(document, actor)["type"] = type
        return f"{actor.name} is of the type {type}"

    return change


def leave_out(analysis: "Analysis", id: str) -> Change:
    """Return the change that takes an actor out of every count."""
    actor = _actor(analysis, id)

    def change(document: Any) -> str:
        _entry(document, actor)["leave_out"] = True
        return f"{actor.name} is left out"

    return change


# ---------------------------------------------------------------- quotes


def set_speaker(analysis: "Analysis", id: str, name: str) -> Change:
    """Return the change that says who said a quote, by name; an empty name means nobody who is named."""
    quote, name = _quote(analysis, id), " ".join(name.split())

    def change(document: Any) -> str:
        entry = _added(document, analysis, quote)
        text = words_to_find(analysis, quote)
        if entry is None:
            same = (e for e in rows(document, "quote") if e["text"] == text and "speaker" in e)
            entry = next((e for e in same if not e.get("not_a_quote")), None)
        if entry is None:
            append(document, "quote", {"text": text, "speaker": name})
        else:
            entry["speaker"] = name
        return f"{name or 'nobody named'} said {quoted(text)}"

    return change


def name_unnamed(analysis: "Analysis", id: str, name: str) -> Change:
    """Return the change that gives a name to somebody unnamed who says a quote: all quotes of this one follow.

    Raises
    ------
    ParameterError
        If the quote's speaker is not known as somebody unnamed, or is described as others are too.
    """
    quote, name = _quote(analysis, id), " ".join(name.split())
    if not fold(name):
        raise ParameterError("a name needs a letter")
    text = analysis.article.text
    forms_of = {
        unnamed.id: {" ".join(text[slice(*m.span)].split()) for m in unnamed.mentions if m.kind == "nominal"}
        for unnamed in analysis.unnamed
    }
    others = {fold(form) for other, described in forms_of.items() if other != quote.unnamed for form in described}
    own = sorted(forms_of.get(quote.unnamed or "", ()), key=lambda form: (fold(form) in others, -len(form), form))
    if not own or fold(own[0]) in others:
        raise ParameterError(f"the text does not tell apart who says {quote.id}: set the speaker of this quote alone")

    def change(document: Any) -> str:
        known = {fold(form): entry for entry in rows(document, "actor") for form in forms(entry)}
        if entry := known.get(fold(name)):
            _set_aliases(entry, [*entry.get("aliases", ()), own[0]])
        else:
            append(document, "actor", {"name": name, "aliases": [own[0]], "type": "PER"})
        return f"{own[0]} is {name}"

    return change


def strike_quote(analysis: "Analysis", id: str) -> Change:
    """Return the change that says that a quote is none."""
    quote = _quote(analysis, id)

    def change(document: Any) -> str:
        text = words_to_find(analysis, quote)
        entry = _added(document, analysis, quote)
        if entry is None:
            append(document, "quote", {"text": text, "not_a_quote": True})
        else:
            document["quote"].remove(entry)
        return f"{quoted(text)} is no quote"

    return change


def add_quote(analysis: "Analysis", start: int, end: int, name: str | None = None) -> Change:
    """Return the change that says that a part of the text is a quote, and whose.

    Parameters
    ----------
    analysis
        What is corrected.
    start, end
        Where the words stand: offsets into the text in characters, end exclusive; words cut in two are completed.
    name
        The speaker; None leaves it to the toolkit.

    Raises
    ------
    ParameterError
        If the words are no part of the article, stand earlier in it too, or belong to a statement already.
    """
    article = analysis.article
    start, end = _whole_words(article.text, start, end)
    text = " ".join(article.text[start:end].split())
    span = find_text(article.text, text)
    if span is None:
        raise ParameterError("mark the words of the quote in the text first")
    if not any(a <= span[0] and span[1] <= b for a, b in article.spans()):
        raise ParameterError("these words are not part of the article: mark words of its headline or body")
    if not (start <= span[0] and span[1] <= end):
        raise ParameterError(f"{quoted(text)} stands in the text before already: mark more words with it")
    held = quote_holding(analysis.statements, (span,))
    if held is not None:
        raise ParameterError(f"part of this is in {analysis.statements[held].id}: correct that one, or strike it first")

    def change(document: Any) -> str:
        row: dict[str, Any] = {"text": text, "add": True}
        append(document, "quote", row | ({"speaker": " ".join(name.split())} if name and name.strip() else {}))
        return f"{quoted(text)} is a quote" + (f" of {name}" if name else "")

    return change


def words_to_find(analysis: "Analysis", quote: "Quote") -> str:
    """Return enough of a quote to find it, and no other quote, by.

    Raises
    ------
    ParameterError
        If there are no such words.
    """
    text = analysis.article.text
    for start, end in _candidates(text, quote):
        words = " ".join(text[start:end].split())
        span = find_text(text, words)
        held = None if span is None else quote_holding(analysis.quotes, (span,))
        if held is not None and analysis.quotes[held].id == quote.id:
            return words
    raise ParameterError(f"the words of {quote.id} stand in the text several times: correct it in the file by hand")


def _candidates(text: str, quote: "Quote") -> Iterator[tuple[int, int]]:
    """Yield parts of a quote to find it by: its first words, each part of it, the longest with ever more around it."""
    spans = sorted(quote.content, key=lambda span: span[0] - span[1])
    for start, end in spans:
        words = text[start:end].split(None, WORDS)
        if len(words) > WORDS:
            yield start, end - len(words[-1])
        yield start, end
    start, end = spans[0]
    for more in (10, 20, 40, 80, 160):
        yield _whole_words(text, max(start - more, 0), min(end + more, len(text)))


def _entry(document: Any, actor: "Actor") -> Any:
    """Return the entry of an actor; a new one, with its name and type, where it has none."""
    for row in rows(document, "actor"):
        if _is_on(row, actor):
            return row
    return append(document, "actor", {"name": actor.name, "type": actor.type})


def _added(document: Any, analysis: "Analysis", quote: "Quote") -> Any:
    """Return the entry that added a quote, if one did."""
    for row in rows(document, "quote"):
        span = find_text(analysis.article.text, row["text"]) if row.get("add") else None
        if span is not None and (span,) == quote.content:
            return row
    return None


def _is_on(entry: Any, actor: "Actor") -> bool:
    """Return whether an entry is this actor's."""
    return fold(actor.name) in map(fold, forms(entry))


def _set_aliases(entry: Any, aliases: list[str]) -> None:
    """Set an entry's aliases; no empty list is written."""
    if aliases:
        entry["aliases"] = aliases
    else:
        entry.pop("aliases", None)


def _inline(groups: dict[str, str]) -> Any:
    """Return groups as a table in one line."""
    import tomlkit

    table = tomlkit.inline_table()
    table.update(groups)
    return table


def _folded_names(actor: "Actor") -> set[str]:
    """Return the folded names of an actor."""
    return {fold(form) for form in (actor.name, *actor.aliases)}


def _new(names: list[str], known: set[str]) -> list[str]:
    """Return the names that are not known, each once."""
    result = []
    for form in map(str, names):
        if fold(form) not in known:
            known.add(fold(form))
            result.append(form)
    return result


def _quote(analysis: "Analysis", id: str) -> "Quote":
    """Return a quote by its id."""
    for quote in analysis.quotes:
        if quote.id == id:
            return quote
    raise ParameterError("this quote is not there any more")


def _actor(analysis: "Analysis", id: str) -> "Actor":
    """Return an actor by its id."""
    for actor in analysis.actors:
        if actor.id == id:
            return actor
    raise ParameterError("this actor is not there any more")


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span with the words it cuts in two, and without the spaces around it."""
    while start > 0 and start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
