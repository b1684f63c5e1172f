"""Alignment: which quote of one coding is which of another."""

from collections.abc import Sequence

from toolkit.actors.names import fold
from toolkit.exchange.coding import CodedQuote, Coding
from toolkit.text import Span, words

SAME = 0.5  # of the words of either: what two quotes must have in common to be one


def aligned(
    one: Coding, other: Coding
) -> tuple[list[tuple[CodedQuote, CodedQuote]], list[CodedQuote], list[CodedQuote]]:
    """Return pairs of quotes that are one, and what is left of either; those with most in common come together first.

    Two quotes are one if they have at least half of all their words in common.

    >>> ann = Coding("a", "Go on, he said", "ann", (CodedQuote(((0, 5),), "Ben"),))
    >>> ben = Coding("a", "Go on, he said", "ben", (CodedQuote(((0, 6),), None),))
    >>> [(mine.speaker, theirs.speaker) for mine, theirs in aligned(ann, ben)[0]]
    [('Ben', None)]
    """
    left, right = [[(quote, word_starts(one.text, quote.content)) for quote in c.quotes] for c in (one, other)]
    scored = []
    for i, (_, mine) in enumerate(left):
        for k, (_, theirs) in enumerate(right):
            if shared := len(mine & theirs):
                scored.append((shared / len(mine | theirs), -i, -k))
    pairs: dict[int, int] = {}
    for score, i, k in sorted(scored, reverse=True):
        if score >= SAME and -i not in pairs and -k not in pairs.values():
            pairs[-i] = -k
    return (
        [(left[i][0], right[k][0]) for i, k in sorted(pairs.items())],
        [quote for i, (quote, _) in enumerate(left) if i not in pairs],
        [quote for k, (quote, _) in enumerate(right) if k not in pairs.values()],
    )


def word_starts(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """Return where the words of some spans begin: a tool that cuts at words or signs changes nothing in them."""
    return frozenset(start for a, b in spans for start, _ in words(text, a, b))


def same_speaker(one: str | None, other: str | None) -> bool:
    """Return whether two names are one, or nobody both."""
    return fold(one or "") == fold(other or "")


def with_parts_joined(coded: Coding, made: Coding) -> Coding:
    """Return a coding whose quotes are joined where they are the parts of one quote of another coding.

    Some tools have no link between the parts of a quotation that its attribution breaks.
    """
    whole = {
        word_starts(made.text, (span,)): k
        for k, quote in enumerate(made.quotes)
        for span in quote.content
        if quote.content[1:]
    }
    parts: dict[int, list[CodedQuote]] = {}
    rest = []
    for quote in coded.quotes:
        k = whole.get(word_starts(coded.text, quote.content)) if len(quote.content) == 1 else None
        if k is None:
            rest.append(quote)
        else:
            parts.setdefault(k, []).append(quote)
    changed = {
        k: [quote for quote in of_one if not same_speaker(quote.speaker, made.quotes[k].speaker)]
        for k, of_one in parts.items()
    }
    joined = [
        CodedQuote(tuple(span for quote in of_one for span in quote.content), (changed[k] or of_one)[0].speaker)
        for k, of_one in parts.items()
    ]
    return Coding(
        coded.article, coded.text, coded.coder, tuple(sorted([*rest, *joined], key=lambda q: q.content)), coded.mentions
    )
