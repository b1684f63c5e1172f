"""Where in an article each actor is named and quoted."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toolkit import tables
from toolkit.analysis.arguments import checked
from toolkit.analysis.positions import Positions
from toolkit.display.wording import count, listed, noun, times
from toolkit.figures import article_axis, style
from toolkit.figures.article_axis import ArticleAxis
from toolkit.figures.axes import label_rows, rule_rows
from toolkit.figures.captions import and_further, leaders, row_list
from toolkit.figures.finishing import begin, empty, finish
from toolkit.figures.keys import patch
from toolkit.figures.model import Chart, Words

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from toolkit.analysis import Analysis

# How mentions and quotes look, by what an event is.
MARKS: dict[str, dict[str, Any]] = {
    "named": {"marker": "|", "markersize": 11, "markeredgewidth": 1.8, "color": style.ACCENT},
    "mentioned": {"marker": "o", "markersize": 3.5, "markeredgewidth": 0.8, "mfc": "white", "color": style.ACCENT},
}
BOXES: dict[str, dict[str, Any]] = {
    "quoted": {"facecolor": style.TYPES["ORG"]},
    "reported": {"facecolor": "white", "hatch": "/////"},
}
COLOURS = {
    "named": style.ACCENT,
    "described or pronoun": "#7fa9c5",
    "quoted": style.TYPES["ORG"],
    "reported": style.NOBODY,
}
MEANINGS = {
    "named": "named",
    "mentioned": "described or pronoun",
    "quoted": "quoted",
    "reported": "reported",
}


@checked
def actor_timeline(
    analysis: "Analysis", *, ax: "Axes | None" = None, n: int = 12, others: bool = False, misc: bool = False
) -> "Axes":
    """Draw where in the article each actor is named and quoted: a row for each, from the headline to the last word.

    Parameters
    ----------
    analysis
        What ``toolkit.analyse`` gave.
    ax
        Where to draw; by default on a sheet of its own.
    n
        At most so many actors: those that say something, then those named most often.
    others
        Whether to show mentions by description or pronoun too.
    misc
        Whether to show nationalities, events and works too.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.actor_timeline(a, n=2)
    >>> toolkit.figures.data(ax).columns.tolist()
    ['actor', 'what', 'start_word', 'end_word', 'paragraph', 'in_headline']
    """
    axis = ArticleAxis(analysis)
    frame = _events(analysis, axis, misc)
    with style.context():
        ax = begin(ax)
        if frame.empty:
            return empty(ax, "Nobody and nothing is named or quoted", frame)
        every = tables.actors(analysis, misc=misc, nobody=True)["actor"]
        present = [name for name in every if name in set(frame["actor"])]
        names = _choose_rows(frame, present, n)
        arrange = article_axis.draw(ax, axis)
        drawn = frame[frame["actor"].isin(names) & (others | (frame["what"] != "mentioned"))]
        _draw_events(ax, drawn, {name: k for k, name in enumerate(names)}, least=axis.length / 250)
        label_rows(ax, names)
        rule_rows(ax, len(names))
        words = _words(frame, axis, present, names)
        key, chart = _key(set(drawn["what"])), _chart(drawn, names)
        return finish(ax, words, frame, labels=names, key=key, arrange=arrange, chart=chart)


def _chart(drawn: "pandas.DataFrame", names: Sequence[str]) -> Chart | None:
    """Return the events for tools that draw them anew: in the order of the rows; a mention is where it begins."""
    order = {name: k for k, name in enumerate(names)}
    rows = [
        {
            "actor": event.actor,
            "from word": event.start_word,
            "to word": event.end_word if event.what in BOXES else event.start_word,
            "colour": MEANINGS[event.what],
        }
        for event in sorted(drawn.itertuples(), key=lambda event: (order[event.actor], event.start_word))
    ]
    return Chart("events", rows, "actor", ("from word", "to word"), COLOURS, "word of the article") if rows else None


def _events(analysis: "Analysis", axis: ArticleAxis, misc: bool) -> "pandas.DataFrame":
    """Return where each actor is named, mentioned, quoted and reported, in words from the article's start."""
    import pandas as pd

    positions = Positions(analysis)
    names = {a.id: a.name for a in analysis.actors if misc or a.type != "MISC"}
    spans = [
        (m.span, names[a.id], "named" if m.kind == "name" else "mentioned")
        for a in analysis.actors
        if a.id in names
        for m in a.mentions
    ]
    for quote in analysis.statements:
        what = "reported" if quote.kind == "indirect" else "quoted"
        spans += [(span, names.get(quote.speaker, tables.NOBODY), what) for span in quote.content]
    rows = [
        [name, what, *axis.span(*span), positions.paragraph(span[0]), positions.in_headline(span[0])]
        for span, name, what in sorted(spans)
        if positions.is_counted(span[0])
    ]
    columns = ["actor", "what", "start_word", "end_word", "paragraph", "in_headline"]
    return pd.DataFrame(rows, columns=columns)


def _choose_rows(frame: "pandas.DataFrame", present: Sequence[str], n: int) -> list[str]:
    """Return the actors that get a row, and nobody's last: who says something must not be missing."""
    heard = set(frame[frame["what"].isin(BOXES)]["actor"])
    known = [name for name in present if name != tables.NOBODY]
    chosen = sorted(known, key=lambda name: name not in heard)[:n]
    return [name for name in known if name in chosen] + [name for name in present if name == tables.NOBODY]


def _draw_events(ax: "Axes", events: "pandas.DataFrame", rows: Mapping[str, int], *, least: float) -> None:
    """Draw quotes as boxes, at least so many words wide, and mentions as marks, each in its actor's row."""
    edge = style.darker(style.TYPES["ORG"])
    for event in events[events["what"].isin(BOXES)].itertuples():
        span = [(event.start_word, max(event.end_word - event.start_word, least))]
        height = (rows[event.actor] - 0.26, 0.52)
        ax.broken_barh(span, height, edgecolor=edge, linewidth=0.6, **BOXES[event.what])
    for what, look in MARKS.items():
        mentions = events[events["what"] == what]
        middles = (mentions["start_word"] + mentions["end_word"]) / 2
        ax.plot(middles, mentions["actor"].map(rows), linestyle="", zorder=3, **look)


def _key(present: Iterable[str]) -> list[tuple[Any, str]]:
    """Return the key to the marks and boxes that are drawn."""
    from matplotlib.lines import Line2D

    edge = style.darker(style.TYPES["ORG"])
    handles: dict[str, Any] = {what: Line2D([], [], linestyle="", **look) for what, look in MARKS.items()}
    for what, look in BOXES.items():
        handles[what] = patch(look["facecolor"], hatch=look.get("hatch", ""), edge=edge)
    return [(handle, MEANINGS[what]) for what, handle in handles.items() if what in present]


def _words(frame: "pandas.DataFrame", axis: ArticleAxis, present: Sequence[str], names: Sequence[str]) -> Words:
    known = [name for name in present if name != tables.NOBODY]
    title = _named_widest(frame[frame["actor"] != tables.NOBODY], known, axis.bodies)
    courses = [_course_in_words(frame[frame["actor"] == name]) for name in names]
    return Words(
        title=title,
        subtitle="Where each is named, quoted in quotation marks or reported without them",
        alt=f"Timeline: {title}. {row_list(names, courses, 5)}.",
        note=and_further(len(present) - len(names), "actor"),
        unit=f"{'H: headline; ' if axis.has_headline else ''}{article_axis.UNIT}",
    )


def _named_widest(frame: "pandas.DataFrame", names: Sequence[str], bodies: int) -> str:
    """Say who is named in most paragraphs."""
    named = frame[(frame["what"] == "named") & ~frame["in_headline"]]
    if named.empty or not bodies:
        return f"{count(len(names), 'actor')} and where they are named and quoted"
    spread = named.groupby("actor", sort=False)["paragraph"].nunique()
    spread = spread.reindex([name for name in names if name in spread.index])
    top = leaders(spread.index.tolist(), spread.tolist())
    if bodies == 1:
        return f"The article’s only paragraph names {count(len(spread), 'actor')}"
    most = f"{int(spread.max())} of {count(bodies, 'paragraph')}"
    if len(top) > 3 or len(top) == len(spread) > 1:
        return f"No actor is named in more than {most}"
    more = ", more than any other" if len(spread) > len(top) else ""
    return f"{listed(top)} {noun(len(top), 'is', 'are')} named in {most}{more}"


def _course_in_words(events: "pandas.DataFrame") -> str:
    """Say how often, and from which paragraph to which, an actor is named, quoted and reported."""
    parts = []
    for what in ("named", "quoted", "reported"):
        paragraphs = events.loc[events["what"] == what, "paragraph"]
        if len(paragraphs):
            where = _paragraphs(int(paragraphs.min()), int(paragraphs.max()))
            parts.append(f"{what} {times(len(paragraphs))} ({where})")
    return listed(parts) if parts else "mentioned only"


def _paragraphs(first: int, last: int) -> str:
    if last == 0:
        return "headline"
    if first == 0:
        return f"headline to paragraph {last}"
    return f"paragraph {last}" if first == last else f"paragraphs {first} to {last}"
