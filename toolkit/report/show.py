"""Show what stands beside a notebook's figures: the answer, tables, the marked text, what was in force."""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.display.cells import SHARES, cell_text
from toolkit.display.wording import count, listed
from toolkit.report import manifest

if TYPE_CHECKING:
    import pandas

    from toolkit.analysis import Analysis
    from toolkit.collection import Collection
    from toolkit.collection.dictionaries import Question

_SHARES = (*SHARES, "quoted")  # 0 to 1 in the tables, shown in percent
MOST_ROWS = 1000  # of a table on a page
_LONG, _MEDIUM, _SHORT = 100, 28, 21  # characters from which a column gets room, some room, and may be broken
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

    Examples
    --------
    >>> print(toolkit.report.answer(a))  # doctest: +ELLIPSIS
    Cracks in the old bridge
    ...
    """
    from toolkit.tables import summary

    article = analysis.article
    notes = [f"In reading the file: {note}." for note in article.notes]
    about = " · ".join(filter(None, (article.byline, article.published, article.origin)))
    return _answer(article.title or article.id, about, [*summary.answer(analysis), *notes])


def compared(analyses: "Collection") -> Rendered:
    """Return what articles beside one another share and whom each lets speak, in three to five sentences.

    Examples
    --------
    >>> print(toolkit.report.compared(articles))  # doctest: +ELLIPSIS
    2 articles compared
    ...
    """
    from toolkit.collection import summary

    sentences = [*summary.compared(analyses), *summary.passed_over(analyses)]
    return _answer(f"{count(len(analyses), 'article')} compared", _about(analyses), sentences)


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
    Ben Low in 2 articles
    ...
    """
    from toolkit.collection import summary

    name = analyses.actor(actor)
    sentences = [*summary.followed(analyses, name), *_of_copies(analyses), *summary.passed_over(analyses)]
    return _answer(f"{name} in {count(len(analyses), 'article')}", _about(analyses), sentences)


def surveyed(analyses: "Collection") -> Rendered:
    """Return how much there is, when, whose, who is in it and who speaks, in three to five sentences.

    Examples
    --------
    >>> print(toolkit.report.surveyed(articles))  # doctest: +ELLIPSIS
    2 articles
    ...
    """
    from toolkit.collection import summary

    sentences = [*summary.surveyed(analyses), *_of_copies(analyses), *summary.passed_over(analyses)]
    return _answer(count(len(analyses), "article"), _about(analyses), sentences)


def asked(analyses: "Collection", question: "Question") -> Rendered:
    """Return how often words stand in the articles, where, when and beside whom, in four or five sentences.

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
    “ferr*” in 2 articles
    ...
    """
    from toolkit.collection import answering, summary
    from toolkit.collection.dictionaries import as_dictionary

    dictionary = as_dictionary(question)
    name = (
        listed([f"“{category}”" for category in dictionary])
        if len(dictionary) <= 3
        else f"{len(dictionary)} categories"
    )
    sentences = [*answering.asked(analyses, dictionary), *_of_copies(analyses), *summary.passed_over(analyses)]
    return _answer(f"{name} in {count(len(analyses), 'article')}", _about(analyses), sentences)


def _of_copies(analyses: "Collection") -> list[str]:
    """Return which stories many outlets ran, and how copies count."""
    from toolkit.collection.duplicates import widespread_stories

    return widespread_stories(analyses)


def _answer(title: str, about: str, sentences: Sequence[str]) -> Rendered:
    """Return a headline, what it is about, and sentences."""
    parts = [f"<h1>{html.escape(title)}</h1>"]
    if about:
        parts.append(f'<p class="about">{html.escape(about)}</p>')
    text = "".join(f"<p>{_DATE.sub(_UNBROKEN, html.escape(sentence))}</p>" for sentence in sentences)
    parts.append(f'<div class="answer">{text}</div>')
    return Rendered("\n".join(parts), "\n".join([title, *filter(None, [about]), "", *sentences]))


def _about(analyses: "Collection") -> str:
    """Return the names of a few articles, or of the outlets; nothing if there are many."""
    names = list(analyses.names)
    if len(names) > 10:
        names = sorted({outlet for outlet in analyses.outlets if outlet})
    return " · ".join(names) if len(names) <= 20 else ""


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
    heads = "".join(f'<th scope="col"{classes[n]}>{html.escape(n.replace("_", " "))}</th>' for n in names)
    body = "\n".join(_row(record, classes, keys) for record in frame.to_dict("records"))
    markup = f"<table><thead><tr>{heads}</tr></thead>\n<tbody>{body}</tbody></table>"
    text = frame[names].to_string(index=False)
    notes = [note for note in (cut, frame.attrs.get("copies", "")) if note]
    below = "".join(f'\n<p class="about">{html.escape(note)}</p>' for note in notes)
    return Rendered(markup + below, "\n".join([text, *notes]))


def _column_class(column: "pandas.Series") -> str:
    """Return the class attribute of a column's cells: numbers to the right, room for long text."""
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    if is_numeric_dtype(column) and not is_bool_dtype(column):
        return ' class="number"'
    width = column.astype(str).str.len().max()
    if width > _LONG:
        return ' class="long"'
    if width > _MEDIUM:
        return ' class="medium"'
    return ' class="short"' if width < _SHORT else ""


def _row(record: Mapping[Any, Any], classes: Mapping[str, str], keys: Sequence[str]) -> str:
    """Return a table's row: its first cell heads it, a fraction's cell carries the exact value to sort by."""
    first, *others = classes
    id = f' id="{_anchor(*(record[key] for key in keys))}"' if keys else ""
    head = html.escape(cell_text(record[first], first, shares=_SHARES))
    cells = [f'<th scope="row"{classes[first]}>{head}</th>' if head else "<td></td>"]
    for name in others:
        text, value = cell_text(record[name], name, shares=_SHARES), record[name]
        exact = f' data-value="{value:.10g}"' if isinstance(value, float) and text else ""
        cells.append(f"<td{classes[name]}{exact}>{html.escape(text)}</td>")
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
        rows = [("articles", f"{len(analysis)}, listed with their SHA-256 in manifest.json")]
        versions = analysis.versions
    rows += [(name, _name(value)) for name, value in parameters.items()]
    packages = {k: v for k, v in manifest.versions().items() if k not in ("python", "system", "toolkit")}
    rows += [*versions.items(), *packages.items()]
    return table(pandas.DataFrame([(k, str(v)) for k, v in rows], columns=["what", "in force"]))


def _anchor(*values: Any) -> str:
    """Return the id of a table's row, by what stands in it."""
    return "row-" + re.sub(r"\W+", "-", " ".join(map(str, values)))


def _name(value: Any) -> Any:
    """Return a path's file name, and anything else as it is."""
    return Path(value).name if isinstance(value, str) and ("/" in value or "\\" in value) else value
