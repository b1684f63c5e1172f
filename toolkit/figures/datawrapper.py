"""Figures for Datawrapper: a CSV to upload, and which chart to make of it, as its interface for programs takes it."""

from typing import TYPE_CHECKING, Any

from toolkit.errors import ParameterError
from toolkit.figures import style
from toolkit.figures.model import Chart, picture_of

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

TYPES = {  # Datawrapper's own names of its charts
    "bars": "d3-bars",
    "columns": "column-chart",
    "dots": "d3-range-plot",
    "events": "d3-scatter-plot",
    "grid": "d3-bars-split",
    "nothing": "tables",
}
STACKED, GROUPED = "d3-bars-stacked", "grouped-column-chart"  # bars and columns of several values


def table(ax: "Axes") -> "pandas.DataFrame":
    """Return the numbers of a figure as Datawrapper wants them: names first, then what is drawn.

    >>> table(toolkit.figures.actor_frequency(a)).columns.tolist()
    ['actor', 'mentions by name', 'colour']
    """
    import pandas as pd

    picture = picture_of(ax)
    chart = picture.chart
    if chart is None:
        return picture.data
    frame = pd.DataFrame(chart.rows)
    columns = [chart.name, *chart.values]
    if chart.kind == "events":  # of which a scatter plot shows where they are, a row of dots for each name
        rows = {name: -n for n, name in enumerate(dict.fromkeys(frame[chart.name]))}
        frame = frame.assign(row=frame[chart.name].map(rows))
        columns = [chart.values[0], "row", chart.name]
    return frame[[*columns, *(["colour"] if "colour" in frame and chart.colours else [])]]


def chart(ax: "Axes") -> dict[str, Any]:
    """Return which of Datawrapper's charts to make, with title, notes and colours, as its API takes it.

    Raises
    ------
    ParameterError
        If the Axes was not drawn by a function of ``toolkit.figures``.

    Examples
    --------
    >>> found = chart(toolkit.figures.actor_frequency(a))
    >>> found["type"], found["metadata"]["visualize"]["custom-colors"]["Ada Roe"]
    ('d3-bars', '#00548c')
    """
    picture = picture_of(ax)
    words, drawn = picture.words, picture.chart
    if words is None:
        raise ParameterError("this figure says nothing of itself")
    describe = {"intro": words.subtitle, "aria-description": words.alt}
    visualize: dict[str, Any] = {"base-color": style.ACCENT}
    if drawn and drawn.colours:
        visualize["custom-colors"] = _colours(drawn)
    metadata = {"describe": describe, "annotate": {"notes": words.note}, "visualize": visualize}
    return {"title": words.title, "type": _type(drawn), "metadata": metadata}


def _type(drawn: Chart | None) -> str:
    if drawn is None:
        return TYPES["nothing"]
    several = len(drawn.values) > 1
    if drawn.kind == "bars" and several:
        return STACKED
    return GROUPED if drawn.kind == "columns" and several else TYPES[drawn.kind]


def _colours(drawn: Chart) -> dict[str, str]:
    """Return the colour of each row; of events, of each kind."""
    if drawn.kind == "events":
        return dict(drawn.colours)
    return {
        str(row[drawn.name]): drawn.colours[row["colour"]] for row in drawn.rows if row.get("colour") in drawn.colours
    }
