"""List articles to choose from: what the list says of each, and each one's analysis when it is asked for."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.analysis import Analysis, analyse
from toolkit.article import Article
from toolkit.collection import Collection, full_text
from toolkit.collection.store import is_store
from toolkit.collection.store import open as open_store
from toolkit.display.wording import shortened
from toolkit.errors import InputError, ParameterError
from toolkit.html import card
from toolkit.sources import articles, files_of, rows_of
from toolkit.sources.paths import below_shared_folder, is_url
from toolkit.sources.recognising import FORMATS
from toolkit.sources.records import article_of, columns_of, require_text

if TYPE_CHECKING:
    import sqlite3

TABLES = tuple(ending for name in "csv tsv excel parquet jsonl".split() for ending in FORMATS[name].endings)
TEXTS = FORMATS["text"].endings  # files that are one article each, and opened when they are asked for
KEPT = 20  # analyses in memory
HEAD = 2000  # bytes of a file in which its first line is looked for
LONGEST = 160  # characters of a title

Row = tuple[str, str]  # a title, and what stands under it


class ArticleList:
    """Articles by their place in a list, analysed when they are opened.

    Parameters
    ----------
    source
        Whatever `toolkit.articles` takes; a collection or store; an iterable of analyses, articles, paths and URLs.
        Texts in a folder and rows of a table are read when they are opened.

    Raises
    ------
    InputError
        If there is no article in it.
    """

    def __init__(self, source: Any) -> None:
        source = open_store(source) if is_store(source) else source
        self._items = _items(source)
        if not self._items:
            raise InputError("there is no article to choose from")
        self._made: OrderedDict[int, Analysis] = OrderedDict()
        self._collection = source if isinstance(source, Collection) else None
        if isinstance(source, Collection):
            self.rows: list[Row] = _rows_of(source)
            return
        paths = [item for item in self._items if isinstance(item, str)]
        names = dict(zip(paths, below_shared_folder(paths), strict=True))
        self.rows = [_row(item, names.get(item, "") if isinstance(item, str) else "") for item in self._items]

    def __len__(self) -> int:
        return len(self._items)

    @property
    def has_texts(self) -> bool:
        """Whether the articles' texts are there to be searched."""
        return self._collection is not None

    def find(self, query: str) -> list[int]:
        """Return the numbers of the articles in which all words of a query stand, the best first.

        Raises
        ------
        ParameterError
            If it has no word that can be searched for.
        """
        return full_text.find(self._index, query)

    def snippets(self, query: str, numbers: Iterable[int]) -> dict[int, list[full_text.Piece]]:
        """Return of each of these articles the passage in which a query stands, in pieces."""
        return full_text.snippets(self._index, query, numbers)

    @cached_property
    def _index(self) -> "sqlite3.Connection":
        if self._collection is None:
            raise ParameterError("these articles can be searched once they are a collection: collection.analyse(…)")
        return full_text.open_index(self._collection)

    def open(self, k: int) -> Analysis:
        """Return the analysis of the k-th article.

        Raises
        ------
        InputError
            If it cannot be read.
        """
        if k not in self._made:
            item = self._items[k]
            if isinstance(item, Analysis):
                return item
            self._made[k] = analyse(_article(item, k) if isinstance(item, dict) else item)
            if len(self._made) > KEPT:
                self._made.popitem(last=False)
        self._made.move_to_end(k)
        return self._made[k]


def is_single(source: Any) -> bool:
    """Return whether this is a single article rather than several."""
    if isinstance(source, Analysis | Article):
        return True
    if not isinstance(source, str | PathLike) or Path(source).is_dir():
        return False
    ending = Path(source).suffix.lower()
    if is_url(fspath(source)) or ending in TEXTS or not Path(source).is_file():
        return True
    return ending not in TABLES and len(list(islice(articles(source), 2))) == 1


def _items(source: Any) -> Sequence[Any]:
    """Return the paths, rows, articles or analyses that a source holds."""
    if isinstance(source, str | PathLike):
        return list(_of_path(Path(source)))
    if isinstance(source, Collection):
        return source.analyses  # those of a store are read when they are opened
    if hasattr(source, "to_dict") and hasattr(source, "columns"):
        names = list(map(str, source.columns))
        require_text(columns_of(names, {}, "the table"), names, "the table")
        return source.to_dict("records")
    if not isinstance(source, Iterable):
        raise InputError(f"{source!r} is no article, and no list of articles")
    return [fspath(item) if isinstance(item, PathLike) else item for item in source]


def _of_path(path: Path) -> Iterator[Any]:
    if path.is_dir():
        for file in files_of(path):
            yield from [file] if Path(file).suffix.lower() in TEXTS else articles([file])
    elif path.suffix.lower() in TABLES:
        yield from rows_of(path)
    else:
        yield from articles(path)


def _article(row: Mapping[str, Any], number: int) -> Article:
    columns = columns_of(row, {}, "the table")
    return article_of(row, columns, id=str(number + 1), origin=None, where=f"row {number + 1}")


def _rows_of(collection: Collection) -> list[Row]:
    """Return what the list says of a collection's articles."""
    frame = collection.table("articles")[["article", "title", "byline", "published", "origin"]]
    texts = [[_text(cell) for cell in row] for row in frame.itertuples(index=False)]
    return [(shortened(title or name, LONGEST), " · ".join(filter(None, about))) for name, title, *about in texts]


def _row(item: Any, path: str) -> Row:
    """Return what the list says of an article, without analysing it; ``path`` is what it shows of a file's."""
    if isinstance(item, Analysis):
        item = item.article
    if isinstance(item, Article):
        return shortened(item.title or item.id, LONGEST), card.about(item)
    if isinstance(item, dict):
        columns = columns_of(item, {}, "the table")
        cells = {name: _text(item.get(column)) for name, column in columns.items()}
        title = cells.get("title") or _first_line(cells.get("text", "")[:HEAD]) or cells.get("id", "")
        about = (cells.get("published", ""), cells.get("outlet", ""), cells.get("id", ""))
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
