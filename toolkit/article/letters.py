"""Letters: whose they are in an advice column or on a letters page, by whom they are to and who signs them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from toolkit import lexicon
from toolkit.article.labels import name_within
from toolkit.article.turns import Turn
from toolkit.text import Span

_ABOUT_COLUMN = re.compile(  # how to write to the columnist, and who that is
    r"^(?:Write|Send|E-?mail|Contact|Got a|Have a|Do you have)\b.*\b(?:to|at|question|problem)\b|\S+@\S+\.\w+",
    re.MULTILINE,
)
_ADDRESSED = re.compile(  # "DEAR AGNES:", "Dear Mariella,"
    r"(?:\*\*|__)?"
    r"(?:(?:DEAR|Dear)[ \xa0](?P<who>[A-Z][\w.’'-]*(?:[ \xa0][A-Z][\w.’'-]*){0,6})\s*[:,—–-]|Readers:|READERS:)"
    r"(?:\*\*|__)?[ \xa0]*"
)
_SIGNED_BEHIND = re.compile(  # "… at the back. -- SECOND RATE", "— Puzzled in Perth"
    r"(?:^|(?<=[\n.!?…”\"’'*)]))\s*(?:--|[—–])\s*(?P<who>[A-Z“\"][^.!?\n]{1,60}?)[.*”\"]*\s*$"
)
OPENS_LETTER = re.compile(  # "Dear Editor,", "SIR – The library", "To the Editor:"
    r"(?:\*\*|__)?"
    r"(?:(?:DEAR|Dear)[ ](?:Sir|SIR|Madam|Editor|EDITOR|editor|Sirs)\b(?:[ ](?:or|and|/)[ ][Mm]adam)?\s*[,:—–-]*"
    r"|(?:To|TO)[ ](?:the|The|THE)[ ](?:Editor|editor|EDITOR)\b\s*[,:—–.-]*"
    r"|(?:Sir|Madam|SIR|MADAM|Editor|EDITOR|A [Cc]hara)\s*(?:[,:—–-]\s*)+)\s*"
)
_NAME_WORD = r"(?:[^\W\d_a-z][\w’'‐-]*\.?|[^\W\d_a-z]\.|de|da|van|von|der|bin|al|la|Mc[A-Z]\w+)"
_TITLE = rf"(?:(?:{lexicon.any_of(lexicon.words('transcripts', 'titles'), capital=True)})\.?[ ])"
_NAME = rf"{_TITLE}*{_NAME_WORD}(?:[ ](?:and[ ]|&[ ])?{_NAME_WORD}){{1,4}}"
_CLOSES = r"(?:Yours|Sincerely|Regards|Kind regards|Best wishes|Is mise)\b[^.!?\n]{0,25}"
_CLOSING = re.compile(rf"\s*[–—-]*\s*{_CLOSES}$")  # "… – Yours, etc,"
_SIGNATURE = re.compile(  # "Jane Roe, Derby", "JANE ROE", "Col. B. Roe (retd)", "Yours, Jane Roe"
    rf"(?:{_CLOSES}?, )?[—–*_ -]*(?P<who>{_NAME})(?:[ ]\((?:retd?\.?|aged? \d+|[\w .]{{2,30}})\))?"
    r"(?P<place>(?:,[ ]?|[ ]via[ ])[^.!?:;“”]{2,80}|,)?[*_.]*"
)
_UNSIGNED = re.compile(
    r"\W*(?:names?(?: and address)?(?:es)? (?:and address )?(?:supplied|withheld)|anonymous)\b.*", re.I
)
_PLACE = re.compile(r"(?:[^\W\d_a-z][\w.’'‐-]*|of|on|upon|the|in|by|via|e-?mail|\d{1,6})(?:[ ,’']+[\w.’'‐/-]+){0,7}")
_ABOUT_WRITER = re.compile(r"\W*(?:The writers?|The author) (?:is|are|was)\b")  # "The writer is a nurse."
_LETTERS = re.compile(r"\b(?:[Ll]etters|LETTERS)\b")
SHARE = 0.1  # of the paragraphs that end a letter, at least
_ENDS_SENTENCE = re.compile(r"[.!?…:;][)\]’'”\"*_]*$")


def find_letters(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """Return the letters and answers of an advice column, or the letters of a letters page; none where it is neither.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Spans of its body paragraphs, in order.
    """
    return _advice(text, paragraphs) or _letters_page(text, paragraphs)


def _advice(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """Return the letters of an advice column, where each begins with whom it is to ("DEAR AGNES:").

    A letter is whose it is signed ("-- SECOND RATE"); an answer is by whom the first letter is to.
    """
    addresses = {span: found for span in paragraphs if (found := _ADDRESSED.match(text, *span))}
    addresses = {span: found for span, found in addresses.items() if not OPENS_LETTER.match(text, span[0])}
    signed = any(_SIGNED_BEHIND.search(text, *span) for span in paragraphs) if addresses else False
    if len(addresses) + signed < 2:
        return []
    columnist = next((found.span("who") for found in addresses.values() if found["who"]), None)
    if not columnist:
        return []
    turns: list[Turn] = []
    for span in paragraphs:
        if found := addresses.get(span):
            turns.append(Turn((span[0], span[0]), None, _nonempty(found.end(), span[1]), "letter"))
            to_columnist = (found["who"] or "").casefold() == text[slice(*columnist)].casefold()
            turns[-1] = turns[-1] if to_columnist else replace(turns[-1], name=columnist, role="answer")
        elif turns and not _ABOUT_COLUMN.search(text, *span):
            turns[-1] = replace(turns[-1], content=(*turns[-1].content, span))
    answered = [found["who"] or "" for _, found in sorted(addresses.items())][1:]
    parted = [
        part
        for turn, next_address in zip_longest(turns, answered[: len(turns)])
        for part in (_parted(text, turn, columnist, next_address or "") if turn.role == "letter" else [turn])
    ]
    return [turn for turn in parted if turn.content] if any(turn.name for turn in parted) else []


def _parted(text: str, letter: Turn, columnist: Span, addressee: str) -> list[Turn]:
    """Return a letter up to whoever signs it, and the columnist's answer where more follows.

    Without a dash, the last words are the signature if the answer is to them: "… the locks? Bare in Bergen".
    """
    bare = re.compile(rf"(?<=[.!?…”\"’'])\s+(?P<who>{re.escape(addressee)}\b[^.!?\n]{{0,50}})$", re.IGNORECASE)
    for k, (start, end) in enumerate(letter.content):
        signed = _SIGNED_BEHIND.search(text, start, end)
        if not signed and addressee and k == len(letter.content) - 1:
            signed = bare.search(text, start, end)
        if signed:
            who, said = signed.span("who"), (*letter.content[:k], *_nonempty(start, signed.start()))
            answer = Turn((end, end), columnist, letter.content[k + 1 :], "answer")
            return [replace(letter, label=who, name=who, content=said), answer]
    return [letter]


def _letters_page(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """Return the letters of a letters page, each by who signs below it; by nobody where no name is given."""
    letters: list[Turn] = []
    content: tuple[Span, ...] = ()
    openings, placed, below_signature = 0, 0, False
    for span in paragraphs:
        line = text[slice(*span)]
        if opening := OPENS_LETTER.match(text, *span):
            openings += 1
            letters += [Turn((span[0], span[0]), None, content, "letter")] if content and openings > 1 else []
            content, below_signature = _nonempty(opening.end(), span[1]), False
        elif content and (signed := _signature(text, span)):
            name, place = signed
            letters.append(Turn(span if name is None else name, name, _without_closing(text, content), "letter"))
            content, below_signature, placed = (), True, placed + place
        elif below_signature and _is_place(line):
            placed += 1
            below_signature = False
        elif _ENDS_SENTENCE.search(line) and not _ABOUT_WRITER.match(line):
            content, below_signature = (*content, span), False
    signed_letters = sum(turn.name is not None for turn in letters)
    told = _LETTERS.search(text, 0, paragraphs[0][0]) if paragraphs else None
    enough = (openings and signed_letters) or (told and placed and signed_letters > 1)
    return letters if enough and len(letters) >= SHARE * len(paragraphs) else []


def _without_closing(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a letter's paragraphs without "Yours, etc," at the end."""
    start, end = content[-1]
    closing = _CLOSING.search(text, max(start, end - 40), end)
    return (*content[:-1], *_nonempty(start, closing.start())) if closing else content


def _is_place(line: str) -> bool:
    """Whether a line below a signature tells where its writer lives: "Camberley, Surrey", "Dublin 6."."""
    words = len(line.split())
    return words < 10 and bool(_PLACE.fullmatch(line)) and (words < 5 or not _ENDS_SENTENCE.search(line))


def _signature(text: str, span: Span) -> tuple[Span | None, bool] | None:
    """Return the name in a line that signs a letter, and whether it tells a place; None where it signs none."""
    if _UNSIGNED.fullmatch(text, *span):
        return None, False
    found = _SIGNATURE.fullmatch(text, *span)
    if not found:
        return None
    name = name_within(text, *found.span("who"))
    return (name, bool(found["place"] and found["place"].strip(", "))) if name else None


def _nonempty(start: int, end: int) -> tuple[Span, ...]:
    """Return a span as the only one of a tuple, or none where it is empty."""
    return ((start, end),) if start < end else ()
