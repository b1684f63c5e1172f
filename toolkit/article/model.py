"""The plain data of this room: an article's text, its paragraphs, and what is known of it.

The text of a .txt file is the file's, but for a byte-order mark and line ends; that of other formats is headline and
paragraphs with a blank line between them.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any

from toolkit.article.finding_turns import find_turns
from toolkit.article.turns import Turn
from toolkit.text import merged, quoted_spans

KINDS = ("article", "interview", "briefing", "parliament", "court", "letters", "liveblog")
ABOUT = (  # what JSON says of an article, in this order
    "title byline published outlet url origin sha256 kind language language_confidence notes meta"
).split()


@dataclass(frozen=True)
class Paragraph:
    """A line that is not blank: its ``span`` (character offsets, end exclusive) and its ``kind``."""

    span: tuple[int, int]
    kind: str  # "headline", "body" or "furniture"


@dataclass(frozen=True)
class Article:
    """One news article.

    ``text`` is what was read, unchanged but for line ends; every offset in the toolkit counts its characters.
    ``origin`` is a file name or URL, never a folder. ``notes`` says what was guessed or given up in reading. ``kind``
    is one of ``KINDS``. ``language`` is an ISO 639-1 code, ``language_confidence`` how sure that is, 0 to 1. ``meta``
    holds what else the source says, as text.

    >>> a.article.title, a.article.paragraphs[0].kind
    ('Cracks in the old bridge', 'headline')
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
    outlet: str | None = None
    url: str | None = None
    kind: str = "article"
    language_confidence: float = 1.0
    meta: Mapping[str, str] = field(default_factory=dict, hash=False)

    @cached_property
    def sha256(self) -> str:
        """The text's SHA-256, as UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """Spans inside quotation marks in headline and body, the marks included, in order.

        >>> [a.article.text[start:end] for start, end in a.article.marks]
        ['“The old bridge must close at once,”', '“We found cracks in the old bridge.”']
        """
        return tuple(quoted_spans(self.text, self.spans()))

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Spans that count as inside quotation marks, in order: `marks`, and what is said in a transcript's turns."""
        said = [span for turn in self.turns if turn.is_said for span in turn.content]
        return tuple(merged([*self.marks, *said])) if said else self.marks

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Who speaks where in a transcript, by its labels; empty for any other text."""
        return tuple(find_turns(self.text, self.spans("body")))

    def to_dict(self) -> dict[str, Any]:
        """Return what is known of the article, without its id and text, as plain data (docs/json.md)."""
        about = {name: getattr(self, name) for name in ABOUT}
        return {**about, "paragraphs": [asdict(paragraph) for paragraph in self.paragraphs]}

    @classmethod
    def from_dict(cls, id: str, text: str, about: Mapping[str, Any]) -> "Article":
        """Return the article of its id, its text and what ``to_dict`` gave, in this version or the one before it."""
        known = {name: about[name] for name in ABOUT if name in about and name != "sha256"}
        paragraphs = tuple(Paragraph(tuple(row["span"]), row["kind"]) for row in about["paragraphs"])
        return cls(id=id, text=text, **{**known, "paragraphs": paragraphs, "notes": tuple(about["notes"])})

    def with_known(self, *, id: str | None = None, meta: Mapping[str, str] | None = None, **known: Any) -> "Article":
        """Return the article with what is known of it (title, byline, published, outlet, url) in place of its own."""
        changes = known if id is None else {"id": id, **known}
        return replace(self, meta={**self.meta, **(meta or {})}, **changes) if changes or meta else self

    def spans(self, *kinds: str) -> list[tuple[int, int]]:
        """Spans of the paragraphs of these kinds, in order; of headline and body when none is named."""
        return [p.span for p in self.paragraphs if p.kind in (kinds or ("headline", "body"))]
