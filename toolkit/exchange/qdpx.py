"""REFI-QDA projects (.qdpx), for QualCoder, NVivo, MAXQDA, ATLAS.ti and others: speakers and actors as codes.

pyrefiqda writes and reads the project. Positions count characters; the files bear one date and ids that follow from
what they name, so that the same analyses give the same bytes.
"""

import re
import tempfile
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from toolkit.actors import Actor
from toolkit.analysis import Analysis
from toolkit.display.wording import NOBODY
from toolkit.errors import InputError
from toolkit.exchange.annotations import KINDS, Annotation, annotations, known
from toolkit.exchange.coding import TOOLKIT, Coding, coding
from toolkit.exchange.files import file_names, without_control_characters
from toolkit.exchange.offsets import located
from toolkit.figures import style
from toolkit.files import replacing
from toolkit.tables.workbook import Zip

ENDING = ".qdpx"
SPEAKERS, ACTORS, QUOTES, PARTS = "Speakers", "Actors", "Quotes", "Sources and cues"  # the codes that hold the others
COLOURS = {SPEAKERS: "#c98a00", ACTORS: style.ACCENT, QUOTES: "#7a7f87", PARTS: "#63707f"}
SPEAKER = "Speaker: "  # before a name: in some tools no two codes may have one name
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:news-toolkit:qdpx")
_PART = re.compile(r"(q\d+)(?:\.\d+)?")  # "q1.2", the second part of a quote, as `annotations` names it


def write(analyses: Iterable[Analysis], out: Path) -> list[Path]:
    """Write one project with all articles, and return its path."""
    from pyrefiqda.models import project as models
    from pyrefiqda.refiproject import RefiProject

    codes = _Codes()
    texts: dict[str, str] = {}
    sources = []
    for name, analysis in file_names(analyses):
        texts[f"{_id('text', name)}.txt"] = without_control_characters(analysis.article)
        sources.append(_source(name, analysis, codes))
    user = models.UserType(guid=_id("user"), name=TOOLKIT)
    project = models.Project(
        name=out.stem,
        origin="news-toolkit",
        creating_user_guid=user.guid,
        users=models.UsersType(user=[user]),
        code_book=models.CodeBookType(codes=models.CodesType(code=codes.tree())),
        sources=models.SourcesType(text_source=sources),
    )
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / out.name
        RefiProject.save(project, draft)
        with (
            replacing(out) as part,
            zipfile.ZipFile(draft) as archive,
            Zip(part, "w", zipfile.ZIP_DEFLATED) as made,
        ):
            made.writestr("project.qde", archive.read("project.qde"))
            for name, text in texts.items():
                made.writestr(f"sources/{name}", text.encode("utf-8"))
    return [out]


def _id(*parts: str) -> str:
    """Return the GUID of what some words name."""
    return str(uuid.uuid5(_SPACE, "\0".join(parts)))


class _Codes:
    """The codebook: a code for each group and, in it, one for each name that was asked for."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str, str]] = {group: {} for group in COLOURS}
        self._names[QUOTES] = dict.fromkeys(KINDS, "")
        self._names[PARTS] = dict.fromkeys(("source", "cue"), "")

    def of(self, group: str, name: str, about: str = "") -> str:
        """Return the GUID of a code, which is there from then on; ``about`` is its description."""
        self._names[group].setdefault(name, about)
        return _id("code", group, name)

    def tree(self) -> list[Any]:
        """Return the codes as pyrefiqda has them."""
        from pyrefiqda.models import project as models

        return [
            models.CodeType(
                guid=_id("code", group),
                name=group,
                is_codable=False,
                color=COLOURS[group],
                code=[
                    models.CodeType(
                        guid=_id("code", group, name),
                        name=name,
                        is_codable=True,
                        color=COLOURS[group],
                        description=about or None,
                    )
                    for name, about in names.items()
                ],
            )
            for group, names in self._names.items()
        ]


def _source(name: str, analysis: Analysis, codes: _Codes) -> Any:
    """Return an article as a source with its coded passages."""
    from pyrefiqda.models import project as models

    article, types = analysis.article, {actor.name: _about(actor) for actor in analysis.actors}
    marks = list(annotations(analysis))
    speakers = {
        mark.owner: str(mark.values.get("speaker") or NOBODY) for mark in marks if mark.layer == "quote" and mark.values
    }
    kinds = {mark.owner: str(mark.values["kind"]) for mark in marks if mark.layer == "quote" and mark.values}

    def code_guids(mark: Annotation) -> list[str]:
        if mark.layer == "quote":
            speaker = speakers[mark.owner]
            return [codes.of(SPEAKERS, SPEAKER + speaker, types.get(speaker, "")), codes.of(QUOTES, kinds[mark.owner])]
        if mark.layer == "mention":
            actor = str(mark.values["actor"])
            return [codes.of(ACTORS, actor, types[actor])]
        return [codes.of(PARTS, mark.layer)]

    return models.TextSourceType(
        guid=_id("source", name),
        name=article.id,  # by which its corrections find it again
        plain_text_path=f"internal://{_id('text', name)}.txt",
        creating_user=_id("user"),
        plain_text_selection=[
            models.PlainTextSelectionType(
                guid=_id("selection", name, mark.id),
                name=mark.id,
                description=_described(mark),
                start_position=mark.span[0],
                end_position=mark.span[1],
                creating_user=_id("user"),
                coding=[
                    models.CodingType(
                        guid=_id("coding", name, mark.id, guid),
                        creating_user=_id("user"),
                        code_ref=models.CodeRefType(target_guid=guid),
                    )
                    for guid in code_guids(mark)
                ],
            )
            for mark in marks
        ],
    )


def _about(actor: Actor) -> str:
    """Return the description of an actor's code: its type, and what actors.toml says of it."""
    return "; ".join([actor.type, *(f"{key}: {value}" for key, value in known(actor).items())])


def _described(mark: Annotation) -> str | None:
    """Return what is known of a mark beside its codes."""
    said = {
        k: v for k, v in mark.values.items() if k not in ("actor", "speaker") and (mark.layer, k) != ("quote", "kind")
    }
    return "; ".join(f"{key}: {value}" for key, value in said.items()) or None


# ---------------------------------------------------------------- back in


def read(path: Path) -> Iterator[Coding]:
    """Yield what a project marks in each of its texts: passages with a code of a speaker are quotes.

    Raises
    ------
    InputError
        If it is no project that can be read.
    """
    from pyrefiqda.refiproject import RefiProject

    with tempfile.TemporaryDirectory() as folder:
        try:
            project = RefiProject.load(path, extract_dir=folder)
        except Exception as error:  # xsdata and pydantic have many
            raise InputError(f"{path.name} is no REFI-QDA project that can be read ({type(error).__name__})") from error
        codes = dict(_named(project))
        for source in project.sources.text_source if project.sources else ():
            text = source.plain_text_content
            if text is None:
                file = RefiProject.resolve_source_path(source.plain_text_path or "internal://", folder)
                if not file.is_file():
                    raise InputError(f"{path.name} does not hold the text of {source.name}")
                text = file.read_bytes().decode("utf-8-sig")
            yield coding(source.name or source.guid, text, path.stem, _annotations(source, text, codes, path.name))


def _named(project: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each code's GUID with the name of the code above it and its own."""
    for group in project.code_book.codes.code if project.code_book else ():
        yield group.guid, ("", group.name)
        for code in group.code:
            yield code.guid, (group.name, code.name)


def _annotations(source: Any, text: str, codes: dict[str, tuple[str, str]], name: str) -> Iterator[Annotation]:
    for selection in source.plain_text_selection:
        span = located(selection.start_position, selection.end_position, text, None, name)
        named = [codes.get(coding.code_ref.target_guid, ("", "")) for coding in selection.coding]
        groups = {SPEAKERS if code.startswith(SPEAKER) else group: code for group, code in named}
        id = selection.name or selection.guid
        if SPEAKERS in groups or QUOTES in groups:
            speaker, part = groups.get(SPEAKERS, NOBODY).removeprefix(SPEAKER), _PART.fullmatch(id)
            yield Annotation(
                id, "quote", span, part[1] if part else "", {"speaker": "" if speaker == NOBODY else speaker}
            )
        elif ACTORS in groups:
            yield Annotation(id, "mention", span, "", {"actor": groups[ACTORS]})
