"""The samples' analyses beside the answers a careful reader gave from the texts alone."""

import json
from functools import cache
from pathlib import Path

import pytest

import toolkit
from toolkit.text import words

HERE = Path(__file__).parent
SAMPLES = sorted((HERE / "samples").glob("*.json"))
FOLDER = Path(toolkit.__file__).parent / "samples"
AGREE = 0.8  # words in common, of all words of the two: more is the same quote


@cache
def analysis(name):
    return toolkit.analyse(FOLDER / f"{name}.txt")


@cache
def answers(name):
    return json.loads((HERE / "samples" / f"{name}.json").read_text(encoding="utf-8"))


def each(key):
    """A test case for each answer of a kind."""
    return pytest.mark.parametrize(
        "name, answer",
        [
            pytest.param(path.stem, answer, id=f"{path.stem}-{k}")
            for path in SAMPLES
            for k, answer in enumerate(answers(path.stem)[key], start=1)
        ],
    )


every = pytest.mark.parametrize("name", [path.stem for path in SAMPLES])


def word_starts(text, spans):
    return {at for start, end in spans for at, _ in words(text, start, end)}


def in_order(text, parts):
    """Spans of an answer's parts, the later ones after the earlier."""
    best, at = [], 0
    for part in parts:
        at = text.index(part, at)
        best.append((at, at + len(part)))
        at += len(part)
    return best


def likeness(a, b):
    return len(a & b) / len(a | b) if a | b else 0


def found(name, answer):
    """The quote that shares most words with the answer, and how much of both it shares.

    Words that readers may count in or not ("either_way") do not matter.
    """
    a = analysis(name)
    text = a.article.text
    wanted = word_starts(text, in_order(text, answer["content"]))
    open_ = word_starts(text, in_order(text, [answer["either_way"]])) if "either_way" in answer else set()
    alike = [(q, likeness(wanted - open_, word_starts(text, q.content) - open_)) for q in a.quotes]
    return max(alike, key=lambda pair: pair[1])


def test_every_sample_has_answers():
    assert {path.stem for path in FOLDER.glob("*.txt")} == {path.stem for path in SAMPLES}


@every
def test_sample_is_as_long_as_a_news_article(name):
    assert 450 <= len((FOLDER / f"{name}.txt").read_text(encoding="utf-8").split()) <= 700


@every
def test_title_byline_date_and_furniture(name):
    article, wanted = analysis(name).article, answers(name)
    assert [article.text[a:b] for a, b in article.spans("furniture")] == wanted["furniture"]
    assert (article.title, article.byline, article.published) == (
        wanted["title"],
        wanted["byline"],
        wanted["published"],
    )


@each("actors")
def test_actor_is_one_entry_and_named_as_often_as_counted_by_hand(name, answer):
    text = analysis(name).article.text
    actors = [a for a in analysis(name).actors if a.name == answer["name"]]
    assert len(actors) == 1, f"{[a.name for a in analysis(name).actors]}"
    named = [text[m.span[0] : m.span[1]] for m in actors[0].mentions if m.kind == "name"]
    counted = {spelling: named.count(spelling) for spelling in named}
    assert (actors[0].type, counted) == (answer["type"], answer["mentions"])


@every
def test_no_actor_more_than_a_reader_sees(name):
    wanted = {actor["name"] for actor in answers(name)["actors"]}
    assert {
        a.name for a in analysis(name).actors if a.type != "MISC" and any(m.kind == "name" for m in a.mentions)
    } == wanted


@each("quotes")
def test_quote_is_found_with_its_kind_and_speaker(name, answer):
    quote, alike = found(name, answer)
    a = analysis(name)
    said = " | ".join(a.article.text[s:e] for s, e in quote.content)
    assert alike >= AGREE, f"nearest: {said}"
    speaker = a.actor(quote.speaker).name if quote.speaker else None
    assert (quote.kind, speaker) == (answer["kind"], answer["speaker"]), said
    if answer["speaker"] is None:
        assert answer["speaker_text"].casefold() in (quote.speaker_text or "").casefold()


@every
def test_no_words_in_marks_are_quoted_twice_or_wrongly(name):
    """Each direct or mixed quote is one of the answers', or lies inside one (speech within speech)."""
    a = analysis(name)
    text = a.article.text
    wanted = [word_starts(text, in_order(text, q["content"])) for q in answers(name)["quotes"]]
    for quote in a.quotes:
        if quote.kind != "indirect":
            mine = word_starts(text, quote.content)
            assert max(len(mine & theirs) / len(mine) for theirs in wanted) >= AGREE, text[quote.content[0][0] :][:80]


@each("not_quotes")
def test_scare_quote_or_title_is_no_quote(name, answer):
    a = analysis(name)
    start = a.article.text.index(answer)
    around = [q for q in a.quotes if any(s <= start < e and e - s < len(answer) + 30 for s, e in q.content)]
    assert around == []
