"""Figures of how an article is written: the lengths of its sentences, its frequent words, where words stand."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit import text
from toolkit.figures import bars, course, phrases, picture, style

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from toolkit.analysis import Analysis

MANY_SENTENCES = 120  # from here on, how many there are of each length; before, one by one


def sentence_lengths(analysis: "Analysis", *, ax: "Axes | None" = None) -> "Axes":
    """How many words each sentence of the body has, in the order of the text; of a long text, their distribution.

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
        ax = picture.begin(ax)
        lengths = frame["words"].tolist()
        if not lengths:
            return picture.empty(ax, "The article has no sentence of body text", data=frame)
        mean, longest = sum(lengths) / len(lengths), max(lengths)
        if len(lengths) == 1:
            title = f"The article’s only sentence has {phrases.count(longest, 'word')}"
        elif longest == min(lengths):
            title = f"Each of the {len(lengths)} sentences has {phrases.count(longest, 'word')}"
        else:
            title = f"Sentences have {mean:.1f} words on average, the longest has {longest:,}"
        one_by_one = len(lengths) <= MANY_SENTENCES
        beside = (_one_by_one if one_by_one else _distribution)(ax, lengths, mean)
        shape = "Bar chart, a bar for each sentence" if one_by_one else "Histogram"
        return picture.finish(
            ax,
            title=title,
            subtitle="Words in each sentence of the body, in the order of the text"
            if one_by_one
            else f"How many of the {phrases.count(len(lengths), 'sentence')} of the body have how many words",
            alt=f"{shape}: {title}; {phrases.count(len(lengths), 'sentence')}, the shortest has {min(lengths)}, "
            f"the median is {sorted(lengths)[len(lengths) // 2]}.",
            data=frame,
            unit="sentence" if one_by_one else "words",
            beside=beside,
        )


def frequent_words(
    source: "Analysis | pandas.DataFrame", *, ax: "Axes | None" = None, n: int = 15, **options: Any
) -> "Axes":
    """The most frequent words of the body, without stop words.

    Parameters
    ----------
    source
        An analysis, or a table as ``tables.frequent_words`` gives it (word, count).
    ax
        Where to draw; by default on a sheet of its own.
    n
        At most so many words.
    **options
        For ``toolkit.statistics.frequent_words``.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.frequent_words(a, n=3)
    >>> toolkit.figures.data(ax)["word"].tolist()
    ['bridge', 'Low', 'old']
    """
    if hasattr(source, "article"):
        from toolkit import tables

        source = tables.frequent_words(source, n=n, **options)
    frame = source.head(n).reset_index(drop=True)
    with style.context():
        ax = picture.begin(ax)
        if frame.empty:
            return picture.empty(ax, "The article has no words to count", data=frame)
        names, counts = [str(word) for word in frame["word"]], [int(c) for c in frame["count"]]
        ends = [f"{c:,}" for c in counts]
        arrange = bars.draw(ax, names, counts, ends, [style.ACCENT] * len(names))
        top = [f"“{name}”" for name in phrases.leaders(names, counts)]
        if len(top) > 3:
            title = f"No word occurs more than {phrases.times(max(counts))}"
        elif len(top) == 1:
            title = f"{top[0]} is the most frequent word, {phrases.times(max(counts))}"
        else:
            title = f"{phrases.listed(top)} are the most frequent words, {phrases.times(max(counts))} each"
        kept = options.get("stop_words") is False
        return picture.finish(
            ax,
            title=title,
            subtitle="Occurrences in the body" + ("" if kept else ", words like “the” and “of” left out"),
            alt=f"Bar chart: {title}. {phrases.rows(names, [phrases.times(c) for c in counts], 12)}.",
            data=frame,
            unit="occurrences",
            labels=names,
            rows=len(names),
            arrange=arrange,
        )


def dispersion(
    analysis: "Analysis", words: Sequence[str] | None = None, *, ax: "Axes | None" = None, n: int = 8
) -> "Axes":
    """Where in the article words or phrases stand: a row for each, a mark for each occurrence.

    Parameters
    ----------
    analysis
        What ``toolkit.analyse`` gave.
    words
        Words or phrases of several words, upper and lower case alike; by default the most frequent words.
    ax
        Where to draw; by default on a sheet of its own.
    n
        How many of the most frequent words.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.dispersion(a, ["bridge", "ferries"])
    >>> len(toolkit.figures.data(ax))
    3
    """
    if words is None:
        from toolkit import tables

        words = tables.frequent_words(analysis, n=n)["word"].tolist()
    along = course.Course(analysis, headline=False)
    frame = _occurrences(analysis, along, words)
    counts = [int((frame["word"] == word).sum()) for word in words]
    with style.context():
        ax = picture.begin(ax)
        if not len(words) or not along.length:
            return picture.empty(ax, "There is no word to look for", data=frame)
        arrange = course.draw(ax, along)
        place = {word: k for k, word in enumerate(words)}
        ax.plot(
            frame["position"] + 0.5,
            frame["word"].map(place),
            linestyle="",
            marker="|",
            markersize=11,
            markeredgewidth=1.6,
            color=style.ACCENT,
            zorder=3,
        )
        for k in range(len(words)):
            ax.axhline(k, color=style.GRID, linewidth=0.6, zorder=0.5)
        labels = [f"{word} ({c:,})" for word, c in zip(words, counts, strict=True)]
        ax.set_yticks(range(len(words)), labels)
        ax.set_ylim(len(words) - 0.5, -0.5)
        spread = [int(frame[frame["word"] == word]["paragraph"].nunique()) for word in words]
        title = _spread_widest(list(words), counts, spread, along.bodies)
        said = [f"{phrases.times(c)} in {phrases.count(s, 'paragraph')}" for c, s in zip(counts, spread, strict=True)]
        return picture.finish(
            ax,
            title=title,
            subtitle="Where each word stands in the body (in brackets, how often)",
            alt=f"Dispersion plot: {title}. {phrases.rows(list(words), said)}.",
            data=frame,
            unit=course.UNIT,
            labels=labels,
            rows=len(words),
            arrange=arrange,
        )


def _spread_widest(words: list[str], counts: list[int], spread: list[int], bodies: int) -> str:
    where = f"{max(spread)} of {phrases.count(bodies, 'paragraph')}"
    if not any(counts):
        return "None of these words occurs in the article" if len(words) > 1 else f"“{words[0]}” does not occur"
    if len(words) == 1:
        return f"“{words[0]}” occurs {phrases.times(counts[0])}, in {where}"
    top = [f"“{word}”" for word in phrases.leaders(words, spread)]
    if len(top) > 3 or len(top) == len(words):
        return f"No word is spread over more than {where}"
    return f"{phrases.listed(top)} {'is' if len(top) == 1 else 'are'} spread widest, over {where}"


def _lengths(analysis: "Analysis") -> "pandas.DataFrame":
    import pandas as pd

    from toolkit.analysis.positions import Positions

    positions, rows = Positions(analysis), []
    for start, end in analysis.sentences:
        count = len(text.words(analysis.article.text, start, end))
        if count and positions.is_counted(start) and not positions.in_headline(start):
            rows.append([positions.sentence(start), positions.paragraph(start), count])
    return pd.DataFrame(rows, columns=["sentence", "paragraph", "words"])


def _one_by_one(ax: "Axes", lengths: list[int], mean: float) -> list[Any]:
    longest = max(lengths)
    marked = [length == longest > min(lengths) for length in lengths]
    colours = [style.TYPES["ORG"] if mark else style.ACCENT for mark in marked]
    edges = [style.darker(c) for c in colours]
    ax.bar(range(1, len(lengths) + 1), lengths, width=0.8, color=colours, edgecolor=edges, linewidth=0.4)
    above = {"textcoords": "offset points", "ha": "center", "va": "bottom"}
    for k in [k for k, length in enumerate(lengths, start=1) if length == longest][:3]:
        ax.annotate(f"{longest:,}", (k, longest), (0, 2), **above)
    ax.set_xlim(0.4, max(len(lengths), 4) + 0.6)
    ax.set_ylim(0, longest * 1.12)
    _whole_numbers(ax)
    if not any(marked):
        return []
    ax.axhline(mean, color=style.INK, linewidth=1, linestyle=(0, (4, 2)))
    where = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points"}
    return [ax.annotate(f"mean\n{mean:.1f}", (1, mean), (4, 0), va="center", **where)]


def _distribution(ax: "Axes", lengths: list[int], mean: float) -> list[Any]:
    step = max(1, round(max(lengths) / 30))
    ends = [0.5 + end for end in range(0, max(lengths) + step, step)]
    counts, _, _ = ax.hist(lengths, bins=ends, color=style.ACCENT, edgecolor="white", linewidth=0.4)
    ax.set_xlim(0, ends[-1])
    ax.set_ylim(0, max(counts) * 1.15)
    _whole_numbers(ax)
    ax.axvline(mean, color=style.INK, linewidth=1, linestyle=(0, (4, 2)))
    where = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
    ax.annotate(f"mean {mean:.1f}", (mean, 1), (4, 0), va="top", **where)
    return []


def _whole_numbers(ax: "Axes") -> None:
    from matplotlib.ticker import MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator("auto", integer=True, min_n_ticks=1))
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True, min_n_ticks=1))
    ax.grid(axis="x", visible=False)
    ax.grid(axis="y", visible=True)


def _occurrences(analysis: "Analysis", along: course.Course, wanted: Sequence[str]) -> "pandas.DataFrame":
    import pandas as pd

    from toolkit.analysis.positions import Positions

    article, positions, rows = analysis.article, Positions(analysis), []
    for word in wanted:
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, word.split())) + r"(?!\w)", re.IGNORECASE)
        for start, end in article.spans("body"):
            for found in pattern.finditer(article.text, start, end):
                rows.append([word, along.span(*found.span())[0], positions.paragraph(start), found.start()])
    return pd.DataFrame(rows, columns=["word", "position", "paragraph", "start"])
