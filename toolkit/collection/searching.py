"""Words over all texts: every place where one stands, and how often those of a dictionary do."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from toolkit.collection.dictionaries import Dictionary, Question, as_dictionary, is_dictionary
from toolkit.collection.duplicates import counted, noted
from toolkit.collection.model import By, Collection, group_column, is_period
from toolkit.collection.periods import article_periods
from toolkit.display import as_table
from toolkit.errors import ParameterError
from toolkit.statistics import passage
from toolkit.statistics.keyword_in_context import matches, word_patterns
from toolkit.text import Span, words

if TYPE_CHECKING:
    import pandas

SOFT_HYPHEN = "\u00ad"
WIDTH = 10  # words on either side
FOUND = "published left keyword right paragraph start end".split()


@as_table
def concordance(collection: Collection, pattern: Question, by: By | None = None) -> "pandas.DataFrame":
    """Return every place where a word or phrase stands in headlines and bodies, with the words around it.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` or ``toolkit.open`` gave.
    pattern
        As for ``toolkit.statistics.concordance``: "migra*", "border crisis|crises"; or a dictionary as for `lookup`.
    by
        A column more, and what to sort by: "outlet", "period", or what else `Collection.groups` takes.

    Returns
    -------
    pandas.DataFrame
        A row a hit: ``article``, the column asked for, ``published``, ``left``, ``keyword``, ``right``, ``paragraph``
        (the headline's is 0), ``start``, ``end``; of a dictionary ``category``.

    Raises
    ------
    ParameterError
        If the pattern has no word, or articles have no such group.

    Examples
    --------
    >>> toolkit.collection.concordance(articles, "ferr*", by="outlet")[["article", "outlet", "keyword"]].head(2)
       article  outlet  keyword
    0   bridge  Herald  ferries
    1  ferries    Post  Ferries
    """
    import pandas as pd

    column = None if by is None else group_column(by)
    groups = () if by is None else collection.groups(by)
    dictionary, published = as_dictionary(pattern), collection.published
    rows = []
    for k, number, text, (start, end), spans, places in _places(collection, dictionary, "headline", "body"):
        for first, after, category in places:
            a, b = spans[first][0], spans[after - 1][1]
            left = text[spans[first - WIDTH][0] if first > WIDTH else start : a].strip()
            right = text[b : spans[after + WIDTH - 1][1] if after + WIDTH < len(spans) else end].strip()
            group = [groups[k]] if column else []
            rows.append([collection.names[k], *group, published[k], left, text[a:b], right, number, a, b, category])
    frame = pd.DataFrame(rows, columns=["article", *([column] if column else []), *FOUND, "category"])
    frame = frame if is_dictionary(pattern) else frame.drop(columns="category")
    return frame.sort_values(column, kind="stable", ignore_index=True) if column else frame


@as_table
def lookup(
    collection: Collection, dictionary: Question, by: By | None = None, *, period: str = "auto"
) -> "pandas.DataFrame":
    """Return how often the words of a dictionary stand in the articles' bodies.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` or ``toolkit.open`` gave.
    dictionary
        The words of each category, ``{"border": ["fence*", "wall"]}``, phrases too; or a file of them: quanteda's YAML,
        or LIWC's .dic; or a single word or phrase.
    by
        A row for each "outlet", "period" (of all from the first to the last), or what else `Collection.groups` takes,
        instead of each article.
    period
        What a period is, as for `over_time`.

    Returns
    -------
    pandas.DataFrame
        ``article``, or the group; a column of hits a category, ``words`` of the bodies, and for each category
        ``CATEGORY_per_1000_words``. A word that fits two patterns of one category counts once.

    Raises
    ------
    InputError
        If the file is no dictionary.
    ParameterError
        If the dictionary holds no word, or articles have no such group.

    Examples
    --------
    >>> toolkit.collection.lookup(articles, {"water": ["ferr*", "harbour"], "land": ["bridge"]}).iloc[:, :4]
       article  water  land  words
    0   bridge      2     2     38
    1  ferries      4     1     33
    """
    import pandas as pd

    categories, whole = as_dictionary(dictionary), collection
    collection = counted(collection) if is_period(by) else collection
    hits: dict[str, Counter[int]] = {name: Counter() for name in categories}
    for k, *_, places in _places(collection, categories, "body"):
        for *_, name in places:
            hits[name][k] += 1
    column, order = "article" if by is None else group_column(by), None
    if is_period(by):
        groups, order = article_periods(collection, period)
    else:
        groups = list(collection.groups("article" if by is None else by))
    if taken := {column, "words"} & hits.keys():
        raise ParameterError(f"a category cannot be called {taken.pop()}, as a column of the table is")
    numbers = {name: [counts[k] for k in range(len(groups))] for name, counts in hits.items()}
    frame = pd.DataFrame({column: groups, **numbers})
    frame["words"] = collection.table("articles")["words"].to_numpy()
    frame = frame.groupby(column, sort=by is not None).sum()
    frame = (frame if order is None else frame.reindex(pd.Index(order, name=column), fill_value=0)).reset_index()
    rates = {f"{name}_per_1000_words": 1000 * frame[name] / frame["words"].where(frame["words"] > 0) for name in hits}
    return noted(frame.assign(**{name: rate.fillna(0.0) for name, rate in rates.items()}), whole, collection)


Place = tuple[int, int, str]  # the number of a place's first word in its paragraph, of the word after it; the category


def _places(
    collection: Collection, dictionary: Dictionary, *kinds: str
) -> Iterator[tuple[int, int, str, Span, Sequence[Span], list[Place]]]:
    """Yield the paragraphs in which something stands: numbers of article and paragraph, text, spans of it, places."""
    patterns = {name: [word_patterns(entry) for entry in some] for name, some in dictionary.items()}
    fitting: dict[str, list[str]] = {}  # the categories of a form by its single words
    every = [entry for some in dictionary.values() for entry in some]
    for k, number, text, (start, end) in _paragraphs(collection, every, *kinds):
        spans = words(text, start, end)
        forms = [passage.form(text[a:b]) for a, b in spans]
        if places := sorted(_places_in(forms, patterns, fitting)):
            yield k, number, text, (start, end), spans, places


def _places_in(
    forms: Sequence[str], patterns: Mapping[str, list[list[re.Pattern]]], fitting: dict[str, list[str]]
) -> Iterator[Place]:
    """Yield the places of a paragraph; what fits single words is looked up in ``fitting``."""
    for at, form in enumerate(forms):
        if form not in fitting:
            fitting[form] = [
                name for name, some in patterns.items() if any(len(p) == 1 and p[0].fullmatch(form) for p in some)
            ]
        for name in fitting[form]:
            yield at, at + 1, name
    for name, some in patterns.items():
        yield from {(*run, name) for p in some if len(p) > 1 for run in matches(forms, p)}


def _paragraphs(collection: Collection, entries: Iterable[str], *kinds: str) -> Iterator[tuple[int, int, str, Span]]:
    """Yield the paragraphs in which an entry may stand: the article's number, the paragraph's, the text, the span."""
    may_stand = _literal(entries)
    compiled = re.compile(may_stand)  # on lower case, which is faster than re.IGNORECASE
    for k, text, paragraphs in collection.texts_with(may_stand):
        number = 0
        for start, end, kind in paragraphs:
            number += kind == "body"
            if kind in kinds and compiled.search(text[start:end].lower()):
                yield k, number if kind == "body" else 0, text, (start, end)


def _literal(entries: Iterable[str]) -> str:
    """Return a pattern that a text fits wherever an entry stands in it: letters of the entries' first words.

    A soft hyphen may part them, so it fits too.

    >>> _literal(["migra*", "don't"]) == "don['’]t|migra|" + chr(173)
    True
    """
    pieces = set()
    for entry in entries:
        first = passage.form(entry).split()[0] if entry.split() else ""
        for choice in filter(None, first.split("|")):
            longest = max(re.split(r"[*?]", choice), key=len)
            pieces.add(re.escape(longest).replace("'", "['’]").replace(r"\-", "[-‑]"))
    return "" if "" in pieces else "|".join([*sorted(pieces), SOFT_HYPHEN])
