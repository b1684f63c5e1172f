"""An article: its text exactly as read, and what each paragraph of it is."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from toolkit import furniture

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ENDS_SENTENCE = re.compile(r"[.!?…]['’”\")\]]*$|[,;:]$")
_SPEECH = re.compile(r"[”\"’],?\s+(?:\w+\s+){0,4}(?:said|says|asked|added|told)\b|^[“\"].*[.!?][”\"]$")
HEADLINE_WORDS = 30  # at most
TOP, BOTTOM = 7, 4  # lines in which a byline and a date may stand


@dataclass(frozen=True)
class Paragraph:
    """A line that is not blank: its ``span`` (character offsets, end exclusive) and its ``kind``."""

    span: tuple[int, int]
    kind: str  # "headline", "body" or "furniture"


@dataclass(frozen=True)
class Article:
    """One news article.

    ``text`` is what was read, unchanged but for line ends; every offset in the toolkit counts its characters.
    ``origin`` is a file name or URL, never a folder. ``notes`` says what was guessed or given up in reading.
    """

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    byline: str | None = None
    published: str | None = None  # ISO 8601, as exact as the article says
    origin: str | None = None
    language: str = "en"
    notes: tuple[str, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """The text's SHA-256, as UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def spans(self, *kinds: str) -> list[tuple[int, int]]:
        """Spans of the paragraphs of these kinds, in order; of headline and body when none is named."""
        return [p.span for p in self.paragraphs if p.kind in (kinds or ("headline", "body"))]


def from_text(text: str, id: str, *, origin: str | None = None, notes: tuple[str, ...] = ()) -> Article:
    """An article of a text: what each paragraph is, and title, byline and date where there are any.

    A text of a single line is all body.

    >>> a = from_text("Bridge to close\\n\\nBy Ada Roe\\n\\nThe bridge will close on Friday, the mayor said.", "bridge")
    >>> a.title, a.byline, [p.kind for p in a.paragraphs]
    ('Bridge to close', 'Ada Roe', ['headline', 'furniture', 'body'])
    """
    spans = [_trimmed(text, *match.span()) for match in _LINE.finditer(text)]
    lines = [text[a:b] for a, b in spans]
    kinds, byline, published = _kinds(lines)
    headlines = [line for line, kind in zip(lines, kinds, strict=True) if kind == "headline"]
    return Article(
        id=id,
        text=text,
        paragraphs=tuple(Paragraph(span, kind) for span, kind in zip(spans, kinds, strict=True)),
        title=" ".join(headlines[0].split()) if headlines else None,
        byline=byline,
        published=published,
        origin=origin,
        notes=notes,
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip())


def _kinds(lines: list[str]) -> tuple[list[str], str | None, str | None]:
    """What each line is; the byline's names and the date, where lines give them."""
    kinds = ["body"] * len(lines)
    if len(lines) < 2:
        return kinds, None, None
    byline = published = None
    for i, line in enumerate(lines):
        if furniture.is_furniture(line):
            kinds[i] = "furniture"
        elif i < TOP or i >= len(lines) - BOTTOM:
            names, day = furniture.byline(line), furniture.published(line)
            if names or day:
                kinds[i], byline, published = "furniture", byline or names, published or day
    first = next((i for i, kind in enumerate(kinds) if kind == "body"), None)
    if first is not None and first < TOP and _is_headline(lines[first], lines, kinds, first):
        kinds[first] = "headline"
        deck = next((i for i in range(first + 1, len(lines)) if kinds[i] == "body"), None)
        if deck == first + 1 and _is_deck(lines[deck], lines, kinds, deck):
            kinds[deck] = "headline"
    shouted = [i for i, line in enumerate(lines) if kinds[i] == "body" and furniture.is_shouted(line)]
    if len(shouted) <= max(1, sum(kind == "body" for kind in kinds) // 3):  # else the whole article is in capitals
        for i in shouted:
            kinds[i] = "furniture"
    if "body" not in kinds:  # an article is not furniture alone
        kinds = ["body" if kind == "headline" else kind for kind in kinds]
        kinds = kinds if "body" in kinds else ["body"] * len(lines)
    return kinds, byline, published


def _is_headline(line: str, lines: list[str], kinds: list[str], i: int) -> bool:
    """Short, no sentence of its own, and something longer follows."""
    words = line.split()
    after = [other for other, kind in zip(lines[i + 1 :], kinds[i + 1 :], strict=True) if kind == "body"]
    if not after or len(words) > HEADLINE_WORDS or _SPEECH.search(line) or line[-1] in ",:":
        return False
    if max(len(other.split()) for other in after[:3]) < len(words):
        return False
    return not _ENDS_SENTENCE.search(line) or line.rstrip("”’\"'")[-1:] in "?!" or _is_title_case(words)


def _is_deck(line: str, lines: list[str], kinds: list[str], i: int) -> bool:
    """A line under the headline that ends without a full stop and is shorter than the paragraph after it."""
    after = next((other for other, kind in zip(lines[i + 1 :], kinds[i + 1 :], strict=True) if kind == "body"), "")
    short = len(line.split()) <= HEADLINE_WORDS and len(line) < len(after)
    return short and not _ENDS_SENTENCE.search(line) and not furniture.is_shouted(line)


def _is_title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) > 1 and sum(word[0].isupper() for word in long) > 0.7 * len(long)
