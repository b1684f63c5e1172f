"""The best tags for the reader's scores: BIO tags over words, by Viterbi and forward-backward.

Tag 0 is O, outside of every label; 1 + 2k is B, the beginning of label k, and 2 + 2k is I, inside of it.
"""

from collections.abc import Sequence

import numpy as np

FORBIDDEN = -1e4
BEGIN, INSIDE = slice(1, None, 2), slice(2, None, 2)  # the tags B and I of all labels


def bio_transitions(classes: int) -> np.ndarray:
    """Return (from, to): 0 where a BIO tag may follow another, FORBIDDEN where not: I-x only after B-x or I-x."""
    table = np.zeros((classes, classes), np.float32)
    for to in range(2, classes, 2):
        table[:, to] = FORBIDDEN
        table[[to - 1, to], to] = 0
    return table


def viterbi(scores: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """Return the best tag sequence of each row of scores, all rows at once.

    Parameters
    ----------
    scores : (rows, n, classes) log-probabilities or unnormalised scores
    transitions : (from, to) added between neighbours; a sequence starts as if after tag 0, at no cost but FORBIDDEN's

    Returns
    -------
    (rows, n) int8

    Examples
    --------
    >>> scores = np.log([[[0.6, 0.4, 0.0 + 1e-9], [0.1, 0.1, 0.8]]])  # O then I is no sequence: B I wins
    >>> viterbi(scores, bio_transitions(3)).tolist()
    [[1, 2]]
    """
    rows, n, classes = scores.shape
    back = np.zeros((n, rows, classes), np.int8)
    best = scores[:, 0] + np.minimum(transitions[0], 0) * (transitions[0] < FORBIDDEN / 2)
    into = np.ascontiguousarray(transitions.T)[None]
    for t in range(1, n):
        total = best[:, None, :] + into
        back[t] = total.argmax(2)
        best = total.max(2) + scores[:, t]
    path = np.zeros((rows, n), np.int8)
    path[:, -1] = best.argmax(1)
    everyone = np.arange(rows)
    for t in range(n - 1, 0, -1):
        path[:, t - 1] = back[t, everyone, path[:, t]]
    return path


# A frame has at most one source phrase, so its path goes through three phases: before the source, in it, after it.
# Tag and phase of each of the 12 states:
STATES = np.array([0, 3, 4, 5, 6, 1, 2, 0, 3, 4, 5, 6])
_PHASES = np.array([0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2])


def one_source(transitions: np.ndarray) -> np.ndarray:
    """Return (12, 12) transitions between the states of frames with at most one source, from (7, 7) between tags."""
    table = transitions[STATES[:, None], STATES[None, :]]
    onward = _PHASES[None, :] - _PHASES[:, None]
    begins, inside = STATES[None, :] == 1, (STATES[None, :] > 0) & (STATES[None, :] % 2 == 0)
    allowed = (onward == 0) & ~begins | (onward == 1) & ~inside
    return np.where(allowed, table, FORBIDDEN).astype(np.float32)


def tag_probabilities(scores: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """Return the probability of each tag at each place in view of the whole row (forward-backward; Rabiner 1989).

    Parameters
    ----------
    scores : (rows, n, classes)
    transitions : (from, to); a row starts as ``viterbi`` has it

    Returns
    -------
    (rows, n, classes)

    >>> scores = np.log([[[0.5, 0.5, 1e-9], [0.2, 1e-9, 0.8]]])  # O O 0.10, B O 0.10, B I 0.40
    >>> tag_probabilities(scores, bio_transitions(3)).round(2).tolist()
    [[[0.17, 0.83, 0.0], [0.33, 0.0, 0.67]]]
    """
    step = np.exp(transitions)
    emit = np.exp(scores - scores.max(2, keepdims=True))
    forward, backward = np.empty_like(emit), np.ones_like(emit)
    forward[:, 0] = emit[:, 0] * (transitions[0] > FORBIDDEN / 2)
    for t in range(1, emit.shape[1]):
        new = (forward[:, t - 1] @ step) * emit[:, t]
        forward[:, t] = new / new.sum(1, keepdims=True)
    for t in range(emit.shape[1] - 2, -1, -1):
        new = (backward[:, t + 1] * emit[:, t + 1]) @ step.T
        backward[:, t] = new / new.sum(1, keepdims=True)
    both = forward * backward
    return both / both.sum(2, keepdims=True)


def expected_overlap(probability: np.ndarray, chosen: np.ndarray) -> float:
    """Return the expected size of what is both chosen and true, over that of what is either, 0 to 1.

    ``probability`` (n,) that each place is true, ``chosen`` (n,) bool.
    """
    either = chosen.sum() + probability[~chosen].sum()
    return float(probability[chosen].sum() / either) if either > 0.05 else 1.0


def word_scores(scores: np.ndarray, first: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """Return the scores of whole words from those of their pieces: a word is begun once and then continued.

    Parameters
    ----------
    scores : (..., pieces, classes)
    first : (words,) index of each word's first piece
    transitions : (from, to) added between neighbours

    Returns
    -------
    (..., words, classes)

    >>> scores = np.array([[0.1, 0.6, 0.3], [0.2, 0.3, 0.5]])  # one word of two pieces: O O, B I, I I
    >>> word_scores(scores, np.array([0]), np.zeros((3, 3))).round(1).tolist()
    [[0.3, 1.1, 0.8]]
    """
    words = np.add.reduceat(scores, first, axis=-2)  # as if all pieces had the same tag, as O and I have it
    first_pieces = scores[..., first, :]
    words[..., BEGIN] = words[..., INSIDE] - first_pieces[..., INSIDE] + first_pieces[..., BEGIN]
    further_pieces = np.diff(np.append(first, scores.shape[-2]))[:, None] - 1
    stay = transitions.diagonal().copy()
    stay[BEGIN] = stay[INSIDE]  # after its first piece a word that begins a label stays inside of it
    words += further_pieces * stay
    words[..., BEGIN] += (further_pieces > 0) * (transitions[BEGIN, INSIDE].diagonal() - stay[INSIDE])
    return words


def stacked(scores: Sequence[np.ndarray], classes: int) -> np.ndarray:
    """Return score tables of unequal length as one array, filled up with tag 0."""
    rows = sum(len(s) for s in scores)
    out = np.full((rows, max(s.shape[1] for s in scores), classes), FORBIDDEN, np.float32)
    out[..., 0] = 0
    row = 0
    for s in scores:
        out[row : row + len(s), : s.shape[1]] = s
        row += len(s)
    return out


def labelled_runs(path: np.ndarray, breaks: np.ndarray) -> list[tuple[int, int, int]]:
    """Return the runs of one label in a path of BIO tags: (first, last, label).

    ``breaks`` says of each position that a run may not reach over from the one before.

    >>> labelled_runs(np.array([0, 1, 2, 1, 0, 3]), np.zeros(6, bool))
    [(1, 2, 0), (3, 3, 0), (5, 5, 1)]
    """
    found: list[tuple[int, int, int]] = []
    for i in np.flatnonzero(path).tolist():
        label, begins = divmod(int(path[i]) - 1, 2)
        if begins == 0 or breaks[i] or not found or found[-1][1:] != (i - 1, label):
            found.append((i, i, label))
        else:
            found[-1] = (found[-1][0], i, label)
    return found
