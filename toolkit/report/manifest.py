"""The manifest: what a report was made from and by, and the hash of every file in it."""

import hashlib
import json
import platform
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from toolkit.errors import ReportError

NAME = "manifest.json"
SCHEMA = "toolkit.manifest/1"
_PARTS = ("schema", "inputs", "notebook", "parameters", "reader", "versions", "cpu", "files")
PACKAGES = (
    "feedparser", "ipykernel", "jinja2", "lxml", "matplotlib", "nbclient", "nbformat", "nh3", "nltk", "numpy",
    "onnxruntime", "openpyxl", "pandas", "papermill", "py3langid", "pypandoc_binary", "pypdfium2", "python-docx",
    "striprtf", "tokenizers", "trafilatura",
)  # fmt: skip


def sha256(data: bytes | Path) -> str:
    """Return the SHA-256 of bytes or of a file, in hexadecimal."""
    return hashlib.sha256(data if isinstance(data, bytes) else data.read_bytes()).hexdigest()


def notebook_hash(path: Path) -> str:
    """Return the hash of a notebook as it was before a run: of its cells and their tags, not of what they showed.

    So it is the same for a report's executed notebook as for the one it was made from.
    """
    import nbformat

    from toolkit.report.clean import source_notebook

    nb = source_notebook(nbformat.read(path, as_version=4))
    cells = [{"type": c.cell_type, "tags": c.metadata.get("tags", []), "source": c.source} for c in nb.cells]
    return sha256(json.dumps(cells, ensure_ascii=False).encode())


def files(folder: Path) -> dict[str, str]:
    """Return the hash of every file of a report but the manifest itself, by its path in the folder."""
    paths = sorted(p for p in folder.rglob("*") if p.is_file() and p != folder / NAME)
    return {p.relative_to(folder).as_posix(): sha256(p) for p in paths}


def write(
    folder: Path,
    *,
    notebook: Mapping[str, str],
    inputs: list[dict[str, str]],
    parameters: Mapping[str, Any],
    reader: Mapping[str, str],
) -> None:
    """Write the manifest over what lies in a report's folder.

    Parameters
    ----------
    folder
        The report's folder, complete.
    notebook
        Its ``name`` and ``sha256``.
    inputs
        ``name`` and ``sha256`` of each file read (articles, actors.toml).
    parameters
        In force, as the report shows them.
    reader
        What `reader` gave in the notebook's kernel, which has it loaded.
    """
    content = {
        "schema": SCHEMA,
        "inputs": inputs,
        "notebook": dict(notebook),
        "parameters": dict(parameters),
        "reader": dict(reader),
        "versions": versions(),
        "cpu": cpu(),
        "files": files(folder),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    (folder / NAME).write_text(text + "\n", encoding="utf-8", newline="\n")


def read(folder: Path) -> dict[str, Any]:
    """Return the manifest of a report.

    Raises
    ------
    ReportError
        If the folder holds none that can be read.
    """
    if not folder.is_dir():
        raise ReportError(f"{folder} is not a report's folder: give the folder that holds report.html")
    try:
        content = json.loads((folder / NAME).read_text("utf-8"))
        if content["schema"] != SCHEMA:
            raise ReportError(f"{folder / NAME} has the schema {content['schema']}: {SCHEMA} is wanted")
        return {name: content[name] for name in _PARTS}
    except OSError as error:
        raise ReportError(f"{folder} holds no {NAME}: it is not a report of `toolkit report`") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ReportError(f"{folder / NAME} is damaged: it is not the JSON of a manifest") from error


@cache
def versions() -> dict[str, str]:
    """Return the versions of Python, the toolkit and the packages whose work can be seen in a report."""
    from toolkit.version import VERSION

    found = {"python": platform.python_version(), "system": platform.system(), "toolkit": VERSION}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


@cache
def reader() -> dict[str, str]:
    """Return the reader's version and the hash of its weights."""
    from toolkit import reader as _reader

    weights = Path(_reader.__file__).parent / "weights"
    found = {"version": _reader.version()}
    return found | {p.name: sha256(p) for p in sorted(weights.glob("*")) if p.suffix in (".onnx", ".json")}


@cache
def cpu() -> str:
    """Return the type of this machine's processor, on which the last digits of the reader's scores may depend."""
    name = platform.processor()
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
        name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), name)
    except OSError:
        pass
    return f"{platform.machine()} {name}".strip()
