"""Markdown: its words without its marks, read by pandoc; front matter says title, author, date and outlet."""

import re
from collections.abc import Iterator
from dataclasses import replace

from toolkit.article import Article
from toolkit.errors import InputError
from toolkit.sources.dates import iso_date
from toolkit.sources.decoding import decode, tidy
from toolkit.sources.documents import of_paragraphs
from toolkit.sources.model import Blob, Options
from toolkit.sources.pandoc import read_document

# Quotation marks stay as they are typed, and a file's formulas, code and citations mean nothing in an article.
KIND = "markdown-smart-tex_math_dollars-citations-example_lists-fancy_lists+hard_line_breaks"
WHAT = "a Markdown text"
FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
OURS = frozenset(("title", "author", "authors", "byline", "date", "published", "outlet", "url"))


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article that a Markdown file is.

    Raises
    ------
    InputError
        If it holds no text.
    """
    text, notes = decode(blob.data, blob.name)
    text, halves = tidy(text)
    blob = replace(blob, content=text.encode("utf-8"), path=None, opener=None, notes=(*blob.notes, *notes, *halves))
    try:
        meta, paragraphs = read_document(blob, KIND, WHAT)
    except InputError:
        plain, front = FRONT.subn("", text)
        if not front:
            raise
        left_out = "the front matter is no YAML: it is left out"
        blob = replace(blob, content=plain.encode("utf-8"), notes=(*blob.notes, left_out))
        meta, paragraphs = read_document(blob, KIND, WHAT)
    if title := meta.get("title"):
        paragraphs = [(title, "title"), *((text, None) for text, _ in paragraphs if text != title)]
    yield of_paragraphs(
        paragraphs,
        blob,
        byline=meta.get("byline") or meta.get("author") or meta.get("authors"),
        published=iso_date(meta.get("published") or meta.get("date")),
        outlet=meta.get("outlet"),
        url=meta.get("url"),
        meta={key: value for key, value in meta.items() if key not in OURS},
    )
