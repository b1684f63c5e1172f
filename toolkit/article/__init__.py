"""An article: its text exactly as read, and what each paragraph of it is.

A text comes in, an `Article` goes out: ``paragraphs`` splits it into headline, body and furniture, with ``furniture``
to tell what a page adds to a story and ``byline`` to read who wrote it and when. ``model`` holds the plain data.
"""

from toolkit.article.model import Article, Paragraph
from toolkit.article.paragraphs import from_parts, from_text
from toolkit.article.turns import Turn

__all__ = ["Article", "Paragraph", "Turn", "from_parts", "from_text"]
