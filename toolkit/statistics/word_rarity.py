"""Rarity: how common the words of a text are in English at large.

The frequencies are those of the package wordfreq (Speer 2022): subtitles, news, books, web and more, up to 2021. The
package is an optional extra, because its tables take 57 MB.
"""

from collections import Counter
from typing import TYPE_CHECKING, Any

from toolkit.display import as_table
from toolkit.errors import ToolkitError
from toolkit.statistics import passage
from toolkit.statistics.missing import too_short

if TYPE_CHECKING:
    import pandas

RARE = 3.0  # Zipf values below this are of low-frequency words (van Heuven et al. 2014)


def zipf(word: str, *, language: str = "en") -> float:
    """Zipf value of a word (van Heuven, Mandera, Keuleers and Brysbaert 2014): log10 of its uses in a billion words.

    "the" has 7.7, words of daily use have over 4, rare words less than 3; a word that is not known has 0.

    Raises
    ------
    ToolkitError
        If the package wordfreq is not installed.
    """
    try:
        from wordfreq import zipf_frequency
    except ImportError:
        raise ToolkitError(
            "how rare words are needs the tables of the package wordfreq (57 MB): pip install 'news-toolkit[rarity]'."
        ) from None
    return float(zipf_frequency(word, language))


@as_table
def word_zipf(source: Any) -> "pandas.DataFrame":
    """Return the words of a text with their Zipf values, the rarest first; names are among them, figures are not.

    Parameters
    ----------
    source
        A text, as ``passage.of`` takes it.

    Returns
    -------
    pandas.DataFrame
        word, count, zipf. A word that wordfreq does not know has 0.

    Examples
    --------
    >>> toolkit.statistics.word_zipf(a)["word"].head(2).tolist()
    ['ferries', 'Roe']
    """
    import pandas

    text = passage.of(source)
    spelling = text.written
    rows = [
        [spelling[form], count, zipf(form)]
        for form, count in Counter(text.words).items()
        if any(c.isalpha() for c in form)
    ]
    rows.sort(key=lambda row: (row[2], row[0]))
    return pandas.DataFrame(rows, columns=["word", "count", "zipf"])


def rarity(source: Any) -> dict[str, float]:
    """Return how rare the words of a text are.

    Figures are left out. Names are words too, mostly rare ones: a text about little-known people has a higher share.

    Parameters
    ----------
    source
        A text, as ``passage.of`` takes it.

    Returns
    -------
    dict of str to float
        zipf_mean (over running words that are known), rare_share (running words with a Zipf value below ``RARE``,
        the unknown among them), unknown_share (of running words).

    Examples
    --------
    >>> sorted(toolkit.statistics.rarity(a))[:2]
    ['rare_share', 'unknown_share']
    """
    frame = word_zipf(source)
    total = int(frame["count"].sum())
    if not total:
        return dict.fromkeys(("zipf_mean", "rare_share", "unknown_share"), too_short(1, 0))
    known = frame[frame["zipf"] > 0]
    uses = int(known["count"].sum())
    return {
        "zipf_mean": float((known["zipf"] * known["count"]).sum() / uses) if uses else too_short(1, 0, "known words"),
        "rare_share": float(frame["count"][frame["zipf"] < RARE].sum() / total),
        "unknown_share": 1 - uses / total,
    }
