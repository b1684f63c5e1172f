"""Words and sentences: what counts as one, and that offsets hold."""

import itertools
import time

import pytest
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st
from scoring.rows import read
from scoring.sentences import score

from toolkit import text


def words(sample: str) -> list[str]:
    return [sample[a:b] for a, b in text.words(sample)]


def sentences(sample: str) -> list[str]:
    return [sample[a:b] for a, b in text.sentences(sample)]


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("Don’t say it isn't so", ["Don’t", "say", "it", "isn't", "so"]),
        ("a well-known, 10-year-old rule", ["a", "well-known", "10-year-old", "rule"]),
        ("the U.S. and U.S.-led forces at 9 a.m.", ["the", "U.S.", "and", "U.S.-led", "forces", "at", "9", "a.m."]),
        ("$3.5 or 3.5% of 10,000; -3 and +0.5%", ["$3.5", "or", "3.5%", "of", "10,000", "-3", "and", "+0.5%"]),
        ("in 2015-16, 2015–16 and the 1990s", ["in", "2015-16", "2015", "16", "and", "the", "1990s"]),
        ("see https://example.org/a?b=c, www.example.com.", ["see", "https://example.org/a?b=c", "www.example.com"]),
        ("write to desk@example.org or @desk #news", ["write", "to", "desk@example.org", "or", "@desk", "#news"]),
        ("AT&T and/or O’Brien’s", ["AT&T", "and", "or", "O’Brien’s"]),
        ("the workers’ café—closed", ["the", "workers", "café", "closed"]),
        ("cafe\u0301 self\u00adish", ["cafe\u0301", "self\u00adish"]),
        ("at 9:30pm on 3/4, node.js", ["at", "9:30pm", "on", "3/4", "node.js"]),
        ("no space.After it, J.R.R. Tolkien", ["no", "space", "After", "it", "J.R.R.", "Tolkien"]),
        ("“ … ” — !? * _emphasis_", ["emphasis"]),
        ("हिन्दी العَرَبِيَّة", ["हिन्दी", "العَرَبِيَّة"]),
    ],
)
def test_words_are_what_a_linguist_counts(sample, expected):
    assert words(sample) == expected


def test_words_of_a_part_keep_the_whole_text_s_offsets():
    sample = "One two three four"
    assert text.words(sample, 4, 13) == [(4, 7), (8, 13)]
    assert text.words(sample, 8) == [(8, 13), (14, 18)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Gen. Petr Pavel spoke.", "He met Sen. Ann Lee and Dr. No."],
        ["He left the U.S. on Friday.", "She stayed."],
        ["They moved to the U.S.", "The law had changed."],
        ["George W. Bush met J. R. R. Martin.", "They ate."],
        ["“It is over.”", "The crowd left."],
        ["“It is over.” he said.", "Then silence."],
        ['"Is it over?"', "The crowd left."],
        ["“Is it over?” Ann Lee asked.", "Nobody spoke."],
        ["“Stop!” he cried.", "They stopped."],
        ["He waited … and left.", "Nobody came."],
        ["It rose 3.5 percent to $1.2 billion.", "Then it fell."],
        ["See No. 5 and p. 7.", "No.", "It is lost."],
        ["Oil rose to $70 at Acme Inc. and Bolt Corp. in May.", "Gas did not."],
        ["He is from Calif. originally.", "She is not."],
        ["It ended in 2014.[4]", "He died (aged 80).", "She lived."],
        ["“We go,” she said, “now.”", "‘So be it.’", "They went."],
        ["The talks at 5 p.m. Friday failed.", "They met at 6 p.m.", "The minister left."],
        ["“Fear is a bad adviser.” — Ann Lee, minister"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected):
    assert sentences(" ".join(expected)) == expected


def test_full_width_stops_need_no_space():
    assert sentences("他走了。她没走！") == ["他走了。", "她没走！"]


def test_a_sentence_never_crosses_a_line_break():
    assert sentences("Talks fail\n\nBy Ann Lee\n  The talks\nfailed. \n") == [
        "Talks fail",
        "By Ann Lee",
        "The talks",
        "failed.",
    ]


@given(
    st.text(alphabet=st.sampled_from(list("aB1 .!?\"”“’)[]\n\t—é\u0301ก。-'&@")), max_size=60) | st.text(max_size=60)
)
def test_spans_are_in_order_and_cover_all_that_is_not_blank(sample):
    found = text.sentences(sample)
    assert all(a < b for a, b in found)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(found))
    outside, at = "", 0
    for start, end in found:
        assert not any(c in sample[start:end] for c in "\n\r\u2028")
        assert sample[start:end] == sample[start:end].strip()
        outside += sample[at:start]
        at = end
    assert not (outside + sample[at:]).strip()
    spans = text.words(sample)
    assert all(a < b for a, b in spans)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
    assert all(any(c.isalnum() for c in sample[a:b]) or sample[a] in "@#" for a, b in spans)


@pytest.mark.parametrize("unit", ["a", ".", ". ", "U.", "a-", "[", ".[1", "@", "http://", '"', "1,", "a@", "- ", ".-"])
def test_no_text_takes_more_than_linear_time(unit):
    def seconds(size):
        sample = unit * (size // len(unit))
        start = time.process_time()
        text.words(sample), text.sentences(sample)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(200_000) < 2.0  # quadratic: minutes


def test_boundaries_on_gum_dev_are_as_good_as_promised():
    path = SHARED / "data" / "gum-sentences-dev.jsonl"
    if not path.exists():
        pytest.skip("the annotated texts are not part of the project")
    gold = read(path)
    result = score(gold, {row["id"]: {"sentences": text.sentences(row["text"])} for row in gold})
    assert result["boundaries"]["f1"] >= 98.0  # punkt: 94.9


def test_abbreviations_of_the_world_s_papers_end_no_sentence():
    body = (
        "The Bench heard Cr. No. 12 of 2019. The Rs. 4.5 lakh fine was stayed. "
        "The firm, Bright Moon Sdn. Bhd., is in Sg. Bakau. Rs. 500 crore was paid."
    )
    assert [" ".join(sentence.split()[:2]) for sentence in sentences(body)] == [
        "The Bench",
        "The Rs.",
        "The firm,",
        "Rs. 500",
    ]
