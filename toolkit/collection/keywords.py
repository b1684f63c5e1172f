"""Key words over articles: those that one has more of than the others, and those around an actor."""

import functools
import warnings
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from toolkit.analysis.arguments import checked
from toolkit.collection.dates import NO_DATE
from toolkit.collection.duplicates import counted, counted_by, noted
from toolkit.collection.model import By, Collection, Text, group_column, is_by_time
from toolkit.display import as_table
from toolkit.display.wording import count, noun
from toolkit.errors import ParameterError, ToolkitWarning
from toolkit.statistics import keyness, passage
from toolkit.statistics.passage import Vocabulary
from toolkit.text import is_inside
from toolkit.text import words as words_of

if TYPE_CHECKING:
    import pandas

COLUMNS = (
    "word count count_others per_1000_words per_1000_words_others log_ratio log_ratio_low log_ratio_high "
    "log_likelihood p_adjusted"
).split()


@checked
@as_table
def key_words(
    collection: Collection,
    by: By = "article",
    *,
    groups: Sequence[str] = (),
    n: int | None = 10,
    minimum: int = 3,
) -> "pandas.DataFrame":
    """Return the words that one article, outlet or other group has more of than the others together (keyness).

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    by
        "article", "outlet", or whatever else `Collection.groups` takes: "section", a date such as "2025-03-14" (before
        it against since), groups of your own. Over time each story counts once; what has no date is left out.
    groups
        Of one, its words against those of all others; of several, these alone, each against the others. By default
        all there are.
    n
        At most so many words for each, the most certain first.
    minimum
        Words that occur less often in all of them are left out.

    Returns
    -------
    pandas.DataFrame
        The article, outlet or other group, then as ``toolkit.statistics.keyness`` gives them: counts and rates in it
        and in the others, ``log_ratio`` (1 is twice as frequent) with its 95 % interval, ``p_adjusted`` for the number
        of words of this group; ``log_likelihood`` (Dunning 1993; Rayson and Garside 2000), by which they are sorted.
        Function words are left out. Empty where there is nothing to compare with.

    Raises
    ------
    ParameterError
        If the articles cannot be told apart by that, or there is no such group.

    Warns
    -----
    ToolkitWarning
        If articles have no date that tells their group, or all are in one.

    Examples
    --------
    >>> toolkit.collection.key_words(articles, minimum=2)[["article", "word"]].head(2)
      article    word
    0  bridge     Roe
    1  bridge  bridge
    >>> toolkit.collection.key_words(articles, "outlet", groups=["Post"], minimum=2)["outlet"].unique().tolist()
    ['Post']
    """
    import pandas as pd

    used, column, frames = counted_by(collection, by), group_column(by), []
    for group, frame in _compared(_vocabularies(used, by, groups), groups, minimum, n):
        frame.insert(0, column, group)
        frames.append(frame)
    found = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=[column, *COLUMNS])
    return found if column == "article" else noted(found, collection, used)


def _compared(
    vocabularies: dict[str, Vocabulary], groups: Sequence[str], minimum: int, n: int | None
) -> "Iterator[tuple[str, pandas.DataFrame]]":
    """Yield each group that is asked for with the words that it has more of than the others, if there are any."""
    whole = functools.reduce(Vocabulary.include, vocabularies.values(), Vocabulary())
    for group, mine in vocabularies.items():
        if len(vocabularies) > 1 and (group in groups or not groups):
            frame = _overused(keyness(mine, whole.without(mine), minimum=minimum, stop_words=True), n)
            if len(frame):
                yield group, frame


def _vocabularies(collection: Collection, by: By, groups: Sequence[str]) -> dict[str, Vocabulary]:
    """Return the vocabulary of each group; where several are asked for, of these alone."""
    of_article = collection.groups(by)
    if missing := [group for group in groups if group not in of_article]:
        there = ", ".join(list(dict.fromkeys(of_article))[:20])
        raise ParameterError(f"there is no group {missing[0]}: give {there}")
    which = [k for k, group in enumerate(of_article) if group in groups or len(groups) < 2]
    if is_by_time(by) and NO_DATE not in groups:
        which = [k for k in which if of_article[k] != NO_DATE]
        _warn_of_dates(of_article)
    vocabularies: dict[str, Vocabulary] = {}
    texts = collection.texts(which if len(which) < len(collection) else None)
    for text, group in zip(texts, (of_article[k] for k in which), strict=True):
        read = passage.read(text.text, text.spans("body"), sentences=text.sentences)
        vocabularies.setdefault(group, Vocabulary()).add(read.sentences)
    return vocabularies


def _warn_of_dates(of_article: Sequence[str]) -> None:
    """Warn of articles that are in no period and on no side of a date, and where all others are in one."""
    undated, dated = of_article.count(NO_DATE), sorted({*of_article} - {NO_DATE})
    if undated:
        left_out = f"{undated:,} of {count(len(of_article), 'article')} {noun(undated, 'is', 'are')} left out"
        _warn(f"{left_out}: no date says which of the groups they are in")
    if len(dated) == 1:
        _warn(f"all articles with a date are in one group, {dated[0]}: there is none to compare its words with")


def _warn(sentence: str) -> None:
    warnings.warn(sentence, ToolkitWarning, stacklevel=7)


@checked
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
    actor = collection.called(actor)
    near, elsewhere = Vocabulary(), Vocabulary()
    mentions, actors = collection.table("mentions"), collection.table("actors")
    mentions = mentions[mentions["actor"] == actor]
    starts = mentions.groupby("article", sort=False)["start"].agg(list).to_dict()
    used = counted(collection, actor)
    for text in used.texts():
        for words, mentioned in _sentences(text, starts.get(text.article, [])):
            (near if mentioned else elsewhere).add([words])
    own_names = {actor, *(alias for aliases in actors.loc[actors["actor"] == actor, "aliases"] for alias in aliases)}
    own_words = {passage.form(word) for name in own_names for word in name.split()}
    frame = keyness(near, elsewhere, minimum=minimum, stop_words=True)
    frame = frame[(frame["count"] > 1) & ~frame["word"].map(passage.form).isin(own_words)]
    return noted(_overused(frame, n), collection, used)


def _sentences(text: Text, mentions: Sequence[int]) -> Iterator[tuple[list[str], bool]]:
    """Yield the words of each of the body's sentences, and whether it mentions somebody at one of these offsets."""
    body = text.spans("body")
    spans = [span for span in text.sentences if is_inside(span[0], body)]
    starts = [start for start, _ in spans]
    mentioning = {bisect_right(starts, start) - 1 for start in mentions if is_inside(start, body)}
    for k, span in enumerate(spans):
        if words := [text.text[start:end] for start, end in words_of(text.text, *span)]:
            yield words, k in mentioning


def _overused(frame: "pandas.DataFrame", n: int | None) -> "pandas.DataFrame":
    """Return the rows with words that the text has more of than the reference."""
    frame = frame[frame["key_in"] == "text"]
    frame = frame.rename(
        columns={"count_reference": "count_others", "per_1000_words_reference": "per_1000_words_others"}
    )
    return frame[COLUMNS].head(len(frame) if n is None else n).reset_index(drop=True)
