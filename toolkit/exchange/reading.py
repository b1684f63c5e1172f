"""What coders marked, from whatever file or folder they give: which tool it is of is told by its content."""

import json
from collections.abc import Iterable
from pathlib import Path

from toolkit.analysis import Analysis
from toolkit.errors import InputError
from toolkit.exchange import inception, label_studio, qdpx, spacy_docs
from toolkit.exchange.coding import Coding, coding_of

READ = "Label Studio's JSON, INCEpTION's XMI or project, a .qdpx or a .spacy"


def codings(path: Path) -> list[Coding]:
    """Return what an export holds: each coder's marks in each article, and the toolkit's own where they came along.

    Raises
    ------
    InputError
        If it cannot be read, or is of no tool that is known.
    """
    try:
        if path.is_dir():
            tasks = path / label_studio.TASKS
            return list(label_studio.read(tasks) if tasks.is_file() else inception.read(path))
        head = path.open("rb").read(4096)
        if head.startswith(b"PK\x03\x04"):
            return list(qdpx.read(path) if path.suffix.lower() == qdpx.ENDING else inception.read(path))
        if path.suffix.lower() in (".xmi", ".zip"):
            return list(inception.read(path))
        if path.suffix.lower() == spacy_docs.ENDING:
            return list(spacy_docs.read(path))
        if path.suffix.lower() in (".json", ".jsonl"):
            return _of_json(path)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    raise InputError(f"{path.name} is of no tool that is known: give {READ}")


def _of_json(path: Path) -> list[Coding]:
    """Return what a JSON file holds: Label Studio's tasks, a CAS, or analyses of the toolkit, one a line."""
    data = path.read_bytes()
    if data.lstrip().startswith(b"["):
        return list(label_studio.read(path))
    if b'"%TYPES"' in data:
        return list(inception.read(path))
    lines = [line for line in data.splitlines() if line.strip() and b'"error"' not in line[:200]]
    try:
        return [coding_of(Analysis.from_json(line)) for line in lines]
    except InputError:
        try:
            return [coding_of(Analysis.from_json(json.dumps(json.loads(data))))]
        except (ValueError, InputError):
            raise InputError(f"{path.name} is of no tool that is known: give {READ}") from None


def by_text(found: Iterable[Coding]) -> dict[str, list[Coding]]:
    """Return codings by the text that they are of, whatever their tools call the article."""
    texts: dict[str, list[Coding]] = {}
    for one in found:
        texts.setdefault(one.text, []).append(one)
    return texts
