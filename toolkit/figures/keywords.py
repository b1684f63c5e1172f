"""Figures of words that one text has more of than others: how often in it, how often in the others."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit import collection as _collection
from toolkit.figures import lanes, phrases, picture, style

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from toolkit.collection import Collection


def key_words(collection: "Collection", *, by: str = "article", ax: "Axes | None" = None, n: int = 4) -> "Axes":
    """Words that each article, or outlet, has more of than the others together.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    by
        "article" or "outlet".
    ax
        Where to draw; by default on a sheet of its own.
    n
        At most so many words for each.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.key_words(articles, by="outlet")
    >>> toolkit.figures.data(ax).columns[:3].tolist()
    ['outlet', 'word', 'count']
    """
    frame = _collection.key_words(collection, by, n=n)
    with style.context():
        ax = picture.begin(ax)
        if frame.empty:
            return picture.empty(ax, f"No word is more frequent in one {by} than in the others", data=frame)
        groups = list(dict.fromkeys(frame[by]))
        heads, told = lanes.heads(groups)
        head = dict(zip(groups, heads, strict=True))
        labels = [f"{word} ({head[group]})" for word, group in zip(frame["word"], frame[by], strict=True)]
        ends = _draw(ax, frame, labels)
        for k in range(1, len(frame)):
            if frame[by].iloc[k] != frame[by].iloc[k - 1]:
                ax.axhline(k - 0.5, color=style.SOFT, linewidth=0.6, zorder=0.5)
        title = _title(frame, f"in one {by} than in the others")
        counts = zip(frame[by], frame["count"], frame["count_others"], strict=True)
        said = [f"{here} in {group}, {others} in the others" for group, here, others in counts]
        return picture.finish(
            ax,
            title=title,
            subtitle=f"Frequency in the {by} and in the others together (counts to the right)",
            alt=f"Dots: {title}. {phrases.rows(frame['word'].tolist(), said, 12)}.",
            data=frame,
            note=told,
            unit="per 1,000 words",
            labels=labels,
            rows=len(frame),
            key=_key(f"in the {by}", "in the others"),
            beside=ends,
        )


def words_about(collection: "Collection", actor: str, *, ax: "Axes | None" = None, n: int = 15) -> "Axes":
    """Words that stand in the sentences that mention an actor more often than in the other sentences.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    actor
        The name the actor has in the collection.
    ax
        Where to draw; by default on a sheet of its own.
    n
        At most so many words.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.words_about(articles, "Ben Low")
    >>> toolkit.figures.data(ax).columns[:3].tolist()
    ['word', 'count', 'count_others']
    """
    frame = _collection.about(collection, actor, n=n)
    with style.context():
        ax = picture.begin(ax)
        short = phrases.short(actor, 30)
        if frame.empty:
            return picture.empty(ax, f"No word is more frequent in the sentences about {short}", data=frame)
        labels = [str(word) for word in frame["word"]]
        ends = _draw(ax, frame, labels)
        title = _title(frame, "near the actor than elsewhere")
        counts = zip(frame["count"], frame["count_others"], strict=True)
        said = [f"{here}, elsewhere {others}" for here, others in counts]
        return picture.finish(
            ax,
            title=title,
            subtitle=f"Frequency in sentences that mention {short} and in the others (counts to the right)",
            alt=f"Dots: {title}. {phrases.rows(labels, said, 12)}.",
            data=frame,
            unit="per 1,000 words",
            labels=labels,
            rows=len(frame),
            key=_key("in these sentences", "in the others"),
            beside=ends,
        )


def _draw(ax: "Axes", frame: "pandas.DataFrame", labels: Sequence[str]) -> list[Any]:
    """A line from the frequency in the others, a ring, to that in the text, a dot; counts beside."""
    rows = range(len(frame))
    ax.hlines(rows, frame["per_1000_words_others"], frame["per_1000_words"], color=style.ACCENT, alpha=0.4, linewidth=2)
    ax.plot(frame["per_1000_words_others"], rows, clip_on=False, **_OTHERS)
    ax.plot(frame["per_1000_words"], rows, clip_on=False, **_HERE)
    ax.set_yticks(list(rows), list(labels))
    for label in ax.get_yticklabels():
        label.set_parse_math(False)
    ax.set_ylim(len(frame) - 0.5, -0.5)
    end = float(f"{frame['per_1000_words'].max():.4g}")
    ax.set_xlim(-0.02 * end, 1.03 * end)
    ax.grid(axis="y", visible=False)
    where = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "va": "center"}
    counts = zip(frame["count"], frame["count_others"], strict=True)
    return [ax.annotate(f"{a:,} : {b:,}", (1, k), (6, 0), **where) for k, (a, b) in enumerate(counts)]


_HERE = {"linestyle": "", "marker": "o", "markersize": 6, "color": style.ACCENT}
_OTHERS = {
    "linestyle": "",
    "marker": "o",
    "markersize": 5,
    "mfc": "white",
    "markeredgewidth": 1.2,
    "color": style.ACCENT,
}


def _key(here: str, others: str) -> list[tuple[Any, str]]:
    from matplotlib.lines import Line2D

    return [(Line2D([], [], **_HERE), here), (Line2D([], [], **_OTHERS), others)]


def _title(frame: "pandas.DataFrame", where: str) -> str:
    """How many differences are more than chance: nothing else can be said of few words."""
    sure = int((frame["p_adjusted"] < 0.05).sum())
    many = phrases.count(sure, "word") if sure else "No word"
    return f"{many} {'are' if sure > 1 else 'is'} more frequent {where} beyond chance (p < 0.05)"
