"""Fill a brief's text: figures, tables and numbers put in, and what refers to them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from toolkit.brief import pandoc
from toolkit.brief.embedding import Embedding
from toolkit.brief.numbering import Numbers
from toolkit.brief.output_format import OutputFormat
from toolkit.brief.shortcodes import KNOWN, Marked, Shortcode
from toolkit.brief.tree import Node, inside, string, walk
from toolkit.brief.variables import Variables
from toolkit.errors import ParameterError, ToolkitError


class Document:
    """A brief as pandoc's tree, filled for one output format.

    Parameters
    ----------
    marked
        The brief's text, its short codes as marks.
    embedding
        What it embeds.
    output
        The output format.
    front
        The front matter.
    folder
        The brief's folder.

    Notes
    -----
    ``tree`` is the result. ``errors`` and ``warnings`` are pairs of a line (0 if there is none) and a sentence.
    """

    def __init__(
        self, marked: Marked, embedding: Embedding, output: OutputFormat, front: dict[str, Any], folder: Path
    ) -> None:
        self.errors: list[tuple[int, str]] = []
        self.warnings: list[tuple[int, str]] = []
        self._marked, self._embedding, self._output, self._folder = marked, embedding, output, folder
        self._numbers = Numbers(output, front)
        self._variables = Variables(folder, embedding.reports)
        self.tree = pandoc.read(marked.text, "markdown")
        self._meta: dict[str, Any] = {}  # of no use to itself
        self._meta = self.tree["meta"] = walk(self.tree["meta"], self._filled, self._text)
        self.tree["blocks"] = walk(self.tree["blocks"], self._filled, self._text)
        for part in ("meta", "blocks"):  # a reference may stand before what it refers to
            self.tree[part] = walk(self.tree[part], self._referred)

    def _filled(self, item: Node) -> list[Node]:
        """Return what stands for a node, everything in it filled."""
        special: dict[str, Callable[[Node], list[Node]]] = {
            "Code": self._code,
            "CodeBlock": self._code,
            "Div": self._division,
            "Figure": self._figure,
            "Header": self._header,
            "Image": self._image,
            "Para": self._paragraph,
            "Plain": self._paragraph,
            "RawBlock": self._raw,
            "RawInline": self._raw,
            "Str": self._string,
            "Table": self._table,
        }
        return special.get(item["t"], lambda item: [self._inside(item)])(item)

    def _inside(self, item: Node) -> Node:
        """Return a node with its content filled."""
        return inside(item, self._filled, self._text)

    # Short codes

    def _alone(self, block: Node) -> Shortcode | None:
        """Return the short code that a paragraph consists of, if it does."""
        if block["t"] not in ("Para", "Plain") or [inline["t"] for inline in block["c"]] != ["Str"]:
            return None
        parts = self._marked.split(block["c"][0]["c"])
        return parts[0] if len(parts) == 1 and isinstance(parts[0], Shortcode) else None

    def _paragraph(self, item: Node) -> list[Node]:
        """Return a paragraph, or what the short code that it consists of stands for."""
        code = self._alone(item)
        if code and code.name == "embed":
            return self._embedding.blocks(code, self._output, self._numbers)
        if code and code.name == "pagebreak":
            return self._output.page_break()
        return [self._inside(item)]

    def _string(self, item: Node) -> list[Node]:
        """Return a text with the values of its short codes."""
        out: list[Node] = []
        for part in self._marked.split(item["c"]):
            if isinstance(part, str):
                out.append(string(part))
            elif part.name == "meta":
                out += self._meta_value(part)
            else:
                out += self._output.text(self._value(part))
        return out

    def _text(self, text: str) -> str:
        """Return text that is no Markdown: an address, a formula, an attribute."""
        return "".join(part if isinstance(part, str) else self._value(part) for part in self._marked.split(text))

    def _code(self, item: Node) -> list[Node]:
        """Return code, in which Quarto puts values too, unless it says ``shortcodes=false``."""
        (id, classes, pairs), text = item["c"]
        kept = [pair for pair in pairs if pair[0] != "shortcodes"]
        literal = ["shortcodes", "false"] in pairs

        def value(code: Shortcode) -> str:
            return code.written if literal or code.name not in ("var", "meta") else self._value(code)

        return [{"t": item["t"], "c": [[id, classes, kept], self._marked.written(text, value)]}]

    def _value(self, code: Shortcode) -> str:
        """Return what a short code within a text stands for; nothing, and an error, if it stands for nothing."""
        try:
            if not code.name:
                return code.written
            if code.name == "meta":
                return pandoc.text(self._meta_value(code))
            if code.name in ("embed", "pagebreak"):
                raise ParameterError(f"{code.written} stands within a text: give it a line of its own")
            if code.name not in KNOWN:
                raise ParameterError(f"{code.written}: a brief knows the short codes {', '.join(KNOWN)}")
            if len(code.arguments) != 1:
                raise ParameterError(f"{code.written}: var takes one name, such as x.words")
            name = code.arguments[0]
            value, folder = self._variables.value(name), self._variables.folder(name)
            if folder:
                self._embedding.check(code, f"the value of {name}", folder, "analysis.json")
            return value
        except ToolkitError as error:
            self._wrong(code.line, str(error))
            return ""

    def _meta_value(self, code: Shortcode) -> list[Node]:
        """Return a value of the front matter."""
        found: Any = {"c": self._meta}
        for key in code.arguments[0].split(".") if code.arguments else [""]:
            content = found.get("c") if isinstance(found, dict) else None
            found = content.get(key) if isinstance(content, dict) else None
        if not isinstance(found, dict) or found["t"] not in ("MetaInlines", "MetaString", "MetaBool"):
            self._wrong(code.line, f"{code.written}: the front matter has {', '.join(self._meta) or 'nothing'}")
            return []
        return found["c"] if found["t"] == "MetaInlines" else [string(str(found["c"]).lower())]

    # Figures, tables, headings of the brief's own

    def _division(self, item: Node) -> list[Node]:
        """Return a division; one with a figure's id is that figure, its last paragraph the caption, as in Quarto."""
        (id, *_), blocks = item["c"]
        if not id.startswith(("fig-", "tbl-")) or not blocks:
            return [self._inside(item)]
        last = blocks[-1] if len(blocks) > 1 and blocks[-1]["t"] == "Para" and not self._alone(blocks[-1]) else None
        words = self._inside(last)["c"] if last else []
        rest = blocks[:-1] if last else blocks
        code = self._alone(rest[0]) if len(rest) == 1 else None
        if code and code.name == "embed":
            return self._embedding.blocks(code, self._output, self._numbers, id, words)
        label = self._numbers.give(id)
        content = walk(rest, self._filled, self._text)
        return self._output.figure(label, content, self._numbers.caption(label, words), "")

    def _figure(self, item: Node) -> list[Node]:
        """Return a figure of the brief's own with its number."""
        attr, caption, content = self._inside(item)["c"]
        label = self._numbers.give(attr[0])
        words = [inline for block in caption[1] for inline in block["c"]]
        return self._output.figure(label, content, self._numbers.caption(label, words), "")

    def _table(self, item: Node) -> list[Node]:
        """Return a table of the brief's own with its number."""
        (id, classes, pairs), caption, *rest = self._inside(item)["c"]
        label = self._numbers.give(id)
        words = [inline for block in caption[1] for inline in block["c"]]
        bare = {"t": "Table", "c": [["" if label else id, classes, pairs], [None, []], *rest]}
        return self._output.table(label, bare, self._numbers.caption(label, words), "")

    def _image(self, item: Node) -> list[Node]:
        """Return a picture of the brief's own, which must lie beside it."""
        attr, words, (target, _) = self._inside(item)["c"]
        given, path = dict(attr[2]), self._folder / target
        alt = given.get("fig-alt") or given.get("alt") or pandoc.text(words)
        try:
            if re.match(r"[A-Za-z][\w+.-]+:", target):
                raise ParameterError(f"the picture {target[:80]} lies elsewhere: save it beside the brief")
            if not path.is_file():
                raise ParameterError(f"the picture {target} is not there")
            return [self._output.own_picture(path, alt, {k: given[k] for k in ("width", "height") if k in given})]
        except ToolkitError as error:
            self._wrong(self._marked.line(target), str(error))
            return []

    def _header(self, item: Node) -> list[Node]:
        """Return a heading, counted."""
        level, attr, words = self._inside(item)["c"]
        if "unnumbered" not in attr[1]:
            self._numbers.section(level, attr[0], pandoc.text(words))
        return [{"t": "Header", "c": [level, attr, words]}]

    def _raw(self, item: Node) -> list[Node]:
        """Return nothing for raw HTML or TeX, with a warning; comments go without, a <br> stays a line break."""
        kind, text = item["c"]
        if kind == "html" and re.fullmatch(r"\s*(<!--.*?-->\s*)*", text, re.DOTALL):
            return []
        if kind == "html" and re.fullmatch(r"<br\s*/?>", text):
            return [{"t": "LineBreak"}]
        words = " ".join(self._marked.written(text).split())
        self.warnings.append((0, f"raw {kind} is left out: {words if len(words) < 60 else words[:60] + '…'}"))
        return []

    # References

    def _referred(self, item: Node) -> list[Node]:
        """Return what stands for a node, its references to figures, tables and sections resolved."""
        if item["t"] != "Cite":
            return [inside(item, self._referred)]
        try:
            found = self._numbers.references(item)
        except ToolkitError as error:
            self._wrong(self._marked.line("@" + item["c"][0][0]["citationId"]), str(error))
            return []
        if found is None:
            return [item] if "bibliography" in self._meta else item["c"][1]
        return found

    def _wrong(self, line: int, sentence: str) -> None:
        """Note an error, once."""
        if (line, sentence) not in self.errors:
            self.errors.append((line, sentence))
