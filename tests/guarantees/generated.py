"""Articles for tests of what holds of every article: our own, changed at random, and ones made of scraps."""

import os
import re
from pathlib import Path

from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "toolkit" / "samples").rglob("*.txt")) + sorted((ROOT / "tests" / "trials").glob("*.txt"))
TEXTS = [path.read_text("utf-8") for path in FILES]
SCRAPS = (
    "“", "”", "\"", "'", "‘", "’", "«", "»", "(", ")", "[", "—", "-", ":", ";", "…", ".", ",", "?", "!", "/", "|", "•",
    "\t", "\n", "\n\n", "\r\n", "\u00a0", "\u200b", "\u200f", "\u202e", "\u2066", "\u0301", "\ufeff", "\x00",
    "\x1b[31m",
    "\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "é", "ß", "İ", "ﬁ", "Ⅷ", "中文",
    "שלום", "مرحبا", "a" * 300,
    " said", " told", "said Ada Roe", "according to ", "He said", "she", "they", "Mr ", "the minister", "Ada Roe",
    "ADA ROE:",
    "Q:", "A:", "By Ada Roe", "READ ALSO: TEN BRIDGES", "NATO", "U.S.", "St. Mary’s", "O’Neill",
    "$1,000", "3.5%", "12 May 2024",
    "<b>", "</p>", "<script>alert(1)</script>", "&amp;", "\\begin{x}", "$x$", "{{ x }}", "=1+1", "http://a.example/b?c=d",
    "roe@example.org", "@roe", "#bridge",
)  # fmt: skip
PLACE = st.floats(0, 1, exclude_max=True)
CHANGE = st.one_of(
    st.tuples(st.just("put"), PLACE, st.sampled_from(SCRAPS)),
    st.tuples(st.just("put"), PLACE, st.text(max_size=8)),
    st.tuples(st.just("drop"), PLACE, st.integers(1, 120)),
    st.tuples(st.just("repeat"), PLACE, st.integers(1, 120)),
    st.tuples(st.just("swap"), PLACE, PLACE),
    st.tuples(st.just("capitals"), PLACE, st.integers(1, 120)),
    st.tuples(st.just("marks"), PLACE, st.sampled_from(['""', "‘’", "«»", "''", "„“"])),
)
CHANGES = st.lists(CHANGE, max_size=6)
MADE_OF_SCRAPS = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=6)), max_size=40).map(" ".join)


@st.composite
def articles(draw, paragraphs=5):
    """A few paragraphs of an article, changed; now and then a text of scraps alone."""
    if draw(st.integers(0, 9)) == 0:
        return draw(MADE_OF_SCRAPS)
    blocks = re.split(r"\n\s*\n", draw(st.sampled_from(TEXTS)).strip())
    first = draw(st.integers(0, max(len(blocks) - paragraphs, 0)))
    chosen = blocks[:1] * draw(st.booleans()) + blocks[first : first + paragraphs]
    return changed("\n\n".join(chosen), draw(CHANGES))


def changed(text, changes):
    """Return a text with changes made to it."""
    for kind, place, what in changes:
        at = int(place * len(text))
        if kind == "put":
            text = text[:at] + what + text[at:]
        elif kind == "drop":
            text = text[:at] + text[at + what :]
        elif kind == "repeat":
            text = text[:at] + text[at : at + what] + text[at:]
        elif kind == "capitals":
            text = text[:at] + text[at : at + what].upper() + text[at + what :]
        elif kind == "marks":
            text = text.replace("“", what[0]).replace("”", what[1])
        else:
            blocks = text.split("\n\n")
            a, b = int(place * len(blocks)), int(what * len(blocks))
            blocks[a], blocks[b] = blocks[b], blocks[a]
            text = "\n\n".join(blocks)
    return text


def count(name, usual):
    """How many inputs a test tries: `make nightly` says more in the environment."""
    return int(os.environ.get(f"TOOLKIT_{name}", usual))
