"""Figure of how hard a text is to read, by several formulas."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit import statistics
from toolkit.analysis.arguments import checked
from toolkit.display.wording import count
from toolkit.figures import style
from toolkit.figures.axes import label_rows
from toolkit.figures.captions import row_list
from toolkit.figures.finishing import begin, empty, finish
from toolkit.figures.model import Chart, Words

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from toolkit.analysis import Analysis

FORMULAS = {
    "flesch_kincaid_grade": "Flesch-Kincaid",
    "gunning_fog": "Gunning fog",
    "smog": "SMOG",
    "coleman_liau": "Coleman-Liau",
    "ari": "ARI",
    "linsear_write": "Linsear Write",
}


@checked
def readability(source: "Analysis | pandas.DataFrame", *, ax: "Axes | None" = None) -> "Axes":
    """Draw the US school grade a text asks for by each formula, with its 95 % interval.

    Parameters
    ----------
    source
        An analysis, or a table as ``toolkit.statistics.describe(…, intervals=True)`` gives it.
    ax
        Where to draw; by default on a sheet of its own.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.readability(a)
    >>> toolkit.figures.data(ax).columns.tolist()
    ['formula', 'value', 'low', 'high']
    """
    frame = _grades(statistics.describe(source, intervals=None) if hasattr(source, "article") else source)
    with style.context():
        ax = begin(ax)
        if frame.empty:
            return empty(ax, "The text is too short for a reading grade", frame)
        names, values, rows = frame["formula"].tolist(), frame["value"].tolist(), range(len(frame))
        ax.hlines(rows, frame["low"], frame["high"], color=style.ACCENT, alpha=0.35, linewidth=5)
        ax.plot(values, rows, "o", color=style.ACCENT, markersize=6)
        label_rows(ax, names)
        ax.grid(axis="y", visible=False)
        ends = [_interval(row) for row in frame.itertuples()]
        where: dict[str, Any] = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points"}
        beside = [ax.annotate(end, (1, k), (4, 0), va="center", **where) for k, end in enumerate(ends)]
        title = _years(values)
        words = Words(
            title=title,
            subtitle="Reading grade of the body by each formula; the band is the 95 % interval",
            alt=f"Dots with intervals: {title}. {row_list(names, ends)}.",
            unit="US school grade",
        )
        chart = Chart("dots", frame.to_dict("records"), "formula", ("value", "low", "high"))
        return finish(ax, words, frame, labels=names, beside=beside, chart=chart)


def _grades(table: "pandas.DataFrame") -> "pandas.DataFrame":
    frame = table[table["measure"].isin(FORMULAS) & table["value"].notna()]
    frame = frame.assign(formula=frame["measure"].map(FORMULAS))
    return frame[["formula", "value", "low", "high"]].reset_index(drop=True)


def _interval(row: Any) -> str:
    if row.low != row.low:
        return f"{row.value:.1f}"
    return f"{row.value:.1f}  ({row.low:.1f}–{row.high:.1f})"


def _years(grades: Sequence[float]) -> str:
    low, high = f"{min(grades):.0f}", f"{max(grades):.0f}"
    years = count(round(min(grades)), "year") if low == high else f"{low} to {high} years"
    return f"The formulas ask for {years} of US school"
