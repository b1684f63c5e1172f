"""W3C Web Annotations: a JSON-LD collection of annotations, with the texts that they are on beside it.

Positions count characters, as the W3C's model (2017, 4.2.4) has them; each mark has its words and what stands round
them too, so that it is found again in an edited text.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from toolkit.analysis import Analysis
from toolkit.exchange.annotations import WIKIDATA, Annotation, annotations, known
from toolkit.exchange.files import file_names
from toolkit.files import replacing
from toolkit.text import Span

FILE, TEXTS = "annotations.jsonld", "texts"
AROUND = 32  # characters before and after a mark
OWN = "urn:news-toolkit:"  # what the W3C's vocabulary has no word for
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"toolkit": OWN}]
BODIES = {"speaker": "identifying", "actor": "identifying", "kind": "classifying", "label": "classifying"}
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, OWN)


def write(analyses: Iterable[Analysis], out: Path) -> list[Path]:
    """Write ``annotations.jsonld`` and ``texts/`` into a folder, and return the paths."""
    path, paths = out / FILE, []
    (out / TEXTS).mkdir(exist_ok=True)
    page = {"id": _id("page"), "type": "AnnotationPage"}
    head = {"@context": CONTEXT, "id": _id("collection"), "type": "AnnotationCollection", "first": page}
    opening = json.dumps(head, ensure_ascii=False).removesuffix("}}")
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{opening}, "items": [\n')
        total = 0
        for name, analysis in file_names(analyses):
            paths.append(out / TEXTS / f"{name}.txt")
            paths[-1].write_bytes(analysis.article.text.encode("utf-8"))
            for item in items(analysis, f"{TEXTS}/{name}.txt"):
                file.write(",\n" if total else "")
                file.write(json.dumps(item, ensure_ascii=False))
                total += 1
        file.write(f'\n]}}, "total": {total}}}\n')
    return [path, *paths]


def items(analysis: Analysis, source: str) -> Iterator[dict[str, Any]]:
    """Yield the annotations of an analysis; ``source`` is where its text lies. A quote's parts are targets of one."""
    parts: dict[tuple[str, str], list[Annotation]] = defaultdict(list)
    for mark in annotations(analysis):
        parts[mark.layer, mark.id if mark.layer == "mention" else mark.owner].append(mark)
    actors = {actor.id: actor for actor in analysis.actors}
    for (layer, id), marks in parts.items():
        targets = [{"source": source, "selector": _selectors(analysis.article.text, mark.span)} for mark in marks]
        bodies, further = _bodies(layer, marks[0])
        if "wikidata" in marks[0].values:
            source_of = f"{WIKIDATA}{marks[0].values['wikidata']}"
            bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": source_of})
        if layer == "mention" and (said := known(actors[marks[0].owner])):
            further["toolkit:known"] = said
        if layer in ("source", "cue"):
            bodies.append({"type": "SpecificResource", "purpose": "linking", "source": _id(source, "quote", id)})
        yield {
            "id": _id(source, layer, id),
            "type": "Annotation",
            "motivation": "linking" if layer in ("source", "cue") else "identifying",
            "body": bodies,
            "target": targets[0] if len(targets) == 1 else targets,
            **further,
        }


def _bodies(layer: str, mark: Annotation) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return what is known of a mark: as bodies, and what the vocabulary has no word for as keys of our own."""
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": layer}]
    further: dict[str, Any] = {}
    for key, value in mark.values.items():
        if key in BODIES:
            bodies.append({"type": "TextualBody", "purpose": BODIES[key], "value": str(value)})
        elif key != "wikidata":
            further[f"toolkit:{key}"] = value
    return bodies, further


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """Return where a mark stands: by its position, and by its words."""
    start, end = span
    words = {
        "exact": text[start:end],
        "prefix": text[max(start - AROUND, 0) : start],
        "suffix": text[end : end + AROUND],
    }
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", **{key: value for key, value in words.items() if value}},
    ]


def _id(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_SPACE, chr(0).join(parts))}"
