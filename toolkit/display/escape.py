"""Foreign text made harmless: it is shown as text, and nothing of it is ever run.

Not HTML, not LaTeX between dollars, no control character, and no mark that turns the direction of writing.
"""

import re
from html import escape

# Marks that change the direction of the text around them, unseen.
DIRECTIONS = {
    "\u061c": "ALM",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
NO_MATHS = "tex2jax_ignore mathjax_ignore"  # classes that tell notebooks to leave $ alone

_DIRECTION = re.compile(f"[{''.join(DIRECTIONS)}]")
# What HTML cannot hold, and what a terminal would obey: control characters, halves of a character pair.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def without_controls(text: str) -> str:
    """Return text with U+FFFD in place of each character that HTML cannot hold or a terminal would obey."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)


def visible(text: str) -> str:
    """Return text with what is unseen and has effects made visible.

    >>> visible("a\\u202eb\\x1b[31m")
    'a⟨RLO⟩b�[31m'
    """
    return without_controls(_DIRECTION.sub(lambda m: f"⟨{DIRECTIONS[m[0]]}⟩", text))


def html(text: object) -> str:
    """Return text as HTML that shows it and does nothing else.

    >>> html("<b>R&D</b>")
    '&lt;b&gt;R&amp;D&lt;/b&gt;'
    """
    return escape(visible(str(text)))
