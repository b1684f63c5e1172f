"""Which blocks of a web page are its story: what trafilatura takes for it, mended by what the page's structure tells.

trafilatura finds the story by its text and the names of classes. What it leaves out between two paragraphs of the story
(quotations set apart, lists, embedded posts), the standfirst above it, and what it takes with it (captions, links to
other stories, boxes about the author) is told by where a block stands, what the elements around it are called, and how
much of it is links.
"""

from collections.abc import Sequence
from itertools import groupby, takewhile
from typing import Any, NamedTuple

from toolkit.article.byline import signature
from toolkit.sources.page_blocks import HEADINGS, Block
from toolkit.sources.page_live import ENTRIES, entries, is_live, told
from toolkit.sources.page_match import coverage, letters, matching
from toolkit.sources.page_metadata import Facts
from toolkit.sources.page_names import DECK, FURNITURE, FURNITURE_TAGS, LEAD, OUTSIDE, OUTSIDE_TAGS, PULLED, names
from toolkit.sources.page_trimming import (
    around,
    has_quotation,
    is_prose,
    near,
    size,
    without_links,
    without_repeats,
    without_tail,
)

COVERED = 0.8  # share of the extracted text that must be found in the page's blocks for these to be used
HIDDEN = 2  # times longer than what is shown the text in JSON-LD must be to be taken instead
MOST = 0.25  # share of the story's text from which what a name stands for is no furniture, but the story itself
HOLDS = 0.3  # share of the story's text that makes an element a part of the story, whatever its name
CELL = 60  # characters of a table's cell that is set in one line with the others of its row
WHOLE = 600  # characters of a story in JSON-LD, from which it is taken for a whole one
LEAD_LENGTH = 40  # characters of a standfirst, at least
DECK_WORDS = 8  # of a heading below the headline, from which it is a standfirst
MANY = 3000  # blocks from which trafilatura's second and third look, which cost their square, are left out


class Story(NamedTuple):
    """A page's story: its paragraphs without the headline, those of them that are its standfirst, and its blocks."""

    paragraphs: list[str]
    standfirst: list[str]
    blocks: list[Block]  # none where its text is not in what a browser shows


def story(tree: Any, blocks: Sequence[Block], headline: Block | None, facts: Facts) -> Story:
    """Return the story of a page.

    Parameters
    ----------
    tree
        The page.
    blocks
        Its blocks.
    headline
        The one that shows the headline, if one does.
    facts
        What the page says of itself.
    """
    text = extracted(tree, fast=len(blocks) > MANY)
    live = entries(blocks) if is_live(facts, tree, headline.text if headline else "") else []
    if len(facts.updates) >= ENTRIES and len(facts.updates) > 2 * len(live):
        return Story([*facts.description.splitlines(), *told(facts.updates)], [], [])
    if len(facts.body) > HIDDEN * len(text):  # a script would show it
        text = facts.body
    chosen = matching(blocks, text)
    if not live and (not chosen or coverage(chosen, text) < COVERED):
        is_json = facts.body and letters(text)[:100] in letters(facts.body)
        return Story([line for line in (facts.body if is_json else text).splitlines() if line.strip()], [], [])
    numbers = {block.number for block in live} | {block.number for block in chosen}
    found, lead = _mended(blocks, [block for block in blocks if block.number in numbers], headline, facts.description)
    found = _within(found, blocks, facts.body)
    if not found:
        return Story(text.splitlines(), [], [])
    return Story(_lines(found), [block.text for block in lead], found)


def _within(found: list[Block], blocks: Sequence[Block], body: str) -> list[Block]:
    """Return blocks without what stands behind the text that JSON-LD gives for the story, if that is nearly all."""
    told = matching(blocks, body) if len(body) > WHOLE else []
    if not told or coverage(told, body) < 0.9:
        return found
    kept = [block for block in found if block.number <= told[-1].number or has_quotation(block)]
    return kept if size(kept) > (1 - MOST) * size(found) else found


def _lines(found: Sequence[Block]) -> list[str]:
    """Return the paragraphs that blocks make; the short cells of a table's row are one."""
    lines: list[str] = []
    for (row, in_row), cells in groupby(found, key=_row):
        texts = [block.text for block in cells]
        lines += [" · ".join(texts)] if in_row and row is not None else texts
    return lines


def _row(block: Block) -> tuple[Any, bool]:
    """Return the row that a block is a cell of, and whether it is a short cell."""
    row = next((node for node in block.element.iterancestors("tr")), None) if "tr" in block.tags else None
    return row, row is not None and len(block.text) <= CELL


def extracted(tree: Any, *, fast: bool = False) -> str:
    """Return the text that trafilatura takes for the story, a paragraph a line; "" if none."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: Any = trafilatura.bare_extraction(tree, fast=fast, include_comments=False, include_tables=True)
    return (found.text if found is not None else None) or trafilatura.baseline(tree)[1]


def _mended(
    blocks: Sequence[Block], chosen: Sequence[Block], headline: Block | None, description: str
) -> tuple[list[Block], list[Block]]:
    """Return the blocks of the story, and those of them that are its standfirst."""
    page = _Page(blocks, chosen)
    kept = without_links(page.without_furniture(chosen))
    if headline is not None:
        behind = [block for block in kept if block.number > headline.number]
        kept = behind if size(behind) > size(kept) / 2 else [block for block in kept if block is not headline]
    if not kept:
        return [], []
    first, last = kept[0].number, kept[-1].number
    lead = page.leads(headline.number + 1, first, description) if headline and headline.number < first else []
    numbers = {block.number for block in [*lead, *kept, *page.gaps(first, last)]}
    found = without_tail(without_repeats([block for block in blocks if block.number in numbers]))
    decks = list(takewhile(page.is_deck, found)) if headline else []
    return found, [*decks, *(block for block in lead if not page.opens(block))] if len(decks) < len(found) else []


class _Page:
    """A page's blocks, and how much of the text that was taken for the story each element holds."""

    def __init__(self, blocks: Sequence[Block], chosen: Sequence[Block]) -> None:
        self.blocks = blocks
        self.chosen = {block.number for block in chosen}
        self.total = size(chosen)
        self.held: dict[Any, int] = {}
        for block in chosen:
            for node in around(block):
                self.held[node] = self.held.get(node, 0) + len(block.text)
        self.body = next((node for node in around(chosen[0]) if self.held[node] >= COVERED * self.total), None)
        self._names: dict[Any, set[str]] = {}

    def names(self, node: Any) -> set[str]:
        """Return the words in an element's names."""
        if node not in self._names:
            self._names[node] = names(node)
        return self._names[node]

    def signs(self, block: Block, tags: frozenset[str], words: frozenset[str]) -> set[str]:
        """Return which of the given names the elements around a block bear, up to a part of the story."""
        for node in around(block):
            if self.held.get(node, 0) > HOLDS * self.total or node.tag in ("body", "html"):
                return set()
            found = self.names(node) & words
            if node.tag in tags:
                found.add(node.tag)
            if found:
                return found
        return set()

    def without_furniture(self, chosen: Sequence[Block]) -> list[Block]:
        """Return what was chosen without what the page's names call furniture."""
        signs = {block.number: self.signs(block, FURNITURE_TAGS, FURNITURE) for block in chosen}
        weights: dict[str, int] = {}
        for block in chosen:
            for sign in signs[block.number]:
                weights[sign] = weights.get(sign, 0) + len(block.text)
        story = {sign for sign, weight in weights.items() if weight > MOST * self.total}  # a gallery's captions
        return [block for block in chosen if not signs[block.number] - story]

    def leads(self, start: int, end: int, description: str) -> list[Block]:
        """Return the blocks between headline and story that open it."""
        found = []
        for block in self.blocks[start:end]:
            short = len(block.text) < LEAD_LENGTH
            if block.number in self.chosen or short or block.link_density > 0.5 or "figcaption" in block.tags:
                continue
            named = self._is_named_lead(block)
            same = len(description) > LEAD_LENGTH and letters(block.text)[:60] == letters(description)[:60]
            if not (named or same or is_prose(block)) or signature(block.text) is not None:
                continue
            if same or not self.signs(block, OUTSIDE_TAGS, OUTSIDE - LEAD if named else OUTSIDE):
                found.append(block)
        return found

    def is_deck(self, block: Block) -> bool:
        """Whether a block at the top of the story is a standfirst, by its names or as a heading long as a sentence."""
        long_heading = block.tag in HEADINGS and len(block.text.split()) >= DECK_WORDS
        return long_heading or any(self.names(node) & DECK for node in near(block))

    def opens(self, block: Block) -> bool:
        """Whether a block above the story is its first paragraph and no standfirst."""
        return block.tag not in HEADINGS and not self._is_named_lead(block) and is_prose(block)

    def gaps(self, first: int, last: int) -> list[Block]:
        """Return the blocks between those of the story that belong to it and were left out."""
        return [
            block
            for block in self.blocks[first:last]
            if block.number not in self.chosen
            and is_prose(block)
            and block.link_density < 0.5
            and self.body in block.element.iterancestors()
            and not self._stands_outside(block)
        ]

    def _is_named_lead(self, block: Block) -> bool:
        return any(self.names(node) & LEAD for node in near(block))

    def _stands_outside(self, block: Block) -> bool:
        """Whether the names around a block say that it is no part of the story; less is believed of a quotation."""
        set_apart = "blockquote" in block.tags or any(self.names(node) & PULLED for node in near(block))
        if set_apart and has_quotation(block):
            return bool(self.signs(block, FURNITURE_TAGS, FURNITURE))
        return bool(self.signs(block, OUTSIDE_TAGS, OUTSIDE))
