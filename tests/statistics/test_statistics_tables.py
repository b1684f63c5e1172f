"""Frequency, collocations, keyness, dispersion, concordance, rarity, voices and intervals."""

import math

import numpy as np
import pytest

from toolkit import statistics, text
from toolkit.actors import Actor
from toolkit.analysis import Analysis
from toolkit.article import Article, Paragraph
from toolkit.errors import ParameterError, ToolkitError
from toolkit.quotes import Quote
from toolkit.statistics import (
    association,
    dispersion_measures,
    keywords,
    measures_table,
    passage,
    uncertainty,
    word_rarity,
)

FERRY = (
    "The ferry sailed late. The ferry to Westhaven sails at noon, and NATO ships sail too. "
    "A late ferry is a late ferry. NATO said NATO ships were not late."
)


def article(body: str, headline: str = "") -> Article:
    whole = "\n".join(part for part in (headline, body) if part)
    kind = {headline: "headline"}
    return Article(
        "s", whole, tuple(Paragraph(span, kind.get(whole[slice(*span)], "body")) for span in text.lines(whole))
    )


# ---------------------------------------------------------------- frequency


def test_word_table_counts_types_and_shows_them_as_written():
    found = statistics.word_table(FERRY).set_index("word")
    assert found["count"]["ferry"] == 4 and found["count"]["NATO"] == 3 and found["count"]["The"] == 2
    assert found["count"].sum() == len(text.words(FERRY)) == 30
    assert found["per_1000_words"]["ferry"] == pytest.approx(4000 / 30)


def test_stop_words_are_left_out_and_can_be_seen_and_chosen():
    assert "the" in statistics.STOP_WORDS
    assert set(statistics.frequent_words(FERRY, 3)["word"]) == {"ferry", "late", "NATO"}
    assert "a" in set(statistics.frequent_words(FERRY, 50, stop_words=False)["word"])
    assert "ferry" not in set(statistics.frequent_words(FERRY, 50, stop_words=["Ferry"])["word"])
    assert list(statistics.frequent_words(FERRY).columns) == ["word", "count", "per_1000_words"]


def test_ngrams_stay_within_sentences():
    found = dict(statistics.ngram_table(FERRY, 2, minimum=1)[["ngram", "count"]].itertuples(index=False))
    assert found["late ferry"] == 2 and found["NATO ships"] == 2
    assert "late The" not in found and "late the" not in found


# ---------------------------------------------------------------- collocations


@pytest.mark.parametrize(
    ("cells", "published"),
    [  # Dunning (1993), table 1: both words, the first alone, the second alone, neither
        ((110, 2442, 111, 29114), 270.72),
        ((29, 13, 123, 31612), 263.90),
        ((10, 0, 3, 31764), 167.23),
        ((76, 104, 2476, 29121), 157.21),
    ],
)
def test_log_likelihood_is_dunning_s(cells, published):
    both, first, second, neither = cells
    found = association.pair_log_likelihood(both, (both + first, both + second), both + first + second + neither)
    assert found == pytest.approx(published, abs=0.01)


@pytest.mark.parametrize("n_table", [(110, (2552, 221), 31777), (2, (34, 12), 600), (5, (5, 5), 5000)])
def test_association_measures_are_nltk_s(n_table):
    from nltk.metrics.association import BigramAssocMeasures as Nltk

    assert association.pair_log_likelihood(*n_table) == pytest.approx(Nltk.likelihood_ratio(*n_table))
    assert association.pmi(*n_table) == pytest.approx(Nltk.pmi(*n_table))
    assert association.t_score(*n_table) == pytest.approx(Nltk.student_t(*n_table))
    assert association.logdice(*n_table) == pytest.approx(14 + math.log2(Nltk.dice(*n_table)))


def test_npmi_is_one_for_a_fixed_pair_and_nought_for_chance():
    assert association.npmi(4, (4, 4), 64) == pytest.approx(1)
    assert association.npmi(1, (8, 8), 64) == pytest.approx(0)


def test_collocations_count_pairs_within_sentences():
    sample = "Ann Lee met Bo. Bo met Ann Lee. Lee Bo, Ann Lee."
    found = statistics.collocations(sample, None, minimum=1, stop_words=False).set_index("collocation")
    assert found["count"]["Ann Lee"] == 3
    assert "Bo Bo" not in found.index  # a sentence ends between them
    # 9 pairs in all; 3 begin with Ann, 3 end with Lee: expected 1.
    assert found["expected"]["Ann Lee"] == pytest.approx(1)
    assert found["pmi"]["Ann Lee"] == pytest.approx(math.log2(3))


def test_a_wider_window_pairs_words_further_apart():
    sample = "border of a crisis. border of a crisis. the end of a day."
    assert "border crisis" not in set(statistics.collocations(sample)["collocation"])
    assert "border crisis" in set(statistics.collocations(sample, window=4)["collocation"])


def test_collocations_take_nltk_s_other_measures():
    from nltk.metrics.association import BigramAssocMeasures

    found = statistics.collocations(FERRY, measure=BigramAssocMeasures.poisson_stirling, stop_words=False)
    assert found["poisson_stirling"].is_monotonic_decreasing
    with pytest.raises(ParameterError, match="log_likelihood"):
        statistics.collocations(FERRY, measure="unknown")


# ---------------------------------------------------------------- keyness


def test_keyness_measures_worked_by_hand():
    assert keywords.word_log_likelihood(20, 10, 1000, 1000) == pytest.approx(
        40 * math.log(4 / 3) + 20 * math.log(2 / 3)
    )
    assert keywords.log_ratio(20, 10, 1000, 1000) == 1  # twice as frequent
    assert keywords.log_ratio(4, 0, 1000, 1000) == 3  # nought counts as a half
    assert keywords.percent_diff(20, 10, 1000, 1000) == pytest.approx(100)
    assert keywords.percent_diff(20, 0, 1000, 1000).reason
    assert keywords.bayes_factor(20, 1000) == pytest.approx(20 - math.log(1000))
    # Monroe et al. (2008), eq. 16 and 19, with y = 20 and 10 of 1000, prior 3 of 100.
    value, error = keywords.log_odds(20, 10, 1000, 1000, prior=3, prior_words=100)
    assert value == pytest.approx(math.log(23 / 1077) - math.log(13 / 1087))
    assert error == pytest.approx(math.sqrt(1 / 23 + 1 / 13))


def test_likelihood_of_3_84_is_the_five_percent_level():
    assert keywords.p_value(3.8414588) == pytest.approx(0.05, abs=1e-6)
    assert keywords.p_value(6.6348966) == pytest.approx(0.01, abs=1e-6)
    assert keywords.p_value(-1e-12) == 1  # of equal rates, but for rounding


def test_corrections_for_many_tests():
    p = [0.01, 0.02, 0.03, 0.04]
    assert keywords.adjusted(p, "holm") == pytest.approx([0.04, 0.06, 0.06, 0.06])
    assert keywords.adjusted(p, "fdr") == pytest.approx([0.04, 0.04, 0.04, 0.04])
    assert keywords.adjusted([0.9, 0.8], "holm") == pytest.approx([1, 1])
    with pytest.raises(ParameterError):
        keywords.adjusted(p, "hope")


def test_keyness_finds_what_one_side_has_more_of():
    one, other = "border border border crisis the the " * 5, "the the the harbour harbour crisis " * 5
    found = statistics.keyness(one, other).set_index("word")
    assert found.index[0] == "border" and found["key_in"]["border"] == "text"
    assert found["key_in"]["harbour"] == "reference"
    assert found["log_ratio"]["border"] > 0 > found["log_odds"]["harbour"]
    assert found["key_in"]["crisis"] == "neither" and found["p_value"]["crisis"] == pytest.approx(1)
    assert (found["log_ratio_low"] < found["log_ratio"]).all()
    assert (found["p_adjusted"] >= found["p_value"]).all()
    swapped = statistics.keyness(other, one).set_index("word")
    assert swapped["log_ratio"]["border"] == pytest.approx(-found["log_ratio"]["border"])
    assert swapped["log_odds_z"]["border"] == pytest.approx(-found["log_odds_z"]["border"])


def test_a_corpus_is_a_list_of_articles():
    corpus = [article("The border closed."), article("The border opened.")]
    found = statistics.keyness(corpus, [article("The harbour closed.")], minimum=2).set_index("word")
    assert found["count"]["border"] == 2
    assert passage.of(corpus).words == ["the", "border", "closed", "the", "border", "opened"]


# ---------------------------------------------------------------- dispersion


def test_dispersion_is_as_in_gries_s_example():
    # Gries (2008): "a" 1, 2, 3, 4, 5 times in parts of 9, 10, 10, 10, 11 words.
    counts, sizes = [1, 2, 3, 4, 5], [9, 10, 10, 10, 11]
    assert dispersion_measures.juillands_d(counts, sizes) == pytest.approx(0.785, abs=0.0005)
    assert dispersion_measures.gries_dp(counts, sizes) == pytest.approx(0.18)
    assert dispersion_measures.dp_norm(counts, sizes) == pytest.approx(0.18 / 0.82)


def test_even_and_clustered_words_are_at_the_ends_of_the_scales():
    assert (
        dispersion_measures.gries_dp([2, 2], [50, 50]) == 0 and dispersion_measures.juillands_d([2, 2], [50, 50]) == 1
    )
    assert (
        dispersion_measures.dp_norm([4, 0], [50, 50]) == pytest.approx(1)
        and dispersion_measures.juillands_d([4, 0], [50, 50]) == 0
    )
    assert dispersion_measures.burstiness([10, 20, 30, 40, 50]) == -1
    assert dispersion_measures.burstiness([1, 2, 3, 4, 1000]) > 0.2
    assert dispersion_measures.burstiness([1, 2]).reason


def test_dispersion_over_a_text_and_over_a_corpus():
    sample = " ".join(["start"] * 5 + ["middle"] * 90 + ["even"] * 5)
    found = statistics.dispersion(sample, ["start", "middle", "Middle"], parts=10).set_index("word")
    assert found["range"]["start"] == 1 and found["range"]["middle"] == 10 and found["count"]["Middle"] == 90
    corpus = statistics.dispersion([article("a b"), article("a c"), article("d")], ["a"])
    assert (corpus["range"][0], corpus["parts"][0]) == (2, 3)


def test_occurrences_say_where_each_word_stands():
    found = statistics.occurrences("One two. Three two.", ["two"])
    assert found[["position", "share", "sentence"]].values.tolist() == [[1, 0.25, 1], [3, 0.75, 2]]


# ---------------------------------------------------------------- concordance


def test_concordance_finds_words_phrases_and_wildcards():
    sample = article("Migrants came. A migrant’s crisis, the border crisis.", "Crisis at the border")
    assert list(statistics.concordance(sample, "migrant*")["keyword"]) == ["Migrants", "migrant’s"]
    assert list(statistics.concordance(sample, "border crisis|crises")["keyword"]) == ["border crisis"]
    assert list(statistics.concordance(sample, "c?isis")["keyword"]) == ["Crisis", "crisis", "crisis"]
    assert list(statistics.concordance(sample, "migrant's")["keyword"]) == ["migrant’s"]
    assert statistics.concordance(sample, "nobody").empty


def test_concordance_keeps_offsets_and_counts_paragraphs_from_the_body():
    sample = article("We met.\nThe crisis grew. The crisis ended.", "Crisis")
    found = statistics.concordance(sample, "crisis")
    assert [sample.text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == [
        "Crisis",
        "crisis",
        "crisis",
    ]
    assert list(found["paragraph"]) == [0, 2, 2] and list(found["sentence"]) == [0, 2, 3]
    assert found["left"][2] == "The crisis grew. The" and found["right"][2] == "ended."


def test_concordance_sorts_by_neighbours():
    sample = "b war d. a war e. c war c. a war b."
    assert list(statistics.concordance(sample, "war", sort="left", width=1)["left"]) == ["a", "a", "b", "c"]
    assert list(statistics.concordance(sample, "war", sort="right")["right_1"]) == ["b", "c", "d", "e"]
    both = statistics.concordance(sample, "war", sort=["left", "right"], width=1)
    assert list(both["right_1"]) == ["b", "e", "d", "c"]
    with pytest.raises(ParameterError, match="position"):
        statistics.concordance(sample, "war", sort="sideways")
    with pytest.raises(ParameterError, match="word"):
        statistics.concordance(sample, "  ")


def test_a_query_is_no_regular_expression():
    assert statistics.concordance("the U.S. and UXSX", "u.s.")["keyword"].tolist() == ["U.S."]
    assert statistics.concordance("a (b", "(b")["keyword"].tolist() == ["b"]
    with pytest.raises(ParameterError, match="needs a word"):
        statistics.concordance("a (b", "(")


def test_aligned_view_escapes_the_article():
    found = statistics.concordance('<img src=x onerror="alert(1)"> the <b>border</b> & more', "border")
    page = statistics.aligned(found).data
    assert "<img" not in page and "<b>" not in page and "&lt;img src=x" in page and "&amp; more" in page


# ---------------------------------------------------------------- rarity


def test_zipf_values_are_of_general_english():
    pytest.importorskip("wordfreq")
    assert word_rarity.zipf("the") == pytest.approx(7.73, abs=0.1)
    assert word_rarity.zipf("qqzzx") == 0
    found = statistics.rarity("the the instrumentalization qqzzx 1990")
    assert found["rare_share"] == 0.5 and found["unknown_share"] == 0.25
    assert list(statistics.word_zipf("the quokka")["word"]) == ["quokka", "the"]


def test_without_wordfreq_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "wordfreq", None)
    with pytest.raises(ToolkitError, match=r"news-toolkit\[rarity\]"):
        statistics.rarity("the border")


# ---------------------------------------------------------------- voices

SPOKEN = (
    "The mayor closed the port on Monday. “The port is old and it is costly,” Ann Lee said. “We close it.” "
    "The union called the plan “a bad joke” and left the room. Bo Ray, its head, said Lee had told him: "
    "“She said ‘never again’ to me.”"
)


def spoken() -> Analysis:
    def span(part):
        at = SPOKEN.index(part)
        return at, at + len(part)

    def quote(number, kind, speaker, *parts):
        return Quote(f"q{number}", kind, tuple(map(span, parts)), (), (), speaker, None, None, 1.0)

    quotes = (
        quote(1, "direct", "a1", "“The port is old and it is costly,”", "“We close it.”"),
        quote(2, "mixed", "a2", "Lee had told him: “She said ‘never again’ to me.”"),
        quote(3, "direct", "a1", "‘never again’"),
    )
    actors = (Actor("a1", "Ann Lee", "PER", ()), Actor("a2", "Bo Ray", "PER", ()))
    sample = article(SPOKEN)
    return Analysis(sample, tuple(text.sentences(SPOKEN)), statistics.summary(sample), actors, quotes, {})


def test_each_word_is_the_innermost_speaker_s_or_the_narrator_s():
    words = {
        voice: [w for s in every.sentences for w in s] for voice, (every, _) in statistics.passages(spoken()).items()
    }
    assert words["Ann Lee"] == "The port is old and it is costly We close it never again".split()
    assert words["Bo Ray"] == "She said to me".split()
    assert len(words["(narration)"]) + len(words["(all quotations)"]) == len(text.words(SPOKEN))
    assert {"bad", "joke", "told"} <= set(words["(narration)"])  # a scare quote, indirect speech


def test_voices_measure_sentences_that_are_mostly_theirs():
    found = statistics.voices(spoken(), wide=True).set_index("voice")
    assert list(found.index) == ["(narration)", "(all quotations)", "Ann Lee", "Bo Ray"]
    assert found["sentences"]["Ann Lee"] == 2  # not the one she is quoted in by another
    assert found["sentence_words_mean"]["Ann Lee"] == pytest.approx((8 + 3) / 2)
    assert found["words"]["Ann Lee"] == 13
    long = statistics.voices(spoken())
    assert long[(long.voice == "Bo Ray") & (long.measure == "mtld")]["note"].item() == "needs 100 words; there are 4"


def test_voices_of_an_article_without_quotations_is_the_narration():
    sample = article("Nobody spoke.")
    analysis = Analysis(sample, tuple(text.sentences(sample.text)), {}, (), (), {})
    assert set(statistics.voices(analysis)["voice"]) == {"(narration)"}


# ---------------------------------------------------------------- intervals


def varied(seed: int, sentences: int) -> passage.Passage:
    random = np.random.default_rng(seed)
    found = []
    for length in random.integers(4, 30, sentences):
        found.append([f"w{n}" for n in np.minimum(random.zipf(1.4, length), 2000)])
    return passage.Passage(found, [])


def test_the_same_seed_gives_the_same_intervals():
    text = varied(0, 60)
    assert statistics.describe(text, intervals=True).equals(statistics.describe(text, intervals=True))
    assert not statistics.describe(text, intervals=True).equals(statistics.describe(text, intervals=True, seed=2))


def test_bootstrap_of_a_mean_is_near_its_standard_error():
    values = np.random.default_rng(3).normal(20, 5, 200)
    rows = [[value, 1] for value in values]
    low, high = uncertainty.bootstrap(rows, {"mean": lambda sums: sums[0] / sums[1]})["mean"]
    assert (high - low) / (2 * 1.96) == pytest.approx(values.std() / 200**0.5, rel=0.1)
    assert low < values.mean() < high


def test_intervals_hold_the_value_of_the_source_nearly_always():
    # Texts of 40 sentences of one source; what many of them give on average is the truth.
    names = ("sentence_words_mean", "ttr", "root_ttr", "mattr", "mtld", "hdd")
    all_values = [measures_table.values(varied(seed, 40)) for seed in range(1000, 1080)]
    truth = {name: np.mean([values[name] for values in all_values]) for name in names}
    hits = dict.fromkeys(names, 0)
    for seed in range(30):
        text = varied(seed, 40)
        found = measures_table.values(text)
        found = {name: value if name in names else statistics.Missing("not asked for") for name, value in found.items()}
        bounds = measures_table.bounds(text, found, seed=seed)
        for name in names:
            low, high, _ = bounds[name]
            hits[name] += low <= truth[name] <= high
    assert min(hits.values()) >= 25, hits


def test_a_longer_text_says_more():
    def width(sentences):
        row = statistics.describe(varied(1, sentences), intervals=True).set_index("measure").loc["mtld"]
        return row["high"] - row["low"]

    assert width(400) < width(40) / 2


def test_the_table_names_the_method_or_why_there_is_none():
    found = statistics.describe(varied(2, 40), intervals=True).set_index("measure")
    assert found.method["mtld"].startswith("halves of the sentences without replacement")
    assert found.method["lix"].startswith("bootstrap over sentences")
    short = statistics.describe("One two three. Four five.", intervals=True).set_index("measure")
    assert short.note["flesch_reading_ease"] == "needs 10 sentences; there are 2"
    assert math.isnan(found.low["words"])  # a count is no estimate


def test_intervals_are_off_past_fifty_thousand_words_unless_asked_for():
    long = passage.Passage([["word", f"w{i % 700}"] for i in range(25_001)], [])
    found = statistics.describe(long, intervals=None).set_index("measure")
    assert found.low.isna().all() and "50,000" in found.note["ttr"]
    assert statistics.describe(varied(5, 30), intervals=None).set_index("measure").low.notna()["ttr"]


def test_what_a_report_shows_says_how_to_read_each():
    frame = statistics.worth_showing(varied(3, 40))
    assert frame["reading"].str.len().min() > 20
    assert all(frame["value"].notna() | (frame["note"] != ""))
    assert (frame["low"].isna() | (frame["low"] <= frame["value"])).all()
    short = statistics.worth_showing("Two words.")
    assert short.set_index("measure")["note"]["mtld"] == "needs 100 words; there are 2"
