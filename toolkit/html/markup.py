"""An article's text as HTML, with its actors and quotes marked.

The text itself is untouched: what a browser shows as text is the article's text, character for character. Who speaks
stands behind each quote as generated content (``CSS``), not as text. Every character of the article is escaped;
there are classes and data attributes but no style and no script, so that a strict Content-Security-Policy may stand.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from toolkit.display.escape import without_controls
from toolkit.display.wording import TYPE_NAMES, shortened

if TYPE_CHECKING:
    from toolkit.actors import Actor
    from toolkit.article import Article
    from toolkit.quotes import Quote


@dataclass(frozen=True)
class _Mark:
    """A span to be marked; ``rank`` tells which of two marks is the outer one."""

    rank: tuple
    start: int
    end: int
    attributes: str
    href: str | None = None
    after: str = ""  # what follows the mark's end


def to_html(
    article: "Article",
    actors: "Sequence[Actor]",
    quotes: "Sequence[Quote]",
    *,
    marked: Collection[str] | None = None,
    link: Callable[[str], str | None] | None = None,
    heading: int = 2,
) -> str:
    """Return the article's text as HTML: paragraphs, with actors' mentions and quotes marked.

    Parameters
    ----------
    article, actors, quotes
        As an analysis has them.
    marked
        Ids of the actors to mark; by default all but nationalities, events and works (MISC).
    link
        Gives the address that an actor's or a quote's id ("a1", "q3") links to, or None for no link.
    heading
        The level of the headline's heading, 1 to 6.

    Returns
    -------
    str
        An ``<article class="marked">``. Mentions are ``mark`` (or ``a``) elements with ``data-actor``, quotes
        ``span`` elements with ``data-quote``; overlapping ones are split so that all nest. Text that HTML cannot
        hold (control characters) is shown as "\N{REPLACEMENT CHARACTER}".
    """
    link = link or (lambda id: None)
    marks = [*_quote_marks(quotes, link), *_mention_marks(actors, marked, link)]
    parts = [f'<article class="marked" lang="{escape(article.language or "en")}" dir="auto">']
    at = 0
    for (start, end), kind, inside in _by_paragraph(article, marks):
        tag = f"h{heading}" if kind == "headline" else "p"
        parts += [_text(article.text[at:start]), f'<{tag} class="{kind}">']
        parts += _nested(article.text, start, end, inside)
        parts.append(f"</{tag}>")
        at = end
    return "".join([*parts, _text(article.text[at:]), "</article>"])


def speaker(quote: "Quote") -> str:
    """Return a quote's speaker as readers see it: a name, "two officials (not named)" or "nobody named".

    All quotes of somebody unnamed say the same ("a neighbour (not named)"), also where the text says "she".
    """
    if quote.speaker_name:
        return quote.speaker_name
    described = quote.unnamed_text or quote.speaker_text
    return f"{shortened(described, 60)} (not named)" if described else "nobody named"


def _text(text: str) -> str:
    """Return text as HTML that a browser reads as the same text."""
    return escape(without_controls(text), quote=False).replace("\r", "&#13;")


def _attributes(**values: str) -> str:
    """Return attributes of an element, ``data_actor`` as ``data-actor``."""
    return "".join(f' {name.replace("_", "-")}="{_value(value)}"' for name, value in values.items())


def _value(value: str) -> str:
    """Return an attribute's value: escaped, on one line."""
    return escape(without_controls(" ".join(value.split())))


def _quote_marks(quotes: "Sequence[Quote]", link: Callable[[str], str | None]) -> Iterator[_Mark]:
    """Yield a mark for each span of each quote's content; the last one is followed by the speaker."""
    for number, quote in enumerate(quotes):
        who = speaker(quote)
        kind = _kind(quote)
        act = "" if quote.is_statement else f" {quote.act}"
        attributes = f' class="quote {_value(quote.kind + act)}"'
        attributes += _attributes(data_quote=quote.id, title=f"{who}, {kind}")
        href = link(quote.id)
        sign = _attributes(data_speaker=who) + ("" if quote.speaker_name else ' data-unnamed="yes"')
        if href is None:
            sign = f'<span class="speaker"{sign}></span>'
        else:
            sign = f'<a class="speaker" href="{_value(href)}" aria-label="{_value(f"{who}, {kind}")}"{sign}></a>'
        last = max(end for _, end in quote.content)
        for start, end in quote.content:
            yield _Mark(
                (0, start, -end, number),
                start,
                end,
                attributes,
                after=sign if end == last and quote.act != "did" else "",
            )


def _kind(quote: "Quote") -> str:
    """Return in words what a quote is: "direct quote", "reported", "thought", "plan", "deed, no statement"."""
    if not quote.is_statement:
        return {"thinks": "thought", "plans": "plan"}.get(quote.act, "deed, no statement")
    return f"{quote.kind} quote" if quote.kind != "indirect" else "reported"


def _mention_marks(
    actors: "Sequence[Actor]", marked: Collection[str] | None, link: Callable[[str], str | None]
) -> Iterator[_Mark]:
    """Yield a mark for each mention of the actors that are to be marked."""
    for number, actor in enumerate(actors):
        if actor.id not in marked if marked is not None else actor.type == "MISC":
            continue
        href, kind = link(actor.id), TYPE_NAMES.get(actor.type, "other")
        for mention in actor.mentions:
            start, end = mention.span
            attributes = f' class="actor {kind} {_value(mention.kind)}"'
            attributes += _attributes(data_actor=actor.id, title=f"{actor.name}, {kind}")
            yield _Mark((1, start, -end, number), start, end, attributes, href)


def _by_paragraph(
    article: "Article", marks: list[_Mark]
) -> Iterator[tuple[tuple[int, int], str, list[tuple[int, int, _Mark]]]]:
    """Yield each paragraph's span and kind, and the parts of marks in it as (start, end, mark); furniture has none."""
    paragraphs = sorted(article.paragraphs, key=lambda p: p.span)
    starts = [p.span[0] for p in paragraphs]
    inside: list[list[tuple[int, int, _Mark]]] = [[] for _ in paragraphs]
    for mark in marks:
        k = max(bisect_right(starts, mark.start) - 1, 0)
        while k < len(paragraphs) and starts[k] < mark.end:
            start, end = max(mark.start, starts[k]), min(mark.end, paragraphs[k].span[1])
            if start < end and paragraphs[k].kind != "furniture":
                inside[k].append((start, end, mark))
            k += 1
    for paragraph, found in zip(paragraphs, inside, strict=True):
        yield paragraph.span, paragraph.kind, found


def _nested(text: str, start: int, end: int, inside: list[tuple[int, int, _Mark]]) -> Iterator[str]:
    """Yield the pieces of a paragraph with its marks, each closed and opened again where another one cuts it."""
    opening: dict[int, list[_Mark]] = {}
    closing: dict[int, list[_Mark]] = {}
    for a, b, mark in inside:
        opening.setdefault(a, []).append(mark)
        closing.setdefault(b, []).append(mark)
    bounds = sorted({start, end, *opening, *closing})
    active: list[_Mark] = []
    stack: list[tuple[_Mark, str]] = []
    for at, following in zip(bounds, [*bounds[1:], None], strict=True):
        ended = closing.get(at, [])
        active = sorted((m for m in active if m not in ended), key=lambda m: m.rank)
        yield from _close(stack, active)
        for mark in sorted(ended, key=lambda m: m.rank, reverse=True):
            if mark.end == at and mark.after:
                yield mark.after
        active = sorted([*active, *opening.get(at, [])], key=lambda m: m.rank)
        yield from _close(stack, active)
        for mark in active[len(stack) :]:
            linked = any(tag == "a" for _, tag in stack)  # a link in a link is no HTML
            tag = "span" if mark.rank[0] == 0 else "a" if mark.href and not linked else "mark"
            href = f' href="{_value(mark.href)}"' if mark.href and tag == "a" else ""
            stack.append((mark, tag))
            yield f"<{tag}{href}{mark.attributes}>"
        if following is not None:
            yield _text(text[at:following])


def _close(stack: list[tuple[_Mark, str]], active: list[_Mark]) -> Iterator[str]:
    """Close what is open until only marks that stay, in their order, are left."""
    keep = 0
    while keep < len(stack) and keep < len(active) and stack[keep][0] is active[keep]:
        keep += 1
    while len(stack) > keep:
        yield f"</{stack.pop()[1]}>"


KEY = (
    '<p class="marked-key">In the text: <mark class="actor person name">person</mark>, '
    '<mark class="actor organisation name">organisation</mark>, <mark class="actor place name">place</mark>, '
    'each also where a <mark class="actor person pronoun">pronoun</mark> or description stands for it; '
    '<span class="quote direct">in quotation marks<span class="speaker" data-speaker="speaker"></span></span>, '
    '<span class="quote indirect">reported<span class="speaker" data-speaker="speaker"></span></span>, '
    '<span class="quote indirect thinks">thought or planned'
    '<span class="speaker" data-speaker="speaker"></span></span>; '
    '<span class="furniture">not part of the article</span>.</p>'
)

CSS = """
.marked, .marked-key {
  --person: #0b5cad; --organisation: #9a4a00; --place: #00694b; --other: #6b4c8a; --said: #fff3d1; --said-edge: #c98a00;
  --reported-edge: #7a7f87; --chip: #5b4300; --aside: #63707f; line-height: 1.8;
}
.marked .actor, .marked-key .actor {
  background: none; color: inherit; text-decoration: underline solid 2px; text-underline-offset: .22em;
}
.marked .actor.name, .marked-key .actor.name { font-weight: 600; }
.marked .person, .marked-key .person { text-decoration-color: var(--person); }
.marked .organisation, .marked-key .organisation {
  text-decoration-color: var(--organisation); text-decoration-style: dashed;
}
.marked .place, .marked-key .place { text-decoration-color: var(--place); text-decoration-style: dotted; }
.marked .other { text-decoration-color: var(--other); text-decoration-style: wavy; text-decoration-thickness: 1px; }
.marked .pronoun, .marked .nominal, .marked-key .pronoun { text-decoration-thickness: 1px; }
.marked a.actor:hover, .marked a.actor:focus-visible { background: var(--said); }
.marked .quote.direct, .marked .quote.mixed, .marked-key .quote.direct {
  background: var(--said); border-bottom: 1px solid var(--said-edge);
  -webkit-box-decoration-break: clone; box-decoration-break: clone;
}
.marked .quote.indirect, .marked-key .quote.indirect { border-bottom: 1px dashed var(--reported-edge); }
.marked .quote.thinks, .marked .quote.plans, .marked-key .quote.thinks { border-bottom-style: dotted; }
.marked .quote.did { border-bottom: 0; }
.marked .speaker::after, .marked-key .speaker::after {
  content: attr(data-speaker); margin: 0 .15em 0 .3em; padding: .05em .45em; border: 1px solid var(--said-edge);
  border-radius: 1em; color: var(--chip); font-size: .72em; font-weight: 600; font-style: normal; line-height: 1.2;
}
.marked .speaker[data-unnamed]::after { border-style: dashed; font-weight: 400; }
.marked a.speaker { text-decoration: none; }
.marked .furniture, .marked-key .furniture { color: var(--aside); font-size: .85em; font-style: italic; }
.marked-key { font-size: .9em; }
@media (prefers-color-scheme: dark) {
  .marked, .marked-key {
    --person: #85bbf2; --organisation: #f0a860; --place: #5fd0a8; --other: #c8a8e8; --said: #3a3115;
    --said-edge: #c9992e; --reported-edge: #9aa3ae; --chip: #f2d48a; --aside: #9aa5b2;
  }
}
@media print {
  .marked, .marked-key {
    --person: #000; --organisation: #000; --place: #000; --other: #000; --said: none; --said-edge: #555;
    --reported-edge: #777; --chip: #333; --aside: #666; line-height: 1.6;
  }
  .marked p { orphans: 2; widows: 2; }
}
"""
