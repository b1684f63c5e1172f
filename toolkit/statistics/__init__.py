"""Statistics of texts that can be cited: each with its formula and source, or a missing value with the reason.

An article or analysis (for its body), a string, or a list of words comes in; plain data or a data frame goes out.
``passage`` reads the words, sentence by sentence. ``readability`` (with ``syllable_counting``), ``diversity`` and
``descriptives`` measure one text, ``measures_table`` puts that into a table with intervals (``uncertainty``), and
``by_voice`` does so for each speaker. ``frequencies``, ``association``, ``keywords``, ``dispersion_measures``,
``keyword_in_context`` and ``word_rarity`` have tables of words. ``missing`` is the value that is not there.
docs/statistics.md explains each measure.
"""

from toolkit.statistics import diversity, readability
from toolkit.statistics.association import collocations
from toolkit.statistics.by_voice import passages, voices
from toolkit.statistics.descriptives import counts, lengths, measures, summary
from toolkit.statistics.dispersion_measures import dispersion, occurrences
from toolkit.statistics.frequencies import STOP_WORDS, frequent_words, ngram_table, word_table
from toolkit.statistics.keyword_in_context import aligned, concordance
from toolkit.statistics.keywords import keyness
from toolkit.statistics.measures_table import describe, worth_showing
from toolkit.statistics.missing import Missing
from toolkit.statistics.syllable_counting import syllables
from toolkit.statistics.word_rarity import rarity, word_zipf

__all__ = [
    "STOP_WORDS",
    "Missing",
    "aligned",
    "collocations",
    "concordance",
    "counts",
    "describe",
    "dispersion",
    "diversity",
    "frequent_words",
    "keyness",
    "lengths",
    "measures",
    "ngram_table",
    "occurrences",
    "passages",
    "rarity",
    "readability",
    "summary",
    "syllables",
    "voices",
    "word_table",
    "word_zipf",
    "worth_showing",
]


def __dir__() -> list[str]:
    return __all__
