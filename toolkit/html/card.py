"""The card of an analysis: what a notebook or a terminal shows of it at a glance."""

from typing import TYPE_CHECKING, Any

from toolkit.display import NO_MATHS, visible
from toolkit.display import html as _html
from toolkit.display.wording import TYPE_NAMES, count, noun, shortened
from toolkit.html.markup import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toolkit.actors import Actor
    from toolkit.article import Article
    from toolkit.quotes import Quote

ACTORS, QUOTES = 8, 3  # shown at most
LONGEST = 280  # characters of a quote
WIDTH, BAR = 88, 24  # characters of a line and of the longest bar, in a terminal
_NEXT = "toolkit.explore(a)"

CSS = """
.toolkit-card { --person: #2f7ec4; --organisation: #d98b2b; --place: #2a9d78; --other: #9a7bb5;
  border: 1px solid rgba(128, 128, 128, .4); border-radius: 8px; padding: 1.1em 1.3em; max-width: 62em;
  font-size: 14px; line-height: 1.45; }
.toolkit-card h3 { font-size: 1.35em; line-height: 1.25; margin: 0 0 .15em; }
.toolkit-card p { margin: 0; }
.toolkit-card .about, .toolkit-card .next, .toolkit-card .more { opacity: .75; font-size: .9em; }
.toolkit-card .numbers { display: flex; flex-wrap: wrap; gap: .5em 1.5em; margin: .9em 0; padding: 0 !important;
  list-style: none; }
.toolkit-card .numbers li { margin: 0; }
.toolkit-card .numbers b { display: block; font-size: 1.5em; line-height: 1.2; font-variant-numeric: tabular-nums; }
.toolkit-card .numbers span { font-size: .85em; opacity: .8; }
.toolkit-card .halves { display: flex; flex-wrap: wrap; gap: 1em 2.5em; }
.toolkit-card .halves > * { flex: 1 1 20em; min-width: 0; }
.toolkit-card :is(h3, h4) { font-weight: 600 !important; }
.toolkit-card h4 { font-size: 1em; margin: 0 0 .4em; }
.toolkit-card table { border-collapse: collapse; width: 100%; margin: 0; font-size: 1em; table-layout: fixed; }
.toolkit-card tr, .toolkit-card tr:hover { background: none !important; }
.toolkit-card td, .toolkit-card th { border: 0; padding: .12em 0; text-align: left !important; font-weight: 400;
  max-width: none; }
.toolkit-card th { width: 46%; padding-right: .8em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.toolkit-card .bar { display: inline-block; height: .75em; border-radius: 2px; vertical-align: baseline; min-width: 2px;
  margin-right: .5em; }
.toolkit-card .person { background: var(--person); } .toolkit-card .organisation { background: var(--organisation); }
.toolkit-card .place { background: var(--place); } .toolkit-card .other { background: var(--other); }
.toolkit-card blockquote { margin: 0 0 .6em; padding: 0 0 0 .8em; border-left: 3px solid rgba(201, 138, 0, .8);
  overflow-wrap: anywhere; color: inherit; }
.toolkit-card blockquote b { display: block; font-size: .9em; }
"""


def html(
    article: "Article", actors: "Sequence[Actor]", quotes: "Sequence[Quote]", statistics: "Mapping[str, Any]"
) -> str:
    """Return the card as HTML, for light and dark pages alike; everything of the article is text in it."""
    title = article.title or article.id
    parts = [f'<style>{CSS}</style><div class="toolkit-card {NO_MATHS}" dir="auto"><h3>{_html(title)}</h3>']
    if origin := about(article):
        parts.append(f'<p class="about">{_html(origin)}</p>')
    items = "".join(
        f"<li><b>{_html(n)}</b><span>{_html(what)}</span></li>" for n, what in numbers(actors, quotes, statistics)
    )
    parts.append(f'<ul class="numbers">{items}</ul><div class="halves">{_actors_html(actors)}')
    parts.append(f"{_quotes_html(_statements(quotes))}</div>")
    parts += [f'<p class="about">{_html(note)}.</p>' for note in _notes(article, actors, quotes)]
    parts.append(f'<p class="next">Look into it: <code>{_NEXT}</code></p></div>')
    return "".join(parts)


def text(
    article: "Article", actors: "Sequence[Actor]", quotes: "Sequence[Quote]", statistics: "Mapping[str, Any]"
) -> str:
    """Return the card as plain text, for a terminal."""
    lines = [visible(article.title or article.id)]
    lines += [visible(origin)] if (origin := about(article)) else []
    lines += ["", " · ".join(f"{number} {what}" for number, what in numbers(actors, quotes, statistics))]
    lines += [*_actors_text(actors), *_quotes_text(_statements(quotes))]
    notes = _notes(article, actors, quotes)
    lines += ["", *(visible(note) + "." for note in notes)] if notes else []
    return "\n".join(lines)


def about(article: "Article") -> str:
    """Return byline, date and file name, as far as they are known."""
    return " · ".join(filter(None, (article.byline, article.published, article.origin)))


def numbers(
    actors: "Sequence[Actor]", quotes: "Sequence[Quote]", statistics: "Mapping[str, Any]"
) -> list[tuple[str, str]]:
    """Return the numbers that matter, each as text with what it counts: ("1,204", "words")."""
    counts = [] if statistics.get("words") is None else [(statistics["words"], "word", "words")]
    for type, plural in (("PER", "people"), ("ORG", "organisations"), ("LOC", "places")):
        named = sum(actor.type == type and actor.count > 0 for actor in actors)
        counts.append((named, TYPE_NAMES[type], plural))
    counts.append((len(_statements(quotes)), "quote", "quotes"))
    found = [(f"{number:,}", noun(number, word, plural)) for number, word, plural in counts]
    if statistics.get("words") and statistics.get("words_quoted") is not None:
        found.append((f"{statistics['words_quoted'] / statistics['words']:.0%}", "of the words quoted"))
    grade = (statistics.get("readability") or {}).get("flesch_kincaid_grade")
    if isinstance(grade, int | float):
        found.append((f"{grade:.0f}", "years of US school"))
    return found


def _statements(quotes: "Sequence[Quote]") -> list["Quote"]:
    """Return the quotes that say or ask something."""
    return [quote for quote in quotes if quote.is_statement]


def _most_named(actors: "Sequence[Actor]") -> tuple[list["Actor"], int]:
    """Return the actors named most often, MISC left out, and how many more are named."""
    named = sorted((a for a in actors if a.type != "MISC" and a.count), key=lambda a: -a.count)
    return named[:ACTORS], max(len(named) - ACTORS, 0)


def _actors_html(actors: "Sequence[Actor]") -> str:
    """Return the actors named most often as HTML, with a bar each."""
    top, more = _most_named(actors)
    if not top:
        return "<section><h4>Named most often</h4><p>Nobody is named.</p></section>"
    rows = []
    for actor in top:
        type = TYPE_NAMES.get(actor.type, "other")
        bar = f'<span class="bar {type}" style="width:{80 * actor.count / top[0].count:.1f}%"></span>'
        name = _html(actor.name)
        rows.append(f'<tr><th scope="row" title="{name}, {type}">{name}</th><td>{bar}{actor.count}</td></tr>')
    rest = f'<p class="more">and {more} more</p>' if more else ""
    return f"<section><h4>Named most often</h4><table><tbody>{''.join(rows)}</tbody></table>{rest}</section>"


def _actors_text(actors: "Sequence[Actor]") -> list[str]:
    """Return the actors named most often as lines, with a bar each."""
    top, more = _most_named(actors)
    if not top:
        return []
    names = [shortened(visible(actor.name), 30) for actor in top]
    width = max(map(len, names))
    lines = ["", "Named most often"]
    for name, actor in zip(names, top, strict=True):
        bar = "█" * max(1, round(BAR * actor.count / top[0].count))
        lines.append(f"  {name:{width}}  {bar} {actor.count} ({TYPE_NAMES.get(actor.type, 'other')})")
    return [*lines, f"  and {more} more"] if more else lines


def _quotes_html(quotes: "Sequence[Quote]") -> str:
    """Return the first quotes as HTML."""
    if not quotes:
        return "<section><h4>First quotes</h4><p>Nobody is quoted, and no statement is reported.</p></section>"
    first = "".join(
        f"<blockquote><b>{_html(speaker(quote))}</b>{_html(shortened(quote.text, LONGEST))}</blockquote>"
        for quote in quotes[:QUOTES]
    )
    more = len(quotes) - QUOTES
    rest = f'<p class="more">and {more} more</p>' if more > 0 else ""
    return f"<section><h4>First quotes</h4>{first}{rest}</section>"


def _quotes_text(quotes: "Sequence[Quote]") -> list[str]:
    """Return the first quotes as lines."""
    if not quotes:
        return []
    lines = ["", "First quotes"]
    for quote in quotes[:QUOTES]:
        lines += _wrapped(f"{visible(speaker(quote))}: {shortened(visible(quote.text), LONGEST)}")
    more = len(quotes) - QUOTES
    return [*lines, f"  and {more} more"] if more > 0 else lines


def _notes(article: "Article", actors: "Sequence[Actor]", quotes: "Sequence[Quote]") -> list[str]:
    """Return what was guessed in reading, and how much was corrected by hand."""
    notes = [f"In reading the file: {note}" for note in article.notes]
    corrected = sum(a.corrected for a in actors) + sum(q.corrected for q in quotes)
    return [*notes, f"{count(corrected, 'entry', 'entries')} corrected by hand"] if corrected else notes


def _wrapped(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
