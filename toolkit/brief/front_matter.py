"""The front matter of a brief: read as values, and as a document shows it."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from toolkit.brief import origin, pandoc
from toolkit.errors import ParameterError

_BLOCK = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_SHORTCODE = re.compile(r"(?<!\{)\{\{<.*?>\}\}(?!\})")
# What a document shows; the rest is for whoever makes it.
_SHOWN = (
    "abstract", "author", "bibliography", "csl", "date", "dir", "keywords", "lang", "link-citations", "nocite",
    "reference-section-title", "subtitle", "title", "toc-title",
)  # fmt: skip


def read(text: str, source: Path) -> dict[str, Any]:
    """Return the front matter of a brief's text as values; nothing if there is none.

    Raises
    ------
    ParameterError
        If it is not YAML; the sentence names the file ``source`` and the line.

    Examples
    --------
    >>> from pathlib import Path
    >>> read("---\\ntitle: The dam\\ntoc: true\\n---\\nIt is shut.", Path("brief.md"))
    {'title': 'The dam', 'toc': True}
    """
    import yaml

    block = _BLOCK.match(text)
    if not block:
        return {}
    # A short code in the front matter is a value to be put in later, not YAML's own braces.
    content = _SHORTCODE.sub("value", block[1] or "")
    try:
        values = yaml.safe_load(content)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise ParameterError(f"{source}, line {line}: the front matter is not YAML") from error
    return values if isinstance(values, dict) else {}


def for_document(meta: dict[str, Any]) -> dict[str, Any]:
    """Return the parts of pandoc's front matter that a document shows: authors as names, the date in words."""
    kept = {key: meta[key] for key in _SHOWN if key in meta}
    if "author" in kept:
        authors = kept["author"]["c"] if kept["author"]["t"] == "MetaList" else [kept["author"]]
        names = [a["c"].get("name", a) if a["t"] == "MetaMap" else a for a in authors]
        kept["author"] = {"t": "MetaList", "c": names}
    if "date" in kept:
        text = pandoc.text(kept["date"])
        text = date.today().isoformat() if text in ("today", "now") else text
        kept["date"] = (
            {"t": "MetaInlines", "c": [{"t": "Str", "c": origin.date_in_words(text)}]} if text else kept["date"]
        )
    return kept
