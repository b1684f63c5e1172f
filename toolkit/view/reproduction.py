"""Reproduce what the view shows: as Python for a cell, as a command for a report, as a figure's file."""

import shlex
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import ParameterError
from toolkit.view.filters import active_filters, narrowed

if TYPE_CHECKING:
    from toolkit.analysis import Analysis

TOP = 12  # actors in a figure, unless more or fewer are asked for

# The view's figures: the function of toolkit.figures that draws each, and whether it takes a number of actors.
FIGURES = {
    "actors": ("actor_frequency", True),
    "timeline": ("actor_timeline", True),
    "voice": ("share_of_voice", True),
    "sentences": ("sentence_lengths", False),
    "words": ("frequent_words", False),
    "readability": ("readability", False),
}


def python_code(analysis: "Analysis", view: Mapping[str, Any], name: str = "view") -> str:
    """Return Python that shows in a cell what the view shows.

    Parameters
    ----------
    analysis
        What is looked at.
    view
        The view's state: tab, filters, the actor's name, the query.
    name
        The notebook's name for the view, for texts that came from no file.
    """
    inputs, given = analysis.inputs, active_filters(view)
    if inputs and inputs.source:
        corrected = f", actors_file={inputs.actors_file!r}" if inputs.actors_file else ""
        analysed = f"a = toolkit.analyse({inputs.source!r}{corrected})"
    else:
        analysed = f"a = {name}.analysis  # the text came from no file"
    if not given:
        return "\n".join(["import toolkit", "", analysed, *_last_lines(view, "a")]) + "\n"
    arguments = ", ".join(f"{key}={value!r}" for key, value in given.items())
    imports = ["import toolkit", "from toolkit.view import narrowed"]
    seen = f"seen = narrowed(a, {arguments})"
    return "\n".join([*imports, "", analysed, seen, *_last_lines(view, "seen")]) + "\n"


def _last_lines(view: Mapping[str, Any], seen: str) -> list[str]:
    """Return the lines that show what the view's tab shows."""
    tab, actor, top = view.get("tab"), view.get("actor_name"), view.get("top", TOP)
    if tab == "search" and view.get("query"):
        order = f", sort={view['sort']!r}" if view.get("sort", "position") != "position" else ""
        return [f"toolkit.statistics.concordance(a, {view['query']!r}{order})"]
    if tab == "quotes":
        if actor and not view.get("speaker"):
            return [f"quotes = toolkit.tables.quotes({seen})", f'quotes[quotes["speaker"] == {actor!r}]']
        return [f"toolkit.tables.quotes({seen})"]
    if tab == "figures":
        return [
            f"display(toolkit.figures.actor_timeline({seen}, n={top}))",
            f"display(toolkit.figures.share_of_voice({seen}, n={top}))",
        ]
    if tab == "statistics":
        return [f"display(toolkit.statistics.worth_showing({seen}))", f"toolkit.statistics.voices({seen}, wide=True)"]
    if actor:
        return [f"mentions = toolkit.tables.mentions({seen})", f'mentions[mentions["actor"] == {actor!r}]']
    return [f"toolkit.tables.actors({seen})"]


def command(analysis: "Analysis", view: Mapping[str, Any]) -> str:
    """Return the ``toolkit report`` command for this article, with the parameters in force.

    Raises
    ------
    ParameterError
        If the text came from no file.
    """
    inputs = analysis.inputs
    if inputs is None or not inputs.source:
        raise ParameterError("a report needs a file: save the text as .txt and open that")
    parts = ["toolkit", "report", inputs.source]
    if inputs.actors_file:
        parts += ["--actors", inputs.actors_file]
    if view.get("top", TOP) != TOP:
        parts += ["-p", f"top_actors={view['top']}"]
    return shlex.join(parts)


def figure(analysis: "Analysis", view: Mapping[str, Any], name: str, kind: str) -> bytes:
    """Return a figure of what the view shows, as the bytes of an SVG or PNG.

    Raises
    ------
    ParameterError
        If there is no such figure or format.
    """
    from toolkit import figures

    if name not in FIGURES:
        raise ParameterError(f"there is no figure {name}: {', '.join(FIGURES)} are there")
    function, counted = FIGURES[name]
    options = {"n": view.get("top", TOP)} if counted else {}
    ax = getattr(figures, function)(narrowed(analysis, **active_filters(view)), **options)
    with tempfile.TemporaryDirectory() as folder:
        figures.save(ax, Path(folder) / name, formats=(kind,))
        return (Path(folder) / f"{name}.{kind}").read_bytes()
