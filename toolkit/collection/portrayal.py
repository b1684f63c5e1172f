"""How articles portray an actor: with whom it is mentioned, and what it is called."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from toolkit.analysis.arguments import checked
from toolkit.collection import frames
from toolkit.collection.duplicates import counted, noted
from toolkit.collection.model import Collection
from toolkit.display import as_table

if TYPE_CHECKING:
    import pandas


@checked
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

    actor = collection.called(actor)
    whole, collection = collection, counted(collection, actor)
    mentions = frames.mentions(collection, misc=misc)[["article", "paragraph", "sentence", "actor"]]
    types = frames.actors(collection, misc=misc).set_index("actor")["type"]
    mentions = mentions[mentions["article"].isin(mentions.loc[mentions["actor"] == actor, "article"])]
    counts: dict[str, list[int]] = {}
    for k, unit in enumerate((["article"], ["article", "paragraph"], ["article", "paragraph", "sentence"])):
        pairs = mentions[[*unit, "actor"]].drop_duplicates()
        with_actor = pairs.loc[pairs["actor"] == actor, unit]
        others = pairs[pairs["actor"] != actor].merge(with_actor, on=unit)["actor"]
        for other, number in Counter(others).items():
            counts.setdefault(other, [0, 0, 0])[k] = number
    ranks = {name: k for k, name in enumerate(types.index)}
    rows = [[name, types.get(name, ""), *numbers] for name, numbers in counts.items()]
    rows.sort(key=lambda row: (-row[3], -row[2], ranks.get(row[0], 0)))
    frame = pd.DataFrame(rows, columns=["actor", "type", "articles", "paragraphs", "sentences"])
    return noted(frame, whole, collection)


@checked
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
    actor = collection.called(actor)
    used = counted(collection, actor)
    for article, text, kind in _designations(used, actor):
        key = (text.casefold(), kind)
        written.setdefault(key, text)
        times[key] += 1
        articles[key].add(article)
    rows: list[list[Any]] = [[written[key], key[1], n, len(articles[key])] for key, n in times.most_common()]
    return noted(pd.DataFrame(rows, columns=["text", "kind", "times", "articles"]), collection, used)


def _designations(collection: Collection, actor: str) -> Iterator[tuple[str, str, str]]:
    """Yield article, words and kind of what stands for an actor, article by article: roles, then names and the rest."""
    actors, mentions = collection.table("actors"), collection.table("mentions")
    actors = actors[actors["actor"] == actor]
    mentions = mentions[(mentions["actor"] == actor) & (mentions["kind"] != "pronoun")]
    kinds = mentions["kind"].map(lambda kind: "name" if kind == "name" else "description")
    called = defaultdict(list)
    for article, text, kind in zip(mentions["article"], mentions["text"], kinds, strict=True):
        called[article].append((" ".join(text.split()), kind))
    for article, roles in zip(actors["article"], actors["roles"], strict=True):
        yield from ((article, role, "role") for role in roles.split("; ") if role)
        yield from ((article, text, kind) for text, kind in called.pop(article, ()))
