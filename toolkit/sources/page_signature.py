"""Byline and date as a web page shows them, between its headline and its story, or right above its headline."""

import re
from collections.abc import Iterator, Sequence

from toolkit.article.byline import is_name, signature
from toolkit.sources.dates import iso_date
from toolkit.sources.page_blocks import Block
from toolkit.sources.page_metadata import author_name
from toolkit.sources.page_names import names

REACH = 25  # blocks behind the headline in which byline and date are looked for
ABOVE = 4  # blocks above the headline in which a date may stand
LONGEST = 160  # characters of such a block
MONTH = 7  # characters of a date without its day
TAIL = 25  # characters behind a date that may give the time
_AUTHOR = frozenset(
    "author authors byline writer reporter journalist contributor autor auteur autore redakteur".split()
)
_NO_NAMES = frozenset(
    "print email e-mail share follow comment comments kommentar kommentare fact checked posted published updated "
    "contributor staff editor read more subscribe save tweet facebook twitter".split()
)
_CHANGED = frozenset("modified updated update".split())
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = re.compile(
    rf"""(?<![\w/])(?:
      {_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}    # May 6, 2022
    | \d{{1,2}}(?:st|nd|rd|th|\.|er|º)?\s(?:de\s)?[^\W\d_]{{3,12}}\.?,?\s(?:de\s)?\d{{4}}  # 6th May 2022, 6. Mai 2022
    | \d{{4}}-\d\d-\d\d                                 # 2022-05-06
    | \d{{1,2}}/\d{{1,2}}/\d{{4}}                       # 5/26/2022
    | \d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}               # 26.5.2022
    )(?![\d/])""",
    re.IGNORECASE | re.VERBOSE,
)
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")  # the day comes first wherever dots are written
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)(?:[/-](\d\d))?(?=[/-])")
_LATER = re.compile(r"\b(?:updated|modified|revised|update)\b.{0,20}$", re.IGNORECASE)


def signature_in(blocks: Sequence[Block], headline: Block | None, first: int) -> tuple[str | None, str | None]:
    """Return the authors' names and the date of publication that the blocks around a headline give.

    Parameters
    ----------
    blocks
        The page's.
    headline
        The one that shows the headline; without it the blocks above the story are looked at.
    first
        The number of the first block of the story's body.
    """
    start = headline.number + 1 if headline is not None else max(first - REACH, 0)
    behind = blocks[start : min(max(first + 3, start), start + REACH)]
    above = blocks[max(start - 1 - ABOVE, 0) : max(start - 1, 0)] if headline is not None else []
    bylines = [name for block in behind if _may_sign(block) and (name := _names_in(block))]
    dates = [date for block in (*behind, *reversed(above)) if _may_sign(block) for date in _dates_in(block)]
    published = sorted(dates, key=lambda date: date[0])  # stable: the first one that tells of no change
    return (bylines[0] if bylines else None), (published[0][1] if published else None)


def date_in(url: str | None) -> str | None:
    """Return the date in an address.

    >>> date_in("https://herald.example/2022/05/06/bridge.html"), date_in("https://herald.example/news/bridge")
    ('2022-05-06', None)
    """
    found = _ADDRESS.search(url or "")
    return iso_date("-".join(filter(None, found.groups()))) if found else None


def _may_sign(block: Block) -> bool:
    return len(block.text) <= LONGEST and not (block.tag == "li" and block.link_density > 0.9)


def _names_in(block: Block) -> str | None:
    """Return the authors' names of a block."""
    found = _named_author(block)
    if found is None and (line := signature(block.text, below=True)):
        found = line.names
    if found is None and (date := _DATE.search(block.text)):  # By Ada Roe May 6, 2022
        before = block.text[: date.start()].strip(" ,|·•–—-")
        line = signature(before, below=False)
        found = line.names if line else None
    return found


def _dates_in(block: Block) -> Iterator[tuple[bool, str]]:
    """Yield the dates of a block, each with whether it tells of a later change."""
    for node in block.element.iter("time"):
        date = iso_date(node.get("datetime")) or iso_date(" ".join(node.text_content().split()))
        if date:
            yield bool((names(node) | names(node.getparent())) & _CHANGED) or bool(_LATER.search(block.text)), date
    line = signature(block.text, below=True)
    if line and len(line.published or "") > MONTH:
        yield line.updated, str(line.published)
        return
    for found in _DATE.finditer(block.text):
        day = _DOTTED.sub(r"\3-\2-\1", found[0])
        day = re.sub(r"-(\d)(?=-|$)", r"-0\1", day) if day != found[0] else day
        tail = f"{day}{block.text[found.end() : found.end() + TAIL]}"
        date = iso_date(tail.strip(" ,|·•–—-")) or iso_date(day)
        if date:
            yield bool(_LATER.search(block.text[: found.start()])), date


def _named_author(block: Block) -> str | None:
    """Return the name in a block that is called a byline: behind "By", or as a link to an author or the like."""
    marked = [
        " ".join(node.itertext())
        for node in block.element.iter("a", "span", "strong", "b", "address", "cite")
        if "author" in (node.get("rel"), node.get("itemprop")) or names(node) & _AUTHOR
    ]
    around = [block.element, *list(block.element.iterancestors())[:2]]
    if not marked and not any(names(node) & _AUTHOR or node.get("itemprop") == "author" for node in around):
        return None
    for said in [*marked, *block.element.itertext(), block.text]:
        name = author_name(" ".join(said.split()))
        if is_name(name) and not _NO_NAMES & set(name.lower().split()):
            return name
    return None
