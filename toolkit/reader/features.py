"""Text to the arrays that the reader reads: word pieces, and what their vocabulary drops.

The vocabulary knows no case and no spacing. So each token carries, beside its id:

    case   of the run of letters and digits it lies in: 0 a sign, 1 digits, 2 lower, 3 Capitalised, 4 CAPITALS, 5 other
    quote  0 outside quotation marks, 1 inside, 2 opening mark, 3 closing mark; a line break closes;
           double marks, or single ones in a text that quotes with these
    space  before it: 0 nothing, 1 a space, 2 a line break

Training and runtime both call ``featurise``: what the model sees is defined here and nowhere else.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from toolkit.text import opens_quotation, quoted_spans, quotes_with_single_marks

CLS, SEP = 101, 102
CHUNK = 20_000  # characters that are tokenised at a time, to keep memory flat
PRONOUNS = frozenset(
    "he she they it him her them his hers their theirs its himself herself themselves itself "
    "i me my mine myself we us our ours ourselves you your yours".split()
)

_RUNS = re.compile(r"[^\W_]+")
_MARKS = re.compile('[\n"“”]')
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Features:
    """A text's tokens, one entry each in every array.

    ``start`` and ``end`` are character offsets into the text. ``first`` says that a token begins a word, ``line``
    that it begins a line, ``after_gap`` that text which was not read lies between it and the token before.
    """

    ids: np.ndarray
    case: np.ndarray
    quote: np.ndarray
    space: np.ndarray
    start: np.ndarray
    end: np.ndarray
    first: np.ndarray
    after_gap: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)


def load_tokenizer(path: Path):
    """Return the tokenizer, set to neither cut nor pad."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def lines(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines that are not blank, without the white space round them.

    Only "\\n" ends a line here: the model was trained so, and `toolkit.text.lines` knows more line ends.
    """
    return [m.span() for m in re.finditer(r"\S(?:.*\S)?", text)]


def featurise(tokenizer, text: str, spans: Sequence[tuple[int, int]] | None = None) -> Features:
    """Return the tokens of the given spans of a text, read as if nothing else were there.

    Parameters
    ----------
    tokenizer : as ``load_tokenizer`` gives it
    text : any string; lone surrogates count as unknown signs
    spans : character spans in order, each read as a line of its own; all lines when None
    """
    read = lines(text) if spans is None else spans
    chunks = [(s, e, s == a) for a, b in read for s, e in _chunks(text, a, b)]
    pieces = [(*chunk, _encoded(tokenizer, text, chunk[0], chunk[1])) for chunk in chunks]
    pieces = [piece for piece in pieces if len(piece[3][0])]
    if not pieces:
        return Features(**{k: np.zeros(0, np.int32) for k in Features.__dataclass_fields__})
    ids, word, start, end = (np.concatenate(column) for column in zip(*(piece[3] for piece in pieces), strict=True))
    opens = np.cumsum([0, *(len(piece[3][0]) for piece in pieces[:-1])])  # the first token of each piece
    parts = [piece[:2] for piece in pieces]
    first = np.diff(word, prepend=-1) != 0
    first[opens] = True
    before = np.append(0, end[:-1])
    before[opens] = [a for a, _ in parts]
    space = (start > before).astype(np.int8)
    breaks = np.array([m.start() for m in re.finditer("\n", text)], np.int64)
    space[np.searchsorted(breaks, before) < np.searchsorted(breaks, start)] = 2
    space[opens] = np.where([new_line for _, _, new_line, _ in pieces], 2, start[opens] > before[opens])
    for i in np.flatnonzero(first[1:] & (start[1:] == end[:-1])) + 1:  # "anno㐀unced": the tokenizer parts such signs
        first[i] = not (text[start[i] - 1].isalnum() and text[start[i]].isalnum())
    gap = np.zeros(len(ids), bool)
    for i in np.flatnonzero(space[1:] == 2) + 1:
        gap[i] = bool(text[end[i - 1] : start[i]].strip())
    if quotes_with_single_marks("\n".join(text[a:b] for a, b in read)):
        quote = _single_quote_states(text, read, start)
    else:
        quote = _quote_states(text, parts, start)
    return Features(ids, _cases(text, parts, start, end), quote, space, start, end, first, gap)


def _chunks(text: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    """Yield a span in pieces of bounded length, cut at white space where there is any."""
    while b - a > CHUNK:
        cut = max(text.rfind(" ", a + 1, a + CHUNK), text.rfind("\n", a + 1, a + CHUNK))
        cut = cut if cut > 0 else a + CHUNK
        yield a, cut
        a = cut
    yield a, b


def _encoded(tokenizer, text: str, a: int, b: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the tokens of one piece of text: ids, number of the word, start and end in the text."""
    encoding = tokenizer.encode(_SURROGATES.sub("\ufffd", text[a:b]), add_special_tokens=False)
    offsets = np.array(encoding.offsets, np.int32).reshape(-1, 2) + np.int32(a)
    return np.array(encoding.ids, np.int32), np.array(encoding.word_ids, np.int32), offsets[:, 0], offsets[:, 1]


def _cases(text: str, parts: Sequence[tuple[int, int]], start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return the case of the run of letters and digits that each token lies in or touches."""
    runs = [m.span() for a, b in parts for m in _RUNS.finditer(text, a, b)]
    first, last = np.array([(-1, -1), *runs, (len(text) + 1, len(text) + 1)]).T
    left, right = np.searchsorted(first, start, side="right") - 1, np.searchsorted(last, end)
    left = np.where(start <= last[left], first[left], start)
    right = np.where(first[right] <= end, last[right], end)
    new = np.flatnonzero((np.diff(left, prepend=-1) != 0) | (np.diff(right, prepend=-1) != 0))
    cases = [case_of(text[a:b]) for a, b in zip(left[new].tolist(), right[new].tolist(), strict=True)]
    return np.repeat(np.array(cases, np.int8), np.diff(np.append(new, len(start))))


@functools.lru_cache(maxsize=1 << 14)
def case_of(piece: str) -> int:
    """Return the case of a run of characters, numbered as in the module's head.

    >>> [case_of(x) for x in ("?", "2016", "said", "Obama", "NATO", "iPhone", "A")]
    [0, 1, 2, 3, 4, 5, 3]
    """
    letters = [c for c in piece if c.isalpha()]
    if not letters:
        return 1 if any(c.isdigit() for c in piece) else 0
    if all(c.islower() for c in letters):
        return 2
    if all(c.isupper() for c in letters):
        return 4 if len(letters) > 1 else 3
    return 3 if letters[0].isupper() else 5


def _quote_states(text: str, parts: Sequence[tuple[int, int]], at: np.ndarray) -> np.ndarray:
    """Return the quotation state at each of these characters; outside of quotation marks each part begins."""
    marks, states, after = [-1], [0], [0]
    for a, b in parts:
        inside = False
        marks.append(a)
        states.append(0)
        after.append(0)
        for m in _MARKS.finditer(text, a, b):
            mark = m.group()
            inside = opens = mark != "\n" and (
                not inside if mark == '"' else opens_quotation(text, m, (a, b), inside=inside)
            )
            marks.append(m.start())
            states.append(0 if mark == "\n" else 2 if opens else 3)
            after.append(int(inside))
    where = np.searchsorted(marks, at, side="right") - 1
    here = np.array(marks)[where] == at
    return np.where(here, np.array(states)[where], np.array(after)[where]).astype(np.int8)


def _single_quote_states(text: str, spans: Sequence[tuple[int, int]], at: np.ndarray) -> np.ndarray:
    """Return the quotation state at each of these characters, in a text that quotes with single marks."""
    states = np.zeros(len(at), np.int8)
    for a, b in quoted_spans(text, spans):
        i, j = np.searchsorted(at, [a, b])
        states[i:j] = 1
        if i < j and text[a] in "‘'":
            states[i] = 2
        if i < j and text[b - 1] in "’'" and at[j - 1] == b - 1:
            states[j - 1] = 3
    return states


def is_pronoun(text: str, start: int, end: int) -> bool:
    """Return whether this is a personal pronoun: a whole word, no piece of one ("Br-ex-it"), and neither the US nor IT.

    >>> is_pronoun("He told us", 0, 2), is_pronoun("the US said", 4, 6)
    (True, False)
    """
    word = text[start:end]
    if word.lower() not in PRONOUNS or word in ("US", "IT"):
        return False
    return not text[max(start - 1, 0) : start].isalnum() and not text[end : end + 1].isalnum()


def pronouns(text: str, tokens: Features) -> np.ndarray:
    """Return which tokens are pronouns, (n,) bool."""
    spans = zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)
    return np.array([is_pronoun(text, s, e) for s, e in spans], bool)
