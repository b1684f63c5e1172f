"""Say where a figure comes from, which article and when, and whether article and report are still what they were."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from glob import escape
from pathlib import Path
from typing import Any

from toolkit.errors import ReportError

_MONTHS = "January February March April May June July August September October November December".split()
_ACTORS = "actors.toml"  # an input too, kept in the report under this name


class Origin:
    """A report's folder, asked what it was made from.

    Parameters
    ----------
    folder
        The folder that holds the embedded notebook.
    near
        Folders in which the article may lie, beside those near the report: the brief's, the one worked in.
    """

    def __init__(self, folder: Path, near: Iterable[Path] = ()) -> None:
        self.folder = folder
        self._near = [*near, folder.parent, folder.parent.parent]

    def sentence(self, notebook: Path) -> str:
        """Return from which article a figure is and when that appeared, in a line to stand under it."""
        article = self._article
        if article:
            title, name = article.get("title"), article.get("origin") or self.folder.name
            when = date_in_words(article.get("published") or "") or "no date given"
            by = filter(None, (f"“{title}”" if title else None, article.get("byline"), when))
            return f"Source: {', '.join(by)} ({name})" if title else f"Source: {name}, {when}"
        names = [name for name, _ in self._inputs]
        if len(names) > 1:
            return f"Source: {len(names)} articles: {', '.join(names[:5])}" + (" and more" if len(names) > 5 else "")
        return f"Source: {names[0] if names else notebook.name}"

    def changes(self, *files: str) -> Iterator[str]:
        """Yield what has changed since the report was made, a part of a sentence each.

        Parameters
        ----------
        files
            The report's files to look at, such as ``report.ipynb``; a path's beginning stands for all under it.
        """
        from toolkit.report import manifest

        if self._manifest is None:
            yield "it is in no report of `toolkit report`, so nobody can say whether it is up to date"
            return
        for name, then in self._manifest["files"].items():
            if name.startswith(files):
                path = self.folder / name
                if not path.is_file():
                    yield f"{name} is missing"
                elif manifest.sha256(path) != then:
                    yield f"{name} was changed after the report was made"
        for name, then in self._inputs:
            found = list(self._candidates(name))
            if found and then not in map(manifest.sha256, found):
                yield f"the article {found[0]} has changed since the report was made"

    @cached_property
    def _manifest(self) -> dict[str, Any] | None:
        """Return the report's manifest; None if there is none that can be read."""
        from toolkit.report import manifest

        try:
            return manifest.read(self.folder) if (self.folder / manifest.NAME).is_file() else None
        except ReportError:
            return None

    @cached_property
    def _article(self) -> Mapping[str, Any] | None:
        """Return what analysis.json says of the article, if the report is about one."""
        try:
            article = json.loads((self.folder / "analysis.json").read_text("utf-8"))["article"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return article if isinstance(article, dict) else None

    @property
    def _inputs(self) -> list[tuple[str, str]]:
        """Return name and hash of each article."""
        inputs = self._manifest["inputs"] if self._manifest else []
        return [(i["name"], i["sha256"]) for i in inputs if i["name"] != _ACTORS]

    def _candidates(self, name: str) -> Iterator[Path]:
        """Yield the files of this name near the report and the brief, and a folder below."""
        if re.match(r"https?://", name):
            return
        seen = set()
        for folder in self._near:
            for path in (folder / name, *folder.glob(f"*/{escape(name)}")):
                if path.is_file() and path.resolve() not in seen:
                    seen.add(path.resolve())
                    yield path


def date_in_words(text: str) -> str:
    """Return an ISO date in words; any other text as it is.

    >>> date_in_words("2025-03-04"), date_in_words("last week")
    ('4 March 2025', 'last week')
    """
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", text)
    if not found or not 1 <= int(found[2]) <= 12:
        return text
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}"
