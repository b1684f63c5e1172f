"""From what people have to articles.

In comes a path, folder, glob, archive, URL, data frame or text; out come `Article`s, and what was passed over.
``reading`` stands in front; ``opening`` turns a source into bytes with names (``fetching`` gets a URL's),
``recognising`` tells their format by content and ending, and a module a format reads them.
"""

from toolkit.sources.model import PassedOver
from toolkit.sources.reading import articles, is_one, read, read_many, rows_of

__all__ = ["PassedOver", "articles", "is_one", "read", "read_many", "rows_of"]
