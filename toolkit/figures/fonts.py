"""DejaVu Sans, which travels with matplotlib, cut down to the letters a picture needs, to be embedded in it."""

import base64
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from html import unescape
from typing import Any

# In every SVG's fonts, so that most pictures share the same two, made once.
COMMON = "".join(map(chr, range(32, 127))) + "–—‘’“”…"
# Tables that take fontTools most of its time and that no picture of ours needs: ligatures, formulas, hinting.
_UNNEEDED = ["FFTM", "GSUB", "GPOS", "GDEF", "MATH", "kern"]


def faces(svg: str) -> str:
    """Return @font-face rules with all letters of an SVG's text elements, for the regular and the bold face."""
    used: dict[bool, set[str]] = {False: set(), True: set()}
    for attributes, text in re.findall(r"<text\b([^>]*)>(.*?)</text>", svg, re.DOTALL):
        bold = re.search(r"\b(?:bold|700)\b", attributes) is not None
        used[bold].update(unescape(re.sub(r"<[^>]*>", "", text)))
    return "".join(_face(bold, "".join(sorted(signs - set(COMMON)))) for bold, signs in used.items() if signs)


def lacks(texts: Iterable[str], *, bold: bool = False) -> bool:
    """Return whether the regular or the bold face has no sign for some letter of these texts."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    signs = {ord(sign) for text in texts for sign in text if sign > "\x7f" and not sign.isspace()}
    if not signs:
        return False
    font = get_font(findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")))
    return any(font.get_char_index(sign) == 0 for sign in signs)


@lru_cache(maxsize=32)
def _face(bold: bool, signs: str) -> str:
    from matplotlib.font_manager import FontProperties, findfont

    weight = "bold" if bold else "normal"
    data, _ = _cut(findfont(FontProperties(family="DejaVu Sans", weight=weight)), flavor="woff", text=COMMON + signs)
    encoded = base64.b64encode(data).decode()
    return (
        f'@font-face{{font-family:"DejaVu Sans";font-weight:{weight};'
        f'src:url("data:font/woff;base64,{encoded}") format("woff")}}'
    )


@contextmanager
def shared_subsets() -> Iterator[None]:
    """Let matplotlib's PDFs embed a font's common letters too, so that most pictures share subsets made once.

    Making them takes longer than drawing. matplotlib offers no setting for that, so its function is wrapped; one that
    does not take numbers of glyphs is left as it is.
    """
    from matplotlib.backends import _backend_pdf_ps

    backend: Any = _backend_pdf_ps
    kept = backend.get_glyphs_subset
    if not hasattr(backend, "SubsetResults"):
        yield
        return
    backend.get_glyphs_subset = _shared_subset
    try:
        yield
    finally:
        backend.get_glyphs_subset = kept


@contextmanager
def _shared_subset(font: Any, glyphs: Iterable[int]) -> Iterator[Any]:
    from fontTools.ttLib import TTFont
    from matplotlib.backends._backend_pdf_ps import SubsetResults

    wanted = tuple(sorted({*glyphs, *_common_glyphs(font)}))
    data, numbers = _subset(font, wanted)
    with TTFont(io.BytesIO(data), lazy=True, recalcTimestamp=False) as cut:
        yield SubsetResults(cut, numbers)


@lru_cache(maxsize=8)
def _common_glyphs(font: Any) -> tuple[int, ...]:
    from matplotlib.font_manager import get_font

    face = get_font(font)
    return tuple(filter(None, (face.get_char_index(ord(sign)) for sign in COMMON)))


@lru_cache(maxsize=32)
def _subset(path: Any, glyphs: tuple[int, ...]) -> tuple[bytes, dict[int, int]]:
    return _cut(path, gids=glyphs)


def _cut(path: Any, *, flavor: str | None = None, **wanted: Any) -> tuple[bytes, dict[int, int]]:
    """Return a font cut down to the wanted text or glyphs, and the glyphs' new numbers."""
    from fontTools import subset

    options = subset.Options(hinting=False, flavor=flavor, notdef_outline=True)
    options.drop_tables += _UNNEEDED
    options.name_IDs = []
    font = subset.load_font(path, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(**wanted)
    subsetter.subset(font)
    data = io.BytesIO()
    subset.save_font(font, data, options)
    return data.getvalue(), dict(subsetter.glyph_index_map)
