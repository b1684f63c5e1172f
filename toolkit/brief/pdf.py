"""Write a brief as PDF, set by Typst."""

import re
import shutil
from pathlib import Path
from typing import Any

from toolkit.brief import pandoc, typesetting
from toolkit.brief.cells import Picture
from toolkit.brief.output_format import Label, Style
from toolkit.brief.tree import Node, plain, raw, sized
from toolkit.errors import ParameterError

_TEMPLATE = Path(__file__).parent / "templates" / "brief.typ"
_BEST = ("pdf", "svg", "png", "jpg")
_OWN = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".pdf", ".webp")
_FILES = re.compile(r'"([^"\n]+\.(?:typ|png|jpe?g|svg|pdf|csv|json|yaml|toml))"')


class Pdf:
    """PDF files; see `toolkit.brief.output_format.OutputFormat`."""

    def __init__(self, workplace: Path) -> None:
        self._workplace = workplace
        self._pictures = 0

    def text(self, text: str) -> list[Node]:
        """Return article text, no sign of which means anything to Typst."""
        return [raw("typst", f"#{typesetting.string(text)};")] if text else []

    def picture(self, picture: Picture) -> Node:
        """Return an embedded figure: PDF, else SVG, PNG or JPEG."""
        kind = next(kind for kind in _BEST if kind in picture.formats)
        return self._image(picture.formats[kind], kind, picture.alt, {})

    def own_picture(self, path: Path, alt: str, sizes: dict[str, str]) -> Node:
        """Return a picture of the author's.

        Raises
        ------
        ParameterError
            If Typst cannot show its format.
        """
        if path.suffix.lower() not in _OWN:
            raise ParameterError(f"the picture {path.name} cannot stand in a .pdf: give one of {', '.join(_OWN)}")
        return self._image(path.read_bytes(), path.suffix[1:].lower(), alt, sizes)

    def figure(self, label: Label | None, content: list[Node], caption: list[Node], source: str) -> list[Node]:
        """Return pictures with a caption and a line that says where they come from."""
        words = [plain(*caption, *self._source(source, after=bool(caption)))]
        return [{"t": "Figure", "c": [[label.key if label else "", [], []], [None, words], content]}]

    def table(self, label: Label | None, table: Node, caption: list[Node], source: str) -> list[Node]:
        """Return a table with a caption and a line that says where it comes from."""
        words = [raw("typst", ", caption: [", block=True), plain(*caption), raw("typst", "]", block=True)]
        begin = [raw("typst", "#figure(kind: table", block=True), *(words if caption else [])]
        end = f"] <{label.key}>" if label else "]"
        inner = [raw("typst", ")[", block=True), _unframed(sized(table)), raw("typst", end, block=True)]
        return [*begin, *inner, *self._below(source)]

    def passage(self, label: Label | None, blocks: list[Node], caption: list[Node], source: str) -> list[Node]:
        """Return whatever else a cell shows, with a caption and a line that says where it comes from."""
        before = [{"t": "Para", "c": caption}] if caption else []
        return [*before, *(_unframed(sized(b)) if b["t"] == "Table" else b for b in blocks), *self._below(source)]

    def numbered(self, label: Label) -> list[Node]:
        """Return the beginning of a caption: "Figure 1"."""
        return self.text(f"{label.name}\u00a0{label.number}")

    def reference(self, label: Label, name: str) -> list[Node]:
        """Return a link to a figure, table or section."""
        words = f"{name}\u00a0{label.number}" if name and label.number else name or label.number
        return [{"t": "Link", "c": [["", [], []], self.text(words), [f"#{label.key}", ""]]}]

    def page_break(self) -> list[Node]:
        """Return what begins a new page."""
        return [raw("typst", "#pagebreak(weak: true)", block=True)]

    def write(self, tree: dict[str, Any], style: Style, folder: Path) -> bytes:
        """Return the file, set by Typst from the house style's template or ours."""
        template = _TEMPLATE.read_text("utf-8")
        rules = ""
        if style.house:
            given = style.house.read_text("utf-8")
            template, rules = (given, "") if "$body$" in given else (template, given)
            self._bring(style.house, given)
        (self._workplace / "template.typ").write_text(template, encoding="utf-8")
        (self._workplace / "brief.typ").write_bytes(self._source_code(tree, style, rules, folder))
        fonts = (style.house.parent / "fonts",) if style.house and (style.house.parent / "fonts").is_dir() else ()
        return typesetting.pdf(self._workplace / "brief.typ", fonts)

    def _source_code(self, tree: dict[str, Any], style: Style, rules: str, folder: Path) -> bytes:
        """Return the brief in Typst's language; ``rules`` are the house style's where it is no whole template."""
        meta, front = tree["meta"], style.front
        authors = [typesetting.string(pandoc.text(name)) for name in meta.get("author", {"c": []})["c"]]
        title = typesetting.string(pandoc.text(meta.get("title")))
        about = f"#set document(title: {title}, author: ({''.join(f'{name}, ' for name in authors)}), date: none)"
        head = [raw("typst", about, block=True), *([raw("typst", rules, block=True)] if rules else [])]
        body = [raw("typst", "#set figure(numbering: none)", block=True), *tree["blocks"]]
        meta = {**meta, "header-includes": {"t": "MetaBlocks", "c": head}}
        options = [f"--template={self._workplace / 'template.typ'}", *(["--toc"] if front.get("toc") else [])]
        for name in ("papersize", "mainfont", "fontsize"):
            options += [f"--variable={name}:{front[name]}"] if front.get(name) else []
        options += ["--variable=section-numbering:1.1"] if front.get("number-sections") else []
        options += ["--citeproc"] if "bibliography" in meta else []
        whole = {**tree, "meta": meta, "blocks": body}
        return pandoc.write(whole, "typst-citations", *options, folder=folder)

    def _bring(self, file: Path, text: str) -> None:
        """Put the files that a house style names beside the brief; those that lie elsewhere cannot be asked for."""
        if "@preview/" in text:
            raise ParameterError(f"{file} asks the network for a package (@preview/…): save it beside the house style")
        for name in _FILES.findall(text):
            source, target = file.parent / name, (self._workplace / name).resolve()
            if source.is_file() and target.is_relative_to(self._workplace.resolve()) and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
                if source.suffix == ".typ":
                    self._bring(source, source.read_text("utf-8"))

    def _image(self, data: bytes, kind: str, alt: str, sizes: dict[str, str]) -> Node:
        """Return a picture as a call of Typst's, its bytes in a file."""
        self._pictures += 1
        name = f"figure-{self._pictures}.{kind}"
        (self._workplace / name).write_bytes(data)
        lengths = "".join(f", {side}: {length}" for side, value in sizes.items() if (length := _length(value)))
        return raw("typst", f'#image("{name}", alt: {typesetting.string(alt)}{lengths})')

    def _source(self, source: str, *, after: bool) -> list[Node]:
        """Return where a figure comes from, as a part of its caption; ``after``: there are words before it."""
        if not source:
            return []
        begin = "#linebreak()" if after else ""
        return [raw("typst", f"{begin}#text(size: 0.85em, fill: luma(90), {typesetting.string(source)})")]

    def _below(self, source: str) -> list[Node]:
        """Return where a table or passage comes from, as a block under it."""
        if not source:
            return []
        words = f"#text(size: 8pt, fill: luma(90), {typesetting.string(source)})"
        return [raw("typst", f"#block(above: 0.6em, below: 1.6em)[{words}]", block=True)]


def _unframed(table: Node) -> Node:
    """Return a table that pandoc puts into no figure of its own, centred on the page, its cells' text to the left."""
    attr, _, columns, *rest = table["c"]
    left = {"t": "AlignLeft"}
    columns = [[left if align["t"] == "AlignDefault" else align, width] for align, width in columns]
    attr = [attr[0], [*attr[1], "typst:no-figure"], attr[2]]
    return {"t": "Table", "c": [attr, [None, []], columns, *rest]}


def _length(value: str) -> str:
    """Return a width as Typst writes it; pixels are a 96th of an inch."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(%|in|cm|mm|pt|px)?", value.strip())
    if not found:
        return ""
    return f"{found[1]}{found[2]}" if found[2] not in (None, "px") else f"{float(found[1]) * 0.75:g}pt"
