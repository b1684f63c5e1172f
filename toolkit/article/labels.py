"""Labels: what a transcript says before what is said: "ADA ROE, MAYOR:", "Q.", "The Minister (Mr. Low):"."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from toolkit import lexicon
from toolkit.text import Span

LONGEST = 140  # characters of a label
_NOBODY = lexicon.words("transcripts", "nobody")
_ASKERS = lexicon.words("transcripts", "askers")
_TITLES = lexicon.words("transcripts", "titles")
_POST_NOMINALS = lexicon.words("transcripts", "post_nominals")
HEADINGS = lexicon.words("transcripts", "headings")
_PARTICLES = lexicon.words("particles", "in_a_label", "in_a_name", "in_a_byline")

_BEFORE = re.compile(  # what may stand before a label
    r"""
    (?: (?: >> | [•▪] | [-–][ ]                # ">> ROE:", "- Roe:"
          | \*?\d{1,4}\.[ ]                     # "*321. SHRI ROE:"
          | Q\d{1,4}[ ](?=[A-Z][^.?!:]{2,60}:)   # "Q12 Ada Roe:"
          | [\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?  # "[00:12:05] Roe:"
        ) [ \xa0]*
    )*
    (?: \*\*|__|\*|_ )?                          # bold in Markdown
    """,
    re.VERBOSE,
)
_Q_OR_A = re.compile(
    r"""
    (?P<who> Q(?:uestion|UESTION)? | A(?:nswer|NSWER)? )
    (?: [ ]?\d{1,2} )?                     # "Q1."
    (?: (?:\*\*)? [.:)] (?:\*\*)? (?=[\s“"‘(]|$)    # "Q." "A:" "Q)"
      | [ ][—–-](?=[ ])                   # "Q – "
      | (?<=Q)(?=[ \t\xa0]+["“‘'(A-Z]|["“‘'(]|[A-Z](?![A-Z]))  # "Q Will it?", "QWill it?", but not "QUITE"
      | (?<=A)(?=(?:[ \xa0]{2,}|\t)\S)     # "A   It will."
    )
    [ \t\xa0]*
    """,
    re.VERBOSE,
)
_BEFORE_COLON = re.compile(
    r"""
    (?P<who> [^\W\d_]
       (?: [^:\n?!“”"()\[\]] | [(\[][^()\[\]\n]{1,70}[)\]] ){0,130}?   # "ROE, MAYOR (voice-over)", "Roe (00:12)"
    )
    [ \xa0]*(?:\*\*|__)?[ \xa0]*
    (?: :(?:\*\*|__|\*|_)? (?=[\s“"‘'(\[—–-]|$)
      | [.][ ][–—](?=[ ])                                                  # "Ada Roe (PPE). – Madam President"
    ) [ \t\xa0]*
    """,
    re.VERBOSE,
)
_BEFORE_STOP = re.compile(  # as the United States' Congress writes: "Mr. LOW. I rise", "Senator Roe. Thank you."
    r"""
    (?P<who> (?: (?:Mr|Mrs|Ms|Miss|Dr)\. | Senator|Representative|Chair(?:man|woman)?|Vice[ ]Chair(?:man|woman)?
               |Secretary|General|Judge|Governor|Mayor|Ambassador|Admiral|Director|Commissioner )
       [ ] [A-Z][\w’'-]+ (?: [ ][A-Z][\w’'-]+ )? (?: [ ]of[ ][A-Z]\w+(?:[ ][A-Z]\w+)? )?
     | [A-Z]{2,} (?: [ ][A-Z]\. )? (?: [ ][A-Z’'-]{2,} ){1,3}                        # "CHAIR ROE. Good afternoon."
     | The[ ] (?: [A-Z]{4,}(?:[ ][A-Z]{4,})?(?:[ ]pro[ ]tempore)? | Chair(?:man|woman)? )
    ) [.] [ ]+ (?=[A-Z“"(\[])
    """,
    re.VERBOSE,
)
_EXAMINES = re.compile(r"(?:<\s*)?(?:[A-Z-]*EXAMINATION )?BY (?P<who>[A-Z][A-Za-z.’' -]{2,40}?)\b\.?(?::|$| \[| \d|,)")
_ASIDE = re.compile(r"[ \xa0]*(?:\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\])$")
_WORD = re.compile(r"[^\s\xa0]+")
_NAME_WORD = re.compile(r"(?:[^\W\d_][’'])?[^\W\d_][\w’'‐-]*\.?,?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ ]?-?){1,4}")
_GOES_ON = re.compile(  # a sentence that leads up to a quotation: "Roe, 88, was late. She said"
    rf"\b[a-z]{{3,}}[.][ \xa0]|\b(?:{lexicon.any_of(lexicon.words('speech_verbs', 'in_no_headline', 'reports'))})$"
)
_CONNECTING = frozenset("of for the and to in on at with & pro tempore".split())  # small words of an office's name


@dataclass(frozen=True)
class Label:
    """What says who speaks: its span, the name in it, and where what is said begins.

    ``role`` is "question" or "answer" for "Q." and "A.", else "turn". ``formal`` says that it could hardly be anything
    else: in capitals, with a title or an office, or Q and A. ``name`` is None where nobody is named.
    """

    who: Span
    name: Span | None
    end: int
    role: str = "turn"
    formal: bool = False


def read_label(text: str, start: int, end: int, surnames: Collection[str] = ()) -> Label | None:
    """Return the label that a paragraph begins with, None where it begins with none.

    ``surnames``, in small letters, are names though they are words too: "PRICE:".

    >>> text = "The Under-Secretary of State (Mr. Thomas Low): No."
    >>> label = read_label(text, 0, len(text))
    >>> text[slice(*label.name)], text[label.end :], label.formal
    ('Thomas Low', 'No.', True)
    """
    at = found.end() if (found := _BEFORE.match(text, start, end)) else start
    if found := _Q_OR_A.match(text, at, end):
        role = "question" if found["who"][0] == "Q" else "answer"
        return Label(found.span("who"), None, found.end(), role, True)
    for sign, before in ((":", _BEFORE_COLON), (". –", _BEFORE_COLON), (". ", _BEFORE_STOP)):
        if text.find(sign, at, min(end, at + LONGEST)) < 0:
            continue
        found = before.match(text, at, end)
        if found and (label := _label(text, found.span("who"), found.end(), surnames)):
            return label if text[found.end("who")] == ":" else replace(label, formal=True)
    return None


def read_label_line(text: str, start: int, end: int) -> Label | None:
    """Return the label that a whole line is, without a colon: "Callum Roe", "Ada Roe (Oban) (Lab)", "Mr Speaker"."""
    if end - start > LONGEST or text[end - 1] in '.:?!;,…”"':
        return None
    return _label(text, (start, end), end)


def examiner(text: str, start: int, end: int) -> Span | None:
    """Return the name in a line that says whose questions follow: "BY MR. ROE:", "CROSS-EXAMINATION BY MS LOW"."""
    found = _EXAMINES.match(text, start, end)
    label = _label(text, found.span("who"), found.end()) if found else None
    return label.name if label else None


def name_within(text: str, start: int, end: int) -> Span | None:
    """Return where the name stands in a phrase with titles and post-nominals: "Col. Ada Roe MP"; None without one."""
    words = [found.span() for found in _WORD.finditer(text, start, end)]
    return _name(text, words) if words else None


def _label(text: str, who: Span, end: int, surnames: Collection[str] = ()) -> Label | None:
    """Return the label that a stretch of text is, None where its words could be no speaker's."""
    start, stop = who
    if stop - start > LONGEST:
        return None
    asides: list[Span] = []
    stop = _without_asides(text, start, stop, asides)
    stop = _without_asides(text, start, _without_description(text, start, stop), asides)
    words = [found.span() for found in _WORD.finditer(text, start, stop)]
    folded = [_folded(text[slice(*word)]) for word in words]
    if _GOES_ON.search(text, *who) or not words or len(words) > 14 or not _could_be_said_of_somebody(text, words):
        return None
    headings = " ".join(folded) in HEADINGS or all(word in HEADINGS - _TITLES for word in folded)
    if headings and " ".join(folded) not in surnames:
        return None
    inside = _name_in_brackets(text, asides)
    if all(word in _NOBODY or word.removesuffix("s") in _NOBODY or word.isdigit() for word in folded):
        return Label(who, inside, end, "question" if folded[0].removesuffix("s") in _ASKERS else "turn", formal=True)
    name = _name(text, words)
    if inside and (name is None or folded[0] == "the" or text[slice(*inside)] != text[slice(*asides[-1])]):
        return Label(who, inside, end, formal=True)
    if name is None:
        if {"AND", "&"} & {text[slice(*word)] for word in words}:  # "ADA ROE AND BEN LOW"
            return Label(who, None, end, formal=True)
        office = any(word in _NOBODY or word in _TITLES for word in folded if word not in _CONNECTING)
        return Label(who, None, end, formal=True) if office else None
    capitals = all(_in_capitals(word) for word in text[slice(*name)].split() if _folded(word) not in _PARTICLES)
    return Label(who, name, end, formal=capitals or name[0] > words[0][0])


def _without_asides(text: str, start: int, stop: int, asides: list[Span]) -> int:
    """Return where a label ends without the brackets at its end; what they hold is added to a list."""
    while aside := _ASIDE.search(text, start, stop):
        asides.append(aside.span("round" if aside["round"] is not None else "square"))
        stop = aside.start()
    return stop


def _without_description(text: str, start: int, stop: int) -> int:
    """Return where a label ends without what describes its bearer behind a comma: "ADA ROE, MAYOR OF DERBY"."""
    comma = text.find(", ", start, stop)
    while comma > 0 and _folded(text[comma + 2 : stop].split(",")[0]) in _POST_NOMINALS:
        comma = text.find(", ", comma + 2, stop)
    return comma if comma > 0 else stop


def _name(text: str, words: list[Span]) -> Span | None:
    """Return where the name stands in a label's words, behind titles and before post-nominals; None if it is none."""
    first, last = 0, len(words)
    while first < last and _folded(text[slice(*words[first])]) in _TITLES:
        first += 1
    if first == 1 and _folded(text[slice(*words[0])]) == "the":  # "The Big Picture"
        return None
    while last > first + 1 and _folded(text[slice(*words[last - 1])]) in _POST_NOMINALS:
        last -= 1
    if first == last:  # a title alone, which may be a name: "KING:"
        first, last = (0, 1) if len(words) == 1 else (0, 0)
    name = words[first:last]
    if first and len(name) > 2 and text[slice(*name[1])] == "of":
        name = name[:1]  # "Lord Roe of Derby", "Ms. ROE of Ohio"
    surfaces = [text[slice(*word)] for word in name]
    if not 1 <= len(name) <= 6 or _folded(surfaces[0]) in _CONNECTING or not surfaces[-1][0].isupper():
        return None
    if not all(_is_name_word(word) for word in surfaces) or {"and", "&"} & {word.lower() for word in surfaces}:
        return None
    stop = name[-1][1]
    while text[stop - 1] in ",*_" or (text[stop - 1] == "." and len(surfaces[-1]) > 4):
        stop -= 1
    return (name[0][0], stop)


def _is_name_word(word: str) -> bool:
    """Whether a word can be part of a name: a capital first, an initial, or a particle."""
    if word.lower() in _PARTICLES or _INITIALS.fullmatch(word):
        return True
    stop = word.endswith(".") and len(word) > 4 and word.lower().rstrip(".") not in _POST_NOMINALS
    return bool(_NAME_WORD.fullmatch(word)) and word[0].isupper() and not stop


def _could_be_said_of_somebody(text: str, words: list[Span]) -> bool:
    """Whether all words have a capital, but for the small ones of an office's name or a surname."""
    surfaces = [text[slice(*word)].lstrip("(") or "(" for word in words]  # "Hon. (Ms.) Roe"
    small = [word for word in surfaces if not word[0].isupper() and not word[0].isdigit()]
    return surfaces[0][0].isupper() and all(
        word.lower() in _PARTICLES or word in _CONNECTING or word.startswith(("al-", "d’", "d'")) for word in small
    )


def _name_in_brackets(text: str, asides: list[Span]) -> Span | None:
    """Return a name that brackets hold, as they do behind an office: "(Mr. Thomas Low)", "(Imogen Faulks)"."""
    for start, stop in reversed(asides):
        name = name_within(text, start, stop)
        if name and (" " in text[start:stop] or name[0] > start):
            return name
    return None


def _in_capitals(word: str) -> bool:
    """Whether a word is in capitals; "McCONNELL" is."""
    letters = [c for c in word if c.isalpha()]
    return bool(letters) and (word.isupper() or sum(c.isupper() for c in letters) > len(letters) / 2 > 1)


def _folded(word: str) -> str:
    """Return a word as the word lists have it."""
    return word.strip("*_.,:()").casefold().replace("’", "'")
