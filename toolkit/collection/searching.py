"""Words over all texts: every place where one stands, and how often those of a dictionary do."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from toolkit.analysis.arguments import checked
from toolkit.collection.dictionaries import Dictionary, Question, as_dictionary, is_dictionary
from toolkit.collection.duplicates import counted_by, noted
from toolkit.collection.model import By, Collection, group_column, is_by_time
from toolkit.collection.periods import grouped
from toolkit.display import as_table
from toolkit.errors import ParameterError
from toolkit.statistics import passage
from toolkit.statistics.keyword_in_context import matches, query_words, word_patterns
from toolkit.text import Span, words

if TYPE_CHECKING:
    import pandas

SOFT_HYPHEN = "\u00ad"
WIDTH = 10  # words on either side
FOUND = "published left keyword right paragraph start end".split()


@checked
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
    for k, number, text, (start, end), spans, found in _places(collection, dictionary):
        for first, after, category in found:
            a, b = spans[first][0], spans[after - 1][1]
            left = text[spans[first - WIDTH][0] if first > WIDTH else start : a].strip()
            right = text[b : spans[after + WIDTH - 1][1] if after + WIDTH < len(spans) else end].strip()
            group = [groups[k]] if column else []
            rows.append([collection.names[k], *group, published[k], left, text[a:b], right, number, a, b, category])
    frame = pd.DataFrame(rows, columns=["article", *([column] if column else []), *FOUND, "category"])
    frame = frame if is_dictionary(pattern) else frame.drop(columns="category")
    return frame.sort_values(column, kind="stable", ignore_index=True) if column else frame


@checked
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
        A row for each "outlet", "period" (of all from the first to the last), side of a date, or what else
        `Collection.groups` takes, instead of each article. Periods and sides without an article have a row too, and so
        has "(no date)" where articles have none. Over time each story counts once.
    period
        What a period is, as for `over_time`.

    Returns
    -------
    pandas.DataFrame
        ``article``, or the group; a column of hits a category, ``words`` of the bodies, and for each category
        ``CATEGORY_per_1000_words``, missing where there is no word. What fits two patterns of a category counts once.

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
    collection = counted_by(collection, by)
    found = places(collection, categories)
    found = found[found["paragraph"] > 0]
    hits = {name: found.loc[found["category"] == name, "article"].value_counts() for name in categories}
    column = "article" if by is None else group_column(by)
    groups, order = grouped(collection, "article" if by is None else by, period)
    order = order if by is None or is_by_time(by) else sorted(order)
    if taken := {column, "words"} & hits.keys():
        raise ParameterError(f"a category cannot be called {taken.pop()}, as a column of the table is")
    numbers = {name: counts.reindex(range(len(groups)), fill_value=0).to_numpy() for name, counts in hits.items()}
    frame = pd.DataFrame({column: groups, **numbers})
    frame["words"] = collection.table("articles")["words"].to_numpy()
    frame = frame.groupby(column).sum().reindex(pd.Index(order, name=column), fill_value=0).reset_index()
    rates = {f"{name}_per_1000_words": 1000 * frame[name] / frame["words"].where(frame["words"] > 0) for name in hits}
    frame = frame.assign(**rates)
    return frame if column == "article" else noted(frame, whole, collection)


def places(collection: Collection, dictionary: Dictionary) -> "pandas.DataFrame":
    """Return every place in headlines and bodies where words of a dictionary stand, a row for each of its categories.

    ``article`` is the article's number, ``paragraph`` 0 in a headline; ``start``, ``end``, ``category``.

    >>> places(articles, {"water": ["ferr*", "ferries"], "all": ["ferries"]})["category"].value_counts().to_dict()
    {'water': 5, 'all': 4}
    """
    import pandas as pd

    entries = sorted({entry for some in dictionary.values() for entry in some})
    if collection.kept.get("words", (None,))[0] != entries:  # one question has several answers
        collection.kept["words"] = entries, _found(collection, entries)
    number = {entry: k for k, entry in enumerate(entries)}
    pairs = [(number[entry], name) for name, some in dictionary.items() for entry in some]
    frame = collection.kept["words"][1].merge(pd.DataFrame(pairs, columns=["entry", "category"]), on="entry")
    frame = frame.drop(columns="entry").drop_duplicates()
    return frame.sort_values(["article", "start", "end", "category"], ignore_index=True)


def _found(collection: Collection, entries: Sequence[str]) -> "pandas.DataFrame":
    """Return the places of entries, each by its number."""
    import pandas as pd

    number = {entry: k for k, entry in enumerate(entries)}
    columns = {name: array("q") for name in ("article", "paragraph", "start", "end", "entry")}
    for k, paragraph, _, _, spans, found in _places(collection, {entry: [entry] for entry in entries}):
        for first, after, entry in found:
            row = k, paragraph, spans[first][0], spans[after - 1][1], number[entry]
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
    return pd.DataFrame(columns)


Place = tuple[int, int, str]  # the number of a place's first word in its paragraph, of the word after it; the category


def _places(
    collection: Collection, dictionary: Dictionary
) -> Iterator[tuple[int, int, str, Span, Sequence[Span], list[Place]]]:
    """Yield the paragraphs in which something stands: numbers of article and paragraph, text, spans of it, places."""
    patterns = [(name, word_patterns(entry)) for name, some in dictionary.items() for entry in some]
    single = [(name, p[0]) for name, p in patterns if len(p) == 1]
    phrases = [(name, p) for name, p in patterns if len(p) > 1]
    fitting: dict[str, set[str]] = {}  # the categories of a form by its single words
    for k, number, text, (start, end) in _paragraphs(collection, [e for some in dictionary.values() for e in some]):
        spans = words(text, start, end)
        forms = [passage.form(text[a:b]) for a, b in spans]
        for form in forms:
            if form not in fitting:
                fitting[form] = {name for name, p in single if p.fullmatch(form)}
        found = {(at, at + 1, name) for at, form in enumerate(forms) for name in fitting[form]}
        found.update((*run, name) for name, p in phrases for run in matches(forms, p))
        if found:
            yield k, number, text, (start, end), spans, sorted(found)


def _paragraphs(collection: Collection, entries: Iterable[str]) -> Iterator[tuple[int, int, str, Span]]:
    """Yield the paragraphs in which an entry may stand: the article's number, the paragraph's, the text, the span."""
    may_stand = _literal(entries)
    compiled = re.compile(may_stand)  # on lower case, which is faster than re.IGNORECASE
    for k, text, paragraphs in collection.texts_with(may_stand):
        number = 0
        for start, end, kind in paragraphs:
            number += kind == "body"
            if kind in ("headline", "body") and compiled.search(text[start:end].lower()):
                yield k, number if kind == "body" else 0, text, (start, end)


def _literal(entries: Iterable[str]) -> str:
    """Return a pattern that a text fits wherever an entry stands in it: letters of the entries' first words.

    A soft hyphen may part them, so it fits too.

    >>> _literal(["migra*", "don't"]) == "don['’]t|migra|" + chr(173)
    True
    """
    pieces = set()
    for entry in entries:
        for choice in query_words(entry)[0]:
            longest = max(re.split(r"[*?]", choice), key=len)
            pieces.add(re.escape(longest).replace("'", "['’]").replace(r"\-", "[-‑]"))
    return "" if "" in pieces else "|".join([*sorted(pieces), SOFT_HYPHEN])
