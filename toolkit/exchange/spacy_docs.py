"""spaCy: a DocBin of one Doc an article, quotes and mentions as spans with extension attributes.

spaCy is an extra: ``pip install news-toolkit[spacy]``. ``doc.spans`` has "quotes", "sources", "cues" and "mentions";
a span's ``label_`` is its kind, ``id_`` the quote or actor, ``kb_id_`` a Wikidata item; ``span._`` has the rest.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from toolkit.analysis import Analysis
from toolkit.errors import InputError, ToolkitError
from toolkit.exchange.annotations import LAYERS, MENTION, QUOTE, Annotation, about, annotations
from toolkit.exchange.coding import Coding, as_data, coding, coding_of, from_data
from toolkit.files import replacing
from toolkit.text import Span, words

ENDING = ".spacy"
GROUPS = {layer: f"{layer}s" for layer in LAYERS}
MISSING = "spaCy is not installed: pip install news-toolkit[spacy]"


def write(analyses: Iterable[Analysis], out: Path) -> list[Path]:
    """Write the Docs of all analyses as one DocBin, and return its path.

    Raises
    ------
    ToolkitError
        If spaCy is not installed.
    """
    spacy = _spacy()
    nlp, made = spacy.blank("en"), spacy.tokens.DocBin(store_user_data=True)
    for analysis in analyses:
        made.add(doc(analysis, nlp))
    with replacing(out) as part:
        made.to_disk(part)
    return [out]


def doc(analysis: Analysis, nlp: Any) -> Any:
    """Return an analysis as a Doc whose tokens begin and end where its spans do."""
    tokens = _spacy().tokens
    article, marks = analysis.article, list(annotations(analysis))
    made = tokens.Doc(nlp.vocab, *_tokens(article.text, [mark.span for mark in marks]))
    made._.article, made._.title, made._.outlet, made._.published = (
        article.id,
        article.title,
        article.outlet,
        article.published,
    )
    made._.actors = [about(actor) for actor in analysis.actors]
    made.user_data["toolkit"] = json.dumps(as_data(coding_of(analysis)))
    kinds = {quote.id: quote.kind for quote in analysis.quotes}
    groups: dict[str, list[Any]] = {layer: [] for layer in LAYERS}
    for mark in marks:
        kind = kinds[mark.owner] if mark.layer == "quote" else str(mark.values.get("kind", mark.layer))
        item = str(mark.values.get("wikidata", ""))
        span = made.char_span(*mark.span, label=kind, span_id=mark.owner, kb_id=item)
        groups[mark.layer].append(span)
        for key, value in mark.values.items():
            if key not in ("kind", "wikidata"):  # which are the label and the knowledge base's id
                span._.set(key, value)
    for layer, spans in groups.items():
        made.spans[GROUPS[layer]] = spans
    return made


def _spacy() -> Any:
    """Return spaCy, its Docs and Spans with the toolkit's extension attributes."""
    try:
        import spacy
        import spacy.tokens
    except ImportError as error:
        raise ToolkitError(MISSING) from error
    for key in ("article", "title", "outlet", "published", "actors"):
        spacy.tokens.Doc.set_extension(key, default=None, force=True)
    for key in {*QUOTE, *MENTION} - {"kind", "wikidata"}:
        spacy.tokens.Span.set_extension(key, default=None, force=True)
    return spacy


def _tokens(text: str, spans: Sequence[Span]) -> tuple[list[str], list[bool]]:
    """Return words, signs and white space, cut where a span begins or ends, and whether a space follows each."""
    starts, ends = ({span[k] for span in spans} for k in (0, 1))
    cuts = sorted({0, len(text), *starts, *ends, *(at for word in words(text) for at in word)})
    pieces: list[str] = []
    spaces: list[bool] = []
    at = 0
    for start, end in pairwise(cuts):
        for found in re.finditer(r"(?:\w[\u0300-\u036f]*)+|[^\w\s]| |[^\S ]+", text[start:end]):
            at = start + found.start()
            own = at in starts or at + 1 in ends
            if found[0] == " " and pieces and not spaces[-1] and not pieces[-1].isspace() and not own:
                spaces[-1] = True
            else:
                pieces.append(found[0])
                spaces.append(False)
    return pieces, spaces


# ---------------------------------------------------------------- back in


def read(path: Path) -> Iterator[Coding]:
    """Yield what each Doc's spans say, and what the toolkit had marked.

    Raises
    ------
    InputError
        If it is no DocBin.
    ToolkitError
        If spaCy is not installed.
    """
    spacy = _spacy()
    try:
        docs = list(spacy.tokens.DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
    except Exception as error:  # zlib, msgpack and spaCy have their own
        raise InputError(f"{path.name} is no DocBin of spaCy that can be read ({type(error).__name__})") from error
    for n, made in enumerate(docs, start=1):
        article = made._.article or f"text {n}"
        if own := made.user_data.get("toolkit"):
            yield from_data(article, made.text, json.loads(own))
        yield coding(article, made.text, path.stem, _annotations(made))


def _annotations(made: Any) -> Iterator[Annotation]:
    for layer, group in GROUPS.items():
        for n, span in enumerate(made.spans.get(group, ())):
            values = {"speaker": span._.speaker or ""} if layer == "quote" else {"actor": span._.actor or ""}
            yield Annotation(f"{layer} {n}", layer, (span.start_char, span.end_char), span.id_, values)
