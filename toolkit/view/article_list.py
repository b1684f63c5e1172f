"""List articles to choose from: what the list says of each, and each one's analysis when it is asked for."""

import json
from collections import OrderedDict
from collections.abc import Iterable
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from toolkit.analysis import Analysis, analyse
from toolkit.article import Article
from toolkit.collection import Collection
from toolkit.display.wording import shortened
from toolkit.errors import InputError
from toolkit.html import card
from toolkit.sources.paths import files, is_url, shown
from toolkit.sources.reading_many import as_article

TABLES = (".jsonl", ".ndjson", ".csv")
KEPT = 20  # analyses in memory
HEAD = 2000  # bytes of a file in which its first line is looked for
LONGEST = 160  # characters of a title

Row = tuple[str, str]  # a title, and what stands under it


class ArticleList:
    """Articles by their place in a list, analysed when they are opened.

    Parameters
    ----------
    source
        A folder; a JSON Lines or CSV file of rows {"id", "text"}; a data frame with a column ``text``; a
        collection; an iterable of analyses, articles, paths and URLs.

    Raises
    ------
    InputError
        If there is no article in it.
    """

    def __init__(self, source: Any) -> None:
        self._items = _items(source)
        if not self._items:
            raise InputError("there is no article to choose from")
        paths = [item if isinstance(item, str) else "" for item in self._items]
        self.rows: list[Row] = [_row(item, path) for item, path in zip(self._items, shown(paths), strict=True)]
        self._made: OrderedDict[int, Analysis] = OrderedDict()

    def __len__(self) -> int:
        return len(self._items)

    def open(self, k: int) -> Analysis:
        """Return the analysis of the k-th article.

        Raises
        ------
        InputError
            If it cannot be read.
        """
        item = self._items[k]
        if isinstance(item, Analysis):
            return item
        if k not in self._made:
            if isinstance(item, dict):
                item = as_article({**item, "id": str(item.get("id", "text"))})
            self._made[k] = analyse(item)
            if len(self._made) > KEPT:
                self._made.popitem(last=False)
        self._made.move_to_end(k)
        return self._made[k]


def is_single(source: Any) -> bool:
    """Return whether this is a single article rather than several."""
    if isinstance(source, Analysis | Article):
        return True
    if isinstance(source, str | PathLike):
        return is_url(fspath(source)) or not (Path(source).is_dir() or Path(source).suffix.lower() in TABLES)
    return False


def _items(source: Any) -> list[Any]:
    """Return the paths, rows, articles or analyses that a source holds."""
    if isinstance(source, str | PathLike):
        return list(files([source])) if Path(source).is_dir() else _rows(Path(source))
    if isinstance(source, Collection):
        return list(source.analyses)
    if hasattr(source, "to_dict") and hasattr(source, "columns"):
        if "text" not in source.columns:
            raise InputError(f"the table has no column text; it has {', '.join(map(str, source.columns))}")
        return source.to_dict("records")
    if not isinstance(source, Iterable):
        raise InputError(f"{source!r} is no article, and no list of articles")
    return [fspath(item) if isinstance(item, PathLike) else item for item in source]


def _rows(path: Path) -> list[dict]:
    """Return the rows of a table's file."""
    try:
        if path.suffix.lower() == ".csv":
            import pandas

            return _items(pandas.read_csv(path))
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        return [json.loads(line) for line in lines if line.strip()]
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InputError(f'{path.name} is no table of rows {{"id", "text"}}: {error}') from error


def _row(item: Any, path: str) -> Row:
    """Return what the list says of an article, without analysing it; ``path`` is what it shows of a file's."""
    if isinstance(item, Analysis):
        item = item.article
    if isinstance(item, Article):
        return shortened(item.title or item.id, LONGEST), card.about(item)
    if isinstance(item, dict):
        title = _text(item.get("title")) or _first_line(_text(item.get("text"))[:HEAD]) or _text(item.get("id"))
        about = (_text(item.get("published")) or _text(item.get("date")), _text(item.get("id")))
        return shortened(title, LONGEST), " · ".join(filter(None, about))
    try:
        with Path(item).open("rb") as file:
            head = file.read(HEAD).decode("utf-8", errors="replace")
    except OSError:
        head = ""
    return shortened(_first_line(head) or path, LONGEST), path


def _text(value: Any) -> str:
    """Return a cell of a table as text; nothing for what is missing."""
    return "" if value is None or value != value else str(value)


def _first_line(text: str) -> str:
    """Return the first line that says something, without Markdown's signs."""
    return next((line.strip(" #*\ufeff") for line in text.splitlines() if line.strip(" #*\ufeff")), "")
