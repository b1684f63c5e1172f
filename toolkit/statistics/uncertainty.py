"""Uncertainty: what a measure could have been, had the writer written other sentences like these.

Sentences are drawn, not words, because words of one sentence depend on each other. There are two methods:

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
    """Return 95 % percentile intervals of statistics that are functions of sums over sentences (Efron 1979).

    Parameters
    ----------
    rows
        A row a sentence, a column for each thing that is counted.
    statistics
        A function of the sums by its name: it gets an array of shape (columns, draws) and gives one value a draw.
    seed
        The seed of the random numbers.
    draws
        How often to draw as many sentences as there are, with replacement.

    Returns
    -------
    dict of str to (low, high)
        By the statistic's name; both are ``Missing`` for fewer than ``FEWEST`` rows.

    Examples
    --------
    >>> bounds = bootstrap([(4, 1), (6, 1)] * 50, {"mean": lambda sums: sums[0] / sums[1]})["mean"]
    >>> [round(bound, 1) for bound in bounds]
    [4.8, 5.2]
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
    """Return 95 % intervals of measures of lexical diversity, by halves of the sentences (Shao and Wu 1989).

    Parameters
    ----------
    sentences
        The types of each sentence, in order.
    measures
        A function of a list of types by its name.
    values
        The measures of the whole text.
    seed
        The seed of the random numbers.
    draws
        How many halves to measure.

    Returns
    -------
    dict of str to (low, high)
        By the measure's name; both are ``Missing`` where the text, or half of it, is too short.
    """
    import numpy as np

    n = len(sentences)
    if n < FEWEST:
        return dict.fromkeys(measures, (too_short(FEWEST, n, "sentences"),) * 2)
    defined = tuple((name, measure) for name, measure in measures.items() if values[name] == values[name])
    measured = _measured_halves(tuple(map(tuple, sentences)), defined, draws, seed)
    # With an odd number the halves are a little smaller than what is left out.
    scale = np.sqrt((n // 2) / (n - n // 2))
    intervals: dict[str, tuple[float, float]] = {}
    for name in measures:
        of_halves = np.asarray(measured.get(name, ()), dtype=float)
        if not len(of_halves):
            intervals[name] = (Missing(getattr(values[name], "reason", "there is no value")),) * 2
        elif np.isnan(of_halves).any():
            intervals[name] = (Missing("half of the text is too short for the measure"),) * 2
        else:
            error = 1.96 * float(of_halves.std(ddof=1) * scale)
            intervals[name] = values[name] - error, values[name] + error
    return intervals


@lru_cache(maxsize=4)  # a report asks twice for the same
def _measured_halves(
    sentences: tuple[tuple[str, ...], ...],
    measures: tuple[tuple[str, Callable[[list[str]], float]], ...],
    draws: int,
    seed: int,
) -> dict[str, list[float]]:
    """Return each measure's values in random halves of the sentences."""
    import numpy as np

    n, random = len(sentences), np.random.default_rng(seed)
    found: dict[str, list[float]] = {name: [] for name, _ in measures}
    for _ in range(draws):
        chosen = np.sort(random.permutation(n)[: n // 2])
        words = [word for i in chosen for word in sentences[i]]
        for name, measure in measures:
            found[name].append(measure(words))
    return found
