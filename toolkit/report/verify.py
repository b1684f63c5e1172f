"""A report, made again from what lies in its folder: is it still the same, and if not, what and why?"""

import json
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import ReportError, ToolkitError
from toolkit.report import manifest
from toolkit.report.kernel import Kernel

TOLERANCE = 0.02  # how far a score may move on another machine; whole numbers may not at all
_NUMBER = re.compile(r"(-?\d+\.\d+(?:e-?\d+)?)")
_PICTURE = re.compile(r"data:image/[^\"]*")
_DRAWN = (".svg", ".png", ".pdf")


@dataclass(frozen=True)
class Verdict:
    """``word``: identical, equivalent or different; ``reasons``: what differs and why, a line each."""

    word: str
    reasons: tuple[str, ...]


def verify(folder: str | Path) -> Verdict:
    """Make a report again in a temporary folder and compare.

    The report's own notebook is run, with the article rebuilt from analysis.json.

    Parameters
    ----------
    folder
        The report's folder, as `toolkit report` wrote it.

    Returns
    -------
    Verdict
        *identical*: every file has the same bytes. *equivalent*: made with other versions or on another
        processor; texts, spans and counts are equal, scores within 0.02, figures redrawn from equal numbers.
        *different*: anything else, a file changed by hand among it.

    Raises
    ------
    ReportError
        If the folder is no report.
    """
    folder = Path(folder)
    then = manifest.read(folder)
    edited = list(_edited(then["files"], manifest.files(folder)))
    if edited:
        return Verdict("different", tuple(edited))
    with tempfile.TemporaryDirectory(prefix="toolkit-verify-") as temporary:
        again = Path(temporary) / "report"
        again.mkdir()
        try:
            _make_again(folder, then, again)
        except ToolkitError as error:
            return Verdict("different", (f"it cannot be made again: {error}",))
        changes = list(_changes(then, manifest.read(again)))
        return _compare(folder, again, changes)


def _edited(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Files that are not what the manifest says they were when the report was made."""
    for name in sorted({*then, *now}):
        if name not in now:
            yield f"{name} is missing"
        elif name not in then:
            yield f"{name} was added after the report was made"
        elif then[name] != now[name]:
            yield f"{name} was changed after the report was made"


def _make_again(folder: Path, then: Mapping[str, Any], again: Path) -> None:
    from toolkit.analysis import Analysis
    from toolkit.report import run

    if not (folder / "analysis.json").is_file():
        raise ReportError("the report holds no analysis.json to rebuild the article from")
    notebook = folder / "report.ipynb"
    shown = json.loads(notebook.read_text("utf-8"))["metadata"]["papermill"]["parameters"]
    article = Analysis.from_json((folder / "analysis.json").read_bytes()).article
    actors_file = folder / run.ACTORS if shown.get("actors_file") else None
    job = run.Job(
        id=folder.name,
        notebook=notebook,
        articles=(),
        parameters=shown,
        shown=shown,
        in_force=then["parameters"],
        actors_file=actors_file,
    )
    with Kernel(run.WARM_UP) as kernel:
        try:
            run.build(job, again, kernel, articles={shown.get("article", ""): article})
        except run.CellFailed as error:
            raise ReportError(str(error)) from error
    about = {"name": then["notebook"]["name"], "sha256": manifest.notebook_hash(notebook)}
    manifest.write(again, notebook=about, inputs=then["inputs"], parameters=job.in_force)


def _changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """What is not the same about the machine and the programs, which may explain a difference."""
    for name in sorted({*then["versions"], *now["versions"]}):
        old, new = then["versions"].get(name, "none"), now["versions"].get(name, "none")
        if old != new:
            yield f"made with {name} {old}, here it is {new}"
    if then["reader"] != now["reader"]:
        yield f"made with reader {then['reader'].get('version')}, here it is {now['reader'].get('version')}"
    if then["cpu"] != now["cpu"]:
        yield f"made on {then['cpu']}, this is {now['cpu']}"


def _compare(old: Path, new: Path, changes: list[str]) -> Verdict:
    before, after = manifest.files(old), manifest.files(new)
    names = [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]
    if not names and (old / manifest.NAME).read_bytes() == (new / manifest.NAME).read_bytes():
        return Verdict("identical", (f"all {len(before) + 1} files have the same bytes",))
    if not names and not changes:
        return Verdict("different", (f"{manifest.NAME} was changed after the report was made",))
    versions = [json.loads((f / manifest.NAME).read_text("utf-8"))["versions"] for f in (old, new)]
    reasons = []
    for name in names:
        if name not in before or name not in after:
            reasons.append(f"{name} is {'new' if name in after else 'not made any more'}")
        elif not changes:
            reasons.append(f"{name} comes out different, on the same machine with the same versions")
        elif Path(name).suffix not in _DRAWN and not _same(
            _content(old / name, versions[0]), _content(new / name, versions[1])
        ):
            reasons.append(f"{name} comes out different in its texts or numbers")
    if reasons:
        return Verdict("different", (*reasons, *changes))
    redrawn = [f"{len(names)} files have other bytes but say the same"] if names else []
    return Verdict("equivalent", (*redrawn, *changes))


def _content(path: Path, versions: Mapping[str, str]) -> str:
    """What a file says, without what may change: pictures, and the versions it was made with."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "\n".join(book.read(n).decode("utf-8") for n in sorted(book.namelist()) if n.startswith("xl/"))
    text = path.read_text("utf-8")
    if path.name == "analysis.json":
        content = json.loads(text)
        content.pop("versions", None)
        return json.dumps(content)
    if path.suffix == ".ipynb":
        content = json.loads(text)
        content.pop("metadata", None)
        for cell in content["cells"]:
            for output in cell.get("outputs", ()):
                data = output.get("data", {})
                for kind in [k for k in data if k.startswith("image/") or (k == "text/plain" and "text/html" in data)]:
                    del data[kind]
        text = json.dumps(content)
    for name, version in versions.items():
        text = re.sub(rf"(\b{re.escape(name)}\b(?:</th><td[^>]*>|\s+)){re.escape(version)}", r"\1", text)
    return _PICTURE.sub("", text)


def _same(old: str, new: str) -> bool:
    """Equal but for decimals, which may lie 0.02 apart."""
    a, b = _NUMBER.split(old), _NUMBER.split(new)
    if len(a) != len(b) or a[::2] != b[::2]:
        return False
    return all(abs(float(x) - float(y)) <= TOLERANCE + 1e-9 for x, y in zip(a[1::2], b[1::2], strict=True))
