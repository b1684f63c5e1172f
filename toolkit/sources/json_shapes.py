"""What JSON of several standards says of an article, under one name each.

Known are ninjs 1 to 3 (IPTC), schema.org's NewsArticle, JSON Feed, and the interfaces of WordPress and the Guardian.
"""

from collections.abc import Mapping
from typing import Any

from toolkit.sources.email import of_html

HTML = ("body_xhtml", "body_html", "content_html")  # names of texts that are HTML
PLAIN = ("body_text", "content_text", "bodytext")  # the same as plain text, which is preferred
ARTICLES = ("article", "posting", "report", "review")  # how the types of schema.org's articles end, in small letters


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object with text, title, byline, outlet and address each as text under a name that tables know.

    >>> flat({"headlines": [{"value": "Rain"}], "bodies": [{"contenttype": "text/html", "value": "<p>It rained.</p>"}]})
    {'headline': 'Rain', 'body_text': 'It rained.'}
    """
    found = dict(row)
    if isinstance(inside := found.get("fields"), Mapping):  # the Guardian's
        found |= {key: value for key, value in inside.items() if key not in found}
        del found["fields"]
    for name in ("title", "content", "excerpt"):  # of WordPress
        if isinstance(value := found.get(name), Mapping) and isinstance(markup := value.get("rendered"), str):
            found[name] = _text(markup)
    _read_lists(found)
    given = {str(key).lower() for key, value in found.items() if value}
    for name in HTML:
        markup = found.pop(name, None)
        if isinstance(markup, str) and not given & set(PLAIN):
            found["body_text"] = _text(markup)
            break
    page = found.get("mainEntityOfPage")
    if "url" not in found and page:
        found["url"] = page.get("@id") if isinstance(page, Mapping) else page
    return found


def _read_lists(found: dict[str, Any]) -> None:
    """Put headline, text and source of ninjs 2 and 3, which has lists of each, where ninjs 1 has them."""
    for name, ours in (("headlines", "headline"), ("bylines", "byline"), ("infosources", "source")):
        values = [item for item in _list(found.get(name)) if isinstance(item, Mapping)]
        value = next(
            (said for item in values if (said := item.get("value") or item.get("name") or item.get("by"))), None
        )
        if value and ours not in found:
            del found[name]
            found[ours] = value
    bodies = [item for item in _list(found.get("bodies")) if isinstance(item, Mapping) and item.get("value")]
    if bodies and "body_text" not in found:
        body = next((one for one in bodies if "plain" in _type(one)), bodies[0])
        value = str(body["value"])
        found["body_text"] = value if "plain" in _type(body) else _text(value)
        del found["bodies"]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _type(body: Mapping[str, Any]) -> str:
    return str(body.get("contenttype") or body.get("contentType") or "").lower()


def _text(markup: str) -> str:
    """Return the paragraphs of HTML, with a blank line between them."""
    return "\n\n".join(of_html(f"<div>{markup}</div>"))


def is_article(row: Mapping[str, Any]) -> bool:
    """Whether an object says that it is an article, or does not say what it is."""
    kinds = row.get("@type")
    return kinds is None or any(str(kind).lower().endswith(ARTICLES) for kind in (_list(kinds) or [kinds]))
