"""The word lists of the toolkit: plain text files that an analyst can read and edit, one for each kind of word.

Every list that a rule rests on stands here and nowhere else, such as the titles in ``titles.txt``. `words` gives the
entries of named sections of a file, `table` those that belong together, and `any_of` makes a pattern of them (all in
``loading``, which also says how a file is written).
"""

from toolkit.lexicon.loading import any_of, table, words

__all__ = ["any_of", "table", "words"]
