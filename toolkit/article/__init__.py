"""An article: its text, and what each line of it is.

A text, or a headline and paragraphs, comes in; an `Article` goes out. ``paragraphs`` tells which lines are headline,
body and furniture, with ``furniture`` to tell what a page adds to a story and ``byline`` to read who wrote it and
when. ``turns`` tells who speaks where in a transcript, ``kinds`` what kind of text it is, ``language`` which language
it is in. ``model`` holds the plain data.
"""

from toolkit.article.model import Article, Paragraph
from toolkit.article.paragraphs import from_parts, from_text
from toolkit.article.turns import Turn

__all__ = ["Article", "Paragraph", "Turn", "from_parts", "from_text"]
