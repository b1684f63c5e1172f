"""The plain data of this room: a collection, which is analyses of several articles with one name for each actor."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.actors import Actor, names
from toolkit.analysis import Analysis
from toolkit.errors import ParameterError
from toolkit.sources import PassedOver

NO_OUTLET = "(no outlet)"  # stands in tables for the outlet of articles whose outlet is unknown
NAMED = 20  # things passed over that a sentence or a warning names each; of more it gives the number


@dataclass(frozen=True)
class Collection:
    """Analyses of several articles, their actors under the same name in all of them.

    ``names`` are what the articles are called (their files' names), ``outlets`` whose they are, where that is known;
    both in the order of ``analyses``. ``passed_over`` is what gave no article, each with its reason.

    >>> len(articles), articles.outlets
    (2, ('Herald', 'Post'))
    """

    analyses: tuple[Analysis, ...]
    names: tuple[str, ...]
    outlets: tuple[str | None, ...]
    passed_over: tuple[PassedOver, ...] = ()

    def __len__(self) -> int:
        return len(self.analyses)

    def groups(self, by: str) -> tuple[str, ...]:
        """Return which group each article is in.

        Parameters
        ----------
        by
            "article", "outlet", "kind", "language", or a key of the articles' ``meta`` such as "section".

        Raises
        ------
        ParameterError
            If no article has such a key; the text has those there are.

        Examples
        --------
        >>> articles.groups("outlet"), articles.groups("kind")
        (('Herald', 'Post'), ('article', 'article'))
        """
        if by == "article":
            return self.names
        if by == "outlet":
            return tuple(outlet or NO_OUTLET for outlet in self.outlets)
        found = [analysis.article for analysis in self.analyses]
        if by in ("kind", "language"):
            return tuple(getattr(article, by) for article in found)
        keys = sorted({key for article in found for key in article.meta})
        if by not in keys:
            known = ", ".join(("article", "outlet", "period", "kind", "language", *keys))
            raise ParameterError(f"articles cannot be told apart by {by}: give {known}")
        return tuple(article.meta.get(by) or f"(no {by})" for article in found)

    def actor(self, name: str | None = None) -> str:
        """Return the name that an actor has in this collection.

        Parameters
        ----------
        name
            The actor's name, alias or surname, upper and lower case alike; by default who is in most articles is
            meant.

        Raises
        ------
        ParameterError
            If no article names such an actor, or several may be meant; the text has names to choose from.

        Examples
        --------
        >>> articles.actor("roe"), articles.actor()
        ('Ada Roe', 'Ben Low')
        """
        actors = [actor for analysis in self.analyses for actor in analysis.actors if actor.type != "MISC"]
        if not actors:
            raise ParameterError("no person, organisation or place is named in these articles")
        if name is None:
            return _in_most_articles(actors)
        wanted = names.fold(name)
        for forms in (lambda a: [a.name], lambda a: a.aliases, lambda a: names.name_words(a.name)[-1:]):
            matching = {a.name for a in actors if wanted in {names.fold(form) for form in forms(a)}}
            if len(matching) == 1:
                return matching.pop()
            if matching:
                raise ParameterError(f"{name} may be {' or '.join(sorted(matching))}: give the full name")
        common = ", ".join(name for name, _ in Counter(actor.name for actor in actors).most_common(5))
        raise ParameterError(f"no article names {name}: there are, among others, {common}")


def _in_most_articles(actors: Sequence[Actor]) -> str:
    """Return who is in most articles, a person rather than others; of equals, who is named most often."""
    articles = Counter(actor.name for actor in actors)
    mentions: Counter = Counter()
    for actor in actors:
        mentions[actor.name] += actor.count
    people = {actor.name for actor in actors if actor.type == "PER"}
    return max(articles, key=lambda name: (articles[name], name in people, mentions[name]))
