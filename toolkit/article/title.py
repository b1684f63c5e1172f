"""The title of an article: its headline without what a page sets around it."""

import re
from collections.abc import Sequence

from toolkit import lexicon

_MARKED = re.compile(r"#{1,6}\s+")  # a heading in Markdown
_BEHIND = re.compile(r"\s+(?P<joint>[|»•·]|[-–—]{1,2})\s+(?P<site>[^|»•·]{2,40})$")
_KNOWN = re.compile(
    rf"(?:{lexicon.any_of(lexicon.words('outlets', 'agencies'))}"  # Reuters
    rf"|(?:[A-Z][\w’'&-]* ){{0,3}}(?:{lexicon.any_of(lexicon.words('outlets', 'papers'))})"  # Port Ellery Times
    r"|The(?: [A-Z][\w’'-]*){1,3}"  # The Parable
    r"|(?:www\.)?[\w-]+(?:\.[a-z]{2,8}){1,2})"  # herald.example
)
FEWEST = 3  # words of a headline before a site's name


def is_marked(line: str) -> bool:
    """Return whether a line is marked as a heading in Markdown."""
    return bool(_MARKED.match(line))


def title_of(line: str, lines: Sequence[str] = (), outlet: str | None = None) -> str:
    """Return a headline without Markdown's marks, doubled spaces and the site's name behind it.

    Parameters
    ----------
    line
        The headline as it stands.
    lines
        All lines of the page, some of which may name the site.
    outlet
        The paper, where it is known.

    >>> title_of("# Council drags police chief to court - The Parable"), title_of("Grand market lives - vendors hope")
    ('Council drags police chief to court', 'Grand market lives - vendors hope')
    """
    plain = _MARKED.sub("", line, count=1).rstrip("#")
    title = " ".join(re.sub(r"^(\*\*|__)(.+)\1$", r"\2", plain.strip()).split())
    while (found := _BEHIND.search(title)) and len(title[: found.start()].split()) >= FEWEST:
        if not _is_site(found["site"], found["joint"], title[: found.start()], lines, outlet):
            break
        title = title[: found.start()]
    return title


def _is_site(site: str, joint: str, head: str, lines: Sequence[str], outlet: str | None) -> bool:
    """Return whether what stands behind a headline is the name of the paper, or of its part."""
    if joint in "|»•·":
        return site[-1] not in ".?!" and len(site.split()) <= 5
    if outlet and site.casefold() == outlet.casefold():
        return True
    if not site[0].isupper() and "." not in site:
        return False
    if _KNOWN.fullmatch(site) or head in lines:
        return True
    named = re.compile(rf"(?:©|copyright\b)[^\n]*{re.escape(site)}", re.IGNORECASE)
    return any(line.casefold() == site.casefold() or named.search(line) for line in lines)
