"""Documents that pandoc reads (OpenDocument, e-books, Markdown): their headings and paragraphs, in order."""

import json
import subprocess
from collections.abc import Iterator
from typing import Any

from toolkit.errors import InputError
from toolkit.sources.model import Blob

SECONDS = 10  # that pandoc may take for each MB
MEMORY = "-M1500m"  # of pandoc's heap, at most
SILENT = frozenset(("Note", "Image", "Code", "Math", "RawInline", "RawBlock", "CodeBlock", "HorizontalRule", "Null"))


def read_document(blob: Blob, kind: str, what: str) -> tuple[dict[str, str], list[tuple[str, str | None]]]:
    """Return what a document says of itself, and its paragraphs.

    Parameters
    ----------
    blob
        The file.
    kind
        Pandoc's name of its format ("odt", "epub", "markdown").
    what
        The format in words, for the error.

    Returns
    -------
    meta : dict
        Title, author, date and the like, as text.
    paragraphs : list of (str, str or None)
        Each one's text, and "title" for the first heading of the first level. Footnotes, pictures, code and formulas
        are left out.

    Raises
    ------
    InputError
        If pandoc cannot read it, or takes too long.
    """
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--sandbox", "-f", kind, "-t", "json", "+RTS", MEMORY, "-RTS"]
    allowed = SECONDS * max(1, len(blob.data) / 2**20)
    try:
        done = subprocess.run(command, input=blob.data, capture_output=True, check=True, timeout=allowed)
        tree = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise InputError(f"{blob.name} takes too long to read: is it {what}?") from error
    except (subprocess.CalledProcessError, ValueError, OSError) as error:
        raise InputError(f"{blob.name} is {what}, but damaged: it cannot be opened") from error
    meta = {key: text for key, value in tree["meta"].items() if (text := " ".join(_text(value).split()))}
    paragraphs = list(_paragraphs(tree["blocks"]))
    first = next((k for k, (_, role) in enumerate(paragraphs) if role), None)
    return meta, [(text, "title" if k == first else None) for k, (text, _) in enumerate(paragraphs)]


def _paragraphs(blocks: Any) -> Iterator[tuple[str, str | None]]:
    """Yield the text of each paragraph and heading of pandoc's blocks, with "title" for headings of the first level."""
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind in SILENT:
            continue
        if kind in ("Para", "Plain"):
            yield _text(content), None
        elif kind == "Header":
            yield _text(content[2]), "title" if content[0] == 1 else None
        elif kind == "LineBlock":
            for line in content:
                yield _text(line), None
        elif kind == "BlockQuote":
            yield from _paragraphs(content)
        elif kind == "Div":
            yield from _paragraphs(content[1])
        elif kind == "Figure":
            yield from _paragraphs(content[2])
        elif kind in ("BulletList", "OrderedList"):
            for item in content if kind == "BulletList" else content[1]:
                yield from _paragraphs(item)
        elif kind == "DefinitionList":
            for term, definitions in content:
                yield _text(term), None
                for definition in definitions:
                    yield from _paragraphs(definition)
        elif kind == "Table":
            for row in _rows(content):
                yield " · ".join(filter(None, row)), None


def _rows(table: Any) -> Iterator[list[str]]:
    _, _, _, head, bodies, foot = table
    rows = [*head[1], *(row for body in bodies for part in (body[2], body[3]) for row in part), *foot[1]]
    for row in rows:
        yield [" ".join(text for text, _ in _paragraphs(cell[4])) for cell in row[1]]


def _text(item: Any) -> str:
    """Return the words in a part of pandoc's tree."""
    if isinstance(item, list):
        return "".join(map(_text, item))
    if not isinstance(item, dict):
        return ""
    kind = item.get("t")
    content: Any = item.get("c")
    if kind in SILENT:
        return ""
    if kind == "Str":
        return content
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Quoted":
        marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
        return marks[0] + _text(content[1]) + marks[1]
    if kind in ("Link", "Span", "Cite"):
        return _text(content[1])
    if kind == "MetaList":
        return ", ".join(filter(None, map(_text, content)))
    if kind == "MetaMap":
        return _text(content.get("name") or next(iter(content.values()), None))
    if kind == "MetaString":
        return content
    return _text(content)
