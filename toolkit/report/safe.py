"""HTML that can do nothing: of what a notebook shows, only the tags and attributes that carry text."""

import html
from html.parser import HTMLParser

# The article's words come escaped from our own code; this is the second lock. It also leaves out what HTML5 no
# longer knows (pandas' border="1") and styles, which the page's Content-Security-Policy would refuse anyway.
_TAGS = frozenset(
    "a abbr article aside b bdi blockquote br caption cite code col colgroup data dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s samp section small span strong sub "
    "summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
_VOID = frozenset(("br", "col", "hr", "wbr"))
_SILENT = frozenset("script style template iframe object noscript svg math textarea title select video audio".split())
_ATTRIBUTES = frozenset(
    "class id lang dir title scope colspan rowspan headers role tabindex datetime value open start".split()
)
_LINKS = ("#", "http://", "https://", "mailto:")


def safe(markup: str, *, ids: set[str] | None = None) -> str:
    """Markup without scripts, styles, frames and forms, every tag closed.

    Parameters
    ----------
    markup
        HTML from a notebook's output.
    ids
        The ids used so far on the page, added to; one that is there already is left out.

    >>> safe('<p onclick="x()" style="color:red">Fish &amp; <script>alert(1)</script><b>chips')
    '<p>Fish &amp; <b>chips</b></p>'
    """
    parser = _Parser(set() if ids is None else ids)
    parser.feed(markup)
    parser.close()
    return parser.result()


class _Parser(HTMLParser):
    def __init__(self, ids: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.ids = ids
        self.parts: list[str] = []
        self.open: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent or tag in _SILENT:
            self.silent.append(tag)
        elif tag in _TAGS:
            self.parts.append("<" + " ".join([tag, *self.attributes(attrs)]) + ">")
            if tag not in _VOID:
                self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID or tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag in self.silent:
                del self.silent[self.silent.index(tag) :]
        elif tag in self.open:
            while self.open[-1] != tag:
                self.parts.append(f"</{self.open.pop()}>")
            self.parts.append(f"</{self.open.pop()}>")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(html.escape(data, quote=False).replace("\r", "&#13;"))

    def attributes(self, attrs: list[tuple[str, str | None]]) -> list[str]:
        kept = []
        for name, value in dict(attrs).items():
            value = value or ""
            if name == "id":
                if value in self.ids or not value or " " in value:
                    continue
                self.ids.add(value)
            if (name == "href" and value.lower().startswith(_LINKS)) or name in _ATTRIBUTES or _harmless(name):
                kept.append(f'{name}="{html.escape(value)}"')
        return kept

    def result(self) -> str:
        return "".join(self.parts) + "".join(f"</{tag}>" for tag in reversed(self.open))


def _harmless(name: str) -> bool:
    return name.startswith(("data-", "aria-")) and name.replace("-", "").isalnum()
