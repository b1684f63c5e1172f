"""What the reader's decoding promises, whatever the weights."""

import itertools

import numpy as np
import pytest

from toolkit import reader
from toolkit.reader import decoding, features, session, tagging

TEXT = (
    "The mayor, Ana Duarte, said on Monday that the bridge would stay closed. “We will not risk a single life,” she "
    "told reporters. Tomás Brandt, who runs a café by the river, said that he had lost half of his guests."
)


def frame_paths(n):
    """All tag sequences that BIO allows, of length n."""
    allowed = tagging.bio_transitions(7)
    for path in itertools.product(range(7), repeat=n):
        if all(allowed[a, b] == 0 for a, b in itertools.pairwise((0, *path))):
            yield path


def score_of(path, scores, transitions):
    steps = sum(transitions[a, b] for a, b in itertools.pairwise(path))
    return sum(scores[t, k] for t, k in enumerate(path)) + steps


@pytest.mark.parametrize("seed", range(4))
def test_the_best_frame_is_the_best_of_all_with_one_source(seed):
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(5, 7)) * 2
    scores[:, 1] += 2  # sources tempt
    transitions = tagging.bio_transitions(7) + rng.normal(size=(7, 7))
    states = tagging.viterbi(scores[None][..., tagging.STATES], tagging.one_source(transitions))[0]
    best = max((p for p in frame_paths(5) if p.count(1) <= 1), key=lambda p: score_of(p, scores, transitions))
    assert tagging.STATES[states].tolist() == list(best)


@pytest.mark.parametrize("seed", range(3))
def test_tag_probabilities_are_those_of_counting_all_paths(seed):
    rng = np.random.default_rng(seed)
    scores, transitions = rng.normal(size=(4, 7)), tagging.bio_transitions(7) + rng.normal(size=(7, 7))
    counted = np.zeros((4, 7))
    for path in frame_paths(4):
        counted[range(4), path] += np.exp(score_of(path, scores, transitions))
    found = tagging.tag_probabilities(scores[None], transitions)[0]
    np.testing.assert_allclose(found, counted / counted.sum(1, keepdims=True), rtol=1e-6)


def test_tag_probabilities_of_a_long_row_do_not_run_to_nothing():
    scores = np.random.default_rng(1).normal(size=(2, 4000, 7)) * 8
    found = tagging.tag_probabilities(scores, tagging.bio_transitions(7))
    np.testing.assert_allclose(found.sum(2), 1)
    part = tagging.tag_probabilities(scores[:, 1000:1400], tagging.bio_transitions(7))
    np.testing.assert_allclose(found[:, 1100:1300], part[:, 100:300], atol=1e-6)  # what is far off says nothing here


@pytest.mark.parametrize("seed", range(4))
def test_labels_searched_for_where_they_are_likely_are_the_best_of_the_whole_row(seed):
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(6, 120, 7))
    scores[..., 0] += 9
    for row in scores:
        for at in rng.integers(5, 110, 3):
            row[at : at + 6, 0] -= 9
    transitions = tagging.bio_transitions(7) + rng.normal(size=(7, 7)) / 10
    one, several = tagging.one_source(transitions), tagging.likely_stretches(scores)
    assert len(several[0]) > len(scores)
    assert (tagging.viterbi_in(several, scores, transitions) == tagging.viterbi(scores, transitions)).all()
    whole = tagging.viterbi_in(tagging.likely_stretches(scores, whole=True), scores, one, tagging.STATES)
    assert (whole == tagging.STATES[tagging.viterbi(scores[..., tagging.STATES], one)]).all()
    nothing = scores - 99 * (np.arange(7) > 0)
    assert not tagging.viterbi_in(tagging.likely_stretches(nothing), nothing, transitions).any()


def test_expected_overlap_by_hand():
    probability, chosen = np.array([0.9, 0.5, 0.2]), np.array([True, True, False])
    assert tagging.expected_overlap(probability, chosen) == pytest.approx(1.4 / 2.2)
    assert tagging.expected_overlap(np.zeros(3), np.zeros(3, bool)) == 1


def test_an_attribution_has_one_source_and_its_words_one_attribution():
    found = reader.read(TEXT).attributions
    assert len(found) >= 2
    assert all(len(a.source) <= 1 and decoding.LEAST_SCORE <= a.score <= 1 for a in found)
    for a, b in itertools.combinations(found, 2):
        assert decoding.overlap(a.content, b.content) < decoding.SAME_WORDS


def test_a_pronouns_alternatives_add_up_to_a_probability():
    links = reader.read(TEXT).links
    she = [link for link in links if TEXT[link.start : link.end] == "she"]
    assert 0 < sum(link.score for link in she) <= 1 + 1e-6
    best = max(she, key=lambda link: link.score)
    assert TEXT[best.to_start : best.to_end] in ("Ana", "Duarte")
    assert len({(link.to_start, link.to_end) for link in she}) == len(she)


def test_single_marks_are_read_as_double_ones_are():
    double = "“We can’t wait,” the harbour’s owners said. “It’s the boats’ turn,” said Ada Roe, who “hated” the plan."
    single = "‘We can’t wait,’ the harbour’s owners said. ‘It’s the boats’ turn,’ said Ada Roe, who ‘hated’ the plan."
    tokens = features.featurise(session.tokenizer(), single)
    assert tokens.quote.tolist() == features.featurise(session.tokenizer(), double).quote.tolist()
    marked = [single[s:e] for s, e, q in zip(tokens.start, tokens.end, tokens.quote, strict=True) if q in (2, 3)]
    assert marked == ["‘", "’"] * 3


def test_double_marks_turned_the_wrong_way_count_by_where_they_stand():
    right, wrong = "“We stay,” she said. “Go”, he said.", "”We stay,” she said. ”Go“, he said."
    states = [features.featurise(session.tokenizer(), text).quote.tolist() for text in (right, wrong)]
    assert states[0] == states[1]
