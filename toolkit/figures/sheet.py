"""Figures that lay themselves out for any size and show themselves in notebooks."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from toolkit.figures import style
from toolkit.figures.layout import Layout, fitting_size
from toolkit.figures.rendering import mimebundle


class Plot(Axes):
    """Axes that show their picture as a cell's result."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict, dict]:
        return mimebundle(self)


class Sheet(Figure):
    """A figure with one `Plot` on it, laid out by `Layout`."""

    def __init__(self) -> None:
        super().__init__(figsize=(style.WIDTHS["page"], 3))
        FigureCanvasAgg(self)
        self.set_layout_engine(Layout())
        self.plot = self.add_subplot(axes_class=Plot)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict, dict]:
        return mimebundle(self.plot)

    def fit(self, size: str) -> None:
        """Take the size "column", "page" or "slide"."""
        self.set_size_inches(fitting_size(self, size))
