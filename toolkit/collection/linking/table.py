"""Who is who in all articles: the entities of a collection, and how sure it is of each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from toolkit.collection.linking.evidence import Entry
from toolkit.collection.linking.linking import Link, Links
from toolkit.collection.model import Collection
from toolkit.display import as_table

if TYPE_CHECKING:
    import pandas

COLUMNS = "entity name type aliases articles mentions certainty known".split()
BY_ARTICLE = "article actor_id entity name type certainty known".split()


@as_table
def entities(collection: Collection, by_article: bool = False) -> "pandas.DataFrame":
    """Return who the actors of all articles are: a row for each, those mentioned most often first.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` or ``toolkit.open`` gave.
    by_article
        A row for each actor of each article instead, with the entity that it is.

    Returns
    -------
    pandas.DataFrame
        ``entity``: its id; ``name``, ``type``; ``aliases``: what else articles call it; ``articles``, ``mentions``: how
        many, those of nationalities and in furniture too; ``certainty``: how sure it is that the articles mean one and
        the same, 0 to 1, the mean over them; ``known``: whether actors.toml says so. By article: ``article``,
        ``actor_id`` (its id there), ``entity``, ``name``, ``type``, ``certainty``, ``known``.

    Examples
    --------
    >>> toolkit.collection.entities(articles)[["name", "articles", "known"]]
                  name  articles  known
    0          Ada Roe         2  False
    1          Ben Low         2  False
    2  Harbour Company         2  False
    """
    import pandas as pd

    links = collection.links
    if by_article:
        rows = [
            [collection.names[k], id, *link[:4], link.known] for (k, id), link in links.items() if not link.left_out
        ]
        return pd.DataFrame(rows, columns=BY_ARTICLE)
    return pd.DataFrame(entity_rows(collection.entries(), links), columns=COLUMNS)


def entity_rows(entries: Iterable[Entry], links: Links) -> Iterator[dict[str, Any]]:
    """Yield what the table says of each entity, those mentioned most first."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    articles: dict[str, set[int]] = defaultdict(set)
    mentions: Counter[str] = Counter()
    sure: dict[str, list[float]] = defaultdict(list)
    of: dict[str, Link] = {}
    for entry in entries:
        link = links[entry.article, entry.id]
        if link.left_out:
            continue
        of[link.entity] = link
        forms[link.entity].update([entry.name, *entry.aliases])
        articles[link.entity].add(entry.article)
        mentions[link.entity] += entry.mentions
        sure[link.entity].append(link.certainty)
    for id in sorted(of, key=lambda id: int(id[1:])):
        link, called = of[id], forms[id]
        yield {
            "entity": id,
            "name": link.name,
            "type": link.type,
            "aliases": sorted(called.keys() - {link.name}, key=lambda form: (-called[form], form)),
            "articles": len(articles[id]),
            "mentions": mentions[id],
            "certainty": round(sum(sure[id]) / len(sure[id]), 3),
            "known": link.known,
        }
