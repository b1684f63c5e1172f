"""What others wrote, what was counted, made fit to be looked at.

Text of an article and data frames come in; HTML and plain text that show them and do nothing else go out. ``escape``
makes foreign text harmless, ``wording`` puts numbers into words, ``cells`` a table's values into text, and ``table``
shows a data frame in a notebook (``as_table`` for functions that return one); ``copies`` says how copies count in it.
"""

from toolkit.display.as_table import as_table
from toolkit.display.escape import DIRECTIONS, NO_MATHS, html, visible

__all__ = ["DIRECTIONS", "NO_MATHS", "as_table", "html", "visible"]
