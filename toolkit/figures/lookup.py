"""Figures of what was asked for: how often words stand in each outlet or period, and who is mentioned beside them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit import collection as _collection
from toolkit.analysis.arguments import checked
from toolkit.collection import NO_DATE, networks
from toolkit.collection.dictionaries import is_dictionary
from toolkit.collection.model import is_by_time, is_period
from toolkit.display.copies import unit_of
from toolkit.display.wording import count
from toolkit.figures import bars, grid, style
from toolkit.figures.axes import count_upwards
from toolkit.figures.bars import Bar
from toolkit.figures.captions import and_further, leaders, row_list, short_name
from toolkit.figures.cooccurrence import paragraphs_bar
from toolkit.figures.finishing import begin, empty, finish
from toolkit.figures.grid import Row
from toolkit.figures.keys import type_key
from toolkit.figures.model import Arrange, Chart, Words
from toolkit.figures.network import network
from toolkit.figures.period_axis import label_periods

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from toolkit.collection import Collection
    from toolkit.collection.dictionaries import Question
    from toolkit.collection.model import By

MOST_COLUMNS = 10
MOST_NUMBERED = 12  # periods whose bars have their numbers on them
UNIT = "per 1,000 words"


@checked
def lookup(
    collection: "Collection",
    question: "Question",
    *,
    by: "By" = "outlet",
    ax: "Axes | None" = None,
    n: int = 12,
    period: str = "auto",
) -> "Axes":
    """Draw how often words stand in the bodies of each outlet, period or other group, per 1,000 words.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` or ``toolkit.open`` gave.
    question
        A word or phrase ("migra*"), a dictionary of several categories, or a file of one.
    by
        "outlet", "period", or what else `Collection.groups` takes. A group without words has no bar, since nothing can
        be said of it.
    ax
        Where to draw; by default on a sheet of its own.
    n
        At most so many outlets, those with most words; or so many categories, the most frequent.
    period
        "day", "week", "month", "year" or "auto"; see ``toolkit.collection.over_time``.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.lookup(articles, "ferr*")
    >>> toolkit.figures.data(ax)[["outlet", "ferr*", "words"]]
       outlet  ferr*  words
    0  Herald      1     38
    1    Post      3     33
    """
    frame = _collection.lookup(collection, question, by, period=period)
    group, categories = str(frame.columns[0]), list(frame.columns[1 : list(frame.columns).index("words")])
    over = is_period(by)
    unit = _collection.unit(collection, period) if over else group
    with style.context():
        ax = begin(ax)
        if not frame.loc[frame["words"] > 0, categories].to_numpy().any():
            return empty(ax, f"{_called(categories)} stands in none of the bodies", frame)
        if is_by_time(by) and not frame.loc[frame["period"] != NO_DATE, categories].to_numpy().any():
            return empty(ax, "None of the articles with these words says when it was published", frame)
        if len(categories) > 1:
            return _draw_grid(ax, frame, categories, unit=unit, n=n, discs=over)
        if over:
            return _draw_columns(ax, frame, categories[0], unit)
        return _draw_bars(ax, frame, categories[0], n)


def _draw_bars(ax: "Axes", frame: "pandas.DataFrame", name: str, n: int) -> "Axes":
    """Draw a bar for each group, the most frequent first."""
    group, rate = str(frame.columns[0]), f"{name}_per_1000_words"
    having = frame[frame["words"] > 0]
    known = having.sort_values("words", ascending=False, kind="stable").head(n)
    known = known.sort_values(rate, ascending=False, kind="stable")
    drawn = [
        Bar(str(row[group]), row[rate], f"{row[rate]:.2f} ({count(int(row[name]), 'place')})")
        for row in known.to_dict("records")
    ]
    arrange = bars.draw(ax, drawn, most=1000)
    labels, title = [bar.name for bar in drawn], _most(_texts_of(known, group), known[rate].tolist(), name, group)
    words = Words(
        title=title,
        subtitle=f"{_called([name])} in the bodies of each {group}, {UNIT}",
        alt=f"Bar chart: {title}. {row_list(labels, [bar.end for bar in drawn])}.",
        note=" · ".join(filter(None, (and_further(len(having) - n, group), _wordless(frame, group)))),
        unit=UNIT,
    )
    return finish(ax, words, frame, labels=labels, arrange=arrange, chart=bars.chart(drawn, group, UNIT))


def _wordless(frame: "pandas.DataFrame", group: str) -> str:
    """Return a note on groups without a bar, for want of words; nothing where there are none."""
    number = int((frame["words"] == 0).sum())
    return f"{count(number, group)} without words" if number else ""


def _texts_of(frame: "pandas.DataFrame", column: str) -> list[str]:
    """Return a column as text."""
    return [str(value) for value in frame[column]]


def _draw_columns(ax: "Axes", frame: "pandas.DataFrame", name: str, unit: str) -> "Axes":
    """Draw an upright bar for each period, with the number of places on it where periods are few."""
    rate, places = frame[f"{name}_per_1000_words"], frame[name].tolist()
    middles = [k + 0.5 for k in range(len(frame))]
    ax.bar(middles, rate, width=0.8, color=style.ACCENT, edgecolor=style.darker(style.ACCENT), linewidth=0.5)
    numbered = len(frame) <= MOST_NUMBERED
    above: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "bottom"}
    for middle, value, number in zip(middles, rate, places, strict=True):
        if numbered and number:
            ax.annotate(f"{number:,}", (middle, value), (0, 2), **above)
    ax.set_xlim(0, max(len(frame), 3))
    ax.set_ylim(0, float(f"{rate.max() * 1.15:.4g}") or 1)
    count_upwards(ax, whole=False)
    dated = frame[(frame["period"] != NO_DATE) & (frame["words"] > 0)]
    title = _most(_texts_of(dated, "period"), rate[dated.index].tolist(), name, unit)
    ends = [
        f"{value:.2f} ({count(number, 'place')})" if value == value else "no words"
        for value, number in zip(rate, places, strict=True)
    ]
    words = Words(
        title=title,
        subtitle=f"{_called([name])} in the bodies, {UNIT}{'; on the bars, the number of places' if numbered else ''}",
        alt=f"Bars over time: {title}. {row_list(_texts_of(frame, 'period'), ends, 12)}.",
        unit=f"{unit} of publication",
    )
    rows = [{"period": p, UNIT: round(value, 4)} for p, value in zip(_texts_of(frame, "period"), rate, strict=True)]
    arrange = label_periods(_texts_of(frame, "period"), inside=True)
    return finish(ax, words, frame, arrange=arrange, chart=Chart("columns", rows, "period", [UNIT], unit=UNIT))


def _draw_grid(
    ax: "Axes", frame: "pandas.DataFrame", categories: Sequence[str], *, unit: str, n: int, discs: bool
) -> "Axes":
    """Draw a row for each category, a column for each group: bars with rates, or discs over time."""
    group = str(frame.columns[0])
    top = sorted(categories, key=lambda name: -int(frame[name].sum()))[:n]
    shown = frame if discs else frame.loc[frame["words"].nlargest(MOST_COLUMNS).index.sort_values()]
    columns = _texts_of(shown, group)
    rows = [Row(name, (rates := shown[f"{name}_per_1000_words"].tolist()), _texts(rates), style.ACCENT) for name in top]
    arrange, legend = _grid_of(ax, rows, columns, discs)
    cells = [(row.name, column, value) for row in rows for column, value in zip(columns, row.values, strict=True)]
    known = [cell for cell in cells if cell[1] != NO_DATE and cell[2] == cell[2]]
    name, where, value = max(known, key=lambda cell: cell[2])
    title = f"Most frequent: {short_name(name, 30)} {_at(unit)} {short_name(where, 30)}, {value:.2f} {UNIT}"
    totals = [count(int(frame[name].sum()), "place") for name in top]
    notes = [legend, and_further(len(categories) - len(top), "category").replace("categorys", "categories")]
    words = Words(
        title=title,
        subtitle=f"Words of each category in the bodies of each {unit}, {UNIT}",
        alt=f"{'Discs' if discs else 'Bars side by side'}: {title}. {row_list(top, totals)}.",
        note=" · ".join(filter(None, notes)),
        unit=unit,
    )
    drawn = [{"category": row.name, **dict(zip(columns, row.values, strict=True))} for row in rows]
    chart = Chart("grid", drawn, "category", columns)
    return finish(ax, words, frame, labels=top, heads=() if discs else columns, arrange=arrange, chart=chart)


def _grid_of(ax: "Axes", rows: Sequence[Row], columns: Sequence[str], discs: bool) -> tuple[Arrange, str]:
    """Draw discs or bars; return what fits them, and a note on what they mean."""
    if discs:
        return grid.draw_discs(ax, rows, columns), f"the largest disc: {grid.largest(rows):.2f} {UNIT}"
    return grid.draw_bars(ax, rows, columns), ""


def _texts(rates: Sequence[float]) -> list[str]:
    return [f"{rate:.1f}" if rate >= 0.05 else "<0.1" for rate in rates]


def _called(categories: Sequence[str]) -> str:
    """Return what is asked for, in a sentence."""
    return (
        f"“{short_name(categories[0], 30)}”"
        if len(categories) == 1
        else f"What the {len(categories)} categories ask for"
    )


def _at(group: str) -> str:
    """Return what stands before a group's name: "on 2025-03-14", "in Herald"."""
    return {"day": "on", "week": "in the week from"}.get(group, "in")


def _most(groups: Sequence[str], rates: Sequence[float], name: str, group: str) -> str:
    """Say in which group it is most frequent."""
    top, at = leaders(groups, rates), _at(group)
    if len(groups) == 1:
        return f"{_called([name])} {at} {top[0]}: {max(rates):.2f} {UNIT}"
    if len(top) > 1:
        return f"{_called([name])} is as frequent in {len(top)} {group}s: {max(rates):.2f} {UNIT}"
    return f"{_called([name])} is most frequent {at} {top[0]}: {max(rates):.2f} {UNIT}"


@checked
def beside(
    collection: "Collection", question: "Question", *, ax: "Axes | None" = None, n: int = 12, misc: bool = False
) -> "Axes":
    """Draw who is mentioned in the paragraphs in which words stand; of several categories, as a network.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` or ``toolkit.open`` gave.
    question
        A word or phrase ("migra*"), a dictionary of several categories, or a file of one.
    ax
        Where to draw; by default on a sheet of its own.
    n
        At most so many actors.
    misc
        Whether to count nationalities, events and works too.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.beside(articles, "ferr*")
    >>> toolkit.figures.data(ax)["target"].tolist()
    ['Ben Low', 'Harbour Company', 'Ada Roe']
    """
    found = networks.beside(collection, question, misc=misc)
    if len(set(found.edges["source"])) > 1:
        return network(found, ax=ax, n=n + len(set(found.edges["source"])))
    called = [str(question)] if not is_dictionary(question) else [*found.edges["source"].unique(), "it"][:1]
    with style.context():
        ax = begin(ax)
        if found.edges.empty:
            return empty(ax, f"No paragraph with {_called(called)} mentions anybody", found.edges)
        return _draw_actors(ax, found, _called(called), n)


def _draw_actors(ax: "Axes", found: networks.Network, name: str, n: int) -> "Axes":
    """Draw a bar for each actor."""
    top = found.edges.head(n)
    types = found.nodes.set_index("node")["type"].reindex(top["target"]).tolist()
    drawn = [
        paragraphs_bar(actor, kind, paragraphs, articles, unit=unit_of(found.edges))
        for (_, actor, paragraphs, articles), kind in zip(top.itertuples(index=False), types, strict=True)
    ]
    arrange, labels = bars.draw(ax, drawn), [bar.name for bar in drawn]
    first, most = leaders(labels, [bar.value for bar in drawn]), count(int(drawn[0].value), "paragraph")
    who = first[0] if len(first) == 1 else f"each of {len(first)} actors"
    title = f"{name} shares most paragraphs with {who}: {most}"
    words = Words(
        title=title,
        subtitle=f"Paragraphs with {name} that mention the actor, by name or otherwise",
        alt=f"Bar chart: {title}. {row_list(labels, [bar.end for bar in drawn])}.",
        note=and_further(len(found.edges) - n, "actor"),
        unit="paragraphs",
    )
    chart = bars.chart(drawn, "actor", words.unit)
    return finish(ax, words, found.edges, labels=labels, key=type_key(types), arrange=arrange, chart=chart)
