"""Dispersion: whether a word is spread over a text or corpus, or stands in one place of it.

The measures take how often a word occurs in each part (``counts``), and how many words each part has (``sizes``).
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence, Set
from itertools import accumulate, pairwise
from math import sqrt
from typing import TYPE_CHECKING, Any

from toolkit.display import as_table
from toolkit.statistics import frequencies, passage
from toolkit.statistics.missing import Missing, too_short

if TYPE_CHECKING:
    import pandas


def juillands_d(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Juilland's D (Juilland et al. 1970): 1 - V / sqrt(parts - 1), V the variation coefficient of rates; 1 is even.

    Examples
    --------
    Gries (2008), the word "a" in five parts of 9 to 11 words:

    >>> round(juillands_d([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 3)
    0.785
    """
    n = len(counts)
    if n < 2:
        return too_short(2, n, "parts")
    rates = [count / size for count, size in zip(counts, sizes, strict=True)]
    mean = sum(rates) / n
    if not mean:
        return Missing("the word does not occur")
    return 1 - sqrt(sum((rate - mean) ** 2 for rate in rates) / n) / mean / sqrt(n - 1)


def gries_dp(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Gries's DP (2008): half the sum of |share of the word - share of the words|, over the parts. 0 is even.

    Examples
    --------
    >>> round(gries_dp([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 2)
    0.18
    """
    total, size = sum(counts), sum(sizes)
    if not total:
        return Missing("the word does not occur")
    return sum(abs(c / total - s / size) for c, s in zip(counts, sizes, strict=True)) / 2


def dp_norm(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Gries's DP as corrected by Lijffijt and Gries (2012): DP / (1 - the smallest part's share), 0 even to 1."""
    if len(counts) < 2:
        return too_short(2, len(counts), "parts")
    if not sum(counts):
        return Missing("the word does not occur")
    return gries_dp(counts, sizes) / (1 - min(sizes) / sum(sizes))


def burstiness(positions: Sequence[int]) -> float:
    """Burstiness (Goh and Barabási 2008): (s - m) / (s + m), mean m and deviation s of the gaps between uses.

    Parameters
    ----------
    positions
        The places of the word among all words, in order, counted from anywhere.

    Returns
    -------
    float
        -1 for equal gaps, about 0 for chance, towards 1 for clusters. ``Missing`` below five uses.
    """
    if len(positions) < 5:
        return too_short(5, len(positions), "occurrences")
    gaps = [b - a for a, b in pairwise(positions)]
    mean = sum(gaps) / len(gaps)
    sd = sqrt(sum((gap - mean) ** 2 for gap in gaps) / len(gaps))
    return (sd - mean) / (sd + mean)


@as_table
def dispersion(source: Any, words: Sequence[str] | None = None, *, parts: int = 10, n: int = 20) -> "pandas.DataFrame":
    """Return how evenly words are spread over the parts of a text, or over the texts of a corpus.

    Parameters
    ----------
    source
        A text, as ``passage.of`` takes it; a list of articles is cut into its articles, any other text into ``parts``.
    words
        The words to look at; by default the ``n`` most frequent ones that are no stop words.
    parts
        How many equal parts (but for a word more or less) a single text is cut into.
    n
        How many words, where none are given.

    Returns
    -------
    pandas.DataFrame
        word, count, range (parts that have it), parts, juillands_d, gries_dp, dp_norm, burstiness.

    Examples
    --------
    >>> toolkit.statistics.dispersion(a, ["bridge"], parts=2)[["word", "count", "range", "parts"]]
         word  count  range  parts
    0  bridge      2      2      2
    """
    import pandas

    texts = _texts(source)
    whole = passage.of(texts) if len(texts) > 1 else texts[0]
    sizes = [len(text.words) for text in texts if text.words] if len(texts) > 1 else _sizes(len(whole.words), parts)
    ends = list(accumulate(sizes))
    words = list(frequencies.frequent_words(whole, n)["word"]) if words is None else words
    positions = _positions(whole, {passage.form(word) for word in words})
    rows = []
    for word in words:
        uses = positions[passage.form(word)]
        tally = Counter(bisect_right(ends, at) for at in uses)
        counts = [tally[part] for part in range(len(sizes))]
        measures = [measure(counts, sizes) for measure in (juillands_d, gries_dp, dp_norm)]
        rows.append([word, len(uses), len(tally), len(sizes), *measures, burstiness(uses)])
    columns = ["word", "count", "range", "parts", "juillands_d", "gries_dp", "dp_norm", "burstiness"]
    return pandas.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[4:], "float64"))


@as_table
def occurrences(source: Any, words: Sequence[str]) -> "pandas.DataFrame":
    """Return where words occur: the data of a dispersion plot.

    Returns
    -------
    pandas.DataFrame
        word (as given), position (of the occurrence among all words, from 0), share (position / words, 0 to 1),
        sentence (from 1), in the order of ``words`` and of the text.

    Examples
    --------
    >>> toolkit.statistics.occurrences(a, ["bridge"])
         word  position     share  sentence
    0  bridge         2  0.052632         1
    1  bridge        19  0.500000         2
    """
    import pandas

    text = passage.of(source)
    total = len(text.words)
    ends = list(accumulate(map(len, text.sentences)))
    rows = [
        [word, at, at / total, bisect_right(ends, at) + 1]
        for word in words
        for at, form in enumerate(text.words)
        if form == passage.form(word)
    ]
    return pandas.DataFrame(rows, columns=["word", "position", "share", "sentence"])


def _texts(source: Any) -> list[passage.Passage]:
    """Return the texts of a corpus, or the one text."""
    if isinstance(source, list | tuple) and source and not all(isinstance(item, str) for item in source):
        return [passage.of(item) for item in source]
    return [passage.of(source)]


def _sizes(total: int, parts: int) -> list[int]:
    """Return how many words each of so many equal parts has; those without a word are left out."""
    bounds = [total * part // parts for part in range(parts + 1)]
    return [end - start for start, end in pairwise(bounds) if end > start]


def _positions(text: passage.Passage, forms: Set[str]) -> dict[str, list[int]]:
    """Return where each of these types stands among all words."""
    positions: dict[str, list[int]] = {form: [] for form in forms}
    for at, form in enumerate(text.words):
        if form in positions:
            positions[form].append(at)
    return positions
