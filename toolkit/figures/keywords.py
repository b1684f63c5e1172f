"""Figures of words that one text has more of than others: how often in it, how often in the others."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit import collection as _collection
from toolkit.analysis.arguments import checked
from toolkit.display.wording import count
from toolkit.figures import style
from toolkit.figures.axes import label_rows
from toolkit.figures.captions import row_list, short_name
from toolkit.figures.finishing import begin, empty, finish
from toolkit.figures.model import Chart, Words

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from toolkit.collection import Collection
    from toolkit.collection.model import By

# A dot for the frequency in the text, a ring for that in the others.
HERE: dict[str, Any] = {"linestyle": "", "marker": "o", "markersize": 6, "color": style.ACCENT}
OTHERS: dict[str, Any] = {**HERE, "markersize": 5, "mfc": "white", "markeredgewidth": 1.2}


@checked
def key_words(
    collection: "Collection",
    *,
    by: "By" = "article",
    groups: Sequence[str] = (),
    ax: "Axes | None" = None,
    n: int = 4,
) -> "Axes":
    """Draw the words that each article, outlet or other group has more of than the others together.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    by, groups
        As for ``toolkit.collection.key_words``: "outlet", "section", a date, groups of your own; which of them.
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
    frame = _collection.key_words(collection, by, groups=groups, n=n)
    with style.context():
        ax, by = begin(ax), frame.columns[0]
        if frame.empty:
            return empty(ax, f"No word is more frequent in one {by} than in the others", frame)
        labels, rows = _rows_in_groups(frame, by)
        beside = _draw(ax, frame, labels, rows)
        for k in set(range(len(labels))) - set(rows):
            ax.get_yticklabels()[k].set_fontweight("bold")
            ax.axhline(k - 0.5, color=style.SOFT, linewidth=0.6, zorder=0.5)
        title = _title(frame, f"in one {by} than in the others")
        counts = zip(frame[by], frame["count"], frame["count_others"], strict=True)
        numbers = [f"{here} in {group}, {others} in the others" for group, here, others in counts]
        words = Words(
            title=title,
            subtitle=f"Frequency in the {by} and in the others together (counts to the right)",
            alt=f"Dots: {title}. {row_list(frame['word'].tolist(), numbers, 12)}.",
            unit="per 1,000 words",
        )
        named = [f"{word} ({group})" for word, group in zip(frame["word"], frame[by], strict=True)]
        key, chart = (f"in the {by}", "in the others"), _chart(frame, named, f"in the {by}")
        return finish(ax, words, frame, labels=labels, beside=beside, key=_key(*key), chart=chart)


def _rows_in_groups(frame: "pandas.DataFrame", by: str) -> tuple[list[str], list[int]]:
    """Return the names of the rows, the name of each group above its words; and the rows of the words."""
    labels: list[str] = []
    rows, last = [], None
    for group, word in zip(frame[by], frame["word"], strict=True):
        labels += [str(group)] if group != last else []
        rows.append(len(labels))
        labels.append(str(word))
        last = group
    return labels, rows


@checked
def words_about(collection: "Collection", actor: str, *, ax: "Axes | None" = None, n: int = 15) -> "Axes":
    """Draw the words that stand in the sentences that mention an actor more often than in the other sentences.

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
        ax, name = begin(ax), short_name(actor, 30)
        if frame.empty:
            return empty(ax, f"No word is more frequent in the sentences about {name}", frame)
        labels = [str(word) for word in frame["word"]]
        beside = _draw(ax, frame, labels, range(len(labels)))
        title = _title(frame, "near the actor than elsewhere")
        counts = zip(frame["count"], frame["count_others"], strict=True)
        numbers = [f"{here}, elsewhere {others}" for here, others in counts]
        words = Words(
            title=title,
            subtitle=f"Frequency in sentences that mention {name} and in the others (counts to the right)",
            alt=f"Dots: {title}. {row_list(labels, numbers, 12)}.",
            unit="per 1,000 words",
        )
        key, chart = ("in these sentences", "in the others"), _chart(frame, labels, "in these sentences")
        return finish(ax, words, frame, labels=labels, beside=beside, key=_key(*key), chart=chart)


def _chart(frame: "pandas.DataFrame", labels: Sequence[str], here: str) -> Chart:
    """Return the dots for tools that draw them anew."""
    values = zip(labels, frame["per_1000_words"], frame["per_1000_words_others"], strict=True)
    rows = [{"word": label, here: round(mine, 4), "in the others": round(others, 4)} for label, mine, others in values]
    return Chart("dots", rows, "word", (here, "in the others"))


def _draw(ax: "Axes", frame: "pandas.DataFrame", labels: Sequence[str], rows: Sequence[int]) -> "list[Text]":
    """Draw each word's line from its frequency in the others to that in the text; return the counts to the right."""
    ax.hlines(rows, frame["per_1000_words_others"], frame["per_1000_words"], color=style.ACCENT, alpha=0.4, linewidth=2)
    ax.plot(frame["per_1000_words_others"], rows, clip_on=False, **OTHERS)
    ax.plot(frame["per_1000_words"], rows, clip_on=False, **HERE)
    label_rows(ax, labels)
    end = float(f"{frame['per_1000_words'].max():.4g}")  # the last digits are chance
    ax.set_xlim(-0.02 * end, 1.03 * end)
    ax.grid(axis="y", visible=False)
    where: dict[str, Any] = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "va": "center"}
    counts = zip(frame["count"], frame["count_others"], strict=True)
    return [
        ax.annotate(f"{here:,} : {others:,}", (1, k), (6, 0), **where)
        for k, (here, others) in zip(rows, counts, strict=True)
    ]


def _key(here: str, others: str) -> list[tuple[Any, str]]:
    from matplotlib.lines import Line2D

    return [(Line2D([], [], **HERE), here), (Line2D([], [], **OTHERS), others)]


def _title(frame: "pandas.DataFrame", where: str) -> str:
    """Say how many differences are more than chance: nothing else can be said of few words."""
    sure = int((frame["p_adjusted"] < 0.05).sum())
    many = count(sure, "word") if sure else "No word"
    return f"{many} {'are' if sure > 1 else 'is'} more frequent {where} beyond chance (p < 0.05)"
