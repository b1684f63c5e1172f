"""The way an article is written as data frames: the tables of ``toolkit.statistics``, of an analysis."""

from typing import TYPE_CHECKING, Any

from toolkit import statistics as _statistics
from toolkit.analysis.arguments import checked

if TYPE_CHECKING:
    import pandas

    from toolkit.analysis import Analysis


@checked
def statistics(analysis: "Analysis", **options: Any) -> "pandas.DataFrame":
    """Return how the article is written: measures of its body, as ``toolkit.statistics.describe`` gives them.

    >>> toolkit.tables.statistics(a)[["measure", "value", "unit"]].head(2)
      measure  value             unit
    0   words   38.0            words
    1   types   30.0  different words
    """
    return _statistics.describe(analysis.article, **options)


@checked
def frequent_words(analysis: "Analysis", n: int = 20, **options: Any) -> "pandas.DataFrame":
    """Return the body's most frequent words, as ``toolkit.statistics.frequent_words`` gives them.

    >>> toolkit.tables.frequent_words(a, n=2)[["word", "count"]]
         word  count
    0  bridge      2
    1     Low      2
    """
    return _statistics.frequent_words(analysis.article, n=n, **options)


@checked
def collocations(analysis: "Analysis", n: int = 20, **options: Any) -> "pandas.DataFrame":
    """Return words that stand together more often than by chance, as ``toolkit.statistics.collocations`` gives them.

    >>> toolkit.tables.collocations(a)[["collocation", "count"]].head(1)
      collocation  count
    0  old bridge      2
    """
    return _statistics.collocations(analysis.article, n=n, **options)
