"""Keyness: which words one text or corpus has more of than another."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import erfc, log, log2, sqrt
from typing import TYPE_CHECKING, Any

from toolkit.display import as_table
from toolkit.errors import ParameterError
from toolkit.statistics import passage
from toolkit.statistics.frequencies import stop_word_set
from toolkit.statistics.missing import Missing

if TYPE_CHECKING:
    import pandas

COLUMNS = (
    "word key_in count count_reference per_1000_words per_1000_words_reference log_likelihood p_value p_adjusted "
    "bayes_factor log_ratio log_ratio_low log_ratio_high percent_diff log_odds log_odds_low log_odds_high log_odds_z"
).split()


def word_log_likelihood(a: int, b: int, c: int, d: int) -> float:
    """Log-likelihood of a word's frequencies in two texts (Rayson and Garside 2000): 2 (a ln a/E1 + b ln b/E2).

    E1 and E2 are what is expected, c (a + b)/(c + d) and d (a + b)/(c + d).

    Parameters
    ----------
    a, b
        How often the word occurs in the text and in the reference.
    c, d
        All words of the text and of the reference.

    Examples
    --------
    Twice as frequent in one of two texts of 1,000 words:

    >>> round(word_log_likelihood(20, 10, 1000, 1000), 3)  # 2 (20 ln 20/15 + 10 ln 10/15)
    3.398
    """
    expected = (a + b) / (c + d)
    return 2 * sum(x * log(x / (n * expected)) for x, n in ((a, c), (b, d)) if x)


def p_value(likelihood: float) -> float:
    """Chance of a log-likelihood at least as large where there is no difference: χ² of one degree of freedom.

    Examples
    --------
    >>> round(p_value(3.84), 3)
    0.05
    """
    return erfc(sqrt(max(likelihood, 0) / 2))


def log_ratio(a: float, b: float, c: int, d: int) -> float:
    """Log Ratio (Hardie 2014): the binary logarithm of the ratio of relative frequencies; 1 is twice as frequent.

    A count of zero is taken as 0.5, so that words of one side only have a value too.
    """
    return log2(((a or 0.5) / c) / ((b or 0.5) / d))


def log_ratio_error(a: float, b: float, c: int, d: int) -> float:
    """Standard error of the log ratio, in bits: sqrt(1/a - 1/c + 1/b - 1/d) / ln 2 (Katz et al. 1978)."""
    return sqrt(max(1 / (a or 0.5) - 1 / c + 1 / (b or 0.5) - 1 / d, 0)) / log(2)


def percent_diff(a: int, b: int, c: int, d: int) -> float:
    """%DIFF (Gabrielatos and Marchi 2011): the difference of relative frequencies in percent of the reference's."""
    if not b:
        return Missing("the reference does not have the word")
    return 100 * ((a / c) / (b / d) - 1)


def bayes_factor(likelihood: float, words: int) -> float:
    """BIC approximation to the Bayes factor (Wilson 2013): log-likelihood - ln words.

    Above 2 is positive evidence for a difference, above 6 strong, above 10 very strong; below 0 speaks for none.
    """
    return likelihood - log(words)


def log_odds(a: int, b: int, c: int, d: int, *, prior: float, prior_words: float) -> tuple[float, float]:
    """Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, eq. 15, 16, 19).

    Parameters
    ----------
    a, b, c, d
        As in `word_log_likelihood`.
    prior, prior_words
        Occurrences of the word, and of all words, that the prior adds to both sides.

    Returns
    -------
    value, standard error : float
        Their quotient is the z-score the paper ranks by.
    """
    mine, theirs = c + prior_words - a - prior, d + prior_words - b - prior
    if min(mine, theirs) <= 0:
        return Missing("the texts have no other word"), 1.0
    return log((a + prior) / mine) - log((b + prior) / theirs), sqrt(1 / (a + prior) + 1 / (b + prior))


def adjusted(p_values: list[float], method: str = "holm") -> list[float]:
    """p-values corrected for the number of tests: "holm" (1979, family-wise) or "fdr" (Benjamini and Hochberg 1995).

    Examples
    --------
    >>> [round(p, 3) for p in adjusted([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    if method not in ("holm", "fdr"):
        raise ParameterError(f"there is no correction “{method}”: holm and fdr are there.")
    n, result = len(p_values), [0.0] * len(p_values)
    order = sorted(range(n), key=p_values.__getitem__)
    if method == "holm":  # from the smallest: times the number of tests left, and never below the one before
        running = 0.0
        for rank, i in enumerate(order):
            running = max(running, min(1.0, (n - rank) * p_values[i]))
            result[i] = running
    else:  # from the largest: times the number of tests over the rank, and never above the one before
        running = 1.0
        for rank in range(n - 1, -1, -1):
            running = min(running, n / (rank + 1) * p_values[order[rank]])
            result[order[rank]] = running
    return result


@as_table
def keyness(
    source: Any,
    reference: Any,
    *,
    n: int | None = None,
    minimum: int = 3,
    correction: str = "holm",
    prior_words: float = 500,
    stop_words: bool | Iterable[str] = False,
) -> "pandas.DataFrame":
    """Return the words that one text has more of than another, and how sure that is.

    Parameters
    ----------
    source, reference
        Texts or corpora, as ``passage.of`` takes them (a list of articles is a corpus), or vocabularies.
    n
        How many words; all by default. The most certain first, by log-likelihood.
    minimum
        Words that occur less often in both together are left out, and are no tests to be corrected for.
    correction
        For many tests: "holm" or "fdr", as in `adjusted`.
    prior_words
        Strength of the log-odds' prior, in words with the frequencies of both texts together.
    stop_words
        True to leave out ``STOP_WORDS``, or the words to leave out.

    Returns
    -------
    pandas.DataFrame
        word; key_in ("text", "reference", or "neither"); counts and rates; log_likelihood with p_value (chi-squared,
        one degree), p_adjusted and bayes_factor; percent_diff; log_ratio and log_odds with 95 % intervals (_low,
        _high). Positive log_ratio, percent_diff and log_odds: more frequent in ``source``.

    Notes
    -----
    The tests take words as drawn one by one. They are not, a text repeats what it is about, so small p-values
    overstate; see `toolkit.statistics.dispersion` for whether a word is spread over the texts.

    Examples
    --------
    >>> one, other = articles.analyses
    >>> toolkit.statistics.keyness(one, other, minimum=2)[["word", "count", "count_reference"]].head(1)
          word  count  count_reference
    0  ferries      1                2
    """
    import pandas

    text, other = passage.vocabulary_of(source), passage.vocabulary_of(reference)
    mine, theirs, left_out = text.counts, other.counts, stop_word_set(stop_words)
    words = [w for w in mine | theirs if mine[w] + theirs[w] >= minimum and w not in left_out]
    rows = _rows(mine, theirs, words if mine and theirs else [], correction, prior_words)
    written = {**other.written, **text.written}
    frame = pandas.DataFrame([[written[word], *row] for word, *row in rows], columns=COLUMNS)
    frame = frame.sort_values(["log_likelihood", "word"], ascending=[False, True], kind="stable")
    return frame.reset_index(drop=True).head(len(frame) if n is None else n)


def _rows(
    mine: Counter[str], theirs: Counter[str], words: Sequence[str], correction: str, prior_words: float
) -> list[list]:
    """Return a row of the table for each word, p-values corrected for as many tests as there are words."""
    c, d = mine.total(), theirs.total()
    likelihoods = [word_log_likelihood(mine[word], theirs[word], c, d) for word in words]
    p_values = [p_value(likelihood) for likelihood in likelihoods]
    tests = zip(likelihoods, p_values, adjusted(p_values, correction), strict=True)
    return [
        [word, *_compared(mine[word], theirs[word], c, d, test, prior_words)]
        for word, test in zip(words, tests, strict=True)
    ]


def _compared(a: int, b: int, c: int, d: int, test: tuple[float, float, float], prior_words: float) -> list:
    """Return a row of the table but for the word: ``a`` of ``c`` words here, ``b`` of ``d`` in the reference."""
    likelihood, p, p_adjusted = test
    key_in = "text" if a * d > b * c else "reference" if a * d < b * c else "neither"
    ratio, ratio_error = log_ratio(a, b, c, d), log_ratio_error(a, b, c, d)
    odds, odds_error = log_odds(a, b, c, d, prior=prior_words * (a + b) / (c + d), prior_words=prior_words)
    return [
        *(key_in, a, b, 1000 * a / c, 1000 * b / d),
        *(likelihood, p, p_adjusted, bayes_factor(likelihood, c + d)),
        *(ratio, ratio - 1.96 * ratio_error, ratio + 1.96 * ratio_error),
        percent_diff(a, b, c, d),
        *(odds, odds - 1.96 * odds_error, odds + 1.96 * odds_error, odds / odds_error),
    ]
