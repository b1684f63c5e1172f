"""Write a brief as one HTML page that holds everything, runs nothing and asks nobody for anything."""

import base64
import mimetypes
import re
from pathlib import Path
from typing import Any

from toolkit.brief import pandoc
from toolkit.brief.cells import Picture
from toolkit.brief.output_format import Label, Style
from toolkit.brief.tree import Node, div, plain, raw, string
from toolkit.errors import ParameterError

_TEMPLATES = Path(__file__).parent / "templates"
_KINDS = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}
_OWN = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
_ADDRESS = re.compile(r"""url\(\s*(['"]?)([^'")]+)\1\s*\)""")


class Html:
    """HTML pages; see `toolkit.brief.output_format.OutputFormat`."""

    def __init__(self, workplace: Path) -> None:
        self._tables = 0

    def text(self, text: str) -> list[Node]:
        """Return article text, no sign of which means anything to HTML."""
        return [string(text)] if text else []

    def picture(self, picture: Picture) -> Node:
        """Return an embedded figure inside the page: SVG, else PNG or JPEG."""
        kind = next(kind for kind in _KINDS if kind in picture.formats)
        return _image(_data(picture.formats[kind], _KINDS[kind]), picture.alt, {})

    def own_picture(self, path: Path, alt: str, sizes: dict[str, str]) -> Node:
        """Return a picture of the author's inside the page.

        Raises
        ------
        ParameterError
            If browsers cannot show its format.
        """
        if path.suffix.lower() not in _OWN:
            raise ParameterError(f"the picture {path.name} cannot stand in a .html: give one of {', '.join(_OWN)}")
        return _image(_data(path.read_bytes(), mimetypes.guess_type(path.name)[0] or "image/png"), alt, sizes)

    def figure(self, label: Label | None, content: list[Node], caption: list[Node], source: str) -> list[Node]:
        """Return pictures with a caption and a line that says where they come from."""
        words = [*([plain(*caption)] if caption else []), *_source(source)]
        return [{"t": "Figure", "c": [[label.key if label else "", [], []], [None, words], content]}]

    def table(self, label: Label | None, table: Node, caption: list[Node], source: str) -> list[Node]:
        """Return a table with a caption and a line that says where it comes from."""
        attr, _, columns, *rest = table["c"]
        columns = [[align, {"t": "ColWidthDefault"}] for align, _ in columns]
        bare = {"t": "Table", "c": [attr, [None, []], columns, *rest]}
        name = pandoc.text(caption) or "Table"
        scroll = div([bare], classes=("scroll",), role="region", tabindex="0", aria_label=name)  # the caption stays
        id = f' id="{label.key}"' if label else ""
        end = [*_source(source), raw("html", "</figure>", block=True)]
        words = [raw("html", "<figcaption>", block=True), plain(*caption), raw("html", "</figcaption>", block=True)]
        return [raw("html", f'<figure{id} class="table">', block=True), *(words if caption else []), scroll, *end]

    def passage(self, label: Label | None, blocks: list[Node], caption: list[Node], source: str) -> list[Node]:
        """Return whatever else a cell shows, with a caption and a line that says where it comes from."""
        before = [plain(*caption)] if caption else []
        return [div([*before, *blocks, *_source(source)], id=label.key if label else "", classes=("passage",))]

    def numbered(self, label: Label) -> list[Node]:
        """Return the beginning of a caption: "Figure 1"."""
        return [string(f"{label.name}\u00a0{label.number}")]

    def reference(self, label: Label, name: str) -> list[Node]:
        """Return a link to a figure, table or section."""
        words = f"{name}\u00a0{label.number}" if name and label.number else name or label.number
        return [{"t": "Link", "c": [["", [], []], [string(words)], [f"#{label.key}", ""]]}]

    def page_break(self) -> list[Node]:
        """Return what begins a new page."""
        return [div([], classes=("page-break",))]

    def write(self, tree: dict[str, Any], style: Style, folder: Path) -> bytes:
        """Return the page, with its style and pictures inside."""
        css = (_TEMPLATES / "brief.css").read_text("utf-8")
        if style.house:
            css += "\n" + _inlined(style.house)
        title = pandoc.text(tree["meta"].get("title")) or "Briefing"
        meta = {
            **tree["meta"],
            "pagetitle": {"t": "MetaString", "c": title},
            "css-text": {"t": "MetaInlines", "c": [raw("html", css.replace("</", "<\\/"))]},
        }
        options = [
            f"--template={_TEMPLATES / 'brief.html'}",
            "--mathml",
            "--section-divs=false",
            "--syntax-highlighting=none",
        ]
        options += ["--shift-heading-level-by=1"] if "title" in meta else []  # the title is the page's first heading
        options += ["--toc"] if style.front.get("toc") else []
        options += ["--number-sections"] if style.front.get("number-sections") else []
        options += ["--citeproc"] if "bibliography" in meta else []
        return pandoc.write({**tree, "meta": meta}, "html5", *options, folder=folder)


def _image(address: str, alt: str, sizes: dict[str, str]) -> Node:
    """Return a picture with its alternative text."""
    pairs = [["alt", alt], *([name, value] for name, value in sizes.items())]
    return {"t": "Image", "c": [["", [], pairs], [string(alt)], [address, ""]]}


def _source(source: str) -> list[Node]:
    """Return the line that says where a figure or table comes from."""
    return [div([plain(string(source))], classes=("source",))] if source else []


def _data(data: bytes, kind: str) -> str:
    """Return bytes as an address that holds them."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _inlined(path: Path) -> str:
    """Return a style sheet with the fonts and pictures it names inside it."""
    css = path.read_text("utf-8")
    if re.search(r"@import|(?:url\(\s*['\"]?\s*|['\"])(?:https?:)?//", css):
        raise ParameterError(f"{path} asks the network for something (@import, //…): save it beside {path.name}")

    def inline(match: re.Match) -> str:
        file = path.parent / match[2]
        if match[2].startswith(("data:", "#")):
            return match[0]
        if not file.is_file():
            raise ParameterError(f"{path} names {match[2]}, which is not there")
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return f'url("{_data(file.read_bytes(), kind)}")'

    return _ADDRESS.sub(inline, css)
