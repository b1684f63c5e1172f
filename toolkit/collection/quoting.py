"""How articles quote: each the same speakers, with which words in common, brought in by which cues."""

from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from toolkit.collection import frames
from toolkit.collection.model import Collection
from toolkit.display import as_table
from toolkit.statistics import passage
from toolkit.text import words

if TYPE_CHECKING:
    import pandas

MIN_SHARED_WORDS = 4  # so many in a row are no chance any more


@as_table
def same_speakers(collection: Collection) -> "pandas.DataFrame":
    """Return how each article quotes those who are quoted in several: a row for each of them in each article.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.

    Returns
    -------
    pandas.DataFrame
        ``speaker``, ``article``, ``quotes``; of these ``direct``, ``mixed``, ``indirect``; ``words``: of all of them;
        ``cues``: how they are brought in ("said; told reporters"). Who is quoted in most articles comes first.

    Examples
    --------
    >>> toolkit.collection.same_speakers(articles)[["speaker", "article"]]
       speaker  article
    0  Ada Roe   bridge
    1  Ada Roe  ferries
    2  Ben Low   bridge
    3  Ben Low  ferries
    """
    import pandas as pd

    columns = "speaker article quotes direct mixed indirect words cues".split()
    frame = frames.statements(collection)
    frame = frame[frame["speaker"].notna()]
    articles = frame.groupby("speaker", sort=False)["article"].nunique()
    speakers = articles[articles > 1].sort_values(ascending=False, kind="stable").index
    rows = []
    for speaker in speakers:
        for article, quotes in frame[frame["speaker"] == speaker].groupby("article", sort=False):
            kinds = [int((quotes["kind"] == kind).sum()) for kind in ("direct", "mixed", "indirect")]
            cues = "; ".join(dict.fromkeys(filter(None, map(_cue_form, quotes["cue"]))))
            rows.append([speaker, article, len(quotes), *kinds, int(quotes["words"].sum()), cues])
    return pd.DataFrame(rows, columns=columns)


@as_table
def same_words(collection: Collection) -> "pandas.DataFrame":
    """Return the words of the same speaker that two articles share: the longest run that two quotes have in common.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.

    Returns
    -------
    pandas.DataFrame
        ``speaker``, ``article``, ``id``, ``other_article``, ``other_id``, ``shared`` (as in the first article),
        ``words``: how many, four at least; most first.

    Examples
    --------
    >>> toolkit.collection.same_words(articles)[["speaker", "shared", "words"]]
       speaker                             shared  words
    0  Ada Roe  The old bridge must close at once      7
    """
    import pandas as pd

    columns = "speaker article id other_article other_id shared words".split()
    frame = frames.statements(collection)
    rows = []
    for speaker, quotes in frame[frame["speaker"].notna()].groupby("speaker", sort=False):
        records = quotes[["article", "id", "text"]].to_dict("records")
        tokens = [[r["text"][start:end] for start, end in words(r["text"])] for r in records]
        forms = [[passage.form(token) for token in one] for one in tokens]
        for i, j in combinations(range(len(records)), 2):
            if records[i]["article"] == records[j]["article"]:
                continue
            match = SequenceMatcher(None, forms[i], forms[j], autojunk=False).find_longest_match()
            if match.size >= MIN_SHARED_WORDS:
                shared = " ".join(tokens[i][match.a : match.a + match.size])
                one, other = ([records[k]["article"], records[k]["id"]] for k in (i, j))
                rows.append([speaker, *one, *other, shared, match.size])
    rows.sort(key=lambda row: -row[-1])
    return pd.DataFrame(rows, columns=columns)


@as_table
def cues(collection: Collection, actor: str | None = None) -> "pandas.DataFrame":
    """Return how statements are brought in ("said", "according to"): a row for each cue, the most frequent first.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    actor
        Only this actor's quotes, by the name it has in the collection.

    Returns
    -------
    pandas.DataFrame
        ``cue`` in lower case; in how many ``quotes``, and of how many ``articles``.

    Examples
    --------
    >>> toolkit.collection.cues(articles).iloc[:, :2]
        cue  quotes
    0  said       3
    1  told       1
    """
    import pandas as pd

    frame = frames.statements(collection, actor)
    frame = frame.assign(cue=frame["cue"].map(_cue_form))
    frame = frame[frame["cue"] != ""]
    if frame.empty:
        return pd.DataFrame(columns=["cue", "quotes", "articles"])
    frame = frame.groupby("cue", sort=False).agg(quotes=("cue", "size"), articles=("article", "nunique"))
    return frame.sort_values("quotes", ascending=False, kind="stable").reset_index()


def _cue_form(cue: str) -> str:
    """Return what counts as the same cue: lower case, without marks around it."""
    return cue.lower().strip(" ,.:…")
