"""The model's outputs to spans of the text: names, attributions, and what mentions refer to."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from toolkit.lexicon import any_of, words
from toolkit.reader.features import Features, is_pronoun
from toolkit.reader.session import Window
from toolkit.reader.tagging import (
    STATES,
    bio_transitions,
    expected_overlap,
    labelled_runs,
    likely_stretches,
    one_source,
    stacked,
    tag_probabilities,
    viterbi_in,
    word_scores,
)
from toolkit.text import Span, merged, share_covered

LABELS = ("PER", "ORG", "LOC", "MISC")
ROLES = ("source", "cue", "content")
NAME_TAGS, FRAME_TAGS = 1 + 2 * len(LABELS), 1 + 2 * len(ROLES)
IN_SOURCE, IN_CONTENT = (1, 2), (5, 6)  # tags B and I of these roles
LEAST_SCORE = 0.35  # attributions less sure than this are left out
LEAST_REST = 8  # characters that an attribution has to have alone, if the rest is another's
SAME_WORDS = 0.5  # share of overlap from which two attributions are of the same words
LEAST_LINK = 0.02  # how probable what a mention refers to has to be to be named

_TITLES = any_of(words("titles", "read_into_a_name"), capital=True)
_BARE_TITLES = any_of(words("titles", "read_into_a_name_bare"), capital=True)
_LEADING = re.compile(
    rf"""
    (?: (?:the|a|an)\s+            # the Smiths
      | (?:{_TITLES})\.\s+(?=\S)   # Mr. Smith
      | (?:{_BARE_TITLES})\s+(?=\S)  # Mr Smith
    )+
    """,
    re.VERBOSE,
)
_TRAILING = re.compile(r"['’](?:s|S)?$")  # Smith's, the Smiths’
_ADDRESS = re.compile(
    r"""
    \S*?
    (?: \w@\w                                           # ada@example
      | :// | www\.
      | \w\.(?:com|org|net|gov|edu|html?|co\.uk)\b      # example.co.uk
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)

Group = Sequence[tuple[Window, dict[str, np.ndarray]]]  # windows, each with the model's outputs by name


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without white space and invisible signs at its ends, with the accents of its last letter.

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


def trim_name(text: str, start: int, end: int) -> Span:
    """Return a name's span without article, abbreviated title or possessive, with the bracket that it leaves open.

    >>> text = "the Mr. Smith's"
    >>> text[slice(*trim_name(text, 0, 15))]
    'Smith'
    >>> trim_name("JD(S) leaders", 0, 4)
    (0, 5)
    """
    name = text[start:end]
    lead = _LEADING.match(name)
    if lead and lead.end() < len(name):
        start += lead.end()
    tail = _TRAILING.search(text[start:end])
    if tail and tail.start() > 0:
        end = start + tail.start()
    end += text.startswith(")", end) and text.rfind("(", start, end) > text.rfind(")", start, end)
    return trim(text, start, end)


def decode_names(text: str, tokens: Features, group: Group) -> Iterator[tuple[int, int, str, float]]:
    """Yield (start, end, label, score) of the names in windows; the score is the mean probability of their tags."""
    transitions = bio_transitions(NAME_TAGS)
    starts, tables = [], []  # of each window: where its words begin, and their scores
    for window, found in group:
        starts.append(_word_starts(tokens, window.own_start, window.own_end))
        own = found["names"][window.own_start - window.start : window.own_end - window.start]
        tables.append(word_scores(own, starts[-1] - window.own_start, transitions)[None])
    scores = stacked(tables, NAME_TAGS)
    paths = viterbi_in(likely_stretches(scores), scores, transitions)
    probabilities = np.exp(np.take_along_axis(scores, paths[..., None].astype(int), 2)[..., 0])
    for (window, _), first, path, probability in zip(group, starts, paths, probabilities, strict=True):
        start, end, breaks = _word_bounds(tokens, first, window.own_end)
        for i, j, label in labelled_runs(path[: len(first)], breaks):
            s, e = trim_name(text, start[i], end[j])
            if s < e and not _in_address(text, s):
                yield s, e, LABELS[label], float(probability[i : j + 1].mean())


def _in_address(text: str, at: int) -> bool:
    """Return whether the run of signs round ``at`` is a web or mail address: what it holds names nobody.

    >>> _in_address("write to ana@example.org", 10), _in_address("Ana Duarte wrote", 4)
    (True, False)
    """
    a = max(text.rfind(sign, max(at - 60, 0), at) for sign in " \n\t") + 1
    return bool(_ADDRESS.match(text, a or max(at - 60, 0)))


def decode_attributions(
    text: str, tokens: Features, group: Group, calibration: Sequence[float] | None = None
) -> Iterator[tuple]:
    """Yield (source, cue, content, score) of the attributions in windows, each role a tuple of spans.

    The score is the probability that content and source are right. Of two attributions of the same words the surer
    one counts; the other keeps what it alone has whole: “It took the piano” of “The water came in,” said a woman. “It
    took the piano,” she said.
    """
    scored = [
        (*spans, _confidence(evidence, calibration)) for spans, evidence in attribution_candidates(text, tokens, group)
    ]
    kept: list[tuple] = []
    for one in sorted(scored, key=lambda x: -x[3]):
        if one[3] < LEAST_SCORE:
            continue
        if any(overlap(one[2], other[2]) >= SAME_WORDS for other in kept):
            taken = merged(span for other in kept for span in other[2])
            rest = tuple((start, end) for start, end in one[2] if not share_covered(start, end, taken))
            if sum(end - start for start, end in rest) < LEAST_REST:
                continue
            one = (*one[:2], rest, one[3])
        kept.append(one)
    yield from sorted(kept, key=lambda x: x[2])


def _confidence(evidence: Sequence[float], calibration: Sequence[float] | None) -> float:
    """Return how probable an attribution is by its evidence: a logistic function with the weights of ``calibration``.

    Without these, the anchor's probability times the content's expected overlap.
    """
    if calibration is None:
        return float(evidence[1] / (1 + np.exp(-evidence[0])))
    return float(1 / (1 + np.exp(-(calibration[0] + np.dot(calibration[1:], evidence)))))


def attribution_candidates(text: str, tokens: Features, group: Group) -> Iterator[tuple[tuple, list[float]]]:
    """Yield for each anchor with some content its spans (source, cue, content), and the evidence for them.

    Evidence: the anchor's log-odds, the expected overlap of content and of source with the truth, the logarithm of the
    content's number of words, whether there is a source, and the share of the content within quotation marks.
    """
    tables, anchors, bounds, marks = [], [], [], []  # the last three of each anchor: as its window has them
    for window, found in group:
        if len(found["anchors"]):
            first = _word_starts(tokens, window.start, window.end)
            tables.append(word_scores(found["frames"], first - window.start, found["transitions"]))
            anchors += found["anchor_probs"].tolist()
            bounds += [_whole_word_bounds(tokens, first, window.end)] * len(found["anchors"])
            marks += [tokens.quote[first] > 0] * len(found["anchors"])
    if not tables:
        return
    transitions = group[0][1]["transitions"]
    scores = stacked(tables, FRAME_TAGS)
    paths = viterbi_in(likely_stretches(scores, whole=True), scores, one_source(transitions), STATES)
    spans = [_frame_spans(text, path, *words) for path, words in zip(paths, bounds, strict=True)]
    in_marks = np.zeros(paths.shape, bool)
    for row, of_words in zip(in_marks, marks, strict=True):
        row[: len(of_words)] = of_words
    has_source = np.array([bool(source) for source, _, _ in spans])
    evidence = _evidence(np.array(anchors), tag_probabilities(scores, transitions), paths, in_marks, has_source)
    yield from ((roles, of_it) for roles, of_it in zip(spans, evidence.tolist(), strict=True) if roles[2])


def _frame_spans(text: str, path: np.ndarray, start: list[int], end: list[int], breaks: np.ndarray) -> tuple:
    """Return the spans of source, cue and content that the tags of words mark; the rest as `_word_bounds` gives it."""
    spans: tuple[list[Span], ...] = ([], [], [])
    for i, j, role in labelled_runs(path[: len(start)], breaks):
        s, e = trim(text, start[i], end[j])
        if s < e:
            spans[role].append((s, e))
    return tuple(tuple(role) for role in spans)


def _evidence(
    anchors: np.ndarray, probability: np.ndarray, paths: np.ndarray, in_marks: np.ndarray, has_source: np.ndarray
) -> np.ndarray:
    """Return the evidence for each attribution, (rows, 6), as `attribution_candidates` names it."""
    anchors = np.clip(anchors, 1e-6, 1 - 1e-6)
    begun, inside = IN_CONTENT
    in_content = (paths == begun) | (paths == inside)
    content = expected_overlap(probability[..., begun] + probability[..., inside], in_content)
    begun, inside = IN_SOURCE
    in_source = (paths == begun) | (paths == inside)
    source = expected_overlap(probability[..., begun] + probability[..., inside], in_source)
    words = np.maximum(in_content.sum(1), 1)  # those without content are left out
    quoted = (in_content & in_marks).sum(1) / words
    log_odds = np.log(anchors / (1 - anchors))
    return np.column_stack([log_odds, content, source, np.log(words), has_source, quoted])


def overlap(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Return the characters in both lists of spans, which are in order, over those in either."""
    if a[-1][1] <= b[0][0] or b[-1][1] <= a[0][0]:
        return 0.0
    shared = sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)
    return shared / (sum(e - s for s, e in a) + sum(e - s for s, e in b) - shared)


def decode_links(text: str, tokens: Features, group: Group) -> Iterator[tuple[int, int, int, int, float]]:
    """Yield (start, end, to_start, to_end, score) for each mention and each thing in the text that it may refer to.

    Possible are the names in the window, pronouns, and heads of descriptions. A mention's scores add up to the
    probability that it refers to any of them; a name's pieces are added up, and the link points at the likeliest.
    """
    for window, found in group:
        mentions, names = found["mentions"].tolist(), _name_numbers(found["names"])
        heads, offset = set(mentions), window.start

        def is_mention(i: int, heads: set[int] = heads, offset: int = offset) -> bool:
            return i in heads or is_pronoun(text, int(tokens.start[offset + i]), int(tokens.end[offset + i]))

        for at, row in zip(mentions, found["links"], strict=True):
            antecedents = _antecedents(row, at, names, is_mention)
            total = float(row[0]) + sum(float(row[1 + i]) for pieces in antecedents for i in pieces)
            mention = _whole_word(text, tokens, offset + at)
            for pieces in antecedents:
                likeliest = max(pieces, key=lambda i: row[1 + i])
                score = sum(float(row[1 + i]) for i in pieces) / total
                yield (*mention, *_whole_word(text, tokens, offset + likeliest), score)


def _name_numbers(scores: np.ndarray) -> np.ndarray:
    """Return for each token of a window the number of the name that it is a piece of, 0 for none."""
    tags = scores.argmax(1)
    return np.cumsum((tags % 2 == 1) | (np.diff(tags, prepend=0) != 0)) * (tags > 0)


def _antecedents(row: np.ndarray, at: int, names: np.ndarray, is_mention: Callable[[int], bool]) -> list[list[int]]:
    """Return what the mention at a token may refer to, each as its tokens: all of a name, one of other mentions.

    ``row`` holds the probability that it refers to nothing, then that of each token of the window.
    """
    tokens: dict[int, list[int]] = {}
    for i in np.flatnonzero(row[1:] >= LEAST_LINK).tolist():
        if i == at or (names[i] and names[i] == names[at]):
            continue
        if names[i]:
            tokens.setdefault(int(names[i]), []).append(i)
        elif is_mention(i):
            tokens[-1 - i] = [i]
    return list(tokens.values())


def _whole_word(text: str, tokens: Features, i: int) -> Span:
    """Return the span of the word that a token is a piece of."""
    last = i + 1
    while i > 0 and not tokens.first[i]:
        i -= 1
    while last < len(tokens) and not tokens.first[last]:
        last += 1
    return trim(text, int(tokens.start[i]), int(tokens.end[last - 1]))


def _word_starts(tokens: Features, start: int, end: int) -> np.ndarray:
    """Return the indices of the tokens that begin a word; the first token counts as one."""
    first = tokens.first[start:end].copy()
    first[0] = True
    return np.flatnonzero(first) + start


def _word_bounds(tokens: Features, first: np.ndarray, stop: int) -> tuple[list[int], list[int], np.ndarray]:
    """Return the start and end offset of each word, and whether unread text lies before it."""
    last = np.append(first[1:], stop) - 1
    return tokens.start[first].tolist(), tokens.end[last].tolist(), tokens.after_gap[first]


def _whole_word_bounds(tokens: Features, first: np.ndarray, stop: int) -> tuple[list[int], list[int], np.ndarray]:
    """Return the same for a window; of words that its edges cut, the bounds are those of the whole words."""
    start, end, breaks = _word_bounds(tokens, first, stop)
    begin = int(first[0])
    while not tokens.first[begin]:
        begin -= 1
    while stop < len(tokens) and not tokens.first[stop]:
        stop += 1
    return [int(tokens.start[begin]), *start[1:]], [*end[:-1], int(tokens.end[stop - 1])], breaks
