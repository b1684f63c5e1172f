"""Files, folders and URLs to a collection of analyses, in which one actor has one name."""

import os
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from toolkit import analysis as _analysis
from toolkit.actors import Actor, names
from toolkit.analysis import Analysis
from toolkit.collection import link
from toolkit.errors import InputError, ParameterError, ToolkitWarning
from toolkit.progress import progress
from toolkit.sources.paths import common, files, is_url, shown
from toolkit.sources.reading_many import read_many


@dataclass(frozen=True)
class Collection:
    """Analyses of several articles, their actors under the same name in all of them.

    ``names`` are what the articles are called (their files' names), ``outlets`` whose they are, where that is known;
    both in the order of ``analyses``.

    >>> len(articles), articles.outlets
    (2, ('Herald', 'Post'))
    """

    analyses: tuple[Analysis, ...]
    names: tuple[str, ...]
    outlets: tuple[str | None, ...]

    def __len__(self) -> int:
        return len(self.analyses)

    def actor(self, name: str | None = None) -> str:
        """The name in this collection of an actor: by a name or alias; without one, of who is in most articles.

        Raises
        ------
        ParameterError
            If no article names such an actor; the text has the nearest names.
        """
        all_actors = [actor for analysis in self.analyses for actor in analysis.actors if actor.type != "MISC"]
        if not all_actors:
            raise ParameterError("no person, organisation or place is named in these articles")
        if name is None:
            return _most(all_actors)
        wanted = names.fold(name)
        for fits in (lambda a: [a.name], lambda a: a.aliases, lambda a: names.words(a.name)[-1:]):
            found = {a.name for a in all_actors if wanted in {names.fold(form) for form in fits(a)}}
            if len(found) == 1:
                return found.pop()
            if found:
                raise ParameterError(f"{name} may be {' or '.join(sorted(found))}: give the full name")
        raise ParameterError(f"no article names {name}: there are, among others, {_some(all_actors)}")


def analyse(
    articles: str | PathLike | Iterable[str | PathLike],
    *,
    actors_file: str | PathLike | None = None,
    least: int = 1,
    most: int | None = None,
) -> Collection:
    """Analyse several articles.

    Parameters
    ----------
    articles
        Files, URLs and folders; a folder stands for the .txt and .md files in it and in its folders.
    actors_file
        What the analyst knows of the actors (``actors.toml``).
    least, most
        How many articles it takes.

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
    if len(paths) < least or (most and len(paths) > most):
        wanted = f"{least} or more" if most is None else f"{least} to {most}"
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
    if len(kept) < max(least, 1):
        raise InputError(f"of {len(paths)} articles {len(kept)} can be read: {max(least, 1)} are needed")
    return of(analyses, names=_labels(shown(kept)), outlets=_outlets(kept))


def of(
    analyses: Sequence[Analysis], *, names: Sequence[str] | None = None, outlets: Sequence[str | None] | None = None
) -> Collection:
    """A collection of analyses that are there already.

    Parameters
    ----------
    analyses
        What ``toolkit.analyse`` gave, one an article.
    names
        What the articles are called; by default by their ids.
    outlets
        Whose they are; by default unknown.

    Examples
    --------
    >>> toolkit.collection.of([a], names=["bridge"]).names
    ('bridge',)
    """
    called = list(names or [analysis.article.id for analysis in analyses])
    return Collection(tuple(link.linked(analyses)), tuple(_unique(called)), tuple(outlets or [None] * len(called)))


def _outlets(paths: Sequence[str]) -> list[str | None]:
    """A URL's host; of files in several folders, the first folder below the one they share."""
    outlets: list[str | None] = []
    # Right below these folders lie people's own.
    private = common(paths) in (os.sep, str(Path.home().parent)) and any(map(os.path.isabs, paths))
    for path, part in zip(paths, shown(paths), strict=True):
        if is_url(path):
            outlets.append((urlsplit(path).hostname or "").removeprefix("www.") or None)
        else:
            outlets.append(None if private or "/" not in part else part.split("/")[0])
    return outlets


def _labels(parts: Sequence[str]) -> list[str]:
    """Short names of articles: file names without endings; with their folders where they would be equal."""
    paths = [unquote(urlsplit(part).path).strip("/") or part if is_url(part) else part for part in parts]
    stems = [PurePosixPath(path).stem for path in paths]
    often = Counter(stems)
    full = [str(PurePosixPath(path).with_suffix("")) for path in paths]
    return [stem if often[stem] == 1 else name for stem, name in zip(stems, full, strict=True)]


def _unique(called: Sequence[str]) -> list[str]:
    often: Counter = Counter()
    result = []
    for name in called:
        often[name] += 1
        result.append(name if often[name] == 1 else f"{name} ({often[name]})")
    return result


def _most(actors: Sequence[Actor]) -> str:
    """Who is in most articles, a person rather than others; of equals, who is named most often."""
    articles = Counter(actor.name for actor in actors)
    named: Counter = Counter()
    for actor in actors:
        named[actor.name] += actor.count
    people = {actor.name for actor in actors if actor.type == "PER"}
    return max(articles, key=lambda name: (articles[name], name in people, named[name]))


def _some(actors: Sequence[Actor], n: int = 5) -> str:
    return ", ".join(name for name, _ in Counter(actor.name for actor in actors).most_common(n))
