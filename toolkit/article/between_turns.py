"""Between turns: what stands in a transcript and nobody says, such as stage directions, procedure and narration."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from toolkit import lexicon
from toolkit.text import Span

_STAGE = re.compile(  # "(END VIDEO CLIP)", "[crosstalk]", "...(Interruptions)...", "(Weston South) (Con)"
    r"[*_.… ]*(?:[(\[<][^()\[\]<>]{2,120}[)\]>][*_.… ]*)+"
)
_PROCEDURE = re.compile(rf"\W*(?:{lexicon.any_of(lexicon.words('transcripts', 'procedure'))})\b", re.IGNORECASE)
_ABOUT_THE_TALK = re.compile(
    rf"\b(?:{lexicon.any_of(lexicon.words('transcripts', 'about_the_talk'))})\b", re.IGNORECASE
)
_CLOCK = re.compile(r"\W*\d{1,2}[:.]\d\d\s?(?:[ap]\.?\s?m\b\.?)?.{0,20}", re.IGNORECASE)  # "1:31 P.M. EST"
_ENDS_SENTENCE = re.compile(r"[.!?…:;,—–-][)\]’'”\"*_]*$")
_WE_OR_YOU = re.compile(
    rf"""
    \b (?: I | I[’']\w+
         | (?i: {lexicon.any_of(lexicon.words("pronouns", "first_person") - {"us"})} | you | your | yours | let[’']s
              | (?:we|you)[’']\w+ )
         | us | Us
       ) \b
    """,
    re.VERBOSE,
)
HEADING_WORDS = 12  # at most


def is_stage_direction(line: str) -> bool:
    """Whether a line says what is to be seen or heard, and nobody says it.

    >>> is_stage_direction("(END VIDEO CLIP)"), is_stage_direction("(He was late.) Nobody minded.")
    (True, False)
    """
    return bool(_STAGE.fullmatch(line))


def is_procedure(line: str) -> bool:
    """Whether a line reports what happens in an assembly or a court: "Question put and agreed to.", "1:31 P.M. EST"."""
    return bool(_PROCEDURE.match(line) or _ABOUT_THE_TALK.search(line) or _CLOCK.fullmatch(line))


def is_heading(line: str) -> bool:
    """Whether a line is a heading: short, a capital first, and no sign at its end."""
    start = line.lstrip("*_#< ")
    plain = len(line.split()) <= HEADING_WORDS and start[:1].isupper() and not _ENDS_SENTENCE.search(line)
    return plain or line.startswith("#") or is_in_capitals(line)


def is_in_capitals(line: str) -> bool:
    """Whether a line holds no small letters but those of a number or a case: "EXHIBIT 4", "DIRECT EXAMINATION"."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.85 * len(letters)


def narrates(text: str, span: Span, marks: Sequence[Span], speakers: Sequence[str], *, quotes: bool = True) -> bool:
    """Whether a paragraph between turns is the reporter's: it quotes, or names a speaker, and nobody is "I" or "you".

    Parameters
    ----------
    text, span
        The article's text, and where the paragraph stands.
    marks
        Spans inside quotation marks, in order.
    speakers
        Names that only the reporter would use: those of whoever speaks.
    quotes
        Whether a quotation is a sign of the reporter, as in an interview; in a record, speakers quote.

    >>> text = "Low laughs at this. “He never could count,” she says."
    >>> narrates(text, (0, len(text)), [(20, 43)], ["Low"])
    True
    """
    if is_talk(text, span, marks):
        return False
    outside = _outside(text, span, marks)
    return (quotes and bool(_marks_within(span, marks))) or names_any(outside, speakers)


def is_talk(text: str, span: Span, marks: Sequence[Span]) -> bool:
    """Whether somebody is "I", "we" or "you" in a paragraph, outside quotation marks."""
    return bool(_WE_OR_YOU.search(_outside(text, span, marks)))


def names_any(line: str, names: Sequence[str]) -> bool:
    """Whether a line holds one of some names as it stands."""
    return any(re.search(rf"(?<![\w’'-]){re.escape(name)}(?![\w-])", line) for name in names)


def _marks_within(span: Span, marks: Sequence[Span]) -> Sequence[Span]:
    """Return the spans inside quotation marks that begin in a paragraph."""
    return marks[bisect_left(marks, (span[0], 0)) : bisect_left(marks, (span[1], 0))]


def _outside(text: str, span: Span, marks: Sequence[Span]) -> str:
    """Return a paragraph without what stands in quotation marks."""
    start, parts = span[0], []
    for a, b in _marks_within(span, marks):
        parts.append(text[start:a])
        start = min(b, span[1])
    return " ".join([*parts, text[start : span[1]]])
