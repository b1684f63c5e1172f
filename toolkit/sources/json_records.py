"""JSON and JSON Lines, an article an object: rows of a table, ninjs, schema.org, the toolkit's own analyses."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.article import Article
from toolkit.errors import InputError
from toolkit.sources.decoding import decode
from toolkit.sources.following import followed_row, is_followed
from toolkit.sources.json_shapes import flat, is_article
from toolkit.sources.model import Blob, Options, OtherKindError, PassedOver
from toolkit.sources.records import article_of, columns_of, own_id

# Where the objects of a file lie, if not in a list at its top.
LISTS = "articles stories results docs documents items hits data response @graph rows".split()
LINE = 16 * 2**20  # bytes of a line, at most


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield an article for each object that holds a text; objects that give none are passed over.

    Raises
    ------
    InputError
        If the file is no JSON; `OtherKindError` if no object in it holds an article.
    ParameterError
        If the columns that are asked for are not there.
    """
    if is_lines(blob):
        yield from _of_lines(blob, options)
        return
    text, _ = decode(blob.data, blob.name)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{blob.name} is no JSON: {_why(error)}") from error
    if own := _own_analysis(content):
        yield own
        return
    rows = [flat(row) for row in _objects(content)]
    if not any(_is_read(row, blob, options) for row in rows):
        names = ", ".join(dict.fromkeys(str(name) for row in rows[:100] for name in row))
        raise OtherKindError(f"{blob.name} is JSON, but holds no object with a text: it has {names[:500] or 'none'}")
    stem = blob.stem
    for number, row in enumerate(rows, start=1):
        id = stem if len(rows) == 1 else f"{stem}-{number}"
        yield from _of_object(row, id, f"object {number} of {blob.origin}", blob, options)


def rows(blob: Blob, options: Options) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a file as they are; lines that are none are passed over.

    Raises
    ------
    InputError
        If the file is no JSON.
    """
    if is_lines(blob):
        yield from (flat(row) for _, _, row in _lines(blob, options))
        return
    try:
        content = json.loads(decode(blob.data, blob.name)[0])
    except (ValueError, RecursionError) as error:
        raise InputError(f"{blob.name} is no JSON: {_why(error)}") from error
    yield from map(flat, _objects(content))


def is_lines(blob: Blob) -> bool:
    """Whether a file is JSON Lines: its first line that is not blank is a whole object."""
    if blob.head.lstrip()[:1] == b"[":
        return False
    if blob.name.lower().endswith((".jsonl", ".ndjson")):
        return True
    first, newline, rest = blob.head.lstrip().partition(b"\n")
    return bool(newline) and rest.lstrip()[:1] == b"{" and first.rstrip().endswith(b"}")


def _of_lines(blob: Blob, options: Options) -> Iterator[Article]:
    for number, where, row in _lines(blob, options):
        yield from _of_object(row, str(number), where, blob, options)


def _lines(blob: Blob, options: Options) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Yield number, name and object of each line; one that is no object is passed over."""
    with blob.open() as file:
        number = 0
        while line := file.readline(LINE):
            number += 1
            where = f"line {number} of {blob.origin}"
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8-sig"))
                wrong = "" if isinstance(row, Mapping) else 'is no row {"id": …, "text": "…"}'
            except UnicodeDecodeError:
                wrong = "is not UTF-8"
            except (ValueError, RecursionError) as error:
                wrong = f"is no JSON: {_why(error)}"
            if wrong:
                options.passed_over(PassedOver(where, f"{where} {wrong}", failed=True, id=str(number)))
            else:
                yield number, where, row


def _of_object(row: Mapping[str, Any], id: str, where: str, blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article of an object, or nothing if it has no text, which is said."""
    row = flat(row)
    columns = columns_of(row, options.columns, blob.origin)
    try:
        if is_followed(columns, options):
            yield from followed_row(row, columns, options)
        else:
            yield article_of(row, columns, id=id, origin=blob.origin, where=where, notes=blob.notes)
    except InputError as error:
        given = own_id(row, columns) or id
        reason = str(error) if str(error).startswith(where) else f"{where}: {error}"
        options.passed_over(PassedOver(where, reason, failed=True, id=given))


def _is_read(row: Mapping[str, Any], blob: Blob, options: Options) -> bool:
    columns = columns_of(row, options.columns, blob.origin)
    return "text" in columns or is_followed(columns, options)


def _objects(content: Any) -> list[Mapping[str, Any]]:
    """Return the objects of a file: its list, the one in a named list below its top, or the one object that it is."""
    if isinstance(content, list):
        return [row for row in content if isinstance(row, Mapping) and is_article(row)]
    if not isinstance(content, Mapping):
        return []
    for name in LISTS:
        inside = content.get(name)
        if isinstance(inside, list | Mapping):
            found = _objects(inside)
            if any(isinstance(row, Mapping) and len(row) > 1 for row in found):
                return found
    return [content]


def _own_analysis(content: Any) -> Article | None:
    """Return the article of an analysis that the toolkit wrote, with the paragraphs as they were."""
    if not (isinstance(content, Mapping) and str(content.get("schema", "")).startswith("toolkit.analysis/")):
        return None
    try:
        return Article.from_dict(content["id"], content["text"], content["article"])
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"this is not the JSON of an analysis ({error!r})") from error


def _why(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
