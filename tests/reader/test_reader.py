"""The reader: what it finds, and that its offsets hold for any text."""

import json

import numpy as np
import pytest
from conftest import SHARED
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit import reader
from toolkit.errors import InstallationError
from toolkit.reader import decoding, features, session, tagging

STORY = """Harbour to close for the winter
“We will not risk another storm,” Mayor Ana Duarte said on Monday. “The boats come out this week.”
More from the coast: click here
According to the fishing union, two hundred people will lose their pay. She told reporters the town would help.
"""
PARAGRAPHS = features.lines(STORY)


def texts(text, spans):
    return [text[s:e] for s, e in spans]


def test_names_carry_their_type_and_exact_span():
    names = {(STORY[n.start : n.end], n.label) for n in reader.read(STORY).names}
    assert ("Ana Duarte", "PER") in names


def test_direct_speech_has_source_cue_and_content():
    first = reader.read(STORY).attributions[0]
    assert texts(STORY, first.cue) == ["said"]
    assert "Ana Duarte" in texts(STORY, first.source)[0]
    assert texts(STORY, first.content)[0].startswith("“We will not risk another storm")


def test_indirect_speech_without_marks_is_found():
    sources = [texts(STORY, a.source) for a in reader.read(STORY).attributions]
    assert ["the fishing union"] in sources


def test_a_pronoun_refers_to_the_name_before_it():
    text = "Ana Duarte has been the mayor since May. She grew up here."
    link = next(x for x in reader.read(text).links if text[x.start : x.end] == "She")
    assert text[link.to_start : link.to_end] in ("Ana", "Duarte")
    assert 0 < link.score <= 1


def test_paragraphs_left_out_change_nothing_but_offsets():
    furniture = PARAGRAPHS[2]
    kept = [p for p in PARAGRAPHS if p != furniture]
    without = STORY[: furniture[0]] + STORY[furniture[1] + 1 :]
    gap = furniture[1] + 1 - furniture[0]

    def moved(name):
        return (name.start + gap, name.end + gap) if name.start >= furniture[0] else (name.start, name.end)

    here, there = reader.read(STORY, kept), reader.read(without)
    assert [(n.start, n.end) for n in here.names] == [moved(n) for n in there.names]
    assert [n.score for n in here.names] == [n.score for n in there.names]
    assert len(here.attributions) == len(there.attributions)


def test_no_span_covers_a_paragraph_that_was_left_out():
    text = "“We are closing the mill,\nADVERTISEMENT\nand we are not coming back,” said Lena Ortiz."
    a, b, c = features.lines(text)
    found = reader.read(text, [a, c])
    for attribution in found.attributions:
        for s, e in attribution.source + attribution.cue + attribution.content:
            assert e <= b[0] or s >= b[1]
    assert any(s >= c[0] for x in found.attributions for s, e in x.content)


def test_the_reading_does_not_depend_on_threads_or_company():
    text = "\n".join(STORY for _ in range(12))
    alone = reader.read(text, threads=1)
    assert reader.read(text, threads=2) == alone
    assert list(reader.read_many([(text, None), (STORY, None)], threads=2)) == [alone, reader.read(STORY)]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\x00", "\u200b", "\ud800"])
def test_a_text_without_words_has_an_empty_reading(text):
    assert reader.read(text) == reader.Reading((), (), ())


def spans_of(reading):
    yield from ((n.start, n.end) for n in reading.names)
    yield from (s for a in reading.attributions for s in a.source + a.cue + a.content)
    yield from ((x.start, x.end) for x in reading.links)
    yield from ((x.to_start, x.to_end) for x in reading.links)


ODD = ["“", "”", '"', "'s", "\u200b", "\u0301", "\ud800", "\x00", "漢字", "👩🏽‍🌾", "é", "e\u0301", "\n", " ", "İ", "ﬁ"]
WORDS = ["Ana Duarte", "said", "She", "NATO", "according to", "the", "Mr. ", "Zoë", "mill", ",", "."]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ODD + WORDS) | st.text(max_size=4), max_size=40).map("".join))
@example("\u0301Ana Duarte\u200b\u0301 said the Zoë\u0301's 漢字 mill is “closed”, she said.")
def test_every_span_lies_in_the_text_and_holds_no_blank_at_its_ends(text):
    for start, end in spans_of(reader.read(text)):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()


def test_quotes_hold_whole_words_wherever_windows_part():
    line = "“We saw Szijjarto and Llanfairpwll, the unverifiable, reindustrialising Hvidovrebro,” said Ada Roe. "
    for before in range(0, 40, 3):
        text = "It is late. " * before + line * 20
        cut = [
            text[at - 9 : at + 9]
            for found in reader.read(text).attributions
            for span in (*found.source, *found.cue, *found.content)
            for at in span
            if 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
        ]
        assert not cut


def test_a_sign_that_the_tokenizer_parts_from_its_word_parts_no_span():
    text = "President Matías Soto Leiva announced that he would allow workers to draw pensions."
    for at in (30, 33, 60):  # in "announced", in "allow"
        odd = f"{text[:at]}㐀{text[at:]}"
        for start, end in spans_of(reader.read(odd)):
            assert not (odd[max(start - 1, 0) : start] + odd[start]).isalnum() or start == 0
            assert not odd[end - 1 : end + 1].isalnum() or end == len(odd)


def test_names_are_whole_words():
    text = "Kwarteng and Szijjarto met Obamacare's critics in Vilnius. Ortizes of Llanfairpwll said so."
    names = reader.read(text).names
    assert {"Kwarteng", "Szijjarto", "Vilnius"} <= {text[n.start : n.end] for n in names}
    for n in names:
        assert not text[max(n.start - 1, 0) : n.start].isalnum()
        assert not text[n.end : n.end + 1].isalnum()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Mr. Smith's", "Smith"),
        ("Antony Blinken’s", "Antony Blinken"),
        ("The Hague", "The Hague"),
        ("St. Paul", "St. Paul"),
    ],
)
def test_a_names_span_holds_no_article_title_or_possessive(text, name):
    assert text[slice(*decoding.trim_name(text, 0, len(text)))] == name


def test_viterbi_finds_the_best_of_all_allowed_paths():
    rng = np.random.default_rng(0)
    scores, table = rng.normal(size=(20, 5, 5)).astype(np.float32), tagging.bio_transitions(5)
    for row, path in zip(scores, tagging.viterbi(scores, table), strict=True):
        everything = np.stack(np.meshgrid(*[range(5)] * 5, indexing="ij"), -1).reshape(-1, 5)
        steps = table[np.c_[np.zeros(len(everything), int), everything[:, :-1]], everything].sum(1)
        totals = row[np.arange(5), everything].sum(1) + steps
        assert path.tolist() == everything[totals.argmax()].tolist()


def test_windows_cover_every_token_once_and_part_at_lines():
    text = "\n".join(["A line of seven short words here."] * 400)
    tokens = features.featurise(session.tokenizer(), text)
    layout = session.windows(tokens)
    owned = [i for w in layout for i in range(w.own_start, w.own_end)]
    assert owned == list(range(len(tokens))) and len(layout) > 1
    assert all(w.start <= w.own_start < w.own_end <= w.end and w.end - w.start <= session.WINDOW for w in layout)
    assert all(tokens.space[w.own_start] == 2 for w in layout)


def plain_features(tokenizer, text):
    """The features by their definition, one sign at a time."""
    encoding, inside, quotes = tokenizer.encode(text, add_special_tokens=False), False, []
    for c in text:
        state = 1 if inside else 0
        if c == "\n":
            inside, state = False, 0
        elif c == "“" or (c == '"' and not inside):
            inside, state = True, 2
        elif c in '”"':
            inside, state = False, 3
        quotes.append(state)
    rows, before = [], None
    for id_, (s, e) in zip(encoding.ids, encoding.offsets, strict=True):
        a, b = s, e
        while a > 0 and text[a - 1].isalnum():
            a -= 1
        while b < len(text) and text[b].isalnum():
            b += 1
        gap = "\n" if before is None else text[before:s]
        rows.append((id_, features.case_of(text[a:b]), quotes[s], 2 if "\n" in gap else 1 if gap else 0))
        before = e
    return rows


@pytest.mark.parametrize(
    "text",
    [
        STORY.strip(),
        'He said "yes. \n"No," she—a "judge"—said: “I don\'t (really) know’s A-B c3po',
        "word " * 9000 + "\n" + "iPhone" * 4000 + " 漢字仮名" * 3000,
    ],
)
def test_features_are_as_defined_however_long_the_text(text):
    tokenizer = session.tokenizer()
    f = features.featurise(tokenizer, text)
    mine = list(zip(f.ids.tolist(), f.case.tolist(), f.quote.tolist(), f.space.tolist(), strict=True))
    wanted = plain_features(tokenizer, text)
    if "iPhone" * 4000 in text:  # one endless word is cut in two, at most
        assert abs(len(mine) - len(wanted)) <= 1
    else:
        assert mine == wanted


def test_weights_are_small_and_named_by_their_hash():
    assert (session.WEIGHTS / "reader.onnx").stat().st_size <= 25e6
    assert reader.version() == session.version() != ""


POLNEAR = SHARED / "data" / "polnear-dev.jsonl"


@pytest.mark.skipif(not POLNEAR.exists(), reason="the annotated articles are not here")
def test_most_gold_content_of_an_annotated_article_is_found():
    row = json.loads(POLNEAR.open(encoding="utf-8").readline())
    gold = {i for a in row["attributions"] for s, e in a["content"] for i in range(s, e)}
    mine = {i for a in reader.read(row["text"]).attributions for s, e in a.content for i in range(s, e)}
    assert len(gold & mine) / len(gold | mine) > 0.6


def test_weights_that_are_not_the_released_ones_are_refused(tmp_path, monkeypatch):
    for path in session.WEIGHTS.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(session, "WEIGHTS", tmp_path)
    for name in ("reader.onnx", "tokenizer.json", "calibration.json"):
        assert session._whole(name) == tmp_path / name
        with open(tmp_path / name, "ab") as file:
            file.write(b" ")
        with pytest.raises(InstallationError, match=f"{name} of the reader is damaged"):
            session._whole(name)
