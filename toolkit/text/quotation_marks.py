"""Quotation marks: which pairs an article quotes with, and what stands between them."""

import re
from collections.abc import Sequence

from toolkit.text.spans import Span

# Two single marks typed for a double one count as one mark.
_DOUBLE = re.compile(r"[“”„«»\"]|``|''")
_SINGLE = re.compile(r"[‘’']")
_OPENING_CONTEXT = re.compile(r"[\s(\[{—–\-/‘“\"'…]")
# A quotation in single marks that ends in punctuation: ‘It is cold,’
_SINGLE_QUOTATION = re.compile(
    r"""
    (?<![\w’'])[‘'](?=\w)  # a mark before a word: ‘It
    [^\n‘“”"]{0,600}?      # no line break and no other mark
    [,.?!…][’'](?!\w)      # punctuation and a mark: cold,’
    """,
    re.VERBOSE,
)
HEADLINE = 160  # characters of a line, at most, that may be a headline
_SINGLE_IN_HEADLINE = re.compile(
    r"""
    (?<![\w’'])(?!['’]\d\d\b)        # not within a word, and no year: ’90
    (?: ‘ \w (?:[^‘’\n]|\w’\w)* ’    # ‘by sheer luck’, ‘it’s luck’
      | ' \w (?:[^'\n]|\w'\w)* '     # 'by sheer luck'
    )
    (?!\w)
    """,
    re.VERBOSE,
)
_LEADING_APOSTROPHE = re.compile(
    r"""
    [’'‘]
    (?: tis | twas | cause | em | til | bout | round | n  # ’twas, ’em, rock ’n’ roll
      | s | t | ll | re | ve | d | m                      # he ’s, they ’ll: a space went before the apostrophe
      | \d0s | \d\d                                       # the ’90s, ’45
    )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def quotes_with_single_marks(text: str) -> bool:
    """Return whether the text quotes with single marks (British style).

    It does where more quotations in single marks end in punctuation than there are double opening marks.

    >>> quotes_with_single_marks("‘It is cold,’ she said. ‘And it’s late.’")
    True
    >>> quotes_with_single_marks("“It is ‘cold’,” she said.")
    False
    """
    singles = sum(1 for _ in _SINGLE_QUOTATION.finditer(text))
    doubles = sum(text.count(mark) for mark in "“„") + text.count('"') // 2
    return singles > doubles


def quoted_spans(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return the spans between quotation marks, the marks included, in order and apart from one another.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Spans of the paragraphs to look at. A mark that never closes ends with its paragraph.

    Returns
    -------
    list of (start, end)
        The outermost quotations; one quotation within another is part of it.

    >>> text = "“Go,” he said. “Now."
    >>> [text[a:b] for a, b in quoted_spans(text, [(0, len(text))])]
    ['“Go,”', '“Now.']
    """
    single = quotes_with_single_marks("\n".join(text[a:b] for a, b in paragraphs))
    find = _single_pairs if single else _double_pairs
    return [span for start, end in paragraphs for span in find(text, start, end) or _in_headline(text, start, end)]


def _in_headline(text: str, start: int, end: int) -> list[Span]:
    """Return the quotations in single marks of a line that is no sentence.

    Headlines have single marks where the text below has double ones.

    >>> line = "Workers’ boat found ‘by sheer luck’"
    >>> [line[a:b] for a, b in _in_headline(line, 0, len(line))]
    ['‘by sheer luck’']
    """
    if end - start > HEADLINE or text[start:end].rstrip().endswith((".", ":", ",")):
        return []
    return [found.span() for found in _SINGLE_IN_HEADLINE.finditer(text, start, end)]


def _double_pairs(text: str, start: int, end: int) -> list[Span]:
    """Return the spans between double marks in a paragraph; a mark within a quotation changes nothing.

    A mark that is turned the wrong way counts by where it stands: some papers open with ”.

    >>> line = "”It is late“, he said."
    >>> [line[a:b] for a, b in _double_pairs(line, 0, len(line))]
    ['”It is late“']
    """
    pairs, opened = [], None
    for mark in _DOUBLE.finditer(text, start, end):
        at, after = mark.span()
        opens = opens_quotation(text, mark, (start, end), inside=opened is not None)
        if opens and opened is None:
            opened = at
        elif not opens and opened is not None:
            pairs.append((opened, after))
            opened = None
    if opened is not None:
        pairs.append((opened, end))
    return pairs


def opens_quotation(text: str, mark: re.Match, paragraph: Span, *, inside: bool) -> bool:
    """Return whether a double mark opens a quotation; one that is turned the wrong way counts by where it stands.

    ``inside`` tells whether a quotation is open before it.
    """
    may_open = _may_open(text, *mark.span(), *paragraph)
    if mark.group() in "“„«``":
        return not inside or may_open or not _may_close(text, *mark.span(), *paragraph)
    return not inside and may_open


def _may_open(text: str, at: int, after: int, start: int, end: int) -> bool:
    """Return whether a straight mark stands where one opens: after a space or a bracket, before a sign."""
    before = at == start or _OPENING_CONTEXT.match(text[at - 1])
    return bool(before) and after < end and not text[after].isspace()


def _may_close(text: str, at: int, after: int, start: int, end: int) -> bool:
    """Return whether a mark stands where one closes: behind a sign, before a space, a sign or the end."""
    behind = after == end or not text[after].isalnum()
    return behind and at > start and not text[at - 1].isspace()


def _single_pairs(text: str, start: int, end: int) -> list[Span]:
    """Return the spans between single marks in a paragraph, apostrophes apart."""
    pairs, opened, last_close = [], None, None
    for mark in _SINGLE.finditer(text, start, end):
        at, after = mark.start(), mark.end()
        follows_letter = at > start and text[at - 1].isalnum()
        letter_follows = after < end and text[after].isalnum()
        if follows_letter and letter_follows:
            continue  # don’t
        if opened is None:
            if not follows_letter and letter_follows and not _LEADING_APOSTROPHE.match(text, at):
                opened, last_close = at, None
        elif not letter_follows and (text[at - 1] in ",.?!…;:—–" or mark.group() != "‘"):
            # A plural's apostrophe ("the ministers’ cars") closes only where nothing better follows.
            if text[at - 1].isalnum() and _later_close(text, after, end):
                last_close = after
                continue
            pairs.append((opened, after))
            opened = None
    if opened is not None:
        pairs.append((opened, last_close or end))
    return pairs


def _later_close(text: str, start: int, end: int) -> bool:
    """Return whether a clearer closing mark comes before the next opening one."""
    for mark in _SINGLE.finditer(text, start, end):
        at, after = mark.start(), mark.end()
        letter_follows = after < end and text[after].isalnum()
        if text[at - 1].isspace() and letter_follows:
            return False
        if not letter_follows and text[at - 1] in ",.?!…":
            return True
    return False
