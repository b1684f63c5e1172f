"""Make parts of pandoc's document tree, walk over them, and clean them of all but text."""

from collections.abc import Callable
from typing import Any

from toolkit.brief import pandoc

Node = dict[str, Any]
NO_ATTR: list[Any] = ["", [], []]


def string(text: str) -> Node:
    """Return a text as it is, spaces and all."""
    return {"t": "Str", "c": text}


def plain(*inlines: Node) -> Node:
    """Return inlines as a block without the space around a paragraph."""
    return {"t": "Plain", "c": list(inlines)}


def paragraph(*inlines: Node) -> Node:
    """Return inlines as a paragraph."""
    return {"t": "Para", "c": list(inlines)}


def raw(kind: str, text: str, *, block: bool = False) -> Node:
    """Return text in the language of an output format."""
    return {"t": "RawBlock" if block else "RawInline", "c": [kind, text]}


def div(blocks: list[Node], *, id: str = "", classes: tuple[str, ...] = (), **attributes: str) -> Node:
    """Return blocks in a division; underscores in an attribute's name become hyphens."""
    pairs = [[name.replace("_", "-"), value] for name, value in attributes.items()]
    return {"t": "Div", "c": [[id, list(classes), pairs], blocks]}


def walk(part: Any, node: Callable[[Node], list[Node]], text: Callable[[str], str] = str) -> Any:
    """Return a part of a tree, each node replaced by what ``node`` gives for it, and each other text by ``text``."""
    if isinstance(part, str):
        return text(part)
    if isinstance(part, dict):
        return {key: value if key == "t" else walk(value, node, text) for key, value in part.items()}
    if not isinstance(part, list):
        return part
    out: list[Any] = []
    for item in part:
        if isinstance(item, dict) and "t" in item:
            out.extend(node(item))
        else:
            out.append(walk(item, node, text))
    return out


def inside(item: Node, node: Callable[[Node], list[Node]], text: Callable[[str], str] = str) -> Node:
    """Return a node with its content walked over."""
    return {**item, "c": walk(item["c"], node, text)} if "c" in item else item


def blocks_in(markup: list[str]) -> list[list[Node]]:
    """Return HTML as blocks that hold text, emphasis, lists and tables: no ids, classes, pictures or headings."""
    if not any(markup):
        return [[] for _ in markup]
    page = "".join(f"<div>{part}</div>" for part in markup)
    found = [block["c"][1] if block["t"] == "Div" else [block] for block in pandoc.read(page, "html")["blocks"]]
    return [walk(blocks, _bare) for blocks in found]


def _bare(item: Node) -> list[Node]:
    """Return what is left of a node where nothing but text is wanted."""
    kind = item["t"]
    if kind in ("Div", "Span"):
        return walk(item["c"][1], _bare)
    if kind in ("RawBlock", "RawInline", "Image", "Note"):
        return []
    if kind == "Header":
        return [paragraph({"t": "Strong", "c": walk(item["c"][2], _bare)})]
    if kind == "Link" and not item["c"][2][0].startswith(("http://", "https://", "mailto:")):
        return walk(item["c"][1], _bare)
    if kind == "Table":
        return [sized(_without_ids(inside(item, _bare)))]
    if kind in ("Para", "Plain"):
        return [{"t": kind, "c": _joined(walk(item["c"], _bare))}]
    return [inside(item, _bare)]


def _joined(inlines: list[Node]) -> list[Node]:
    """Return words and the spaces between them as one text."""
    out: list[Node] = []
    for inline in inlines:
        word = string(" ") if inline["t"] in ("Space", "SoftBreak") else inline
        if out and word["t"] == out[-1]["t"] == "Str":
            out[-1] = string(out[-1]["c"] + word["c"])
        else:
            out.append(word)
    return out


def sized(table: Node) -> Node:
    """Return a table with columns as wide as what stands in them asks for, where it does not say so itself."""
    attr, caption, columns, head, bodies, foot = table["c"]
    if any(width["t"] != "ColWidthDefault" for _, width in columns):
        return table
    words: list[list[str]] = [[""] for _ in columns]
    for row in _rows(table):
        place = 0
        for cell in row[1]:
            if place < len(columns) and cell[3] == 1:
                words[place].append(pandoc.text(cell[4]))
            place += cell[3]
    columns = [[align, {"t": "ColWidth", "c": w}] for (align, _), w in zip(columns, _widths(words), strict=True)]
    return {"t": "Table", "c": [attr, caption, columns, head, bodies, foot]}


def _without_ids(table: Node) -> Node:
    """Return a notebook's table without ids and classes, numbers to the right."""
    columns, head, bodies, foot = table["c"][2:]
    for row in _rows(table):
        row[0] = NO_ATTR
        for cell in row[1]:
            cell[0], cell[1] = NO_ATTR, {"t": "AlignRight" if "number" in cell[0][1] else "AlignLeft"}
    first = next(iter(_rows(table)), [NO_ATTR, []])[1]
    if len(first) == len(columns):  # a heading says what its column is
        columns = [[cell[1], width] for cell, (_, width) in zip(first, columns, strict=True)]
    bodies = [[NO_ATTR, *body[1:]] for body in bodies]
    return {"t": "Table", "c": [NO_ATTR, [None, []], columns, [NO_ATTR, head[1]], bodies, [NO_ATTR, foot[1]]]}


def _rows(table: Node) -> list[Any]:
    """Return a table's rows: head, bodies, foot."""
    _, _, _, head, bodies, foot = table["c"]
    return [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]


def _widths(words: list[list[str]], page: int = 108, most: int = 160) -> list[float]:
    """Return each column's share of a page so many signs wide: room for its longest word, for all of it if there is."""
    least = [min(max(len(word) for cell in column for word in (cell.split() or [""])), 18) + 3 for column in words]
    full = [min(max(map(len, column)), most) + 3 for column in words]
    wanted = [max(pair) for pair in zip(least, full, strict=True)]
    missing = sum(wanted) - sum(least)
    part = min(1.0, max(page - sum(least), 0) / missing) if missing else 1.0
    given = [low + (want - low) * part for low, want in zip(least, wanted, strict=True)]
    return [round(width / max(page, sum(given)), 4) for width in given]
