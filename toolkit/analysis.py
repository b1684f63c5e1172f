"""An article's analysis: all parts in one object, and its JSON."""

from dataclasses import dataclass
from functools import cached_property

from toolkit.actors import Actor
from toolkit.article import Article
from toolkit.quotes import Quote


@dataclass(frozen=True)
class Analysis:
    """What the toolkit found in one article. Its JSON form (``to_json``) is described in docs/json.md."""

    article: Article
    sentences: tuple[tuple[int, int], ...]
    statistics: dict
    actors: tuple[Actor, ...]
    quotes: tuple[Quote, ...]
    versions: dict[str, str]

    @cached_property
    def actor(self) -> dict[str, Actor]:
        """Actors by their id."""
        return {a.id: a for a in self.actors}
