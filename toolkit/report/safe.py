"""Make HTML harmless: keep the tags and attributes that carry text, drop all others. nh3 (ammonia) does the work."""

import re

# Our own code escapes an article's words; this is the second lock. It also leaves out what HTML5 no longer knows
# (pandas' border="1") and styles, which the page's Content-Security-Policy would refuse anyway.
_TAGS = set(
    "a abbr article aside b bdi blockquote br caption cite code col colgroup dd data del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s samp section small span strong sub "
    "summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
_DROPPED_WITH_CONTENT = set(
    "script style template iframe object noscript svg math textarea title select video audio".split()
)
_ATTRIBUTES = {
    "*": set("class id lang dir title scope colspan rowspan headers role tabindex datetime value open start".split()),
    "a": {"href"},
}
_PREFIXES = {"data-", "aria-"}  # of attributes that every tag may have
_SCHEMES = {"http", "https", "mailto"}
_LINKS = ("#", "http://", "https://", "mailto:")


def safe(markup: str, *, ids: set[str] | None = None) -> str:
    """Return markup without scripts, styles, frames and forms, every tag closed.

    Parameters
    ----------
    markup
        HTML from a notebook's output.
    ids
        The ids used so far on the page. Those of the markup are added; one that is there already is left out.

    Returns
    -------
    str
        HTML as a browser would read the markup: a stray ``<td>`` is no cell, a ``<p>`` in a ``<p>`` ends it.

    Examples
    --------
    >>> safe('<p onclick="x()" style="color:red">Fish &amp; <script>alert(1)</script><b>chips')
    '<p>Fish &amp; <b>chips</b></p>'
    """
    import nh3

    used: set[str] = set() if ids is None else ids

    def keep(tag: str, name: str, value: str) -> str | None:
        if name == "href":
            return value if value.lower().startswith(_LINKS) else None
        if name == "id":
            if not value or " " in value or value in used:
                return None
            used.add(value)
        return value

    cleaned = nh3.clean(
        markup.encode("utf-8", "replace").decode("utf-8"),  # half a character is none
        tags=_TAGS,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        generic_attribute_prefixes=_PREFIXES,
        attribute_filter=keep,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    # A browser leaves out the first line break of a <pre>, and reads a bare carriage return as a line break.
    kept = re.sub(r"(<pre(?: [^<>]*)?>)\n", r"\1\n\n", cleaned)
    return kept.replace("\r", "&#13;").replace("&nbsp;", "\N{NO-BREAK SPACE}")
