"""Figure of how much there is over time: articles, or an actor's mentions and quotes, in each period."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit import collection as _collection
from toolkit.analysis.arguments import checked
from toolkit.collection import NO_DATE
from toolkit.display.copies import unit_of
from toolkit.display.wording import count, listed
from toolkit.figures import style
from toolkit.figures.axes import count_upwards
from toolkit.figures.captions import row_list, short_name
from toolkit.figures.finishing import begin, empty, finish
from toolkit.figures.keys import patch
from toolkit.figures.model import Chart, Words
from toolkit.figures.period_axis import label_periods

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from toolkit.collection import Collection

MOST_NUMBERED = 12  # periods whose bars have their numbers on them
WIDTH = 0.8  # of a period's bars together


@checked
def over_time(
    collection: "Collection", actor: str | None = None, *, ax: "Axes | None" = None, period: str = "auto"
) -> "Axes":
    """Draw how many articles there are in each period; of an actor, how many mentions and quotes.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    actor
        The name the actor has in the collection.
    ax
        Where to draw; by default on a sheet of its own.
    period
        "day", "week", "month", "year" or "auto"; see ``toolkit.collection.over_time``.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.over_time(articles)
    >>> toolkit.figures.data(ax)[["period", "articles"]]
          period  articles
    0  (no date)         2
    """
    frame = _collection.over_time(collection, actor, period=period)
    columns = ["articles"] if actor is None else ["mentions", "quotes"]
    with style.context():
        ax = begin(ax)
        if not frame.loc[frame["period"] != NO_DATE, "articles"].any():
            return empty(ax, "None of these articles says when it was published", frame)
        looks = _draw_bars(ax, frame, columns)
        if len(frame) <= MOST_NUMBERED:
            _write_numbers(ax, frame, columns)
        ax.set_xlim(0, max(len(frame), 3))
        ax.set_ylim(0, max(int(frame[columns].max().max()), 1) * 1.15)
        count_upwards(ax)
        words = _words(frame, columns, _collection.unit(collection, period), actor)
        key = [(patch(look["color"], hatch=look.get("hatch", "")), column) for column, look in looks.items()]
        arrange = label_periods(frame["period"].tolist(), inside=True)
        chart = Chart("columns", frame[["period", *columns]].to_dict("records"), "period", columns)
        return finish(ax, words, frame, key=key if len(columns) > 1 else (), arrange=arrange, chart=chart)


def _middles(frame: "pandas.DataFrame", k: int, columns: Sequence[str]) -> list[float]:
    """Return where the bars of a column stand, beside those of the other columns."""
    width = WIDTH / len(columns)
    return [place + 0.1 + width * (k + 0.5) for place in range(len(frame))]


def _draw_bars(ax: "Axes", frame: "pandas.DataFrame", columns: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Draw a bar for each column in each period; return how the columns look."""
    second = {"color": style.lighter(style.TYPES["ORG"]), "hatch": "////"}
    looks: dict[str, dict[str, Any]] = dict(zip(columns, ({"color": style.ACCENT}, second), strict=False))
    edges = [style.darker(style.ACCENT), style.darker(style.TYPES["ORG"])]
    for k, (column, look) in enumerate(looks.items()):
        at, width = _middles(frame, k, columns), WIDTH / len(columns)
        ax.bar(at, frame[column], width=width, edgecolor=edges[k], linewidth=0.5, **look)
    return looks


def _write_numbers(ax: "Axes", frame: "pandas.DataFrame", columns: Sequence[str]) -> None:
    above: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "bottom"}
    for k, column in enumerate(columns):
        for middle, number in zip(_middles(frame, k, columns), frame[column], strict=True):
            if number:
                ax.annotate(f"{number:,}", (middle, number), (0, 2), **above)


def _words(frame: "pandas.DataFrame", columns: Sequence[str], unit: str, actor: str | None) -> Words:
    called = {column: (column[:-1], column) for column in columns} | {"articles": unit_of(frame)}  # one, and several
    title = _busiest(frame[frame["period"] != NO_DATE], columns[0], called[columns[0]], unit=unit, actor=actor)
    records = zip(frame["period"], frame[list(columns)].to_dict("records"), strict=True)
    numbers = {
        period: " and ".join(count(number, *called[name]) for name, number in row.items() if number)
        for period, row in records
        if any(row.values())
    }
    return Words(
        title=title,
        subtitle=called["articles"][1].capitalize() if actor is None else f"Mentions and quotes of {short_name(actor)}",
        alt=f"Bars over time: {title}. {row_list(list(numbers), list(numbers.values()), 12)}.",
        unit=f"{unit} of publication",
    )


def _busiest(frame: "pandas.DataFrame", column: str, called: tuple[str, str], *, unit: str, actor: str | None) -> str:
    """Say in which period there is most."""
    top = frame[frame[column] == frame[column].max()]
    most = int(frame[column].max())
    if not most:
        return f"{short_name(actor or '')} is mentioned in no dated article"
    what = count(most, *called)
    if len(frame) == 1:
        return f"All dated articles are of {frame['period'].iloc[0]}: {what}"
    if 1 < len(top) == int((frame[column] > 0).sum()):
        return f"{len(top)} {unit}s have {what}{'' if actor is None else ' of ' + short_name(actor)} each"
    if len(top) > 3:
        return f"No {unit} has more than {what}"
    when = {"day": "on", "week": "in the week from"}.get(unit, "in")
    each = " each" if len(top) > 1 else ""
    return f"Most {called[1]} {when} {listed(top['period'].tolist())}: {most:,}{each}"
