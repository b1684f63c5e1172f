"""How articles portray an actor: with whom it is mentioned, and what it is called."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from toolkit.analysis import Analysis
from toolkit.analysis.positions import Positions
from toolkit.collection import frames
from toolkit.collection.model import Collection
from toolkit.display import as_table

if TYPE_CHECKING:
    import pandas


@as_table
def together(collection: Collection, actor: str, *, misc: bool = False) -> "pandas.DataFrame":
    """Return with whom an actor is mentioned: a row for each other actor.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    actor
        The name the actor has in the collection.
    misc
        Whether to count nationalities, events and works too.

    Returns
    -------
    pandas.DataFrame
        ``actor``, ``type``; in how many ``articles``, ``paragraphs`` and ``sentences`` (headlines among them) both are
        mentioned, by name or otherwise; those with most paragraphs first.

    Examples
    --------
    >>> toolkit.collection.together(articles, "Ben Low")["actor"].tolist()
    ['Harbour Company', 'Ada Roe']
    """
    import pandas as pd

    mentions = frames.mentions(collection, misc=misc)
    types = frames.actors(collection, misc=misc).set_index("actor")["type"]
    counts: dict[str, list[int]] = {}
    for k, unit in enumerate((["article"], ["article", "paragraph"], ["article", "paragraph", "sentence"])):
        for _, actors in mentions.groupby(unit, sort=False)["actor"]:
            mentioned = set(actors)
            if actor in mentioned:
                for other in mentioned - {actor}:
                    counts.setdefault(other, [0, 0, 0])[k] += 1
    ranks = {name: k for k, name in enumerate(types.index)}
    rows = [[name, types.get(name, ""), *numbers] for name, numbers in counts.items()]
    rows.sort(key=lambda row: (-row[3], -row[2], ranks.get(row[0], 0)))
    return pd.DataFrame(rows, columns=["actor", "type", "articles", "paragraphs", "sentences"])


@as_table
def descriptions(collection: Collection, actor: str) -> "pandas.DataFrame":
    """Return what an actor is called: names, titles before and after them, descriptions such as "the minister".

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    actor
        The name the actor has in the collection.

    Returns
    -------
    pandas.DataFrame
        ``text``; ``kind``: "name", "role" or "description"; ``times``: how often (of a role, in how many articles),
        ``articles``; the most frequent first.

    Examples
    --------
    >>> toolkit.collection.descriptions(articles, "Ada Roe").iloc[:, :2]
          text  kind
    0  Ada Roe  name
    1    Mayor  role
    2      Roe  name
    """
    import pandas as pd

    times: Counter = Counter()
    articles: dict[tuple[str, str], set[str]] = defaultdict(set)
    written: dict[tuple[str, str], str] = {}
    for analysis, article in zip(collection.analyses, collection.names, strict=True):
        for text, kind in _designations(analysis, actor):
            key = (text.casefold(), kind)
            written.setdefault(key, text)
            times[key] += 1
            articles[key].add(article)
    rows: list[list[Any]] = [[written[key], key[1], n, len(articles[key])] for key, n in times.most_common()]
    return pd.DataFrame(rows, columns=["text", "kind", "times", "articles"])


def _designations(analysis: Analysis, name: str) -> Iterator[tuple[str, str]]:
    """Yield the words that stand for an actor in an article, and their kind."""
    positions, text = Positions(analysis), analysis.article.text
    for actor in analysis.actors:
        if actor.name == name:
            yield from ((role, "role") for role in actor.roles)
            for mention in actor.mentions:
                if mention.kind != "pronoun" and positions.is_counted(mention.span[0]):
                    kind = "name" if mention.kind == "name" else "description"
                    yield " ".join(text[slice(*mention.span)].split()), kind
