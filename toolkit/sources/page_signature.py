"""Byline and date as a web page shows them, between its headline and its story."""

from collections.abc import Sequence

from toolkit.article.byline import is_name, signature
from toolkit.sources.dates import iso_date
from toolkit.sources.page_blocks import Block
from toolkit.sources.page_metadata import author_name
from toolkit.sources.page_names import names

REACH = 25  # blocks behind the headline in which byline and date are looked for
LONGEST = 200  # characters of such a block
_AUTHOR = frozenset(
    "author authors byline writer reporter journalist contributor autor auteur autore redakteur".split()
)
_NO_NAMES = frozenset(
    "print email e-mail share follow comment comments fact checked posted published updated contributor staff editor "
    "read more subscribe save tweet facebook twitter".split()
)
_CHANGED = frozenset("modified updated update".split())


def signature_in(blocks: Sequence[Block], headline: Block | None, first: int) -> tuple[str | None, str | None]:
    """Return the authors' names and the date of publication that the blocks around a headline give.

    Parameters
    ----------
    blocks
        The page's.
    headline
        The one that shows the headline; without it the blocks above the story are looked at.
    first
        The number of the story's first block.
    """
    start = headline.number + 1 if headline is not None else max(first - REACH, 0)
    byline = published = changed = None
    for block in blocks[start : min(max(first + 3, start), start + REACH)]:
        if len(block.text) > LONGEST or (block.tag == "li" and block.link_density > 0.9):
            continue
        line = signature(block.text, below=True)
        name = _named_author(block) or (line.names if line else None)
        byline = byline or name
        if published is None and name and not (line and line.published):
            line = signature(block.text.replace(name, " ").strip(" ,|·•–—-"), below=True) or line
        if published is None:
            published = _time(block) or (line.published if line and not line.updated else None)
            changed = changed or (line.published if line else None)
    return byline, published or changed


def _named_author(block: Block) -> str | None:
    """Return the name in a block that is called a byline: behind "By", or as a link to an author or the like."""
    marked = [
        " ".join(node.itertext())
        for node in block.element.iter("a", "span", "strong", "b", "address", "cite")
        if "author" in (node.get("rel"), node.get("itemprop")) or names(node) & _AUTHOR
    ]
    around = [block.element, *list(block.element.iterancestors())[:2]]
    if not marked and not any(names(node) & _AUTHOR or node.get("itemprop") == "author" for node in around):
        return None
    for said in [*marked, *block.element.itertext(), block.text]:
        name = author_name(" ".join(said.split()))
        if is_name(name) and not _NO_NAMES & set(name.lower().split()):
            return name
    return None


def _time(block: Block) -> str | None:
    """Return the date of a ``<time>`` in a block."""
    for node in block.element.iter("time"):
        if not (names(node) | names(node.getparent())) & _CHANGED:
            date = iso_date(node.get("datetime")) or iso_date(" ".join(node.text_content().split()))
            if date:
                return date
    return None
