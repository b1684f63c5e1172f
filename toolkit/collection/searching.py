"""Words over all texts: every place where one stands, and how often those of a dictionary do."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING

from toolkit.collection.dictionaries import read_dictionary
from toolkit.collection.model import By, Collection, group_column
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
def concordance(collection: Collection, pattern: str, by: By | None = None) -> "pandas.DataFrame":
    """Return every place where a word or phrase stands in headlines and bodies, with the words around it.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` or ``toolkit.open`` gave.
    pattern
        As for ``toolkit.statistics.concordance``: "migra*", "border crisis|crises".
    by
        A column more, and what to sort by: "outlet", "period", or what else `Collection.groups` takes.

    Returns
    -------
    pandas.DataFrame
        A row a hit: ``article``, the column asked for, ``published``, ``left``, ``keyword``, ``right``, ``paragraph``
        (the headline's is 0), ``start``, ``end``.

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

    patterns, column = word_patterns(pattern), None if by is None else group_column(by)
    groups = () if by is None else collection.groups(by)
    published = collection.table("articles")["published"].tolist()
    rows = []
    for k, number, text, (start, end) in _paragraphs(collection, [pattern], "headline", "body"):
        spans = words(text, start, end)
        forms = [passage.form(text[a:b]) for a, b in spans]
        for first, after in matches(forms, patterns):
            a, b = spans[first][0], spans[after - 1][1]
            left = text[spans[first - WIDTH][0] if first > WIDTH else start : a].strip()
            right = text[b : spans[after + WIDTH - 1][1] if after + WIDTH < len(spans) else end].strip()
            group = [groups[k]] if column else []
            rows.append([collection.names[k], *group, published[k], left, text[a:b], right, number, a, b])
    frame = pd.DataFrame(rows, columns=["article", *([column] if column else []), *FOUND])
    return frame.sort_values(column, kind="stable", ignore_index=True) if column else frame


@as_table
def lookup(
    collection: Collection, dictionary: Mapping[str, Iterable[str]] | str | PathLike, by: By | None = None
) -> "pandas.DataFrame":
    """Return how often the words of a dictionary stand in the articles' bodies.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` or ``toolkit.open`` gave.
    dictionary
        The words of each category, ``{"border": ["fence*", "wall"]}``, phrases too; or a file of them: quanteda's YAML,
        or LIWC's .dic.
    by
        A row for each "outlet", "period", or what else `Collection.groups` takes, instead of each article.

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

    given = dict(dictionary) if isinstance(dictionary, Mapping) else read_dictionary(dictionary)
    entries = {name: list(dict.fromkeys(some)) for name, some in given.items()}
    every = [entry for some in entries.values() for entry in some]
    if not every:
        raise ParameterError("the dictionary holds no word: give {“category”: [“word*”, …]}")
    hits: dict[str, Counter[int]] = {name: Counter() for name in entries}
    patterns = {name: [word_patterns(entry) for entry in some] for name, some in entries.items()}
    fitting: dict[str, list[str]] = {}  # the categories of a form by its single words
    for k, _, text, (start, end) in _paragraphs(collection, every, "body"):
        forms = [passage.form(text[a:b]) for a, b in words(text, start, end)]
        for name, runs in _hits(forms, patterns, fitting).items():
            hits[name][k] += runs
    column = "article" if by is None else group_column(by)
    frame = pd.DataFrame({column: collection.groups("article" if by is None else by)})
    for name, counts in hits.items():
        frame[name] = [counts[k] for k in range(len(collection))]
    frame["words"] = collection.table("articles")["words"].to_numpy()
    frame = frame.groupby(column, sort=by is not None).sum().reset_index()
    rates = {f"{name}_per_1000_words": 1000 * frame[name] / frame["words"].where(frame["words"] > 0) for name in hits}
    return frame.assign(**{name: rate.fillna(0.0) for name, rate in rates.items()})


def _hits(
    forms: Sequence[str], patterns: Mapping[str, list[list[re.Pattern]]], fitting: dict[str, list[str]]
) -> Counter[str]:
    """Return how many places of a paragraph each category has; what fits single words is looked up in ``fitting``."""
    counts: Counter[str] = Counter()
    for form in forms:
        if form not in fitting:
            fitting[form] = [
                name for name, some in patterns.items() if any(len(p) == 1 and p[0].fullmatch(form) for p in some)
            ]
        counts.update(fitting[form])
    for name, some in patterns.items():
        counts[name] += len({run for p in some if len(p) > 1 for run in matches(forms, p)})
    return counts


def _paragraphs(collection: Collection, entries: Iterable[str], *kinds: str) -> Iterator[tuple[int, int, str, Span]]:
    """Yield the paragraphs in which an entry may stand: the article's number, the paragraph's, the text, the span."""
    may_stand = _literal(entries)
    compiled = re.compile(may_stand, re.IGNORECASE)
    for k, text, paragraphs in collection.texts_with(may_stand):
        number = 0
        for start, end, kind in paragraphs:
            number += kind == "body"
            if kind in kinds and compiled.search(text, start, end):
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
