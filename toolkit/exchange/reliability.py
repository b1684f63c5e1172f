"""Reliability: how sure a share is, how far coders agree: Wilson's interval, Krippendorff's alpha, the bootstrap."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from math import sqrt
from typing import Any

_Z = 1.959963984540054  # the normal distribution's 97.5 % point
RESAMPLES = 1000
Interval = tuple[float | None, float | None]
Unit = Mapping[str, Hashable]  # what each coder says of one thing, by the coder's name


def wilson(hits: int, n: int) -> Interval:
    """Wilson's 95 % score interval of a share, ``hits`` of ``n`` (Wilson 1927); None both where there is nothing.

    >>> [round(x, 4) for x in wilson(15, 148)]  # 0.0624 to 0.1605: Newcombe 1998, table I, method 3
    [0.0624, 0.1605]
    """
    if not n:
        return None, None
    p, z2 = hits / n, _Z * _Z
    middle, half = p + z2 / (2 * n), _Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z2 / n)), min(1.0, (middle + half) / (1 + z2 / n))


def alpha(units: Sequence[Unit]) -> float | None:
    """Krippendorff's alpha for nominal data (Krippendorff 2019, ch. 12): 1 - observed/expected disagreement.

    Parameters
    ----------
    units
        What each coder said of an item, by the coder's name; items that one coder alone answered must not be there.

    Returns
    -------
    float or None
        1 for perfect agreement, 0 for that of chance; None where nothing can disagree, all values being equal.

    Examples
    --------
    Two coders of ten items (Krippendorff 2011, "Computing Krippendorff's alpha-reliability", A):

    >>> round(alpha([{"A": a, "B": b} for a, b in zip("0100000010", "1110010000", strict=True)]), 3)
    0.095
    """
    from nltk.metrics.agreement import AnnotationTask

    data = [(coder, i, value) for i, by in enumerate(units) for coder, value in by.items()]
    if len({value for _, _, value in data}) < 2:
        return None
    return float(AnnotationTask(data=data).alpha())


def alpha_interval(groups: Sequence[Sequence[Unit]]) -> Interval:
    """Return the 95 % interval of alpha: percentiles of a bootstrap over groups of units (Efron and Tibshirani 1993).

    Parameters
    ----------
    groups
        Units by what hangs together, such as the words of a paragraph: neighbours are not independent of one another.

    Returns
    -------
    tuple of float
        None both where there are fewer than two groups, or alpha is missing.

    Examples
    --------
    >>> agreed, split = {"A": "x", "B": "x"}, {"A": "x", "B": "y"}
    >>> low, high = alpha_interval([[agreed], [split], [{"A": "y", "B": "y"}]] * 20)
    >>> low < alpha([agreed, split, {"A": "y", "B": "y"}] * 20) < high
    True
    """
    import numpy as np

    values = {
        value: k for k, value in enumerate(sorted({v for group in groups for u in group for v in u.values()}, key=str))
    }
    if len(groups) < 2 or len(values) < 2:
        return None, None
    counts, split = np.zeros((len(groups), len(values))), np.zeros(len(groups))
    for k, group in enumerate(groups):
        for unit in group:
            seen = Counter(unit.values())
            n = seen.total()
            split[k] += (n * n - sum(c * c for c in seen.values())) / (n - 1)
            for value, count in seen.items():
                counts[k, values[value]] += count
    weights = _resamples(len(groups))
    of_value, disagreement = weights @ counts, weights @ split
    n = of_value.sum(axis=1)
    expected = n * n - (of_value**2).sum(axis=1)
    fit = expected > 0
    return _percentiles(1 - (n[fit] - 1) * disagreement[fit] / expected[fit])


def ratio_interval(counts: Sequence[tuple[float, float]]) -> Interval:
    """Return the 95 % interval of a ratio of sums, (part, whole) of each group: percentiles of samples of the groups.

    >>> ratio_interval([(1, 1)])
    (None, None)
    >>> low, high = ratio_interval([(1, 2), (2, 2), (0, 1)] * 10)
    >>> low < 3 / 5 < high
    True
    """
    import numpy as np

    if len(counts) < 2:
        return None, None
    parts, wholes = (_resamples(len(counts)) @ np.array(counts, float)).T
    return _percentiles(parts[wholes > 0] / wholes[wholes > 0])


def _resamples(groups: int) -> Any:
    """Return how often each group is drawn in each sample; the same every time."""
    import numpy as np

    return np.random.default_rng(1).multinomial(groups, np.full(groups, 1 / groups), RESAMPLES)


def _percentiles(values: Any) -> Interval:
    import numpy as np

    if not len(values):
        return None, None
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
