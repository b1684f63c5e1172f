"""Number figures and tables in the order of the text, and resolve Quarto's references to them."""

import re
from typing import Any

from toolkit.brief import pandoc
from toolkit.brief.output_format import Label, OutputFormat
from toolkit.brief.tree import Node, string
from toolkit.errors import ParameterError

_NAMES = {"fig": "Figure", "tbl": "Table", "sec": "Section"}
_REFERENCE = re.compile(r"(?i)(fig|tbl|sec)-")


class Numbers:
    """Gives out numbers and finds them again.

    Parameters
    ----------
    output
        The output format.
    front
        The front matter: Quarto's ``number-sections``, and of ``crossref`` ``fig-title``, ``fig-prefix`` and the like.
    """

    def __init__(self, output: OutputFormat, front: dict[str, Any]) -> None:
        crossref = front.get("crossref")
        self._output, self._sections_numbered = output, bool(front.get("number-sections"))
        self._words: dict[str, Any] = crossref if isinstance(crossref, dict) else {}
        self._labels: dict[str, list[Label]] = {}
        self._counts: dict[str, int] = {}
        self._sections = [0] * 6

    def give(self, id: str) -> Label | None:
        """Return the next number, for a figure or table whose id asks for one; the second of an id has its own key."""
        if not re.fullmatch(r"(fig|tbl)-[\w.:-]+", id):
            return None
        kind, before = id[:3], self._labels.setdefault(id, [])
        self._counts[kind] = self._counts.get(kind, 0) + 1
        key = id if not before else f"{id}-no-{len(before) + 1}"
        name = str(self._words.get(f"{kind}-title", _NAMES[kind]))
        before.append(Label(id, key, kind, name, str(self._counts[kind])))
        return before[-1]

    def section(self, level: int, id: str, title: str) -> None:
        """Count a heading; one whose id begins with ``sec-`` can be referred to."""
        self._sections[level - 1] += 1
        self._sections[level:] = [0] * (6 - level)
        if id.startswith("sec-"):
            counts = [n for n in self._sections[:level] if n]
            name, number = ("Section", ".".join(map(str, counts))) if self._sections_numbered else (title, "")
            self._labels.setdefault(id, []).append(Label(id, id, "sec", name, number))

    def caption(self, label: Label | None, words: list[Node]) -> list[Node]:
        """Return a caption with its number before it."""
        if label is None:
            return words
        between = f"{self._words.get('title-delim', ':')} "
        return [*self._output.numbered(label), *([string(between), *words] if words else [])]

    def references(self, cite: Node) -> list[Node] | None:
        """Return what ``@fig-x``, ``[-@fig-x]``, ``[Fig. @fig-x]``, ``[@fig-x; @tbl-y]`` become; None for a citation.

        Raises
        ------
        ParameterError
            If there is no such figure, table or section, or more than one; the text says which there are.
        """
        ours = [c for c in cite["c"][0] if _REFERENCE.match(c["citationId"])]
        parts = [[string(", "), *self._reference(c)] for c in ours]
        return [node for part in parts for node in part][1:] if ours else None

    def _reference(self, citation: dict[str, Any]) -> list[Node]:
        """Return what stands for one reference."""
        id = citation["citationId"][:1].lower() + citation["citationId"][1:]
        found = self._labels.get(id, [])
        if not found:
            there = ", ".join(f"@{id}" for id in self._labels) or "none"
            raise ParameterError(f"there is no @{id} in this brief; to refer to there is {there}")
        if len(found) > 1:
            raise ParameterError(
                f"@{id} may mean {len(found)} figures or tables: put each embed between ::: {{#{id}-one}} "
                f"and ::: with an id of its own, and refer to that"
            )
        label = found[0]
        prefix = citation["citationPrefix"]
        if pandoc.text(prefix).strip():
            return [*prefix, string("\u00a0"), *self._output.reference(label, "")]
        bare = citation["citationMode"]["t"] == "SuppressAuthor"
        name = str(self._words.get(f"{label.kind}-prefix", label.name))
        return self._output.reference(label, "" if bare and label.number else name)
