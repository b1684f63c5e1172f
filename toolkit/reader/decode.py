"""Arrays to spans: the best paths through the reader's scores, and the text they mark."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np

from toolkit.reader.features import Features

LABELS = ("PER", "ORG", "LOC", "MISC")
ROLES = ("source", "cue", "content")
FORBIDDEN = -1e4

_LEADING = re.compile(
    r"(?:(?:the|a|an)\s+|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|Gen|Rev)\.\s+(?=\S)|(?:Mr|Mrs|Ms)\s+(?=\S))+"
)
_TRAILING = re.compile(r"['’](?:s|S)?$")


def bio_transitions(classes: int) -> np.ndarray:
    """(from, to) 0 where a BIO tag may follow another, FORBIDDEN where not: I-x only after B-x or I-x.

    Tag 0 is O, 1 + 2k is B and 2 + 2k is I of label k.
    """
    table = np.zeros((classes, classes), np.float32)
    for to in range(2, classes, 2):
        table[:, to] = FORBIDDEN
        table[[to - 1, to], to] = 0
    return table


def viterbi(scores: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """The best tag sequence of each row of scores, all rows at once.

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
    best = scores[:, 0] + np.minimum(transitions[0], 0) * (transitions[0] <= FORBIDDEN)
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


def by_word(scores: np.ndarray, first: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """Scores of whole words from those of their pieces: a word is begun once and then continued.

    scores (..., pieces, classes), first (words,) index of each word's first piece, transitions (from, to)
    -> (..., words, classes)
    """
    total = np.add.reduceat(scores, first, axis=-2)
    begin = scores[..., first, :]
    total[..., 1::2] = total[..., 2::2] - begin[..., 2::2] + begin[..., 1::2]
    more = np.diff(np.append(first, scores.shape[-2]))[:, None] - 1  # pieces after the first
    stay = transitions.diagonal().copy()
    stay[1::2] = stay[2::2]
    total += more * stay
    total[..., 1::2] += (more > 0) * (transitions[range(1, len(stay), 2), range(2, len(stay), 2)] - stay[2::2])
    return total


def stack(scores: Sequence[np.ndarray], classes: int) -> np.ndarray:
    """Score tables of unequal length as one array, filled up with tag 0."""
    rows = sum(len(s) for s in scores)
    out = np.full((rows, max(s.shape[1] for s in scores), classes), FORBIDDEN, np.float32)
    out[..., 0] = 0
    row = 0
    for s in scores:
        out[row : row + len(s), : s.shape[1]] = s
        row += len(s)
    return out


def runs(path: np.ndarray, breaks: np.ndarray) -> list[tuple[int, int, int]]:
    """Stretches of one label in a path of BIO tags: (first, last, label).

    ``breaks`` says of each position that a stretch may not reach over from the one before.

    >>> runs(np.array([0, 1, 2, 1, 0, 3]), np.zeros(6, bool))
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


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and invisible signs at its ends, with the accents of its last letter.

    It may become empty.
    """
    while start < end and _blank(text[start]):
        start += 1
    while start < end and _blank(text[end - 1]):
        end -= 1
    while start < end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return start, end


def _blank(sign: str) -> bool:
    return sign.isspace() or not sign.isprintable()


def trim_name(text: str, start: int, end: int) -> tuple[int, int]:
    """A name's span without article, abbreviated title or possessive.

    >>> text = "the Mr. Smith's"
    >>> text[slice(*trim_name(text, 0, 15))]
    'Smith'
    """
    name = text[start:end]
    lead = _LEADING.match(name)
    if lead and lead.end() < len(name):
        start += lead.end()
    tail = _TRAILING.search(text[start:end])
    if tail and tail.start() > 0:
        end = start + tail.start()
    return trim(text, start, end)


def names(text: str, tokens: Features, group: Sequence[tuple]) -> Iterator[tuple[int, int, str, float]]:
    """(start, end, label, score) of the names in a group of windows; score is the mean probability of their tags."""
    tables, words = [], []
    for w, found in group:
        words.append(_words(tokens, w.own_start, w.own_end))
        own = found["names"][w.own_start - w.start : w.own_end - w.start]
        tables.append(by_word(own, words[-1] - w.own_start, bio_transitions(9))[None])
    paths = viterbi(stack(tables, 9), bio_transitions(9))
    for (w, _), first, table, path in zip(group, words, tables, paths, strict=True):
        start, end, breaks = _bounds(tokens, first, w.own_end)
        for i, j, label in runs(path[: len(first)], breaks):
            s, e = trim_name(text, start[i], end[j])
            if s < e:
                yield s, e, LABELS[label], _mean_probability(table[0, i : j + 1], path[i : j + 1])


def attributions(text: str, tokens: Features, group: Sequence[tuple]) -> Iterator[tuple]:
    """(source, cue, content, score) of the attributions in a group of windows, each role a tuple of spans.

    The score is the anchor's probability times the mean probability of the tags of all marked words.
    """
    tables, places = [], []
    for w, found in group:
        if len(found["anchors"]):
            first = _words(tokens, w.start, w.end)
            tables.append(by_word(found["frames"], first - w.start, found["transitions"]))
            places += [(first, w.end, p) for p in found["anchor_probs"]]
    if not tables:
        return
    scores = stack(tables, 7)
    for table, path, (first, stop, anchor) in zip(
        scores, viterbi(scores, group[0][1]["transitions"]), places, strict=True
    ):
        start, end, breaks = _bounds(tokens, first, stop)
        spans: tuple[list, ...] = ([], [], [])
        for i, j, role in runs(path[: len(first)], breaks):
            s, e = trim(text, start[i], end[j])
            if s < e:
                spans[role].append((s, e))
        if spans[2]:
            marked = np.flatnonzero(path)
            score = float(anchor) * _mean_probability(table[marked], path[marked])
            yield (*(tuple(x) for x in spans), score)


def links(text: str, tokens: Features, group: Sequence[tuple]) -> Iterator[tuple[int, int, int, int, float]]:
    """(start, end, to_start, to_end, score) for each mention that most probably refers to some token."""
    for w, found in group:
        for at, row in zip(found["mentions"].tolist(), found["links"], strict=True):
            to = int(row.argmax())
            if to:  # column 0 is "nothing"
                here = _whole_word(text, tokens, w.start + at)
                yield (*here, *_whole_word(text, tokens, w.start + to - 1), float(row[to]))


def _whole_word(text: str, tokens: Features, i: int) -> tuple[int, int]:
    """Span of the word that a token is a piece of."""
    last = i + 1
    while i > 0 and not tokens.first[i]:
        i -= 1
    while last < len(tokens) and not tokens.first[last]:
        last += 1
    return trim(text, int(tokens.start[i]), int(tokens.end[last - 1]))


def _words(tokens: Features, start: int, end: int) -> np.ndarray:
    """Indices of the tokens that begin a word; the first token counts as one."""
    first = tokens.first[start:end].copy()
    first[0] = True
    return np.flatnonzero(first) + start


def _bounds(tokens: Features, first: np.ndarray, stop: int) -> tuple[list[int], list[int], np.ndarray]:
    """Start and end offset of each word, and whether unread text lies before it."""
    last = np.append(first[1:], stop) - 1
    return tokens.start[first].tolist(), tokens.end[last].tolist(), tokens.after_gap[first]


def _mean_probability(table: np.ndarray, path: np.ndarray) -> float:
    return float(np.exp(np.take_along_axis(table, path[:, None].astype(int), 1)).mean())
