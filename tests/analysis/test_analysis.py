"""One article through the whole analysis: what a reader would say, the JSON, and odd texts."""

import json
import time

import pytest
from conftest import ARTICLE, SHARED
from hypothesis import given, settings
from hypothesis import strategies as st
from made_analyses import port

import toolkit
from toolkit.analysis import Analysis, reanalyse, share_of_voice
from toolkit.analysis.positions import Positions
from toolkit.errors import InputError


@pytest.fixture(scope="module")
def analysis():
    return toolkit.analyse(toolkit.read(text=ARTICLE, id="bridge"))


def speaker(analysis, quote):
    return analysis.actor(quote.speaker).name if quote.speaker else None


def holding(analysis, words):
    """The quote whose content holds these words."""
    at = analysis.article.text.index(words)
    return next(q for q in analysis.quotes if any(a <= at < b for a, b in q.content))


def test_who_is_in_it(analysis):
    named = {a.name: sum(m.kind == "name" for m in a.mentions) for a in analysis.actors if a.type == "PER"}
    assert named == {"Ines Okafor": 2, "Lars Brandt": 1}
    assert "Mayor" in analysis.actors[0].roles[0]


def test_a_quotation_broken_by_its_attribution_is_one_quote(analysis):
    quote = holding(analysis, "run out of excuses")
    assert quote is holding(analysis, "older than my grandmother")
    assert (quote.kind, speaker(analysis, quote)) == ("direct", "Ines Okafor")


def test_mixed_indirect_and_pronoun(analysis):
    mixed, he, ferries = (holding(analysis, w) for w in ("as long as a bus", "Nobody listened", "ferries would run"))
    assert (mixed.kind, speaker(analysis, mixed)) == ("mixed", "Lars Brandt")
    assert (he.kind, speaker(analysis, he)) == ("direct", "Lars Brandt")
    assert (ferries.kind, speaker(analysis, ferries)) == ("indirect", None)
    assert ferries.speaker_text == "A spokesman for the Harbour Company"
    assert analysis.actor(ferries.speaks_for).name == "Harbour Company"


def test_furniture_is_in_no_count(analysis):
    text = analysis.article.text
    furniture = [text[a:b] for a, b in analysis.article.spans("furniture")]
    assert furniture == ["By Ada Roe", "READ ALSO: TEN BRIDGES YOU MUST SEE", "Related Content"]
    assert not any(a.name == "Ada Roe" for a in analysis.actors)


def test_json_holds_everything_and_is_read_back(analysis):
    text = analysis.to_json()
    assert Analysis.from_json(text) == analysis
    assert Analysis.from_json(text).to_json() == text
    row = json.loads(text)
    assert list(row) == "schema id article text sentences statistics actors unnamed quotes versions corrections".split()
    assert row["article"]["paragraphs"][0] == {"span": [0, 32], "kind": "headline"}


@pytest.mark.parametrize("data", ["", "[]", "{}", '{"schema": "toolkit.analysis/9"}', b"\xff"])
def test_other_json_is_no_analysis(data):
    with pytest.raises(InputError):
        Analysis.from_json(data)


PIECES = [*'“”"‘’—:()|é日🙂', "said", "Ines Okafor", "Mr.", "She", "U.S.", "\n", "\n\n", "NATO", "\u200b", "e\u0301"]
PIECES += ["<script>", "$x$", "\x00", "\ud800", "A:", "Q:", "By", "\t", "\u202e", "READ MORE"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
def test_any_text_gives_spans_inside_it_and_valid_json(pieces):
    text = " ".join(pieces)
    if not text.strip():
        return
    result = toolkit.analyse(toolkit.read(text=text))
    spans = [s for q in result.quotes for s in (*q.content, *q.cue, *q.source)]
    spans += [m.span for a in result.actors for m in a.mentions]
    assert all(0 <= a < b <= len(text) and text[a:b].strip() for a, b in spans)
    assert Analysis.from_json(result.to_json()) == result
    ids = {a.id for a in result.actors} | {None}
    assert all(q.speaker in ids and q.speaks_for in ids and 0 <= q.confidence <= 1 for q in result.quotes)


def test_an_article_without_a_quote_or_a_name():
    result = toolkit.analyse(toolkit.read(text="It rained.\n\nIt will rain again, and the river is high."))
    assert not result.actors and not result.quotes and result.statistics["words"] == 11


def test_marks_that_never_close_spoil_nothing_after_them():
    text = "“We will go on, Ines Okafor said.\n\nThe sun shone.\n\n“It is late,” Lars Brandt said."
    result = toolkit.analyse(toolkit.read(text=text))
    late = holding(result, "It is late")
    assert speaker(result, late) == "Lars Brandt"
    sun = text.index("The sun")
    assert not any(a <= sun < b for q in result.quotes for a, b in q.content)


def test_a_book_costs_as_much_a_word_as_an_article():
    def seconds(copies):
        article = toolkit.read(text="\n".join(ARTICLE.replace("Okafor", f"Okafor{k}") for k in range(copies)))
        began = time.process_time()
        result = toolkit.analyse(article)
        assert len(result.quotes) >= 4 * copies
        return time.process_time() - began

    seconds(2)
    assert seconds(80) < 14 * seconds(10) + 1  # linear is 8 times


@pytest.mark.skipif(not SHARED.is_dir(), reason="the article is not part of the project")
def test_a_real_article_counted_by_hand():
    result = toolkit.analyse(SHARED / "articles" / "nato-condemns-belarus.txt")
    named = {a.name: sum(m.kind == "name" for m in a.mentions) for a in result.actors}
    wanted = {"NATO": 8, "Belarus": 8, "Poland": 6, "Alexander Lukashenko": 5, "Lithuania": 5, "Latvia": 5}
    assert {name: named[name] for name in wanted} == wanted and named["Antony Blinken"] == 1
    voices = [(q.kind, speaker(result, q), len(q.content)) for q in result.quotes if q.kind != "indirect"]
    assert voices == [
        ("direct", "NATO", 2),
        ("direct", "NATO", 1),
        ("direct", "Antony Blinken", 2),
        ("direct", "Viktor Khrenin", 1),
        ("mixed", None, 1),
        ("direct", "Gabrielius Landsbergis", 2),
        ("direct", "NATO", 1),
    ]
    sources = [q.speaker_text for q in result.quotes if q.speaker is None and q.speaker_text]
    assert "European officials" in sources and any(s.startswith("a joint statement") for s in sources)
    furniture = result.article.spans("furniture")
    assert len(furniture) == 3
    spans = [m.span for a in result.actors for m in a.mentions] + [s for q in result.quotes for s in q.content]
    assert not any(a < end and b > start for a, b in spans for start, end in furniture)


def test_a_row_that_the_toolkit_fails_on_does_not_stop_the_others(tmp_path, monkeypatch):
    """No text is known that does this: a fault is put in."""
    from toolkit.analysis import batch

    def fails(article, **given):
        if article.id == "b":
            raise IndexError("out of range")
        return toolkit.analyse(article, **given)

    monkeypatch.setattr(batch, "analyse", fails)
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(f'{{"id": "{id}", "text": "It rained."}}\n' for id in "abc"), encoding="utf-8")
    out = [json.loads(batch.as_json_line(item)) for item in batch.analyse_many(path)]
    assert ["error" in row for row in out] == [False, True, False]
    assert "IndexError" in out[1]["error"]


def test_every_attributed_word_is_counted_once_for_one_voice():
    a = port()
    starts, in_marks = zip(*share_of_voice.attributed_words(a), strict=True)
    counts = share_of_voice.count_voices(a)
    assert len(set(starts)) == len(starts)
    assert counts.words_quoted.total() == sum(in_marks) > 0
    assert counts.words_indirect.total() == len(in_marks) - sum(in_marks) > 0
    speakers = {quote.speaker for quote in a.quotes} | {None}
    assert set(counts.words_quoted) <= speakers and sum(map(counts.share, speakers)) == pytest.approx(1)


def test_the_innermost_quote_around_an_offset_is_the_shortest():
    a = port()
    positions = Positions(a)
    for offset in range(len(a.article.text)):
        around = [
            (end - start, -number)
            for number, quote in enumerate(a.quotes)
            for start, end in quote.content
            if start <= offset < end
        ]
        assert positions.quote(offset) is (a.quotes[-min(around)[1]] if around else None)


def test_an_analysis_made_anew_reads_nothing_again(analysis, tmp_path, monkeypatch):
    from toolkit import reader

    monkeypatch.setattr(reader, "read", lambda *_, **__: pytest.fail("the model reads again"))
    assert reanalyse(analysis, None) == analysis
    file = tmp_path / "actors.toml"
    file.write_text(
        '[[actor]]\nname = "Ines Okafor"\ntype = "PER"\naliases = ["Okafor"]\ngroups = { party = "Left" }\n'
    )
    corrected = reanalyse(analysis, file)
    assert corrected.actor("Okafor").groups == {"party": "Left"} and corrected.inputs.actors_file == str(file)
    assert reanalyse(corrected, None) == analysis
