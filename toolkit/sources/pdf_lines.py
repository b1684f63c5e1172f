"""The lines of a PDF's page, put together from its characters and where they stand."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

HYPHEN = "\x02"  # a hyphen at a line's end, as PDFium gives it
SIGNS = 200_000  # of a page, at most
GAP = 0.85  # of a line's height: white space between two lines side by side, at least
WIDE = 2.0  # the same where the file has a space there, as between the words of a narrow column
SPACE = 0.22  # of a line's height: white space between two words, at least
RAISED = 0.8  # of the size of a line's letters, below which a raised figure is a note's number


@dataclass(frozen=True)
class Line:
    """A line of text, or the part of it in one column; lengths in points, y upwards."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float  # of its letters

    @property
    def height(self) -> float:
        """How high its letters are, with the space that their font leaves above and below."""
        return self.top - self.bottom


@dataclass(frozen=True)
class Page:
    """The lines of a page, and how high it is."""

    lines: tuple[Line, ...]
    height: float


@dataclass(frozen=True)
class _Sign:
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


def page_of(page: Any) -> Page:
    """Return the lines of a page that PDFium has loaded; text that stands upright or upside down is left out."""
    text = page.get_textpage()
    try:
        return Page(tuple(_joined(list(_runs(_signs(text))))), page.get_height())
    finally:
        text.close()


def _signs(text: Any) -> Iterator[_Sign]:
    """Yield the characters of a page in the order in which the file has them; spaces and line ends have no
    place, and spaces that PDFium added are empty."""
    import ctypes

    from pypdfium2 import raw

    box, height, size, angle = raw.FS_RECTF(), -1.0, 0.0, 0.0
    for k in range(min(text.count_chars(), SIGNS)):
        code = raw.FPDFText_GetUnicode(text, k)
        if code in (0, 0xFFFE, 0xAD):
            code = 2 if code else 0xFFFD
        sign = chr(code)
        if sign.isspace():
            made = raw.FPDFText_IsGenerated(text, k) == 1
            yield _Sign("\n" if code in (10, 13) else "" if made else " ", 0, 0, 0, 0, 0)
            continue
        raw.FPDFText_GetLooseCharBox(text, k, ctypes.byref(box))
        if abs(box.top - box.bottom - height) > 0.05 or code == 2:
            height = box.top - box.bottom
            size = raw.FPDFText_GetFontSize(text, k)
            angle = raw.FPDFText_GetCharAngle(text, k)
        if not 0.1 < angle < 6.18:
            yield _Sign(sign, box.left, box.bottom, box.right, box.top, size)


def _runs(signs: Iterator[_Sign]) -> Iterator[Line]:
    """Yield what stands in one line, as far as the file has it in one piece."""
    run: list[_Sign] = []
    space, wide = False, GAP
    for sign in signs:
        if not sign.size:
            space = space or bool(run)
            wide = WIDE if sign.text == " " else GAP
            if sign.text == "\n" and run:
                yield _line(run)
                run, space, wide = [], False, GAP
            continue
        last = run[-1] if run else sign
        height = max(last.top - last.bottom, sign.top - sign.bottom, 1.0)
        overlap = min(last.top, sign.top) - max(last.bottom, sign.bottom)
        gap = sign.left - last.right
        flat = min(last.top - last.bottom, sign.top - sign.bottom) < 1  # a hyphen at a line's end
        level = overlap >= 0.4 * height or (flat and overlap >= -1)
        near = -0.5 * height < gap < wide * height or sign.left == last.left  # letters of a ligature stand in one place
        if run and not (level and near):
            yield _line(run)
            run, space = [], False
        if run and (space or gap > SPACE * height):
            run.append(_Sign(" ", last.right, last.bottom, last.right, last.top, last.size))
        run.append(sign)
        space, wide = False, GAP
    if run:
        yield _line(run)


def _line(signs: list[_Sign]) -> Line:
    """Return the line of characters, in the size of most of them, without the raised numbers of notes."""
    high = [sign for sign in signs if sign.top - sign.bottom >= 1] or signs
    size = Counter(round(sign.size, 1) for sign in high).most_common(1)[0][0]
    usual = [sign for sign in high if round(sign.size, 1) == size]
    bottom, top = min(sign.bottom for sign in usual), max(sign.top for sign in usual)
    kept = [
        sign
        for sign in signs
        if not (
            sign.text.isdigit() and sign.size < RAISED * size and sign.bottom > bottom + 0.15 * size and len(usual) > 1
        )
    ]
    text = " ".join("".join(sign.text for sign in kept).split())
    text = text[:-1].replace(HYPHEN, "") + text[-1:]  # one inside of a line is not seen
    return Line(text, signs[0].left, bottom, max(sign.right for sign in signs), top, size)


def _joined(runs: list[Line]) -> list[Line]:
    """Return runs as lines: those at one height with no more between them than a space or two are one."""
    lines: list[Line] = []
    for run in sorted((run for run in runs if run.text), key=lambda run: (-round(run.bottom), run.left)):
        for k in range(len(lines) - 1, max(len(lines) - 12, 0) - 1, -1):
            line = lines[k]
            height = max(min(line.height, run.height), 1.0)
            overlap = min(line.top, run.top) - max(line.bottom, run.bottom)
            gap = run.left - line.right
            if overlap > 0.5 * height and -0.3 * height < gap < GAP * height:
                space = "" if gap < SPACE * height else " "
                lines[k] = _both(line, run, space)
                break
        else:
            lines.append(run)
    return _with_drop_caps(lines)


def _both(line: Line, run: Line, space: str) -> Line:
    size = line.size if len(line.text) >= len(run.text) else run.size
    return Line(
        line.text + space + run.text,
        min(line.left, run.left),
        min(line.bottom, run.bottom),
        max(line.right, run.right),
        max(line.top, run.top),
        size,
    )


def _with_drop_caps(lines: list[Line]) -> list[Line]:
    """Return lines with each large initial in front of the line that it begins."""
    capitals = [line for line in lines if len(line.text.strip("“\"'‘")) == 1 and line.text[-1].isupper()]
    for capital in capitals:
        beside = [
            line
            for line in lines
            if line is not capital
            and line.size < 0.6 * capital.size
            and -0.3 * line.height < line.left - capital.right < 2 * line.height
            and capital.bottom - line.height < line.bottom
            and line.top < capital.top + line.height
        ]
        if beside:
            first = max(beside, key=lambda line: line.top)
            at = lines.index(first)
            word = capital.text + first.text
            lines[at] = Line(word, capital.left, first.bottom, first.right, first.top, first.size)
            lines.remove(capital)
    return lines
