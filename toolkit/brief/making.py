"""Make documents of a brief: read it, fill it, write it in each format asked for, all or none."""

import tempfile
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from toolkit.brief import front_matter, house_style
from toolkit.brief.document import Document
from toolkit.brief.docx import Docx
from toolkit.brief.embedding import Embedding
from toolkit.brief.html import Html
from toolkit.brief.output_format import OutputFormat, Style
from toolkit.brief.pdf import Pdf
from toolkit.brief.shortcodes import Marked
from toolkit.errors import InputError, ParameterError, ReportError, ToolkitWarning
from toolkit.files import replacing

_FORMATS: Mapping[str, Any] = {".docx": Docx, ".pdf": Pdf, ".html": Html}
ENDINGS = tuple(_FORMATS)


@dataclass(frozen=True)
class _Brief:
    """A brief as it was read: its path, its text and its front matter."""

    path: Path
    text: str
    front: dict[str, Any]


def brief(
    path: str | PathLike,
    out: str | PathLike | Sequence[str | PathLike] = (),
    *,
    reference: Path | None = None,
    template: Path | None = None,
    css: Path | None = None,
    articles: Path | None = None,
) -> list[Path]:
    """Make a document of a brief.

    Parameters
    ----------
    path
        The brief: Markdown with Quarto's short codes.
    out
        The file or files to write; the ending says what each becomes. By default a .docx beside the brief.
    reference, template, css
        The house style: a Word document for .docx, a Typst file for .pdf, a style sheet for .html. They win over
        the front matter.
    articles
        The folder that the articles lie in, to see whether they have changed since. Articles beside the brief, beside
        the reports, or a folder below are found without it.

    Returns
    -------
    list of pathlib.Path
        The files written. The same brief, reports and house style give the same bytes.

    Raises
    ------
    ParameterError
        If the brief names what is not there; a line for each, which lists what is. Nothing is written then.

    Warns
    -----
    ToolkitWarning
        If a figure, table or number is stale, or something is left out.

    Examples
    --------
    >>> import toolkit
    >>> note = folder / "note.md"
    >>> _ = note.write_text("The bridge is closed.")
    >>> [path.name for path in toolkit.brief.brief(note, folder / "note.html")]
    ['note.html']
    """
    source = Path(path)
    targets = _targets(out) or [source.with_suffix(".docx")]
    _check_targets(targets)
    styles = {".docx": reference, ".pdf": template, ".html": css}
    for target, data in _documents(_read(source), targets, styles, articles).items():
        _write(target, data)
    return targets


def _targets(out: str | PathLike | Sequence[str | PathLike]) -> list[Path]:
    """Return the files to write as paths."""
    return [Path(target) for target in ([out] if isinstance(out, str | PathLike) else out)]


def _check_targets(targets: Sequence[Path]) -> None:
    """Raise ParameterError if a file is of no format there is, or its folder is not there."""
    for target in targets:
        if target.suffix.lower() not in ENDINGS:
            raise ParameterError(f"{target} is no output of a brief: end it in {', '.join(ENDINGS)}")
        if not target.parent.is_dir():
            raise ParameterError(f"{target} cannot be written: there is no folder {target.parent}")


def _read(source: Path) -> _Brief:
    """Return a brief's text and front matter."""
    try:
        text = source.read_text("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{source} cannot be read: {getattr(error, 'strerror', '') or 'it is not text'}") from error
    return _Brief(source, text, front_matter.read(text, source))


def _documents(
    source: _Brief, targets: Sequence[Path], styles: Mapping[str, Path | None], articles: Path | None
) -> dict[Path, bytes]:
    """Return what to write into each file."""
    made: dict[Path, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="toolkit-brief-") as workplace:
        for number, target in enumerate(targets):
            ending = target.suffix.lower()
            style = house_style.choose(styles[ending], source.front, source.path.parent, ending)
            folder = Path(workplace) / str(number)
            folder.mkdir()
            made[target] = _document(source, _FORMATS[ending](folder), Style(style, source.front), articles)
    return made


def _document(source: _Brief, output: OutputFormat, style: Style, articles: Path | None) -> bytes:
    """Return a brief as a file of one format; warn of what is stale or left out, on behalf of who called `brief`."""
    folder = source.path.resolve().parent
    try:
        marked = Marked(source.text)
    except ParameterError as error:
        raise ParameterError(f"{source.path}, {error}") from error
    near = [*([articles] if articles else []), folder, Path.cwd()]
    embedding = Embedding([code for code in marked.codes if code.name == "embed"], folder, near)
    document = Document(marked, embedding, output, source.front, folder)
    errors = [(code.line, sentence) for code, sentence in embedding.errors] + document.errors
    if errors:
        raise ParameterError("\n".join(_located(source.path, *error) for error in sorted(errors)))
    for line, sentence in sorted([(code.line, change) for code, change in embedding.stale] + document.warnings):
        warnings.warn(_located(source.path, line, sentence), ToolkitWarning, stacklevel=4)
    tree = {**document.tree, "meta": front_matter.for_document(document.tree["meta"])}
    return output.write(tree, style, folder)


def _located(source: Path, line: int, sentence: str) -> str:
    """Return a sentence with the file and the line, if there is one, before it."""
    return f"{source}, line {line}: {sentence}" if line else f"{source}: {sentence}"


def _write(path: Path, data: bytes) -> None:
    """Put a file in place in one go."""
    try:
        with replacing(path) as part:
            part.write_bytes(data)
    except OSError as error:
        raise ReportError(f"{path} cannot be written: {error.strerror or error}") from error
