"""Data frames as an Excel file, the same bytes every time."""

import io
import math
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

_LONGEST_CELL = 32_767  # characters, Excel's own limit
_WIDEST = 60  # characters a column shows


def to_bytes(tables: Mapping[str, "pandas.DataFrame"]) -> bytes:
    """The tables as the sheets of an .xlsx file.

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
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    bold, top = Font(bold=True), Alignment(vertical="top", wrap_text=True)

    def cell(sheet: Any, value: Any) -> Any:
        made = WriteOnlyCell(sheet, value=None)
        made.alignment = top
        if isinstance(value, str):
            made.value = _text(value)
            made.data_type = "s"  # openpyxl takes "=…" for a formula
            made.quotePrefix = value.startswith(("=", "+", "-", "@"))  # and Excel does when the cell is edited
        else:
            made.value = value
        return made

    for name, frame in tables.items():
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "B2"
        rows = [[_plain(value) for value in row] for row in frame.itertuples(index=False, name=None)]
        for k, column in enumerate(frame.columns):
            width = max([len(str(column)), *(len(str(row[k])) for row in rows[:200])])
            sheet.column_dimensions[get_column_letter(k + 1)].width = min(width, _WIDEST) + 2
        heads = [cell(sheet, str(column)) for column in frame.columns]
        for head in heads:
            head.font = bold
        sheet.append(heads)
        for row in rows:
            sheet.append([cell(sheet, value) for value in row])
    book.properties.creator = "toolkit"
    book.properties.created = book.properties.modified = _datetime()
    data = io.BytesIO()
    with _Zip(data, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    return data.getvalue()


class _Zip(zipfile.ZipFile):
    """A zip file whose members all bear the same date."""

    def writestr(self, name: Any, data: Any, *_: Any, **__: Any) -> None:  # type: ignore[override]
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.compress_type = self.compression
        super().writestr(info, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        with open(filename, "rb") as file:
            self.writestr(arcname or filename, file.read())


def _datetime() -> Any:
    from datetime import datetime

    return datetime(1980, 1, 1)


def _plain(value: Any) -> Any:
    """A value that openpyxl can write: Python's own numbers; nothing where there is none."""
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
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
    value = value.encode("utf-8", "replace").decode("utf-8")
    return value if len(value) <= _LONGEST_CELL else value[: _LONGEST_CELL - 1] + "…"
