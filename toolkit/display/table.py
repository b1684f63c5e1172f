"""Data frames that show themselves well: a `Table` is a pandas data frame in all but its looks in a notebook."""

from typing import Any

import pandas

from toolkit.display.cells import cell_text
from toolkit.display.escape import NO_MATHS, html

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
        frame = self.head(ROWS)
        columns = list(range(frame.shape[1]))
        cells = [[cell_text(value, str(frame.columns[k])) for value in frame.iloc[:, k]] for k in columns]
        kinds = [_kind(frame.iloc[:, k], cells[k]) for k in columns]
        heads = "".join(
            f'<th scope="col"{kind}>{html(_label(name))}</th>' for name, kind in zip(frame.columns, kinds, strict=True)
        )
        body = []
        for k, label in enumerate(frame.index):
            row = "".join(f"<td{kind}>{html(column[k])}</td>" for column, kind in zip(cells, kinds, strict=True))
            body.append(f'<tr><th scope="row">{html(_label(label))}</th>{row}</tr>')
        return (
            f'<style>{CSS}</style><div class="toolkit-table {NO_MATHS}" dir="auto" tabindex="0" role="group" '
            f'aria-label="table of {len(self):,} rows"><table><thead><tr>'
            f"<td></td>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table>{self._below()}</div>"
        )

    def _below(self) -> str:
        if self.empty:
            return "<p>There are none.</p>"
        if len(self) <= ROWS:
            return ""
        return f"<p>The first {ROWS} of {len(self):,} rows. The rest: <code>.iloc[{ROWS}:]</code></p>"


def _label(name: Any) -> str:
    return " · ".join(map(str, name)) if isinstance(name, tuple) else str(name)


def _kind(column: pandas.Series, cells: list[str]) -> str:
    kinds = pandas.api.types
    if kinds.is_numeric_dtype(column) and not kinds.is_bool_dtype(column):
        return ' class="number"'
    longest = max(map(len, cells), default=0)
    return ' class="longest"' if longest > 3 * _LONG else ' class="long"' if longest > _LONG else ""
