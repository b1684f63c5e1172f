"""From looking to reporting: the code, the command and the figures of what the view shows."""

import shlex
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import ParameterError
from toolkit.view.data import KINDS, narrowed

if TYPE_CHECKING:
    from toolkit.analysis import Analysis

TOP = 12  # actors in a figure, unless more or fewer are asked for

# Of the view's figures: the function of toolkit.figures, and how it takes the number of actors.
FIGURES = {
    "actors": ("actor_frequency", True),
    "timeline": ("actor_timeline", True),
    "voice": ("share_of_voice", True),
    "sentences": ("sentence_lengths", False),
    "words": ("frequent_words", False),
    "readability": ("readability", False),
}


def filters(view: Mapping[str, Any]) -> dict[str, Any]:
    """What the view leaves out, as arguments of `narrowed`; nothing where it shows all."""
    given: dict[str, Any] = {}
    kinds = [kind for kind in KINDS if kind in view.get("kinds", KINDS)]
    if len(kinds) < len(KINDS):
        given["kinds"] = kinds
    if view.get("speaker"):
        given["speaker"] = view["speaker"]
    if view.get("paragraphs"):
        first, last = view["paragraphs"]
        given["paragraphs"] = (first, last)
    if view.get("confidence"):
        given["confidence"] = view["confidence"]
    return given


def cell(analysis: "Analysis", view: Mapping[str, Any], name: str = "view") -> str:
    """Python that shows in a cell what the view shows.

    Parameters
    ----------
    analysis
        What is looked at.
    view
        The view's state: tab, filters, the actor's name, the query.
    name
        The notebook's name for the view, for texts that came from no file.
    """
    inputs, given = analysis.inputs, filters(view)
    lines = ["import toolkit"]
    if inputs and inputs.source:
        corrected = f", actors_file={inputs.actors_file!r}" if inputs.actors_file else ""
        made = f"a = toolkit.analyse({inputs.source!r}{corrected})"
    else:
        made = f"a = {name}.analysis  # the text came from no file"
    if given:
        lines.append("from toolkit.view import narrowed")
    lines += ["", made]
    seen = "a"
    if given:
        arguments = ", ".join(f"{key}={value!r}" for key, value in given.items())
        lines.append(f"seen = narrowed(a, {arguments})")
        seen = "seen"
    return "\n".join([*lines, *_shows(view, seen)]) + "\n"


def _shows(view: Mapping[str, Any], seen: str) -> list[str]:
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
    """The ``toolkit report`` command for this article, with the parameters in force.

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
    """A figure of what the view shows, as the bytes of an SVG or PNG.

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
    ax = getattr(figures, function)(narrowed(analysis, **filters(view)), **options)
    with tempfile.TemporaryDirectory() as folder:
        figures.save(ax, Path(folder) / name, formats=(kind,))
        return (Path(folder) / f"{name}.{kind}").read_bytes()
