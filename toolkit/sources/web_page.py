"""Web pages: the story with its headline, and what the page says of it; exports of news databases in HTML.

`page_blocks` tells a page's blocks, `page_posts` makes quotations of embedded posts, `page_metadata` reads headline,
byline and date, `page_story` chooses the blocks of the story, `page_refusals` names pages that hold none, `mhtml` takes
the page out of a file that a browser saved.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from toolkit.article import Article, from_parts
from toolkit.errors import InputError
from toolkit.sources import mhtml
from toolkit.sources.databases import databases_in_page
from toolkit.sources.decoding import decode
from toolkit.sources.model import Blob, Options
from toolkit.sources.page_blocks import blocks
from toolkit.sources.page_headline import headline_of, host, outlet_in
from toolkit.sources.page_metadata import Facts, author_name, facts
from toolkit.sources.page_posts import quote_posts
from toolkit.sources.page_refusals import is_beginning, refusal
from toolkit.sources.page_signature import date_in, signature_in
from toolkit.sources.page_story import Story, story

LARGEST = 20 * 2**20  # bytes of a page, at most
DEEPEST = 250  # elements in elements that the parser takes, nearly
TOP = 5  # lines in which names alone are the byline
UNSURE = 0.6  # of the language, below which what the page says is believed
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:.-]+)"  # <meta charset="windows-1252">
    rb"|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w:.-]+)",  # <?xml version="1.0" encoding="iso-8859-1"?>
    re.IGNORECASE,
)
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters that elements cannot hold
_NO_XML_NUMBER = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])(?!\d)|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F])(?![0-9a-fA-F]));?"
)
# What these names mean in web pages (WHATWG, Encoding Standard).
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
          "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949",
          "ks_c_5601-1987": "cp949", "iso-8859-9": "cp1254", "tis-620": "cp874", "iso-8859-11": "cp874"}  # fmt: skip


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article of a web page, or all that an export of a news database holds.

    Raises
    ------
    InputError
        If it is damaged, or holds no story: a consent page, a login, a list of links, an error page.
    """
    data, charset, url = blob.data, blob.charset, blob.url
    if not data.lstrip()[:1].startswith(b"<") and b"multipart/related" in blob.head.lower():
        data, charset, url = mhtml.page(blob)
    if len(data) > LARGEST:
        raise InputError(f"{blob.name} is larger than {LARGEST // 2**20} MB: is it an article?")
    text, notes = decoded(data, charset, blob.name)
    tree = parsed(text, blob.name)
    if _is_cut(tree):
        notes = (*notes, f"elements are nested more than {DEEPEST} deep: what comes behind them is not read")
    exported = databases_in_page(tree, data, blob)
    if exported is not None:
        yield from exported
        return
    yield article_of(tree, blob, facts(tree, data), url, notes)


def decoded(data: bytes, charset: str | None, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a page, by its byte-order mark, as UTF-8, or as the server or the page itself says.

    Raises
    ------
    InputError
        If it is no text.
    """
    said = _CHARSET.search(data[:8192])
    given = [charset, (said[1] or said[2]).decode("ascii") if said else None]
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\x00" not in data[:200]:
        for encoding in ("utf-8-sig", *filter(None, given)):
            try:
                return data.decode(_MEANT.get(encoding.lower(), encoding)), ()
            except (UnicodeError, LookupError, ValueError):
                continue
    return decode(data, name)


def parsed(text: str, name: str) -> Any:
    """Return a page's elements; nothing it names is fetched.

    Raises
    ------
    InputError
        If there are none.
    """
    import lxml.etree
    import lxml.html
    from trafilatura import load_html

    text = _NO_XML_NUMBER.sub("", _NO_XML.sub("", text))
    if not text.strip():
        raise InputError(f"{name} is empty: there is nothing to read in it")
    try:
        tree = load_html(text)
        if tree is None:  # a part of a page
            parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
            tree = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name} is a web page without a story") from error
    return tree


def _is_cut(tree: Any) -> bool:
    """Whether the parser stopped before the end of a page, as it does where elements are nested too deeply."""
    last = deque(tree.iter(), maxlen=1)[0]
    return sum(1 for _ in last.iterancestors()) > DEEPEST


def article_of(tree: Any, blob: Blob, known: Facts, url: str | None = None, notes: Sequence[str] = ()) -> Article:
    """Return the article of a page.

    Parameters
    ----------
    tree
        Its elements; embedded posts are changed in it.
    blob
        The file or address it is from.
    known
        What it says of itself.
    url
        Where it was fetched, if that is known.
    notes
        What was guessed in reading.

    Raises
    ------
    InputError
        If it holds no story.
    """
    quote_posts(tree)
    parts = blocks(tree)
    headline, heading = headline_of(parts, known)
    found = story(tree, parts, heading, known)
    reason = refusal(blob.name, headline or "", found.paragraphs, found.blocks, parts, known)
    if reason:
        raise InputError(_elsewhere(tree, blob.name) or reason)
    byline, published = known.byline, known.published
    if byline is None or published is None:
        body = (block.number for block in found.blocks if block.text not in found.standfirst)
        seen = signature_in(parts, heading, next(body, 0))
        byline, published = byline or seen[0], published or seen[1] or date_in(url or known.url)
    if is_beginning(found.paragraphs, parts, known):
        notes = (*notes, "the page shows the beginning of the story alone: the rest asks for an account")
    article = from_parts(
        headline,
        _without_names(found.paragraphs, byline),
        blob.stem,
        byline=byline,
        published=published,
        outlet=known.outlet or outlet_in(known.titles, headline or "") or blob.outlet or host(url or known.url),
        url=url or known.url,
        origin=blob.origin,
        notes=(*blob.notes, *notes),
        meta=known.meta,
        **({"kind": "liveblog"} if "LiveBlog" in known.kind else {}),
    )
    return _in_language(_with_standfirst(article, found), known.language)


def _with_standfirst(article: Article, found: Story) -> Article:
    """Return an article whose standfirst is a part of its headline, and not of its body."""
    above = set(found.standfirst)
    if not above or len(above) == len(found.paragraphs):
        return article
    paragraphs = (
        replace(paragraph, kind="headline")
        if paragraph.kind == "body" and article.text[slice(*paragraph.span)] in above
        else paragraph
        for paragraph in article.paragraphs
    )
    return replace(article, paragraphs=tuple(paragraphs))


def _in_language(article: Article, said: str | None) -> Article:
    """Return an article in the language that its page says, where its words do not tell."""
    if said and article.language_confidence < UNSURE and said != article.language:
        return replace(article, language=said)
    return article


def _without_names(lines: Sequence[str], byline: str | None) -> list[str]:
    """Return lines without those at the top that are the byline's names alone."""
    top = [line for line in lines[:TOP] if byline is None or author_name(line).casefold() != byline.casefold()]
    return [*top, *lines[TOP:]]


def _elsewhere(tree: Any, name: str) -> str | None:
    """Return the sentence for a page that only leads to another: by frames, or by itself after a while."""
    frames = [frame.get("src") for frame in tree.iter("frame") if frame.get("src")]
    if frames:
        return f"{name} is a set of frames, without a story of its own: give the page {frames[-1]} instead"
    for tag in tree.iter("meta"):
        found = re.search(r"url\s*=\s*['\"]?([^'\"\s]+)", tag.get("content") or "", re.IGNORECASE)
        if found and (tag.get("http-equiv") or "").lower() == "refresh":
            return f"{name} holds no story and leads to {found[1]}: give that page instead"
    return None
