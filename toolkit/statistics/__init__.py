"""Statistics of texts that can be cited: each with its formula and source, or a missing value with the reason.

What takes a text takes an article or analysis (for its body), a string, or a list of words, and gives plain data or a
data frame. ``describe`` has the measures of one text in a table; docs/statistics.md explains each.
"""

from toolkit.statistics import diversity, readability
from toolkit.statistics.missing import Missing
from toolkit.statistics.overview import counts, lengths, measures, summary
from toolkit.statistics.syllables import syllables

__all__ = ["Missing", "counts", "diversity", "lengths", "measures", "readability", "summary", "syllables"]
