"""A web page's headline, without its site's name, and what its title says of the outlet."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from toolkit.sources.page_blocks import Block
from toolkit.sources.page_metadata import Facts

SITE_WORDS = 5  # of a site's name behind a title, at most
SHARED = 0.6  # share of a heading's words that a title of the page has, if it is the headline
_JOINT = re.compile(r"\s+[-–—|·•:»«/]+\s+|\s*[|»]\s*|\s+::\s+")
_BAR = re.compile(r"[|·•»«]|::")
_WORD = re.compile(r"\w+")


def headline_of(blocks: Sequence[Block], facts: Facts) -> tuple[str | None, Block | None]:
    """Return a page's headline, and the block that shows it, where one does.

    The headline is the heading that the page's titles (of JSON-LD, OpenGraph, the window) name; else its only great
    heading; else the first of these titles.
    """
    titles = [without_site(title, facts.outlet, facts.url) for title in facts.titles]
    great = [block for block in blocks if block.tag == "h1"]
    for heading in [*great, *(block for block in blocks if block.tag in ("h2", "h3") or _is_called_headline(block))]:
        for title in titles:
            if _agrees(heading.text, title):
                return _shorter(heading.text, title), heading
    long = [block for block in great if len(block.text.split()) > 3]
    if len(long) == 1 and (not titles or long[0].tags & {"article", "main"}):
        return long[0].text, long[0]
    return (titles[0] if titles else None), None


def _shorter(heading: str, title: str) -> str:
    """Return the title where the heading says more behind the same words (a button, a standfirst)."""
    one, other = _plain(heading), _plain(title)
    return title if one != other and one.startswith(other) and len(title) > len(heading) / 2 else heading


def without_site(title: str, outlet: str | None, url: str | None = None) -> str:
    """Return a title without the site's name before or behind it.

    >>> without_site("Bridge to close | News | Herald", "The Herald"), without_site("Roe: no - Herald", "Herald")
    ('Bridge to close', 'Roe: no')
    """
    parts, joints = _JOINT.split(title), _JOINT.findall(title)
    site = [_plain(name) for name in (outlet, _host(url)) if name]
    while len(parts) > 1 and _is_site(parts[-1], joints[-1], parts[:-1], site):
        parts, joints = parts[:-1], joints[:-1]
    while len(parts) > 1 and any(_is_same(_plain(parts[0]), name) for name in site):
        parts, joints = parts[1:], joints[1:]
    return "".join(part + joint for part, joint in zip(parts, [*joints, ""], strict=True)).strip()


def outlet_in(titles: Sequence[str], headline: str) -> str | None:
    """Return the site's name that stands behind the headline in the window's title.

    >>> outlet_in(["Bridge to close - News - The Parable"], "Bridge to close")
    'The Parable'
    """
    for title in titles:
        if title.startswith(headline) and _JOINT.match(title[len(headline) :]):
            name = _JOINT.split(title[len(headline) :])[-1].strip()
            if 0 < len(name.split()) <= SITE_WORDS:
                return name
    return None


def host(url: str | None) -> str | None:
    """Return the host of an address, without "www.".

    >>> host("https://www.herald.example/news/bridge")
    'herald.example'
    """
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _is_site(part: str, joint: str, before: Sequence[str], site: Sequence[str]) -> bool:
    plain, words = _plain(part), part.split()
    if any(_is_same(plain, name) for name in site):
        return True
    if len(words) > SITE_WORDS or sum(len(piece.split()) for piece in before) < 3:
        return False
    capitals = all(word[0].isupper() or not word[0].isalpha() or len(word) < 4 for word in words)
    return bool(_BAR.search(joint)) or (len(words) < 5 and capitals and not site and joint.strip() != ":")


def _is_same(plain: str, name: str) -> bool:
    """Whether two names mean one outlet: "herald" and "theherald", "bbcnews" and "bbc"."""
    return bool(plain) and (plain == name or (min(len(plain), len(name)) > 2 and (plain in name or name in plain)))


def _agrees(heading: str, title: str) -> bool:
    """Whether a heading says what a title says."""
    one, other = _plain(heading), _plain(title)
    if len(one) < 8 or len(other) < 8:
        return one == other != ""
    if one in other or other in one:
        return len(heading.split()) > 2 or one == other
    words = set(_WORD.findall(heading.casefold()))
    shared = words & set(_WORD.findall(title.casefold()))
    return len(words) > 3 and len(shared) >= SHARED * len(words)


def _is_called_headline(block: Block) -> bool:
    return (block.element.get("itemprop") or "").lower() == "headline"


def _plain(text: str) -> str:
    return "".join(_WORD.findall(text.casefold())).removeprefix("the")


def _host(url: str | None) -> str:
    """Return the name in a host: "herald" of www.herald.co.uk."""
    labels = [
        label for label in (host(url) or "").split(".")[:-1] if label not in ("m", "amp", "co", "com", "org", "net")
    ]
    return max(labels, key=len, default="")
