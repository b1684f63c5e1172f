"""Where in an article each actor is named and quoted."""

from typing import TYPE_CHECKING, Any

from toolkit import tables
from toolkit.figures import bars, course, phrases, picture, style

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from toolkit.analysis import Analysis


def actor_timeline(
    analysis: "Analysis", *, ax: "Axes | None" = None, n: int = 12, others: bool = False, misc: bool = False
) -> "Axes":
    """Where in the article each actor is named and quoted: a row for each, from the headline to the last word.

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
    along = course.Course(analysis)
    frame = _events(analysis, along, misc)
    order = [a for a in tables.actors(analysis, misc=misc, nobody=True)["actor"] if a in set(frame["actor"])]
    with style.context():
        from matplotlib.lines import Line2D

        ax = picture.begin(ax)
        if frame.empty:
            return picture.empty(ax, "Nobody and nothing is named or quoted", data=frame)
        nobody = [tables.NOBODY] if tables.NOBODY in order else []
        known = [name for name in order if name != tables.NOBODY]
        heard = set(frame[frame["what"].isin(["quoted", "reported"])]["actor"])
        first = sorted(known, key=lambda name: name not in heard)[:n]  # who says something must not be missing
        names = [name for name in known if name in first] + nobody
        place = {name: k for k, name in enumerate(names)}
        arrange = course.draw(ax, along)
        shown = frame[frame["actor"].isin(place)]
        if not others:
            shown = shown[shown["what"] != "mentioned"]
        looks = {"quoted": {"facecolor": style.TYPES["ORG"]}, "reported": {"facecolor": "white", "hatch": "/////"}}
        edge = style.darker(style.TYPES["ORG"])
        least = along.length / 250
        for row in shown.itertuples():
            y, wide = place[row.actor], max(row.end_word - row.start_word, least)
            if row.what in looks:
                span = [(row.start_word, wide)]
                ax.broken_barh(span, (y - 0.26, 0.52), edgecolor=edge, linewidth=0.6, **looks[row.what])
        for what, look in _MARKS.items():
            found = shown[shown["what"] == what]
            middles = (found["start_word"] + found["end_word"]) / 2
            ax.plot(middles, found["actor"].map(place), linestyle="", zorder=3, **look)
        ax.set_yticks(range(len(names)), names)
        ax.set_ylim(len(names) - 0.5, -0.5)
        for k in range(len(names)):
            ax.axhline(k, color=style.GRID, linewidth=0.6, zorder=0.5)
        present = set(shown["what"])
        key: list[tuple[Any, str]] = [
            (Line2D([], [], linestyle="", **look), _MEANINGS[what]) for what, look in _MARKS.items() if what in present
        ]
        for what, hatch in (("quoted", ""), ("reported", "/////")):
            if what in present:
                colour = style.TYPES["ORG"] if what == "quoted" else "white"
                key.append((bars.patch(colour, hatch=hatch, edge=edge), _MEANINGS[what]))
        title = _widest(frame[frame["actor"] != tables.NOBODY], known, along.bodies)
        left = len(known) - n
        said = [_course_in_words(frame[frame["actor"] == name]) for name in names]
        headline = "H: headline; " if any(number == 0 for number, *_ in along.paragraphs) else ""
        return picture.finish(
            ax,
            title=title,
            subtitle="Where each is named, quoted in quotation marks or reported without them",
            alt=f"Timeline: {title}. {phrases.rows(names, said, 5)}.",
            data=frame,
            note=f"and {phrases.count(left, 'further actor')}" if left > 0 else "",
            unit=f"{headline}{course.UNIT}",
            labels=names,
            rows=len(names),
            key=key,
            arrange=arrange,
        )


_MARKS = {
    "named": {"marker": "|", "markersize": 11, "markeredgewidth": 1.8, "color": style.ACCENT},
    "mentioned": {"marker": "o", "markersize": 3.5, "markeredgewidth": 0.8, "mfc": "white", "color": style.ACCENT},
}
_MEANINGS = {
    "named": "named",
    "mentioned": "described or pronoun",
    "quoted": "quoted",
    "reported": "reported",
}


def _events(analysis: "Analysis", along: course.Course, misc: bool) -> "pandas.DataFrame":
    """Where each actor is named, mentioned, quoted and reported, in words from the article's start."""
    import pandas as pd

    from toolkit.analysis.positions import Positions

    positions = Positions(analysis)
    names = {a.id: a.name for a in analysis.actors if misc or a.type != "MISC"}
    spans = [
        (m.span, names[a.id], "named" if m.kind == "name" else "mentioned")
        for a in analysis.actors
        if a.id in names
        for m in a.mentions
    ]
    for quote in analysis.quotes:
        what = "reported" if quote.kind == "indirect" else "quoted"
        spans += [(span, names.get(quote.speaker, tables.NOBODY), what) for span in quote.content]
    rows = [
        [name, what, *along.span(*span), positions.paragraph(span[0]), positions.in_headline(span[0])]
        for span, name, what in sorted(spans)
        if positions.is_counted(span[0])
    ]
    columns = ["actor", "what", "start_word", "end_word", "paragraph", "in_headline"]
    return pd.DataFrame(rows, columns=columns)


def _widest(frame: "pandas.DataFrame", names: list[str], bodies: int) -> str:
    named = frame[(frame["what"] == "named") & ~frame["in_headline"]]
    if named.empty or not bodies:
        return f"{phrases.count(len(names), 'actor')} and where they are named and quoted"
    spread = named.groupby("actor", sort=False)["paragraph"].nunique()
    spread = spread.reindex([name for name in names if name in spread.index])
    top = phrases.leaders(spread.index.tolist(), spread.tolist())
    if bodies == 1:
        return f"The article’s only paragraph names {phrases.count(len(spread), 'actor')}"
    most = f"in {int(spread.max())} of {phrases.count(bodies, 'paragraph')}"
    if len(top) > 3 or len(top) == len(spread) > 1:
        return f"No actor is named {most.replace('in ', 'in more than ', 1)}"
    more = ", more than any other" if len(spread) > len(top) else ""
    return f"{phrases.listed(top)} {'is' if len(top) == 1 else 'are'} named {most}{more}"


def _course_in_words(events: "pandas.DataFrame") -> str:
    said = []
    for what, words in (("named", "named"), ("quoted", "quoted"), ("reported", "reported")):
        found = events[events["what"] == what]
        if len(found):
            first, last = int(found["paragraph"].min()), int(found["paragraph"].max())
            where = (
                "headline" if last == 0 else f"paragraph {last}" if first == last else f"paragraphs {first} to {last}"
            )
            where = f"headline to paragraph {last}" if first == 0 < last else where
            said.append(f"{words} {phrases.times(len(found))} ({where})")
    return phrases.listed(said) if said else "mentioned only"
