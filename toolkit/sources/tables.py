"""Tables: CSV, TSV, Excel, Parquet and data frames, an article a row."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TextIO

from toolkit.article import Article
from toolkit.errors import InputError, ParameterError
from toolkit.sources.dates import telling_dates
from toolkit.sources.decoding import decode
from toolkit.sources.following import followed_row, is_followed
from toolkit.sources.model import LARGEST, Blob, Options, PassedOver
from toolkit.sources.records import article_of, as_text, columns_of, own_id, require_text
from toolkit.sources.xml import refuse_entities
from toolkit.sources.zipped import unzipped

if TYPE_CHECKING:
    import pandas

FIELD = 16 * 2**20  # characters of a field of CSV, at most
RECORD = 1000  # lines that a field may go over, at most
_SAID = re.compile(r"sep=([,;|\t])\s*")  # how Excel is told what parts the fields
_QUOTED = re.compile(r'"[^"]*"')
BATCH = 500  # rows of a Parquet file in memory
AHEAD = 500  # rows at the top of which one may tell how all dates of a column are written

Row = tuple[int, Mapping[str, Any]]  # as a spreadsheet numbers it, and its values by column


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield an article for each row of a table; rows that give none are passed over by their number.

    Raises
    ------
    InputError
        If the file is damaged.
    ParameterError
        If it has no column of text, or not the columns that are asked for.
    """
    blob = _as_utf8(blob)
    yield from _articles(_tables(blob, options), blob, options)


def rows(blob: Blob, options: Options) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a table's sheets that have a column of text, as they are, by column.

    Raises
    ------
    ParameterError
        If no sheet has a column of text.
    """
    for where, names, found in _tables(_as_utf8(blob), options):
        require_text(columns_of(names, options.columns, where), names, where)
        yield from (row for _, row in found)


def _tables(blob: Blob, options: Options) -> Iterator[tuple[str, list[str], Iterator[Row]]]:
    """Return name, columns and rows of each table in a file."""
    if blob.head.startswith(b"PK"):
        return _sheets(blob, options)
    return _parquet(blob, options) if blob.head.startswith(b"PAR1") else _separated(blob, options)


def of_frame(frame: "pandas.DataFrame", name: str, options: Options) -> Iterator[Article]:
    """Yield an article for each row of a data frame; a named index counts as a column, else it gives the ids."""
    names = [str(column) for column in frame.columns]
    if frame.index.name and str(frame.index.name) not in names:
        frame = frame.reset_index()
        names = [str(column) for column in frame.columns]
    columns = columns_of(names, options.columns, f"the {name}")
    if not is_followed(columns, options):
        require_text(columns, names, f"the {name}")
    values = (dict(zip(names, row, strict=True)) for row in frame.itertuples(index=False, name=None))
    rows = ((key, row) for key, row in zip(frame.index, values, strict=True))
    yield from _rows(rows, columns, Blob(f"the {name}"), options, of_file=False)


def _articles(
    sheets: Iterable[tuple[str, list[str], Iterator[Row]]], blob: Blob, options: Options
) -> Iterator[Article]:
    """Yield the articles of a file's sheets; one without a column of text is an error if no sheet has one."""
    lacking: ParameterError | None = None
    read_any = False
    for where, names, rows in sheets:
        columns = columns_of(names, options.columns, where)
        if not is_followed(columns, options):
            try:
                require_text(columns, names, where)
            except ParameterError as error:
                lacking = lacking or error
                continue
        read_any = True
        yield from _rows(rows, columns, blob, options)
    if not read_any:
        raise lacking or InputError(f"{blob.origin} is empty: there is nothing to read in it")


def _rows(
    rows: Iterable[tuple[Any, Mapping[str, Any]]],
    columns: Mapping[str, str],
    blob: Blob,
    options: Options,
    *,
    of_file: bool = True,
) -> Iterator[Article]:
    rows = iter(rows)
    ahead = list(islice(rows, AHEAD)) if "published" in columns else []
    dates = telling_dates(row.get(columns["published"]) for _, row in ahead)
    for number, row in chain(ahead, rows):
        where = f"row {number} of {blob.origin}"
        default = f"{blob.stem}-{number}" if of_file else str(number)
        origin = blob.origin if of_file else None
        try:
            if is_followed(columns, options):
                yield from followed_row(row, columns, options)
            else:
                yield article_of(row, columns, id=default, origin=origin, where=where, notes=blob.notes, dates=dates)
        except InputError as error:
            id = own_id(row, columns) or None
            reason = str(error) if str(error).startswith(where) else f"{where}: {error}"
            options.passed_over(PassedOver(where, reason, failed=True, id=id or str(number)))


def _separated(blob: Blob, options: Options) -> Iterator[tuple[str, list[str], Iterator[Row]]]:
    lines = _lines(blob)
    first = next((line for line in lines if line.strip()), "")
    if found := _SAID.fullmatch(first):
        delimiter, first = found[1], next((line for line in lines if line.strip()), "")
    else:
        delimiter = max("\t,;|", key=_QUOTED.sub("", first).count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    names = _column_names(header)
    yield blob.origin, names, _until_damaged(_records(lines, names, delimiter, blob, options), blob.origin, options)


def _column_names(header: Iterable[str]) -> list[str]:
    """Return a table's columns: those without a name get one, and equal ones a number.

    >>> _column_names(["date", "", "date"])
    ['date', 'column 2', 'date (2)']
    """
    names: list[str] = []
    for k, name in enumerate(header, start=1):
        free = called = name.strip() or f"column {k}"
        number = 1
        while free in names:
            number += 1
            free = f"{called} ({number})"
        names.append(free)
    return names


def _as_utf8(blob: Blob) -> Blob:
    """Return a table in text as UTF-8, with a note where its encoding was guessed; a large one as it is."""
    if blob.head.startswith((b"PK", b"PAR1")):
        return blob
    data = blob.beginning(LARGEST + 1)
    if len(data) > LARGEST:
        return blob
    text, notes = decode(data, blob.name)
    return replace(blob, content=text.encode("utf-8", "replace"), path=None, opener=None, notes=(*blob.notes, *notes))


def _lines(blob: Blob) -> Iterator[str]:
    """Yield the lines of a text in UTF-8 with their ends, piece by piece."""
    with blob.open() as file:
        text: TextIO = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        yield from text


def _records(lines: Iterator[str], names: list[str], delimiter: str, blob: Blob, options: Options) -> Iterator[Row]:
    """Yield the rows of CSV. A row with too many fields, or whose quotation mark never closes, is passed over.

    A line that opens a quotation mark which closes nowhere would swallow all that follows: reading goes on with the
    next line then.
    """
    waiting: deque[str] = deque()  # lines read ahead, to be read again after a broken row
    number = 1

    def next_line() -> str | None:
        return waiting.popleft() if waiting else next(lines, None)

    while (line := next_line()) is not None:
        number += 1
        if not line.strip():
            continue
        record, is_open = [line], line.count('"') % 2 == 1
        while is_open and len(record) < RECORD and (more := next_line()) is not None:
            record.append(more)
            is_open = more.count('"') % 2 == 0
        fields = None if is_open else _parse("".join(record), delimiter)
        broken = fields is None or len(fields) > len(names)
        if broken:
            waiting.extendleft(reversed(record[1:]))
            count = "a quotation mark is not closed" if fields is None else f"{len(fields)} fields, not {len(names)}"
            reason = f"row {number} of {blob.origin} is broken: {count}"
            options.passed_over(PassedOver(f"row {number} of {blob.origin}", reason, failed=True, id=str(number)))
            continue
        assert fields is not None
        yield number, dict(zip(names, [*fields, *[""] * (len(names) - len(fields))], strict=True))


def _parse(text: str, delimiter: str) -> list[str] | None:
    """Return the fields of a record, or None if its quotation marks are not closed where a field ends."""
    limit = csv.field_size_limit(FIELD)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    finally:
        csv.field_size_limit(limit)
    return rows[0] if len(rows) == 1 else None


def _sheets(blob: Blob, options: Options) -> Iterator[tuple[str, list[str], Iterator[Row]]]:
    import openpyxl

    with unzipped(blob, "an Excel workbook") as parts:
        for name in parts.namelist():
            if name.endswith(".xml"):
                refuse_entities(parts.read(name), blob, "an Excel workbook")
    try:
        with blob.open() as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            for sheet in book.worksheets:
                rows = sheet.iter_rows(values_only=True)
                names = _column_names(map(as_text, next(rows, ())))
                where = blob.origin if len(book.worksheets) == 1 else f"{sheet.title} of {blob.origin}"
                if names:
                    yield where, names, _until_damaged(_numbered(rows, names), where, options)
    except (InputError, ParameterError):
        raise
    except Exception as error:  # openpyxl raises whatever goes wrong in it
        raise InputError(f"{blob.name} is an Excel workbook, but damaged: it cannot be opened") from error


def _numbered(rows: Iterable[tuple], names: list[str]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=2):
        if any(value is not None for value in row):
            yield number, dict(zip(names, row, strict=False))


def _until_damaged(rows: Iterator[Row], where: str, options: Options) -> Iterator[Row]:
    """Yield rows as long as they can be read; where that ends before the table does is said."""
    number = 0
    try:
        for number, row in rows:
            yield number, row
    except Exception as error:  # whatever libraries raise
        known = str(error) if isinstance(error, InputError) else "the rest of it cannot be read"
        reason = f"{where} is damaged after row {number}: {known}"
        options.passed_over(PassedOver(where, reason, failed=True))


def _parquet(blob: Blob, options: Options) -> Iterator[tuple[str, list[str], Iterator[Row]]]:
    import pyarrow
    import pyarrow.parquet

    try:
        with blob.open() as file:
            table = pyarrow.parquet.ParquetFile(file)

            def rows() -> Iterator[Row]:
                number = 1
                for batch in table.iter_batches(batch_size=BATCH):
                    for row in batch.to_pylist():
                        yield number, row
                        number += 1

            yield blob.origin, table.schema_arrow.names, _until_damaged(rows(), blob.origin, options)
    except (OSError, pyarrow.ArrowException) as error:
        raise InputError(f"{blob.name} is a Parquet file, but damaged: it cannot be opened") from error
