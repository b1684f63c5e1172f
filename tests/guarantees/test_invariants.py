"""What holds of the analysis of every article, whatever it is: tried on thousands that are generated."""

import dataclasses
import itertools
import json
import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from guarantees.generated import articles, count
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import toolkit
from toolkit import tables, text
from toolkit.analysis import Analysis
from toolkit.article import Paragraph
from toolkit.errors import ToolkitError
from toolkit.html import markup as html

ANALYSES = count("ANALYSES", 2000)
FURNITURE = (
    "READ ALSO: TEN BRIDGES YOU MUST SEE", "Share on Facebook", "Advertisement", "Photograph: Ada Roe/Westport Herald",
    "“It is late,” Ada Roe said.", "She said: “Go home.”", "12", "ADA ROE: It is late.", "The minister",
)  # fmt: skip

TURNS = (
    "The boats were late again this morning.", "Who told you that?", "Nobody did. I saw it.",
    "The company has promised a new engine by May.", "We heard that promise last year.", "Let us ask them on Friday.",
    "Is that a threat?", "It is a question, and the harbour board will answer it.",
    "Ines Okafor told me that the ferry would run.", "According to the BBC, the port is closed.",
)  # fmt: skip
SPEAKERS = ("Ada Roe", "Tom Lind", "Inés Arrubarrena", "Kwame Asante-Boyle", "Mary O’Neill")


def many(share):
    """Settings for a share of the inputs."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    usual = ANALYSES == 2000  # the same inputs each time; others at night
    return settings(max_examples=max(int(ANALYSES * share), 1), suppress_health_check=checks, derandomize=usual)


def analysed(content):
    """The analysis of a text; None where it holds no article, which is said in a sentence."""
    try:
        article = toolkit.read(text=content, id="one")
    except ToolkitError as error:
        assert "\n" not in str(error)
        return None
    return toolkit.analyse(article)


def spans_of(analysis):
    """Every span of an analysis, with what it is."""
    for actor in analysis.actors:
        for mention in actor.mentions:
            yield "mention", mention.span
    for quote in analysis.quotes:
        for part in ("content", "cue", "source"):
            for span in getattr(quote, part):
                yield part, span
    for sentence in analysis.sentences:
        yield "sentence", sentence
    for paragraph in analysis.article.paragraphs:
        yield "paragraph", paragraph.span


def check_spans(analysis):
    """Every span lies in the text, holds something, and cuts no word; those of one quote do not overlap.

    A question whose label has lost the space behind it ("QWill it?", as transcripts have it) begins in a word.
    """
    whole = analysis.article.text
    inside = {at for start, end in text.words(whole) for at in range(start + 1, end)}
    inside -= {found.end() for found in re.finditer(r"(?m)^\W*Q(?=[A-Z])", whole)}
    for what, (start, end) in spans_of(analysis):
        assert 0 <= start < end <= len(whole), what
        assert not whole[start].isspace() and not whole[end - 1].isspace(), (what, whole[start:end])
        cut = [at for at in (start, end) if at in inside and whole[at - 1].isalnum() and whole[at].isalnum()]
        assert not cut, (what, whole[max(start - 20, 0) : start], whole[start:end], whole[end : end + 20])
    for quote in analysis.quotes:
        spans = sorted((*quote.content, *quote.cue, *quote.source))
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans)), quote
    for spans in (analysis.sentences, [p.span for p in analysis.article.paragraphs]):
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def check_counts(analysis):
    """Tables, marked text and the analysis itself say the same."""
    actors = tables.actors(analysis, misc=True)
    named = sorted((a.name, sum(m.kind == "name" for m in a.mentions)) for a in analysis.actors)
    assert sorted(zip(actors.actor, actors.named, strict=True)) == named
    ids = {actor.id for actor in analysis.actors}
    assert {quote.speaker for quote in analysis.quotes} <= ids | {None}
    assert len(tables.quotes(analysis)) == len(analysis.quotes)
    assert len(tables.mentions(analysis, misc=True)) == sum(len(actor.mentions) for actor in analysis.actors)
    voice = tables.share_of_voice(analysis, misc=True)
    if voice.words_quoted.sum():
        assert voice.share_of_voice.sum() == pytest.approx(1)
    voices = voice[voice.actor != tables.NOBODY]
    assert voices.groupby("actor").words_quoted.sum().to_dict() == (
        actors[actors.actor.isin(voices.actor)].groupby("actor").words_quoted.sum().to_dict()
    )
    body = [p.span for p in analysis.article.paragraphs if p.kind == "body"]
    body = [text.words(analysis.article.text[start:end]) for start, end in body]
    assert analysis.statistics["words"] == sum(map(len, body))
    assert analysis.statistics["paragraphs"] == sum(map(bool, body))
    shown = unescape(re.sub(r"<[^>]*>", "", html.to_html(analysis.article, analysis.actors, analysis.quotes)))
    assert visible(shown) == visible(analysis.article.text)


NO_CHARACTERS = {*map(chr, range(0xFDD0, 0xFDF0)), "\ufffe", "\uffff"}  # by Unicode; a page cannot hold them


def visible(shown):
    """Return the characters that a reader sees: no space, no control character and nothing that stands for one."""
    unseen = {"\ufffd", *NO_CHARACTERS}
    return [c for c in shown if not c.isspace() and c not in unseen and unicodedata.category(c) not in ("Cc", "Cf")]


def test_what_is_no_character_is_shown_as_a_sign_for_it():
    analysis = analysed("\ufffe‘Tell us when’: no ferry\n\nThe ferry stayed, Ada Roe said.\n")
    check_counts(analysis)
    shown = html.to_html(analysis.article, analysis.actors, analysis.quotes)
    assert "\ufffd" in shown and not NO_CHARACTERS & set(shown)


@many(0.8)
@given(articles())
def test_spans_counts_and_json_of_every_article(content):
    analysis = analysed(content)
    if analysis is None:
        return
    check_spans(analysis)
    check_counts(analysis)
    assert Analysis.from_json(analysis.to_json()) == analysis


@many(0.05)
@given(st.lists(articles(), min_size=2, max_size=4))
def test_an_article_gives_the_same_whatever_is_read_beside_before_and_in_other_threads(contents):
    alone = [a and a.to_json() for a in map(analysed, contents)]
    assert [a and a.to_json() for a in map(analysed, reversed(contents))] == alone[::-1]
    with ThreadPoolExecutor(4) as pool:
        assert [a and a.to_json() for a in pool.map(analysed, contents)] == alone


@many(0.1)
@given(articles(), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(FURNITURE)), min_size=1, max_size=3))
def test_furniture_changes_no_count_no_speaker_and_no_quote(content, added):
    before = analysed(content)
    if before is not None:
        assert found_in(toolkit.analyse(with_furniture(before.article, added))) == found_in(before)


def with_furniture(article, added):
    """Return an article with lines that its page adds between paragraphs, spaced as these are."""
    for place, line in added:
        k = int(place * (len(article.paragraphs) - 1))
        at = article.paragraphs[k].span[0]
        space = article.text[article.paragraphs[k - 1].span[1] : at] if k else "\n\n"
        own = Paragraph((at, at + len(line)), "furniture")
        wide = len(line + space)
        below = [dataclasses.replace(p, span=(p.span[0] + wide, p.span[1] + wide)) for p in article.paragraphs[k:]]
        text = article.text[:at] + line + space + article.text[at:]
        article = dataclasses.replace(article, text=text, paragraphs=(*article.paragraphs[:k], own, *below))
    return article


def found_in(analysis):
    """Return all that an analysis says but for where it stands; words that furniture parts count as if together."""

    def whole(spans):
        return text.joined_text(analysis.article.text, spans).replace(" … ", " ")

    quotes = []
    for quote in analysis.quotes:
        parts = {part: whole(getattr(quote, part)) for part in ("content", "cue", "source")}
        quotes.append(dataclasses.replace(quote, text="", **parts))
    who = [
        dataclasses.replace(one, mentions=[(m.kind, m.label, whole([m.span])) for m in one.mentions])
        for one in (*analysis.actors, *analysis.unnamed)
    ]
    numbers = tables.quotes(analysis)[["sentence", "paragraph", "words"]]
    voices = tables.share_of_voice(analysis, misc=True)
    return quotes, who, numbers.values.tolist(), voices.fillna("").values.tolist(), analysis.statistics


@many(0.05)
@given(st.lists(st.sampled_from(SPEAKERS), min_size=2, max_size=3, unique=True), st.permutations(TURNS), st.data())
def test_capitals_in_a_transcripts_label_change_nothing_else(names, turns, data):
    said, loud = turns[:8], data.draw(st.sampled_from(names))
    plain, capitals = [
        "Late boats\n\n"
        + "\n\n".join(
            f"{write(name) if name == loud else name}: {turn}" for name, turn in zip(itertools.cycle(names), said)
        )
        for write in (str, str.upper)
    ]
    before, after = analysed(plain), analysed(capitals)
    assert {quote.text for quote in before.quotes} >= set(said)
    assert without_capitals(before) == without_capitals(after)


def without_capitals(analysis):
    """Return an analysis as plain data in small letters, without its ids and the forms that names have in the text."""
    row = json.loads(analysis.to_json().lower())
    for actor in row["actors"]:
        del actor["aliases"]
    del row["article"]["sha256"], row["article"]["meta"]
    return row
