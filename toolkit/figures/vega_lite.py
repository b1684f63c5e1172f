"""Figures as Vega-Lite specifications: the marks and their data as JSON, for pages and for tools that draw anew."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from toolkit.errors import ParameterError
from toolkit.figures import style
from toolkit.figures.model import Chart, picture_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
ROW, WIDTH, HEIGHT = 22, 480, 220  # pixels: a row of names, a drawing, one that has no rows
MOST_BARS = 10  # columns of a grid that have bars
Spec = dict[str, Any]


def specification(ax: "Axes") -> Spec:
    """Return a figure as a Vega-Lite specification with its data in it.

    Parameters
    ----------
    ax
        What a function of ``toolkit.figures`` returned.

    Returns
    -------
    dict
        JSON of the schema Vega-Lite 6: title, subtitle, marks, colours and alt text (``description``) as in the figure.

    Raises
    ------
    ParameterError
        If the Axes was not drawn by a function of ``toolkit.figures``.

    Examples
    --------
    >>> found = specification(toolkit.figures.actor_frequency(a))
    >>> found["data"]["values"][0]
    {'actor': 'Ada Roe', 'mentions by name': 2, 'colour': 'person'}
    """
    picture = picture_of(ax)
    if picture.words is None:
        raise ParameterError("this figure says nothing of itself")
    words, chart = picture.words, picture.chart
    title: Spec = {"text": words.title} | ({"subtitle": words.subtitle} if words.subtitle else {})
    if chart is None:
        drawn: Spec = {
            "data": {"values": [{}]},
            "mark": {"type": "text", "text": "nothing to show", "color": style.SOFT},
        }
    else:
        chart, unit = _with_plain_keys(chart), chart.unit or words.unit
        rows = _long(chart) if len(chart.values) > 1 and chart.kind in ("bars", "columns", "grid") else chart.rows
        drawn = {"data": {"values": rows}, **_KINDS[chart.kind](chart, unit)}
    note = {"usermeta": {"note": words.note}} if words.note else {}
    return {"$schema": SCHEMA, "title": title, "description": words.alt, **note, **drawn, "config": _config()}


def _with_plain_keys(chart: Chart) -> Chart:
    """Return what is drawn with keys that Vega takes as they are, and values that JSON has."""
    rows = [{_key(key): _plain(value) for key, value in row.items()} for row in chart.rows]
    return replace(chart, rows=rows, name=_key(chart.name), values=[_key(value) for value in chart.values])


def _key(name: str) -> str:
    """Return a key without the signs that lead Vega into a value's parts."""
    return re.sub(r"[.\[\]'\"\\]", " ", name)


def _long(chart: Chart) -> list[Spec]:
    """Return a row for each value of each row."""
    return [
        {chart.name: row[chart.name], "what": value, "number": row[value], "colour": row.get("colour")}
        for row in chart.rows
        for value in chart.values
    ]


def _hex(colour: style.Colour) -> str:
    """Return a colour as "#rrggbb"."""
    from matplotlib.colors import to_hex

    return to_hex(colour)


def _whole(chart: Chart) -> Spec:
    """Return the axis of numbers that come whole, without fractions between them."""
    whole = all(float(row[value] or 0).is_integer() for row in chart.rows for value in chart.values)
    return {"axis": {"tickMinStep": 1, "format": ",d"}} if whole else {}


def _plain(value: Any) -> Any:
    """Return a value that JSON has; None where there is none."""
    value = value.item() if hasattr(value, "item") else value
    return None if value != value else value


def _config() -> Spec:
    """Return how all figures look, as in the toolkit's style."""
    return {
        "font": "DejaVu Sans, sans-serif",
        "view": {"stroke": None},
        "title": {"anchor": "start", "color": style.INK, "subtitleColor": style.SOFT, "fontSize": 14, "frame": "group"},
        "axis": {"labelColor": style.INK, "titleColor": style.SOFT, "gridColor": style.GRID, "labelLimit": 260},
        "legend": {"orient": "top", "title": None},
    }


def _names(field: str, title: str | None = None) -> Spec:
    """Return rows of names, in the order of the data."""
    return {"field": field, "type": "nominal", "sort": None, "title": title, "axis": {"grid": False, "ticks": False}}


def _number(field: str, title: str, **more: Any) -> Spec:
    return {"field": field, "type": "quantitative", "title": title, **more}


def _colour(chart: Chart) -> Spec:
    """Return what has which colour: by the data's ``colour``, or one for all."""
    if not chart.colours:
        return {"value": style.ACCENT}
    present = [name for name in chart.colours if any(row.get("colour") == name for row in chart.rows)]
    scale = {"domain": present, "range": [chart.colours[name] for name in present]}
    return {"field": "colour", "type": "nominal", "scale": scale} | ({"legend": None} if len(present) < 2 else {})


def _tooltips(chart: Chart) -> list[Spec]:
    return [{"field": key} for key in chart.rows[0]]


def _bars(chart: Chart, unit: str) -> Spec:
    """Return horizontal bars, with their numbers at their ends; several values are stacked."""
    height = {"step": ROW}
    if len(chart.values) > 1:
        colours = {"domain": list(chart.values), "range": [style.ACCENT, _hex(style.lighter(style.ACCENT))]}
        encoding = {
            "y": _names(chart.name),
            "x": _number("number", unit, **_whole(chart)),
            "color": {"field": "what", "type": "nominal", "scale": colours},
            "order": {"field": "what", "sort": "descending"},
        }
        return {"width": WIDTH, "height": height, "mark": "bar", "encoding": encoding}
    shared = {"y": _names(chart.name), "x": _number(chart.values[0], unit, **_whole(chart))}
    bars = {"mark": "bar", "encoding": {"color": _colour(chart), "tooltip": _tooltips(chart)}}
    number = {"field": chart.values[0], "type": "quantitative", "format": ",.1~f"}
    ends = {"mark": {"type": "text", "align": "left", "dx": 4, "color": style.INK}, "encoding": {"text": number}}
    return {"width": WIDTH, "height": height, "encoding": shared, "layer": [bars, ends]}


def _columns(chart: Chart, unit: str) -> Spec:
    """Return upright bars; several values stand side by side."""
    if len(chart.values) > 1:
        scale = {"domain": list(chart.values), "range": [style.ACCENT, _hex(style.lighter(style.TYPES["ORG"]))]}
        encoding: Spec = {
            "x": _names(chart.name, unit),
            "xOffset": {"field": "what", "sort": list(chart.values)},
            "y": _number("number", "", **_whole(chart)),
            "color": {"field": "what", "type": "nominal", "scale": scale},
        }
        return {"width": WIDTH, "height": HEIGHT, "mark": "bar", "encoding": encoding}
    encoding = {
        "x": {**_names(chart.name, unit), "type": "ordinal"},
        "y": _number(chart.values[0], chart.values[0], **_whole(chart)),
        "color": _colour(chart),
        "tooltip": _tooltips(chart),
    }
    return {"width": WIDTH, "height": HEIGHT, "mark": "bar", "encoding": encoding}


def _dots(chart: Chart, unit: str) -> Spec:
    """Return a dot for the first value, with a line between the two others, or to the other one."""
    first, *rest = chart.values
    low, high = rest if len(rest) == 2 else (first, *rest)
    y = _names(chart.name)
    if len(rest) == 2:
        line = {"type": "rule", "strokeWidth": 5, "opacity": 0.35, "color": style.ACCENT}
        dots = [
            {
                "mark": {"type": "point", "filled": True, "size": 60, "color": style.ACCENT},
                "encoding": {"x": _number(first, unit)},
            }
        ]
    else:
        line = {"type": "rule", "strokeWidth": 2, "opacity": 0.4, "color": style.ACCENT}
        looks = ((first, {"filled": True, "color": style.ACCENT}), (rest[0], {"filled": False, "color": style.SOFT}))
        dots = [
            {"mark": {"type": "point", "size": 60, **look}, "encoding": {"x": _number(field, unit)}}
            for field, look in looks
        ]
    between = {"mark": line, "encoding": {"x": _number(low, unit), "x2": {"field": high}}}
    shared = {"y": y, "tooltip": _tooltips(chart)}
    return {"width": WIDTH, "height": {"step": ROW}, "encoding": shared, "layer": [between, *dots]}


def _events(chart: Chart, unit: str) -> Spec:
    """Return what stands where: boxes from one value to the other, ticks where both are one."""
    start, end = chart.values
    x = _number(start, unit, scale={"zero": True})
    boxes = {
        "transform": [{"filter": f"datum['{end}'] - datum['{start}'] > 1"}],
        "mark": {"type": "bar", "height": {"band": 0.6}, "stroke": _hex(style.darker(style.TYPES["ORG"]))},
        "encoding": {"x": x, "x2": {"field": end}, "color": _colour(chart)},
    }
    ticks = {
        "transform": [{"filter": f"datum['{end}'] - datum['{start}'] <= 1"}],
        "mark": {"type": "tick", "thickness": 2},
        "encoding": {"x": x, "color": _colour(chart)},
    }
    shared = {"y": _names(chart.name), "tooltip": _tooltips(chart)}
    return {"width": WIDTH, "height": {"step": ROW}, "encoding": shared, "layer": [boxes, ticks]}


def _grid(chart: Chart, unit: str) -> Spec:
    """Return rows of names with a bar in each column, or a disc where columns are many."""
    if len(chart.values) > MOST_BARS:
        encoding: Spec = {
            "y": _names(chart.name),
            "x": {"field": "what", "type": "ordinal", "sort": list(chart.values), "title": unit},
            "size": {"field": "number", "type": "quantitative", "scale": {"zero": True}, "legend": None},
            "color": _colour(chart),
        }
        mark = {"type": "circle", "opacity": 1}
        shown = [{"filter": "datum.number > 0"}]
        return {"width": WIDTH, "height": {"step": ROW}, "transform": shown, "mark": mark, "encoding": encoding}
    head = {"labelLimit": WIDTH // len(chart.values)}
    columns = {"field": "what", "type": "nominal", "sort": list(chart.values), "title": unit, "header": head}
    encoding = {
        "y": _names(chart.name),
        "x": _number("number", "", axis={"tickCount": 2}),
        "column": columns,
        "color": _colour(chart),
    }
    width = max(40, WIDTH // len(chart.values))
    return {"width": width, "height": {"step": ROW}, "mark": "bar", "encoding": encoding}


_KINDS: Mapping[str, Callable[[Chart, str], Spec]] = {
    "bars": _bars,
    "columns": _columns,
    "dots": _dots,
    "events": _events,
    "grid": _grid,
}
