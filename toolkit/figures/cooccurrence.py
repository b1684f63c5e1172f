"""Figure of the actors that are mentioned together with one."""

from typing import TYPE_CHECKING

from toolkit import collection as _collection
from toolkit.analysis.arguments import checked
from toolkit.display.copies import unit_of
from toolkit.display.wording import count, listed
from toolkit.figures import bars, style
from toolkit.figures.bars import Bar
from toolkit.figures.captions import and_further, leaders, row_list, short_name
from toolkit.figures.finishing import begin, empty, finish
from toolkit.figures.keys import type_key
from toolkit.figures.model import Words

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from toolkit.collection import Collection


@checked
def together(
    collection: "Collection", actor: str, *, ax: "Axes | None" = None, n: int = 12, misc: bool = False
) -> "Axes":
    """Draw with whom an actor is mentioned in the same paragraph, and in how many of them.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    actor
        The name the actor has in the collection.
    ax
        Where to draw; by default on a sheet of its own.
    n
        At most so many other actors.
    misc
        Whether to count nationalities, events and works too.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.together(articles, "Ben Low")
    >>> toolkit.figures.data(ax)["actor"].tolist()
    ['Harbour Company', 'Ada Roe']
    """
    frame = _collection.together(collection, actor, misc=misc)
    others, unit = frame[frame["paragraphs"] > 0].reset_index(drop=True), unit_of(frame)
    with style.context():
        ax, name = begin(ax), short_name(actor)
        if others.empty:
            return empty(ax, f"No paragraph mentions {name} together with anybody else", frame)
        top = others.head(n)
        drawn = [
            paragraphs_bar(*row, unit=unit)
            for row in top[["actor", "type", "paragraphs", "articles"]].itertuples(index=False)
        ]
        arrange = bars.draw(ax, drawn)
        labels, title = [bar.name for bar in drawn], _title(name, others)
        words = Words(
            title=title,
            subtitle=f"Paragraphs that mention {name} and the other, by name or otherwise; {unit[1]} that mention both",
            alt=f"Bar chart: {title}. {row_list(labels, [bar.end for bar in drawn])}.",
            note=and_further(len(others) - n, "actor"),
            unit="paragraphs",
        )
        chart, key = bars.chart(drawn, "actor", words.unit), type_key(top["type"].tolist())
        return finish(ax, words, frame, labels=labels, key=key, arrange=arrange, chart=chart)


def paragraphs_bar(name: str, kind: str, paragraphs: int, articles: int, *, unit: tuple[str, str]) -> Bar:
    """Return the bar of an actor, by how many paragraphs of how many articles, or stories."""
    end = f"{paragraphs:,} (in {count(int(articles), *unit)})"
    return Bar(name, paragraphs, end, style.TYPES.get(kind, style.ACCENT))


def _title(name: str, others: "pandas.DataFrame") -> str:
    """Say with whom an actor shares most paragraphs."""
    top, most = leaders(others["actor"].tolist(), others["paragraphs"].tolist()), int(others["paragraphs"].max())
    if len(others) == 1:
        return f"{name} shares {count(most, 'paragraph')} with {top[0]} and none with others"
    with_whom = listed(top) if len(top) <= 3 else f"each of {len(top)} actors"
    return f"{name} shares most paragraphs with {with_whom}: {most:,}"
