"""Compare two folders of one report: the same bytes, the same texts, numbers and pictures, or something else?"""

import base64
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from toolkit.display.wording import count, noun
from toolkit.report import likeness, manifest
from toolkit.report.model import Verdict

TOLERANCE = 0.02  # how far a score may move on another machine; whole numbers may not at all
_NUMBER = re.compile(r"(-?\d+\.\d+(?:e-?\d+)?)")
_PICTURE = re.compile(r"data:image/[^\"]*")
_EMBEDDED = re.compile(r'"data:image/(svg|png)[^,"]*;base64,([^"]*)"')
_DRAWN = (".svg", ".png", ".pdf")


def compare(old: Path, new: Path, changes: list[str]) -> Verdict:
    """Return whether a report made again is the same.

    Parameters
    ----------
    old, new
        The report's folder, and that of the same report made again.
    changes
        What has changed about the machine and the programs, a sentence each.
    """
    before, after = manifest.files(old), manifest.files(new)
    names = [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]
    if not names and (old / manifest.NAME).read_bytes() == (new / manifest.NAME).read_bytes():
        return Verdict("identical", (f"all {len(before) + 1} files have the same bytes",))
    if not names and not changes:
        return Verdict("different", (f"{manifest.NAME} was changed after the report was made",))
    reasons = []
    for name in names:
        if name not in before or name not in after:
            reasons.append(f"{name} is {'new' if name in after else 'not made any more'}")
        elif not changes:
            reasons.append(f"{name} comes out different, on the same machine with the same versions")
        elif difference := _difference(old, new, name):
            reasons.append(f"{name} {difference}")
    if reasons:
        return Verdict("different", (*reasons, *changes))
    files = count(len(names), "file has", "files have")
    redrawn = [f"{files} other bytes but {noun(len(names), 'says', 'say')} the same"] if names else []
    return Verdict("equivalent", (*redrawn, *changes))


def same_text(old: str, new: str) -> bool:
    """Return whether two texts are equal but for decimals, which may lie 0.02 apart.

    >>> same_text("confidence 0.93", "confidence 0.95"), same_text("confidence 0.93", "confidence 0.96")
    (True, False)
    """
    a, b = _NUMBER.split(old), _NUMBER.split(new)
    if len(a) != len(b) or a[::2] != b[::2]:
        return False
    return all(abs(float(x) - float(y)) <= TOLERANCE + 1e-9 for x, y in zip(a[1::2], b[1::2], strict=True))


def _difference(old: Path, new: Path, name: str) -> str:
    """Return how a file with other bytes differs; nothing if it says the same."""
    versions = [json.loads((folder / manifest.NAME).read_text("utf-8"))["versions"] for folder in (old, new)]
    other = versions[0].get("matplotlib") != versions[1].get("matplotlib")
    before, after = old / name, new / name
    if before.suffix in _DRAWN:
        same = likeness.alike(before.suffix[1:], before.read_bytes(), after.read_bytes(), other=other)
        return "" if same else "does not look like the figure that the same numbers give"
    if not same_text(_content(before, versions[0]), _content(after, versions[1])):
        return "comes out different in its texts or numbers"
    if not _same_pictures(before, after, other):
        return "shows a figure that does not look like the one that the same numbers give"
    return ""


def _same_pictures(old: Path, new: Path, other: bool) -> bool:
    """Return whether the pictures in a page or notebook look like those in the other."""
    before, after = _pictures(old), _pictures(new)
    return len(before) == len(after) and all(
        kind == now and likeness.alike(kind, a, b, other=other)
        for (kind, a), (now, b) in zip(before, after, strict=True)
    )


def _pictures(path: Path) -> list[tuple[str, bytes]]:
    """Return kind and bytes of every picture in a page or an executed notebook."""
    if path.suffix == ".html":
        return [(kind, base64.b64decode(data)) for kind, data in _EMBEDDED.findall(path.read_text("utf-8"))]
    if path.suffix != ".ipynb":
        return []
    outputs = [o for cell in json.loads(path.read_text("utf-8"))["cells"] for o in cell.get("outputs", ())]
    pictures = []
    for data in (output.get("data", {}) for output in outputs):
        if "image/png" in data:
            pictures.append(("png", base64.b64decode("".join(data["image/png"]))))
        if "image/svg+xml" in data:
            pictures.append(("svg", "".join(data["image/svg+xml"]).encode()))
    return pictures


def _content(path: Path, versions: Mapping[str, str]) -> str:
    """Return what a file says, without what may change: pictures, and the versions it was made with."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "\n".join(book.read(n).decode("utf-8") for n in sorted(book.namelist()) if n.startswith("xl/"))
    text = path.read_text("utf-8")
    if path.name in ("analysis.json", "analyses.jsonl"):
        lines = [text] if path.name == "analysis.json" else [line for line in text.split("\n") if line]
        return json.dumps([json.loads(line) | {"versions": None} for line in lines])
    if path.suffix == ".ipynb":
        text = _cells(text)
    for name, version in versions.items():
        text = re.sub(rf"(\b{re.escape(name)}\b(?:</th><td[^>]*>|\s+)){re.escape(version)}", r"\1", text)
    return _PICTURE.sub("", text)


def _cells(notebook: str) -> str:
    """Return a notebook's cells as JSON, without pictures, and without plain text where the same is there as HTML."""
    content = json.loads(notebook)
    content.pop("metadata", None)
    for cell in content["cells"]:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            for kind in [k for k in data if k.startswith("image/") or (k == "text/plain" and "text/html" in data)]:
                del data[kind]
    return json.dumps(content)
