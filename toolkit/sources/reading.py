"""One way in: ``articles`` gives every article that a source holds, ``read`` the only one."""

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import Any

from toolkit.article import Article, from_text
from toolkit.errors import InputError, ParameterError, ToolkitWarning, sentence
from toolkit.sources import opening, remote
from toolkit.sources.decoding import tidy
from toolkit.sources.languages import is_foreign, passed_over_for_language
from toolkit.sources.model import Blob, Options, OtherKindError, PassedOver
from toolkit.sources.paths import is_text, outlets_of
from toolkit.sources.recognising import FORMATS, recognise


def articles(
    source: Any,
    columns: Mapping[str, str] | None = None,
    *,
    language: str = "any",
    follow: bool = False,
    allow_private: bool = False,
    on_passed_over: Callable[[PassedOver], None] | None = None,
) -> Iterator[Article]:
    """Yield the articles that a source holds, one after the other, in its order.

    Parameters
    ----------
    source
        A file of any format in docs/sources.md, a folder, a glob ("news/*.html"), an archive, a URL, "-" for standard
        input, a data frame, an `Article`, or several of these. A folder or archive stands for all files in it. In a
        report's notebook a name stands for the article that was read before it ran (`keep_at_hand`).
    columns
        Which columns of a table hold what: ``{"text": "body", "title": "headline"}``; by default by their usual names.
    language
        "en" passes over articles that are surely in another language.
    follow
        Whether to fetch the pages that a feed, or a table without texts, names.
    allow_private
        Whether to fetch from hosts on private addresses.
    on_passed_over
        Called with each `PassedOver` that gave no article; by default a `ToolkitWarning` says so.

    Yields
    ------
    Article

    Raises
    ------
    InputError
        If the one source that is named cannot be read. Of several, and in folders and archives, it is passed over.
    ParameterError
        If a table lacks a column that is asked for.

    Examples
    --------
    >>> _ = (folder / "rain.txt").write_text("It rained, Ada Roe said.")
    >>> [article.id for article in toolkit.articles(folder)]
    ['rain']
    """
    options = Options(
        columns=dict(columns or {}),
        follow=follow,
        allow_private=allow_private,
        passed_over=on_passed_over or _warn,
    )
    several = isinstance(source, Iterable) and not (is_one(source) or isinstance(source, bytes))
    for article in _of_several(list(source), options) if several else _of_one(source, options):
        if is_foreign(article, language):
            options.passed_over(passed_over_for_language(article))
        else:
            yield article


def read_many(source: Any, columns: Mapping[str, str] | None = None, **wanted: Any) -> Iterator[Article | PassedOver]:
    """Yield every article that a source holds, and in its place what gave none; nothing that goes wrong stops the rest.

    Arguments are those of `articles`. A source that is named and cannot be read is a `PassedOver` too.

    >>> _ = (folder / "rain.txt").write_text("It rained, Ada Roe said.")
    >>> article, passed_over = read_many([folder / "rain.txt", "no.txt"])
    >>> article.id, passed_over.reason
    ('rain', 'no.txt is not there: check its folder and its name')
    """
    passed: list[PassedOver] = []
    found = articles([source] if is_one(source) else source, columns, on_passed_over=passed.append, **wanted)
    for article in found:
        yield from passed
        passed.clear()
        yield article
    yield from passed


def read(
    source: str | PathLike | None = None,
    *,
    text: str | None = None,
    id: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    meta: Mapping[str, str] | None = None,
    allow_private: bool = False,
) -> Article:
    """Return the one article of a file or URL, or of a text.

    Parameters
    ----------
    source
        A file, or a URL. A path that is not there is an error, never a text. In a report's notebook a name stands for
        the article that was read before it ran (`keep_at_hand`).
    text
        The article itself, instead of ``source``.
    id
        What the article is called; by default the file's name without its ending, or "text".
    title, byline, published, outlet, url, meta
        What is known of the article; it wins over what the source says. ``published`` is a date in ISO 8601.
    allow_private
        Whether to fetch from a host on a private address.

    Returns
    -------
    Article
        The text of a .txt file exactly as it is there, but for a byte-order mark, which goes, and "\\r\\n", which
        becomes "\\n"; of other formats, headline and paragraphs with a blank line between them.

    Raises
    ------
    InputError
        If there is nothing to read, or more than one article; the sentence says what, where and what to do.
    ParameterError
        If both or neither of ``source`` and ``text`` are given.

    >>> read(text="Rain is expected.").paragraphs[0].kind
    'body'
    """
    if (source is None) == (text is None):
        raise ParameterError("give toolkit.read either a path or URL, or text=…")
    given = {"title": title, "byline": byline, "published": published, "outlet": outlet, "url": url}
    known: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    if text is not None:
        return _of_text(text, "text" if id is None else id, known, meta)
    assert source is not None
    return _only(source, allow_private).with_known(id=id, meta=meta, **known)


def _only(source: str | PathLike, allow_private: bool) -> Article:
    """Return the one article of a source; none and several are errors."""
    passed: list[PassedOver] = []
    found = articles(source, allow_private=allow_private, on_passed_over=passed.append)
    first = next(found, None)
    if first is None:
        raise InputError(passed[0].reason if passed else f"{_name(source)} holds no article")
    more = sum(1 for _ in found)
    if more:
        raise InputError(
            f"{_name(source)} holds {more + 1} articles, and one is wanted here: "
            "toolkit.articles(…) gives each of them, toolkit.collection.analyse(…) takes all"
        )
    return first


def rows_of(path: str | PathLike) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a table's file as they are, by column, without making articles of them.

    Raises
    ------
    InputError
        If the file is damaged, or no table.
    ParameterError
        If it has no column of text.
    """
    from toolkit.sources import json_records, tables

    options = Options(passed_over=_warn)
    for blob in opening.blobs(os.fspath(path), options):
        format = recognise(blob)
        if FORMATS[format].module not in ("tables", "json_records"):
            raise InputError(f"{blob.name} is {FORMATS[format].what}, and no table")
        module = tables if FORMATS[format].module == "tables" else json_records
        yield from module.rows(blob, options)


def files_of(folder: str | PathLike) -> Iterator[str]:
    """Yield the paths of the files that `articles` would look into for a folder; a warning says what else is in it.

    Raises
    ------
    InputError
        If it holds no file.
    """
    options = Options(passed_over=_warn)
    yield from (os.fspath(path) for path, _ in opening.files_of(Path(folder), options))


_at_hand: dict[str, Article | PassedOver] = {}  # by name; `keep_at_hand` alone fills it


def keep_at_hand(items: Mapping[str, Article | PassedOver]) -> None:
    """Let `articles` and `read` give these for their names from now on, instead of looking for files.

    So a report's notebook gets its articles: those that were read before it ran, or that the report holds. It names
    them as its parameters do, and `report.collect` calls this before its first cell.
    """
    _at_hand.clear()
    _at_hand.update(items)


def is_one(source: Any) -> bool:
    """Whether a source is a single one, which may hold many articles, and not several sources."""
    return isinstance(source, str | PathLike | Article) or _is_frame(source)


def _of_text(text: str, id: str, known: dict[str, Any], meta: Mapping[str, str] | None) -> Article:
    if not isinstance(text, str):
        raise ParameterError(f"text=… takes a string, not {type(text).__name__}")
    text, notes = tidy(text)
    if not text.strip():
        raise InputError(f"the text is {'blank' if text else 'empty'}: there is nothing to read in it")
    return from_text(text, id, notes=notes, meta=dict(meta or {}), **known)


def _of_several(sources: list[Any], options: Options) -> Iterator[Article]:
    outlets = outlets_of([os.fspath(item) for item in sources if isinstance(item, str | PathLike)])
    for item in sources:
        outlet = outlets.get(os.fspath(item)) if isinstance(item, str | PathLike) else None
        try:
            yield from _of_one(item, options, outlet)
        except Exception as error:  # whatever it is: the other articles are still wanted
            if isinstance(error, ParameterError) and len(sources) == 1:
                raise
            options.passed_over(PassedOver(_name(item), sentence(error, _name(item)), failed=True))


def _of_one(source: Any, options: Options, outlet: str | None = None) -> Iterator[Article]:
    if isinstance(source, Article):
        yield source
    elif _is_frame(source):
        from toolkit.sources import tables

        yield from tables.of_frame(source, "data frame", options)
    elif isinstance(source, str | PathLike):
        given = os.fspath(source)
        if known := _at_hand.get(given):
            if isinstance(known, Article):
                yield known
            else:
                options.passed_over(known)
            return
        for blob in opening.blobs(given, options):
            if outlet and not blob.outlet:
                blob = blob.of_outlet(outlet)
            yield from _of_blob(blob, options, named=_is_file(given, blob))
    else:
        raise ParameterError(
            f"an article cannot be read from {type(source).__name__}: "
            "give a path, a URL, a data frame, or toolkit.read(text=…)"
        )


def _of_blob(blob: Blob, options: Options, *, named: bool) -> Iterator[Article]:
    """Yield a blob's articles; what cannot be read raises where the user named it, and is passed over elsewhere."""
    silent = True

    def tell(what: PassedOver) -> None:
        nonlocal silent
        silent = False
        options.passed_over(what)

    try:
        for article in _inside(blob, replace(options, passed_over=tell)):
            silent = False
            yield article
        if silent:
            raise InputError(f"{blob.name} holds no articles: there is nothing to read in it")
    except Exception as error:  # whatever it is: the other articles are still wanted
        if named or isinstance(error, ToolkitWarning):
            raise
        failed = not isinstance(error, OtherKindError)
        options.passed_over(PassedOver(blob.name, sentence(error, blob.name), failed))


def _is_file(given: str, blob: Blob) -> bool:
    """Return whether a blob is what the user named, not one of several in a folder."""
    if remote.is_remote(given):
        return given.endswith(f"/{blob.name}")
    return blob.path is None or not os.path.isdir(given)


def _inside(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield a blob's articles, of whatever format it is."""
    format = recognise(blob)
    if format == "gzip":
        yield from _of_blob(opening.unpacked(blob), options, named=True)
    elif format == "archive":
        for member in opening.members(blob, options):
            yield from _of_member(member, options)
    else:
        yield from import_module(f"toolkit.sources.{FORMATS[format].module}").read(blob, options)


def _of_member(member: Blob, options: Options) -> Iterator[Article]:
    try:
        nested = recognise(member) in ("archive", "gzip")
    except InputError:
        nested = False  # it is said when it is read
    if nested:
        reason = f"{member.name} is an archive in an archive: unpack it first"
        options.passed_over(PassedOver(member.name, reason, failed=True))
    else:
        yield from _of_blob(member, options, named=False)


def _is_frame(source: Any) -> bool:
    return type(source).__module__.partition(".")[0] in ("pandas", "toolkit") and hasattr(source, "iloc")


def _name(source: Any) -> str:
    if isinstance(source, str | PathLike):
        given = os.fspath(source)
        if is_text(given):
            return "a text"
        return given if "://" in given else os.path.basename(given.rstrip("/\\")) or given
    return type(source).__name__


def _warn(what: PassedOver) -> None:
    warnings.warn(what.as_warning(), ToolkitWarning, stacklevel=3)
