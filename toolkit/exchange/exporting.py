"""Analyses as files of other tools: which tools there are, and one door to all of them."""

import importlib
from collections.abc import Iterable
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from toolkit.analysis import Analysis
from toolkit.errors import ParameterError, ToolkitError


class Format(NamedTuple):
    """A tool's format: the module that writes it, the file's ending ("" for a folder), what to do next."""

    module: str
    ending: str
    next: str


FORMATS = {
    "labelstudio": Format(
        "label_studio", "", "paste labels.xml under Settings, Labeling Interface, Code; then import tasks.json"
    ),
    "inception": Format(
        "inception", "", "import TypeSystem.xml under Settings, Layers; then the .xmi files as UIMA CAS XMI documents"
    ),
    "qdpx": Format("qdpx", ".qdpx", "import the project in QualCoder, NVivo, MAXQDA or ATLAS.ti (REFI-QDA)"),
    "spacy": Format("spacy_docs", ".spacy", "spacy.tokens.DocBin().from_disk(path) reads it"),
    "w3c": Format("web_annotation", "", "annotations.jsonld is on the files in texts"),
    "tei": Format("tei", ".xml", "any editor for TEI P5 opens it"),
}


def export(analyses: Iterable[Analysis] | Analysis, to: str, *, out: str | PathLike) -> list[Path]:
    """Write actors, mentions and quotes of analyses as another tool's own annotations, ready to open there.

    Parameters
    ----------
    analyses
        One analysis or any iterable of them, such as a `Collection`'s ``analyses``; each is written as it comes, where
        the format allows.
    to
        "labelstudio", "inception", "qdpx", "spacy", "w3c" or "tei".
    out
        A folder for "labelstudio", "inception" and "w3c", which is made if it is not there; a file for the others,
        whose ending is added where it is missing.

    Returns
    -------
    list of pathlib.Path
        The files that were written; the same analyses give the same bytes.

    Raises
    ------
    ParameterError
        If there is no such format, or no analysis.
    ToolkitError
        If ``out`` cannot be written, or spaCy is wanted and not installed.

    Warns
    -----
    ToolkitWarning
        If a text has characters that the format cannot hold.

    Examples
    --------
    >>> [path.name for path in toolkit.exchange.export(a, "labelstudio", out=folder / "coding")]
    ['tasks.json', 'labels.xml']
    """
    if to not in FORMATS:
        raise ParameterError(f"there is no format {to}: give {', '.join(FORMATS)}")
    format, path = FORMATS[to], Path(out)
    if format.ending and path.suffix.lower() != format.ending:
        path = path.with_name(path.name + format.ending)
    module = importlib.import_module(f"toolkit.exchange.{format.module}")
    rest = iter([analyses] if isinstance(analyses, Analysis) else analyses)
    first = next(rest, None)
    if first is None:
        raise ParameterError("there is no analysis to export")
    try:
        (path.parent if format.ending else path).mkdir(parents=True, exist_ok=True)
        return module.write(chain([first], rest), path)
    except OSError as error:
        raise ToolkitError(f"{path} cannot be written: {error.strerror or error}") from error
