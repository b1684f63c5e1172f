"""In which order the lines of a PDF's page are read, and which of them belong to the page and not to the text.

Blocks are found by recursive cuts along white space (Nagy and Seth 1984, the X-Y cut): a gutter between columns first,
else the widest gap between lines.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from toolkit.sources.pdf_lines import Line, Page

GUTTER = 0.6  # of a line's height: white space between two columns, at least
EDGE = 0.1  # of a page's height: where headers and footers stand
PARTED = 0.7  # of a line's height: white space between a header and the text, at least
DEEP = 60  # cuts within cuts, at most
_NUMBER = re.compile(  # of a page, digits as "#"
    r"(?:page|seite|p\.)?\s*#(?:\s*(?:of|von|/|\|)\s*#)?"  # "Page 3 of 8"
    r"|[ivxlc]{1,6}"
    r"|[-–—]\s*#\s*[-–—]",
    re.IGNORECASE,
)


def without_repeated(pages: Sequence[Page]) -> list[Page]:
    """Return pages without their headers, footers and page numbers.

    Those are lines that white space parts from the text at the edge of a page, and that stand in the same place on a
    page nearby, digits apart, or in two parts far from each other.
    """
    edges = [edge_lines(page) for page in pages]
    places = [{_key(line): line.bottom for line in edge} for edge in edges]

    def is_repeated(line: Line, number: int) -> bool:
        near = (places[k] for k in range(max(0, number - 2), min(len(pages), number + 3)) if k != number)
        return any(abs(place.get(_key(line), -99) - line.bottom) < 3 for place in near)

    left_out = [
        {line for line in edge if is_repeated(line, k) or _NUMBER.fullmatch(_key(line)) or _is_parted(line, edge, page)}
        for k, (edge, page) in enumerate(zip(edges, pages, strict=True))
    ]
    return [
        Page(tuple(line for line in page.lines if line not in out), page.height)
        for page, out in zip(pages, left_out, strict=True)
    ]


def edge_lines(page: Page) -> list[Line]:
    """Return the lines at the edges of a page that white space parts from the text."""
    found = []
    for upwards in (1, -1):
        ordered = sorted(page.lines, key=lambda line: -upwards * line.bottom)
        for k, line in enumerate(ordered):
            if not (line.bottom > (1 - EDGE) * page.height if upwards > 0 else line.top < EDGE * page.height):
                break
            inside = ordered[k + 1 :]
            gap = min((max(line.bottom - one.top, one.bottom - line.top) for one in inside), default=page.height)
            if gap > PARTED * line.height:
                found += ordered[: k + 1]
                break
    return found


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).casefold()


def _is_parted(line: Line, edge: Sequence[Line], page: Page) -> bool:
    """Whether a line and others beside it stand at both sides of a page with much space between, no sentence ending."""
    row = sorted((other for other in edge if abs(other.bottom - line.bottom) < 1), key=lambda other: other.left)
    far = any(b.left - a.right > 6 * line.height for a, b in pairwise(row))
    left, right = min(other.left for other in page.lines), max(other.right for other in page.lines)
    wide = row[0].left - left < 3 and right - row[-1].right < 3
    return far and wide and not any(other.text.endswith((".", "?", "!", "”", '"')) for other in row)


def in_reading_order(lines: Sequence[Line], deep: int = DEEP) -> list[list[Line]]:
    """Return the blocks of a page in the order in which they are read, each with its lines from top to bottom."""
    if len(lines) < 2 or not deep:
        return [sorted(lines, key=lambda line: (-round(line.bottom), line.left))] if lines else []
    height = median(line.height for line in lines)
    left_right = _cut(lines, lambda line: (line.left, line.right), GUTTER * height)
    if left_right and min(map(len, left_right)) > 1:
        return [block for part in left_right for block in in_reading_order(part, deep - 1)]
    above_below = _cut(lines, lambda line: (-line.top, -line.bottom), 0.35 * height)
    if above_below:
        return [block for part in above_below for block in in_reading_order(part, deep - 1)]
    if left_right:
        return [block for part in left_right for block in in_reading_order(part, deep - 1)]
    return [sorted(lines, key=lambda line: (-round(line.bottom), line.left))]


def _cut(lines: Sequence[Line], extent: Callable[[Line], tuple[float, float]], least: float) -> list[list[Line]] | None:
    """Return lines in two parts at the widest gap of their extents, or None if no gap is as wide as ``least``."""
    ordered = sorted(lines, key=extent)
    reach, best, at = extent(ordered[0])[1], least, None
    for k, line in enumerate(ordered[1:], start=1):
        start, end = extent(line)
        if start - reach > best:
            best, at = start - reach, k
        reach = max(reach, end)
    return None if at is None else [ordered[:at], ordered[at:]]
