"""Write a brief as a Word document: figures at print resolution, numbers as fields that Word can renumber."""

import io
import os
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from toolkit.brief import house_style, pandoc, typesetting
from toolkit.brief.cells import Picture
from toolkit.brief.output_format import Label, Style
from toolkit.brief.tree import Node, div, paragraph, raw, sized, string, walk
from toolkit.errors import ParameterError

_HIGHEST = 8.2  # inches a figure may be high, so that its caption has room on the page
_OWN = (".png", ".jpg", ".jpeg", ".gif")
_NOTHING = paragraph(raw("openxml", ""))  # a paragraph without words, which pandoc would leave out
_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


class Docx:
    """Word documents; see `toolkit.brief.output_format.OutputFormat`."""

    def __init__(self, workplace: Path) -> None:
        self._workplace = workplace
        self._pictures = 0
        self._bookmarks: dict[str, int] = {}

    def text(self, text: str) -> list[Node]:
        """Return article text, no sign of which means anything to Word."""
        return [string(text)] if text else []

    def picture(self, picture: Picture) -> Node:
        """Return an embedded figure as PNG at print resolution, as high as fits a page with its caption."""
        data, sizes = picture.formats.get("png") or picture.formats.get("jpg"), {}
        for kind in ("pdf", "svg"):
            if kind in picture.formats:
                data, (width, height) = typesetting.raster(picture.formats[kind], kind, self._workplace)
                sizes = {"width": f"{width * min(1, _HIGHEST / height):.3f}in"}
                break
        return self._image(data or b"", "jpg" if picture.formats.get("jpg") == data else "png", picture.alt, sizes)

    def own_picture(self, path: Path, alt: str, sizes: dict[str, str]) -> Node:
        """Return a picture of the author's; SVG and PDF become PNG.

        Raises
        ------
        ParameterError
            If Word cannot show its format.
        """
        if path.suffix.lower() in (".svg", ".pdf"):
            picture = Picture({path.suffix[1:].lower(): path.read_bytes()}, alt)
            return self.picture(picture)
        if path.suffix.lower() not in _OWN:
            raise ParameterError(f"the picture {path.name} cannot stand in a .docx: give a .png, .jpg, .svg or .pdf")
        return self._image(path.read_bytes(), path.suffix[1:], alt, sizes)

    def figure(self, label: Label | None, content: list[Node], caption: list[Node], source: str) -> list[Node]:
        """Return pictures with a caption and a line that says where they come from."""
        blocks = [paragraph(*b["c"]) if b["t"] == "Plain" else b for b in content]
        out = [div(blocks, custom_style="Captioned Figure")]
        out += [div([paragraph(*caption)], custom_style="Image Caption")] if caption else []
        return out + _source(source)

    def table(self, label: Label | None, table: Node, caption: list[Node], source: str) -> list[Node]:
        """Return a table with a caption and a line that says where it comes from."""
        out = [div([paragraph(*caption)], custom_style="Table Caption")] if caption else []
        return [*out, _styled(sized(table)), *(_source(source) or [div([_NOTHING], custom_style="Figure Source")])]

    def passage(self, label: Label | None, blocks: list[Node], caption: list[Node], source: str) -> list[Node]:
        """Return whatever else a cell shows, with a caption and a line that says where it comes from."""
        out = [div([paragraph(*caption)], custom_style="Table Caption")] if caption else []
        return [*out, *(_styled(sized(b)) if b["t"] == "Table" else b for b in blocks), *_source(source)]

    def numbered(self, label: Label) -> list[Node]:
        """Return "Figure 1" as a field that Word counts, with bookmarks that references point to."""
        name = {"fig": "Figure", "tbl": "Table"}[label.kind]
        number = self._bookmarks[label.key] = len(self._bookmarks) + 1
        first, second = 90000 + 2 * number, 90001 + 2 * number
        field = f'<w:fldSimple w:instr=" SEQ {name} \\* ARABIC ">{_run(label.number)}</w:fldSimple>'
        inner = _bookmark(second, f"_Brief_{number}_number", field)
        return [raw("openxml", _bookmark(first, f"_Brief_{number}", _run(f"{label.name}\u00a0") + inner))]

    def reference(self, label: Label, name: str) -> list[Node]:
        """Return a reference as a field that follows the number it refers to; a section's is a link."""
        if label.kind == "sec":
            words = f"{name}\u00a0{label.number}" if name and label.number else name or label.number
            return [{"t": "Link", "c": [["", [], []], [string(words)], [f"#{label.key}", ""]]}]
        bookmark = f"_Brief_{self._bookmarks[label.key]}"
        if name == label.name:
            return [raw("openxml", _field(bookmark, f"{name}\u00a0{label.number}"))]
        before = [string(f"{name}\u00a0")] if name else []
        return [*before, raw("openxml", _field(f"{bookmark}_number", label.number))]

    def page_break(self) -> list[Node]:
        """Return what begins a new page."""
        return [raw("openxml", _BREAK, block=True)]

    def write(self, tree: dict[str, Any], style: Style, folder: Path) -> bytes:
        """Return the file, its styles those of the house or ours."""
        reference = self._workplace / "reference.docx"
        reference.write_bytes(house_style.reference(style.house))
        options = [f"--reference-doc={reference}", *(["--toc"] if style.front.get("toc") else [])]
        options += ["--number-sections"] if style.front.get("number-sections") else []
        options += ["--citeproc"] if "bibliography" in tree["meta"] else []
        options += [f"--resource-path=.{os.pathsep}{folder}"]
        return _settled(pandoc.write(tree, "docx", *options, folder=self._workplace))

    def _image(self, data: bytes, ending: str, alt: str, sizes: dict[str, str]) -> Node:
        """Return a picture under a name of its own: Word's file keeps the name, and no path is to get into it."""
        self._pictures += 1
        name = f"figure-{self._pictures}.{ending}"
        (self._workplace / name).write_bytes(data)
        return {"t": "Image", "c": [["", [], [list(pair) for pair in sizes.items()]], [string(alt)], [name, ""]]}


def _source(source: str) -> list[Node]:
    """Return the line that says where a figure or table comes from."""
    return [div([paragraph(string(source))], custom_style="Figure Source")] if source else []


def _styled(table: Node) -> Node:
    """Return a table whose cells have a paragraph style of their own, smaller than the text; headings are bold."""

    def visit(item: Node) -> list[Node]:
        if item["t"] in ("Plain", "Para"):
            return [div([paragraph(*item["c"])], custom_style="Table Text")]
        return [item]

    attr, caption, columns, head, bodies, foot = table["c"]
    for cell in (cell for row in head[1] for cell in row[1]):
        cell[4] = [{"t": b["t"], "c": [{"t": "Strong", "c": b["c"]}]} if b["t"] == "Plain" else b for b in cell[4]]
    for cell in (cell for body in bodies for row in (*body[2], *body[3]) for cell in row[1]):
        cell[4] = cell[4] or [_NOTHING]
    return {"t": "Table", "c": [attr, caption, columns, *walk([head, bodies, foot], visit)]}


def _bookmark(number: int, name: str, content: str) -> str:
    """Return content with a bookmark around it."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def _run(text: str) -> str:
    """Return text as Word writes it."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(bookmark: str, text: str) -> str:
    """Return a field that repeats what a bookmark holds."""
    return f'<w:fldSimple w:instr=" REF {bookmark} \\h ">{_run(text)}</w:fldSimple>'


def _settled(data: bytes) -> bytes:
    """Return the file without the time it was made at, its table rows in one piece, its pictures at the text's edge."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as settled:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", b"", content, flags=re.DOTALL)
            if name == "word/document.xml":
                content = content.replace(b"<w:tr><w:tc>", b"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>")
                content = content.replace(b"<wp:inline>", b'<wp:inline distT="0" distB="0" distL="0" distR="0">')
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            settled.writestr(info, content)
    return out.getvalue()
