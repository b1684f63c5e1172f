"""Data frames as an Excel file, the same bytes every time."""

import io
import math
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

_LONGEST_CELL = 32_767  # characters, Excel's own limit
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters that XML cannot hold
_LONGEST_NAME = 31  # characters of a sheet's name, Excel's own limit
_WIDEST = 60  # characters a column shows
_MEASURED = 200  # rows that a column's width goes by


def to_bytes(tables: Mapping[str, "pandas.DataFrame"]) -> bytes:
    """Return the tables as the sheets of an .xlsx file.

    Parameters
    ----------
    tables
        Frames by the names of their sheets.

    Returns
    -------
    bytes
        Without a time or a user's name in them. A text that begins with = + - or @ stays text; control characters
        become "\N{REPLACEMENT CHARACTER}"; a text over 32,767 characters ends there with "…".
    """
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    for name, frame in tables.items():
        _add_sheet(book, name, frame)
    book.properties.creator = "toolkit"
    book.properties.created = book.properties.modified = datetime(1980, 1, 1)
    data = io.BytesIO()
    with Zip(data, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    return data.getvalue()


def is_taken_for_formula(text: str) -> bool:
    """Return whether a spreadsheet takes a text for a formula, by how it begins.

    >>> is_taken_for_formula("=1+1"), is_taken_for_formula("one")
    (True, False)
    """
    return text.startswith(("=", "+", "-", "@", "\t", "\r"))


def _add_sheet(book: Any, name: str, frame: "pandas.DataFrame") -> None:
    """Add a sheet with a frame: bold heads, the heads and the first column frozen, columns as wide as their text."""
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name[:_LONGEST_NAME])
    sheet.freeze_panes = "B2"
    heads = [str(column) for column in frame.columns]
    rows = [[_plain(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    for k, head in enumerate(heads):
        width = max([len(head), *(len(str(row[k])) for row in rows[:_MEASURED])])
        sheet.column_dimensions[get_column_letter(k + 1)].width = min(width, _WIDEST) + 2
    sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    """Return a cell that holds a value, at the top of its row and wrapped."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=None)
    wrapped, bold_type = _styles()
    cell.alignment = wrapped
    if bold:
        cell.font = bold_type
    if isinstance(value, str):
        cell.value = _text(value)
        cell.data_type = "s"  # openpyxl takes "=…" for a formula
        cell.quotePrefix = is_taken_for_formula(value)  # and Excel does when the cell is edited
    else:
        cell.value = value
    return cell


@cache
def _styles() -> tuple[Any, Any]:
    """Return the alignment of all cells and the type of heads."""
    from openpyxl.styles import Alignment, Font

    return Alignment(vertical="top", wrap_text=True), Font(bold=True)


class Zip(zipfile.ZipFile):
    """A zip file whose members all bear the same date."""

    # openpyxl writes its parts with these two.
    def writestr(self, name: Any, data: Any, *_: Any, **__: Any) -> None:  # type: ignore[override]
        """Add a member of a name with these bytes or this text."""
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.compress_type = self.compression
        super().writestr(info, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Add a file as a member."""
        with open(filename, "rb") as file:
            self.writestr(arcname or filename, file.read())


def _plain(value: Any) -> Any:
    """Return a value that openpyxl can write: Python's own numbers; None where there is none."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, list | tuple | set):
        return ", ".join(map(str, value))
    if type(value).__name__ in ("NAType", "NaTType") or value != value:  # pandas.NA has no truth value
        return None
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float) and math.isinf(value):
        return str(value)
    return value if isinstance(value, int | float | bool) else str(value)


def _text(value: str) -> str:
    """Return a text that a cell can hold: no control characters, not too long."""
    value = NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", value.encode("utf-8", "replace").decode("utf-8"))
    return value if len(value) <= _LONGEST_CELL else value[: _LONGEST_CELL - 1] + "…"
