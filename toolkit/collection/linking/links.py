"""Links: who each actor of each article is in all articles, and how sure that is; arrays, however many there are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy


class Link(NamedTuple):
    """Who an actor of an article is in all articles: the entity's id, name and type, and how sure that is, 0 to 1."""

    entity: str
    name: str
    type: str
    certainty: float
    known: bool = False  # whether the analyst's actors.toml says so
    left_out: bool = False  # likewise


class Links(Mapping[tuple[int, str], Link]):
    """The link of each actor by the number of its article and its id there, article by article.

    ``ids`` are the actors' ids, each once, ``entities`` a link of each entity; ``packed`` has both parts of each key in
    one number, ``whom`` and ``certainty`` its entity's place and how sure it is.

    >>> links = Links.of([(0, "a1", 0, 0.9), (0, "a2", 1, 1.0)], [Link("e1", "Ada Roe", "PER", 1.0)] * 2)
    >>> links[0, "a1"].name, links[0, "a1"].certainty, (1, "a1") in links, len(links)
    ('Ada Roe', 0.9, False, 2)
    """

    def __init__(
        self,
        packed: "numpy.ndarray",
        ids: Sequence[str],
        whom: "numpy.ndarray",
        certainty: "numpy.ndarray",
        entities: Sequence[Link],
    ) -> None:
        self.packed, self.ids, self.whom, self.certainty, self.entities = packed, ids, whom, certainty, entities
        self._codes = {id: code for code, id in enumerate(ids)}

    @classmethod
    def of(cls, rows: Iterable[tuple[int, str, int, float]], entities: Sequence[Link]) -> "Links":
        """Return the links of rows: article, actor's id, the place of its entity among these, certainty."""
        from array import array

        import numpy as np

        codes: dict[str, int] = {}
        articles, actors, whom, certainty = array("q"), array("q"), array("i"), array("d")
        for article, id, place, sure in rows:
            articles.append(article)
            actors.append(codes.setdefault(id, len(codes)))
            whom.append(place)
            certainty.append(sure)
        ids = sorted(codes, key=lambda id: (len(id), id))  # a2 before a10
        rank = np.empty(len(ids), "i8")
        rank[[codes[id] for id in ids]] = np.arange(len(ids))
        packed = np.frombuffer(articles, "i8") * len(ids) + rank[np.frombuffer(actors, "i8")]
        order = np.argsort(packed)
        return cls(packed[order], ids, np.frombuffer(whom, "i4")[order], np.frombuffer(certainty)[order], entities)

    def __len__(self) -> int:
        return len(self.packed)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return ((article, id) for article, id, _ in self.each())

    def __getitem__(self, key: tuple[int, str]) -> Link:
        row = self.rows([key[0]], [key[1]])[0]
        return self.entities[self.whom[row]]._replace(certainty=float(self.certainty[row]))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({dict(self)})"

    def each(self) -> Iterator[tuple[int, str, Link]]:
        """Yield article, actor's id and link of each row."""
        rows = zip(self.packed.tolist(), self.whom.tolist(), self.certainty.tolist(), strict=True)
        for packed, place, sure in rows:
            article, code = divmod(packed, len(self.ids))
            yield article, self.ids[code], self.entities[place]._replace(certainty=sure)

    def rows(self, articles: Any, ids: Iterable[str]) -> "numpy.ndarray":
        """Return the places of actors by their articles' numbers and their ids.

        Raises
        ------
        KeyError
            If one is not there.
        """
        import numpy as np

        wanted = np.asarray(articles, "i8") * len(self.ids)
        wanted += np.fromiter((self._codes[id] for id in ids), "i8", len(wanted))
        rows = np.searchsorted(self.packed, wanted)
        if len(wanted) and (rows.max() >= len(self.packed) or (self.packed[rows] != wanted).any()):
            raise KeyError("no such actor of an article")
        return rows

    def articles(self) -> "numpy.ndarray":
        """Return the number of each row's article."""
        return self.packed // max(len(self.ids), 1)

    def of_articles(self, kept: Sequence[int]) -> "Links":
        """Return the links of some articles alone, numbered anew in this order, which is that of their numbers."""
        import numpy as np

        articles = self.articles()
        own = np.isin(articles, np.asarray(kept, "i8"))
        moved = articles[own] - np.searchsorted(np.asarray(kept, "i8"), articles[own])
        return Links(
            self.packed[own] - moved * len(self.ids), self.ids, self.whom[own], self.certainty[own], self.entities
        )
