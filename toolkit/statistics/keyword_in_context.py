"""Concordance: every place where a word or phrase stands, with the words around it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit import text as _text
from toolkit.display import NO_MATHS, as_table, html
from toolkit.errors import ParameterError
from toolkit.statistics import passage

if TYPE_CHECKING:
    import IPython.display
    import pandas

COLUMNS = ["left", "keyword", "right", "left_1", "right_1", "sentence", "paragraph", "start", "end"]


def pattern(query: str) -> list[re.Pattern]:
    """A query as one pattern a word: "*" is any letters or none, "?" is one, "|" is "or".

    Raises
    ------
    ParameterError
        For a query without a word.

    Examples
    --------
    >>> [p.pattern for p in pattern("migra* crisis|crises")]
    ['migra.*', 'crisis|crises']
    """
    wanted = []
    for part in passage.form(query).split():
        choices = [re.escape(c).replace(r"\*", ".*").replace(r"\?", ".") for c in part.split("|") if c]
        if choices:
            wanted.append(re.compile("|".join(choices), re.DOTALL))
    if not wanted:
        raise ParameterError("a concordance needs a word to look for, such as “border”, “migra*” or “border crisis”.")
    return wanted


@as_table
def concordance(
    source: Any, query: str, *, sort: str | Sequence[str] = "position", width: int = 10
) -> "pandas.DataFrame":
    """Every place where the query stands (keyword in context).

    Parameters
    ----------
    source
        An article or analysis (headline and body are searched, not furniture), or a string.
    query
        A word or a phrase; with "*" for any letters or none, "?" for one, "|" between words for "or". Capitals and the
        kind of apostrophe make no difference; a phrase goes over punctuation, not over paragraphs.
    sort
        "position", "left" (by the word before, then the one before that, ...) or "right"; or several of them.
    width
        Words shown on either side, at most, of the same paragraph.

    Returns
    -------
    pandas.DataFrame
        left, keyword, right (as in the text), left_1, right_1 (the neighbours, as types), sentence, paragraph (the
        body's from 1, the headline's 0), start, end (offsets of the keyword).

    Raises
    ------
    ParameterError
        For an empty query, or an order there is none of.

    Examples
    --------
    >>> toolkit.statistics.concordance(a, "ferr*", width=2)[["left", "keyword", "right"]]
            left  keyword      right
    0  said that  ferries  would run
    """
    import pandas

    wanted = pattern(query)
    orders = [sort] if isinstance(sort, str) else list(sort)
    if unknown := [order for order in orders if order not in ("position", "left", "right")]:
        raise ParameterError(f"there is no order “{unknown[0]}”: position, left and right are there.")
    source = getattr(source, "article", source)
    text = source if isinstance(source, str) else source.text
    headline = [] if isinstance(source, str) else source.spans("headline")
    body = _text.lines(text) if isinstance(source, str) else source.spans("body")
    paragraphs = [a for a, _ in body]
    sentences = [a for a, _ in _text.sentences(text) if _text.is_inside(a, body)]
    rows = []
    for start, end in sorted(headline + body):
        number = 0 if (start, end) in headline else bisect_right(paragraphs, start)
        spans = _text.words(text, start, end)
        forms = [passage.form(text[a:b]) for a, b in spans]
        fitting = [{form for form in set(forms) if p.fullmatch(form)} for p in wanted]
        for at in range(len(forms) - len(wanted) + 1):
            after = at + len(wanted)
            if not all(form in fits for form, fits in zip(forms[at:after], fitting, strict=True)):
                continue
            a, b = spans[at][0], spans[after - 1][1]
            left = text[spans[at - width][0] if at > width else start : a]
            right = text[b : spans[after + width - 1][1] if after + width < len(spans) else end]
            row = [
                left.strip(),
                text[a:b],
                right.strip(),
                forms[at - 1] if at else "",
                forms[after] if after < len(forms) else "",
            ]
            row += [bisect_right(sentences, a) if number else 0, number, a, b]
            neighbours = {
                "position": [],
                "left": forms[max(at - width, 0) : at][::-1],
                "right": forms[after : after + width],
            }
            rows.append(([neighbours[order] for order in orders], row))
    rows.sort(key=lambda item: item[0])
    return pandas.DataFrame([row for _, row in rows], columns=COLUMNS)


def aligned(frame: "pandas.DataFrame") -> "IPython.display.HTML":
    """A concordance for the notebook, with the keywords one below the other.

    Parameters
    ----------
    frame
        What `concordance` gave (or rows of it). Its text is escaped: nothing in an article becomes markup.

    Examples
    --------
    >>> places = toolkit.statistics.concordance(a, "bridge")
    >>> toolkit.statistics.aligned(places).data.count("<tr>")
    4
    """
    from IPython.display import HTML

    cell = '<td style="text-align:{};vertical-align:top;{}" dir="auto">{}</td>'
    rows = []
    for left, keyword, right, paragraph in frame[["left", "keyword", "right", "paragraph"]].itertuples(index=False):
        cells = (
            cell.format("right", "opacity:.7", html(paragraph)),
            cell.format("right", "width:45%", f"<bdi>{html(left)}</bdi>"),
            cell.format("center", "font-weight:bold", html(keyword)),
            cell.format("left", "width:45%", f"<bdi>{html(right)}</bdi>"),
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    sides = {"paragraph": "right", "before": "right", "keyword": "center", "after": "left"}
    head = "".join(f'<th scope="col" style="text-align:{side}">{name}</th>' for name, side in sides.items())
    return HTML(
        f'<table class="concordance {NO_MATHS}" style="font-size:90%"><thead><tr>{head}</tr></thead><tbody>'
        f"{''.join(rows)}</tbody></table>"
    )
