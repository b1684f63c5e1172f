"""Collect what a notebook shows into the report's folder; runs inside the notebook's kernel.

A cell that carries a Quarto label (``#| label: fig-actors``) and ends in a figure leaves it as
``figures/fig-actors.svg``, ``.png``, ``.pdf``, its numbers as ``.csv``, and what Vega-Lite and Datawrapper draw it
from; the notebook's `Analysis` becomes ``analysis.json`` and the tables. The notebook itself needs no line for that.
"""

import gc
import json
import pickle
import re
import sys
import warnings
from functools import partial
from pathlib import Path
from typing import Any

from toolkit.errors import ParameterError, ToolkitWarning
from toolkit.report.cell_options import cell_options

_LABEL = re.compile(r"[\w-]+")  # what of a label may be a file's name
_warned: list[str] = []  # what the toolkit warned of in the notebook
_save: Any = None  # what is called after each cell


def get_ready() -> None:
    """Import what every report needs, before anything is asked for."""
    import matplotlib

    import toolkit.analysis
    import toolkit.figures
    import toolkit.report.show
    import toolkit.tables  # noqa: F401

    matplotlib.rcdefaults()  # not the style of whoever runs it
    gc.freeze()  # what is imported stays: to collect garbage after each report of many takes half as long


def begin(folder: str, *, strict: bool = False, articles: str, narrow: str) -> None:
    """Collect into this folder from now on; called before the notebook's first cell.

    Parameters
    ----------
    folder
        Where figures, tables and analysis.json go.
    strict
        Whether to make errors of the toolkit's warnings.
    articles
        A pickle of the articles, and of what was passed over, by the names for which the notebook asks.
    narrow
        A folder for the figures once more, as SVG for narrow screens.
    """
    from IPython import get_ipython

    from toolkit.sources import reading

    global _save
    events = get_ipython().events
    if _save:
        events.unregister("post_run_cell", _save)
    _warned.clear()
    warnings.simplefilter("error" if strict else "always", ToolkitWarning)
    warnings.showwarning = _show_warning
    _save = partial(_save_figure, Path(folder) / "figures", Path(narrow))
    events.register("post_run_cell", _save)
    reading.keep_at_hand(pickle.loads(Path(articles).read_bytes()))


def end(folder: str, note: str) -> None:
    """Write analysis.json and the tables; into the file ``note``, what the report's maker wants to know.

    Called after the notebook's last cell.
    """
    from IPython import get_ipython

    from toolkit.analysis import Analysis
    from toolkit.report import manifest

    names = get_ipython().user_ns
    variables: dict[str, Any] = {}
    if isinstance(names.get("analysis"), Analysis):
        variables = _write_analysis(names["analysis"], Path(folder))
    elif "toolkit.collection" in sys.modules:
        variables = _write_collection(names.get("analyses"), Path(folder))
    executed = {"warnings": _warned, "variables": variables, "reader": manifest.reader()}
    Path(note).write_text(json.dumps(executed), encoding="utf-8")


def _write_analysis(analysis: Any, folder: Path) -> dict[str, Any]:
    """Write an analysis and its tables, and return its numbers by name."""
    from toolkit import tables
    from toolkit.tables import summary

    (folder / "analysis.json").write_text(analysis.to_json(indent=1) + "\n", encoding="utf-8", newline="\n")
    tables.write(analysis, folder)
    return summary.numbers(analysis)


def _write_collection(analyses: Any, folder: Path) -> dict[str, Any]:
    """Write a collection and its tables, and return its numbers by name; nothing if it is none."""
    from toolkit import collection
    from toolkit.collection import summary
    from toolkit.collection.store import StoredCollection

    if not isinstance(analyses, collection.Collection):
        return {}
    if isinstance(analyses, StoredCollection):  # which holds them itself
        collection.write(analyses, folder)
        return summary.numbers(analyses)
    lines = [one.to_json() for one in analyses.analyses]
    lines += [json.dumps(item.to_dict(), ensure_ascii=False) for item in analyses.passed_over]
    (folder / "analyses.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    collection.write(analyses, folder)
    return summary.numbers(analyses)


def _save_figure(folder: Path, narrow: Path, result: Any) -> None:
    """Save the figure that a cell with a label ends in."""
    label = _LABEL.match(cell_options(result.info.raw_cell or "").get("label", "")) if result.success else None
    if not label or (not hasattr(result.result, "savefig") and not hasattr(result.result, "figure")):
        return
    from toolkit import figures

    folder.mkdir(exist_ok=True)
    try:
        figures.save(result.result, folder / label[0])
        figures.save(result.result, narrow / label[0], size="column", formats=("svg",))
    except ParameterError:  # drawn by the user's own matplotlib code
        _save_other(getattr(result.result, "figure", None) or result.result, folder / label[0])


def _save_other(figure: Any, path: Path) -> None:
    """Save a figure that the user's own code drew, the same bytes on every run."""
    from matplotlib import rc_context

    with rc_context({"svg.hashsalt": path.name, "svg.fonttype": "none", "pdf.fonttype": 42}):
        for kind, metadata in (("svg", {"Date": None}), ("png", {"Software": None}), ("pdf", {"CreationDate": None})):
            figure.savefig(f"{path}.{kind}", metadata=metadata, bbox_inches="tight")


def _show_warning(message: Any, category: type, filename: str, lineno: int, *_: Any, **__: Any) -> None:
    """Print a warning as one line without the path of a file, which would differ from machine to machine."""
    text = f"{category.__name__}: {message}" if category is not ToolkitWarning else f"Warning: {message}"
    if category is ToolkitWarning:
        if str(message) in _warned:
            return
        _warned.append(str(message))
    print(text, file=sys.stderr)
