"""Documents that speak: whose "the letter" is, as the text tells where it brings the letter in."""

import re
from collections.abc import Sequence

from toolkit import lexicon
from toolkit.actors import Mention
from toolkit.quotes.cast import Mentions

_REACH = 6000  # characters before "the letter" in which it may be brought in
_MADE_BY = re.compile(r"\s(?:\w+(?:ed|en|t)\s)?(?:by|from)\s(?:the\s)?")  # " issued by ", " from the "
_MADE = re.compile(  # "sent her a long "
    rf"""
    \b(?:{lexicon.any_of(lexicon.words("documents", "made"))})\s(?:[\w-]+\s){{0,3}}
    (?:an?|another)\s(?:[\w-]+\s){{0,3}}$
    """,
    re.VERBOSE,
)


def who_wrote(noun: str, at: int, mentions: Mentions) -> str | None:
    """Return whose "the letter" is: who is told, nearest before an offset, to have made one; None if nobody is.

    "a statement issued by the council" tells it behind the noun, "the council sent her a letter" before it.
    """
    text = mentions.text
    for found in reversed(list(re.compile(rf"\b{re.escape(noun)}\b").finditer(text, max(at - _REACH, 0), at))):
        if by := _MADE_BY.match(text, found.end()):
            makers = mentions.narrated_within(by.end(), by.end() + 80)
            if makers and makers[0][0].span[0] == by.end():
                return makers[0][1]
        elif _MADE.search(text, max(found.start() - 60, 0), found.start()):
            sentence = mentions.sentence_start(text.rfind("\n", 0, found.start()) + 1, found.start())
            if makers := mentions.narrated_within(sentence, found.start()):
                return _first_of(makers, text)
    return None


def _first_of(makers: Sequence[tuple[Mention, str]], text: str) -> str:
    """Return who comes first, whose office may stand before the name: "EU High Representative Ada Roe"."""
    (first, id), *others = makers
    if others and first.label == "ORG" and others[0][0].label == "PER":
        between = text[first.span[1] : others[0][0].span[0]]
        if re.fullmatch(r"(?:\s[A-Z][\w-]*)*\s", between):
            return others[0][1]
    return id
