"""TODO."""

from toolkit.display.as_table import shown
from toolkit.display.escape import DIRECTIONS, NO_MATHS, html, visible

__all__ = ["DIRECTIONS", "NO_MATHS", "html", "shown", "visible"]
