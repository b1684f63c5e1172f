"""A report, made again from what lies in its folder: is it still the same, and if not, what and why?"""

import base64
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import ReportError, ToolkitError
from toolkit.report import likeness, manifest
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

    The report's own notebook is run, with its articles rebuilt from analysis.json or analyses.jsonl.

    Parameters
    ----------
    folder
        The report's folder, as `toolkit report` wrote it.

    Returns
    -------
    Verdict
        *identical*: every file has the same bytes. *equivalent*: made with other versions or on another
        processor; texts, spans and counts are equal, scores within 0.02, figures redrawn from equal numbers and alike
        (see `toolkit.report.likeness`).
        *different*: anything else, a file changed by hand among it.

    Raises
    ------
    ReportError
        If the folder is no report, or holds no analysis to make it from.
    """
    folder = Path(folder)
    then = manifest.read(folder)
    edited = list(_edited(then["files"], manifest.files(folder)))
    if edited:
        return Verdict("different", tuple(edited))
    shown = json.loads((folder / "report.ipynb").read_text("utf-8"))["metadata"]["papermill"]["parameters"]
    articles = _articles(folder, shown)
    with tempfile.TemporaryDirectory(prefix="toolkit-verify-") as temporary:
        again = Path(temporary) / "report"
        again.mkdir()
        try:
            _make_again(folder, then, again, shown, articles)
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


def _make_again(
    folder: Path, then: Mapping[str, Any], again: Path, shown: dict[str, Any], articles: Mapping[str, Any]
) -> None:
    from toolkit.report import jobs, run

    notebook = folder / "report.ipynb"
    actors_file = folder / jobs.ACTORS if shown.get("actors_file") else None
    job = jobs.Job(
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
            found = run.build(job, again, kernel, articles=articles)
        except run.CellFailed as error:
            raise ReportError(str(error)) from error
    about = {"name": then["notebook"]["name"], "sha256": manifest.notebook_hash(notebook)}
    now = {"inputs": then["inputs"], "parameters": job.in_force, "reader": found["reader"]}
    manifest.write(again, notebook=about, **now)


def _articles(folder: Path, shown: Mapping[str, Any]) -> dict[str, Any]:
    """The articles by the names that the report's notebook asks for them."""
    from toolkit.analysis import Analysis

    one, many = folder / "analysis.json", folder / "analyses.jsonl"
    if one.is_file():
        return {shown.get("article", ""): Analysis.from_json(one.read_bytes()).article}
    if many.is_file():
        lines = many.read_text("utf-8").split("\n")
        return dict(zip(shown["articles"], (Analysis.from_json(line).article for line in lines if line), strict=True))
    raise ReportError(f"{folder} holds no analysis.json to make the report from: its notebook has no variable analysis")


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
    other = versions[0].get("matplotlib") != versions[1].get("matplotlib")
    reasons = []
    for name in names:
        if name not in before or name not in after:
            reasons.append(f"{name} is {'new' if name in after else 'not made any more'}")
        elif not changes:
            reasons.append(f"{name} comes out different, on the same machine with the same versions")
        elif Path(name).suffix in _DRAWN:
            if not likeness.alike(
                Path(name).suffix[1:], (old / name).read_bytes(), (new / name).read_bytes(), other=other
            ):
                reasons.append(f"{name} does not look like the figure that the same numbers give")
        elif not _same(_content(old / name, versions[0]), _content(new / name, versions[1])):
            reasons.append(f"{name} comes out different in its texts or numbers")
        elif not _same_pictures(old / name, new / name, other):
            reasons.append(f"{name} shows a figure that does not look like the one that the same numbers give")
    if reasons:
        return Verdict("different", (*reasons, *changes))
    redrawn = [f"{len(names)} files have other bytes but say the same"] if names else []
    return Verdict("equivalent", (*redrawn, *changes))


def _same_pictures(old: Path, new: Path, other: bool) -> bool:
    """Whether the pictures in a page or notebook look like those in the other."""
    before, after = _pictures(old), _pictures(new)
    return len(before) == len(after) and all(
        kind == now and likeness.alike(kind, a, b, other=other)
        for (kind, a), (now, b) in zip(before, after, strict=True)
    )


def _pictures(path: Path) -> list[tuple[str, bytes]]:
    """Kind and bytes of every picture in a page or an executed notebook."""
    if path.suffix == ".html":
        found = re.findall(r'"data:image/(svg|png)[^,"]*;base64,([^"]*)"', path.read_text("utf-8"))
        return [(kind, base64.b64decode(data)) for kind, data in found]
    if path.suffix != ".ipynb":
        return []
    outputs = [o for cell in json.loads(path.read_text("utf-8"))["cells"] for o in cell.get("outputs", ())]
    found = []
    for data in (output.get("data", {}) for output in outputs):
        if "image/png" in data:
            found.append(("png", base64.b64decode("".join(data["image/png"]))))
        if "image/svg+xml" in data:
            found.append(("svg", "".join(data["image/svg+xml"]).encode()))
    return found


def _content(path: Path, versions: Mapping[str, str]) -> str:
    """What a file says, without what may change: pictures, and the versions it was made with."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "\n".join(book.read(n).decode("utf-8") for n in sorted(book.namelist()) if n.startswith("xl/"))
    text = path.read_text("utf-8")
    if path.name in ("analysis.json", "analyses.jsonl"):
        lines = [text] if path.name == "analysis.json" else [line for line in text.split("\n") if line]
        content = [json.loads(line) | {"versions": None} for line in lines]
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
