"""Many articles, one after the other: what cannot be read is said in its place, and the others are still read."""

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from typing import Any, NamedTuple

from toolkit.article import Article
from toolkit.errors import InputError, sentence
from toolkit.sources import reading

Source = str | PathLike | Mapping[str, Any] | Article  # a path or URL, a row {"id", "text"}, an article


class SourceRead(NamedTuple):
    """A source and its article, or the sentence that says why there is none."""

    source: Any
    article: Article | None = None
    error: str | None = None

    @property
    def name(self) -> str:
        """The path or URL; "it" where the source is none."""
        return str(self.source) if isinstance(self.source, str | PathLike) else "it"


def read_many(sources: Iterable[Source]) -> Iterator[SourceRead]:
    """Yield for every source its article, or the error's sentence.

    >>> [(read.article is None, read.error) for read in read_many([{"id": 1, "text": "It rained."}, {"id": 2}])]
    [(False, None), (True, 'the row 2 has no text')]
    """
    for source in sources:
        yield try_to_read(source)


def try_to_read(source: Source) -> SourceRead:
    """Return a source with its article or, whatever goes wrong, the error's sentence."""
    try:
        return SourceRead(source, as_article(source))
    except Exception as error:  # whatever it is: the other articles are still wanted
        return SourceRead(source, error=sentence(error, SourceRead(source).name))


def as_article(source: Source) -> Article:
    """Return the article of a path, a URL or a row {"id", "text"}; an article as it is.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    if isinstance(source, Article):
        return source
    if not isinstance(source, Mapping):
        return reading.read(source)
    if not isinstance(source.get("text"), str):
        raise InputError(f"the row {source.get('id', '')} has no text")
    return reading.read(text=source["text"], id=source.get("id", "text"))
