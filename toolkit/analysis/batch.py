"""Many articles to JSON, one after the other: what fails is said in its place, the rest is done."""

import json
import sys
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from toolkit import sources
from toolkit.analysis.making import analyse
from toolkit.analysis.model import Analysis
from toolkit.article import Article
from toolkit.errors import InputError, ToolkitError, ToolkitWarning
from toolkit.progress import progress


def files(paths: Iterable[str], *, actors_file: Path | None = None) -> Iterator[tuple[str | None, str | None]]:
    """For each file or URL its analysis as JSON and no error, or None and what went wrong."""
    for path in progress(list(paths), "articles"):
        try:
            yield _analysed(sources.read(path), actors_file).to_json(), None
        except Exception as error:  # whatever it is: the other articles are still wanted
            yield None, _told(error, path)


def rows(paths: Iterable[str], *, actors_file: Path | None = None) -> Iterator[tuple[str | None, str | None]]:
    """For each row {"id", "text"} of JSON Lines files its analysis as JSON; {"id", "error"} where a row fails."""
    for path in paths:
        with _open(path) as lines:
            for number, line in enumerate(progress(lines, "rows"), start=1):
                if not line.strip():
                    continue
                id = str(number)
                try:
                    row = _row(line, number, path)
                    id = row.get("id", id)
                    article = sources.read(text=_text(row, number, path), id=id)
                    yield _analysed(article, actors_file).to_json(), None
                except Exception as error:  # whatever it is: the other rows are still wanted
                    told = _told(error)
                    yield json.dumps({"id": id, "error": told}, ensure_ascii=False), f"row {id}: {told}"


def analyses(paths: Iterable[str], *, actors_file: Path | None = None) -> tuple[list[Analysis], int]:
    """The analyses of those files that can be read, and how many cannot; why is said on stderr."""
    result, failures = [], 0
    for path in progress(list(paths), "articles"):
        try:
            result.append(_analysed(sources.read(path), actors_file))
        except Exception as error:  # whatever it is: the other articles are still wanted
            failures += 1
            print(f"toolkit: {_told(error, path)}", file=sys.stderr)
    return result, failures


def _told(error: Exception, where: str = "it") -> str:
    """What went wrong with an article, in a sentence; what nobody foresaw is a fault of the toolkit."""
    if isinstance(error, (ToolkitError, ToolkitWarning)):
        return str(error)
    return f"{where} could not be analysed, which is a fault of the toolkit ({type(error).__name__}: {error})"


def _analysed(article: Article, actors_file: Path | None) -> Analysis:
    for note in article.notes:
        warnings.warn(f"{article.origin or article.id}: {note}", ToolkitWarning, stacklevel=2)
    analysis = analyse(article, actors_file=actors_file)
    for correction in analysis.corrections:
        if not correction.fits:
            warnings.warn(
                f"{article.origin or article.id}: no quote fits the correction “{correction.text}”",
                ToolkitWarning,
                stacklevel=2,
            )
    return analysis


def _row(line: bytes, number: int, path: str) -> dict:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"line {number} of {Path(path).name} is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"line {number} of {Path(path).name} is no JSON: {error}") from error
    if not isinstance(row, dict):
        raise InputError(f'line {number} of {Path(path).name} is no row {{"id": …, "text": "…"}}')
    return row


def _text(row: dict, number: int, path: str) -> str:
    if not isinstance(row.get("text"), str):
        raise InputError(f"line {number} of {Path(path).name} has no text")
    return row["text"]


def _open(path: str):
    try:
        return open(path, "rb")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
