"""Compare two pictures: the same figure drawn elsewhere, or one that somebody changed?

Drawn by the same matplotlib from the same numbers, a picture hardly differs: pictures of dots are compared place by
place, each allowed to lie a little apart, drawings (SVG) by their words and the course of their lines. Another
matplotlib sets letters and margins otherwise: then only what does not depend on these is compared, the words of a
drawing and how much of a picture has which colour.
"""

import io
import re
import xml.etree.ElementTree as ET
from typing import Any

DPI = 100  # at which pictures are compared
TILE = 12  # pixels of a place's side
SHIFT = 2  # pixels that a place may lie apart
LIMIT = 6.0  # of 255: how much a place may differ on average; a digit for another one comes to 8 and more
AREA = 0.04  # how much more or less of a hue there may be, of what there is, where another matplotlib drew it
LEAST = 40  # pixels of full colour that may be more or less in any case
POINTS = 2.0  # that a line of a drawing may lie apart
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


def alike(kind: str, old: bytes, new: bytes, *, other: bool = False) -> bool:
    """Return whether two pictures show the same.

    Parameters
    ----------
    kind
        "svg", "png" or "pdf".
    old, new
        The pictures' bytes.
    other
        Whether another matplotlib drew the second.
    """
    if old == new:
        return True
    try:
        if kind == "svg":
            return _drawing(old)[0] == _drawing(new)[0] if other else _same_drawing(old, new)
        read = _pdf if kind == "pdf" else _png
        return (_same_colours if other else _same_dots)(read(old), read(new))
    except Exception:  # one of them is no such picture
        return False


def _png(data: bytes) -> Any:
    """Return a PNG as dots at the density at which pictures are compared."""
    from PIL import Image

    picture = Image.open(io.BytesIO(data))
    width = picture.info.get("dpi", (DPI, DPI))[0] or DPI
    scale = min(DPI / width, 1000 / picture.width)
    return picture.convert("RGB").resize(
        (round(picture.width * scale), round(picture.height * scale)), Image.Resampling.BOX
    )


def _pdf(data: bytes) -> Any:
    """Return a PDF of one page as dots."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    if len(document) != 1:
        raise ValueError("a figure has one page")
    return document[0].render(scale=DPI / 72).to_pil().convert("RGB")


def _same_dots(old: Any, new: Any) -> bool:
    """Return whether each place of one picture is found again at about the same place of the other."""
    import numpy as np

    if max(abs(a - b) for a, b in zip(old.size, new.size, strict=True)) > 3:
        return False
    width, height = (min(sizes) // TILE * TILE for sizes in zip(old.size, new.size, strict=True))
    a, b = (np.asarray(picture, dtype=np.float32) for picture in (old, new))
    return max(_worst(a, b, width, height), _worst(b, a, width, height)) <= LIMIT


def _worst(a: Any, b: Any, width: int, height: int) -> float:
    """Return how far the place that fits least is from any nearby place of the other picture."""
    import numpy as np

    a = a[:height, :width]
    b = np.pad(b, ((SHIFT, 3 + SHIFT), (SHIFT, 3 + SHIFT), (0, 0)), mode="edge")
    best = np.full((height // TILE, width // TILE), np.inf, dtype=np.float32)
    for down in range(2 * SHIFT + 1):
        for right in range(2 * SHIFT + 1):
            apart = np.abs(a - b[down : down + height, right : right + width]).max(axis=2)
            tiles = apart.reshape(height // TILE, TILE, width // TILE, TILE).mean(axis=(1, 3))
            best = np.minimum(best, tiles)
    return float(best.max())


def _same_colours(old: Any, new: Any) -> bool:
    """Return whether every hue covers about as much of one picture as of the other."""
    if old.size[0] != new.size[0] or abs(old.size[1] - new.size[1]) > 0.1 * old.size[1]:
        return False
    return all(abs(a - b) <= max(AREA * a, LEAST) for a, b in zip(_hues(old), _hues(new), strict=True))


def _hues(picture: Any) -> list[float]:
    """Return how much colour there is of each of six hues, in full-coloured pixels; grey has none."""
    import numpy as np

    hue, saturation, value = np.moveaxis(np.asarray(picture.convert("HSV"), dtype=np.float64), 2, 0)
    colour = saturation * value / 255**2
    sides = np.array([np.minimum(abs(hue - at), 255 - abs(hue - at)) for at in np.arange(6) * 255 / 6])
    shares = np.clip(1 - sides / (255 / 6), 0, 1)  # between two hues, a part of each: none jumps from one to the other
    return [float((share * colour).sum()) for share in shares]


def _same_drawing(old: bytes, new: bytes) -> bool:
    """Return whether two drawings have the same words and nearly the same lines."""
    (words, lines), (new_words, new_lines) = _drawing(old), _drawing(new)
    if words != new_words or len(lines) != len(new_lines):
        return False
    return all(
        len(a) == len(b) and all(abs(x - y) <= POINTS for x, y in zip(a, b, strict=True))
        for a, b in zip(lines, new_lines, strict=True)
    )


def _drawing(svg: bytes) -> tuple[list[str], list[list[float]]]:
    """Return an SVG's words, and the numbers of each of its lines and places."""
    words, lines = [], []
    for element in ET.fromstring(svg).iter():
        tag = element.tag.rpartition("}")[2]
        if tag in ("text", "title"):
            words.append(" ".join("".join(element.itertext()).split()))
        if tag in ("path", "use", "text", "svg"):
            words.append(element.get("aria-label", ""))
            where = " ".join(element.get(name, "") for name in ("d", "x", "y", "transform", "viewBox"))
            lines.append([float(number) for number in _NUMBER.findall(where)])
    return words, lines
