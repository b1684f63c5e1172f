"""Embed cells of notebooks in a brief, with where they come from under them."""

from collections.abc import Iterable
from pathlib import Path

from toolkit.brief.cells import Cell, Notebook
from toolkit.brief.numbering import Numbers
from toolkit.brief.origin import Origin
from toolkit.brief.output_format import OutputFormat
from toolkit.brief.shortcodes import Shortcode
from toolkit.brief.tree import Node, blocks_in, inside, plain, walk
from toolkit.errors import ParameterError, ToolkitError


class Embedding:
    """The cells that a brief embeds, read and checked.

    Parameters
    ----------
    codes
        The brief's embeds.
    folder
        The brief's folder, where notebooks' paths begin.
    near
        Folders in which articles may lie.

    Notes
    -----
    ``errors`` holds what is wrong with those that were asked for, ``stale`` what has changed since its report was
    made; each with its short code.
    """

    def __init__(self, codes: Iterable[Shortcode], folder: Path, near: list[Path]) -> None:
        self.errors: list[tuple[Shortcode, str]] = []
        self.stale: list[tuple[Shortcode, str]] = []
        self._folder, self._near = folder, near
        self._notebooks: dict[str, Notebook] = {}
        self._origins: dict[Path, Origin] = {}
        self._wrong: dict[Shortcode, str] = {}
        self._cells: dict[Shortcode, list[tuple[Cell, Notebook, list[Node]]]] = {}
        read: list[tuple[Shortcode, Cell, Notebook]] = []
        for code in dict.fromkeys(codes):
            try:
                read += [(code, *pair) for pair in self._read(code)]
            except ToolkitError as error:
                self._wrong[code] = str(error)
        markup = [cell.markup for _, cell, _ in read]
        for (code, cell, notebook), blocks in zip(read, blocks_in(markup), strict=True):  # pandoc starts slowly: once
            self._cells.setdefault(code, []).append((cell, notebook, blocks))

    @property
    def reports(self) -> list[Path]:
        """Return the folders that hold the embedded reports' folders."""
        return list(dict.fromkeys(notebook.path.parent.parent for notebook in self._notebooks.values()))

    def blocks(
        self, code: Shortcode, output: OutputFormat, numbers: Numbers, id: str = "", words: list[Node] | None = None
    ) -> list[Node]:
        """Return what stands for an embed in the text; ``id`` and ``words`` of a caption go before the cell's own."""
        out: list[Node] = []
        if code in self._wrong:
            self.errors.append((code, self._wrong[code]))
        for cell, notebook, content in self._cells.get(code, ()):
            folder = notebook.path.parent
            what = f"{cell.label or notebook.name} of {folder.name}"
            self.check(code, what, folder, notebook.path.name, *([f"figures/{cell.label}."] if cell.label else []))
            source = self._origin(folder).sentence(notebook.path)
            label = numbers.give(id or cell.label)
            caption = numbers.caption(label, words or (output.text(cell.caption) if cell.caption else []))
            blocks = walk(content, lambda item: _as_text(item, output))
            if cell.pictures:
                pictures = [plain(output.picture(picture)) for picture in cell.pictures]
                out += output.figure(label, pictures, caption, source)
            elif len(blocks) == 1 and blocks[0]["t"] == "Table":
                out += output.table(label, blocks[0], caption, source)
            else:
                out += output.passage(label, blocks, caption, source)
        return out

    def check(self, code: Shortcode, what: str, folder: Path, *files: str) -> None:
        """Note if a report's files or its article have changed since it was made."""
        for change in self._origin(folder).changes(*files):
            if (code, sentence := f"{what} is stale: {change}") not in self.stale:
                self.stale.append((code, sentence))

    def _origin(self, folder: Path) -> Origin:
        """Return what is known of a report's folder, read once."""
        if folder not in self._origins:
            self._origins[folder] = Origin(folder, self._near)
        return self._origins[folder]

    def _read(self, code: Shortcode) -> list[tuple[Cell, Notebook]]:
        """Return the cells that a short code names."""
        if code.options or len(code.arguments) != 1:
            raise ParameterError(f"{code.written}: embed takes a notebook and a label, x/report.ipynb#fig-actors")
        name, _, labels = code.arguments[0].partition("#")
        if name not in self._notebooks:
            self._notebooks[name] = Notebook(self._folder, name)
        notebook = self._notebooks[name]
        return [(notebook.cell(label.strip()), notebook) for label in labels.split(",")]


def _as_text(item: Node, output: OutputFormat) -> list[Node]:
    """Return a part of a cell with its text as article text, no sign of which means anything to the output format."""
    return output.text(item["c"]) if item["t"] == "Str" else [inside(item, lambda part: _as_text(part, output))]
