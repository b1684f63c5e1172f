"""The best tags for the reader's scores: BIO tags over words, by Viterbi and forward-backward.

Tag 0 is O, outside of every label; 1 + 2k is B, the beginning of label k, and 2 + 2k is I, inside of it.
"""

from collections.abc import Sequence

import numpy as np

FORBIDDEN = -1e4
FAR_LESS_LIKELY = 3.0  # by so much in its logarithm
MARGIN = 3  # places to either side of those that may have a label
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
    best = np.ascontiguousarray(scores.transpose(1, 2, 0))  # (n, classes, rows), so that all rows are one step
    best[0] += (np.minimum(transitions[0], 0) * (transitions[0] < FORBIDDEN / 2))[:, None]
    steps = np.ascontiguousarray(transitions, best.dtype)[:, :, None]
    total = np.empty((classes, classes, rows), best.dtype)
    for t in range(1, n):
        np.add(best[t - 1][:, None], steps, out=total)
        best[t] += np.maximum.reduce(total, axis=0)
    path = np.empty((n, rows), np.int8)
    path[-1] = best[-1].argmax(0)
    for t in range(n - 1, 0, -1):
        path[t - 1] = (best[t - 1] + transitions[:, path[t]]).argmax(0)
    return path.T


def viterbi_in(
    stretches: tuple[np.ndarray, np.ndarray, np.ndarray],
    scores: np.ndarray,
    transitions: np.ndarray,
    states: np.ndarray | None = None,
) -> np.ndarray:
    """Return the best tag sequence of each row of scores whose labels all lie in stretches (row, start, end).

    It is the best of all where no label outside of them is likelier than none. Far less is computed than for whole
    rows, which are long and mostly outside of every label. Transitions are between tags, or between ``states``, which
    holds the tag of each.
    """
    path = np.zeros(scores.shape[:2], np.int8)
    row, start, end = stretches
    if not len(row):
        return path
    states = np.arange(scores.shape[2]) if states is None else states
    places = start[:, None] + np.arange((end - start).max())
    inside = places < end[:, None]
    part = scores[row[:, None], np.minimum(places, scores.shape[1] - 1)][..., states]
    part[~inside] = np.where(states == 0, 0, FORBIDDEN)
    rows = np.broadcast_to(row[:, None], places.shape)
    path[rows[inside], places[inside]] = states[viterbi(part, transitions)[inside]]
    return path


def likely_stretches(scores: np.ndarray, *, whole: bool = False) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the stretches (row, start, end) round the places where a label is not far less likely than none.

    ``whole`` asks for one stretch a row, from the first such place to the last. Tag 0 is O in ``scores`` (rows, n,
    classes), as for ``viterbi``.

    >>> scores = np.log([[[0.99, 0.01]] * 5 + [[0.4, 0.6]] + [[0.99, 0.01]] * 9])
    >>> [x.tolist() for x in likely_stretches(scores)]
    [[0], [2], [9]]
    """
    likely = scores[..., 1:].max(2) > scores[..., 0] - FAR_LESS_LIKELY
    if whole:
        row = np.flatnonzero(likely.any(1))
        first, last = likely[row].argmax(1), likely.shape[1] - likely[row, ::-1].argmax(1)
        return row, np.maximum(first - MARGIN, 0), np.minimum(last + MARGIN, likely.shape[1])
    near = np.zeros((len(likely), likely.shape[1] + 2 * MARGIN + 2), np.int8)  # a place to either side is left empty
    for shift in range(1, 2 * MARGIN + 2):
        near[:, shift : shift + likely.shape[1]] |= likely
    near = near[:, MARGIN : MARGIN + likely.shape[1] + 2]
    near[:, [0, -1]] = 0
    edges = np.diff(near, axis=1)
    row, start = np.nonzero(edges == 1)
    return row, start, np.nonzero(edges == -1)[1]


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
    step = np.exp(transitions.astype(float))
    emit = np.exp((scores - scores.max(2, keepdims=True)).astype(float)).transpose(1, 0, 2)  # (n, rows, classes)
    n, rows, classes = emit.shape
    # From the left and, its places reversed, from the right: beside one another in one array, one product a step.
    both = np.concatenate([emit, emit[::-1]], axis=2)
    both[0, :, :classes] *= transitions[0] > FORBIDDEN / 2
    steps = np.zeros((2 * classes, 2 * classes))
    steps[:classes, :classes], steps[classes:, classes:] = step, step.T
    for t in range(1, n):
        both[t] *= both[t - 1] @ steps
        if t % 8 == 0:  # what all classes share says nothing, and would run to 0
            sides = both[t].reshape(rows, 2, classes)
            sides /= sides.sum(2, keepdims=True)
    result = both[..., :classes]
    result[:-1] *= both[-2::-1, :, classes:] @ step.T
    return (result / result.sum(2, keepdims=True)).transpose(1, 0, 2)


def expected_overlap(probability: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Return the expected size of what is both chosen and true, over that of what is either, 0 to 1.

    ``probability`` (..., n) that each place is true, ``chosen`` (..., n) bool; one result a row.
    """
    true = (probability * chosen).sum(-1)
    either = chosen.sum(-1) + probability.sum(-1) - true
    return np.where(either > 0.05, true / np.maximum(either, 0.05), 1.0)


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
    words = scores[..., first, :]
    pieces = np.diff(np.append(first, scores.shape[-2]))
    many = np.flatnonzero(pieces > 1)  # words of several pieces
    if not len(many):
        return words
    begun, total = words[..., many, :], words[..., many, :]
    for k in range(1, int(pieces.max())):
        longer = pieces[many] > k
        total[..., longer, :] += scores[..., first[many[longer]] + k, :]  # as if all pieces had the same tag
    total[..., BEGIN] = total[..., INSIDE] - begun[..., INSIDE] + begun[..., BEGIN]
    stay = transitions.diagonal().copy()
    stay[BEGIN] = stay[INSIDE]  # after its first piece a word that begins a label stays inside of it
    total += (pieces[many] - 1)[:, None] * stay
    total[..., BEGIN] += transitions[BEGIN, INSIDE].diagonal() - stay[INSIDE]
    words[..., many, :] = total
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
