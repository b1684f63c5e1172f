"""Whatever holds articles, or analyses that are there already, to a `Collection`."""

import warnings
from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any

from toolkit import analysis as _analysis
from toolkit.analysis import Analysis
from toolkit.analysis.arguments import checked, described
from toolkit.article import Article
from toolkit.collection import article_names
from toolkit.collection.linking.linking import entries_of, link
from toolkit.collection.linking.renaming import renamed
from toolkit.collection.model import NAMED, Collection, checked_copies
from toolkit.collection.store.folder import only_store
from toolkit.collection.store.opening import open as open_store
from toolkit.display.wording import count
from toolkit.errors import InputError, ParameterError, ToolkitWarning
from toolkit.progress import progress
from toolkit.sources import PassedOver, read_many
from toolkit.sources.model import none_read


def analyse(
    articles: Any,
    columns: Mapping[str, str] | None = None,
    *,
    language: str = "en",
    actors_file: str | PathLike | None = None,
    min_articles: int = 1,
    max_articles: int | None = None,
    copies: str = "once",
    **wanted: Any,
) -> Collection:
    """Analyse several articles.

    Parameters
    ----------
    articles
        One or several of: files, folders, globs, archives, tables, exports with many articles, URLs, data frames,
        articles (all that `toolkit.articles` takes); or a store that ``toolkit corpus`` made, which is opened.
    columns
        Which columns of a table hold what: ``{"text": "body"}``.
    language
        "en" leaves out articles that are surely in another language, whose numbers would mean nothing; "any" takes all.
    actors_file
        What the analyst knows of the actors (``actors.toml``).
    min_articles, max_articles
        How many articles it takes at least and at most.
    copies
        "once": counts over all articles (`actors`, `over_time`, `cues` …) take each story once, by its earliest article
        (`toolkit.collection.copies`). "all": copies count too. Lists, and counts of each article or outlet, hold all.
    wanted
        Further arguments of `toolkit.articles`: follow, allow_private.

    Returns
    -------
    Collection
        What gave no article is in its ``passed_over``.

    Raises
    ------
    InputError
        If too few of the articles can be read.
    ParameterError
        If there are too few or too many of them.

    Warns
    -----
    ToolkitWarning
        For what is passed over.

    Examples
    --------
    >>> _ = (folder / "rain.txt").write_text("It rained, Ada Roe said.")
    >>> len(toolkit.collection.analyse(folder))
    1
    """
    copies = checked_copies(copies)  # before anything is read
    _refuse_analyses(articles)
    made = _made(articles, columns, actors_file, (min_articles, max_articles), language=language, **wanted)
    object.__setattr__(made, "copies", copies)
    return made


def _refuse_analyses(articles: Any) -> None:
    """Raise an error where what is to be analysed is so already."""
    for one in articles if isinstance(articles, list | tuple) else [articles]:
        if isinstance(one, Analysis | Collection):
            instead = "from_analyses makes a collection of analyses"
            raise ParameterError(f"analyse takes articles, not {described(one)}: {instead}")


def _made(
    articles: Any,
    columns: Mapping[str, str] | None,
    actors_file: str | PathLike | None,
    number: tuple[int, int | None],
    **wanted: Any,
) -> Collection:
    """Return the collection of a store, or of articles that are analysed now; ``number``: at least, at most so many."""
    if (store := only_store(articles)) is not None:
        return _of_store(store, actors_file, *number)
    found, passed = _read(articles, columns, **wanted)
    _check_number(len(found), passed, *number)
    warn_of(passed)
    analyses = [_analysis.analyse(article, actors_file=actors_file) for article in progress(found, "articles")]
    return from_analyses(analyses, passed_over=passed)


def _read(articles: Any, columns: Mapping[str, str] | None, **wanted: Any) -> tuple[list[Article], list[PassedOver]]:
    """Return the articles of some sources, and what gave none."""
    items = list(read_many(articles, columns, **wanted))
    found = [item for item in items if isinstance(item, Article)]
    return found, [item for item in items if isinstance(item, PassedOver)]


def _of_store(
    store: str | PathLike, actors_file: str | PathLike | None, min_articles: int, max_articles: int | None
) -> Collection:
    """Return the collection of a store, once it is seen to be what is wanted."""
    opened = open_store(store, actors_file)
    _check_number(len(opened), opened.passed_over, min_articles, max_articles)
    return opened


@checked
def from_analyses(
    analyses: Sequence[Analysis],
    *,
    names: Sequence[str] | None = None,
    outlets: Sequence[str | None] | None = None,
    passed_over: Sequence[PassedOver] = (),
    copies: str = "once",
) -> Collection:
    """Make a collection of analyses that are there already.

    Parameters
    ----------
    analyses
        What ``toolkit.analyse`` gave, one an article.
    names
        What the articles are called; by default by their ids.
    outlets
        Whose they are; by default the articles' own.
    passed_over
        What gave no article, to be named in reports.
    copies
        "once" or "all", as for `analyse`.

    Returns
    -------
    Collection

    Raises
    ------
    ParameterError
        If something else is given than analyses, or not a name and an outlet for each.

    Examples
    --------
    >>> toolkit.collection.from_analyses([a], names=["bridge"]).names
    ('bridge',)
    """
    for what, given in (("names", names), ("outlets", outlets)):
        if given is not None and len(given) != len(analyses):
            raise ParameterError(f"{len(given)} {what} for {count(len(analyses), 'article')}: give one an article")
    articles = [_article_of(one) for one in analyses]
    outlets = [article.outlet for article in articles] if outlets is None else outlets
    names = article_names.short_names(articles) if names is None else list(names)
    links = link(entries_of(analyses, outlets))
    return Collection(
        analyses=tuple(renamed(one, {a.id: links[k, a.id] for a in one.actors}) for k, one in enumerate(analyses)),
        names=tuple(article_names.numbered(names)),
        outlets=tuple(outlets),
        passed_over=tuple(passed_over),
        links=links,
        copies=checked_copies(copies),
    )


def _article_of(one: Any) -> Article:
    if not isinstance(one, Analysis):
        raise ParameterError(f"from_analyses takes analyses, not {described(one)}: toolkit.analyse makes one")
    return one.article


def warn_of(passed: Sequence[PassedOver]) -> None:
    """Warn of what was passed over: of each of a few, of the rest by their number."""
    for item in passed[:NAMED]:
        warnings.warn(item.as_warning(), ToolkitWarning, stacklevel=4)
    if len(passed) > NAMED:
        warnings.warn(f"passed over: {len(passed) - NAMED:,} more", ToolkitWarning, stacklevel=4)


def _check_number(number: int, passed: Sequence[PassedOver], least: int, most: int | None) -> None:
    """See that there are neither too few articles nor too many."""
    least = max(least, 1)
    if number >= least and not (most and number > most):
        return
    if number == 0:
        raise none_read(passed)
    if passed and number < least:
        can = f"{number:,} of {count(number + len(passed), 'article')} can be read"
        raise InputError(f"{can}, and {least} are needed: {passed[0].reason}")
    wanted = f"{least} or more" if most is None else f"{least} to {most}"
    raise ParameterError(f"{wanted} articles are wanted, {number:,} given")
