"""Analyses as files of other tools: which tools there are, and one door to all of them."""

import importlib
from collections.abc import Iterable
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from toolkit.analysis import Analysis
from toolkit.collection import Collection, from_analyses
from toolkit.errors import ParameterError, ToolkitError
from toolkit.files import make_folder


class Format(NamedTuple):
    """A tool's format: the module that writes it, the file's ending ("" for a folder), what to do next.

    ``of_many`` says that it is written from a collection, not article by article.
    """

    module: str
    ending: str
    next: str
    of_many: bool = False


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
    "graphml": Format("graphml", "", "Gephi, Cytoscape, NetworkX and igraph open the .graphml files", of_many=True),
    "gephi": Format("gephi", "", "import nodes.csv, then edges.csv under File, Import spreadsheet", of_many=True),
}


def export(analyses: Iterable[Analysis] | Analysis | Collection, to: str, *, out: str | PathLike) -> list[Path]:
    """Write actors, mentions and quotes of analyses as another tool's own annotations or networks, ready to open there.

    Parameters
    ----------
    analyses
        One analysis, any iterable of them, or a `Collection`; each is written as it comes, where the format allows.
    to
        "labelstudio", "inception", "qdpx", "spacy", "w3c" or "tei"; "graphml" or "gephi" for networks of the actors.
    out
        A folder for "labelstudio", "inception", "w3c", "graphml" and "gephi", which is made if it is not there; a file
        for the others, whose ending is added where it is missing.

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
    if isinstance(analyses, Collection):
        every: Iterable[Analysis] = analyses.analyses
    else:
        every = [analyses] if isinstance(analyses, Analysis) else analyses
    rest = iter(every)
    first = next(rest, None)
    if first is None:
        raise ParameterError("there is no analysis to export")
    try:
        make_folder(path.parent if format.ending else path)
        if format.of_many:
            many = analyses if isinstance(analyses, Collection) else from_analyses([first, *rest])
            return module.write(many, path)
        return module.write(chain([first], rest), path)
    except OSError as error:
        raise ToolkitError(f"{path} cannot be written: {error.strerror or error}") from error
