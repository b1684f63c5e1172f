"""Run pandoc, as it comes with pypandoc_binary: Markdown and HTML to its document tree, the tree to a file."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from toolkit.errors import ReportError

EPOCH = "315532800"  # 1980-01-01, the earliest date a ZIP file knows: no file says when it was made


def read(text: str, kind: str) -> dict[str, Any]:
    """Return the tree of a text of some kind ("markdown", "html"); nothing but this text is read."""
    return json.loads(_run(["-f", kind, "-t", "json", "--sandbox"], text.encode(), None))


def write(tree: dict[str, Any], kind: str, *options: str, folder: Path | None = None) -> bytes:
    """Return a tree as a document of some kind.

    Parameters
    ----------
    tree
        What `read` gave, or one made of its parts.
    kind
        "docx", "html5", "typst".
    options
        Further options of pandoc's command.
    folder
        Where pictures' and bibliographies' paths begin.
    """
    return _run(["-f", "json", "-t", kind, "--standalone", "--wrap=none", "-o", "-", *options], _bytes(tree), folder)


def text(node: Any) -> str:
    """Return the words of a part of a tree, without what is bold, linked or raw in it."""
    if isinstance(node, list):
        return "".join(map(text, node))
    if not isinstance(node, dict):
        return ""
    kind = node.get("t")
    content: Any = node.get("c")
    if kind == "Str":
        return content
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("Code", "Math"):
        return content[1]
    if kind == "MetaString":
        return content
    if kind == "Cite":
        return text(content[1])
    return text(list(content.values()) if isinstance(content, dict) else content)


def default(name: str) -> bytes:
    """Return one of the files that pandoc brings along."""
    return _run([f"--print-default-data-file={name}"], b"", None)


def _bytes(tree: dict[str, Any]) -> bytes:
    """Return a tree as pandoc reads it."""
    return json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")


def _run(arguments: list[str], given: bytes, folder: Path | None) -> bytes:
    """Return what pandoc makes of its input.

    pypandoc's own ``convert_text`` takes no bytes and no environment, and prefers another pandoc on the PATH, which
    would give other bytes: the one in the package is run.
    """
    import pypandoc

    own = Path(pypandoc.__file__).parent / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")
    done = subprocess.run(
        [str(own) if own.is_file() else pypandoc.get_pandoc_path(), *arguments],
        input=given,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
    )
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ReportError(f"pandoc could not make the document: {lines[-1] if lines else done.returncode}")
    return done.stdout
