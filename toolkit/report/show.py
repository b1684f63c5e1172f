"""What a notebook shows beside figures: the answer, tables, the marked text, what was in force."""

import html
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.display.cells import SHARES, cell_text
from toolkit.display.wording import count

if TYPE_CHECKING:
    import pandas

    from toolkit.analysis import Analysis
    from toolkit.collection import Collection

_SHARES = (*SHARES, "quoted")  # 0 to 1 in the tables, shown in percent
_LONG, _MEDIUM, _SHORT = 100, 28, 21  # characters from which a column gets room, some room, and may be broken
_DATE, _UNBROKEN = re.compile(r"\b\d{4}-\d\d(-\d\d)?\b"), r'<span class="date">\g<0></span>'


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
    from toolkit.tables import summary

    article = analysis.article
    notes = [f"In reading the file: {note}." for note in article.notes]
    about = " · ".join(filter(None, (article.byline, article.published, article.origin)))
    return _answer(article.title or article.id, about, [*summary.answer(analysis), *notes])


def compared(analyses: "Collection") -> Shown:
    """What articles beside one another share and whom each lets speak, in three to five sentences."""
    from toolkit.collection import summary

    return _answer(f"{count(len(analyses), 'article')} compared", _about(analyses), summary.compared(analyses))


def followed(analyses: "Collection", actor: str) -> Shown:
    """Where an actor is in the articles, when, how quoted and beside whom, in three to five sentences."""
    from toolkit.collection import summary

    name = analyses.actor(actor)
    return _answer(f"{name} in {count(len(analyses), 'article')}", _about(analyses), summary.followed(analyses, name))


def surveyed(analyses: "Collection") -> Shown:
    """How much there is, when, whose, who is in it and who speaks, in three to five sentences."""
    from toolkit.collection import summary

    return _answer(count(len(analyses), "article"), _about(analyses), summary.surveyed(analyses))


def _answer(title: str, about: str, sentences: Sequence[str]) -> Shown:
    parts = [f"<h1>{html.escape(title)}</h1>"]
    if about:
        parts.append(f'<p class="about">{html.escape(about)}</p>')
    text = "".join(f"<p>{_DATE.sub(_UNBROKEN, html.escape(sentence))}</p>" for sentence in sentences)
    parts.append(f'<div class="answer">{text}</div>')
    return Shown("\n".join(parts), "\n".join([title, *filter(None, [about]), "", *sentences]))


def _about(analyses: "Collection") -> str:
    """Names of a few articles, or of the outlets."""
    names = list(analyses.names)
    if len(names) > 10:
        names = sorted({outlet for outlet in analyses.outlets if outlet})
    return " · ".join(names) if len(names) <= 20 else ""


def table(
    frame: "pandas.DataFrame", *, columns: Sequence[str] | None = None, rows: str | Sequence[str] | None = None
) -> Shown:
    """A data frame as a table to read: shares in percent, numbers to the right, every cell's text escaped.

    Parameters
    ----------
    frame
        What a function of ``toolkit.tables`` or ``toolkit.statistics`` gave; its first column heads each row.
    columns
        The columns to show, by default all.
    rows
        The column, or columns, whose values the rows are known by, so that the marked text can link to them.
    """
    shown = list(columns or frame.columns)
    if frame.empty:
        return Shown("<p>There are none.</p>", "(none)")
    numeric = {name: _numeric(frame[name]) for name in shown}
    wide = {name: 0 if numeric[name] else frame[name].astype(str).str.len().max() for name in shown}
    keys = [rows] if isinstance(rows, str) else list(rows or ())

    def style(name: str) -> str:
        width = wide[name]
        kinds = (
            (numeric[name], "number"),
            (width > _LONG, "long"),
            (width > _MEDIUM, "medium"),
            (width < _SHORT, "short"),
        )
        return next((f' class="{kind}"' for fits, kind in kinds if fits), "")

    heads = "".join(f'<th scope="col"{style(n)}>{html.escape(n.replace("_", " "))}</th>' for n in shown)
    body = []
    for record in frame.to_dict("records"):
        id = f' id="{_anchor(*(record[key] for key in keys))}"' if keys else ""
        head = html.escape(cell_text(record[shown[0]], shown[0], shares=_SHARES))
        cells = [f'<th scope="row"{style(shown[0])}>{head}</th>' if head else "<td></td>"]
        for name in shown[1:]:
            text, value = cell_text(record[name], name, shares=_SHARES), record[name]
            exact = f' data-value="{value:.10g}"' if isinstance(value, float) and text else ""
            cells.append(f"<td{style(name)}{exact}>{html.escape(text)}</td>")
        body.append(f"<tr{id}>{''.join(cells)}</tr>")
    markup = f"<table><thead><tr>{heads}</tr></thead>\n<tbody>" + "\n".join(body) + "</tbody></table>"
    return Shown(markup, frame[shown].to_string(index=False))


def text(analysis: "Analysis | Collection") -> Shown:
    """The text with actors and quotes marked, each a link to its row in the tables of the report.

    Of several articles one after the other; quotes link to the rows known by article and id.
    """
    from toolkit.analysis import Analysis
    from toolkit.html import markup

    style = f"<style>{markup.CSS}</style>"  # for JupyterLab; a report's page has it already and leaves this out
    marked, plain = [], []
    for one, where in [(analysis, ())] if isinstance(analysis, Analysis) else _named(analysis):
        title = f'<p class="about">{html.escape(where[0])}</p>' if where else ""
        marked.append(title + markup.to_html(one.article, one.actors, one.quotes, link=_linked(one, where), heading=3))
        plain.append(one.article.text)
    return Shown(style + markup.KEY + "\n".join(marked), "\n\n".join(plain))


def _named(analyses: "Collection") -> list[tuple["Analysis", tuple[str, ...]]]:
    return [(one, (name,)) for one, name in zip(analyses.analyses, analyses.names, strict=True)]


def _linked(analysis: "Analysis", where: tuple[str, ...]) -> Callable[[str], str]:
    names = {actor.id: actor.name for actor in analysis.actors}
    return lambda id: f"#{_anchor(names[id]) if id in names else _anchor(*where, id)}"


def in_force(analysis: "Analysis | Collection", **parameters: Any) -> Shown:
    """The parameters and versions that made these results; of a file, its name alone."""
    import pandas

    from toolkit.analysis import Analysis
    from toolkit.report import manifest

    if isinstance(analysis, Analysis):
        rows = [("article", analysis.article.origin or analysis.article.id)]
        rows += [("article (SHA-256)", analysis.article.sha256)]
        versions = analysis.versions
    else:
        rows = [("articles", f"{len(analysis)}, listed with their SHA-256 in manifest.json")]
        versions = analysis.analyses[0].versions
    rows += [(name, _name(value)) for name, value in parameters.items()]
    packages = {k: v for k, v in manifest.versions().items() if k not in ("python", "system", "toolkit")}
    rows += [*versions.items(), *packages.items()]
    return table(pandas.DataFrame([(k, str(v)) for k, v in rows], columns=["what", "in force"]))


def _anchor(*values: Any) -> str:
    """The id of a table's row, by what stands in it."""
    return "row-" + re.sub(r"\W+", "-", " ".join(map(str, values)))


def _name(value: Any) -> Any:
    return Path(value).name if isinstance(value, str) and ("/" in value or "\\" in value) else value


def _numeric(column: "pandas.Series") -> bool:
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    return is_numeric_dtype(column) and not is_bool_dtype(column)
