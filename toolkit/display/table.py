"""Data frames that show themselves well: a `Table` is a pandas data frame in all but its looks in a notebook."""

from typing import Any

import pandas

from toolkit.display.cells import cell_text
from toolkit.display.escape import NO_MATHS, html
from toolkit.display.wording import count

ROWS = 50  # at most, of a table in a notebook; below it stands how many more there are
_LONG = 40  # characters from which a column gets room and is wrapped

CSS = """
.toolkit-table { overflow-x: auto; max-width: 100%; }
.toolkit-table table { border-collapse: collapse; font-size: 13px; line-height: 1.4; table-layout: auto; margin: 0; }
.toolkit-table.toolkit-table :is(th, td) {
  padding: .3em .7em; text-align: left; vertical-align: top; border: 0; white-space: nowrap; max-width: none;
}
.toolkit-table thead th { border-bottom: 1px solid; font-weight: 600; vertical-align: bottom; }
.toolkit-table tbody tr { background: none; }
.toolkit-table tbody tr + tr > * { border-top: 1px solid rgba(128, 128, 128, .25); }
.toolkit-table tbody tr:hover { background: rgba(128, 128, 128, .12); }
.toolkit-table.toolkit-table .number { text-align: right; font-variant-numeric: tabular-nums; }
.toolkit-table.toolkit-table :is(.long, .longest) { white-space: normal; max-width: 46em; overflow-wrap: anywhere; }
.toolkit-table .long { min-width: 11em; }
.toolkit-table .longest { min-width: 20em; }
.toolkit-table tbody th { font-weight: 400; opacity: .65; }
.toolkit-table p { font-size: 12px; opacity: .75; margin: .4em 0 0; }
"""


class Table(pandas.DataFrame):
    """A data frame whose HTML wraps long texts instead of cutting them, and shows shares in percent.

    >>> table = Table({"actor": ["Ada"], "share_of_voice": [0.25]})
    >>> "25.0%" in table._repr_html_(), table[["actor"]].__class__.__name__
    (True, 'Table')
    """

    @property
    def _constructor(self) -> Any:
        return Table

    def _repr_html_(self) -> str:
        """Return the first rows as HTML, and below them how many more there are."""
        frame = self.head(ROWS)
        columns = list(range(frame.shape[1]))
        cells = [[cell_text(value, str(frame.columns[k])) for value in frame.iloc[:, k]] for k in columns]
        classes = [_class(frame.iloc[:, k], cells[k]) for k in columns]
        heads = "".join(
            f'<th scope="col"{style}>{html(_label(name))}</th>'
            for name, style in zip(frame.columns, classes, strict=True)
        )
        body = []
        for k, label in enumerate(frame.index):
            row = "".join(f"<td{style}>{html(column[k])}</td>" for column, style in zip(cells, classes, strict=True))
            body.append(f'<tr><th scope="row">{html(_label(label))}</th>{row}</tr>')
        return (
            f'<style>{CSS}</style><div class="toolkit-table {NO_MATHS}" dir="auto" tabindex="0" role="group" '
            f'aria-label="table of {count(len(self), "row")}"><table><thead><tr>'
            f"<td></td>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table>{self._below()}</div>"
        )

    def _below(self) -> str:
        """Return what stands below the table: that it is empty, or how many rows are left out."""
        if self.empty:
            return "<p>There are none.</p>"
        if len(self) <= ROWS:
            return ""
        return f"<p>The first {ROWS} of {len(self):,} rows. The rest: <code>.iloc[{ROWS}:]</code></p>"


def _label(name: Any) -> str:
    """Return the name of a row or column as text; of several levels with dots between."""
    return " · ".join(map(str, name)) if isinstance(name, tuple) else str(name)


def _class(column: pandas.Series, cells: list[str]) -> str:
    """Return the class attribute of a column's cells: numbers stand to the right, long texts are wrapped."""
    types = pandas.api.types
    if types.is_numeric_dtype(column) and not types.is_bool_dtype(column):
        return ' class="number"'
    longest = max(map(len, cells), default=0)
    return ' class="longest"' if longest > 3 * _LONG else ' class="long"' if longest > _LONG else ""
