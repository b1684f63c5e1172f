"""TODO."""

from toolkit.article.model import Article, Paragraph
from toolkit.article.paragraphs import from_text

__all__ = ["Article", "Paragraph", "from_text"]
