"""Collocations: words that stand together more often than chance would have them.

The measures are functions of a pair's contingency table (Evert 2004): ``n_ii`` pairs of both words, ``n_ix`` pairs with
the first word first, ``n_xi`` pairs with the second word second, ``n_xx`` pairs in all. They are NLTK's
``BigramAssocMeasures`` to the last digit (a test compares them), written out here because importing NLTK takes a
second; any of NLTK's measures can be given to `collocations` as well.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain
from math import log, log2, sqrt
from typing import TYPE_CHECKING, Any

from toolkit.display import as_table
from toolkit.errors import ParameterError
from toolkit.statistics import passage
from toolkit.statistics.frequencies import stop_word_set

if TYPE_CHECKING:
    import pandas


Pair = tuple[str, str]

COLUMNS = ["collocation", "count", "count_first", "count_second", "expected"]  # then a column a measure


def pmi(n_ii: int, margins: tuple[int, int], n_xx: int) -> float:
    """Pointwise mutual information in bits (Church and Hanks 1990): log2 observed / expected. Favours rare pairs."""
    return log2(n_ii * n_xx / (margins[0] * margins[1]))


def npmi(n_ii: int, margins: tuple[int, int], n_xx: int) -> float:
    """Normalised PMI (Bouma 2009): PMI / -log2 P(pair); 1 if the words never stand apart, 0 if independent."""
    return pmi(n_ii, margins, n_xx) / -log2(n_ii / n_xx) if n_ii < n_xx else 1.0


def pair_log_likelihood(n_ii: int, margins: tuple[int, int], n_xx: int) -> float:
    """Log-likelihood ratio G² of a pair: 2 Σ O ln O/E over the table's four cells (Dunning 1993).

    Examples
    --------
    "the swiss" in Dunning's table 1:

    >>> round(pair_log_likelihood(110, (110 + 2442, 110 + 111), 110 + 2442 + 111 + 29114), 2)
    270.72
    """
    n_ix, n_xi = margins
    total = 0.0
    for observed, row, column in (
        (n_ii, n_ix, n_xi),
        (n_ix - n_ii, n_ix, n_xx - n_xi),
        (n_xi - n_ii, n_xx - n_ix, n_xi),
        (n_xx - n_ix - n_xi + n_ii, n_xx - n_ix, n_xx - n_xi),
    ):
        if observed:
            total += observed * log(observed * n_xx / (row * column))
    return 2 * total


def t_score(n_ii: int, margins: tuple[int, int], n_xx: int) -> float:
    """t-score (Church et al. 1991): (observed - expected) / sqrt(observed). Favours frequent pairs."""
    return (n_ii - margins[0] * margins[1] / n_xx) / sqrt(n_ii)


def logdice(n_ii: int, margins: tuple[int, int], n_xx: int) -> float:
    """logDice (Rychlý 2008): 14 + log2 (2 observed / sum of margins); 14 at most, whatever the size of the text."""
    return 14 + log2(2 * n_ii / sum(margins))


# The columns of the table, each a function of (n_ii, (n_ix, n_xi), n_xx), as NLTK's measures are.
MEASURES: dict[str, Callable] = {
    "log_likelihood": pair_log_likelihood,
    "pmi": pmi,
    "npmi": npmi,
    "t_score": t_score,
    "logdice": logdice,
}


@as_table
def collocations(
    source: Any,
    n: int | None = 20,
    *,
    window: int = 2,
    minimum: int = 2,
    measure: str | Callable = "log_likelihood",
    node: str | None = None,
    stop_words: bool | Iterable[str] = True,
) -> "pandas.DataFrame":
    """Return the pairs of words that stand together more often than chance would have them.

    Pairs are counted within sentences, and so are the margins and the total (NLTK's finder goes over sentence ends and
    takes the words' own frequencies for margins).

    Parameters
    ----------
    source
        A text, as ``passage.of`` takes it.
    n
        How many, by ``measure``; all for None.
    window
        2 for words side by side; with 5, words up to four apart pair as well.
    minimum
        Rarer pairs are left out.
    measure
        What to sort by: a name of ``MEASURES``, or one of NLTK's measures
        (``nltk.BigramAssocMeasures.poisson_stirling``), which then has a column of its own.
    node
        Only pairs with this word.
    stop_words
        Pairs with one of these are left out (True: the list ``STOP_WORDS``), but they count as words.

    Returns
    -------
    pandas.DataFrame
        collocation, count, count_first, count_second (pairs with either word in its place), expected, then a column a
        measure.

    Raises
    ------
    ParameterError
        For a measure there is none of, or a window below 2.

    Examples
    --------
    >>> toolkit.statistics.collocations(a)[["collocation", "count"]].head(1)
      collocation  count
    0  old bridge      2
    """
    scores, by = _scores(measure)
    text = passage.of(source)
    pairs = cooccurrences(text, window)
    kept = _kept(pairs, minimum, passage.form(node) if node else None, stop_word_set(stop_words))
    frame = _scored(pairs, kept, scores, text.written)
    frame = frame.sort_values([by, "count", "collocation"], ascending=[False, False, True], kind="stable")
    return frame.reset_index(drop=True).head(len(frame) if n is None else n)


def cooccurrences(text: passage.Passage, window: int) -> Counter[Pair]:
    """Return how often two types stand, in this order, less than ``window`` words apart in one sentence.

    Raises
    ------
    ParameterError
        For a window below 2.

    Examples
    --------
    >>> cooccurrences(passage.of("Ann met Bo. Bo met Ann."), 2)[("met", "bo")]
    1
    """
    if window < 2:
        raise ParameterError(f"a window of {window} holds no pair: it takes 2 or more words.")
    pairs: Counter[Pair] = Counter()
    for forms in text.forms:
        pairs.update(chain.from_iterable(zip(forms, forms[gap:], strict=False) for gap in range(1, window)))
    return pairs


def _scores(measure: str | Callable) -> tuple[dict[str, Callable], str]:
    """Return the measures by their columns, a function of the user's own among them, and the column to sort by."""
    if callable(measure):
        return {**MEASURES, measure.__name__: measure}, measure.__name__
    if measure not in MEASURES:
        raise ParameterError(f"there is no measure “{measure}”: {', '.join(MEASURES)} are there.")
    return MEASURES, measure


def _kept(pairs: Counter[Pair], minimum: int, node: str | None, left_out: frozenset[str]) -> list[Pair]:
    """Return the pairs to score: those that occur often enough, with the node and without a word to leave out."""
    often = (pair for pair, count in pairs.items() if count >= minimum and left_out.isdisjoint(pair))
    return [pair for pair in often if node is None or node in pair]


def _scored(
    pairs: Counter[Pair], kept: Iterable[Pair], scores: dict[str, Callable], written: dict[str, str]
) -> "pandas.DataFrame":
    """Return a row for each kept pair that stands together more often than expected; margins are of all pairs."""
    import pandas

    first, second = Counter[str](), Counter[str]()
    for (a, b), count in pairs.items():
        first[a] += count
        second[b] += count
    total = pairs.total()
    rows = []
    for a, b in kept:
        table = pairs[a, b], (first[a], second[b]), total
        expected = first[a] * second[b] / total
        if pairs[a, b] > expected:
            values = [score(*table) for score in scores.values()]
            rows.append([f"{written[a]} {written[b]}", pairs[a, b], first[a], second[b], expected, *values])
    return pandas.DataFrame(rows, columns=[*COLUMNS, *scores])
