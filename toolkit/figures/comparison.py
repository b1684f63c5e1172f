"""Figure of actors side by side: a row for each, a column for each article, outlet or period."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit import collection as _collection
from toolkit import tables
from toolkit.analysis.arguments import checked
from toolkit.collection import NO_DATE
from toolkit.collection.dates import PERIODS
from toolkit.collection.model import group_column, is_period
from toolkit.display.wording import TYPE_NAMES, count, listed, noun, percent
from toolkit.errors import ParameterError
from toolkit.figures import grid, style
from toolkit.figures.captions import and_further, leaders, row_list, short_name
from toolkit.figures.finishing import begin, empty, finish
from toolkit.figures.grid import Row
from toolkit.figures.keys import type_key
from toolkit.figures.model import Arrange, Chart, Words

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from toolkit.collection import Collection

MOST_COLUMNS = 10
# What is counted: in a sentence, as a subtitle, one of it.
COUNTED = {
    "named": ("mentions by name", "Mentions by name in headline and body", "mention"),
    "quotes": ("quotes", "Statements quoted or reported", "quote"),
    "words_quoted": ("quoted words", "Words inside quotation marks", "word"),
    "share_of_voice": ("quoted words", "Percent of the words inside quotation marks", "word"),
}


@checked
def side_by_side(
    collection: "Collection",
    value: str = "named",
    *,
    by: str = "article",
    ax: "Axes | None" = None,
    n: int = 12,
    period: str = "auto",
    misc: bool = False,
) -> "Axes":
    """Draw actors side by side: a row for each, a column for each article, outlet or period.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    value
        "named", "quotes", "words_quoted" or "share_of_voice" (of the quoted words of the article or outlet).
    by
        "article", "outlet", "period" or what else `Collection.groups` takes; all periods, else the ten with most words.
    ax
        Where to draw; by default on a sheet of its own.
    n
        At most so many actors.
    period
        "day", "week", "month", "year" or "auto"; see ``toolkit.collection.over_time``.
    misc
        Whether to count nationalities, events and works too.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ParameterError
        If there is no such value, or nothing to go by.

    Examples
    --------
    >>> ax = toolkit.figures.side_by_side(articles, by="outlet")
    >>> toolkit.figures.data(ax)
                 actor type  Herald  Post
    0          Ben Low  PER       2     2
    1          Ada Roe  PER       2     1
    2  Harbour Company  ORG       1     1
    """
    frame = _counts(collection, value, by=by, period=period, misc=misc)
    with style.context():
        ax = begin(ax)
        if frame.empty:
            return empty(ax, f"There are no {COUNTED[value][0]} here", frame)
        columns = _choose_columns(collection, by, list(frame.columns[2:]))
        top = frame[frame["actor"].isin({*_known(frame)["actor"].head(n), tables.NOBODY})]
        rows = _rows(top, columns, value)
        arrange, legend = _draw(ax, rows, columns, by, value)
        unit = _collection.unit(collection, period) if is_period(by) else group_column(by)
        words = _words(frame, rows, columns, value=value, unit=unit, legend=legend)
        parts = {"labels": [row.name for row in rows], "heads": () if is_period(by) else columns, "arrange": arrange}
        return finish(ax, words, frame, key=type_key(top["type"].tolist()), chart=_chart(rows, top, columns), **parts)


def _chart(rows: Sequence[Row], top: "pandas.DataFrame", columns: Sequence[str]) -> Chart:
    """Return the grid for tools that draw it anew."""
    colours = {name: style.TYPES[type] for type, name in TYPE_NAMES.items()} | {tables.NOBODY: style.NOBODY}
    drawn = [
        {
            "actor": row.name,
            **dict(zip(map(str, columns), row.values, strict=True)),
            "colour": TYPE_NAMES.get(type, tables.NOBODY),
        }
        for row, type in zip(rows, top["type"], strict=True)
    ]
    return Chart("grid", drawn, "actor", [str(column) for column in columns], colours)


def _counts(collection: "Collection", value: str, *, by: str, period: str, misc: bool) -> "pandas.DataFrame":
    """Return the actors that have any of what is counted, a row each."""
    if value not in COUNTED:
        raise ParameterError(f"there is no {value} to put side by side: give {', '.join(COUNTED)}")
    frame = _collection.pivot(collection, by, value, period=period, misc=misc)
    return frame[(frame.iloc[:, 2:] > 0).any(axis=1)].reset_index(drop=True)


def _known(frame: "pandas.DataFrame") -> "pandas.DataFrame":
    return frame[frame["actor"] != tables.NOBODY]


def _choose_columns(collection: "Collection", by: str, columns: list[str]) -> list[str]:
    """Return the columns that are drawn: all periods; of articles and outlets, those with most words."""
    if is_period(by) or len(columns) <= MOST_COLUMNS:
        return columns
    table = _collection.articles(collection).assign(group=list(collection.groups(by)))
    words = table.groupby("group")["words"].sum().sort_values(ascending=False, kind="stable")
    return [name for name in columns if name in set(words.index[:MOST_COLUMNS])]


def _rows(top: "pandas.DataFrame", columns: Sequence[str], value: str) -> list[Row]:
    rows = []
    for name, kind, *values in top[["actor", "type", *columns]].itertuples(index=False, name=None):
        texts = [_number(v, value).replace("under 1%", "<1%").rstrip("%") for v in values]
        rows.append(Row(name, values, texts, style.TYPES.get(kind, style.NOBODY)))
    return rows


def _draw(ax: "Axes", rows: Sequence[Row], columns: Sequence[str], by: str, value: str) -> tuple[Arrange, str]:
    """Draw discs in periods, bars in articles and outlets; return what fits them, and a note on what they mean."""
    if is_period(by):
        largest = max(number for row in rows for number in row.values)
        of = percent(largest) if value == "share_of_voice" else count(int(largest), COUNTED[value][2])
        return grid.draw_discs(ax, rows, columns), f"the largest disc: {of}"
    return grid.draw_bars(ax, rows, columns), ""


def _words(
    frame: "pandas.DataFrame", rows: Sequence[Row], columns: Sequence[str], *, value: str, unit: str, legend: str
) -> Words:
    known, every = _known(frame), list(frame.columns[2:])
    title = _title(known, [column for column in every if column != NO_DATE], unit, value)
    shape = "Discs" if unit in PERIODS else "Bars side by side"
    numbers = row_list([row.name for row in rows], [_in_words(row.values, columns, value) for row in rows])
    further = len(known) - sum(row.name != tables.NOBODY for row in rows)
    notes = [legend, and_further(further, "actor"), and_further(len(every) - len(columns), unit)]
    return Words(
        title=title,
        subtitle=f"{COUNTED[value][1]}, in each {unit}",
        alt=f"{shape}: {title}. {numbers}.",
        note=" · ".join(filter(None, notes)),
        unit=unit,
    )


def _number(number: float, value: str) -> str:
    return percent(number) if value == "share_of_voice" else f"{number:,}"


def _in_words(numbers: Sequence[float], columns: Sequence[str], value: str) -> str:
    """Say how much an actor has in the columns, up to six of them."""
    pairs = zip(numbers, columns, strict=True)
    parts = [f"{_number(number, value)} in {column}" for number, column in pairs if number]
    return ", ".join(parts[:6]) + (f" and in {len(parts) - 6} more" if len(parts) > 6 else "")


def _title(frame: "pandas.DataFrame", columns: list[str], unit: str, value: str) -> str:
    """Say who is in all or most of the articles, outlets or periods; of shares, where the largest is."""
    if frame.empty:
        return "Nobody named is quoted"
    if not columns:
        return "None of these articles says when it was published"
    if value == "share_of_voice":
        cells = frame.set_index("actor")[columns].stack()
        name, column = cells.idxmax()
        return f"The largest share: {short_name(name)} has {percent(cells.max())} in {column}"
    does = "named" if value == "named" else "quoted"
    spread = (frame[columns] > 0).sum(axis=1)
    top = leaders(frame["actor"].tolist(), spread.tolist())
    most, total = int(spread.max()), len(columns)
    where = f"in all {total} {unit}s" if most == total > 1 else f"in {most} of {count(total, unit)}"
    if len(frame) == 1:
        return f"{top[0]} is the only actor {does}, {where}"
    if len(top) > 3:
        return f"{len(top)} actors are {does} {where}" + ("" if most == total else ", nobody in more")
    more = ", more than any other" if len(top) == 1 and not most == total == 1 else ""
    return f"{listed(top)} {noun(len(top), 'is', 'are')} {does} {where}{more}"
