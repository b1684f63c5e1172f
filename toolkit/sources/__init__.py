"""From what people have to articles.

In comes a path, folder, glob, archive, URL, data frame or text; out come `Article`s, and what was passed over.
``reading`` stands in front; ``opening`` turns a source into bytes with names (``fetching`` gets a URL's, ``remote``
those of object stores, ``following`` the pages that a feed or a table names, ``paths`` says what is shown of a path),
``recognising`` tells their format by content and ending, and a module a format, named in its FORMATS, reads them.
``model`` holds the plain data, ``languages`` tells articles in other languages apart.

What formats share: ``decoding`` makes text of bytes, ``dates`` reads dates, ``documents`` makes an article of
paragraphs; ``pandoc`` reads documents, ``zipped`` opens those that are zip files, ``pdf_lines``, ``pdf_layout`` and
``pdf_paragraphs`` put a PDF's text together, ``xml`` reads XML without what it names. Rows of tables and of JSON are
``records``, ``json_shapes`` knows how standards say the same in JSON. A saved page (``mhtml``), a fetched and an
archived one are read by ``page_*``: its blocks, which of them are the story, headline, byline, embedded posts, and
pages that hold none; ``json_ld`` has what a page says for machines. Exports of news databases, whatever file they come
in, go through ``databases`` to ``nexis`` (its layouts are ``nexis_*``) or ``factiva``.
"""

from toolkit.sources.model import PassedOver
from toolkit.sources.reading import articles, files_of, is_one, read, read_many, rows_of

__all__ = ["PassedOver", "articles", "files_of", "is_one", "read", "read_many", "rows_of"]
