"""Make an executed notebook the same on every run: no times, no machine, no chance in it."""

import os
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

# The file a cell is compiled as, and where an object lies in memory: both differ from run to run.
_CELL_FILE = re.compile(r"\S*[\\/]ipykernel_\d+[\\/]\d+\.py")
_ADDRESS = re.compile(r"(?<= at )0x[0-9a-fA-F]{6,16}\b")
_WIDGETS = "application/vnd.jupyter.widget-view+json"


def clean(notebook: Any, parameters: Mapping[str, Any], *, folders: Iterable[Path] = ()) -> Any:
    """Take out of an executed notebook whatever another run elsewhere would not repeat.

    Parameters
    ----------
    notebook
        What papermill returned; it is changed in place.
    parameters
        The parameters as the report prints them.
    folders
        Further folders whose path no output may show (the article's, for one).

    Returns
    -------
    NotebookNode
        ``notebook``.
    """
    from toolkit.report.quick_imports import import_papermill

    papermill = import_papermill()
    notebook.metadata = _only(notebook.metadata, "kernelspec", "language_info")
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook.metadata.get("language_info", {}).pop("version", None)
    notebook.metadata["papermill"] = {"parameters": dict(parameters), "version": papermill.__version__}
    hide = _hider(folders)
    count = 0
    for number, cell in enumerate(notebook.cells):
        _name_cell(cell, number, parameters)
        if cell.cell_type == "code":
            count += bool(cell.source.strip())
            cell.execution_count = count if cell.execution_count is not None else None
            cell.outputs = [_output(o, cell.execution_count, hide) for o in _joined(cell.outputs)]
    return notebook


def source_notebook(notebook: Any) -> Any:
    """Return the notebook as it was before a run, changed in place: no outputs, no counts, no injected parameters."""
    notebook.cells = [c for c in notebook.cells if "injected-parameters" not in c.metadata.get("tags", ())]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.metadata = _only(notebook.metadata, "kernelspec")
    return notebook


def _name_cell(cell: Any, number: int, parameters: Mapping[str, Any]) -> None:
    """Take a run's times off a cell, and give those that papermill added an id that does not change."""
    from papermill.translators import translate_parameters

    cell.metadata = _without(cell.metadata, "papermill", "execution")
    if not cell.metadata.get("tags"):
        cell.metadata.pop("tags", None)
    if "injected-parameters" in cell.metadata.get("tags", ()):
        cell.source = translate_parameters("python3", "python", dict(parameters), "Parameters")
        cell.id = "injected-parameters"
    elif "papermill-error-cell-tag" in cell.metadata.get("tags", ()):
        cell.id = f"papermill-error-{number}"


def _joined(outputs: list) -> list:
    """Return what was printed between two displays as one piece, stderr last: where a stream is cut is chance."""
    kept: list = []
    run: dict[str, Any] = {}
    for output in [*outputs, None]:
        if output is not None and output.output_type == "stream":
            if output.name in run:
                run[output.name].text += output.text
            else:
                run[output.name] = output
            continue
        kept += [run[name] for name in ("stdout", "stderr") if name in run]
        run = {}
        if output is not None and _WIDGETS not in output.get("data", {}):
            kept.append(output)
    return kept


def _output(output: Any, count: int | None, hide: Any) -> Any:
    """Return an output with the cell's count and without this machine's folders."""
    if output.output_type == "execute_result":
        output.execution_count = count
    for key in ("text", "evalue"):
        if key in output:
            output[key] = hide(output[key])
    if "traceback" in output:
        output["traceback"] = [hide(line) for line in output["traceback"]]
    if "text/plain" in output.get("data", {}):
        output["data"]["text/plain"] = hide(output["data"]["text/plain"])
    return output


def _hider(folders: Iterable[Path]) -> Any:
    """Return a function that takes this machine's folders, cell files, and addresses out of a text."""
    own = {*map(str, folders), sys.prefix, sys.base_prefix, os.getcwd(), str(Path.home()), tempfile.gettempdir()}
    own |= {str(Path(__file__).resolve().parents[2]), *(os.path.realpath(f) for f in own)}
    long = sorted((f.rstrip(os.sep) for f in own if len(f) > 2), key=len, reverse=True)
    paths = re.compile("|".join(re.escape(f) + r"(?:[\\/]|\b)" for f in long))

    def hide(text: str) -> str:
        return _ADDRESS.sub("0x", paths.sub("", _CELL_FILE.sub("cell", text)))

    return hide


def _only(metadata: Any, *keys: str) -> Any:
    return type(metadata)({key: metadata[key] for key in keys if key in metadata})


def _without(metadata: Any, *keys: str) -> Any:
    return type(metadata)({key: value for key, value in metadata.items() if key not in keys})
