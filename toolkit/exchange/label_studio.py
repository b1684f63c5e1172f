"""Label Studio: tasks with the toolkit's marks as predictions, and the labelling interface they are made for.

What stands in a task's ``toolkit`` field comes back with every export: by it one knows what coders changed.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.analysis import Analysis
from toolkit.display.wording import NOBODY, TYPE_NAMES
from toolkit.errors import InputError
from toolkit.exchange.annotations import KINDS, Annotation, about, annotations, speaker_names
from toolkit.exchange.coding import Coding, as_data, coding, coding_of, from_data
from toolkit.exchange.offsets import located
from toolkit.figures import style
from toolkit.files import replacing
from toolkit.quotes.model import ACTS
from toolkit.text import Span
from toolkit.version import VERSION

TASKS, INTERFACE = "tasks.json", "labels.xml"
CONTINUES = "goes on"  # relation of a further part of a quote to its first
BELONGS = {"source": "source of", "cue": "cue of"}  # relation of a source or cue to its quote
TYPES = {name: type for type, name in TYPE_NAMES.items()}
COLOURS = {"quote": "#c98a00", "source": "#5b4300", "cue": "#63707f"}  # as in the marked text
_ASKED = {"speaker": "speaker", "other_speaker": "speaker", "actor": "actor", "other_actor": "actor"}


def write(analyses: Iterable[Analysis], out: Path) -> list[Path]:
    """Write ``tasks.json`` and ``labels.xml`` into a folder, and return both paths."""
    tasks, labels = out / TASKS, out / INTERFACE
    with replacing(tasks) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for n, analysis in enumerate(analyses):
            file.write(",\n" if n else "[\n")
            file.write(json.dumps(task(analysis), ensure_ascii=False))
        file.write("\n]\n")
    with replacing(labels) as part:
        part.write_text(interface(), encoding="utf-8")
    return [tasks, labels]


def task(analysis: Analysis) -> dict[str, Any]:
    """Return an analysis as one task: the text, whom a coder can choose, and a prediction."""
    article, names = analysis.article, speaker_names(analysis)
    return {
        "data": {
            "text": article.text,
            "id": article.id,
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published,
            "speakers": [{"value": name} for name in [*names, NOBODY]],
            "actors": [{"value": name} for name in names],
            "toolkit": {**as_data(coding_of(analysis)), "actors": [about(actor) for actor in analysis.actors]},
        },
        "predictions": [{"model_version": f"toolkit {VERSION}", "result": _result(analysis)}],
    }


def interface() -> str:
    """Return the labelling interface (XML): labels, and what is asked of a selected quote or mention."""
    colours = COLOURS | {name: style.TYPES[type] for name, type in TYPES.items()}
    rows = [f'      <Label value="{name}" background="{colour}"/>' for name, colour in colours.items()]
    kinds = "".join(f'<Choice value="{kind}"/>' for kind in KINDS)
    acts = "".join(f'<Choice value="{act}"/>' for act in ACTS)
    mentions = ",".join(TYPES)
    return f"""<View>
  <Relations>
    <Relation value="{CONTINUES}"/>
    <Relation value="{BELONGS["source"]}"/>
    <Relation value="{BELONGS["cue"]}"/>
  </Relations>
  <View style="position: sticky; top: 0; z-index: 10; background: var(--color-neutral-background, white)">
    <Labels name="mark" toName="text">
{chr(10).join(rows)}
    </Labels>
    <View visibleWhen="region-selected" whenTagName="mark" whenLabelValue="quote">
      <Header value="Who says it?" size="5"/>
      <Choices name="speaker" toName="text" perRegion="true" choice="single" layout="select" value="$speakers"/>
      <TextArea name="other_speaker" toName="text" perRegion="true" maxSubmissions="1" placeholder="or somebody else"/>
      <Choices name="kind" toName="text" perRegion="true" choice="single" showInline="true">{kinds}</Choices>
      <Choices name="act" toName="text" perRegion="true" choice="single" showInline="true">{acts}</Choices>
    </View>
    <View visibleWhen="region-selected" whenTagName="mark" whenLabelValue="{mentions}">
      <Header value="Who or what is meant?" size="5"/>
      <Choices name="actor" toName="text" perRegion="true" choice="single" layout="select" value="$actors"/>
      <TextArea name="other_actor" toName="text" perRegion="true" maxSubmissions="1" placeholder="or somebody else"/>
    </View>
  </View>
  <Text name="text" value="$text"/>
</View>
"""


def read(path: Path) -> Iterator[Coding]:
    """Yield what each coder marked in each task of an export (JSON), and what the toolkit had marked.

    Raises
    ------
    InputError
        If it is no such export.
    """
    try:
        tasks = json.loads(path.read_bytes())
    except ValueError as error:
        raise InputError(f"{path.name} is no JSON: export from Label Studio as “JSON”") from error
    if not isinstance(tasks, list) or not all(isinstance(task, dict) and _text(task) for task in tasks):
        raise InputError(f"{path.name} holds no tasks with a text: export from Label Studio as “JSON”")
    for n, task in enumerate(tasks, start=1):
        data = task["data"]
        article = str(data.get("id") or task.get("id") or n)
        made = data.get("toolkit")
        yield from [] if made is None else [from_data(article, data["text"], made)]
        for result in task.get("annotations") or ():
            if not result.get("was_cancelled"):
                marked = _annotations(result.get("result") or (), data["text"], path.name)
                yield coding(article, data["text"], _coder(result), marked)


def _text(task: Mapping[str, Any]) -> Any:
    data = task.get("data")
    return data.get("text") if isinstance(data, dict) else None


def _coder(result: Mapping[str, Any]) -> str:
    """Return who made an annotation: the address, or the number where that alone is known."""
    by = result.get("completed_by")
    name = by.get("email") or by.get("id") if isinstance(by, dict) else by
    return f"coder {name}" if isinstance(name, int) else str(name or "coder")


# ---------------------------------------------------------------- out


def _result(analysis: Analysis) -> list[dict[str, Any]]:
    """Return the regions of a prediction, what is said of each, and how they belong together."""
    text = analysis.article.text
    rows: list[dict[str, Any]] = []
    relations: list[dict[str, Any]] = []
    for mark in annotations(analysis):
        start, end = mark.span
        place: dict[str, Any] = {"start": start, "end": end, "text": text[start:end]}
        id = _region(analysis, mark.id)
        label = TYPE_NAMES[str(mark.values["label"])] if mark.layer == "mention" else mark.layer
        row: dict[str, Any] = {"id": id, "from_name": "mark", "to_name": "text", "type": "labels"}
        score = {"score": mark.values["confidence"]} if "confidence" in mark.values else {}
        rows.append(row | {"value": place | {"labels": [label]}} | score)
        for name, value in _choices(mark):
            rows.append(row | {"from_name": name, "type": "choices", "value": place | {"choices": [value]}})
        kind = BELONGS.get(mark.layer) or (CONTINUES if mark.layer == "quote" and mark.id != mark.owner else None)
        if kind:
            ends = {"from_id": id, "to_id": _region(analysis, mark.owner)}
            relations.append({**ends, "type": "relation", "direction": "right", "labels": [kind]})
    return rows + relations


def _region(analysis: Analysis, id: str) -> str:
    """Return a region's id: letters, digits and "-" alone, since Label Studio makes a style's name of it."""
    return f"{re.sub('[^A-Za-z0-9]', '-', analysis.article.id)}-{id.replace('.', '-')}"


def _choices(mark: Annotation) -> Iterator[tuple[str, str]]:
    """Yield what is chosen of a region: of a quote's first part its speaker and kind, of a mention its actor."""
    if mark.layer == "mention":
        yield "actor", str(mark.values["actor"])
    elif mark.layer == "quote" and mark.values:
        yield "speaker", str(mark.values.get("speaker") or NOBODY)
        yield "kind", str(mark.values["kind"])
        yield "act", str(mark.values["act"])


# ---------------------------------------------------------------- back in


def _annotations(result: Iterable[Mapping[str, Any]], text: str, name: str) -> Iterator[Annotation]:
    """Yield the regions of an annotation with what is said of them."""
    labels: dict[str, tuple[str, Span]] = {}
    values: dict[str, dict[str, str | float]] = {}
    first: dict[str, str] = {}  # of a part of a quote that goes on, or a source or cue: the region it belongs to
    for item in result:
        value, id = item.get("value", {}), str(item.get("id", ""))
        if item.get("type") == "relation":
            first[str(item["from_id"])] = str(item["to_id"])
        elif item.get("type") == "labels" and value.get("labels"):
            labels[id] = (value["labels"][0], located(value["start"], value["end"], text, value.get("text"), name))
        elif key := _ASKED.get(item.get("from_name", "")):
            given = value.get("choices") or value.get("text") or ()
            given = [given] if isinstance(given, str) else given
            if given and (str(item["from_name"]).startswith("other") or key not in values.get(id, {})):
                values.setdefault(id, {})[key] = "" if given[0] == NOBODY else given[0]
    for id, (label, span) in labels.items():
        layer = "mention" if label in TYPES else label
        yield Annotation(id, layer, span, _owner(id, first, labels), values.get(id, {}))


def _owner(id: str, first: Mapping[str, str], labels: Mapping[str, Any]) -> str:
    """Return the region that begins what a region belongs to; its own id where it begins something itself."""
    seen = {id}
    while first.get(id) in labels and first[id] not in seen:
        id = first[id]
        seen.add(id)
    return id
