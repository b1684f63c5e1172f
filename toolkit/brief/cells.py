"""Read what a brief embeds: a cell of an executed notebook, with its figures and tables, caption and alt text."""

import base64
import json
import os
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from toolkit.errors import ParameterError
from toolkit.report.cell_options import cell_options
from toolkit.report.safe import safe

_MADE_UP = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4,12})*")  # an id that Jupyter gave, not a person
_PICTURES = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "application/pdf": "pdf"}


@dataclass(frozen=True)
class Picture:
    """A figure: its bytes by ending ("svg", "png", "pdf", "jpg"), and what it shows in words."""

    formats: dict[str, bytes]
    alt: str


@dataclass(frozen=True)
class Cell:
    """A cell's outputs. ``markup`` is HTML that carries text and nothing else; ``caption`` is plain text."""

    label: str
    caption: str
    pictures: tuple[Picture, ...]
    markup: str


class Notebook:
    """An executed notebook: a report's, with its figures as files beside it, or any other.

    Parameters
    ----------
    folder, name
        The brief's folder, and the path as the brief gives it.

    Raises
    ------
    ParameterError
        If the file is not there, or is no notebook.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.path, self.name = folder / name, name
        if not self.path.is_file():
            raise ParameterError(f"{name} is not there: {_reports(folder, self.path)}")
        try:
            self._cells = [c for c in json.loads(self.path.read_text("utf-8"))["cells"] if c["cell_type"] == "code"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ParameterError(f"{name} is not a Jupyter notebook of version 4 that can be read") from error

    def cell(self, name: str) -> Cell:
        """Return the cell with this id, label or tag, in that order, as Quarto looks for it.

        Raises
        ------
        ParameterError
            If there is none, or it shows nothing; the text lists those that can be embedded.
        """
        tests = (
            lambda cell: cell.get("id") == name,
            lambda cell: _options(cell).get("label") == name,
            lambda cell: name in cell.get("metadata", {}).get("tags", ()),
        )
        cell = next((cell for test in tests for cell in self._cells if test(cell)), None)
        if cell is None or not _shows(cell):
            reason = f"{name} shows nothing" if cell else f"{name} is not in it" if name else "no cell is named after #"
            names = ", ".join(filter(None, map(_name, filter(_shows, self._cells)))) or "no cell with a label"
            raise ParameterError(f"{self.name}: {reason}; to embed there is {names}")
        return self._read(cell)

    def _read(self, cell: dict[str, Any]) -> Cell:
        """Return what a notebook's cell shows."""
        options = _options(cell)
        label = options.get("label", "")
        caption = options.get("tbl-cap" if label.startswith("tbl-") else "fig-cap", "")
        pictures, markup = [], []
        for output in cell["outputs"]:
            data, about = output.get("data", {}), output.get("metadata", {})
            formats = {_PICTURES[kind]: _bytes(kind, data[kind]) for kind in _PICTURES if kind in data}
            if formats:
                alts = [options.get("fig-alt"), *(about.get(k, {}).get("alt") for k in data), about.get("alt"), caption]
                pictures.append(Picture(formats, " ".join(str(next(filter(None, alts), "Figure")).split())))
            elif "text/html" in data:
                markup.append(safe(_text(data["text/html"])))
            elif "text/plain" in data or output.get("name") == "stdout":
                markup.append(f"<pre>{escape(_text(data.get('text/plain', output.get('text', ''))))}</pre>")
        if len(pictures) == 1:
            pictures[0].formats.update(self._files(label))
        return Cell(label, caption, tuple(pictures), "".join(markup))

    def _files(self, label: str) -> dict[str, bytes]:
        """Return the files of a report's figure by their ending."""
        files = [self.path.parent / "figures" / f"{label}.{kind}" for kind in ("svg", "png", "pdf")]
        return {file.suffix[1:]: file.read_bytes() for file in files if label and file.is_file()}


def _options(cell: dict[str, Any]) -> dict[str, str]:
    """Return the Quarto options of a notebook's cell."""
    return cell_options(_text(cell.get("source", "")))


def _shows(cell: dict[str, Any]) -> bool:
    """Return whether a cell shows something that can be embedded."""
    outputs = [o for o in cell.get("outputs", ()) if o.get("data") or o.get("name") == "stdout"]
    return any(set(o.get("data", {"text/plain"})) & {*_PICTURES, "text/html", "text/plain"} for o in outputs)


def _name(cell: dict[str, Any]) -> str:
    """Return what to embed a cell by: its label, or an id that somebody gave it."""
    id = cell.get("id", "")
    return _options(cell).get("label") or ("" if _MADE_UP.fullmatch(id) else id)


def _reports(folder: Path, path: Path) -> str:
    """Return which notebooks there are where one was looked for, as the brief would name them."""
    above = next(parent for parent in path.parents if parent.is_dir())
    found = [*above.glob("*.ipynb"), *above.glob("*/report.ipynb")]
    there = sorted(Path(os.path.relpath(p, folder)).as_posix() for p in found)
    return f"there is {', '.join(there)}" if there else "make it with `toolkit report` first"


def _bytes(kind: str, data: Any) -> bytes:
    """Return the bytes of a picture in a notebook."""
    text = _text(data)
    return text.encode() if kind == "image/svg+xml" else base64.b64decode(text)


def _text(value: Any) -> str:
    """Return a notebook's text, which may be a list of lines."""
    return value if isinstance(value, str) else "".join(value)
