"""An article as HTML, as plain functions of the article, its actors and quotes.

``markup`` returns the article's text with actors and quotes marked, for the interactive view and for reports;
``card`` returns what a notebook or a terminal shows of an analysis at a glance. Every character of the article is
escaped: nothing of it ever becomes markup.
"""

from toolkit.html import card, markup

__all__ = ["card", "markup"]
