"""Over articles: how each quotes the same speaker, with whom an actor is named, how an actor is described."""

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING, Any

from toolkit.analysis.positions import Positions
from toolkit.collection import tables
from toolkit.display import as_table
from toolkit.statistics import passage
from toolkit.text import words

if TYPE_CHECKING:
    import pandas

    from toolkit.analysis import Analysis
    from toolkit.collection.gather import Collection

LEAST_SAME = 4  # words in a row that are no chance any more


@as_table
def same_speakers(collection: "Collection") -> "pandas.DataFrame":
    """How each article quotes those who are quoted in several: a row for each of them in each article.

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
    frame = tables.quotes(collection)
    frame = frame[frame["speaker"].notna()]
    often = frame.groupby("speaker", sort=False)["article"].nunique()
    order = often[often > 1].sort_values(ascending=False, kind="stable").index
    rows = []
    for speaker in order:
        for article, found in frame[frame["speaker"] == speaker].groupby("article", sort=False):
            kinds = [int((found["kind"] == kind).sum()) for kind in ("direct", "mixed", "indirect")]
            cues = "; ".join(dict.fromkeys(filter(None, map(_folded, found["cue"]))))
            rows.append([speaker, article, len(found), *kinds, int(found["words"].sum()), cues])
    return pd.DataFrame(rows, columns=columns)


@as_table
def same_words(collection: "Collection") -> "pandas.DataFrame":
    """Words of the same speaker that two articles share: the longest run that two of their quotes have in common.

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
    frame = tables.quotes(collection)
    rows = []
    for speaker, found in frame[frame["speaker"].notna()].groupby("speaker", sort=False):
        records = found[["article", "id", "text"]].to_dict("records")
        split = [[r["text"][a:b] for a, b in words(r["text"])] for r in records]
        forms = [[passage.form(word) for word in parts] for parts in split]
        for i, j in combinations(range(len(records)), 2):
            if records[i]["article"] == records[j]["article"]:
                continue
            match = SequenceMatcher(None, forms[i], forms[j], autojunk=False).find_longest_match()
            if match.size >= LEAST_SAME:
                shared = " ".join(split[i][match.a : match.a + match.size])
                ends = [records[i]["article"], records[i]["id"], records[j]["article"], records[j]["id"]]
                rows.append([speaker, *ends, shared, match.size])
    rows.sort(key=lambda row: -row[-1])
    return pd.DataFrame(rows, columns=columns)


@as_table
def together(collection: "Collection", actor: str, *, misc: bool = False) -> "pandas.DataFrame":
    """With whom an actor is mentioned: a row for each other actor.

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

    frame = tables.mentions(collection, misc=misc)
    kinds = tables.actors(collection, misc=misc).set_index("actor")["type"]
    counts: dict[str, list[int]] = {}
    for k, place in enumerate((["article"], ["article", "paragraph"], ["article", "paragraph", "sentence"])):
        for _, found in frame.groupby(place, sort=False)["actor"]:
            here = set(found)
            if actor in here:
                for other in here - {actor}:
                    counts.setdefault(other, [0, 0, 0])[k] += 1
    order = {name: k for k, name in enumerate(kinds.index)}
    rows = [[name, kinds.get(name, ""), *numbers] for name, numbers in counts.items()]
    rows.sort(key=lambda row: (-row[3], -row[2], order.get(row[0], 0)))
    return pd.DataFrame(rows, columns=["actor", "type", "articles", "paragraphs", "sentences"])


@as_table
def cues(collection: "Collection", actor: str | None = None) -> "pandas.DataFrame":
    """How quotes are brought in ("said", "according to"): a row for each cue, the most frequent first.

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

    frame = tables.quotes(collection, actor)
    frame = frame.assign(cue=frame["cue"].map(_folded))
    frame = (
        frame[frame["cue"] != ""]
        .groupby("cue", sort=False)
        .agg(quotes=("cue", "size"), articles=("article", "nunique"))
    )
    if frame.empty:
        return pd.DataFrame(columns=["cue", "quotes", "articles"])
    return frame.sort_values("quotes", ascending=False, kind="stable").reset_index()


@as_table
def descriptions(collection: "Collection", actor: str) -> "pandas.DataFrame":
    """What an actor is called: names, titles before and after them, descriptions such as "the minister".

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

    often: Counter = Counter()
    where: dict[tuple[str, str], set[str]] = defaultdict(set)
    written: dict[tuple[str, str], str] = {}
    for analysis, name in zip(collection.analyses, collection.names, strict=True):
        for text, kind in _called(analysis, actor):
            key = (text.casefold(), kind)
            written.setdefault(key, text)
            often[key] += 1
            where[key].add(name)
    rows: list[list[Any]] = [[written[key], key[1], n, len(where[key])] for key, n in often.most_common()]
    return pd.DataFrame(rows, columns=["text", "kind", "times", "articles"])


def _called(analysis: "Analysis", name: str) -> list[tuple[str, str]]:
    positions, text = Positions(analysis), analysis.article.text
    found = []
    for actor in analysis.actors:
        if actor.name == name:
            found += [(role, "role") for role in actor.roles]
            for mention in actor.mentions:
                if mention.kind != "pronoun" and positions.is_counted(mention.span[0]):
                    kind = "name" if mention.kind == "name" else "description"
                    found.append((" ".join(text[slice(*mention.span)].split()), kind))
    return found


def _folded(cue: str) -> str:
    return cue.lower().strip(" ,.:…")
