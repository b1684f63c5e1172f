"""Concordance (keyword in context): every place where a word or phrase stands, with the words around it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from toolkit import text as _text
from toolkit.display import NO_MATHS, as_table, html
from toolkit.errors import ParameterError
from toolkit.statistics import passage

if TYPE_CHECKING:
    import IPython.display
    import pandas

_BRACKETS_INSIDE = re.compile(r"[\w*?][\[\](){}]+[\w*?]")  # "e(s" of "fence(s)", "f]e" of "[Ff]ence"
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # a lone surrogate, which no data frame can hold
COLUMNS = ["left", "keyword", "right", "left_1", "right_1", "sentence", "paragraph", "start", "end"]


def query_words(query: str) -> list[list[str]]:
    """Return the words of a query, of each its choices ("fence|wall"), with "*" and "?" in them.

    Signs around and between words count no more than they do in a text, where a phrase goes over them.

    Raises
    ------
    ParameterError
        For brackets inside a word, which look like a pattern of another kind; and for "and/or|but".

    Examples
    --------
    >>> query_words("Migra* (crisis|crises)"), query_words("fence, “wall” and/or ["), query_words("(!)")
    ([['migra*'], ['crisis', 'crises']], [['fence'], ['wall'], ['and'], ['or']], [])
    """
    found: list[list[str]] = []
    for token in passage.form(query).split():
        refuse_brackets(token)
        choices = [own for choice in token.split("|") if (own := _words_of(choice))]
        if len(choices) == 1:
            found += [[word] for word in choices[0]]
        elif long := next((own for own in choices if len(own) > 1), None):
            raise ParameterError(f"“{token}” asks for one word or another, and “{' '.join(long)}” is more than one")
        elif choices:
            found.append([word for own in choices for word in own])
    return found


def _words_of(choice: str) -> list[str]:
    """Return the words of a part of a query without a space, as a text has them; "*" and "?" stand for letters."""
    for letter in ("x", ""):  # "U.S.*" is one word if nothing follows
        whole = re.sub(r"[*?]", letter, choice)
        if _text.words(whole) == [(0, len(whole))]:
            return [choice]
    return [choice[a:b] for a, b in _text.words(re.sub(r"[*?]", "x", choice))]


def refuse_brackets(word: str) -> None:
    """Raise an error for brackets inside a word of a query, as in "fence(s)", "[Ff]ence".

    >>> refuse_brackets("(fence|wall)"), refuse_brackets("[fence]")
    (None, None)
    >>> refuse_brackets("fence(s)")
    Traceback (most recent call last):
    toolkit.errors.ParameterError: “fence(s)” has brackets inside a word: * is any letters, ? is one, | is “or”
    """
    if _BRACKETS_INSIDE.search(word):
        raise ParameterError(f"“{word}” has brackets inside a word: * is any letters, ? is one, | is “or”")


def word_patterns(query: str) -> list[re.Pattern]:
    """Return a pattern for each word of a query: "*" is any letters or none, "?" is one, "|" is "or".

    Raises
    ------
    ParameterError
        For a query without a word, and as `query_words`.

    Examples
    --------
    >>> [p.pattern for p in word_patterns("migra* crisis|crises")]
    ['migra.*', 'crisis|crises']
    """
    patterns = []
    for choices in query_words(query):
        escaped = [re.escape(choice).replace(r"\*", ".*").replace(r"\?", ".") for choice in choices]
        patterns.append(re.compile("|".join(escaped), re.DOTALL))
    if not patterns:
        raise ParameterError("a concordance needs a word to look for, such as “border”, “migra*” or “border crisis”.")
    return patterns


@as_table
def concordance(
    source: Any, query: str, *, sort: str | Sequence[str] = "position", width: int = 10
) -> "pandas.DataFrame":
    """Return every place where the query stands, with the words around it (keyword in context).

    Parameters
    ----------
    source
        An article or analysis (headline and body are searched, not furniture), or a string.
    query
        A word or a phrase; with "*" for any letters or none, "?" for one, "|" between words for "or". Capitals and the
        kind of apostrophe make no difference; a phrase goes over punctuation, not over paragraphs. Punctuation and
        brackets in the query count no more than in the text.
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
        For a query without a word or with brackets inside one, or an order there is none of.

    Examples
    --------
    >>> toolkit.statistics.concordance(a, "ferr*", width=2)[["left", "keyword", "right"]]
            left  keyword      right
    0  said that  ferries  would run
    """
    import pandas

    patterns = word_patterns(query)
    orders = _orders(sort)
    text, headline, body = _searched(source)
    paragraphs = [start for start, _ in body]
    sentences = [start for start, _ in _text.sentences(text) if _text.is_inside(start, body)]
    hits = []
    for start, end in sorted(headline + body):
        spans = _text.words(text, start, end)
        forms = [passage.form(text[a:b]) for a, b in spans]
        paragraph = 0 if (start, end) in headline else bisect_right(paragraphs, start)
        for first, after in matches(forms, patterns):
            a, b = spans[first][0], spans[after - 1][1]
            left = text[spans[first - width][0] if first > width else start : a].strip()
            right = text[b : spans[after + width - 1][1] if after + width < len(spans) else end].strip()
            left_1, right_1 = forms[first - 1] if first else "", forms[after] if after < len(forms) else ""
            sentence = bisect_right(sentences, a) if paragraph else 0
            row = [left, text[a:b], right, left_1, right_1, sentence, paragraph, a, b]
            before, behind = forms[max(first - width, 0) : first][::-1], forms[after : after + width]
            keys = {"position": [], "left": before, "right": behind}
            hits.append(([keys[order] for order in orders], row))
    hits.sort(key=lambda hit: hit[0])
    return pandas.DataFrame([row for _, row in hits], columns=COLUMNS)


def _orders(sort: str | Sequence[str]) -> list[str]:
    """Return what to sort by, one or several."""
    orders = [sort] if isinstance(sort, str) else list(sort)
    for order in orders:
        if order not in ("position", "left", "right"):
            raise ParameterError(f"there is no order “{order}”: position, left and right are there.")
    return orders


def _searched(source: Any) -> tuple[str, list[_text.Span], list[_text.Span]]:
    """Return a text and the spans of its headline and body paragraphs; a string is all body."""
    source = getattr(source, "article", source)
    if isinstance(source, str):
        text = _HALF_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", source)
        return text, [], _text.lines(text)
    if not hasattr(source, "spans"):
        passage.no_text(source)
    return source.text, source.spans("headline"), source.spans("body")


def matches(forms: Sequence[str], patterns: Sequence[re.Pattern]) -> Iterator[tuple[int, int]]:
    """Yield the runs of words that fit the patterns one by one: the first word's number, and the one after the last."""
    distinct, fitting = set(forms), []
    for pattern in patterns:
        fitting.append({form for form in distinct if pattern.fullmatch(form)})
        if not fitting[-1]:
            return
    for first in range(len(forms) - len(patterns) + 1):
        after = first + len(patterns)
        if all(form in fits for form, fits in zip(forms[first:after], fitting, strict=True)):
            yield first, after


def aligned(frame: "pandas.DataFrame") -> "IPython.display.HTML":
    """Return a concordance as HTML for the notebook, the keywords one below the other.

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
