"""A decorator for functions that return a data frame; pandas is imported only when such a function is called."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

if TYPE_CHECKING:
    import pandas


P = ParamSpec("P")


def as_table(function: Callable[P, "pandas.DataFrame"]) -> Callable[P, "pandas.DataFrame"]:
    """Make the data frame that a function returns a `toolkit.display.table.Table`, which shows itself well."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> "pandas.DataFrame":
        from toolkit.display.table import Table

        frame = function(*args, **kwargs)
        table = Table(frame)
        table.attrs.update(frame.attrs)
        return table

    return call
