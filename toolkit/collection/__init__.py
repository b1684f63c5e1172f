"""Several articles at a time: the same actors in all of them, side by side, through time, added up.

>>> import toolkit
>>> from toolkit import collection
>>> one = toolkit.analyse(toolkit.read(text="“It is late,” Ada Lovelace said.", id="one"))
>>> two = toolkit.analyse(toolkit.read(text="Lovelace said it was late.", id="two"))
>>> collection.actors(collection.from_analyses([one, two]))[["actor", "articles", "quotes"]].values.tolist()
[['Ada Lovelace', 2, 2]]

Files, URLs and folders come in, or analyses; a `Collection` (``model``) goes out. ``analysing`` makes it, names the
articles (``article_names``) and gives each actor one name in all of them (``linking``, ``linking*``). Its tables have
the columns of ``toolkit.tables`` and say which article a row is of: a row a thing (``frames``), a row a period
(``dates``, ``periods``), a column an article (``pivoting``), how articles quote (``quoting``) and portray an actor
(``portrayal``), their key words (``keywords``), who is tied to whom (``networks``, each a ``network``), which are
copies of one story (``duplicates``), where words stand in them (``searching``, with ``dictionaries`` from files;
``full_text`` for snippets). ``rows`` are what one article has in the tables; ``writing`` makes files of them,
``summary`` and ``answering`` sentences. What is more than memory holds is in a store (``store``, ``store*``).
"""

from toolkit.collection import networks
from toolkit.collection.analysing import analyse, from_analyses
from toolkit.collection.dates import NO_DATE as NO_DATE
from toolkit.collection.duplicates import copies
from toolkit.collection.frames import actors, articles, mentions, outlets, quotes, statements
from toolkit.collection.keywords import about, key_words
from toolkit.collection.linking.table import entities
from toolkit.collection.model import NO_OUTLET as NO_OUTLET
from toolkit.collection.model import Collection
from toolkit.collection.periods import over_time, unit
from toolkit.collection.pivoting import pivot
from toolkit.collection.portrayal import descriptions, together
from toolkit.collection.quoting import cues, same_speakers, same_words
from toolkit.collection.searching import concordance, lookup
from toolkit.collection.writing import write

__all__ = [
    "Collection",
    "about",
    "actors",
    "analyse",
    "articles",
    "concordance",
    "copies",
    "cues",
    "descriptions",
    "entities",
    "from_analyses",
    "key_words",
    "lookup",
    "mentions",
    "networks",
    "outlets",
    "over_time",
    "pivot",
    "quotes",
    "same_speakers",
    "same_words",
    "statements",
    "together",
    "unit",
    "write",
]


def __dir__() -> list[str]:
    return __all__
