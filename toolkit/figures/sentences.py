"""Figure of the lengths of an article's sentences."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit.analysis.arguments import checked
from toolkit.analysis.positions import Positions
from toolkit.display.wording import count
from toolkit.figures import style
from toolkit.figures.axes import count_upwards
from toolkit.figures.finishing import begin, empty, finish
from toolkit.figures.model import Chart, Words
from toolkit.text import words as words_of

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from toolkit.analysis import Analysis

MANY_SENTENCES = 120  # from here on, how many there are of each length; before, one by one
MEAN_LINE: dict[str, Any] = {"color": style.INK, "linewidth": 1, "linestyle": (0, (4, 2))}


@checked
def sentence_lengths(analysis: "Analysis", *, ax: "Axes | None" = None) -> "Axes":
    """Draw how many words each sentence of the body has, in the order of the text; of a long text, their distribution.

    Parameters
    ----------
    analysis
        What ``toolkit.analyse`` gave.
    ax
        Where to draw; by default on a sheet of its own.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.sentence_lengths(a)
    >>> toolkit.figures.data(ax)["words"].tolist()
    [13, 7, 13, 5]
    """
    frame = _lengths(analysis)
    with style.context():
        ax = begin(ax)
        if frame.empty:
            return empty(ax, "The article has no sentence of body text", frame)
        lengths = frame["words"].tolist()
        beside = _draw_distribution(ax, lengths) if len(lengths) > MANY_SENTENCES else _draw_one_by_one(ax, lengths)
        return finish(ax, _words(lengths), frame, beside=beside, chart=_chart(lengths))


def _chart(lengths: Sequence[int]) -> Chart:
    """Return a column for each sentence, or for each length, for tools that draw them anew."""
    if len(lengths) <= MANY_SENTENCES:
        rows = [{"sentence": k, "words": length} for k, length in enumerate(lengths, start=1)]
        return Chart("columns", rows, "sentence", ("words",))
    step = max(1, round(max(lengths) / 30))
    bins = Counter((length - 1) // step for length in lengths)
    names = {k: f"{k * step + 1}–{(k + 1) * step}" if step > 1 else str(k + 1) for k in range(max(bins) + 1)}
    return Chart("columns", [{"words": names[k], "sentences": bins[k]} for k in names], "words", ("sentences",))


def _lengths(analysis: "Analysis") -> "pandas.DataFrame":
    import pandas as pd

    positions, rows = Positions(analysis), []
    for start, end in analysis.sentences:
        length = len(words_of(analysis.article.text, start, end))
        if length and positions.is_counted(start) and not positions.in_headline(start):
            rows.append([positions.sentence(start), positions.paragraph(start), length])
    return pd.DataFrame(rows, columns=["sentence", "paragraph", "words"])


def _words(lengths: Sequence[int]) -> Words:
    mean, longest, sentences = sum(lengths) / len(lengths), max(lengths), count(len(lengths), "sentence")
    if len(lengths) == 1:
        title = f"The article’s only sentence has {count(longest, 'word')}"
    elif longest == min(lengths):
        title = f"Each of the {len(lengths)} sentences has {count(longest, 'word')}"
    else:
        title = f"Sentences have {mean:.1f} words on average, the longest has {longest:,}"
    if len(lengths) > MANY_SENTENCES:
        shape, unit = "Histogram", "words"
        subtitle = f"How many of the {sentences} of the body have how many words"
    else:
        shape, unit = "Bar chart, a bar for each sentence", "sentence"
        subtitle = "Words in each sentence of the body, in the order of the text"
    median = sorted(lengths)[len(lengths) // 2]
    alt = f"{shape}: {title}; {sentences}, the shortest has {min(lengths)}, the median is {median}."
    return Words(title=title, subtitle=subtitle, alt=alt, unit=unit)


def _draw_one_by_one(ax: "Axes", lengths: Sequence[int]) -> "list[Text]":
    """Draw a bar for each sentence, the longest marked; return what stands to the right of them."""
    mean, longest = sum(lengths) / len(lengths), max(lengths)
    marked = [length == longest > min(lengths) for length in lengths]
    colours = [style.TYPES["ORG"] if mark else style.ACCENT for mark in marked]
    edges = [style.darker(colour) for colour in colours]
    ax.bar(range(1, len(lengths) + 1), lengths, width=0.8, color=colours, edgecolor=edges, linewidth=0.4)
    above: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "bottom"}
    for k in [k for k, length in enumerate(lengths, start=1) if length == longest][:3]:
        ax.annotate(f"{longest:,}", (k, longest), (0, 2), **above)
    ax.set_xlim(0.4, max(len(lengths), 4) + 0.6)
    ax.set_ylim(0, longest * 1.12)
    _count_both_ways(ax)
    if not any(marked):
        return []
    ax.axhline(mean, **MEAN_LINE)
    where: dict[str, Any] = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points"}
    return [ax.annotate(f"mean\n{mean:.1f}", (1, mean), (4, 0), va="center", **where)]


def _draw_distribution(ax: "Axes", lengths: Sequence[int]) -> "list[Text]":
    """Draw how many sentences there are of each length; nothing stands to the right of that."""
    mean, longest = sum(lengths) / len(lengths), max(lengths)
    step = max(1, round(longest / 30))
    ends = [0.5 + end for end in range(0, longest + step, step)]
    counts, _, _ = ax.hist(lengths, bins=ends, color=style.ACCENT, edgecolor="white", linewidth=0.4)
    ax.set_xlim(0, ends[-1])
    ax.set_ylim(0, max(counts) * 1.15)
    _count_both_ways(ax)
    ax.axvline(mean, **MEAN_LINE)
    where: dict[str, Any] = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
    ax.annotate(f"mean {mean:.1f}", (mean, 1), (4, 0), va="top", **where)
    return []


def _count_both_ways(ax: "Axes") -> None:
    from matplotlib.ticker import MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator("auto", integer=True, min_n_ticks=1))
    count_upwards(ax)
