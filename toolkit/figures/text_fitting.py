"""Texts of a figure broken into lines, or shortened, so that they fit the room there is."""

import re
from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text

HEAD_LINES = 3  # of a column's name
HEAD_GAP, HEAD_PAD = 3, 3.5  # points between columns' names, and above them
UPRIGHT = 96  # points that an upright name is long, at most


def wrap(text: "Text", room: float, renderer: Any, *, most: int = 4) -> None:
    """Break a text into lines of at most ``room`` pixels; shorten one that needs more than ``most`` lines."""
    text.set_parse_math(False)
    words, font = " ".join(text.get_text().split()), text.get_fontproperties()
    points = room / renderer.points_to_pixels(1.0)
    lines = _lines(words, points, font, most=most)
    if 1 < len(lines) <= most:  # the same number of lines, about equally long: no word alone in the last
        for part in (0.6, 0.7, 0.8, 0.9):
            balanced = _lines(words, room * part / renderer.points_to_pixels(1.0), font, most=most + 1)
            if len(balanced) == len(lines):
                lines = balanced
                break
    text.set_text("\n".join(lines))
    text.set_linespacing(1.2)


def fit_row_labels(ax: "Axes", labels: Sequence[str], room: float, renderer: Any) -> int:
    """Shorten the rows' names to ``room`` pixels, in two lines where that helps; return how many lines a row needs."""
    from matplotlib.ticker import FixedFormatter

    font = ax.get_yticklabels()[0].get_fontproperties()
    points = room / renderer.points_to_pixels(1.0)
    fitted = _all_apart(labels, [_lines(full, points, font, most=2) for full in labels], points, font)
    ax.yaxis.set_major_formatter(FixedFormatter(["\n".join(lines) for lines in fitted]))
    for text in ax.get_yticklabels():
        text.set_parse_math(False)
        text.set_linespacing(1.05)
    return 2 if any(len(lines) > 1 for lines in fitted) else 1


def fit_column_heads(ax: "Axes", heads: Sequence[str], room: float, renderer: Any) -> None:
    """Write the columns' names below them: in up to three lines where all fit ``room`` pixels so, else upright."""
    from matplotlib.ticker import FixedFormatter

    font = ax.get_xticklabels()[0].get_fontproperties()
    points = room / renderer.points_to_pixels(1.0) / len(heads) - HEAD_GAP
    fitted = [_pieces(head, points, font) for head in heads]
    upright = any(len(lines) > HEAD_LINES or _is_wider(lines, points, font) for lines in fitted)
    if upright:
        most = max(1, min(HEAD_LINES, int(points / (font.get_size_in_points() * 1.2))))
        fitted = _all_apart(heads, [_lines(head, UPRIGHT, font, most=most) for head in heads], UPRIGHT, font, most=most)
    on_a_line = not upright and all(len(lines) == 1 for lines in fitted)
    ax.xaxis.set_major_formatter(FixedFormatter(["\n".join(lines) for lines in fitted]))
    ax.tick_params(axis="x", pad=HEAD_PAD + (0.76 * font.get_size_in_points() if on_a_line else 0))
    for text in ax.get_xticklabels():
        text.set_parse_math(False)
        text.set_linespacing(1.05)
        text.set_rotation(90 if upright else 0)
        text.set_verticalalignment("baseline" if on_a_line else "top")


def _is_wider(lines: Sequence[str], room: float, font: "FontProperties") -> bool:
    return any(_width(line, *_face(font)) > room for line in lines)


def _pieces(name: str, room: float, font: "FontProperties") -> list[str]:
    """Return a name in lines, broken at spaces, hyphens, dots and the like; what cannot be broken may be too wide."""
    lines = [""]
    for piece in re.findall(r"[^\s./_-]+[./_-]*\s*|\S", name):
        longer = lines[-1] + piece
        if lines[-1] and _width(longer.rstrip(), *_face(font)) > room:
            lines.append(piece)
        else:
            lines[-1] = longer
    return [line.rstrip() for line in lines]


def _all_apart(
    texts: Sequence[str], fitted: list[list[str]], room: float, font: "FontProperties", *, most: int = 2
) -> list[list[str]]:
    """Return texts in lines; those that were shortened to the same say where they differ."""
    for lines in [lines for k, lines in enumerate(fitted) if lines in fitted[:k]]:
        alike = [k for k, other in enumerate(fitted) if other == lines]
        for k in alike:
            fitted[k] = _told_apart(texts[k], [texts[n] for n in alike], room, font)[-most:]
    return fitted


def _lines(text: str, room: float, font: "FontProperties", *, most: int) -> list[str]:
    """Return a text in lines of at most ``room`` points; the last of ``most`` lines is shortened."""

    def fits(line: str) -> bool:
        return _width(line, *_face(font)) <= room

    def fitting(line: str, end: str) -> int:
        """Return how many characters of a line fit with ``end`` after them."""
        return bisect(range(2, len(line) + 1), False, key=lambda k: not fits(line[:k].rstrip() + end)) + 1

    if fits(text):
        return [text] if text else []
    lines, line, words = [], "", text.split()
    while words:
        longer = f"{line} {words[0]}".lstrip()
        if fits(longer):
            line = longer
            words.pop(0)
        elif line:
            lines.append(line)
            line = ""
        else:  # one word wider than the room is cut
            cut = fitting(words[0], "-")
            lines.append(words[0][:cut] + "-")
            words[0] = words[0][cut:]
    lines.append(line)
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], rest[: fitting(rest, "…")].rstrip(" ,-") + "…"]
    return lines


def _told_apart(text: str, others: Sequence[str], room: float, font: "FontProperties") -> list[str]:
    """Return a text in two lines: how it begins, and where it differs from others that begin alike."""
    alike = 0
    while alike < len(text) and all(other[: alike + 1] == text[: alike + 1] for other in others):
        alike += 1
    start = text.rfind(" ", 0, alike) + 1 or alike
    first = _lines(text, room, font, most=1)
    return [*first, *_lines("…" + text[start:], room, font, most=1)] if start < len(text) else first


def _face(font: "FontProperties") -> tuple[tuple[str, ...], Any, float]:
    return tuple(font.get_family()), font.get_weight(), font.get_size_in_points()


@lru_cache(maxsize=20_000)
def _width(text: str, family: tuple[str, ...], weight: Any, size: float) -> float:
    """Return the width of a text in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=list(family), weight=weight, size=size)
    return text_to_path.get_text_width_height_descent(text, font, False)[0]
