"""Arrays to spans: the best paths through the reader's scores, and the text they mark."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np

from toolkit.lexicon import any_of, words
from toolkit.reader.features import Features, is_pronoun

LABELS = ("PER", "ORG", "LOC", "MISC")
ROLES = ("source", "cue", "content")
FORBIDDEN = -1e4
LEAST_SCORE = 0.35  # attributions less sure than this are left out
SAME_WORDS = 0.5  # share of overlap from which two attributions are of the same words
LEAST_LINK = 0.02  # how probable what a mention refers to has to be to be named

_LEADING = re.compile(
    rf"(?:(?:the|a|an)\s+|(?:{any_of(words('titles', 'read_into_a_name'), capital=True)})\.\s+(?=\S)|"
    rf"(?:{any_of(words('titles', 'read_into_a_name_bare'), capital=True)})\s+(?=\S))+"
)
_ADDRESS = re.compile(r"\S*?(?:\w@\w|://|www\.|\w\.(?:com|org|net|gov|edu|html?|co\.uk)\b)", re.IGNORECASE)
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
    """(12, 12) transitions between the states of frames with at most one source, from (7, 7) between tags."""
    table = transitions[STATES[:, None], STATES[None, :]]
    onward = _PHASES[None, :] - _PHASES[:, None]
    begins, inside = (
        STATES[None, :] == 1,
        (STATES[None, :] > 0) & (STATES[None, :] % 2 == 0),
    )
    allowed = (onward == 0) & ~begins | (onward == 1) & ~inside
    return np.where(allowed, table, FORBIDDEN).astype(np.float32)


def tag_probabilities(scores: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """Probability of each tag at each place in view of the whole row (forward-backward): (rows, n, classes).

    scores (rows, n, classes), transitions (from, to); a row starts as ``viterbi`` has it.

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
    """Expected size of what is both chosen and true, over that of what is either: (n,), (n,) bool -> 0 to 1."""
    either = chosen.sum() + probability[~chosen].sum()
    return float(probability[chosen].sum() / either) if either > 0.05 else 1.0


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
            if s < e and not _in_address(text, s):
                yield s, e, LABELS[label], _mean_probability(table[0, i : j + 1], path[i : j + 1])


def _in_address(text: str, at: int) -> bool:
    """Whether the run of signs round ``at`` is a web or mail address: what it holds names nobody.

    >>> _in_address("write to ana@example.org", 10), _in_address("Ana Duarte wrote", 4)
    (True, False)
    """
    a = max(text.rfind(sign, max(at - 60, 0), at) for sign in " \n\t") + 1
    return bool(_ADDRESS.match(text, a or max(at - 60, 0)))


def attributions(
    text: str,
    tokens: Features,
    group: Sequence[tuple],
    calibration: Sequence[float] | None = None,
) -> Iterator[tuple]:
    """(source, cue, content, score) of the attributions in a group of windows, each role a tuple of spans.

    The score is the probability that content and source are right, by a logistic function of the ``evidence``
    with the weights of ``calibration``; without these, the anchor's probability times the content's expected overlap.
    Of two attributions of the same words the better one counts.
    """
    found = []
    for spans, evidence in framed(text, tokens, group):
        if calibration is None:
            score = evidence[1] / (1 + np.exp(-evidence[0]))
        else:
            score = 1 / (1 + np.exp(-(calibration[0] + np.dot(calibration[1:], evidence))))
        found.append((*spans, float(score)))
    best: list[tuple] = []
    for one in sorted(found, key=lambda x: -x[3]):
        if one[3] >= LEAST_SCORE and all(overlap(one[2], other[2]) < SAME_WORDS for other in best):
            best.append(one)
    yield from sorted(best, key=lambda x: x[2])


def framed(text: str, tokens: Features, group: Sequence[tuple]) -> Iterator[tuple[tuple, list[float]]]:
    """For each anchor with some content: its spans (source, cue, content), and the evidence for them.

    Evidence: the anchor's log-odds, the expected overlap of content and of source with the truth, the logarithm of the
    content's number of words, whether there is a source, and the share of the content within quotation marks.
    """
    tables, places = [], []
    for w, found in group:
        if len(found["anchors"]):
            first = _words(tokens, w.start, w.end)
            tables.append(by_word(found["frames"], first - w.start, found["transitions"]))
            places += [(first, w.end, p) for p in found["anchor_probs"]]
    if not tables:
        return
    transitions = group[0][1]["transitions"]
    scores = stack(tables, 7)
    paths = STATES[viterbi(scores[..., STATES], one_source(transitions))]
    probabilities = tag_probabilities(scores, transitions)
    for probability, path, (first, stop, anchor) in zip(probabilities, paths, places, strict=True):
        start, end, breaks = _bounds(tokens, first, stop)
        spans: tuple[list, ...] = ([], [], [])
        for i, j, role in runs(path[: len(first)], breaks):
            s, e = trim(text, start[i], end[j])
            if s < e:
                spans[role].append((s, e))
        if spans[2]:
            content = expected_overlap(probability[:, 5] + probability[:, 6], path >= 5)
            source = expected_overlap(probability[:, 1] + probability[:, 2], (path == 1) | (path == 2))
            anchor = min(max(float(anchor), 1e-6), 1 - 1e-6)
            log_odds, words = np.log(anchor / (1 - anchor)), np.log((path >= 5).sum())
            quoted = (tokens.quote[first][path[: len(first)] >= 5] > 0).mean()
            evidence = [log_odds, content, source, words, bool(spans[0]), quoted]
            yield tuple(tuple(x) for x in spans), [float(x) for x in evidence]


def overlap(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> float:
    """Characters in both lists of spans over those in either."""
    shared = sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)
    return shared / (sum(e - s for s, e in a) + sum(e - s for s, e in b) - shared)


def links(text: str, tokens: Features, group: Sequence[tuple]) -> Iterator[tuple[int, int, int, int, float]]:
    """(start, end, to_start, to_end, score) for each mention and each thing in the text that it may refer to.

    Possible are the names in the window, pronouns, and heads of descriptions. A mention's scores add up to the
    probability that it refers to any of them; a name's pieces are added up, and the link points at the likeliest.
    """
    for w, found in group:
        if not len(found["mentions"]):
            continue
        tags = found["names"].argmax(1)
        phrase = np.cumsum((tags % 2 == 1) | (np.diff(tags, prepend=0) != 0)) * (tags > 0)
        others = set(found["mentions"].tolist())
        for at, row in zip(found["mentions"].tolist(), found["links"], strict=True):
            options: dict[int, list[int]] = {}
            for i in np.flatnonzero(row[1:] >= LEAST_LINK).tolist():
                if i == at or (phrase[i] and phrase[i] == phrase[at]):
                    continue
                if phrase[i]:
                    options.setdefault(int(phrase[i]), []).append(i)
                elif i in others or is_pronoun(text, int(tokens.start[w.start + i]), int(tokens.end[w.start + i])):
                    options[-1 - i] = [i]
            total = float(row[0]) + sum(float(row[1 + i]) for pieces in options.values() for i in pieces)
            here = _whole_word(text, tokens, w.start + at)
            for pieces in options.values():
                to = max(pieces, key=lambda i: row[1 + i])
                score = sum(float(row[1 + i]) for i in pieces) / total
                yield (*here, *_whole_word(text, tokens, w.start + to), score)


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
    return (
        tokens.start[first].tolist(),
        tokens.end[last].tolist(),
        tokens.after_gap[first],
    )


def _mean_probability(table: np.ndarray, path: np.ndarray) -> float:
    return float(np.exp(np.take_along_axis(table, path[:, None].astype(int), 1)).mean())
