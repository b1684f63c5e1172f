"""Lexical diversity: how often a text says something in words it has not used before.

Every function takes the words in order, as types (``passage.form``), and gives a float, or a ``Missing`` that says
why there is none. Words may be any hashable things, because all that counts is whether two are equal.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from math import exp, lgamma, log, log10, sqrt

from toolkit.statistics.missing import Missing, too_short

Words = Sequence[Hashable]

SEGMENT = 100  # words in a window or segment: MATTR, MSTTR
FACTOR = 0.72  # the type-token ratio at which an MTLD factor is full


def ttr(words: Words) -> float:
    """Type-token ratio: types / words. Falls as a text gets longer, so compare texts of one length only.

    Examples
    --------
    >>> ttr("the cat saw the dog".split())
    0.8
    """
    return len(set(words)) / len(words) if words else too_short(1, 0)


def root_ttr(words: Words) -> float:
    """Guiraud's R (1954): types / sqrt(words)."""
    return len(set(words)) / sqrt(len(words)) if words else too_short(1, 0)


def log_ttr(words: Words) -> float:
    """Herdan's C (1960): log types / log words."""
    return log(len(set(words))) / log(len(words)) if len(words) > 1 else too_short(2, len(words))


def maas(words: Words) -> float:
    """Maas' a² (1972): (log words - log types) / (log words)², logarithms to base 10; lower is more diverse.

    With natural logarithms, as in lexicalrichness, the value is 2.3026 times smaller.
    """
    n = len(words)
    return (log10(n) - log10(len(set(words)))) / log10(n) ** 2 if n > 1 else too_short(2, n)


def mattr(words: Words, *, window: int = SEGMENT) -> float:
    """Moving-average type-token ratio (Covington and McFall 2010): the mean TTR of every window of ``window`` words."""
    n = len(words)
    if n < window:
        return too_short(window, n)
    inside = Counter(words[:window])
    total = types = len(inside)
    for old, new in zip(words, words[window:], strict=False):
        inside[new] += 1
        types += inside[new] == 1
        inside[old] -= 1
        types -= inside[old] == 0
        total += types
    return total / (n - window + 1) / window


def msttr(words: Words, *, segment: int = SEGMENT) -> float:
    """Mean segmental type-token ratio (Johnson 1944): the mean TTR of consecutive segments, without the rest."""
    n = len(words)
    if n < segment:
        return too_short(segment, n)
    ratios = [len(set(words[i : i + segment])) / segment for i in range(0, n - segment + 1, segment)]
    return sum(ratios) / len(ratios)


def mtld(words: Words, *, threshold: float = FACTOR, minimum: int = 100) -> float:
    """Measure of textual lexical diversity (McCarthy and Jarvis 2010): words per factor, mean of both directions.

    A factor is a stretch of words whose TTR has fallen to ``threshold``; the rest at the end counts as the part of a
    factor that it has come to. Texts below 100 words give unstable values (Koizumi and In'nami 2012), so ``minimum``
    leaves them out.
    """
    n = len(words)
    if n < max(minimum, 1):
        return too_short(max(minimum, 1), n)
    factors = _factors(words, threshold), _factors(words[::-1], threshold)
    if not all(factors):
        return Missing("no word is used twice, so no factor is ever begun")
    return sum(n / f for f in factors) / 2


def _factors(words: Words, threshold: float) -> float:
    """Return how many MTLD factors the words hold, read in this direction."""
    full, seen, length, ratio = 0, set(), 0, 1.0
    for word in words:
        seen.add(word)
        length += 1
        ratio = len(seen) / length
        if ratio <= threshold:
            full += 1
            seen, length, ratio = set(), 0, 1.0
    return full + (1 - ratio) / (1 - threshold)


def _expected_ttr(spectrum: Counter[int], n: int, size: int) -> float:
    """Return the mean TTR of all samples of ``size`` words drawn without replacement (hypergeometric).

    ``spectrum`` says how many types (value) occur how often (key) in the ``n`` words.
    """
    types = 0.0
    for frequency, count in spectrum.items():
        if n - frequency < size:
            types += count
        else:
            unseen = lgamma(n - frequency + 1) - lgamma(n - frequency - size + 1) - lgamma(n + 1) + lgamma(n - size + 1)
            types += count * (1 - exp(unseen))
    return types / size


def _spectrum(words: Words) -> Counter[int]:
    """Return how many types occur once, twice and so on: {frequency: types}."""
    return Counter(Counter(words).values())


def hdd(words: Words, *, sample: int = 42) -> float:
    """HD-D (McCarthy and Jarvis 2007): the mean TTR of all samples of ``sample`` words, computed and not drawn."""
    n = len(words)
    return too_short(sample, n) if n < sample else _expected_ttr(_spectrum(words), n, sample)


def vocd_d(words: Words, *, sizes: Sequence[int] = range(35, 51)) -> float:
    """vocd-D (Malvern and Richards 1997): the D whose curve fits the mean TTR of samples of 35 to 50 words best.

    The curve is TTR = D/N (sqrt(1 + 2N/D) - 1). The program vocd draws 100 samples of each size and so gives another
    value each time; here the mean over all samples is computed (McCarthy and Jarvis 2007 show that this is what the
    draws estimate), so the value is what vocd tends to and needs no seed.
    """
    n, largest = len(words), max(sizes)
    if n < largest:
        return too_short(largest, n)
    spectrum = _spectrum(words)
    if len(set(words)) == n:
        return Missing("no word is used twice, so D has no bound")
    ratios = {size: _expected_ttr(spectrum, n, size) for size in sizes}

    def slope(d: float) -> float:
        """Return the derivative (but for a positive factor) of the squared error, whose root is the best D."""
        total = 0.0
        for size, ratio in ratios.items():
            root = sqrt(1 + 2 * size / d)
            total += (d / size * (root - 1) - ratio) * ((root - 1) / size - 1 / (d * root))
        return total

    low, high = 1e-3, 1e6
    if slope(low) > 0 or slope(high) < 0:
        return Missing("no D fits: the text repeats too much or hardly at all")
    for _ in range(60):
        middle = sqrt(low * high)
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    return sqrt(low * high)


def yules_k(words: Words) -> float:
    """Yule's K (1944): 10⁴ (Σ i² Vᵢ - N) / N², Vᵢ types that occur i times; higher is less diverse."""
    n = len(words)
    if n < 2:
        return too_short(2, n)
    return 1e4 * (sum(i * i * v for i, v in _spectrum(words).items()) - n) / n**2


def simpsons_d(words: Words) -> float:
    """Simpson's D (1949): the chance that two words drawn without replacement are the same; higher is less diverse."""
    n = len(words)
    if n < 2:
        return too_short(2, n)
    return sum(i * (i - 1) * v for i, v in _spectrum(words).items()) / (n * (n - 1))


def hapax_share(words: Words) -> float:
    """Share of the types that occur once only."""
    spectrum = _spectrum(words)
    return spectrum[1] / sum(spectrum.values()) if words else too_short(1, 0)


MEASURES: dict[str, Callable[[Words], float]] = {
    "ttr": ttr,
    "root_ttr": root_ttr,
    "log_ttr": log_ttr,
    "mattr": mattr,
    "msttr": msttr,
    "mtld": mtld,
    "hdd": hdd,
    "vocd_d": vocd_d,
    "yules_k": yules_k,
    "simpsons_d": simpsons_d,
    "maas": maas,
    "hapax_share": hapax_share,
}


def measures(words: Words) -> dict[str, float]:
    """Return every measure's value by its name (``MEASURES``), or a ``Missing`` with the reason."""
    return {name: measure(words) for name, measure in MEASURES.items()}
