"""From an article to its analysis: read, actors, quotes, statistics, the analyst's corrections."""

import dataclasses
from os import PathLike, fspath

from toolkit import reader, sources, statistics, text
from toolkit.actors import entities as _actors
from toolkit.actors.actors_file import Known, load
from toolkit.analysis import corrections
from toolkit.analysis.model import Analysis, Making
from toolkit.article import Article
from toolkit.quotes import add_speaker_pronouns, find_quotes
from toolkit.version import VERSION


def analyse(
    source: str | PathLike | Article, *, actors_file: str | PathLike | None = None, threads: int | None = None
) -> Analysis:
    """Who is in an article, who says what in it, and how it is written.

    Parameters
    ----------
    source
        The path of a file, a URL, or an `Article` (``toolkit.read(text=...)`` makes one of a text).
    actors_file
        What the analyst knows of the actors (``actors.toml``).
    threads
        Processor cores to read with; by default all there are.

    Returns
    -------
    Analysis

    Raises
    ------
    InputError
        If the article cannot be read.

    Examples
    --------
    >>> a = analyse(sources.read(text="“It is late,” Ada Lovelace said."))
    >>> a.quotes[0].kind, a.statistics["words"]
    ('direct', 6)
    """
    article = source if isinstance(source, Article) else sources.read(source)
    known = Known() if actors_file is None else load(actors_file)
    reading = reader.read(article.text, article.spans(), threads=threads)
    origin = None if isinstance(source, Article) else fspath(source)
    return _made(article, known, Making(reading, origin, None if actors_file is None else fspath(actors_file)))


def again(analysis: Analysis, actors_file: str | PathLike | None) -> Analysis:
    """The analysis with what an actors.toml says now; the article is not read by the model a second time.

    Raises
    ------
    InputError
        If the file says something it cannot mean.
    """
    article = analysis.article
    known = Known() if actors_file is None else load(actors_file)
    making = analysis.making or Making(reader.read(article.text, article.spans()))
    named = None if actors_file is None else fspath(actors_file)
    return _made(article, known, dataclasses.replace(making, actors_file=named), analysis)


def _made(article: Article, known: Known, making: Making, before: Analysis | None = None) -> Analysis:
    """The analysis; what a correction does not change is taken from the analysis before."""
    of_actors = dataclasses.replace(known, quotes=())
    gathered = making.gathered
    if gathered is None or gathered[0] != of_actors:
        actors = _actors.gather(article, making.reading, known)
        gathered = (of_actors, actors, find_quotes(article, making.reading, actors))
    _, actors, quotes = gathered
    quotes, actors, done = corrections.apply(article.text, article.quoted, quotes, actors, known)
    actors = add_speaker_pronouns(article.text, quotes, actors)
    sentences = before.sentences if before else tuple(text.sentences(article.text))
    return Analysis(
        article=article,
        sentences=sentences,
        statistics=before.statistics if before else statistics.summary(article, sentences),
        actors=tuple(actors),
        quotes=tuple(quotes),
        versions={"toolkit": VERSION, "reader": reader.version()},
        corrections=tuple(done),
        making=dataclasses.replace(making, gathered=gathered),
    )
