"""What is left out of a story again: links to other stories, what stands behind it, and pull quotes that repeat it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from toolkit.sources.page_blocks import HEADINGS, Block
from toolkit.sources.page_match import SHORT, letters
from toolkit.sources.page_names import PULLED, names

CORE = 0.7  # share of the story's text that its core holds
TEASED = 0.3  # share of a story from which paragraphs under linked headings are the story, and no teasers
RELATED_LENGTH = 200  # characters of a link to another story, at most
CELLS = frozenset(("li", "td", "th", "dt", "dd"))
SET_APART = frozenset(("blockquote", "figure", "aside"))
_SENTENCE_END = re.compile(r"[.!?…。！？।؟][\"'”’»“)\]]*$")
_STOP = re.compile(r"[.。…][\"'”’»“)\]]*$")
_MARK = re.compile(r"[“„«»\"「『]")
_QUOTED = re.compile(rf"{_MARK.pattern}.{{10,}}?[”“»«\"」』]")
_LABELLED = re.compile(r"[(\[\W]{0,3}[^.:|»>?!]{2,40}[:|»>]\s*\S")  # "Read more: …", "MIRA | …", "À lire aussi » …"


def is_prose(block: Block, words: int = 12) -> bool:
    """Whether a block is a sentence or more, or holds a quotation."""
    count = len(block.text.split())
    return (count >= words and bool(_SENTENCE_END.search(block.text))) or (count > 5 and has_quotation(block))


def has_quotation(block: Block) -> bool:
    """Whether there are words in quotation marks in a block."""
    return bool(_QUOTED.search(block.text))


def is_headline_link(block: Block) -> bool:
    """Whether a block is nothing but a link, and no sentence with a full stop."""
    return block.link_density >= 0.9 and len(block.text.split()) > 2 and not _STOP.search(block.text)


def without_links(chosen: Sequence[Block]) -> list[Block]:
    """Return blocks without the links to other stories among them, and the headings above these."""
    lists: dict[Any, list[Block]] = {}
    for block in chosen:
        if block.tag == "li":
            lists.setdefault(block.element.getparent(), []).append(block)
    verses = Counter(block.element for block in chosen if not is_headline_link(block))  # lines parted by breaks
    dropped = {block.number for block in chosen if _is_related(block, alone=verses[block.element] < 2)}
    for items in lists.values():
        if all(is_headline_link(item) for item in items):
            dropped.update(item.number for item in items)
    kept: list[Block] = []
    text_follows = False
    for block in reversed(chosen):
        if block.tag in HEADINGS:
            if text_follows and block.number not in dropped:
                kept.append(block)
        else:
            text_follows = block.number not in dropped
            if text_follows:
                kept.append(block)
    return kept[::-1]


def without_tail(found: Sequence[Block]) -> list[Block]:
    """Return blocks without what stands behind the story in other elements, but for paragraphs that are no teasers."""
    core = _core(found)
    teasers = _teasers(found)
    if size(block for block in found if block.number in teasers) > TEASED * size(found):
        teasers = set()  # a list of things, each under its linked name
    inside = [block for block in found if core in block.element.iterancestors() and block.number not in teasers]
    if core is None or not inside:
        return list(found)
    kept: list[Block] = []
    follows = False
    for block in reversed(found):
        if block.number <= inside[-1].number:
            keep = True
        elif block.tag in HEADINGS:
            keep = follows
        else:
            keep = follows = _is_paragraph(block) and not is_headline_link(block) and block.number not in teasers
        if keep:
            kept.append(block)
    return kept[::-1]


def without_repeats(found: Sequence[Block]) -> list[Block]:
    """Return blocks without those that are set apart and repeat words of others, as pull quotes do."""
    keys = [letters(block.text) for block in found]
    run = "\n".join(keys)
    kept: list[Block] = []
    seen: set[str] = set()
    for block, key in zip(found, keys, strict=True):
        if len(key) >= SHORT and _is_set_apart(block) and (key in seen or run.count(key) > keys.count(key)):
            continue
        seen.add(key)
        kept.append(block)
    return kept


def around(block: Block) -> Iterable[Any]:
    """Yield a block's element and all around it, from the inside."""
    yield block.element
    yield from block.element.iterancestors()


def near(block: Block) -> list[Any]:
    """Return a block's element and the one around it."""
    parent = block.element.getparent()
    return [block.element] if parent is None else [block.element, parent]


def size(blocks: Iterable[Block]) -> int:
    """Return the characters of blocks."""
    return sum(len(block.text) for block in blocks)


def _is_related(block: Block, *, alone: bool) -> bool:
    """Whether a block is a link to another story: behind a label ("Read more: …"), or alone in its element."""
    if block.tag in CELLS or len(block.text) > RELATED_LENGTH:
        return False
    labelled = block.link_density >= 0.55 and bool(_LABELLED.match(block.text)) and not _STOP.search(block.text)
    return labelled or (alone and block.tag not in HEADINGS and is_headline_link(block))


def _is_paragraph(block: Block) -> bool:
    said = _SENTENCE_END.search(block.text) or _MARK.search(block.text)
    return is_prose(block) or (block.tag in ("p", "blockquote") and bool(said))


def _core(found: Sequence[Block]) -> Any:
    """Return the innermost element around several blocks that holds most of the story."""
    total = size(found)
    held: dict[Any, int] = {}
    for block in found:
        for node in block.element.iterancestors():
            held[node] = held.get(node, 0) + len(block.text)
    large = [node for node, characters in held.items() if characters >= CORE * total]
    return min(large, key=lambda node: (held[node], -sum(1 for _ in node.iterancestors())), default=None)


def _teasers(found: Sequence[Block]) -> set[int]:
    """Return the numbers of blocks that stand in an element of their own with the linked headline of another story."""
    paragraphs = Counter(node for block in found if is_prose(block) for node in around(block))
    return {
        block.number for block in found if paragraphs[block.element.getparent()] < 2 and _has_linked_headline(block)
    }


def _has_linked_headline(block: Block) -> bool:
    """Whether the element around a block holds a link as long as a headline that is no part of a paragraph."""
    parent = block.element.getparent()
    if parent is None:
        return False
    links = [node for node in parent.iter("a") if len(" ".join(node.itertext()).split()) > 3]
    own = set() if block.tag in HEADINGS else set(block.element.iter("a"))
    return any(link.getparent().tag in HEADINGS or link.get("class") for link in links if link not in own)


def _is_set_apart(block: Block) -> bool:
    """Whether a block looks other than the paragraphs around it."""
    said = {name for node in near(block) for name in names(node)}
    return bool(block.tags & SET_APART) or block.tag in HEADINGS or bool(said & PULLED)
