"""An article's analysis: who is in it, who says what, how it is written.

An article or its path comes in, an `Analysis` goes out: ``analysing`` has the reader read it, finds actors and
quotes and applies the analyst's ``corrections``; ``model`` holds the result and its JSON, which ``checking``
looks at when it is read. ``positions`` tells where
an offset lies and ``share_of_voice`` counts whose words they are; ``batch`` does many articles, ``actors_draft`` writes
a first actors.toml of them. ``arguments`` says what is wrong with what functions are given.
"""

from toolkit.analysis.analysing import analyse, reanalyse
from toolkit.analysis.model import Analysis

__all__ = ["Analysis", "analyse", "reanalyse"]
