"""A function's data frame shows itself well in a notebook; pandas is imported only when it is called."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

if TYPE_CHECKING:
    import pandas


P = ParamSpec("P")


def shown(function: Callable[P, "pandas.DataFrame"]) -> Callable[P, "pandas.DataFrame"]:
    """The function, its data frame as one that shows itself well in a notebook (`toolkit.display.table.Table`)."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> "pandas.DataFrame":
        from toolkit.display.table import Table

        return Table(function(*args, **kwargs))

    return call
