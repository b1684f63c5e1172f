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
    """@font-face rules with all letters of an SVG's text elements, for the regular and the bold face."""
    used: dict[bool, set[str]] = {False: set(), True: set()}
    for attributes, text in re.findall(r"<text\b([^>]*)>(.*?)</text>", svg, re.DOTALL):
        bold = re.search(r"\b(?:bold|700)\b", attributes) is not None
        used[bold].update(unescape(re.sub(r"<[^>]*>", "", text)))
    return "".join(_face(bold, "".join(sorted(signs - set(COMMON)))) for bold, signs in used.items() if signs)


def lacks(texts: Iterable[str], *, bold: bool = False) -> bool:
    """Whether the regular or the bold face has no sign for some letter of these texts."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    signs = {ord(sign) for text in texts for sign in text if sign > "\x7f" and not sign.isspace()}
    if not signs:
        return False
    font = get_font(findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")))
    return any(font.get_char_index(sign) == 0 for sign in signs)


@lru_cache(maxsize=32)
def _face(bold: bool, signs: str) -> str:
    from fontTools import subset
    from matplotlib.font_manager import FontProperties, findfont

    weight = "bold" if bold else "normal"
    options = subset.Options(hinting=False, flavor="woff", notdef_outline=True)
    options.drop_tables += _UNNEEDED
    options.name_IDs = []
    font = subset.load_font(findfont(FontProperties(family="DejaVu Sans", weight=weight)), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=COMMON + signs)
    subsetter.subset(font)
    data = io.BytesIO()
    subset.save_font(font, data, options)
    encoded = base64.b64encode(data.getvalue()).decode()
    return (
        f'@font-face{{font-family:"DejaVu Sans";font-weight:{weight};'
        f'src:url("data:font/woff;base64,{encoded}") format("woff")}}'
    )


@contextmanager
def quick_subsets() -> Iterator[None]:
    """Within this, matplotlib's PDFs embed fonts without the unneeded tables, in a third of the time.

    matplotlib offers no setting for that, so its function is wrapped; one without it is left as it is.
    """
    from fontTools import subset
    from matplotlib.backends import _backend_pdf_ps

    class Options(subset.Options):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self.drop_tables += _UNNEEDED
            self.hinting = False

    kept = getattr(_backend_pdf_ps, "subset", None)
    if kept is None:
        yield
        return
    _backend_pdf_ps.subset = _With(subset, Options)
    try:
        yield
    finally:
        _backend_pdf_ps.subset = kept


class _With:
    """A module with another Options."""

    def __init__(self, module: Any, options: type) -> None:
        self._module, self.Options = module, options

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)
