"""What every output format can say, each in its own way: `docx`, `html` and `pdf` have a class each."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from toolkit.brief.cells import Picture
from toolkit.brief.tree import Node


@dataclass(frozen=True)
class Label:
    """A figure, table or section to be referred to.

    Attributes
    ----------
    id
        What the brief calls it.
    key
        What it is called in the file.
    kind
        "fig", "tbl" or "sec".
    name
        The word before its number.
    number
        Its number, such as "2" or "1.2".
    """

    id: str
    key: str
    kind: str
    name: str
    number: str


@dataclass(frozen=True)
class Style:
    """How a brief is to look: the house style's file, if there is one, and what the front matter asks for."""

    house: Path | None
    front: dict[str, Any]


class OutputFormat(Protocol):
    """An output format; made with a folder to put pictures in, and one brief's only."""

    def text(self, text: str) -> list[Node]:
        """Return text of an article, no sign of which means anything."""

    def picture(self, picture: Picture) -> Node:
        """Return an embedded figure, in the format that is best here."""

    def own_picture(self, path: Path, alt: str, sizes: dict[str, str]) -> Node:
        """Return a picture file of the brief's author; ``sizes`` are its width and height as written."""

    def figure(self, label: Label | None, content: list[Node], caption: list[Node], source: str) -> list[Node]:
        """Return pictures with a caption and a line that says where they come from."""

    def table(self, label: Label | None, table: Node, caption: list[Node], source: str) -> list[Node]:
        """Return a table with a caption and a line that says where it comes from."""

    def passage(self, label: Label | None, blocks: list[Node], caption: list[Node], source: str) -> list[Node]:
        """Return whatever else a cell shows."""

    def numbered(self, label: Label) -> list[Node]:
        """Return the beginning of a caption: "Figure 1"."""

    def reference(self, label: Label, name: str) -> list[Node]:
        """Return a reference in the text; ``name`` is the word before the number, or empty."""

    def page_break(self) -> list[Node]:
        """Return what begins a new page."""

    def write(self, tree: dict[str, Any], style: Style, folder: Path) -> bytes:
        """Return the file; paths in the brief begin at ``folder``."""
