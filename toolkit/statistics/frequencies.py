"""Frequencies: how often words, and runs of words (n-grams), occur."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from toolkit import lexicon
from toolkit.display import as_table
from toolkit.statistics import passage

if TYPE_CHECKING:
    import pandas

STOP_WORDS = lexicon.words("stop_words", "english")


def stop_word_set(choice: bool | Iterable[str]) -> frozenset[str]:
    """Return the types to leave out: ``STOP_WORDS`` for True, none for False, or those given.

    >>> stop_word_set(["The", "Don’t"]) == {"the", "don't"}
    True
    """
    if isinstance(choice, bool):
        return STOP_WORDS if choice else frozenset()
    return frozenset(map(passage.form, choice))


@as_table
def word_table(source: Any, *, stop_words: bool | Iterable[str] = False) -> "pandas.DataFrame":
    """Return how often each word occurs.

    Parameters
    ----------
    source
        A text, as ``passage.of`` takes it.
    stop_words
        True to leave out ``STOP_WORDS``, or the words to leave out. Rates are per 1,000 of *all* words.

    Returns
    -------
    pandas.DataFrame
        word (as it is mostly written), count, per_1000_words; most frequent first, then by the alphabet.

    Examples
    --------
    >>> toolkit.statistics.word_table(a)[["word", "count"]].head(2)
         word  count
    0     the      3
    1  bridge      2
    """
    text = passage.of(source)
    left_out = stop_word_set(stop_words)
    counts = Counter(text.words)
    kept = {text.written[form]: count for form, count in counts.items() if form not in left_out}
    return _table("word", kept, counts.total())


@as_table
def ngram_table(
    source: Any, n: int = 2, *, minimum: int = 2, stop_words: bool | Iterable[str] = False
) -> "pandas.DataFrame":
    """Return how often each run of ``n`` words occurs; no run goes over a sentence's end.

    Parameters
    ----------
    source
        A text, as ``passage.of`` takes it.
    n
        Words in a run.
    minimum
        Rarer runs are left out.
    stop_words
        As in `word_table`; a run that begins or ends with one is left out ("of the", but not "state of emergency").

    Returns
    -------
    pandas.DataFrame
        ngram, count, per_1000_words (of all words).

    Examples
    --------
    >>> toolkit.statistics.ngram_table(a, 2)[["ngram", "count"]]
            ngram  count
    0  old bridge      2
    1     the old      2
    """
    text = passage.of(source)
    left_out = stop_word_set(stop_words)
    counts: Counter[tuple[str, ...]] = Counter()
    for forms in text.forms:
        counts.update(zip(*(forms[i:] for i in range(n)), strict=False))
    kept = {
        " ".join(text.written[form] for form in run): count
        for run, count in counts.items()
        if count >= minimum and left_out.isdisjoint((run[0], run[-1]))
    }
    return _table("ngram", kept, len(text.words))


@as_table
def frequent_words(source: Any, n: int = 20, stop_words: bool | Iterable[str] = True) -> "pandas.DataFrame":
    """Return the ``n`` most frequent words; ``stop_words`` are left out (True: ``STOP_WORDS``; False: none is).

    Returns
    -------
    pandas.DataFrame
        word, count, per_1000_words (of all words). Ties at the end are cut by the alphabet.

    Examples
    --------
    >>> toolkit.statistics.frequent_words(a, 2)[["word", "count"]]
         word  count
    0  bridge      2
    1     Low      2
    """
    return word_table(source, stop_words=stop_words).head(n)


def _table(name: str, counts: dict[str, int], total: int) -> "pandas.DataFrame":
    """Return counts as a frame, the most frequent first, then by the alphabet; ``total`` are the words of the text."""
    import pandas

    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0].lower(), item[0]))
    return pandas.DataFrame(
        {
            name: pandas.Series([word for word, _ in rows], dtype="str"),
            "count": pandas.Series([count for _, count in rows], dtype="int64"),
            "per_1000_words": pandas.Series([1000 * count / total for _, count in rows], dtype="float64"),
        }
    )
