"""Posts embedded in a web page: each becomes a quotation of its author, in a paragraph of its own.

An embedded post is a quotation of who posted it, but stands without quotation marks, and with the name behind it in a
form that no other quotation has. It is set as “We will close the bridge.” — Ada Roe (@adaroe), May 6, 2022.
"""

import re
from typing import Any, NamedTuple

from toolkit.sources.page_blocks import blocks
from toolkit.sources.page_names import names

POST = "toolkit-post"  # class of the paragraph that a post becomes
LONGEST = 5000  # characters of a post, at most
# Words in the classes of what sites give out to be embedded; all words of one of them must be there.
EMBEDDED = tuple(
    frozenset(words.split())
    for words in (
        "twitter tweet; twitter video; instagram media; fb post; fb xfbml; tiktok embed; bluesky embed; "
        "mastodon embed; text post media; tumblr post; truthsocial embed; threads embed"
    ).split("; ")
)
_HANDLE = r"@[\w.-]{1,60}(?:@[\w.-]+)?"
_SIGNED = re.compile(  # — Ada Roe (@adaroe) May 6, 2022
    rf"(?:^|\s)[—–]\s*(?P<name>[^—–]{{0,80}}?)\s*\(\s*(?P<handle>{_HANDLE})\s*\)\s*(?P<date>[^@]{{0,60}})$"
)
_POSTED = (  # words of sites' own for who posted something
    "shared|posted|geteilt|gepostet|partagée?|publiée?|compartid[ao]|publicad[ao]|condiviso|compartilhada|"
    "udostępniony|gedeeld|delat|delt|Beitrag"
)
_SHARED = re.compile(
    rf"""^.{{0,60}}?\b(?:{_POSTED})\s+(?:by|von|par|por|da|de|przez|door|av|af)\s+  # A post shared by
    (?P<name>.{{1,80}}?)\s*(?:\(\s*(?P<handle>{_HANDLE})\s*\))?\s*               # Ada Roe (@adaroe)
    (?:geteilter\ Beitrag)?\s*
    (?:(?:on|am|le|el|il|em|op|den)\b\s*(?P<date>.{{4,60}}))?$                     # on May 6, 2022
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SHORT_LINK = re.compile(r"\s*(?:https?://)?(?:pic\.twitter\.com|t\.co|pic\.x\.com|fb\.me|bit\.ly)/\w+\s*…?")
_CHROME = re.compile(
    "|".join(
        (
            r"(?:view|see) (?:this|the|more|post|on)\b.{0,40}",  # "View this post on Instagram"
            r"(?:sieh dir|voir|ver|visualizza|bekijk) .{0,60}",
            r"♬.*|\[image or embed\]|reply|retweet|like|follow|load more.*|show this thread",
            r"@[\w.]+|instagram|twitter|facebook|tiktok",
        )
    ),
    re.IGNORECASE,
)


class Post(NamedTuple):
    """What a post says, and who posted it."""

    text: str
    name: str
    handle: str = ""
    date: str = ""


def quote_posts(tree: Any) -> None:
    """Put a paragraph with the words and the author of each embedded post in the place of the post.

    What is embedded without words (a picture, "View this post") goes.
    """
    done: set[Any] = set()
    for node in [node for node in tree.iter("blockquote", "div", "figure", "section", "article") if _may_be_post(node)]:
        if node.getparent() is None or any(outer in done for outer in node.iterancestors()):
            continue
        post = post_in(node)
        if post is not None or node.tag == "blockquote":
            done.add(node)
            _put(node, as_quotation(post) if post is not None else "")


def as_quotation(post: Post) -> str:
    """Return a post as a quotation with its author's name.

    >>> as_quotation(Post("It’s “shut”.", "Ada Roe", "@adaroe", "May 6, 2022"))
    '“It’s ‘shut’.” — Ada Roe (@adaroe), May 6, 2022'
    """
    inner = re.sub(r"[“„«]|(?<!\w)\"(?=\S)", "‘", post.text)
    inner = re.sub(r"[”»\"]", "’", inner)
    handle = f" ({post.handle})" if post.handle and post.name != post.handle else ""
    return f"“{inner}” — {post.name}{handle}{', ' if post.date else ''}{post.date}"


def post_in(node: Any) -> Post | None:
    """Return the post that an element is; None if it holds none, or none with words and an author."""
    lines = [block.text for block in blocks(node)]
    for k in range(len(lines) - 1, -1, -1):
        found = _SIGNED.search(lines[k]) or (_SHARED.match(lines[k]) if _is_embedded(node) else None)
        if found:
            before = [line for line in lines[:k] if not _CHROME.fullmatch(line)]
            text = _SHORT_LINK.sub("", " ".join([*before, lines[k][: found.start()]])).strip()
            handle = found["handle"] or ""
            name = found["name"].strip(" ,") or handle
            return (
                Post(text, name, handle, (found["date"] or "").strip(" ·|,.")) if text and len(text) < LONGEST else None
            )
    return _tiktok(node, lines)


def _tiktok(node: Any, lines: list[str]) -> Post | None:
    """Return a post that opens with its author's handle."""
    if not lines or not _is_embedded(node) or not re.match(_HANDLE, lines[0]):
        return None
    handle, _, rest = lines[0].partition(" ")
    text = (
        " ".join(line for line in [rest, *lines[1:]] if line and not _CHROME.fullmatch(line)).partition("♬")[0].strip()
    )
    music = re.search(r"♬ [^♬]* - ([^\W\d_][^♬]{2,60})$", " ".join(lines))  # ♬ original sound - Ada Roe
    return Post(text, music[1].strip() if music else handle, handle) if text else None


def _may_be_post(node: Any) -> bool:
    embedded = _is_embedded(node)
    if not embedded and node.tag != "blockquote":
        return False
    text = " ".join(" ".join(node.itertext()).split())
    return len(text) < LONGEST and (embedded or bool(_SIGNED.search(text)))


def _is_embedded(node: Any) -> bool:
    said = names(node)
    return bool(said) and any(words <= said for words in EMBEDDED)


def _put(node: Any, text: str) -> None:
    """Put a paragraph in an element's place; nothing where there is no text."""
    paragraph = node.makeelement("p", {"class": POST})
    paragraph.text, paragraph.tail = text, node.tail
    node.getparent().replace(node, paragraph)
