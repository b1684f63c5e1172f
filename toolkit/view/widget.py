"""The widget: the state that browser and Python share, and what Python answers."""

import traceback
from collections.abc import Callable
from importlib.resources import files
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from toolkit.analysis import Analysis, reanalyse
from toolkit.analysis.corrections import find_text
from toolkit.display.wording import count
from toolkit.errors import ParameterError, ToolkitError
from toolkit.text import utf16
from toolkit.view import actors_file_editor, browser_data, corrections, filters, reproduction
from toolkit.view.actors_file_editor import ActorsFileEditor
from toolkit.view.article_list import ArticleList

if TYPE_CHECKING:
    import pandas

FILE = "actors.toml"
LONG = 5_000  # words; beyond, the view's table has no intervals, which take time
SCRIPTS = ("dom", "numbers", "text", "actors", "quotes", "figures", "tables", "articles", "bar", "main")
START = {
    "tab": "actors",
    "actor": None,
    "actor_name": None,
    "quote": None,
    "kinds": list(filters.KINDS),
    "types": ["PER", "ORG", "LOC"],
    "speaker": None,
    "paragraphs": None,
    "confidence": 0.0,
    "query": "",
    "sort": "position",
    "top": reproduction.TOP,
}


# What the browser calls each correction.
WITH_VALUE = {
    "merge": corrections.merge,
    "rename": corrections.rename,
    "retype": corrections.set_type,
    "speaker": corrections.set_speaker,
    "name_unnamed": corrections.name_unnamed,
}
WITHOUT_VALUE = {"leave_out": corrections.leave_out, "strike": corrections.strike_quote}


def _static(name: str) -> str:
    """Return a file of the view's own."""
    return files("toolkit.view").joinpath("static", name).read_text(encoding="utf-8")


class Explorer(anywidget.AnyWidget):
    """What ``toolkit.explore`` gives: the view, and in Python what it shows.

    Attributes
    ----------
    analysis : Analysis
        The article that is looked at, with all corrections.
    seen : Analysis
        The same with those quotes only that the filters let through.
    """

    _esm = "\n".join(_static(f"{name}.js") for name in SCRIPTS)
    _css = _static("explore.css")

    article = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    corrections = traitlets.Dict().tag(sync=True)
    articles: traitlets.List = traitlets.List().tag(sync=True)
    chosen = traitlets.Int(-1).tag(sync=True)
    searchable = traitlets.Bool(False).tag(sync=True)

    def __init__(self, source: Analysis | ArticleList, actors_file: str | PathLike | None = None) -> None:
        self._library = source if isinstance(source, ArticleList) else None
        self._given = None if actors_file is None else fspath(actors_file)
        self._file: ActorsFileEditor | None = None
        self.analysis: Analysis | None = None
        rows = [list(row) for row in source.rows] if isinstance(source, ArticleList) else []
        super().__init__(view=dict(START), articles=rows, searchable=bool(self._library and self._library.has_texts))
        if isinstance(source, Analysis):
            self._show(source)
        self.on_msg(self._answer)

    @property
    def seen(self) -> Analysis:
        """The analysis with those quotes only that the view's filters let through."""
        return filters.narrowed(self._looked_at(), **filters.active_filters(self.view))

    def choose(self, k: int) -> Analysis:
        """Look at the k-th article of the list."""
        self._show(self._listed().open(k))
        self.view = {**self.view, "actor": None, "actor_name": None, "quote": None, "speaker": None, "paragraphs": None}
        self.chosen = k
        return self._looked_at()

    def __repr__(self) -> str:
        if self.analysis is None:
            return f"{count(len(self.articles), 'article')} to choose from"
        return repr(self.analysis)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data_, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        if self.analysis is not None:
            data_ = {**(data_ or {}), "text/html": self.analysis._repr_mimebundle_()["text/html"]}
        return data_, metadata

    # ------------------------------------------------------------ what is shown

    def _show(self, analysis: Analysis) -> None:
        """Show an analysis, with what its actors.toml says now."""
        made_with = analysis.inputs.actors_file if analysis.inputs else None
        path = self._given or made_with or FILE
        if self._file is None or self._file.path != Path(path):
            self._file = ActorsFileEditor(path)
        if self._file.path.exists():
            analysis = reanalyse(analysis, self._file.path)
        self._take(analysis)

    def _take(self, analysis: Analysis) -> None:
        """Send an analysis and the file's entries to the browser."""
        file = self._corrected()
        self.analysis = analysis
        self.article = browser_data.for_browser(analysis)
        document = file.document() if file.path.exists() else {}
        rows = [vars(entry) for entry in actors_file_editor.entries(document, analysis)]
        self.corrections = {"file": file.path.name, "entries": rows, "undo": file.undoable}

    def _looked_at(self) -> Analysis:
        """Return the analysis that is looked at."""
        if self.analysis is None:
            raise ParameterError("choose an article first")
        return self.analysis

    def _listed(self) -> ArticleList:
        """Return the list of articles."""
        if self._library is None:
            raise ParameterError("the view has one article only")
        return self._library

    def _corrected(self) -> ActorsFileEditor:
        """Return the file that corrections go to."""
        if self._file is None:
            raise ParameterError("choose an article first")
        return self._file

    def _follow(self) -> None:
        """Make the analysis anew from the file as it is now."""
        path = self._corrected().path
        self._take(reanalyse(self._looked_at(), path if path.exists() else None))

    # ------------------------------------------------------------ what the browser asks

    def _answer(self, _: Any, asked: dict[str, Any], buffers: Any) -> None:
        """Answer one message: {"id", "do", …} with {"id", …}, or with {"id", "error"}."""
        reply: dict[str, Any] = {"id": asked.get("id")}
        payload: list[bytes] = []
        try:
            if asked.get("view"):
                self.view = asked["view"]  # a question may overtake the state that goes with it
            answer = self._asks()[asked["do"]](asked)
            if isinstance(answer, bytes):
                payload = [answer]
            else:
                reply |= answer
        except ToolkitError as error:
            reply["error"] = str(error)
        except Exception as error:  # a fault of ours: said to the user, and kept in the log
            traceback.print_exc()
            reply["error"] = f"this did not work: {type(error).__name__}: {error}"
        self.send(reply, buffers=payload)

    def _asks(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        """Return what answers each thing that the browser asks."""
        return {
            "open": lambda m: {"message": f"opened: {self.choose(m['k']).article.title or 'the article'}"},
            "find": lambda m: {"found": self._listed().find(m["query"])},
            "snippets": self._snippets,
            "search": self._search,
            "statistics": lambda m: self._statistics(),
            "figure": lambda m: reproduction.figure(self._looked_at(), self.view, m["name"], m["format"]),
            "code": self._code,
            "correct": self._correct,
            "undo": lambda m: self._after(self._corrected().undo()),
            "again": lambda m: self._after(f"{self._corrected().path.name} read again"),
        }

    def _after(self, message: str) -> dict[str, str]:
        """Follow a change of the file, and answer with a message."""
        self._follow()
        return {"message": message}

    def _correct(self, asked: dict[str, Any]) -> dict[str, str]:
        """Write a correction into the file and follow it."""
        analysis, what = self._looked_at(), asked["what"]
        if what == "add":
            start, end = self._span(asked)
            change = corrections.add_quote(analysis, start, end, asked.get("name"))
        elif what == "take_back":
            change = actors_file_editor.take_back(asked["kind"], asked["index"])
        elif what in WITH_VALUE:
            change = WITH_VALUE[what](analysis, asked["on"], asked["value"])
        elif what in WITHOUT_VALUE:
            change = WITHOUT_VALUE[what](analysis, asked["on"])
        else:
            raise ParameterError(f"there is no correction {what}")
        file = self._corrected()
        sentence = file.change(change)
        return self._after(f"{sentence}; written to {file.path.name}")

    def _span(self, asked: dict[str, Any]) -> tuple[int, int]:
        """Return where the words of a new quote stand: as marked in the text, or as typed."""
        text = self._looked_at().article.text
        if "start" in asked:
            at = utf16.from_utf16(text)
            return at(asked["start"]), at(asked["end"])
        span = find_text(text, asked.get("text", ""))
        if span is None:
            raise ParameterError("these words do not stand in the text: type them as they stand there")
        return span

    def _search(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return the places of a word in their context."""
        from toolkit.statistics import concordance

        analysis = self._looked_at()
        hits = concordance(analysis, asked["query"], sort=asked.get("sort", "position"))
        at = utf16.to_utf16(analysis.article.text)
        columns = hits[["left", "keyword", "right", "paragraph", "start", "end"]]
        return {"hits": [[*row[:4], at(row[4]), at(row[5])] for row in columns.itertuples(index=False)]}

    def _snippets(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return of some articles the passage in which a query stands: for each its number and the passage's pieces."""
        found = self._listed().snippets(asked["query"], asked["articles"])
        return {"snippets": [[number, [list(piece) for piece in pieces]] for number, pieces in found.items()]}

    def _statistics(self) -> dict[str, Any]:
        """Return the measures, and those of each speaker's words."""
        from toolkit import statistics

        seen = self.seen
        short = (seen.statistics.get("words") or 0) <= LONG
        measures = statistics.worth_showing(seen) if short else statistics.describe(seen).assign(reading="")
        if not short:
            measures = measures[measures["measure"].isin(statistics.measures_table.WORTH_SHOWING)]
        voices = statistics.voices(seen, wide=True)
        return {"measures": _records(measures), "voices": _records(voices)}

    def _code(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return code for a cell and the command for a report."""
        analysis = self._looked_at()
        try:
            command = {"command": reproduction.command(analysis, self.view)}
        except ParameterError as error:
            command = {"no_command": str(error)}
        return {"cell": reproduction.python_code(analysis, self.view, _name_of(self)), **command}


def _records(frame: "pandas.DataFrame") -> list[dict[str, Any]]:
    """Return rows as plain data; None where there is no value."""
    return [{k: None if v != v else v for k, v in row.items()} for row in frame.to_dict("records")]


def _name_of(widget: Explorer) -> str:
    """Return what the notebook calls the view; "view" where it has no name."""
    try:
        from IPython import get_ipython

        names = get_ipython().user_ns.items()
    except (ImportError, AttributeError):
        return "view"
    return next((name for name, value in names if value is widget and not name.startswith("_")), "view")
