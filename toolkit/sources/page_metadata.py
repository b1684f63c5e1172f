"""What a web page says of its story: headline, byline, date, outlet, language, address.

JSON-LD comes first (schema.org's `NewsArticle` and its kin), then OpenGraph and meta tags, then microdata and the
elements that hold a headline, byline or date by their names.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.sources.dates import iso_date
from toolkit.sources.json_ld import Node, article_node, objects
from toolkit.sources.records import as_text

LONGEST = 1000  # characters of a field of meta, at most
# Where meta tags say what; the names are compared in small letters.
DATES = (
    "article:published_time article:published og:published_time datepublished date.published parsely-pub-date "
    "sailthru.date cxenseparse:recs:publishtime publishdate publish_date publish-date published_date publication_date "
    "publicationdate pubdate dc.date.issued dcterms.issued dcterms.created dc.date dcterms.date "
    "citation_publication_date citation_date originalpublicationdate article_date_original ptime date"
).split()
CHANGED = "article:modified_time og:updated_time datemodified dcterms.modified last-modified".split()
AUTHORS = (
    "author article:author parsely-author sailthru.author byl dc.creator dcterms.creator dc.creator.name "
    "cxenseparse:author article:author_name article.author citation_author creator"
).split()
TITLES = "og:title parsely-title dc.title dcterms.title citation_title twitter:title title sailthru.title".split()
OUTLETS = (
    "og:site_name application-name dc.publisher dcterms.publisher citation_journal_title apple-mobile-web-app-title"
).split()
DESCRIPTIONS = "og:description description dc.description twitter:description".split()
_SAVED = re.compile(rb"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)", re.IGNORECASE)
_BY = re.compile(
    r"""^\s*(?:(?:written|reported|story|words|text|article|posted|published|interview)\s+)?  # Written
    (?:by|byline:?|von|par|por|di|door|af|av|autor:?|author:?|tekst:?)\s*[:–—-]?\s+            # by
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NO_NAME = re.compile(
    r"https?://|www\.|@|^[\w-]+\.[a-z]{2,4}$|"  # an address
    r"^(?:admin|administrator|editor|webmaster|guest|user|redaktion|newsroom|null|none|undefined|no author|unknown)$",
    re.IGNORECASE,
)


@dataclass
class Facts:
    """What a page says of its story; None and "" for what it does not say."""

    headline: str | None = None
    titles: list[str] = field(default_factory=list)  # all that may be the headline, the best first
    byline: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    url: str | None = None
    description: str = ""
    body: str = ""  # the story's text, where JSON-LD has it
    kind: str = ""  # schema.org's or OpenGraph's word for what the page is
    is_free: bool = True
    updates: list[Node] = field(default_factory=list)  # a live blog's entries
    meta: dict[str, str] = field(default_factory=dict)


def facts(tree: Any, data: bytes = b"") -> Facts:
    """Return what a page says of its story.

    Parameters
    ----------
    tree
        The page.
    data
        Its bytes, in which browsers note where a page was saved.
    """
    said = _meta_tags(tree)
    nodes = objects(tree)
    url = _url(tree, said, data)
    node = article_node(nodes, [url, *_all(said, TITLES[:1])]) or {}
    found = Facts(url=url or as_text(node.get("url")) or None)
    found.kind = as_text(node.get("@type")) or said.get("og:type", [""])[0]
    found.body = plain(node.get("articleBody") or node.get("text") or "")
    found.titles = _titles(tree, said, node)
    found.description = plain(_first([as_text(node.get("description")), *_all(said, DESCRIPTIONS)]))
    found.outlet = _outlet(said, node, nodes, tree)
    found.byline = _byline(node, said, nodes, found.outlet)
    found.published = _date(
        [node.get("datePublished"), node.get("dateCreated"), *_all(said, DATES), *_microdata(tree, "datePublished")]
    )
    found.language = _language(tree, said, node)
    found.is_free = str(node.get("isAccessibleForFree", "true")).lower() not in ("false", "no", "0")
    updates = node.get("liveBlogUpdate")
    found.updates = [update for update in updates if isinstance(update, Mapping)] if isinstance(updates, list) else []
    found.meta = _further(said, node, found)
    return found


def _meta_tags(tree: Any) -> dict[str, list[str]]:
    """Return the contents of a page's meta tags by their names in small letters."""
    found: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = " ".join((tag.get("content") or "").split())
        if name and content:
            found.setdefault(name.strip().lower(), []).append(html.unescape(content))
    return found


def _all(said: Mapping[str, list[str]], names: Iterable[str]) -> list[str]:
    return [content for name in names for content in said.get(name, ())]


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def plain(value: Any) -> str:
    """Return a text of JSON-LD without markup and entities, its line ends kept."""
    text = value if isinstance(value, str) else as_text(value)
    if "<" in text and re.search(r"</?[a-z][^>]*>", text, re.IGNORECASE):
        text = re.sub(r"</?(?:p|div|br|li|h\d|blockquote)\b[^>]*>", "\n", text, flags=re.IGNORECASE)
        text = re.sub(r"<[^>]{1,500}>", "", text)
    return html.unescape(text).strip()


def _url(tree: Any, said: Mapping[str, list[str]], data: bytes) -> str | None:
    saved = _SAVED.search(data[:4096])
    canonical = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    given = [*canonical, *_all(said, ("og:url",)), saved[1].decode("utf-8", "replace") if saved else ""]
    return next((url.strip() for url in given if url.strip().lower().startswith(("http://", "https://"))), None)


def _titles(tree: Any, said: Mapping[str, list[str]], node: Node) -> list[str]:
    """Return what may be the headline: of JSON-LD, OpenGraph, microdata and the page's title."""
    own = [plain(node.get("headline")), *_all(said, TITLES), *_microdata(tree, "headline"), plain(node.get("name"))]
    title = tree.find(".//head/title")
    own.append(" ".join(html.unescape(title.text_content()).split()) if title is not None else "")
    return list(dict.fromkeys(" ".join(title.split()) for title in own if title and title.strip()))


def _outlet(said: Mapping[str, list[str]], node: Node, nodes: Sequence[Node], tree: Any) -> str | None:
    publisher = _names_of(node.get("publisher"), nodes) or _names_of(node.get("sourceOrganization"), nodes)
    sites = [as_text(other.get("name")) for other in nodes if "WebSite" in as_text(other.get("@type"))]
    name = _first([*publisher[:1], *_all(said, OUTLETS[:1]), *sites, *_all(said, OUTLETS[1:])])
    return re.sub(r"^(?:www\.)", "", html.unescape(name)).strip() or None


def _byline(node: Node, said: Mapping[str, list[str]], nodes: Sequence[Node], outlet: str | None) -> str | None:
    """Return the authors' names, as a byline would join them."""
    for given in (_names_of(node.get("author"), nodes), _names_of(node.get("creator"), nodes), _all(said, AUTHORS)):
        names = [name for name in (author_name(name) for name in given) if name and not _same(name, outlet)]
        if names:
            return joined(list(dict.fromkeys(names)))
    return None


def joined(names: Sequence[str]) -> str:
    """Return names as a byline has them.

    >>> joined(["Ada Roe", "Ben Low", "Cy Poe"])
    'Ada Roe, Ben Low and Cy Poe'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _names_of(value: Any, nodes: Sequence[Node], depth: int = 0) -> list[str]:
    """Return the names in an author or publisher of any shape: text, object, reference, or a list of these."""
    if isinstance(value, list):
        return [name for item in value for name in _names_of(item, nodes, depth)]
    if isinstance(value, str):
        return [value]
    if not isinstance(value, Mapping) or depth > 3:
        return []
    if value.get("name"):
        return _names_of(value["name"], nodes, depth + 1)
    if value.get("familyName"):
        return [f"{as_text(value.get('givenName'))} {as_text(value['familyName'])}".strip()]
    if value.get("@value"):
        return [as_text(value["@value"])]
    referred = [
        other for other in nodes if other.get("@id") == value.get("@id") and other is not value and len(other) > 1
    ]
    return _names_of(referred[0], nodes, depth + 1) if value.get("@id") and referred else []


def author_name(given: str) -> str:
    """Return an author's name without "By" and the like; "" for an address or what stands for nobody."""
    name = _BY.sub("", " ".join(html.unescape(re.sub(r"<[^>]*>", "", given)).split())).strip(" ,;|•·")
    return "" if _NO_NAME.search(name) or not any(c.isalpha() for c in name) or len(name) > 150 else name


def _same(name: str, outlet: str | None) -> bool:
    plain = re.sub(r"\W", "", name).casefold()
    return outlet is not None and plain == re.sub(r"\W", "", outlet).casefold()


def _date(values: Iterable[Any]) -> str | None:
    return next((date for date in (iso_date(as_text(value)) for value in values if value) if date), None)


def _microdata(tree: Any, name: str) -> Iterator[str]:
    """Yield what elements of this ``itemprop`` hold."""
    for node in tree.xpath("//*[@itemprop=$name]", name=name):
        if node.tag != "meta":
            yield node.get("datetime") or node.get("content") or " ".join(node.text_content().split())


def _language(tree: Any, said: Mapping[str, list[str]], node: Node) -> str | None:
    root = tree.getroottree().getroot()
    own = [as_text(node.get("inLanguage")), root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")]
    own += [root.get("xml:lang"), *_all(said, ("og:locale", "content-language", "dc.language"))]
    codes = (re.match(r"[a-zA-Z]{2,3}(?=$|[-_])", code.strip()) for code in own if code)
    return next((code[0].lower() for code in codes if code), None)


def _further(said: Mapping[str, list[str]], node: Node, found: Facts) -> dict[str, str]:
    """Return what else is said: section, tags, when it was changed, what it is about."""
    tags = [*_all(said, ("article:tag", "news_keywords")), as_text(node.get("keywords"))]
    further = {
        "section": _first([as_text(node.get("articleSection")), *_all(said, ("article:section", "section"))]),
        "tags": ", ".join(dict.fromkeys(filter(None, tags))),
        "modified": _date([node.get("dateModified"), *_all(said, CHANGED)]) or "",
        "description": found.description,
        "type": found.kind,
    }
    return {key: html.unescape(value)[:LONGEST] for key, value in further.items() if value}
