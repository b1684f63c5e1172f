"""The word lists of the toolkit: plain text files that an analyst can read and edit, one for each kind of word.

The lists that the rules of all rooms rest on stand here, such as the titles in ``titles.txt``; only a few prepositions
and the like stand in code, beside the pattern that needs them. Each file says where its words come from, and each
section what it is for: a list that differs by purpose is a section of its own, and may take others in. `words` gives
the entries of sections, `table` those that belong together, and `any_of` makes a pattern of them (all in ``loading``,
which also says how a file is written).
"""

from toolkit.lexicon.loading import any_of, table, words

__all__ = ["any_of", "table", "words"]
