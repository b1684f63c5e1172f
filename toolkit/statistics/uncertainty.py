"""Uncertainty: what a measure could as well have been, had the writer written other sentences like these.

Sentences are what is drawn, because words of one sentence depend on each other. Two methods, as each measure needs:

- *bootstrap* (Efron 1979) for rates and means: sentences are drawn with replacement, the interval holds the middle
  95 % of the values.
- *half-samples without replacement* for lexical diversity: a sentence drawn twice would repeat all its words, and the
  text would seem poorer than it is. Random halves of the sentences, in their order, are measured instead; the spread
  of a statistic over halves is its standard error over the whole (delete-half jackknife, Shao and Wu 1989), and the
  interval is value ± 1.96 standard errors.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.statistics.missing import Missing, too_short

if TYPE_CHECKING:
    import numpy

BOOTSTRAPS = 1000
HALVES = 200
FEWEST = 10  # sentences, below which an interval would be invented
BOOTSTRAP = f"bootstrap over sentences ({BOOTSTRAPS:,} draws)"
HALF = f"halves of the sentences without replacement ({HALVES:,} draws)"


def bootstrap(
    rows: Sequence[Sequence[float]],
    statistics: Mapping[str, Callable[["numpy.ndarray"], "numpy.ndarray"]],
    *,
    seed: int = 1,
    draws: int = BOOTSTRAPS,
) -> dict[str, tuple[float, float]]:
    """95 % percentile intervals of statistics of column sums.

    Parameters
    ----------
    rows
        What is counted of each sentence.
    statistics
        By name, a function of the sums: it gets an array (columns, draws) and gives one value a draw.
    seed
        Of the random numbers.
    draws
        How often to draw.

    Returns
    -------
    dict of str to (low, high)
        ``Missing`` both for fewer than ``FEWEST`` rows.
    """
    import numpy as np

    n = len(rows)
    if n < FEWEST:
        return dict.fromkeys(statistics, (too_short(FEWEST, n, "sentences"),) * 2)
    random = np.random.default_rng(seed)
    times = random.multinomial(n, np.full(n, 1 / n), size=draws)
    sums = (times @ np.asarray(rows, dtype=float)).T
    found = {}
    for name, statistic in statistics.items():
        low, high = np.quantile(statistic(sums), (0.025, 0.975))
        found[name] = float(low), float(high)
    return found


def half_samples(
    sentences: Sequence[Sequence[str]],
    measures: Mapping[str, Callable[[list[str]], float]],
    values: dict[str, float],
    *,
    seed: int = 1,
    draws: int = HALVES,
) -> dict[str, tuple[float, float]]:
    """95 % intervals of measures of the words' variety.

    Parameters
    ----------
    sentences
        The types of each sentence, in order.
    measures
        By name, a function of a list of types.
    values
        The measures of the whole text.
    seed
        Of the random numbers.
    draws
        How many halves.

    Returns
    -------
    dict of str to (low, high)
        ``Missing`` both where the text is too short, or its halves are.
    """
    import numpy as np

    n = len(sentences)
    if n < FEWEST:
        return dict.fromkeys(measures, (too_short(FEWEST, n, "sentences"),) * 2)
    defined = tuple((name, measure) for name, measure in measures.items() if values[name] == values[name])
    found = _halves(tuple(map(tuple, sentences)), defined, draws, seed)
    # With an odd number the halves are a little smaller than what is left out.
    scale = np.sqrt((n // 2) / (n - n // 2))
    result: dict[str, tuple[float, float]] = {}
    for name in measures:
        spread = np.asarray(found.get(name, ()), dtype=float)
        if not len(spread):
            result[name] = (Missing(getattr(values[name], "reason", "there is no value")),) * 2
        elif np.isnan(spread).any():
            result[name] = (Missing("half of the text is too short for the measure"),) * 2
        else:
            error = 1.96 * float(spread.std(ddof=1) * scale)
            result[name] = values[name] - error, values[name] + error
    return result


@lru_cache(maxsize=4)  # a report asks twice for the same
def _halves(
    sentences: tuple[tuple[str, ...], ...],
    measures: tuple[tuple[str, Callable[[list[str]], float]], ...],
    draws: int,
    seed: int,
) -> dict[str, list[float]]:
    """Each measure's values in random halves of the sentences."""
    import numpy as np

    n, random = len(sentences), np.random.default_rng(seed)
    found: dict[str, list[float]] = {name: [] for name, _ in measures}
    for _ in range(draws):
        chosen = np.sort(random.permutation(n)[: n // 2])
        words = [word for i in chosen for word in sentences[i]]
        for name, measure in measures:
            found[name].append(measure(words))
    return found
