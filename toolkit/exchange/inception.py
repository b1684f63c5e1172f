"""INCEpTION and other UIMA tools: a CAS (XMI) for each article, and the type system that its layers are made of.

A quote in several parts is several annotations with the same ``quote``. dkpro-cassis writes and reads the files, and
turns offsets in characters into the UTF-16 units that UIMA counts.
"""

import io
import json
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from toolkit.analysis import Analysis
from toolkit.errors import InputError
from toolkit.exchange.annotations import MENTION, QUOTE, Annotation, annotations
from toolkit.exchange.coding import TOOLKIT, Coding, coding
from toolkit.exchange.files import file_names, without_control_characters
from toolkit.files import replacing
from toolkit.text import words

LAYERS = {"quote": ("quote", *QUOTE), "source": ("quote",), "cue": ("quote",), "mention": MENTION}
NUMBERS = ("confidence", "speaker_confidence")
DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
META, SENTENCE, TOKEN = (
    f"{DKPRO}.{name}"
    for name in ("metadata.type.DocumentMetaData", "segmentation.type.Sentence", "segmentation.type.Token")
)
TYPESYSTEM = "TypeSystem.xml"
_CURATION = "CURATION_USER"


def write(analyses: Iterable[Analysis], out: Path) -> list[Path]:
    """Write an XMI file for each article and ``TypeSystem.xml`` into a folder, and return the paths."""
    system, paths = typesystem(), [out / TYPESYSTEM]
    system.to_xml(str(paths[0]))
    for name, analysis in file_names(analyses):
        paths.append(out / f"{name}.xmi")
        with replacing(paths[-1]) as part:
            cas(analysis, system).to_xmi(part)
    return paths


def typesystem() -> Any:
    """Return the type system: the toolkit's layers as INCEpTION names layers of one's own, words and sentences."""
    from cassis import TypeSystem

    system = TypeSystem()
    for layer, features in LAYERS.items():
        type = system.create_type(_type(layer), supertypeName="uima.tcas.Annotation")
        for feature in features:
            system.create_feature(type, feature, "uima.cas.Float" if feature in NUMBERS else "uima.cas.String")
    for name in (SENTENCE, TOKEN):
        system.create_type(name, supertypeName="uima.tcas.Annotation")
    meta = system.create_type(META, supertypeName="uima.tcas.DocumentAnnotation")
    for feature in ("documentTitle", "documentId", "documentUri"):
        system.create_feature(meta, feature, "uima.cas.String")
    return system


def cas(analysis: Analysis, system: Any) -> Any:
    """Return an analysis as a CAS of the type system."""
    from cassis import Cas

    article = analysis.article
    made = Cas(system, sofa_string=without_control_characters(article), sofa_mime="text/plain")
    about = {"documentTitle": article.title or article.id, "documentId": article.id, "documentUri": article.url}
    made.add(system.get_type(META)(begin=0, end=len(article.text), language=article.language, **about))
    for start, end in analysis.sentences:
        made.add(system.get_type(SENTENCE)(begin=start, end=end))
        for a, b in _tokens(article.text, start, end):
            made.add(system.get_type(TOKEN)(begin=a, end=b))
    for mark in annotations(analysis):
        known = {key: value for key, value in mark.values.items() if key in LAYERS[mark.layer]}
        known |= {"quote": mark.owner} if "quote" in LAYERS[mark.layer] else {}
        made.add(system.get_type(_type(mark.layer))(begin=mark.span[0], end=mark.span[1], **known))
    return made


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the words and the signs between them, as INCEpTION wants tokens."""
    at = start
    for a, b in [*words(text, start, end), (end, end)]:
        yield from ((m.start(), m.end()) for m in re.compile(r"\S").finditer(text, at, a))
        if a < b:
            yield a, b
        at = b


def _type(layer: str) -> str:
    return f"webanno.custom.{layer.capitalize()}"


# ---------------------------------------------------------------- back in


def read(path: Path) -> Iterator[Coding]:
    """Yield what each coder marked in each document, of a CAS, a zip or folder of them, or an exported project.

    In an exported project, the documents as they were imported are what the toolkit had marked.

    Raises
    ------
    InputError
        If there is no CAS in it, or one that cannot be read.
    """
    found = sorted(_files(path), key=lambda item: item[0])
    systems = {PurePosixPath(name).parent: data for name, data in found if name.endswith(TYPESYSTEM)}
    read_any = False
    for name, data in found:
        if (one := PurePosixPath(name)).suffix == ".xmi" or _is_json_cas(one, data):
            read_any = True
            yield _coding(one, data, _system(one, systems), path)
    if not read_any:
        raise InputError(f"{path.name} holds no UIMA CAS (.xmi): export from INCEpTION as “UIMA CAS XMI”")


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of a file, or of all in a folder or zip, zips in zips too."""
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if inner.is_file():
                yield from _unzipped(inner.relative_to(path).as_posix(), inner.read_bytes())
        return
    beside = path.parent / TYPESYSTEM
    if path.suffix == ".xmi" and beside.is_file():
        yield beside.name, beside.read_bytes()
    yield from _unzipped(path.name, path.read_bytes())


def _unzipped(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if not data.startswith(b"PK\x03\x04"):
        yield name, data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                if PurePosixPath(inner).suffix in (".xmi", ".zip", ".json", ".xml"):
                    yield from _unzipped(f"{name.removesuffix('.zip')}/{inner}", archive.read(inner))
    except zipfile.BadZipFile as error:
        raise InputError(f"{name} is a damaged zip file") from error


def _is_json_cas(name: PurePosixPath, data: bytes) -> bool:
    return name.suffix == ".json" and b'"%TYPES"' in data and b'"%VIEWS"' in data


def _system(name: PurePosixPath, systems: dict[PurePosixPath, bytes]) -> bytes | None:
    """Return the type system that lies nearest to a CAS."""
    near = next((systems[folder] for folder in name.parents if folder in systems), None)
    return near or next(iter(systems.values()), None)


def _coding(name: PurePosixPath, data: bytes, system: bytes | None, path: Path) -> Coding:
    """Return what a CAS holds; whose it is, and of which document, by where it lies in an exported project.

    Outside of a project, it is called as the whole export is.
    """
    import cassis

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of offsets and types that no layer of ours has
            if name.suffix == ".json":
                made = cassis.load_cas_from_json(io.BytesIO(data))
            else:
                types = typesystem() if system is None else cassis.load_typesystem(io.BytesIO(system))
                made = cassis.load_cas_from_xmi(io.BytesIO(data), typesystem=types, lenient=True)
    except (ValueError, KeyError, TypeError, SyntaxError, json.JSONDecodeError) as error:
        raise InputError(f"{name} in {path.name} is no UIMA CAS that can be read ({type(error).__name__})") from error
    document, coder = _whose(name)
    return coding(document, made.sofa_string or "", coder or path.stem, _annotations(made))


def _whose(name: PurePosixPath) -> tuple[str, str | None]:
    """Return document and coder: annotation/port.xmi/ann.zip/ann.xmi is what ann did in port."""
    for place in ("annotation", "curation"):
        if place in name.parts[:-2]:
            document = name.parts[name.parts.index(place) + 1]
            return _stem(document), name.stem if name.stem != _CURATION else "curation"
    return _stem(name.name), TOOLKIT if "source" in name.parts[:-1] else None


def _stem(name: str) -> str:
    return PurePosixPath(name).stem if name.endswith((".xmi", ".json", ".txt")) else name


def _annotations(made: Any) -> Iterator[Annotation]:
    for layer in LAYERS:
        if not made.typesystem.contains_type(_type(layer)):
            continue
        for n, mark in enumerate(made.select(_type(layer))):
            values = {key: mark[key] for key in LAYERS[layer] if key != "quote" and mark[key] not in (None, "")}
            owner = (mark["quote"] if layer != "mention" else None) or f"{layer} {n}"
            yield Annotation(f"{layer} {n}", layer, (mark.begin, mark.end), owner, values)
