"""Who is who in all articles: the entities of a collection, and how sure it is of each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from toolkit.analysis.arguments import checked
from toolkit.collection.duplicates import copies_note
from toolkit.collection.linking.evidence import Entry
from toolkit.collection.linking.links import Links
from toolkit.collection.model import Collection
from toolkit.display import as_table

if TYPE_CHECKING:
    import pandas

COLUMNS = "entity name type aliases articles mentions certainty known".split()
BY_ARTICLE = "article actor_id entity name type certainty known".split()


@checked
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
        ``actor_id`` (its id there), ``entity``, ``name``, ``type``, ``certainty``, ``known``. Copies of a story count
        too (``attrs["copies"]`` says so), other than in `actors`.

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
        rows = [[collection.names[k], id, *link[:4], link.known] for k, id, link in links.each() if not link.left_out]
        return pd.DataFrame(rows, columns=BY_ARTICLE)
    frame = pd.DataFrame(entity_rows(collection.entries(), links), columns=COLUMNS)
    frame.attrs = {"copies": note} if (note := copies_note(collection)) else {}
    return frame


def entity_rows(entries: Iterable[Entry], links: Links) -> Iterator[dict[str, Any]]:
    """Yield what the table says of each entity, those mentioned most first."""
    import numpy as np

    entries = list(entries)
    rows = links.rows([entry.article for entry in entries], (entry.id for entry in entries))
    numbers = np.array([int(link.entity[1:]) for link in links.entities])[links.whom[rows]]
    for _, some in groupby(np.argsort(numbers, kind="stable").tolist(), key=numbers.__getitem__):
        places = list(some)
        own, link = [entries[k] for k in places], links.entities[links.whom[rows[places[0]]]]
        if link.left_out:
            continue
        called = Counter(form for entry in own for form in (entry.name, *entry.aliases))
        yield {
            "entity": link.entity,
            "name": link.name,
            "type": link.type,
            "aliases": sorted(called.keys() - {link.name}, key=lambda form: (-called[form], form)),
            "articles": len({entry.article for entry in own}),
            "mentions": sum(entry.mentions for entry in own),
            "certainty": round(sum(links.certainty[rows[places]].tolist()) / len(own), 3),
            "known": link.known,
        }
