"""Figures of an article's words: which are frequent, and where they stand."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit import tables
from toolkit.analysis.arguments import checked
from toolkit.analysis.positions import Positions
from toolkit.display.wording import count, listed, noun, times
from toolkit.figures import article_axis, bars, style
from toolkit.figures.article_axis import ArticleAxis
from toolkit.figures.axes import label_rows, rule_rows
from toolkit.figures.bars import Bar
from toolkit.figures.captions import leaders, row_list
from toolkit.figures.finishing import begin, empty, finish
from toolkit.figures.model import Chart, Words

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from toolkit.analysis import Analysis

MARK: dict[str, Any] = {"marker": "|", "markersize": 11, "markeredgewidth": 1.6, "color": style.ACCENT}


@checked
def frequent_words(
    source: "Analysis | pandas.DataFrame", *, ax: "Axes | None" = None, n: int = 15, **options: Any
) -> "Axes":
    """Draw the most frequent words of the body, without stop words.

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
        source = tables.frequent_words(source, n=n, **options)
    frame = source.head(n).reset_index(drop=True)
    with style.context():
        ax = begin(ax)
        if frame.empty:
            return empty(ax, "The article has no words to count", frame)
        names, counts = [str(word) for word in frame["word"]], [int(c) for c in frame["count"]]
        drawn = [Bar(name, c, f"{c:,}") for name, c in zip(names, counts, strict=True)]
        arrange = bars.draw(ax, drawn)
        title = _most_frequent(names, counts)
        left_out = "" if options.get("stop_words") is False else ", words like “the” and “of” left out"
        words = Words(
            title=title,
            subtitle=f"Occurrences in the body{left_out}",
            alt=f"Bar chart: {title}. {row_list(names, [times(c) for c in counts], 12)}.",
            unit="occurrences",
        )
        return finish(ax, words, frame, labels=names, arrange=arrange, chart=bars.chart(drawn, "word", words.unit))


def _most_frequent(words: Sequence[str], counts: Sequence[int]) -> str:
    top, most = [f"“{word}”" for word in leaders(words, counts)], times(max(counts))
    if len(top) > 3:
        return f"No word occurs more than {most}"
    if len(top) == 1:
        return f"{top[0]} is the most frequent word, {most}"
    return f"{listed(top)} are the most frequent words, {most} each"


@checked
def dispersion(
    analysis: "Analysis", words: Sequence[str] | None = None, *, ax: "Axes | None" = None, n: int = 8
) -> "Axes":
    """Draw where in the article words or phrases stand: a row for each, a mark for each occurrence.

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
    words = tables.frequent_words(analysis, n=n)["word"].tolist() if words is None else list(words)
    axis = ArticleAxis(analysis, headline=False)
    frame = _occurrences(analysis, axis, words)
    with style.context():
        ax = begin(ax)
        if not words or not axis.length:
            return empty(ax, "There is no word to look for", frame)
        arrange = article_axis.draw(ax, axis)
        rows = frame["word"].map({word: k for k, word in enumerate(words)})
        ax.plot(frame["position"] + 0.5, rows, linestyle="", zorder=3, **MARK)
        rule_rows(ax, len(words))
        labels = [f"{word} ({(frame['word'] == word).sum():,})" for word in words]
        label_rows(ax, labels)
        marks = [
            {"word": word, "position": at, "end": at} for word, at in zip(frame["word"], frame["position"], strict=True)
        ]
        chart = Chart("events", marks, "word", ("position", "end"), unit="word of the body") if marks else None
        return finish(ax, _dispersion_words(frame, words, axis), frame, labels=labels, arrange=arrange, chart=chart)


def _occurrences(analysis: "Analysis", axis: ArticleAxis, wanted: Sequence[str]) -> "pandas.DataFrame":
    import pandas as pd

    article, positions, rows = analysis.article, Positions(analysis), []
    for word in wanted:
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, word.split())) + r"(?!\w)", re.IGNORECASE)
        for start, end in article.spans("body"):
            for match in pattern.finditer(article.text, start, end):
                rows.append([word, axis.span(*match.span())[0], positions.paragraph(start), match.start()])
    return pd.DataFrame(rows, columns=["word", "position", "paragraph", "start"])


def _dispersion_words(frame: "pandas.DataFrame", words: list[str], axis: ArticleAxis) -> Words:
    counts = [int((frame["word"] == word).sum()) for word in words]
    spread = [int(frame[frame["word"] == word]["paragraph"].nunique()) for word in words]
    title = _spread_widest(words, counts, spread, axis.bodies)
    numbers = [f"{times(c)} in {count(s, 'paragraph')}" for c, s in zip(counts, spread, strict=True)]
    return Words(
        title=title,
        subtitle="Where each word stands in the body (in brackets, how often)",
        alt=f"Dispersion plot: {title}. {row_list(words, numbers)}.",
        unit=article_axis.UNIT,
    )


def _spread_widest(words: Sequence[str], counts: Sequence[int], spread: Sequence[int], bodies: int) -> str:
    """Say which word is in most paragraphs."""
    where = f"{max(spread)} of {count(bodies, 'paragraph')}"
    if not any(counts):
        return "None of these words occurs in the article" if len(words) > 1 else f"“{words[0]}” does not occur"
    if len(words) == 1:
        return f"“{words[0]}” occurs {times(counts[0])}, in {where}"
    top = [f"“{word}”" for word in leaders(words, spread)]
    if len(top) > 3 or len(top) == len(words):
        return f"No word is spread over more than {where}"
    return f"{listed(top)} {noun(len(top), 'is', 'are')} spread widest, over {where}"
