"""Reads news articles: who is in them, who said what, and how they are written.

>>> import toolkit
>>> a = toolkit.analyse(toolkit.read(text="“It is late,” Ada Lovelace said."))
>>> a.actors[0].name, a.quotes[0].kind
('Ada Lovelace', 'direct')
"""

from typing import TYPE_CHECKING

from toolkit.version import VERSION as __version__

if TYPE_CHECKING:
    from toolkit import collection, figures, statistics, tables
    from toolkit.analysis import Analysis, analyse
    from toolkit.article import Article
    from toolkit.sources import read
    from toolkit.view import explore

__all__ = [
    "Analysis",
    "Article",
    "__version__",
    "analyse",
    "collection",
    "explore",
    "figures",
    "read",
    "statistics",
    "tables",
]

# What is asked for first is imported then, so that ``import toolkit`` costs next to nothing.
_HOMES = {"read": "sources", "explore": "view", "analyse": "analysis", "Analysis": "analysis", "Article": "article"}
_MODULES = ("collection", "figures", "statistics", "tables")


def __getattr__(name: str):
    import importlib

    if name in _HOMES:
        value = getattr(importlib.import_module(f"toolkit.{_HOMES[name]}"), name)
    elif name in _MODULES:
        value = importlib.import_module(f"toolkit.{name}")
    else:
        raise AttributeError(f"module 'toolkit' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
