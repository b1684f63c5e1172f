"""What functions are given, checked by their annotations: an error says what was expected, and who takes it."""

import inspect
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from numbers import Integral
from types import UnionType
from typing import Any, ParamSpec, TypeVar, get_args, get_origin

from toolkit.display.wording import shortened
from toolkit.errors import ParameterError

P = ParamSpec("P")
T = TypeVar("T")
IN_WORDS = {  # the kinds of arguments that are checked, by name, since rooms further on have some of them
    "Analysis": "the analysis of one article",
    "Article": "an article",
    "Collection": "a collection of articles",
    "DataFrame": "a table",
    "Iterable": "a list",
    "Mapping": "a dictionary",
    "Network": "a network",
    "NoneType": "None",
    "PathLike": "a path",
    "Sequence": "a list",
    "bool": "True or False",
    "int": "a whole number from 0 on",
    "str": "a text",
}
LIKE = {"Iterable": (Iterable,), "Mapping": (Mapping,), "PathLike": (os.PathLike,), "Sequence": (Sequence,)}
COLUMNS = {"Series", "Index", "ndarray"}  # are taken as lists
MADE_BY = {
    "Analysis": "toolkit.analyse makes one",
    "Collection": "toolkit.collection.analyse makes one, toolkit.open opens a store",
    "Network": "the functions of toolkit.collection.networks make one",
}


def checked(function: Callable[P, T]) -> Callable[P, T]:
    """Have a function say what it takes, in a sentence, where an argument is not what its annotation says.

    >>> @checked
    ... def quotes(analysis: "Analysis", n: int = 1) -> int:
    ...     return len(analysis.quotes[:n])
    >>> quotes(a, n="2")
    Traceback (most recent call last):
    toolkit.errors.ParameterError: quotes takes a whole number from 0 on as n, not “2”
    >>> quotes("bridge.txt")
    Traceback (most recent call last):
    toolkit.errors.ParameterError: quotes takes the analysis of one article, not “bridge.txt”: toolkit.analyse makes one
    """
    signature = inspect.signature(function)
    expected = {name: kinds for name, given in signature.parameters.items() if (kinds := _kinds(given.annotation))}

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError:  # an argument too many or too few, of which Python says what is wrong
            return function(*args, **kwargs)
        for k, (name, value) in enumerate(bound.arguments.items()):
            if "Sequence" in expected.get(name, ()) and COLUMNS & {one.__name__ for one in type(value).__mro__}:
                bound.arguments[name] = list(value)
            elif name in expected and not _fits(value, expected[name]):
                raise ParameterError(_sentence(function.__name__, name if k else "", expected[name], value))
        return function(*bound.args, **bound.kwargs)

    return call


def _kinds(annotation: Any) -> tuple[str, ...]:
    """Return the kinds that an annotation names, if values of all of them can be told."""
    if isinstance(annotation, str):  # "Analysis | pandas.DataFrame": not imported where it is named
        parts = (part.strip().rpartition(".")[2] for part in annotation.split("|"))
        names = [{"None": "NoneType"}.get(part, part) for part in parts]
    else:
        members = get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)
        names = [getattr(get_origin(member) or member, "__name__", "") for member in members]
    return tuple(names) if all(name in IN_WORDS for name in names) else ()


def _kinds_of(value: Any) -> list[str]:
    """Return the kinds that a value is of, the narrowest first."""
    return [kind.__name__ for kind in type(value).__mro__ if kind.__name__ in IN_WORDS]


def _fits(value: Any, kinds: Sequence[str]) -> bool:
    if isinstance(value, str):  # which is a sequence too, of letters
        return "str" in kinds
    if isinstance(value, Integral):
        return ("int" in kinds and int(value) >= 0) or ("bool" in kinds and value in (0, 1))
    return any(isinstance(value, LIKE.get(kind, ())) for kind in kinds) or bool({*kinds} & {*_kinds_of(value)})


def _sentence(function: str, parameter: str, kinds: Sequence[str], value: Any) -> str:
    """Return what a function takes as its first or another parameter, and who takes or makes what."""
    *first, last = dict.fromkeys(IN_WORDS[kind] for kind in kinds)
    wanted = f"{', '.join(first)} or {last}" if first else last
    takes = f"{function} takes {wanted}{f' as {parameter}' if parameter else ''}, not {described(value)}"
    instead = next((MADE_BY[kind] for kind in kinds if kind in MADE_BY), "")
    given = next(iter(_kinds_of(value)), "")
    if {given, *kinds} == {"Analysis", "Collection"}:
        room = "tables" if given == "Analysis" else "collection"
        if function in getattr(sys.modules.get(f"toolkit.{room}"), "__all__", ()):  # it is imported, as the value is
            instead = f"toolkit.{room}.{function} takes that"
        elif given == "Analysis":
            instead = "toolkit.collection.from_analyses makes one of analyses"
        else:
            instead = "give one of its analyses, such as c.analyses[0]"
    return f"{takes}: {instead}" if instead else takes


def described(value: Any) -> str:
    """Return what a value is, in words.

    >>> described(a), described(articles), described("2"), described([a]), described(None), described(0.5)
    ('the analysis of one article', 'a collection of articles', '“2”', 'a list', 'None', '0.5')
    """
    if isinstance(value, str | os.PathLike):
        return f"“{shortened(os.fspath(value), 40)}”"
    if isinstance(value, int | float | None):
        return str(value)
    if isinstance(value, list | tuple):
        return "a list"
    return next((IN_WORDS[kind] for kind in _kinds_of(value)), f"a {type(value).__name__}")
