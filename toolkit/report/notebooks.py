"""Notebooks: where they are, which parameters they take, and whether given ones fit."""

import ast
import json
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from toolkit.errors import ParameterError
from toolkit.report.model import Parameter
from toolkit.report.quick_imports import import_papermill


def folder() -> Path:
    """Return the folder of the notebooks that come with the toolkit: in the installed package, or in the checkout."""
    inside = Path(str(resources.files("toolkit"))) / "notebooks"
    return inside if inside.is_dir() else inside.parent.parent / "notebooks"


def names() -> list[str]:
    """Return the names of the notebooks that come with the toolkit."""
    return sorted(path.stem for path in folder().glob("*.ipynb"))


def find(notebook: str) -> Path:
    """Return the path of a notebook, given as a name of ``names()`` or as a path.

    Raises
    ------
    ParameterError
        If there is none; the text names those there are.
    """
    if notebook in names():
        return folder() / f"{notebook}.ipynb"
    path = Path(notebook)
    if path.suffix == ".ipynb" and path.is_file():
        return path
    raise ParameterError(
        f"there is no notebook {notebook}: give the path of an .ipynb file, or one of {', '.join(names())}"
    )


def parameters(path: str | Path) -> dict[str, Parameter]:
    """Return the parameters of a notebook, by name: what its cell tagged ``parameters`` assigns.

    papermill reads them; it gives up on a line with two equals signs, so that Python's own parser has
    the last word on which names there are.

    Raises
    ------
    ParameterError
        If the file is no notebook.
    """
    papermill = import_papermill()
    try:
        notebook = papermill.iorw.load_notebook_node(str(path))
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook.metadata["kernelspec"] = kernel  # papermill wants to be told
        inspected = papermill.inspect_notebook(notebook)
    except Exception as error:
        raise ParameterError(f"{path} is not a Jupyter notebook of version 4 that can be read") from error
    tagged = (cell.source for cell in notebook.cells if "parameters" in cell.metadata.tags)
    known = {}
    for name, default in _assigned(next(tagged, "")):
        known[name] = Parameter(name, default, inspected.get(name, {}).get("help", "").strip())
    return known


def default_value(parameter: Parameter) -> Any:
    """Return a parameter's default as a value; None where it is an expression."""
    try:
        return ast.literal_eval(parameter.default)
    except ValueError:
        return None


def check(path: str | Path, given: Mapping[str, Any], *, texts: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the parameters given for a notebook, each seen to fit.

    Parameters
    ----------
    path
        The notebook.
    given
        Values as they are (from Python or a YAML file).
    texts
        Values as typed on a command line; they win, and become what the notebook's default is: a text where
        that is a text, else True, False, None, a number or a text, as papermill's own ``-p`` reads them.

    Raises
    ------
    ParameterError
        If the notebook does not have one of them (the text names those it has), or a value is of the wrong kind.
    """
    known, texts = parameters(path), texts or {}
    unknown = [name for name in {**given, **texts} if name not in known]
    if unknown:
        takes = f"it has {', '.join(known)}" if known else "it has none (no cell is tagged parameters)"
        raise ParameterError(f"the notebook {Path(path).stem} has no parameter {', '.join(unknown)}: {takes}")
    values = {**given, **{name: _typed(known[name], text) for name, text in texts.items()}}
    for name, value in values.items():
        _check_kind(known[name], value)
    return values


def from_command_line(pairs: Iterable[str], file: str | Path | None) -> dict[str, dict[str, Any]]:
    """Return parameters as a command line gives them: ``parameters`` from a YAML file, ``texts`` from name=value pairs.

    Raises
    ------
    ParameterError
        If a pair has no equals sign, or the file is not a YAML mapping.
    """
    texts: dict[str, str] = {}
    values: Any = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign or not name.isidentifier():
            raise ParameterError(f"-p takes name=value, not {pair!r}")
        texts[name] = text
    if file:
        import yaml

        try:
            values = yaml.safe_load(Path(file).read_text("utf-8")) or {}
        except (OSError, UnicodeDecodeError) as error:
            raise ParameterError(f"{file} cannot be read: {getattr(error, 'strerror', 'it is not text')}") from error
        except yaml.YAMLError as error:
            raise ParameterError(f"{file} is not YAML: {error}") from error
        if not isinstance(values, dict):
            raise ParameterError(f"{file} holds no parameters: one `name: value` a line is wanted")
    return {"parameters": {str(name): value for name, value in values.items()}, "texts": texts}


def description(path: str | Path) -> str:
    """Return what a notebook is for: the first paragraph of its first Markdown cell, in one line."""
    cells = json.loads(Path(path).read_text("utf-8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    return " ".join(texts[0].split("\n\n")[0].split()).lstrip("# ") if texts else ""


def _assigned(source: str) -> list[tuple[str, str]]:
    """Return the names and default values that a parameters cell assigns, in their order."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return []
    pairs = []
    for line in body:
        if isinstance(line, ast.Assign):
            pairs += [(t.id, ast.unparse(line.value)) for t in line.targets if isinstance(t, ast.Name)]
        elif isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.value:
            pairs.append((line.target.id, ast.unparse(line.value)))
    return pairs


def _typed(parameter: Parameter, text: str) -> Any:
    """Return a typed text as the value it stands for."""
    if isinstance(default_value(parameter), str) or text in ("True", "False", "None"):
        return {"True": True, "False": False, "None": None}.get(text, text)
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _check_kind(parameter: Parameter, value: Any) -> None:
    """Raise ParameterError if a value is of another kind than the default."""
    usual = default_value(parameter)
    wanted = (int, float) if isinstance(usual, float) else type(usual)
    right = isinstance(value, wanted) and isinstance(value, bool) == isinstance(usual, bool)
    if usual is None or value is None or right:
        return
    kinds = {bool: "True or False", int: "a whole number", float: "a number", str: "a text", list: "a list"}
    raise ParameterError(
        f"the parameter {parameter.name} takes {kinds.get(type(usual), type(usual).__name__)} "
        f"({parameter.name}={parameter.default} is the default), not {value!r}"
    )


def listing() -> list[str]:
    """Return a line for each of the toolkit's notebooks, and one for each parameter: its default, what it takes."""
    lines = []
    for name in names():
        path = folder() / f"{name}.ipynb"
        lines.append(f"{name}: {description(path)}")
        for parameter in parameters(path).values():
            lines.append(f"  {f'{parameter.name} = {parameter.default}':<26} {parameter.help}".rstrip())
    return lines
