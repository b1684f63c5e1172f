"""What the articles of a collection are called."""

from collections import Counter
from collections.abc import Sequence
from itertools import count

from toolkit.article import Article


def short_names(articles: Sequence[Article]) -> list[str]:
    """Return the articles' ids, with their outlets where ids would be equal."""
    uses = Counter(article.id for article in articles)
    return [a.id if uses[a.id] == 1 or not a.outlet else f"{a.outlet}/{a.id}" for a in articles]


def numbered(names: Sequence[str]) -> list[str]:
    """Return the names, each that was there before with a number, so that all differ.

    >>> numbered(["a", "b", "a"])
    ['a', 'b', 'a (2)']
    """
    result: list[str] = []
    taken: set[str] = set()
    uses: Counter = Counter()
    for name in names:
        free = (name if number == 1 else f"{name} ({number})" for number in count(max(uses[name], 1)))
        result.append(next(candidate for candidate in free if candidate not in taken))
        taken.add(result[-1])
        uses[name] += 1
    return result
