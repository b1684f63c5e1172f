"""How the text of a PDF's page stands: runs of signs become lines, lines blocks in reading order, blocks paragraphs.

Blocks are found by recursive cuts along white space (Nagy and Seth 1984, the X-Y cut): a gutter between columns first,
else the widest gap between lines.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

GUTTER = 0.6  # of a line's height: white space between two columns at least
EDGE = 0.1  # of a page's height: where headers and footers stand
_SOFT = "\xad\ufffe\x02"  # hyphens that a text has at line ends alone, as PDFium gives them
_BROKEN = re.compile(rf"(\w+)([-\u2010{_SOFT}])$")
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(  # of a page, digits as "#"
    r"(?:page|seite|p\.)?\s*#(?:\s*(?:of|von|/|\|)\s*#)?"  # "Page 3 of 8"
    r"|[ivxlc]{1,6}"
    r"|[-–—]\s*#\s*[-–—]",
    re.IGNORECASE,
)
HEADING = 1.25  # times the usual height, from which a line is a heading


@dataclass(frozen=True)
class Line:
    """A line of text, or the part of it in one column; lengths in points, y upwards."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """How high its signs are."""
        return self.top - self.bottom


@dataclass(frozen=True)
class Page:
    """The lines of a page, and how high it is."""

    lines: tuple[Line, ...]
    height: float


def join_runs(runs: Sequence[Line]) -> list[Line]:
    """Return lines of runs: those at one height, with no more between them than a space or two."""
    lines: list[Line] = []
    in_order = sorted(runs, key=lambda run: (run.height < 1, -run.bottom, run.left))  # hyphens, which are flat, last
    for run in (run for run in in_order if run.text.strip()):
        near = len(lines) if run.height < 1 else 30
        for k in range(len(lines) - 1, max(len(lines) - near, 0) - 1, -1):
            line = lines[k]
            overlap = min(line.top, run.top) - max(line.bottom, run.bottom)
            gap = run.left - line.right
            height = max(line.height if run.height < 1 else min(line.height, run.height), 1.0)
            flat = run.height < 1 and line.bottom <= run.bottom <= line.top  # a hyphen
            if (flat or overlap > 0.5 * height) and -0.5 * height < gap < GUTTER * 1.4 * height:
                space = "" if gap < 0.12 * height or line.text.endswith(" ") or run.text.startswith(" ") else " "
                lines[k] = Line(
                    line.text + space + run.text,
                    min(line.left, run.left),
                    min(line.bottom, run.bottom),
                    max(line.right, run.right),
                    max(line.top, run.top),
                )
                break
        else:
            lines.append(run)
    return lines


def without_repeated(pages: Sequence[Page]) -> list[Page]:
    """Return pages without page numbers and what stands at the edge of several pages, digits apart."""

    def key(line: Line) -> str:
        return re.sub(r"\d+", "#", " ".join(line.text.split())).casefold()

    def is_edge(line: Line, page: Page) -> bool:
        return line.bottom > (1 - EDGE) * page.height or line.top < EDGE * page.height

    often = Counter(name for page in pages for name in {key(line) for line in page.lines if is_edge(line, page)})
    enough = max(2, len(pages) // 3)
    return [
        Page(
            tuple(
                line
                for line in page.lines
                if not (is_edge(line, page) and (often[key(line)] >= enough or _NUMBER.fullmatch(key(line))))
            ),
            page.height,
        )
        for page in pages
    ]


def in_reading_order(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the blocks of a page in the order in which they are read, each with its lines from top to bottom."""
    if len(lines) < 2:
        return [list(lines)] if lines else []
    height = median(line.height for line in lines)
    left_right = _cut(lines, lambda line: (line.left, line.right), GUTTER * height)
    if left_right and min(map(len, left_right)) > 1:
        return [block for part in left_right for block in in_reading_order(part)]
    above_below = _cut(lines, lambda line: (-line.top, -line.bottom), 0.35 * height)
    if above_below:
        return [block for part in above_below for block in in_reading_order(part)]
    if left_right:
        return [block for part in left_right for block in in_reading_order(part)]
    return [sorted(lines, key=lambda line: (-round(line.bottom), line.left))]


def _cut(lines: Sequence[Line], extent, least: float) -> list[list[Line]] | None:
    """Return lines in two parts at the widest gap of their extents, or None if no gap is as wide as ``least``."""
    ordered = sorted(lines, key=extent)
    reach, best, at = extent(ordered[0])[1], least, None
    for k, line in enumerate(ordered[1:], start=1):
        start, end = extent(line)
        if start - reach > best:
            best, at = start - reach, k
        reach = max(reach, end)
    return None if at is None else [ordered[:at], ordered[at:]]


def paragraphs(pages: Sequence[Page]) -> list[tuple[str, str | None]]:
    """Return the paragraphs of a document, the one in the largest letters of the first page as "title".

    Lines of a block belong together until one ends short, is followed by an indented one, or differs in size. A
    paragraph that a column or page cuts goes on if its last line ends no sentence.
    """
    heights = [round(line.height, 1) for page in pages for line in page.lines for _ in range(len(line.text))]
    usual = median(heights) if heights else 1.0
    width = median([line.right - line.left for page in pages for line in page.lines] or [1.0])
    compounds = {word.lower() for page in pages for line in page.lines for word in re.findall(r"\w+-\w+", line.text)}
    found: list[tuple[str, float, bool]] = []  # text, height, whether its last line is full
    for page in pages:
        for block in in_reading_order(page.lines):
            for k, line in enumerate(block):
                before = block[k - 1] if k else None
                joined = found and _goes_on(line, before, block, found[-1], usual)
                if joined:
                    found[-1] = (_join(found[-1][0], line.text, compounds), found[-1][1], _is_full(line, block, width))
                else:
                    found.append((" ".join(line.text.split()), line.height, _is_full(line, block, width)))
    largest = max((height for _, height, _ in found[:12]), default=0.0)
    title = next((k for k, (_, height, _) in enumerate(found[:12]) if height == largest > HEADING * usual), None)
    return [(text, "title" if k == title else None) for k, (text, _, _) in enumerate(found)]


def _is_full(line: Line, block: Sequence[Line], width: float) -> bool:
    """Whether a line reaches its block's right edge; one alone, whether it is about as wide as most lines."""
    if len(block) == 1:
        return line.right - line.left > 0.85 * width
    right, left = max(other.right for other in block), min(other.left for other in block)
    return right - line.right < 0.12 * (right - left)


def _goes_on(
    line: Line, before: Line | None, block: Sequence[Line], last: tuple[str, float, bool], usual: float
) -> bool:
    """Whether a line goes on with the paragraph before it."""
    text, height, full = last
    if abs(line.height - height) > 0.25 * height and max(line.height, height) > HEADING * usual:
        return False
    if height > HEADING * usual:
        return True  # a heading over several lines
    ends = bool(re.search(r"[.!?:…]['’”\")\]]*$", text))
    if before is None:  # a new block: only a sentence that is cut goes on
        return not ends and (full or line.text.lstrip()[:1].islower()) and line.height <= HEADING * usual
    indented = line.left - min(other.left for other in block) > 0.6 * line.height and before.left < line.left - 2
    starts_anew = indented or line.text.lstrip()[:1].isupper()
    return not (indented and ends) if full else not (ends or starts_anew)


def _join(text: str, line: str, compounds: set[str]) -> str:
    """Return a text and the line after it as one; a hyphen at the text's end goes unless it belongs to the word."""
    line = " ".join(line.split())
    broken, begins = _BROKEN.search(text), _LETTERS.match(line)
    if not broken or not begins:
        return f"{text.rstrip(_SOFT)} {line}"
    keeps = f"{broken[1]}-{begins[0]}".lower() in compounds or (broken[2] not in _SOFT and line[0].isupper())
    return text[:-1] + ("-" if keeps else "") + line
