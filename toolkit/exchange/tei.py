"""TEI: an article's text with its quotes as <said who="#a1">, its actors listed in the header.

Marks that overlap, or go on over paragraphs, are elements in parts, which point at one another (@next, @prev).
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import Any

from toolkit.actors import Actor
from toolkit.analysis import Analysis
from toolkit.exchange.annotations import LAYERS, Annotation, annotations, known
from toolkit.exchange.files import without_control_characters
from toolkit.files import replacing
from toolkit.text import Span
from toolkit.version import VERSION

ENDING = ".xml"
TEI = "http://www.tei-c.org/ns/1.0"
ID = "{http://www.w3.org/XML/1998/namespace}id"
LISTS = {  # where actors of a type are listed, and their elements and names
    "PER": ("particDesc", "listPerson", "person", "persName"),
    "ORG": ("particDesc", "listOrg", "org", "orgName"),
    "LOC": ("settingDesc", "listPlace", "place", "placeName"),
}


def write(analyses: Iterable[Analysis], out: Path) -> list[Path]:
    """Write a <TEI>, or a <teiCorpus> of several, and return its path."""
    from lxml import etree

    rest = iter(analyses)
    first = list(islice(rest, 2))
    with replacing(out) as part, part.open("wb") as there:  # a full disk is an OSError so, and none where lxml opens it
        with etree.xmlfile(there, encoding="utf-8") as file:
            file.write_declaration()
            if len(first) == 1:
                file.write(document(first[0]))
            else:
                with file.element(f"{{{TEI}}}teiCorpus", nsmap={None: TEI}):
                    file.write(_header(_E(), f"{out.stem}", None))
                    for n, analysis in enumerate(chain(first, rest), start=1):
                        file.write("\n", document(analysis, f"t{n}."))
        there.write(b"\n")
    return [out]


def document(analysis: Analysis, prefix: str = "") -> Any:
    """Return an analysis as a <TEI> element; ``prefix`` begins its ids, which are unique in a file."""
    E = _E()
    text = without_control_characters(analysis.article)
    parts = _Parts(analysis, prefix)
    body = E.body()
    for paragraph in sorted(analysis.article.paragraphs, key=lambda p: p.span):
        element = E.head() if paragraph.kind == "headline" and not len(body) else E.p()
        if paragraph.kind == "furniture":
            element = E.ab(type="furniture")
        parts.fill(element, text, paragraph.span)
        body.append(element)
    parts.join()
    others = [actor for actor in analysis.actors if actor.type not in LISTS]
    if others:
        body.append(E.interpGrp(*(E.interp(actor.name, {ID: prefix + actor.id}) for actor in others), type="other"))
    return E.TEI(_header(E, analysis.article.title or analysis.article.id, analysis, prefix), E.text(body))


def _E() -> Any:
    from lxml.builder import ElementMaker

    return ElementMaker(namespace=TEI, nsmap={None: TEI})


def _header(E: Any, title: str, analysis: Analysis | None, prefix: str = "") -> Any:
    """Return the header: what is known of the article, and its actors."""
    article = analysis.article if analysis else None
    titles = E.titleStmt(E.title(title), *([E.author(article.byline)] if article and article.byline else []))
    published = E.publicationStmt(E.publisher((article and article.outlet) or "unknown"))
    if article and article.published:
        published.append(E.date(article.published, when=article.published))
    source = E.p(article.url or article.origin or article.id) if article else E.p("see each text")
    encoding = E.encodingDesc(E.appInfo(E.application(E.label("news-toolkit"), ident="news-toolkit", version=VERSION)))
    header = E.teiHeader(E.fileDesc(titles, published, E.sourceDesc(source)), encoding)
    lists: dict[str, list[Any]] = defaultdict(list)
    for type, (place, list_name, *_) in LISTS.items():
        actors = [actor for actor in analysis.actors if actor.type == type] if analysis else []
        if actors:
            lists[place].append(E(list_name, *(_listed(E, actor, prefix) for actor in actors)))
    if lists:
        places = (E(place, *lists[place]) for place in ("particDesc", "settingDesc") if lists[place])
        header.append(E.profileDesc(*places))
    return header


def _listed(E: Any, actor: Actor, prefix: str) -> Any:
    """Return an actor's entry: its names, and what the text calls it."""
    _, _, element, name = LISTS[actor.type]
    names = [E(name, actor.name), *(E(name, alias, type="alias") for alias in actor.aliases)]
    notes = [E.note(role, type="role") for role in actor.roles]
    said = known(actor)
    ids = [E.idno(said.pop("wikidata"), type="wikidata")] if "wikidata" in said else []
    notes += [E.note(value, n=key, type="known") for key, value in said.items()]
    return E(element, {ID: prefix + actor.id}, *names, *ids, *notes)


class _Parts:
    """The elements of all marks: cut where they overlap, or where a paragraph ends, and joined by pointers."""

    def __init__(self, analysis: Analysis, prefix: str) -> None:
        self._quotes = {quote.id: quote for quote in analysis.quotes}
        self._types = {actor.id: actor.type for actor in analysis.actors}
        self._marks = sorted(annotations(analysis), key=_outermost_first)
        self._prefix = prefix
        self._made: dict[tuple[str, str], list[Any]] = defaultdict(list)

    def fill(self, element: Any, text: str, span: Span) -> None:
        """Put a stretch of the text into an element, with the marks that lie in it."""
        inside = [(max(m.span[0], span[0]), min(m.span[1], span[1]), m) for m in self._marks]
        inside = [(a, b, m) for a, b, m in inside if a < b]
        cuts = sorted({*span, *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
        stack: list[tuple[Annotation, Any]] = []
        for start, end in pairwise(cuts):
            wanted = [mark for a, b, mark in inside if a <= start and end <= b]
            kept = next((k for k, (a, b) in enumerate(zip(stack, wanted, strict=False)) if a[0] is not b), None)
            kept = min(len(stack), len(wanted)) if kept is None else kept
            del stack[kept:]
            for mark in wanted[kept:]:
                inner = self._element(mark)
                (stack[-1][1] if stack else element).append(inner)
                stack.append((mark, inner))
            _add_text(stack[-1][1] if stack else element, text[start:end])

    def _element(self, mark: Annotation) -> Any:
        """Return a new element for a part of a mark."""
        E, values = _E(), mark.values
        key = (mark.layer, mark.id if mark.layer == "mention" else mark.owner)
        if mark.layer == "quote":
            quote = self._quotes[mark.owner]
            made = E.said(direct="false" if quote.kind == "indirect" else "true")
            if quote.speaker:
                made.set("who", f"#{self._prefix}{quote.speaker}")
            made.set("aloud", "true" if quote.is_statement else "false")
            made.set("n", quote.act)
            made.set("cert", f"{quote.confidence:g}")
        elif mark.layer == "mention":
            type = self._types[mark.owner]
            name = (LISTS[type][3] if type in LISTS else "name") if values["kind"] == "name" else "rs"
            made = E(name, ref=f"#{self._prefix}{mark.owner}")
        else:
            made = E.seg(type=mark.layer, corresp=f"#{self._prefix}{mark.owner}")
        self._made[key].append(made)
        return made

    def join(self) -> None:
        """Give every quote an id, and the parts of a mark pointers to one another."""
        for (layer, owner), parts in self._made.items():
            base = self._prefix + (owner if layer in ("quote", "mention") else f"{owner}.{layer}")
            ids = [base, *(f"{base}.part{n}" for n in range(2, len(parts) + 1))]
            if layer == "quote" or len(parts) > 1:
                for id, part in zip(ids, parts, strict=True):
                    part.set(ID, id)
            for n, (before, after) in enumerate(pairwise(parts)):
                before.set("next", f"#{ids[n + 1]}")
                after.set("prev", f"#{ids[n]}")


def _outermost_first(mark: Annotation) -> tuple[int, int, int]:
    """Return the order in which marks hold one another: quotes hold names, the long hold the short."""
    return LAYERS.index(mark.layer), mark.span[0] - mark.span[1], mark.span[0]


def _add_text(element: Any, text: str) -> None:
    """Add a text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
