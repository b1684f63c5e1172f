"""JSON-LD in web pages: its objects, and the one that is the page's article."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

Node = Mapping[str, Any]

LARGEST = 4 * 2**20  # characters of a script that is read
DEPTH = 12  # of objects in objects
_ARTICLE = re.compile(r"(?:^|/|:)(?:\w*Article|\w*Posting|Report|Review|NewsItem)$")
_WRAPPED = re.compile(r"^\s*(?:<!--|(?://|/\*)?<!\[CDATA\[(?:\*/)?)|(?:(?://|/\*)?\]\]>(?:\*/)?|-->)\s*;?\s*$")
_INVALID_ESCAPE = re.compile(r'\\(?![\\"/bfnrtu])')
_LISTS = frozenset(("ItemList", "CollectionPage", "SearchResultsPage"))


def objects(tree: Any) -> list[Node]:
    """Return the objects of a page's JSON-LD, those inside of others too, in their order; broken scripts give none."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for value in _values((script.text or "")[:LARGEST]):
                found.extend(_inside(value, 0, False))
    return found


def article_node(nodes: Sequence[Node], marks: Sequence[str | None]) -> Node | None:
    """Return the object that is the page's article: the one that bears its address or title, else the first.

    Parameters
    ----------
    nodes
        The page's objects.
    marks
        The page's address and title.
    """
    articles = [node for node in nodes if is_article(node)]
    if len(articles) > 1:
        plain = [_plain(mark) for mark in marks if mark]
        for node in articles:
            if any(_plain(value) in plain for value in _own_marks(node)):
                return node
    return articles[0] if articles else None


def is_article(node: Node) -> bool:
    """Whether an object is a text: a `NewsArticle` or another kind of article, report or posting."""
    return any(_ARTICLE.search(kind) for kind in types(node))


def types(node: Node) -> list[str]:
    """Return an object's types."""
    given = node.get("@type")
    return [kind for kind in (given if isinstance(given, list) else [given]) if isinstance(kind, str)]


def _values(text: str) -> Iterator[Any]:
    """Yield the JSON values of a script, of which there may be several, with the faults that are common in pages."""
    text = _WRAPPED.sub("", text).strip()
    decoder = json.JSONDecoder(strict=False)
    at, mended = 0, False
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
            yield value
        except (ValueError, RecursionError):
            if mended:
                return
            text, mended = re.sub(r",(\s*[\]}])", r"\1", _INVALID_ESCAPE.sub(r"\\\\", text)), True
            continue
        while at < len(text) and text[at] in " \t\r\n;,":
            at += 1


def _inside(value: Any, depth: int, listed: bool) -> Iterator[Node]:
    """Yield the objects in a value, but not those that a list of links to other pages holds."""
    if depth > DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _inside(item, depth + 1, listed)
    elif isinstance(value, Mapping):
        yield value
        if not _LISTS & set(types(value)):
            for key, item in value.items():
                if isinstance(item, list | Mapping) and key not in ("liveBlogUpdate", "itemListElement", "comment"):
                    yield from _inside(item, depth + 1, listed)


def _own_marks(node: Node) -> Iterator[str]:
    """Yield an article's addresses and its headline."""
    for key in ("url", "@id", "mainEntityOfPage", "headline"):
        value = node.get(key)
        if isinstance(value, Mapping):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value


def _plain(mark: str) -> str:
    """Return an address without scheme, query and last slash, and a title in small letters."""
    if not mark.startswith("http"):
        return mark.casefold().strip()
    try:
        parts = urlsplit(mark)
    except ValueError:
        return mark
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}"
