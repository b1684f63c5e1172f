"""TODO."""

from toolkit.article.model import Article, Paragraph
from toolkit.article.paragraphs import from_parts, from_text

__all__ = ["Article", "Paragraph", "from_parts", "from_text"]
