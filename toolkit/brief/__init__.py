"""Briefs: Markdown that embeds figures, tables and numbers of executed reports, out as DOCX, PDF or HTML.

The same file works in Quarto. ``brief`` does all of it; the command is ``toolkit brief``.
"""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Any

__all__ = ["ENDINGS", "brief"]

ENDINGS = (".docx", ".pdf", ".html")
# Of the front matter, what a document shows; the rest is for whoever makes it.
_SHOWN = (
    "abstract", "author", "bibliography", "csl", "date", "dir", "keywords", "lang", "link-citations", "nocite",
    "reference-section-title", "subtitle", "title", "toc-title",
)  # fmt: skip


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
    import tempfile

    from toolkit.brief import house
    from toolkit.errors import InputError, ParameterError

    source = Path(path)
    given = [out] if isinstance(out, str | PathLike) else list(out)
    targets = [Path(target) for target in given] or [source.with_suffix(".docx")]
    for target in targets:
        if target.suffix.lower() not in ENDINGS:
            raise ParameterError(f"{target} is no output of a brief: end it in {', '.join(ENDINGS)}")
        if not target.parent.is_dir():
            raise ParameterError(f"{target} cannot be written: there is no folder {target.parent}")
    try:
        text = source.read_text("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{source} cannot be read: {getattr(error, 'strerror', '') or 'it is not text'}") from error
    styles = {".docx": reference, ".pdf": template, ".html": css}
    made: dict[Path, bytes] = {}
    front = _front(text, source)
    with tempfile.TemporaryDirectory(prefix="toolkit-brief-") as workplace:
        for number, target in enumerate(targets):
            ending = target.suffix.lower()
            style = house.choose(styles[ending], front, source.parent, ending)
            made[target] = _made(text, source, front, ending, style, articles, Path(workplace) / str(number))
    for target, data in made.items():
        _write(target, data)
    return targets


def _made(
    text: str, source: Path, front: dict[str, Any], ending: str, style: Path | None, articles: Path | None, work: Path
) -> bytes:
    """One output of a brief, as bytes."""
    import warnings

    from toolkit.brief.document import Document
    from toolkit.brief.docx import Docx
    from toolkit.brief.embedding import Embedding
    from toolkit.brief.form import Form, Style
    from toolkit.brief.html import Html
    from toolkit.brief.pdf import Pdf
    from toolkit.brief.shortcodes import Marked
    from toolkit.errors import ParameterError, ToolkitWarning

    work.mkdir()
    forms: dict[str, Any] = {".docx": Docx, ".pdf": Pdf, ".html": Html}
    form: Form = forms[ending](work)
    folder = source.resolve().parent
    try:
        marked = Marked(text)
    except ParameterError as error:
        raise ParameterError(f"{source}, {error}") from error
    places = [*([articles] if articles else []), folder, Path.cwd()]
    embedding = Embedding([code for code in marked.codes if code.name == "embed"], folder, places)
    document = Document(marked, embedding, form, front, folder)
    wrong = [(code.line, said) for code, said in embedding.errors] + document.errors
    if wrong:
        raise ParameterError("\n".join(_said(source, *error) for error in sorted(wrong)))
    for line, said in sorted([(code.line, said) for code, said in embedding.stale] + document.warnings):
        warnings.warn(_said(source, line, said), ToolkitWarning, stacklevel=3)
    tree = {**document.tree, "meta": _meta(document.tree["meta"])}
    return form.write(tree, Style(style, front), folder)


def _said(source: Path, line: int, sentence: str) -> str:
    return f"{source}, line {line}: {sentence}" if line else f"{source}: {sentence}"


def _front(text: str, source: Path) -> dict[str, Any]:
    """The front matter as values."""
    import re

    import yaml

    from toolkit.errors import ParameterError

    found = re.match(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    if not found:
        return {}
    # A short code in the front matter is a value to be put in later, not YAML's own braces.
    content = re.sub(r"(?<!\{)\{\{<.*?>\}\}(?!\})", "value", found[1] or "")
    try:
        front = yaml.safe_load(content)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise ParameterError(f"{source}, line {line}: the front matter is not YAML") from error
    return front if isinstance(front, dict) else {}


def _meta(meta: dict[str, Any]) -> dict[str, Any]:
    """Of the front matter, what the document shows: authors as names, the date in words."""
    from datetime import date

    from toolkit.brief import pandoc
    from toolkit.brief.origin import date as in_words

    kept = {key: meta[key] for key in _SHOWN if key in meta}
    if "author" in kept:
        authors = kept["author"]["c"] if kept["author"]["t"] == "MetaList" else [kept["author"]]
        names = [a["c"].get("name", a) if a["t"] == "MetaMap" else a for a in authors]
        kept["author"] = {"t": "MetaList", "c": names}
    if "date" in kept:
        text = pandoc.text(kept["date"])
        text = date.today().isoformat() if text in ("today", "now") else text
        kept["date"] = {"t": "MetaInlines", "c": [{"t": "Str", "c": in_words(text)}]} if text else kept["date"]
    return kept


def _write(path: Path, data: bytes) -> None:
    """Put a file in place in one go."""
    import os

    from toolkit.errors import ReportError

    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ReportError(f"{path} cannot be written: {error.strerror or error}") from error


def __dir__() -> list[str]:
    return sorted(__all__)
