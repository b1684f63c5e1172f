"""XML that is only looked at: nothing it names is fetched, no entity of its own is expanded."""

from collections.abc import Iterator
from typing import Any

from toolkit.errors import InputError
from toolkit.sources.model import Blob

BLOCKS = frozenset("p head h1 h2 h3 h4 h5 h6 hl1 hl2 li item l quote ab para blockquote td".split())


def parse(blob: Blob) -> Any:
    """Return the root element of an XML file.

    Raises
    ------
    InputError
        If it is not well-formed, or words of it are entities that it declares itself.
    """
    return parsed(blob.data, blob, "XML")


def parsed(data: bytes, blob: Blob, what: str) -> Any:
    """Return the root element of XML in a file that is ``what``. Raises as `parse` does."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        refuse_entities(data, blob, what)
        raise InputError(f"{blob.name} is {what}, but damaged: {' '.join(str(error).split())}") from error
    if next(root.iter(etree.Entity), None) is not None:
        refuse_entities(data, blob, what)
    return root


def refuse_entities(data: bytes, blob: Blob, what: str = "XML") -> None:
    """Raise an `InputError` if XML declares entities of its own: what they stand for may have no end, or be a file."""
    if b"<!ENTITY" in data:
        raise InputError(f"{blob.name} is {what} with entities of its own (<!ENTITY …>): write out what they stand for")


def relationships(data: bytes) -> list[tuple[str, str]]:
    """Return target and type of each relationship within the package of an Office document."""
    from lxml import etree

    try:
        items = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    except (etree.LxmlError, ValueError):
        items = None
    items = () if items is None else items
    return [
        (item.get("Target") or "", item.get("Type") or "") for item in items if item.get("TargetMode") != "External"
    ]


def name(element: Any) -> str:
    """Return an element's name without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Any, attribute: str) -> str:
    """Return an attribute's value, whatever its namespace; "" if there is none."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == attribute), "")


def find(element: Any, *path: str) -> Any:
    """Return the first element below that is reached by these names, whatever their namespaces; None without one."""
    for step in path:
        element = next((below for below in element.iter() if below is not element and name(below) == step), None)
        if element is None:
            return None
    return element


def text_of(element: Any) -> str:
    """Return the words in an element; "" for None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def paragraphs(element: Any) -> Iterator[str]:
    """Yield the text of each innermost block (paragraph, heading, list item, line of verse) in an element, in order."""
    for part in element.iter():
        if name(part) in BLOCKS and not any(name(below) in BLOCKS for below in part.iterdescendants()):
            yield text_of(part)
