"""Files, folders and URLs, or analyses that are there already, to a `Collection`."""

import os
import warnings
from collections.abc import Iterable, Sequence
from os import PathLike

from toolkit import analysis as _analysis
from toolkit.analysis import Analysis
from toolkit.collection import article_names
from toolkit.collection.linking import link_actors
from toolkit.collection.model import Collection
from toolkit.errors import InputError, ParameterError, ToolkitWarning
from toolkit.progress import progress
from toolkit.sources.paths import files
from toolkit.sources.reading_many import read_many


def analyse(
    articles: str | PathLike | Iterable[str | PathLike],
    *,
    actors_file: str | PathLike | None = None,
    min_articles: int = 1,
    max_articles: int | None = None,
) -> Collection:
    """Analyse several articles.

    Parameters
    ----------
    articles
        Files, URLs and folders; a folder stands for the .txt and .md files in it and in its folders.
    actors_file
        What the analyst knows of the actors (``actors.toml``).
    min_articles, max_articles
        How many articles it takes at least and at most.

    Returns
    -------
    Collection

    Raises
    ------
    InputError
        If an article that is given cannot be read; one in a folder is left out, with a `ToolkitWarning`.
    ParameterError
        If there are too few or too many of them.

    Examples
    --------
    >>> _ = (folder / "rain.txt").write_text("It rained, Ada Roe said.")
    >>> len(toolkit.collection.analyse(folder))
    1
    """
    given = [articles] if isinstance(articles, str | PathLike) else list(articles)
    paths = files(given)
    if len(paths) < min_articles or (max_articles and len(paths) > max_articles):
        wanted = f"{min_articles} or more" if max_articles is None else f"{min_articles} to {max_articles}"
        raise ParameterError(f"{wanted} articles are wanted, {len(paths)} given")
    named = {os.fspath(path) for path in given}
    analyses, kept = [], []
    for path, article, error in read_many(progress(paths, "articles")):
        if article:
            analyses.append(_analysis.analyse(article, actors_file=actors_file))
            kept.append(path)
        elif path in named:
            raise InputError(error)
        else:
            warnings.warn(f"left out: {error}", ToolkitWarning, stacklevel=2)
    needed = max(min_articles, 1)
    if len(kept) < needed:
        raise InputError(f"of {len(paths)} articles {len(kept)} can be read: {needed} are needed")
    return from_analyses(analyses, names=article_names.short_names(kept), outlets=article_names.outlets(kept))


def from_analyses(
    analyses: Sequence[Analysis], *, names: Sequence[str] | None = None, outlets: Sequence[str | None] | None = None
) -> Collection:
    """Make a collection of analyses that are there already.

    Parameters
    ----------
    analyses
        What ``toolkit.analyse`` gave, one an article.
    names
        What the articles are called; by default by their ids.
    outlets
        Whose they are; by default unknown.

    Returns
    -------
    Collection

    Examples
    --------
    >>> toolkit.collection.from_analyses([a], names=["bridge"]).names
    ('bridge',)
    """
    names = list(names or [analysis.article.id for analysis in analyses])
    return Collection(
        analyses=tuple(link_actors(analyses)),
        names=tuple(article_names.numbered(names)),
        outlets=tuple(outlets or [None] * len(names)),
    )
