"""Stores of many articles without reading each: paragraphs of analysed articles, recombined with all that is in them.

Every article begins as one of the pool (its headline and up to six of its paragraphs) and goes on with eight paragraphs
of others; names, mentions and quotes that lie in a paragraph go along, with new offsets. So texts, actors and quotes
are real. The fewer the articles, the smaller the part of the pool they are made of: a paragraph comes about as often in
100 articles as in 10,000, some 20 times, and there are ten times as many actors in ten times as many articles.
"""

import dataclasses
import json
import pickle
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import toolkit
from toolkit.actors import Actor
from toolkit.analysis import Analysis
from toolkit.article import Article
from toolkit.article.model import Paragraph
from toolkit.quotes import Quote

ROOT = Path(__file__).resolve().parent.parent
OUTLETS = "herald post sentinel courier gazette echo".split()
SECTIONS = "politics business world sport".split()
OTHERS = ("reuters21578-unlabelled.jsonl", "world-dev-texts.jsonl")  # rows with a text, in the data folder
OF_EACH = 400  # rows of each
WHOLE = 10_000  # articles that are made of the whole pool
Span = tuple[int, int]


def pool(data: Path, kept: Path | None = None) -> list[Analysis]:
    """Return the analyses of the trial articles and of other texts; those in the file ``kept``, if it is there."""
    if kept and kept.exists():
        return pickle.loads(kept.read_bytes())
    found = [toolkit.analyse(path) for path in sorted((ROOT / "tests" / "trials").glob("*.txt"))]
    for path in (data / name for name in OTHERS if (data / name).exists()):
        with path.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in islice(lines, OF_EACH)]
        found += [toolkit.analyse(toolkit.read(text=row["text"], id=str(row["id"]))) for row in rows]
    found = [dataclasses.replace(one, inputs=None) for one in found if one.article.spans("body")]
    random.Random(1).shuffle(found)
    if kept:
        kept.write_bytes(pickle.dumps(found))
    return found


def recombined(found: list[Analysis], number: int, seed: int = 1) -> Iterator[Analysis]:
    """Yield so many articles; the same seed gives the same ones."""
    draw = random.Random(seed)
    found = found[: max(round(len(found) * number / WHOLE), 5)]
    for k in range(number):
        own = found[k % len(found)]
        pieces = [(own, p) for p in own.article.paragraphs if p.kind == "headline"][:1]
        body = [p for p in own.article.paragraphs if p.kind == "body"]
        pieces += [(own, p) for p in draw.sample(body, min(len(body), 6))]
        for other in draw.choices(found, k=8):
            pieces.append((other, draw.choice([p for p in other.article.paragraphs if p.kind == "body"])))
        date = f"{2023 + k % 2}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        meta = {"section": draw.choice(SECTIONS)}
        yield _joined(pieces, id=f"{k:07}", outlet=OUTLETS[k % len(OUTLETS)], published=date, meta=meta)


def _joined(pieces: list[tuple[Analysis, Paragraph]], **about: object) -> Analysis:
    """Return paragraphs of several analyses as one."""
    text, paragraphs, sentences = "", [], []
    actors: dict[tuple[str, str], Actor] = {}
    quotes: list[Quote] = []
    for one, paragraph in pieces:
        start, end = paragraph.span
        by = len(text) - start
        text += one.article.text[start:end] + "\n\n"
        paragraphs.append(Paragraph((start + by, end + by), paragraph.kind))
        sentences += [_moved(span, by) for span in one.sentences if start <= span[0] and span[1] <= end]
        called = _add_actors(one, paragraph.span, by, actors)
        for quote in one.quotes:
            spans = (*quote.content, *quote.cue, *quote.source)
            if all(start <= a and b <= end for a, b in spans):
                quotes.append(_quote(quote, by, called, f"q{len(quotes) + 1}"))
    base = pieces[0][0]
    article = Article(text=text, paragraphs=tuple(paragraphs), title=base.article.title, **about)
    words = sum(len(toolkit.text.words(text, *p.span)) for p in paragraphs if p.kind == "body")
    grade = (base.statistics.get("readability") or {}).get("flesch_kincaid_grade")
    statistics = {"words": words, "sentences": len(sentences), "readability": {"flesch_kincaid_grade": grade}}
    return Analysis(article, tuple(sentences), statistics, tuple(actors.values()), tuple(quotes), base.versions)


def _add_actors(one: Analysis, within: Span, by: int, actors: dict[tuple[str, str], Actor]) -> dict[str, str]:
    """Add the actors that a paragraph names, those of one name being one; return their new ids by their old ones."""
    called = {}
    for actor in one.actors:
        mentions = [m for m in actor.mentions if within[0] <= m.span[0] and m.span[1] <= within[1]]
        if not any(m.kind == "name" for m in mentions):
            continue
        moved = tuple(dataclasses.replace(m, span=_moved(m.span, by)) for m in mentions)
        key = actor.name, actor.type
        there = actors.get(key) or dataclasses.replace(actor, id=f"a{len(actors) + 1}", mentions=())
        actors[key] = dataclasses.replace(there, mentions=there.mentions + moved)
        called[actor.id] = there.id
    return called


def _quote(quote: Quote, by: int, called: dict[str, str], id: str) -> Quote:
    """Return a quote at its new place; of speakers whom the paragraph does not name, nobody is left."""
    return dataclasses.replace(
        quote,
        id=id,
        content=tuple(_moved(span, by) for span in quote.content),
        cue=tuple(_moved(span, by) for span in quote.cue),
        source=tuple(_moved(span, by) for span in quote.source),
        speaker=called.get(quote.speaker or ""),
        speakers=tuple(called[id] for id in quote.speakers if id in called),
        speaks_for=called.get(quote.speaks_for or ""),
        unnamed=None,
    )


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def write_store(store: Path, found: list[Analysis], number: int) -> int:
    """Write a store of so many recombined articles; return how many words they have."""
    from toolkit.collection.store import chunks, entities
    from toolkit.collection.store.compaction import compact
    from toolkit.collection.store.folder import Folder
    from toolkit.collection.store.schema import SCHEMA

    folder, wanted, parts, words = Folder(store), {}, [], 0
    for k, one in enumerate(recombined(found, number)):
        parts.append(chunks.article_rows(one, one.article.id, "key"))
        wanted[one.article.id], words = "key", words + one.statistics["words"]
        if len(parts) == 500 or k == number - 1:
            chunks.write(folder, chunks.chunk_name([(str(k), "key")], chunks.PART), chunks.tables(parts))
            parts = []
    entities.write(folder, compact(folder, wanted), known=None)
    about = {"schema": SCHEMA, "sources": [], "complete": True, "actors_sha256": None}
    folder.write_about({**about, "versions": found[0].versions})
    return words
