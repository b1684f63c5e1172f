"""Over articles: the words one has more of than the others, and those around an actor."""

from bisect import bisect_right
from typing import TYPE_CHECKING

from toolkit.analysis.positions import Positions
from toolkit.collection import tables
from toolkit.display import as_table
from toolkit.errors import ParameterError
from toolkit.statistics import keyness, passage

if TYPE_CHECKING:
    import pandas

    from toolkit.collection.gather import Collection

KEPT = (
    "word count count_others per_1000_words per_1000_words_others log_ratio log_ratio_low log_ratio_high "
    "log_likelihood p_adjusted"
).split()


@as_table
def key_words(
    collection: "Collection", by: str = "article", *, n: int | None = 10, minimum: int = 3
) -> "pandas.DataFrame":
    """Words that one article, or outlet, has more of than the others together.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    by
        "article" or "outlet".
    n
        At most so many words for each, the most certain first.
    minimum
        Words that occur less often in all of them are left out.

    Returns
    -------
    pandas.DataFrame
        The article or outlet, then as ``toolkit.statistics.keyness`` gives them: counts and rates in it and in the
        others, ``log_ratio`` (1 is twice as frequent) with its 95 % interval, ``p_adjusted`` for the number of words of
        this article or outlet. Function words are left out. Empty where there is nothing to compare with.

    Examples
    --------
    >>> toolkit.collection.key_words(articles, minimum=2)[["article", "word"]].head(2)
      article    word
    0  bridge     Roe
    1  bridge  bridge
    """
    import pandas as pd

    if by not in ("article", "outlet"):
        raise ParameterError(f"key words can be told by article or outlet, not by {by}")
    groups = list(collection.names if by == "article" else [o or tables.NO_OUTLET for o in collection.outlets])
    bodies = [passage.of(analysis) for analysis in collection.analyses]
    frames = []
    for group in dict.fromkeys(groups):
        mine = [body for body, other in zip(bodies, groups, strict=True) if other == group]
        others = [body for body, other in zip(bodies, groups, strict=True) if other != group]
        if mine and others:
            frame = _more(keyness(mine, others, minimum=minimum, stop_words=True), n)
            frame.insert(0, by, group)
            frames.append(frame)
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=[by, *KEPT])


@as_table
def about(collection: "Collection", actor: str, *, n: int | None = 20, minimum: int = 3) -> "pandas.DataFrame":
    """Words that stand in the sentences that mention an actor more often than in the other sentences.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    actor
        The name the actor has in the collection.
    n, minimum
        As for `key_words`.

    Returns
    -------
    pandas.DataFrame
        As `key_words`, without its first column; what stands there once only, and the actor's own names, are left out.

    Examples
    --------
    >>> toolkit.collection.about(articles, "Ben Low", minimum=1)["word"].head(2).tolist()
    ['run', 'ferries']
    """
    near: list[str] = []
    far: list[str] = []
    own: set[str] = set()
    for analysis in collection.analyses:
        positions, text = Positions(analysis), analysis.article.text
        spans = [
            span for span in analysis.sentences if positions.is_counted(span[0]) and not positions.in_headline(span[0])
        ]
        starts, marked = [start for start, _ in spans], set()
        for entry in analysis.actors:
            if entry.name == actor:
                own |= {passage.form(word) for name in (entry.name, *entry.aliases) for word in name.split()}
                marked |= {bisect_right(starts, mention.span[0]) - 1 for mention in entry.mentions}
        for k, (start, end) in enumerate(spans):
            (near if k in marked else far).append(" ".join(text[start:end].split()))
    frame = keyness("\n".join(near), "\n".join(far), minimum=minimum, stop_words=True)
    frame = frame[(frame["count"] > 1) & ~frame["word"].map(passage.form).isin(own)]
    return _more(frame, n)


def _more(frame: "pandas.DataFrame", n: int | None) -> "pandas.DataFrame":
    """The rows with words that the text has more of than the reference."""
    frame = frame[frame["key_in"] == "text"]
    frame = frame.rename(
        columns={"count_reference": "count_others", "per_1000_words_reference": "per_1000_words_others"}
    )
    return frame[KEPT].head(len(frame) if n is None else n).reset_index(drop=True)
