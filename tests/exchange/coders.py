"""What a coder does in each tool, with the tool's own library: two speakers changed, a quote struck, one added."""

import json
import zipfile
from dataclasses import dataclass

from made_analyses import port
from made_texts import hard

from toolkit.actors.actors_file import Known
from toolkit.analysis import corrections


@dataclass(frozen=True)
class Task:
    """Two quotes with new speakers (None is nobody), one to strike, words to add with a speaker."""

    speakers: dict[str, str | None]
    struck: str
    added: str
    speaker: str | None


TASKS = {  # the nested quote goes; of two alike, the second gets a speaker; a name the article does not have
    port: Task({"q4": "Inés Arrubarrena", "q7": "Hans Weber"}, "q3", "The port handles 4 million tonnes", "Westhaven"),
    hard: Task({"q2": None, "q3": "Bo & Co <sons>"}, "q1", "Ferry 🛳️ to sail again", "Ine\u0301s Noël\u0301"),
}


def result_of(made, rows):
    """(content, speaker's name) of the quotes of an analysis that corrections were applied to, and whether all fit."""
    article = made.article
    quotes, actors, applied = corrections.apply(
        article.text, article.marks, made.quotes, made.actors, Known(quotes=tuple(rows)).of_article(article.id)
    )
    names = {actor.id: actor.name for actor in actors}
    return [(quote.content, names.get(quote.speaker or "")) for quote in quotes], all(c.fits for c in applied)


def wanted_of(made, task):
    """The quotes as the coder wants them: these four changes and no other."""
    start = made.article.text.index(task.added)
    kept = [q for q in made.quotes if q.id != task.struck]
    quotes = [(q.content, task.speakers.get(q.id, q.speaker_name)) for q in kept]
    return sorted([*quotes, (((start, start + len(task.added)),), task.speaker)])


def in_label_studio(folder, task, coder="ann@example.org"):
    """Do the task in Label Studio's JSON, as its export has it, and return the export's path."""
    (one,) = json.loads((folder / "tasks.json").read_text("utf-8"))
    prefix = f"{one['data']['id']}-"
    result = []
    for item in one["predictions"][0]["result"]:
        ids = {item.get(key, "").removeprefix(prefix) for key in ("id", "from_id", "to_id")}
        if any(id == task.struck or id.startswith(f"{task.struck}-") for id in ids):
            continue
        (id,) = ids - {""} if "id" in item else [""]
        if item.get("from_name") == "speaker" and id in task.speakers:
            name = task.speakers[id]
            known = name is None or {"value": name} in one["data"]["speakers"]
            value = {"choices": [name or "(nobody named)"]} if known else {"text": [name]}
            place = {key: item["value"][key] for key in ("start", "end")}
            item = item | {"value": place | value}
            item |= {} if known else {"from_name": "other_speaker", "type": "textarea"}
        result.append(item)
    start = one["data"]["text"].index(task.added)
    place = {"start": start, "end": start + len(task.added), "text": task.added}
    region = {
        "id": "n3w",
        "from_name": "mark",
        "to_name": "text",
        "type": "labels",
        "value": place | {"labels": ["quote"]},
    }
    choice = {"choices": [task.speaker or "(nobody named)"]}
    result += [region, region | {"from_name": "speaker", "type": "choices", "value": place | choice}]
    one |= {
        "annotations": [{"completed_by": {"email": coder}, "result": result, "was_cancelled": False}],
        "predictions": [],
    }
    path = folder.parent / f"{coder}.json"
    path.write_text(json.dumps([one]), "utf-8")
    return path


def in_cassis(folder, name, task, coder="ann"):
    """Do the task in a CAS with dkpro-cassis, and return an exported project of INCEpTION with it."""
    import cassis

    types = cassis.load_typesystem((folder / "TypeSystem.xml").open("rb"))
    cas = cassis.load_cas_from_xmi((folder / f"{name}.xmi").open("rb"), typesystem=types)
    layer = types.get_type("webanno.custom.Quote")
    done = set()
    for quote in cas.select(layer.name):
        if quote.quote == task.struck:
            cas.remove(quote)
        elif quote.quote in task.speakers and quote.quote not in done:
            done.add(quote.quote)  # the first of its parts
            quote.speaker = task.speakers[quote.quote]
    start = cas.sofa_string.index(task.added)
    cas.add(layer(begin=start, end=start + len(task.added), speaker=task.speaker))
    inner, outer = folder.parent / f"{coder}.zip", folder.parent / f"project-{coder}.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(f"{coder}.xmi", cas.to_xmi())
        archive.write(folder / "TypeSystem.xml", "TypeSystem.xml")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("exportedproject.json", "{}")
        archive.write(folder / f"{name}.xmi", f"source/{name}.xmi")
        archive.write(inner, f"annotation/{name}.xmi/{coder}.zip")
    return outer


def in_pyrefiqda(project_path, task, coder="ann"):
    """Do the task in a REFI-QDA project with pyrefiqda, and return the project that it saves."""
    from pyrefiqda import RefiProject
    from pyrefiqda.models import project as models

    folder = project_path.parent / f"open-{coder}"
    project = RefiProject.load(project_path, extract_dir=str(folder))
    (source,) = project.sources.text_source
    text = RefiProject.resolve_source_path(source.plain_text_path, folder).read_bytes().decode("utf-8")
    group = next(code for code in project.code_book.codes.code if code.name == "Speakers")
    codes = {code.name.removeprefix("Speaker: "): code.guid for code in group.code}

    def code_of(name):
        if (name := name or "(nobody named)") not in codes:  # a new code, called as a coder would call it
            codes[name] = f"00000000-0000-4000-8000-{len(codes):012}"
            group.code.append(models.CodeType(guid=codes[name], name=name, is_codable=True))
        return codes[name]

    selections = [s for s in source.plain_text_selection if s.name.split(".")[0] != task.struck]
    for selection in selections:
        if selection.name.split(".")[0] in task.speakers:
            for coding in selection.coding:
                if coding.code_ref.target_guid in {code.guid for code in group.code}:
                    coding.code_ref.target_guid = code_of(task.speakers[selection.name.split(".")[0]])
    start = text.index(task.added)
    guid = "00000000-0000-4000-9000-000000000001"
    new = models.CodingType(guid=guid, code_ref=models.CodeRefType(target_guid=code_of(task.speaker)))
    selections.append(
        models.PlainTextSelectionType(
            guid=guid, start_position=start, end_position=start + len(task.added), coding=[new]
        )
    )
    for number, selection in enumerate(selections):
        selection.name = f"passage {number}"  # as tools that give names of their own
    source.plain_text_selection = selections
    path = project_path.parent / f"{coder}.qdpx"
    RefiProject.save(project, path, source_media_dir=folder / "sources")
    return path


def in_spacy(path, task, coder="ann"):
    """Do the task in a DocBin with spaCy, and return the DocBin that it saves."""
    import spacy
    from spacy.tokens import DocBin, Span

    Span.set_extension("speaker", default=None, force=True)
    (doc,) = DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)
    quotes = [span for span in doc.spans["quotes"] if span.id_ != task.struck]
    done = set()
    for span in quotes:
        if span.id_ in task.speakers and span.id_ not in done:
            done.add(span.id_)
            span._.speaker = task.speakers[span.id_]
    start = doc.text.index(task.added)
    new = doc.char_span(start, start + len(task.added), label="direct", alignment_mode="expand")
    new._.speaker = task.speaker
    doc.spans["quotes"] = [*quotes, new]
    out = path.with_name(f"{coder}.spacy")
    DocBin(docs=[doc], store_user_data=True).to_disk(out)
    return out
