"""Figure of how hard a text is to read, by several formulas."""

from typing import TYPE_CHECKING, Any

from toolkit.figures import phrases, picture, style

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

FORMULAS = {
    "flesch_kincaid_grade": "Flesch-Kincaid",
    "gunning_fog": "Gunning fog",
    "smog": "SMOG",
    "coleman_liau": "Coleman-Liau",
    "ari": "ARI",
    "linsear_write": "Linsear Write",
}


def readability(source: Any, *, ax: "Axes | None" = None) -> "Axes":
    """The US school grade a text asks for by each formula, with its 95 % interval.

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
    if hasattr(source, "article"):
        from toolkit import statistics

        source = statistics.describe(source, intervals=None)
    frame = _grades(source)
    with style.context():
        ax = picture.begin(ax)
        if frame.empty:
            return picture.empty(ax, "The text is too short for a reading grade", data=frame)
        names, values = frame["formula"].tolist(), frame["value"].tolist()
        rows = range(len(names))
        ax.hlines(rows, frame["low"], frame["high"], color=style.ACCENT, alpha=0.35, linewidth=5)
        ax.plot(values, rows, "o", color=style.ACCENT, markersize=6)
        ax.set_yticks(list(rows), names)
        ax.set_ylim(len(names) - 0.5, -0.5)
        ax.grid(axis="y", visible=False)
        ends = [_interval(row) for row in frame.itertuples()]
        beside = [
            ax.annotate(
                end, (1, k), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points", va="center"
            )
            for k, end in enumerate(ends)
        ]
        low, high = min(values), max(values)
        title = f"The formulas ask for {low:.0f} to {high:.0f} years of US school"
        if f"{low:.0f}" == f"{high:.0f}":
            title = f"The formulas ask for {phrases.count(round(low), 'year')} of US school"
        return picture.finish(
            ax,
            title=title,
            subtitle="Reading grade of the body by each formula; the band is the 95 % interval",
            alt=f"Dots with intervals: {title}. {phrases.rows(names, ends)}.",
            data=frame,
            unit="US school grade",
            labels=names,
            rows=len(names),
            beside=beside,
        )


def _grades(table: "pandas.DataFrame") -> "pandas.DataFrame":
    frame = table[table["measure"].isin(FORMULAS) & table["value"].notna()]
    frame = frame.assign(formula=frame["measure"].map(FORMULAS))
    return frame[["formula", "value", "low", "high"]].reset_index(drop=True)


def _interval(row: Any) -> str:
    if row.low != row.low:
        return f"{row.value:.1f}"
    return f"{row.value:.1f}  ({row.low:.1f}–{row.high:.1f})"
