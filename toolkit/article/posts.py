"""Posts: what somebody wrote on a platform, embedded in a story above a line with name, account and date."""

import re
from collections.abc import Sequence
from itertools import pairwise

from toolkit.article.turns import Turn
from toolkit.text import Span

_SIGNATURE = re.compile(  # "— Ada Roe (@ada_roe) January 7, 2020"
    r"[—–-]{1,2}[ \xa0]?(?P<who>[^\W\d_][^()\n@]{1,60}?)[ \xa0]*\(@\w+\)(?:[ \xa0][A-Z][a-z]+ \d{1,2}, \d{4})?\.?$"
)


def signs_post(line: str) -> bool:
    """Return whether a line is the signature of an embedded post.

    >>> signs_post("— Ada Roe (@ada_roe) January 7, 2020"), signs_post("— Ada Roe, Hansen")
    (True, False)
    """
    return bool(_SIGNATURE.match(line))


def find_posts(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """Return the embedded posts of a story, each with whoever signs it.

    A post is the paragraph above its signature.

    >>> text = "He went on:\\nIt is late.\\n— Ada Roe (@ada_roe) January 7, 2020"
    >>> (post,) = find_posts(text, [(0, 11), (12, 23), (24, 60)])
    >>> text[slice(*post.name)], text[slice(*post.content[0])]
    ('Ada Roe', 'It is late.')
    """
    found = []
    for above, span in pairwise(paragraphs):
        if (signature := _SIGNATURE.match(text, *span)) and not signs_post(text[slice(*above)]):
            found.append(Turn((above[0], above[0]), signature.span("who"), (above,), "post"))
    return found
