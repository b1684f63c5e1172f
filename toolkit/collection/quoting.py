"""How articles quote: each the same speakers, with which words in common, brought in by which cues."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from toolkit.analysis.arguments import checked
from toolkit.collection import frames
from toolkit.collection.duplicates import counted, noted
from toolkit.collection.model import Collection
from toolkit.display import as_table
from toolkit.statistics import passage
from toolkit.text import words

if TYPE_CHECKING:
    import pandas

MIN_SHARED_WORDS = 4  # so many in a row are no chance any more


@checked
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
    columns = "speaker article quotes direct mixed indirect words cues".split()
    frame = frames.statements(collection)
    frame = frame[frame["speaker"].notna()]
    spread = frame.groupby("speaker", sort=False)["article"].transform("nunique")
    frame = frame[spread > 1].assign(spread=spread, cue=frame["cue"].map(_cue_form))
    frame = frame.assign(**{kind: (frame["kind"] == kind).astype(int) for kind in ("direct", "mixed", "indirect")})
    found = frame.groupby(["speaker", "article"], sort=False).agg(
        quotes=("id", "size"),
        direct=("direct", "sum"),
        mixed=("mixed", "sum"),
        indirect=("indirect", "sum"),
        words=("words", "sum"),
        cues=("cue", lambda cues: "; ".join(dict.fromkeys(filter(None, cues)))),
        spread=("spread", "first"),
    )
    found = found.reset_index()
    first = {name: k for k, name in enumerate(dict.fromkeys(found["speaker"]))}
    found = found.assign(place=found["speaker"].map(first).astype(int))
    found = found.sort_values(["spread", "place"], ascending=[False, True], kind="stable", ignore_index=True)
    return found[columns]


@checked
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
        ``words``: how many, four at least; most first. ``article`` is the first that has these words, by date and then
        in the order of the articles: what many articles share has a row for each of the others, not for each pair.

    Examples
    --------
    >>> toolkit.collection.same_words(articles)[["speaker", "shared", "words"]]
       speaker                             shared  words
    0  Ada Roe  The old bridge must close at once      7
    """
    import pandas as pd

    columns = "speaker article id other_article other_id shared words".split()
    frame = frames.statements(collection)
    frame = frame[frame["speaker"].notna()]
    published = dict(zip(collection.names, collection.published, strict=True))
    records = list(zip(frame["speaker"], frame["article"], frame["id"], frame["text"], strict=True))
    records.sort(key=lambda record: published[record[1]] or "~")  # what is not dated comes last
    by_speaker: dict[str, list[int]] = defaultdict(list)
    for k, (speaker, *_) in enumerate(records):
        by_speaker[speaker].append(k)
    found = []
    for own in by_speaker.values():
        tokens = [[text[start:end] for start, end in words(text)] for *_, text in (records[k] for k in own)]
        forms = [[passage.form(token) for token in one] for one in tokens]
        for a, b in _with_common_run([records[k][1] for k in own], forms):
            match = SequenceMatcher(None, forms[a], forms[b], autojunk=False).find_longest_match()
            found.append((-match.size, own[b], own[a], " ".join(tokens[a][match.a : match.a + match.size])))
    rows = [[*records[i][:3], *records[j][1:3], shared, -size] for size, j, i, shared in sorted(found)]
    return pd.DataFrame(rows, columns=columns)


def _with_common_run(articles: Sequence[str], forms: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a speaker's quotes in two articles that have a run of words in common, by an index.

    Each quote is paired with the first that has one of its runs, so that the pairs are as many as the quotes, however
    often one is repeated.
    """
    first: dict[tuple, int] = {}  # a run of words -> the first quote that has it
    for k, (article, own) in enumerate(zip(articles, forms, strict=True)):
        runs = zip(*(own[shift:] for shift in range(MIN_SHARED_WORDS)), strict=False)
        holders = {first.setdefault(run, k) for run in runs}
        yield from ((i, k) for i in sorted(holders) if articles[i] != article)


@checked
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

    actor = None if actor is None else collection.called(actor)
    used = counted(collection, actor)
    frame = frames.statements(used, actor)
    frame = frame.assign(cue=frame["cue"].map(_cue_form))
    frame = frame[frame["cue"] != ""]
    if frame.empty:
        return pd.DataFrame(columns=["cue", "quotes", "articles"])
    frame = frame.groupby("cue", sort=False).agg(quotes=("cue", "size"), articles=("article", "nunique"))
    return noted(frame.sort_values("quotes", ascending=False, kind="stable").reset_index(), collection, used)


def _cue_form(cue: str) -> str:
    """Return what counts as the same cue: lower case, without marks around it."""
    return cue.lower().strip(" ,.:…")
