"""Reads news articles: who is in them, who said what, and how they are written.

>>> import toolkit
>>> a = toolkit.analyse(toolkit.read(text="“It is late,” Ada Lovelace said."))
>>> a.actors[0].name, a.quotes[0].kind
('Ada Lovelace', 'direct')
"""

from typing import TYPE_CHECKING

from toolkit.errors import InputError, ParameterError, ReportError, ToolkitError, ToolkitWarning
from toolkit.version import VERSION as __version__

if TYPE_CHECKING:
    from toolkit import brief, collection, exchange, figures, report, statistics, tables, view
    from toolkit.analysis import Analysis, analyse
    from toolkit.article import Article
    from toolkit.collection.store import open
    from toolkit.sources import articles, read
    from toolkit.view import explore

__all__ = [
    "Analysis",
    "Article",
    "InputError",
    "ParameterError",
    "ReportError",
    "ToolkitError",
    "ToolkitWarning",
    "__version__",
    "analyse",
    "articles",
    "brief",
    "collection",
    "exchange",
    "explore",
    "figures",
    "open",
    "read",
    "report",
    "statistics",
    "tables",
    "view",
]

# The rooms are imported when something in them is asked for, so that ``import toolkit`` costs next to nothing.
_HOMES = {
    "articles": "sources",
    "read": "sources",
    "explore": "view",
    "open": "collection.store",
    "analyse": "analysis",
    "Analysis": "analysis",
    "Article": "article",
}
_ROOMS = ("brief", "collection", "exchange", "figures", "report", "statistics", "tables", "view")


def __getattr__(name: str):
    import importlib

    if name in _HOMES:
        value = getattr(importlib.import_module(f"toolkit.{_HOMES[name]}"), name)
    elif name in _ROOMS:
        value = importlib.import_module(f"toolkit.{name}")
    else:
        raise AttributeError(f"module 'toolkit' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
