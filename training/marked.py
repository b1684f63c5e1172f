"""Articles marked by hand (``training/articles/*.xml``): who is in them, every mention, every quotation's speaker.

An article is XML: ``who`` lists entities, ``m e="key"`` marks a mention, ``q s="key" act="said"`` what somebody says.
``worldwide.jsonl`` holds such marks of articles of ``worldwide-train.jsonl``, as offsets into their texts.
"""

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.actors.names import fold, name_words

_SMALL = {"the", "of", "and", "for", "jr", "sr", "mr", "mrs", "ms", "dr"}


@dataclass
class Marked:
    """A marked article: its text, and spans of characters in it."""

    id: str
    text: str = ""
    names: dict[str, str | None] = field(default_factory=dict)  # key -> name, None for the unnamed
    types: dict[str, str] = field(default_factory=dict)
    speaks_for: dict[str, str] = field(default_factory=dict)
    mentions: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)
    quotes: list[tuple[int, int, tuple[str, ...], str]] = field(default_factory=list)  # start, end, speakers, act
    headline: tuple[int, int] = (0, 0)


def read(path: Path) -> Marked:
    """Return the marked article of a file."""
    root = ElementTree.parse(path).getroot()
    marked = Marked(path.stem)
    for entity in root.iter("entity"):
        key = entity.get("key", "")
        marked.names[key] = entity.get("name")
        marked.types[key] = entity.get("type", "PER")
        if owner := entity.get("speaks_for"):
            marked.speaks_for[key] = owner
    body = root.find("text")
    assert body is not None, f"{path.name} has no text"
    for number, part in enumerate(body):
        if number:
            marked.text += "\n\n"
        start = len(marked.text)
        _add(part, marked)
        if part.tag == "headline":
            marked.headline = (start, len(marked.text))
    return marked


def _add(element: ElementTree.Element, marked: Marked) -> None:
    start = len(marked.text)
    marked.text += _plain(element.text)
    for child in element:
        _add(child, marked)
        marked.text += _plain(child.tail)
    end = len(marked.text)
    if element.tag == "m":
        marked.mentions.append((start, end, tuple((element.get("e") or "").split())))
    elif element.tag == "q":
        marked.quotes.append((start, end, tuple((element.get("s") or "").split()), element.get("act", "said")))


def _plain(text: str | None) -> str:
    return " ".join((text or "").split("\n"))


def articles(folder: Path) -> list[Marked]:
    """Return the marked articles of a folder, in the order of their names."""
    return [read(path) for path in sorted(folder.glob("*.xml"))]


def worldwide(data: Path) -> list[Marked]:
    """Return the marked articles of ``worldwide-train.jsonl``, which lies in a folder of data."""
    with open(data / "worldwide-train.jsonl", encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    result = []
    with open(Path(__file__).with_name("worldwide.jsonl"), encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            marked = Marked("worldwide-" + row["id"], texts[row["id"]])
            for key, entity in row["who"].items():
                marked.names[key], marked.types[key] = entity.get("name"), entity["type"]
                if owner := entity.get("speaks_for"):
                    marked.speaks_for[key] = owner
            marked.mentions = [(start, end, tuple(keys)) for start, end, keys in row["mentions"]]
            marked.quotes = [(start, end, tuple(keys), act) for start, end, keys, act in row["quotes"]]
            result.append(marked)
    return result


def is_called(gold: str, name: str, aliases: Sequence[str], person: bool) -> bool:
    """Return whether an actor's name or an alias can be the marked name: same last word, same words, or initials."""
    for form in (name, *aliases):
        g, p = (list(name_words(gold)), list(name_words(form))) if person else (_words(gold), _words(form))
        if not g or not p:
            continue
        if g == p or (person and g[-1] == p[-1]) or (not person and (set(g) <= set(p) or set(p) <= set(g))):
            return True
        if (len(p) == 1 and p[0] == "".join(w[0] for w in g)) or (len(g) == 1 and g[0] == "".join(w[0] for w in p)):
            return True
    return False


def _words(name: str) -> list[str]:
    return [w for w in fold(name).replace(",", "").split() if w not in _SMALL]
