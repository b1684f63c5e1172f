"""Words and sentences of a text, as character offsets.

One tokenisation for the whole toolkit: every count, table and figure rests on these two functions. They are regular
expressions of our own, not NLTK's, because they must keep offsets and must not cost a second of import time.
"""

import re

from toolkit import lexicon
from toolkit.text.spans import Span

# Marks that belong to the letter before them: Python's \w leaves combining marks out, which would cut a decomposed
# "e" + acute accent and most words of Thai, Hindi or vowelled Arabic into pieces.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3\u20d0-\u20f0\ufe20-\ufe2f"
)
_RUN = rf"[^\W_](?:[^\W_]|[{_MARKS}\u00ad\u200c\u200d])*+"  # letters and digits without a break

# What looks odd in the order of the branches is for speed: most words are letters alone.
_WORD = re.compile(
    rf"""
      [A-Za-z]++(?=[\s,])                                      # bridge
    | (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?'’)\]}}]    # https://example.org/a, not the stop after it
    | (?<![\w.+-])[\w.+-]++@\w[\w-]*(?:\.\w[\w-]*)+           # ada@example.org
    | [@#]\w+                                                 # @ada, #bridge
    | (?:(?<![\w.,%)\]])[-−+](?=[$€£¥]?\d))?                  # the sign of a number: -3
      (?:[$€£¥](?=\d))?                                       # its currency: $3.5
      (?: (?:[^\W\d_]\.){{2,}}(?![^\W_]) | Ph\.D\.            # U.S., a.m., Ph.D.
        | {_RUN}
          (?: (?: (?<=\d)[.,:/](?=\d)                         # 10,000, 9:30
                | \.(?=[a-z])                                 # node.js
                | [&·]                                        # AT&T
              ) {_RUN} )*+
      )
      (?: ['’ʼ‐‑-](?:[^\W\d_]\.){{2,}}(?![^\W_])              # anti-U.S.
        | ['’ʼ‐‑-]{_RUN}(?:(?<=\d)\.(?=\d){_RUN})*+           # don't, U.S.-led, 1-2.5
      )*+
      (?:(?<=\d)%)?                                           # 3.5%
    """,
    re.VERBOSE,
)


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the spans of the words in ``text[start:end]``, as offsets into the whole ``text``.

    A word is a run of letters and digits. It keeps what writers put inside words: apostrophes ("don't", "O'Brien"),
    hyphens ("well-known", "10-year-old"), the stops of initials ("U.S.", "a.m."), an ampersand ("AT&T"), the marks of
    a number ("10,000", "$3.5", "-3", "3.5%", "9:30"); a URL, an e-mail address, "@account" and "#tag" are one word.
    Dashes and slashes between words part them ("and/or" is two), and so does an en dash ("2015–16"). Punctuation is
    no word, nor is the apostrophe that ends one ("workers'").

    Parameters
    ----------
    text
        Any text.
    start, end
        Part of the text to look at; a word that the part cuts is cut.

    Returns
    -------
    list of (int, int)
        Start and exclusive end of each word, in order.

    Examples
    --------
    >>> [text[s:e] for text in ["It’s a 3.5% rise, the U.S. says."] for s, e in words(text)]
    ['It’s', 'a', '3.5%', 'rise', 'the', 'U.S.', 'says']
    """
    return [m.span() for m in _WORD.finditer(text, start, len(text) if end is None else end)]


_LINE = re.compile(r"[^\s](?:[^\n\r\v\f\x85\u2028\u2029]*[^\s])?")

# Where a sentence may end: a stop, what closes with it (quotation marks, brackets, note numbers), then space; none is
# needed after a full-width stop. That it starts with a set of characters lets the search skip what is between.
_STOP = re.compile(
    r"""
    ([.!?…。！？](?<![.!?…。！？]{2})[.!?…。！？]*+)         # a stop, or several: . ?! …
    ((?: ['"’”»)\]}」』）]+ | [ \t]?\[\d{1,3}\] )*+)       # what closes with it: .” .) .[2]
    (?: [ \t\u00a0\u2002-\u200a\u202f\u3000]+(?=\S)      # a space before the next sentence
      | (?<=[。！？」』）])(?=.)                           # none after a full-width stop
    )
    """,
    re.VERBOSE,
)
_CREDIT = re.compile(r"(?<=\w) (?=(?:Image|Photo|Picture): \S)")  # after a caption
_BREAK = re.compile(r"[\s(\[{“”‘\"—–/]")
_NEXT = re.compile(r"[^\w\n]{0,9}(\w[\w'’]*)")
_SIGNED = re.compile(r"[-–—]+\s*[A-Z][^.!?\n]{1,60}(?:\n|\Z)")  # a dash and a name close the line

# Before a name these never end a sentence; those of the second set only before a number.
_TITLES = lexicon.words("titles", "never_ends_a_sentence") | lexicon.words("abbreviations", "never_ends_a_sentence")
_NUMBERED = lexicon.words("abbreviations", "before_a_number")
# These end a sentence only where the next word is one that starts sentences.
_EITHER = lexicon.words("abbreviations", "before_a_starter")
_STARTERS = lexicon.words("abbreviations", "starters")
# Who speaks: "Ada Roe said", "Mr. Low added"
_SAYS = re.compile(
    rf"(?:[A-Z][\w.’'-]*\s){{1,4}}(?:{lexicon.any_of(lexicon.words('speech_verbs', 'on_in_a_sentence'))})\b"
)


def lines(text: str) -> list[Span]:
    """Return the spans of the lines that are not blank, without the space around them: a text's paragraphs."""
    return [m.span() for m in _LINE.finditer(text)]


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences of ``text``: all of it that is not blank, headline and captions too.

    A sentence never crosses a line break (a paragraph is a line). Closing quotation marks, brackets and note numbers
    ("[2]") belong to the sentence they end.

    Returns
    -------
    list of (int, int)
        Start and exclusive end of each sentence, in order, without the space around it.

    Examples
    --------
    >>> text = "“We met Gen. Petr Pavel.” He left the U.S. on Friday."
    >>> [text[s:e] for s, e in sentences(text)]
    ['“We met Gen. Petr Pavel.”', 'He left the U.S. on Friday.']
    """
    found = []
    for start, end in lines(text):
        stops = [(m.end(2), m.end()) for m in _STOP.finditer(text, start, end) if _ends(text, start, m)]
        if text.find(": ", start, end) >= 0:
            stops = sorted(stops + [m.span() for m in _CREDIT.finditer(text, start, end)])
        for close, after in stops:
            found.append((start, close))
            start = after
        found.append((start, end))
    return found


def _ends(text: str, start: int, stop: re.Match) -> bool:
    """Return whether a sentence of the line that begins at ``start`` ends with this match of ``_STOP``."""
    if not stop[1].isascii() and stop[1].strip(".!?…"):
        return True
    after = _NEXT.match(text, stop.end())
    if after is None or _SIGNED.match(text, stop.end()):
        return False
    if after[1].islower():
        return after[1] in ("http", "https", "www")
    if stop[2]:
        return not ("." not in stop[1] and _SAYS.match(text, stop.end()))
    if stop[1] != ".":
        return True
    before = _BREAK.split(text[max(start, stop.start() - 20) : stop.start()])[-1]
    word = before.lower()
    if word in _TITLES:
        return False
    if word in _NUMBERED:
        return not after[1][0].isdigit()
    if stop.start() - len(word) == start and (word.isdigit() or len(word) == 1):  # "1. Who came", "J. Smith"
        return False
    initial = (len(word) == 1 and word.isalpha()) or ("." in word and not any(c.isdigit() for c in word))
    if initial or word in _EITHER:
        opens = text[stop.end()] in "\"“‘'"
        return opens or (after[1].lower() in _STARTERS and text[after.end() : after.end() + 1] != ".")
    return True
