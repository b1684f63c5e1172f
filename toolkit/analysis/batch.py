"""Many articles to analyses, one after the other: what fails is said in its place, and the rest is done."""

import json
import warnings
from collections.abc import Iterator
from os import PathLike
from typing import Any

from toolkit.analysis.analysing import analyse
from toolkit.analysis.model import Analysis
from toolkit.article import Article
from toolkit.errors import ToolkitWarning, sentence
from toolkit.progress import progress
from toolkit.sources import PassedOver, read_many

ActorsFile = str | PathLike | None


def analyse_many(source: Any, *, actors_file: ActorsFile = None, **wanted: Any) -> Iterator[Analysis | PassedOver]:
    """Yield the analysis of each article that a source holds, and in its place what gave none.

    Parameters
    ----------
    source
        As `toolkit.articles` takes it.
    actors_file
        What the analyst knows of the actors (``actors.toml``).
    wanted
        Further arguments of `toolkit.articles` (columns, language, follow, allow_private).
    """
    for item in progress(read_many(source, **wanted), "articles"):
        if isinstance(item, PassedOver):
            yield item
            continue
        try:
            yield _analysis(item, actors_file)
        except Exception as error:  # whatever it is: the other articles are still wanted
            name = item.origin or item.id
            yield PassedOver(name, sentence(error, name), failed=True, id=item.id)


def as_json_line(item: Analysis | PassedOver) -> str:
    """Return the JSON of an analysis, and {"id", "error", "failed"} for what gave none."""
    if isinstance(item, Analysis):
        return item.to_json()
    return json.dumps(item.to_dict(), ensure_ascii=False)


def _analysis(article: Article, actors_file: ActorsFile) -> Analysis:
    """Return an article's analysis; warn of what was guessed in reading and of corrections that fit nothing."""
    name = article.origin or article.id
    for note in article.notes:
        warnings.warn(f"{name}: {note}", ToolkitWarning, stacklevel=2)
    analysis = analyse(article, actors_file=actors_file)
    for correction in analysis.corrections:
        if not correction.fits:
            warnings.warn(f"{name}: no quote fits the correction “{correction.text}”", ToolkitWarning, stacklevel=2)
    return analysis
