"""The blocks of a web page, as paragraphs, headings and list items: their text in reading order, and their elements."""

import re
from dataclasses import dataclass
from typing import Any

BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noframes noscript ol p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)
# What a browser shows no text of, or text that is never a story's.
UNREAD_TAGS = frozenset(
    "applet audio button canvas datalist embed frame head iframe input link map meta meter noembed object optgroup "
    "option progress script select style svg template textarea title video".split()
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))  # where a word may be broken; no part of it
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LINE = 60  # characters: a line this long that ends a sentence before a <br> is a paragraph
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»“)\]]*\s*$")
_QUOTED_ALREADY = re.compile(r"^\s*[\"“”„«»‹›‘'「『]|[\"“”»«’'」』]\s*$")


@dataclass(eq=False, slots=True)
class Block:
    """A stretch of a page's text that a browser sets as a block of its own."""

    text: str
    element: Any  # the innermost block element around it
    linked: int  # characters of it in links
    tags: frozenset[str]  # names of the elements around it
    number: int  # its place in the page

    @property
    def tag(self) -> str:
        """The name of the innermost block element."""
        return self.element.tag

    @property
    def link_density(self) -> float:
        """The share of its characters that are in links."""
        return self.linked / max(len(self.text), 1)


def blocks(root: Any) -> list[Block]:
    """Return the blocks of what is below an element, in the order of the page.

    White space is collapsed; `<q>` has the quotation marks that a browser sets; two line breaks, or one behind a line
    that ends a sentence, part blocks. Hidden elements, scripts, buttons and the like are left out.
    """
    walk = _Walk()
    walk.enter(root, root, frozenset(), False)
    return walk.found


class _Walk:
    """A walk over a page's elements that collects the text between the borders of blocks."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.pieces: list[str] = []
        self.linked = 0
        self.breaks = 0

    def enter(self, element: Any, block: Any, tags: frozenset[str], in_link: bool) -> None:
        """Collect what is below an element; ``block`` is the innermost block around it, ``tags`` all around that."""
        tag = element.tag
        if not isinstance(tag, str) or tag in UNREAD_TAGS or is_hidden(element):
            return
        if tag == "br":
            self._break(block, tags)
            return
        is_block = tag in BLOCK_TAGS
        if is_block:
            self._flush(block, tags)
            block, tags = element, tags | {tag}
        in_link = in_link or tag == "a"
        quoted = tag == "q" and not _QUOTED_ALREADY.search(element.text or "")
        if quoted:
            self._add("“", in_link)
        if element.text:
            self._add(element.text, in_link)
        for child in element:
            self.enter(child, block, tags, in_link)
            if child.tail:
                self._add(child.tail, in_link)
        if quoted:
            self._add("”", in_link)
        if is_block:
            self._flush(block, tags)

    def _add(self, text: str, in_link: bool) -> None:
        if self.breaks and not text.isspace():
            self.breaks = 0
        self.pieces.append(text)
        if in_link:
            self.linked += len(text.strip())

    def _break(self, block: Any, tags: frozenset[str]) -> None:
        self.breaks += 1
        line = "".join(self.pieces)
        if self.breaks > 1 or (len(line) > LINE and _SENTENCE_END.search(line)):
            self._flush(block, tags)
        else:
            self.pieces.append(" ")

    def _flush(self, block: Any, tags: frozenset[str]) -> None:
        text = " ".join("".join(self.pieces).translate(INVISIBLE).split())
        if text:
            self.found.append(Block(text, block, min(self.linked, len(text)), tags, len(self.found)))
        self.pieces, self.linked, self.breaks = [], 0, 0


def is_hidden(element: Any) -> bool:
    """Whether an element's own attributes hide it."""
    attributes = element.attrib
    if not attributes:
        return False
    style = attributes.get("style")
    return "hidden" in attributes or (style is not None and HIDDEN.search(style) is not None)
