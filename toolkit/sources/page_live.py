"""Live blogs: the entries of a page that grows, in the page's order, each with its time."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from toolkit.sources.page_blocks import HEADINGS, Block
from toolkit.sources.page_metadata import Facts, plain
from toolkit.sources.page_names import names
from toolkit.sources.records import as_text

ENTRIES = 3  # of a live blog, at least
WORDS = 8  # of an entry, at least
_LIVE = frozenset("live liveblog liveticker ticker liveupdates livestory directo direct envivo".split())
_STAMP = re.compile(
    r"""(?:(?:updated|posted|published|at|um|à|a\ las)\s+(?:at\s+)?)?
    (?:
      (?:\w{3,9}\.?\ \d{1,2},?\ (?:\d{4},?\ )?)?(?:at\ )?        # May 6, 2022, at
      \d{1,2}\s?[:.h]\s?\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?        # 14:32, 2.32pm, 14h32
      \s*(?:Uhr|[A-Z]{2,4})?(?:\s*[-–—|,].{0,40})?               # BST
    | \d{1,2}\s?[ap]\.?m\.?(?:\ [A-Z]{2,4})?                     # 2pm
    | \d+\ ?(?:m|h|min|minutes?|hours?|hrs?)\ ago               # 5 minutes ago
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE = re.compile(r"\blive\b.{0,3}[:–—-]|[:–—-]\s*live\b|\bas it happened\b", re.IGNORECASE)


def is_live(facts: Facts, tree: Any, title: str) -> bool:
    """Whether a page is a live blog: it says so in JSON-LD, or bears the word in its title, address or body's class."""
    if "LiveBlog" in facts.kind:
        return True
    body = tree.find("body")
    said = names(body) if body is not None else set()
    address = re.split(r"[/_.-]", (facts.url or "").lower())
    return bool(_LIVE & (said | set(address))) or bool(_TITLE.search(title))


def entries(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a live blog's entries, times, headings and paragraphs; none if the page shows no entries.

    An entry is the largest element around a time that holds no other time; the entries are those that stand in one
    element.
    """
    stamps = [
        block for block in blocks if (_STAMP.fullmatch(block.text) or _has_time(block)) and not _in_comments(block)
    ]
    counts: dict[Any, int] = {}
    for block in stamps:
        for node in _around(block):
            counts[node] = counts.get(node, 0) + 1
    homes: dict[Any, set[Any]] = {}
    for block in stamps:
        chain = list(_around(block))
        entry = next((node for node, above in pairwise(chain) if counts[above] > 1), None)
        if entry is not None and _words(blocks, entry) >= WORDS:
            homes.setdefault(entry.getparent(), set()).add(entry)
    home = max(homes, key=lambda node: len(homes[node]), default=None)
    if home is None or len(homes[home]) < ENTRIES:
        return []
    found = [block for block in blocks if home in block.element.iterancestors()]
    return [block for block in found if _is_part(block)]


def told(updates: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the paragraphs of a live blog's entries as JSON-LD has them: time, headline, text."""
    lines: list[str] = []
    for update in updates:
        clock = re.search(r"T(\d\d:\d\d)", as_text(update.get("datePublished")))
        text = plain(update.get("articleBody") or update.get("description") or "")
        headline = plain(update.get("headline") or "")
        if text or headline:
            lines += filter(None, [clock[1] if clock else "", headline, *text.splitlines()])
    return lines


def _is_part(block: Block) -> bool:
    if block.link_density > 0.8 and block.tag not in HEADINGS:
        return False
    long = len(block.text.split()) >= WORDS and "figcaption" not in block.tags
    return long or block.tag in HEADINGS or bool(_STAMP.fullmatch(block.text))


def _has_time(block: Block) -> bool:
    return next(block.element.iter("time"), None) is not None and len(block.text) < 60


def _in_comments(block: Block) -> bool:
    return any(names(node) & {"comment", "comments"} for node in _around(block) if node.tag != "body")


def _words(blocks: Sequence[Block], entry: Any) -> int:
    return sum(
        len(block.text.split()) for block in blocks if block.element is entry or entry in block.element.iterancestors()
    )


def _around(block: Block) -> Iterable[Any]:
    yield block.element
    yield from block.element.iterancestors()
