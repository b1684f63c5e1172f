"""Near-duplicates: which articles are one story, syndicated with another headline or cut at the end.

Runs of five words of the bodies are compared: MinHash and an index of it (locality-sensitive hashing) find who may be
alike (Broder 1997; datasketch has both), the runs themselves decide. So the work grows with the articles, not with
their pairs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING, Any

from toolkit.analysis.arguments import checked
from toolkit.collection.model import NO_OUTLET, By, Collection, Text, is_by_time
from toolkit.display import as_table
from toolkit.display.copies import ONCE, STORIES, TOO
from toolkit.display.wording import count, noun, shortened
from toolkit.statistics import passage
from toolkit.text import words

if TYPE_CHECKING:
    import numpy
    import pandas

RUN = 5  # words that are compared together
ODD = 0x9E3779B97F4A7C15  # by which their numbers are mixed
CONTAINED = 0.7  # share of the shorter one's runs that the longer one has, from which it is a copy
MAY_BE = 0.25  # likeness from which two are compared: what is cut to a third has a likeness of a third
SHORTEST = 20  # runs of an article that can be told from another at all
DAYS = 7  # between two copies of a story that counts once
SMALL = 50  # articles of which each two can be compared without an index
METHOD = f"2 {RUN} {CONTAINED} {MAY_BE} {SHORTEST} {DAYS}"  # how copies are found: another number, another way
OUTLETS = 3  # that ran a story, from which a report says so
ABOUT = ["article", "outlet", "published"]
KINDS = {"story": "int64", "similarity": "float64", "first": "bool"} | dict.fromkeys(ABOUT, "str")
COLUMNS = "story article outlet published similarity first".split()


@checked
@as_table
def copies(collection: Collection, days: int = DAYS) -> "pandas.DataFrame":
    """Return the articles that are copies of one another: a row for each article that has a copy.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` or ``toolkit.open`` gave.
    days
        So many days may lie between two copies. An article without a date is compared with all.

    Returns
    -------
    pandas.DataFrame
        ``story``: a number, the story with most articles first; ``article``, ``outlet``, ``published``;
        ``similarity``: of the runs of five words in the shorter body, the share that stands in the first article's too,
        0 to 1; ``first``: whether the article is the earliest of its story.

    Raises
    ------
    ParameterError
        If ``days`` is no number, or below 0.

    Examples
    --------
    >>> toolkit.collection.copies(articles).empty
    True
    """
    return _found(collection).copy() if days == DAYS else _frame(_rows(collection, days))


def _frame(rows: list[list[Any]]) -> "pandas.DataFrame":
    import pandas as pd

    return pd.DataFrame(rows, columns=COLUMNS).astype(KINDS)


def _rows(collection: Collection, days: int) -> list[list[Any]]:
    """Return the rows of the table of copies."""
    frame = collection.table("articles")
    known = [[one if isinstance(one, str) else None for one in frame[name]] for name in ABOUT]
    dates = [_day(value) for value in frame["published"]]
    runs = [_runs(text) for text in collection.texts()]
    rows = []
    for number, story in enumerate(_stories(_pairs(runs, dates, days), dates), start=1):
        for k in story:
            about = [column[k] for column in known]
            rows.append([number, *about, _contained(runs[story[0]], runs[k]), k == story[0]])
    return rows


def counted(collection: Collection, actor: str | None = None) -> Collection:
    """Return the collection as counts over all articles take it: each story once, by its earliest article.

    Where a longer copy alone has the actor who is asked for, all copies are there.

    >>> counted(articles) is articles
    True
    """
    if collection.copies == "all":
        return collection
    if "counted" not in collection.kept:
        found = _found(collection)
        again = found.loc[~found["first"], "article"]
        rest = collection
        if len(again):
            rest = collection.without(dict.fromkeys(again, ""))
            object.__setattr__(rest, "copies", "all")
        collection.kept["counted"] = rest
    stories = collection.kept["counted"]
    if actor is not None and actor not in set(stories.table("actors")["actor"]):
        return with_copies(collection)
    return stories


def counted_by(collection: Collection, by: By | None) -> Collection:
    """Return the collection as counts of groups of articles take it.

    Over time each story counts once, as in counts over all articles; of other groups, such as outlets, each has copies
    of its own.

    >>> counted_by(articles, "outlet") is articles
    True
    """
    return counted(collection) if is_by_time(by) else collection


def with_copies(collection: Collection) -> Collection:
    """Return the collection as counts take it that have copies in them too."""
    every = copy(collection)
    object.__setattr__(every, "copies", "all")
    return every


def noted(frame: "pandas.DataFrame", collection: Collection, of: Collection | None = None) -> "pandas.DataFrame":
    """Return a table that counts, with what it says of copies in its ``attrs["copies"]``, where there are any.

    ``of`` is what it is of, where that may be all articles too: then copies count too.
    """
    note = counting_note if of is None or len(of) < len(collection) else copies_note
    if said := note(collection):
        frame.attrs["copies"] = said
    return frame


def counting_note(collection: Collection) -> str:
    """Return how copies count in numbers over all articles; nothing where there are none, or all were asked for."""
    return _note(ONCE, collection)


def copies_note(collection: Collection) -> str:
    """Return how copies count in numbers that have them in; nothing where there are none, or all were asked for."""
    return _note(TOO, collection)


def _note(how: str, collection: Collection) -> str:
    copies_there = len(collection) - len(counted(collection))
    if not copies_there:
        return ""
    return (
        f"{how}: {copies_there:,} of {count(len(collection), 'article')} "
        f"{noun(copies_there, 'is a copy', 'are copies')} of another within {DAYS} days."
    )


def rule(collection: Collection, articles: str, more: str = "") -> str:
    """Return the sentence on how copies count, which tells story from article; nothing where there are none.

    ``articles`` is how many articles there are, and of what; ``more`` what the stories have.
    """
    stories = len(counted(collection))
    if stories == len(collection):
        return ""
    return (
        f"The {articles} tell {count(stories, *STORIES)}{more}: articles that copy one another within {DAYS} "
        "days are one story and count once, but each outlet’s own numbers and the lists have every copy."
    )


def widespread_story(collection: Collection, what: str, holding: Iterable[str] | None = None) -> str:
    """Return a sentence on the story that most outlets ran; nothing where none did, or copies count.

    Parameters
    ----------
    collection
        The articles.
    what
        What is said of the story: "one story", "one story with Ada Roe".
    holding
        The names of the articles that hold what is asked for; others are not looked at. By default all are.
    """
    if len(counted(collection)) == len(collection):
        return ""
    found = _found(collection)
    found = found[found["outlet"].notna() & (found["outlet"] != NO_OUTLET)]
    found = found if holding is None else found[found["article"].isin(holding)]
    outlets = found.groupby("story")["outlet"].nunique().sort_values(ascending=False, kind="stable")
    if outlets.empty or outlets.iloc[0] < OUTLETS:
        return ""
    first = found[found["story"] == outlets.index[0]].iloc[0]
    articles = collection.table("articles")
    title = articles.loc[articles["article"] == first["article"], "title"].iloc[0]
    called = f"“{shortened(title, 90)}”" if isinstance(title, str) and title else first["article"]
    when = f" on {first['published'][:10]}" if isinstance(first["published"], str) else ""
    others = int((outlets == outlets.iloc[0]).sum()) - 1
    more = f"; {count(others, 'other story', 'other stories')} ran in as many" if others else ""
    return f"{outlets.iloc[0]} outlets ran {what}, {called}, first in {first['outlet']}{when}{more}."


def _found(collection: Collection) -> "pandas.DataFrame":
    """Return the copies of a collection, looked for once; a store keeps them."""
    if "copies" not in collection.kept:
        collection.kept["copies"] = _frame(collection.once("copies", METHOD, lambda: _rows(collection, DAYS)))
    return collection.kept["copies"]


def _runs(text: Text) -> "numpy.ndarray":
    """Return the runs of words of an article's body, each once, as a number that is the same on every machine."""
    import numpy as np

    body = (text.text[a:b] for span in text.spans("body") for a, b in words(text.text, *span))
    numbers = np.fromiter(map(_number, body), "u8")
    last = max(len(numbers) - RUN + 1, 0)
    mixed = np.zeros(last, "u8")
    for k in range(RUN):
        mixed = mixed * ODD + numbers[k : k + last]  # modulo two to the 64th
    return np.unique((mixed >> 32).astype("u4"))  # four bytes each, however many articles


@lru_cache(maxsize=2**17)
def _number(word: str) -> int:
    """Return a word as a number of 64 bits."""
    return int.from_bytes(blake2b(passage.form(word).encode("utf-8", "replace"), digest_size=8).digest())


def _pairs(runs: "Sequence[numpy.ndarray]", dates: Sequence[date | None], days: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of articles of which one is a copy of the other."""
    long = [k for k, own in enumerate(runs) if len(own) >= SHORTEST]
    for one, other in combinations(long, 2) if len(long) <= SMALL else _alike(runs, long):
        if _are_near(dates[one], dates[other], days) and _contained(runs[one], runs[other]) >= CONTAINED:
            yield one, other


def _are_near(one: date | None, other: date | None, days: int) -> bool:
    return one is None or other is None or abs((one - other).days) <= days


def _alike(runs: "Sequence[numpy.ndarray]", long: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of articles that may be alike, found by an index."""
    import numpy as np
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=MAY_BE, num_perm=128, weights=(0.05, 0.95))  # none shall be overlooked
    made = MinHash.generator((runs[k].tolist() for k in long), num_perm=128, hashfunc=int)
    sketches = np.array([sketch.hashvalues.astype("u4") for sketch in made])
    seen: set[tuple[int, int]] = set()
    for start in range(0, index.b * index.r, index.r):  # a band at a time: the index itself would hold them all
        buckets: dict[bytes, list[int]] = defaultdict(list)
        for k, sketch in zip(long, sketches[:, start : start + index.r], strict=True):
            buckets[sketch.tobytes()].append(k)
        seen.update(pair for own in buckets.values() for pair in combinations(own, 2))
    yield from sorted(seen)


def _contained(one: "numpy.ndarray", other: "numpy.ndarray") -> float:
    """Return the share of the shorter one's runs that the other has too."""
    import numpy as np

    return len(np.intersect1d(one, other, assume_unique=True)) / max(min(len(one), len(other)), 1)


def _stories(pairs: Iterator[tuple[int, int]], dates: Sequence[date | None]) -> list[list[int]]:
    """Return the groups of articles that pairs tie together, those with most first, each from its earliest on."""
    import networkx

    groups = networkx.connected_components(networkx.Graph(list(pairs)))
    ordered = [sorted(group, key=lambda k: (dates[k] or date.max, k)) for group in groups]
    return sorted(ordered, key=lambda group: (-len(group), group[0]))


def _day(published: object) -> date | None:
    """Return the day of a date; None where it is less exact."""
    try:
        return date.fromisoformat(str(published)[:10])
    except ValueError:
        return None
