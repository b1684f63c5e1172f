"""Many articles to analyses, one after the other: what fails is said in its place, and the rest is done.

Each function yields pairs: the result and None, or None and the error's sentence.
"""

import json
import warnings
from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from toolkit.analysis.analysing import analyse
from toolkit.analysis.model import Analysis
from toolkit.article import Article
from toolkit.errors import InputError, ToolkitWarning, sentence
from toolkit.progress import progress
from toolkit.sources.reading_many import SourceRead, read_many, try_to_read

T = TypeVar("T")
ActorsFile = str | PathLike | None


def analyse_many(
    paths: Iterable[str], *, actors_file: ActorsFile = None
) -> Iterator[tuple[Analysis | None, str | None]]:
    """Yield the analysis of each file or URL, or what went wrong."""
    for source in read_many(progress(list(paths), "articles")):
        yield _result(source, lambda article: _analysis(article, actors_file))


def files_as_json(paths: Iterable[str], *, actors_file: ActorsFile = None) -> Iterator[tuple[str | None, str | None]]:
    """Yield the analysis of each file or URL as JSON, or what went wrong."""
    for source in read_many(progress(list(paths), "articles")):
        yield _result(source, lambda article: _analysis(article, actors_file).to_json())


def rows_as_json(paths: Iterable[str], *, actors_file: ActorsFile = None) -> Iterator[tuple[str | None, str | None]]:
    """Yield the analysis of each row {"id", "text"} of JSON Lines files as JSON.

    Where a row fails, the JSON is {"id", "error"}, and the sentence names the row.
    """
    for path in paths:
        with _opened(path) as lines:
            for number, line in enumerate(progress(lines, "rows"), start=1):
                if not line.strip():
                    continue
                id, source = _row(line, number, path)
                result, error = _result(source, lambda article: _analysis(article, actors_file).to_json())
                if error is None:
                    yield result, None
                else:
                    yield json.dumps({"id": id, "error": error}, ensure_ascii=False), f"row {id}: {error}"


def _result(source: SourceRead, make: Callable[[Article], T]) -> tuple[T | None, str | None]:
    """Return what is made of a source's article and None, or None and what went wrong."""
    if source.article is None:
        return None, source.error
    try:
        return make(source.article), None
    except Exception as error:  # whatever it is: the other articles are still wanted
        return None, sentence(error, source.name)


def _analysis(article: Article, actors_file: ActorsFile) -> Analysis:
    """Return an article's analysis; warn of what was guessed in reading and of corrections that fit nothing."""
    name = article.origin or article.id
    for note in article.notes:
        warnings.warn(f"{name}: {note}", ToolkitWarning, stacklevel=2)
    analysis = analyse(article, actors_file=actors_file)
    for correction in analysis.corrections:
        if not correction.fits:
            warnings.warn(f"{name}: no quote fits the correction “{correction.text}”", ToolkitWarning, stacklevel=2)
    return analysis


def _row(line: bytes, number: int, path: str) -> tuple[Any, SourceRead]:
    """Return the id of a row, by default the line's number, and its article or what is wrong with the line."""
    where = f"line {number} of {Path(path).name}"
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return str(number), SourceRead(line, error=f"{where} is not UTF-8")
    except (ValueError, RecursionError) as error:
        return str(number), SourceRead(line, error=f"{where} is no JSON: {error}")
    if not isinstance(row, dict):
        return str(number), SourceRead(row, error=f'{where} is no row {{"id": …, "text": "…"}}')
    id = row.get("id", str(number))
    if not isinstance(row.get("text"), str):
        return id, SourceRead(row, error=f"{where} has no text")
    return id, try_to_read({"id": id, "text": row["text"]})


def _opened(path: str) -> BinaryIO:
    try:
        return open(path, "rb")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
