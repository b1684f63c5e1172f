"""Blocks of a page and the text that trafilatura takes from it: which blocks make up that text."""

import re
from collections.abc import Iterable, Sequence

from toolkit.sources.page_blocks import Block

SHORT = 25  # letters: a block with fewer is found only behind the last one, or as a line of its own near it
NEAR = 300  # letters from the end of the last block
PART = 30  # letters of the parts in which a block is looked for that is not found as a whole
MOSTLY = 0.6  # share of them that must be found
_NO_LETTER = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """Return a text's letters and digits alone.

    >>> letters("“It’s shut,” she said.")
    'Itsshutshesaid'
    """
    return _NO_LETTER.sub("", text)


def matching(blocks: Sequence[Block], text: str) -> list[Block]:
    """Return the blocks that make up a text, each stretch of it once."""
    search = _Search(text)
    return [block for block in blocks if search.takes(letters(block.text))]


def coverage(chosen: Iterable[Block], text: str) -> float:
    """Return the share of a text's letters that blocks hold."""
    return sum(len(letters(block.text)) for block in chosen) / max(len(letters(text)), 1)


class _Search:
    """A search for blocks in a text, of which each stretch is found once; letters alone count."""

    def __init__(self, text: str) -> None:
        lines = [letters(line) for line in text.splitlines()]
        self.run = "".join(lines)
        self.starts: dict[str, list[int]] = {}  # of the lines
        at = 0
        for line in lines:
            self.starts.setdefault(line, []).append(at)
            at += len(line)
        self.taken: list[tuple[int, int]] = []
        self.end = 0  # of what was found last

    def takes(self, key: str) -> bool:
        """Whether a block is in the text; what is found is not found again."""
        if not key:
            return False
        found = self._short(key) if len(key) < SHORT else self._whole(key) or self._parts(key)
        if found:
            self.taken.append(found)
            self.end = found[1]
        return found is not None

    def _short(self, key: str) -> tuple[int, int] | None:
        if self.run.startswith(key, self.end):
            return self.end, self.end + len(key)
        near = (at for at in self.starts.get(key, ()) if abs(at - self.end) < NEAR)
        return next(((at, at + len(key)) for at in near if self._is_free(at, at + len(key))), None)

    def _whole(self, key: str) -> tuple[int, int] | None:
        at = self.end if self.run.startswith(key, self.end) else self.run.find(key)
        while at >= 0 and not self._is_free(at, at + len(key)):
            at = self.run.find(key, at + 1)
        return (at, at + len(key)) if at >= 0 else None

    def _parts(self, key: str) -> tuple[int, int] | None:
        """Find a block of which the text has most, but not a footnote's number or a label in it."""
        parts = [key[k : k + PART] for k in range(0, len(key) - PART + 1, PART)]
        if len(parts) < 3:
            return None
        places = [at for at in map(self.run.find, parts) if at >= 0]
        if len(places) < MOSTLY * len(parts):
            return None
        start, end = min(places), max(places) + PART
        return (start, end) if end - start < 2 * len(key) and self._is_free(start, end) else None

    def _is_free(self, start: int, end: int) -> bool:
        """Whether most of a stretch has not been found before."""
        taken = sum(min(b, end) - max(a, start) for a, b in reversed(self.taken) if start < b and a < end)
        return taken < (end - start) / 2
