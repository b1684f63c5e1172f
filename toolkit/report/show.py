"""What a notebook shows beside figures: the answer, tables, the marked text, what was in force."""

import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

    from toolkit.analysis import Analysis

_SHARES = ("share", "share_of_voice")  # 0 to 1 in the tables, shown in percent
_LONG = 100  # characters from which a column gets room


class Shown:
    """Something to look at: HTML in a notebook, plain text elsewhere."""

    def __init__(self, markup: str, text: str) -> None:
        self._markup, self._text = markup, text

    def _repr_html_(self) -> str:
        return self._markup

    def __repr__(self) -> str:
        return self._text


def answer(analysis: "Analysis") -> Shown:
    """The headline and the three to five sentences that answer: who is in it, who speaks, how it is written."""
    from toolkit import summary

    article, sentences = analysis.article, summary.answer(analysis)
    title = article.title or article.id
    about = " · ".join(filter(None, (article.byline, article.published, article.origin)))
    notes = [f"In reading the file: {note}." for note in article.notes]
    parts = [f"<h1>{html.escape(title)}</h1>"]
    if about:
        parts.append(f'<p class="about">{html.escape(about)}</p>')
    text = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in [*sentences, *notes])
    parts.append(f'<div class="answer">{text}</div>')
    return Shown("\n".join(parts), "\n".join([title, *filter(None, [about]), "", *sentences, *notes]))


def table(frame: "pandas.DataFrame", *, columns: Sequence[str] | None = None, rows: str | None = None) -> Shown:
    """A data frame as a table to read: shares in percent, numbers to the right, every cell's text escaped.

    Parameters
    ----------
    frame
        What a function of ``toolkit.tables`` or ``toolkit.statistics`` gave; its first column heads each row.
    columns
        The columns to show, by default all.
    rows
        A column whose values the rows are known by, so that the marked text can link to them.
    """
    shown = list(columns or frame.columns)
    if frame.empty:
        return Shown("<p>There are none.</p>", "(none)")
    numeric = {name: _numeric(frame[name]) for name in shown}
    long = {name: not numeric[name] and frame[name].astype(str).str.len().max() > _LONG for name in shown}

    def style(name: str) -> str:
        return ' class="number"' if numeric[name] else ' class="long"' if long[name] else ""

    heads = "".join(f'<th scope="col"{style(n)}>{html.escape(n.replace("_", " "))}</th>' for n in shown)
    body = []
    for record in frame.to_dict("records"):
        id = f' id="{_anchor(record[rows])}"' if rows else ""
        cells = [f'<th scope="row"{style(shown[0])}>{html.escape(_cell(record[shown[0]], shown[0]))}</th>']
        for name in shown[1:]:
            text, value = _cell(record[name], name), record[name]
            exact = f' data-value="{value:.10g}"' if isinstance(value, float) and text else ""
            cells.append(f"<td{style(name)}{exact}>{html.escape(text)}</td>")
        body.append(f"<tr{id}>{''.join(cells)}</tr>")
    markup = f"<table><thead><tr>{heads}</tr></thead>\n<tbody>" + "\n".join(body) + "</tbody></table>"
    return Shown(markup, frame[shown].to_string(index=False))


def text(analysis: "Analysis") -> Shown:
    """The article's text with actors and quotes marked, each a link to its row in the tables of the report."""
    from toolkit import markup

    def link(id: str) -> str:
        return f"#{_anchor(analysis.actor[id].name if id in analysis.actor else id)}"

    style = f"<style>{markup.CSS}</style>"  # for JupyterLab; a report's page has it already and leaves this out
    return Shown(style + markup.KEY + markup.to_html(analysis, link=link, heading=3), analysis.article.text)


def in_force(analysis: "Analysis", **parameters: Any) -> Shown:
    """The parameters and versions that made these results; of a file, its name alone."""
    import pandas

    from toolkit.report import manifest

    rows = [("article", analysis.article.origin or analysis.article.id), ("article (SHA-256)", analysis.article.sha256)]
    rows += [(name, _name(value)) for name, value in parameters.items()]
    packages = {k: v for k, v in manifest.versions().items() if k not in ("python", "system", "toolkit")}
    rows += [*analysis.versions.items(), *packages.items()]
    return table(pandas.DataFrame([(k, str(v)) for k, v in rows], columns=["what", "in force"]))


def _anchor(value: Any) -> str:
    """The id of a table's row, by what stands in it."""
    return "row-" + re.sub(r"\W+", "-", str(value))


def _name(value: Any) -> Any:
    return Path(value).name if isinstance(value, str) and ("/" in value or "\\" in value) else value


def _numeric(column: "pandas.Series") -> bool:
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    return is_numeric_dtype(column) and not is_bool_dtype(column)


def _cell(value: Any, name: str) -> str:
    """A value as text: empty where there is none, lists with commas, shares in percent, three digits or so."""
    if isinstance(value, list | tuple | set):
        return ", ".join(map(str, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{k}: {v}" for k, v in value.items())
    if value is None or type(value).__name__ == "NAType" or value != value:
        return ""
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    if name in _SHARES:
        return f"{value:.1%}"
    return f"{value:,.0f}" if abs(value) >= 1000 or value.is_integer() else f"{value:.3g}"
