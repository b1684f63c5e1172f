"""Show what stands beside a notebook's figures: the answer, tables, the marked text, what was in force."""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.display.cells import SHARES, TIMES, cell_text
from toolkit.display.copies import how_counted, unit_of
from toolkit.display.wording import count, listed
from toolkit.report import manifest

if TYPE_CHECKING:
    import pandas

    from toolkit.analysis import Analysis
    from toolkit.collection import Collection
    from toolkit.collection.dictionaries import Question

_SHARES = (*SHARES, "quoted", "similarity")  # 0 to 1 in the tables, shown in percent
MOST_ROWS = 1000  # of a table on a page
_LONG, _MEDIUM = 100, 28  # characters from which a column gets room, and some room
_SIDES = {"left": ' class="before"', "keyword": ' class="keyword"', "right": ' class="medium"'}  # of a concordance
_DATE, _UNBROKEN = re.compile(r"\b\d{4}-\d\d(-\d\d)?\b"), r'<span class="date">\g<0></span>'


class Rendered:
    """HTML in a notebook, plain text elsewhere."""

    def __init__(self, markup: str, text: str) -> None:
        self._markup, self._text = markup, text

    def _repr_html_(self) -> str:
        return self._markup

    def __repr__(self) -> str:
        return self._text


def answer(analysis: "Analysis") -> Rendered:
    """Return the headline and three to five sentences that answer: who is in it, who speaks, how it is written.

    What was guessed or given up in reading the file stands below the headline.

    Examples
    --------
    >>> print(toolkit.report.answer(a))  # doctest: +ELLIPSIS
    Cracks in the old bridge
    ...
    """
    from toolkit.tables import summary

    article = analysis.article
    about = " · ".join(filter(None, (article.byline, article.published, article.origin)))
    notes = [f"In reading the file: {note}." for note in article.notes]
    return _answer(article.title or article.id, [about, *notes], summary.answer(analysis))


def compared(analyses: "Collection") -> Rendered:
    """Return what articles beside one another share and whom each lets speak, in three to five sentences.

    Examples
    --------
    >>> print(toolkit.report.compared(articles))  # doctest: +ELLIPSIS
    2 articles compared
    ...
    """
    from toolkit.collection import summary

    return _answer(f"{count(len(analyses), 'article')} compared", _about(analyses), summary.compared(analyses))


def followed(analyses: "Collection", actor: str) -> Rendered:
    """Return where an actor is in the articles, when, how quoted and beside whom, in three to five sentences.

    Parameters
    ----------
    analyses
        The articles.
    actor
        A name of the actor, as the tables have it or as an article does.

    Raises
    ------
    ParameterError
        If nobody of that name is in the articles.

    Examples
    --------
    >>> print(toolkit.report.followed(articles, "Low"))  # doctest: +ELLIPSIS
    Ben Low, followed through 2 articles
    ...
    """
    from toolkit.collection import summary

    name = analyses.actor(actor)
    title = f"{name}, followed through {count(len(analyses), 'article')}"
    return _answer(title, _about(analyses), summary.followed(analyses, name))


def surveyed(analyses: "Collection") -> Rendered:
    """Return how much there is, when, whose, who is in it and who speaks, in three to five sentences.

    Examples
    --------
    >>> print(toolkit.report.surveyed(articles))  # doctest: +ELLIPSIS
    2 articles
    ...
    """
    from toolkit.collection import summary

    return _answer(count(len(analyses), "article"), _about(analyses), summary.surveyed(analyses))


def asked(analyses: "Collection", question: "Question") -> Rendered:
    """Return how often words stand in the articles, where, when and beside whom, in up to five sentences.

    Parameters
    ----------
    analyses
        The articles.
    question
        A word or phrase ("migra*"), a dictionary of several categories, or a file of one.

    Raises
    ------
    InputError
        If a file is no dictionary.
    ParameterError
        If there is no word to look for.

    Examples
    --------
    >>> print(toolkit.report.asked(articles, "ferr*"))  # doctest: +ELLIPSIS
    “ferr*”, looked for in 2 articles
    ...
    """
    from toolkit.collection import answering
    from toolkit.collection.dictionaries import as_dictionary

    dictionary = as_dictionary(question)
    name = (
        listed([f"“{category}”" for category in dictionary])
        if len(dictionary) <= 3
        else f"{len(dictionary)} categories"
    )
    title = f"{name}, looked for in {count(len(analyses), 'article')}"
    return _answer(title, _about(analyses), answering.asked(analyses, dictionary))


def _answer(title: str, about: Sequence[str], sentences: Sequence[str]) -> Rendered:
    """Return a headline, lines on what it is about, and sentences."""
    about = [line for line in about if line]
    parts = [f"<h1>{html.escape(title)}</h1>", *(f'<p class="about">{html.escape(line)}</p>' for line in about)]
    text = "".join(f"<p>{_DATE.sub(_UNBROKEN, html.escape(sentence))}</p>" for sentence in sentences)
    parts.append(f'<div class="answer">{text}</div>')
    return Rendered("\n".join(parts), "\n".join([title, *about, "", *sentences]))


def _about(analyses: "Collection") -> list[str]:
    """Return the names of a few articles, or of the outlets, unless they are many; and that there is more."""
    names, passed = list(analyses.names), len(analyses.passed_over)
    if len(names) > 10:
        names = sorted({outlet for outlet in analyses.outlets if outlet})
    was = "source was passed over and is" if passed == 1 else "sources were passed over and are"
    left_out = f"{passed:,} {was} in no number here: the last table says why." if passed else ""
    return [" · ".join(names) if len(names) <= 20 else "", analyses.unfinished, left_out]


def table(
    frame: "pandas.DataFrame", *, columns: Sequence[str] | None = None, rows: str | Sequence[str] | None = None
) -> Rendered:
    """Return a data frame as a table to read: shares in percent, numbers to the right, every cell's text escaped.

    Parameters
    ----------
    frame
        What a function of ``toolkit.tables`` or ``toolkit.statistics`` gave; its first column heads each row.
    columns
        The columns to show, by default all. Of more than 1,000 rows the first are shown, and that there are more.
    rows
        The column, or columns, whose values the rows are known by, so that the marked text can link to them.

    Examples
    --------
    >>> toolkit.report.table(toolkit.tables.actors(a), columns=["actor", "type", "named"], rows="actor")
              actor type  named
            Ada Roe  PER      2
            Ben Low  PER      2
    Harbour Company  ORG      1
    """
    names = list(columns or frame.columns)
    if frame.empty:
        return Rendered("<p>There are none.</p>", "(none)")
    classes = {name: _column_class(frame[name]) for name in names} | (_SIDES if _SIDES.keys() <= {*names} else {})
    keys = [rows] if isinstance(rows, str) else list(rows or ())
    cut = ""
    if len(frame) > MOST_ROWS:
        cut = f"The first {MOST_ROWS:,} of {len(frame):,} rows; the tables that come with the report have all."
        frame = frame.head(MOST_ROWS)
    heads = "".join(f'<th scope="col"{classes[n]}>{html.escape(_head(n, frame))}</th>' for n in names)
    body = "\n".join(_row(record, classes, keys) for record in frame.to_dict("records"))
    markup = f"<table><thead><tr>{heads}</tr></thead>\n<tbody>{body}</tbody></table>"
    text = frame[names].to_string(index=False)
    copies = f"{how}." if (how := how_counted(frame)) else ""
    notes = [note for note in (cut, copies) if note]
    below = "".join(f'\n<p class="about">{html.escape(note)}</p>' for note in notes)
    return Rendered(markup + below, "\n".join([text, *notes]))


def _head(name: str, frame: "pandas.DataFrame") -> str:
    """Return what a column is called above it; what counts articles counts stories where copies of one count once."""
    if name == "articles":
        return unit_of(frame)[1]
    return name.replace("_", " ").replace("per 1000 words", "per 1,000 words")


def _column_class(column: "pandas.Series") -> str:
    """Return the class attribute of a column's cells: numbers to the right, room for long text."""
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    if is_numeric_dtype(column) and not is_bool_dtype(column):
        return ' class="number"'
    width = column.astype(str).str.len().max()
    if width > _LONG:
        return ' class="long"'
    return ' class="medium"' if width > _MEDIUM else ""


def _row(record: Mapping[Any, Any], classes: Mapping[str, str], keys: Sequence[str]) -> str:
    """Return a table's row: its first cell heads it, a fraction's cell carries the exact value to sort by."""
    first, *others = classes
    id = f' id="{_anchor(*(record[key] for key in keys))}"' if keys else ""
    head = _DATE.sub(_UNBROKEN, html.escape(cell_text(record[first], first, shares=_SHARES)))
    cells = [f'<th scope="row"{classes[first]}>{head}</th>' if head else "<td></td>"]
    for name in others:
        text, value = cell_text(record[name], name, shares=_SHARES), record[name]
        exact = f' data-value="{value:.10g}"' if isinstance(value, float) and text else ""
        shown = html.escape(text)
        cells.append(f"<td{classes[name]}{exact}>{_DATE.sub(_UNBROKEN, shown) if name in TIMES else shown}</td>")
    return f"<tr{id}>{''.join(cells)}</tr>"


def text(analysis: "Analysis | Collection") -> Rendered:
    """Return the text with actors and quotes marked, each a link to its row in the tables of the report.

    Several articles follow one another; quotes link to the rows known by article and id.

    Examples
    --------
    >>> print(toolkit.report.text(a))  # doctest: +ELLIPSIS
    Cracks in the old bridge
    <BLANKLINE>
    “The old bridge must close at once,” Mayor Ada Roe said on Friday. ...
    """
    from toolkit.analysis import Analysis
    from toolkit.html import markup

    style = f"<style>{markup.CSS}</style>"  # for JupyterLab; a report's page has it already and leaves this out
    marked, plain = [], []
    for one, where in [(analysis, ())] if isinstance(analysis, Analysis) else _named(analysis):
        title = f'<p class="about">{html.escape(where[0])}</p>' if where else ""
        marked.append(title + markup.to_html(one.article, one.actors, one.quotes, link=_linked(one, where), heading=3))
        plain.append(one.article.text)
    return Rendered(style + markup.KEY + "\n".join(marked), "\n\n".join(plain))


def _named(analyses: "Collection") -> list[tuple["Analysis", tuple[str, ...]]]:
    """Return each analysis with its article's name."""
    return [(one, (name,)) for one, name in zip(analyses.analyses, analyses.names, strict=True)]


def _linked(analysis: "Analysis", where: tuple[str, ...]) -> Callable[[str], str]:
    """Return a function that gives the address of an actor's or a quote's row by its id."""
    names = {actor.id: actor.name for actor in analysis.actors}
    return lambda id: f"#{_anchor(names[id]) if id in names else _anchor(*where, id)}"


def in_force(analysis: "Analysis | Collection", **parameters: Any) -> Rendered:
    """Return the parameters and versions that made these results; of a file, its name alone.

    Examples
    --------
    >>> print(toolkit.report.in_force(a, top_actors=5))  # doctest: +ELLIPSIS +NORMALIZE_WHITESPACE
    what     in force
    article  bridge
    ...
    """
    import pandas

    from toolkit.analysis import Analysis

    if isinstance(analysis, Analysis):
        rows = [("article", analysis.article.origin or analysis.article.id)]
        rows += [("article (SHA-256)", analysis.article.sha256)]
        versions: Mapping[str, str] = analysis.versions
    else:
        rows, versions = _made_of(analysis), analysis.versions
    rows += [(name, _name(value)) for name, value in parameters.items()]
    packages = {k: v for k, v in manifest.versions().items() if k not in ("python", "system", "toolkit")}
    rows += [*versions.items(), *packages.items()]
    return table(pandas.DataFrame([(k, str(v)) for k, v in rows], columns=["what", "in force"]))


def _made_of(analyses: "Collection") -> list[tuple[str, str]]:
    """Return how many articles there are, where they are listed, and what gave none."""
    from toolkit.collection import summary
    from toolkit.collection.store import StoredCollection

    where = "of a store, whose hash is" if isinstance(analyses, StoredCollection) else "listed with their SHA-256"
    rows, passed = [("articles", f"{len(analyses):,}, {where} in manifest.json")], summary.passed_over(analyses)
    return [*rows, ("passed over", passed)] if passed else rows


def _anchor(*values: Any) -> str:
    """Return the id of a table's row, by what stands in it."""
    return "row-" + re.sub(r"\W+", "-", " ".join(map(str, values)))


def _name(value: Any) -> Any:
    """Return a path's file name, and anything else as it is."""
    return Path(value).name if isinstance(value, str) and ("/" in value or "\\" in value) else value
