"""Key words over articles: those that one has more of than the others, and those around an actor."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.analysis import Analysis
from toolkit.analysis.positions import Positions
from toolkit.collection.model import Collection
from toolkit.display import as_table
from toolkit.statistics import keyness, passage

if TYPE_CHECKING:
    import pandas

COLUMNS = (
    "word count count_others per_1000_words per_1000_words_others log_ratio log_ratio_low log_ratio_high "
    "log_likelihood p_adjusted"
).split()


@as_table
def key_words(
    collection: Collection, by: str = "article", *, n: int | None = 10, minimum: int = 3
) -> "pandas.DataFrame":
    """Return the words that one article, or outlet, has more of than the others together.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    by
        "article", "outlet", or whatever else `Collection.groups` takes, such as "section".
    n
        At most so many words for each, the most certain first.
    minimum
        Words that occur less often in all of them are left out.

    Returns
    -------
    pandas.DataFrame
        The article, outlet or other group, then as ``toolkit.statistics.keyness`` gives them: counts and rates in it
        and in the others, ``log_ratio`` (1 is twice as frequent) with its 95 % interval, ``p_adjusted`` for the number
        of words of this group. Function words are left out. Empty where there is nothing to compare with.

    Raises
    ------
    ParameterError
        If the articles cannot be told apart by that.

    Examples
    --------
    >>> toolkit.collection.key_words(articles, minimum=2)[["article", "word"]].head(2)
      article    word
    0  bridge     Roe
    1  bridge  bridge
    """
    import pandas as pd

    groups = list(collection.groups(by))
    bodies = [passage.of(analysis) for analysis in collection.analyses]
    frames = []
    for group in dict.fromkeys(groups):
        mine = [body for body, other in zip(bodies, groups, strict=True) if other == group]
        others = [body for body, other in zip(bodies, groups, strict=True) if other != group]
        if mine and others:
            frame = _overused(keyness(mine, others, minimum=minimum, stop_words=True), n)
            frame.insert(0, by, group)
            frames.append(frame)
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=[by, *COLUMNS])


@as_table
def about(collection: Collection, actor: str, *, n: int | None = 20, minimum: int = 3) -> "pandas.DataFrame":
    """Return the words that stand in the sentences that mention an actor more often than in the other sentences.

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
    elsewhere: list[str] = []
    for analysis in collection.analyses:
        for sentence, mentioned in _sentences(analysis, actor):
            (near if mentioned else elsewhere).append(sentence)
    entries = [entry for analysis in collection.analyses for entry in analysis.actors if entry.name == actor]
    own_names = [name for entry in entries for name in (entry.name, *entry.aliases)]
    own_words = {passage.form(word) for name in own_names for word in name.split()}
    frame = keyness("\n".join(near), "\n".join(elsewhere), minimum=minimum, stop_words=True)
    frame = frame[(frame["count"] > 1) & ~frame["word"].map(passage.form).isin(own_words)]
    return _overused(frame, n)


def _sentences(analysis: Analysis, actor: str) -> Iterator[tuple[str, bool]]:
    """Yield the body's sentences, and whether each mentions the actor."""
    positions, text = Positions(analysis), analysis.article.text
    spans = [
        span for span in analysis.sentences if positions.is_counted(span[0]) and not positions.in_headline(span[0])
    ]
    starts = [start for start, _ in spans]
    mentions = [mention for entry in analysis.actors if entry.name == actor for mention in entry.mentions]
    mentioning = {bisect_right(starts, mention.span[0]) - 1 for mention in mentions}
    for k, (start, end) in enumerate(spans):
        yield " ".join(text[start:end].split()), k in mentioning


def _overused(frame: "pandas.DataFrame", n: int | None) -> "pandas.DataFrame":
    """Return the rows with words that the text has more of than the reference."""
    frame = frame[frame["key_in"] == "text"]
    frame = frame.rename(
        columns={"count_reference": "count_others", "per_1000_words_reference": "per_1000_words_others"}
    )
    return frame[COLUMNS].head(len(frame) if n is None else n).reset_index(drop=True)
