"""Several articles at a time: the same actors in all of them, side by side, through time, added up.

>>> import toolkit
>>> from toolkit import collection
>>> one = toolkit.analyse(toolkit.read(text="“It is late,” Ada Lovelace said.", id="one"))
>>> two = toolkit.analyse(toolkit.read(text="Lovelace said it was late.", id="two"))
>>> collection.actors(collection.of([one, two]))[["actor", "articles", "quotes"]].values.tolist()
[['Ada Lovelace', 2, 2]]

``analyse`` makes a `Collection` of files, URLs or a folder. Every table of it has the columns of ``toolkit.tables``
and says which article a row is of.
"""

from toolkit.collection.gather import Collection, analyse, of
from toolkit.collection.tables import NO_OUTLET, actors, articles, by, mentions, outlets, over_time, quotes, unit, write
from toolkit.collection.time import NO_DATE
from toolkit.collection.voices import cues, descriptions, same_speakers, same_words, together
from toolkit.collection.wording import about, key_words

__all__ = [
    "NO_DATE",
    "NO_OUTLET",
    "Collection",
    "about",
    "actors",
    "analyse",
    "articles",
    "by",
    "cues",
    "descriptions",
    "key_words",
    "mentions",
    "of",
    "outlets",
    "over_time",
    "quotes",
    "same_speakers",
    "same_words",
    "together",
    "unit",
    "write",
]


def __dir__() -> list[str]:
    return __all__
