"""The answer to one question, in sentences: how often words stand in articles, where, when and beside whom."""

from typing import TYPE_CHECKING

from toolkit.collection import networks, periods, searching
from toolkit.collection.dates import NO_DATE
from toolkit.collection.dictionaries import Dictionary, Question, as_dictionary
from toolkit.collection.duplicates import counted, rule, widespread_story
from toolkit.collection.model import NO_OUTLET, Collection
from toolkit.collection.summary import MOST
from toolkit.display.copies import ARTICLES, STORIES
from toolkit.display.wording import count, listed, noun

if TYPE_CHECKING:
    import pandas

WHEN = {"day": "on", "week": "in the week from"}  # else "in"


def asked(collection: Collection, question: Question) -> list[str]:
    """Return up to five sentences: how often words stand in the articles, in which outlet, when, beside whom."""
    dictionary, whole, collection = as_dictionary(question), collection, counted(collection)
    every = {"all": [entry for some in dictionary.values() for entry in some]}  # a place of two categories counts once
    places = searching.places(collection, dictionary)
    said, it = rule(whole, count(len(whole), "article")), "it" if len(dictionary) == 1 else "them"
    stands = f"“{next(iter(dictionary))}” stands" if len(dictionary) == 1 else "They stand"
    if places.empty:
        nowhere = f"{stands} nowhere in {_number(collection, whole)}{_in_copies(collection, whole, every, it)}."
        return [sentence for sentence in (said, nowhere) if sentence]
    sentences = [
        said,
        f"{stands} in {_how_often(collection, whole, places, searching.lookup(collection, every), it=it)}.",
        _where(searching.lookup(whole, every, by="outlet"), it),
        _when(searching.lookup(whole, every, by="period"), periods.unit(whole), it),
        _widespread(collection, whole, every, it),
        _beside(networks.beside(collection, every).edges, it),
    ]
    return [sentence for sentence in sentences if sentence][:MOST]


def _number(collection: Collection, whole: Collection) -> str:
    """Return how many articles there are; stories, where copies of them count once."""
    return count(len(collection), *(ARTICLES if len(collection) == len(whole) else STORIES))


def _in_copies(collection: Collection, whole: Collection, every: Dictionary, it: str) -> str:
    """Say that copies of the stories alone have it; nothing where they do not."""
    further = len(searching.places(whole, every)) if len(collection) < len(whole) else 0
    return f" as first published; later copies have {it} in {count(further, 'place')}" if further else ""


def _how_often(
    collection: Collection, whole: Collection, places: "pandas.DataFrame", bodies: "pandas.DataFrame", *, it: str
) -> str:
    """Return in how many places it stands, of how many articles; of several categories, which most often."""
    once = places.drop_duplicates(["article", "start", "end"])
    articles, most = once["article"].nunique(), places["category"].value_counts()
    words = bodies["words"].sum()
    rate = (
        f"in bodies that is {1000 * bodies['all'].sum() / words:.2f} times in 1,000 words"
        if words
        else "none has a body"
    )
    of = "all" if articles == len(collection) > 1 else f"{articles:,}"
    parts = [f"{name} {number:,}" for name, number in most.head(5).items()]
    more = [f"{len(most) - 5} more"] if len(most) > 5 else []
    categories = f" ({listed([*parts, *more])})" if it == "them" else ""
    return (
        f"{count(len(once), 'place')}{categories} in the headlines and bodies of {of} of "
        f"{_number(collection, whole)}; {rate}"
    )


def _widespread(collection: Collection, whole: Collection, every: Dictionary, it: str) -> str:
    """Return the story with it that most outlets ran."""
    if len(collection) == len(whole):
        return ""
    holding = {whole.names[k] for k in searching.places(whole, every)["article"]}
    return widespread_story(whole, f"one story with {it}", holding)


def _where(frame: "pandas.DataFrame", it: str) -> str:
    """Say which outlets have most and least of it."""
    known = frame[frame["outlet"] != NO_OUTLET]
    if len(known) < 2:
        return "The articles are of one outlet." if len(known) else "None of the articles says whose it is."
    rates = known.set_index("outlet")["all_per_1000_words"].dropna().sort_values(ascending=False, kind="stable")
    if len(rates) < 2:
        alone = f"{rates.index[0]} alone" if len(rates) else "none"
        return f"Of {len(known)} outlets, {alone} has articles with bodies."
    top, least = list(rates.index[rates == rates.max()]), list(rates.index[rates == rates.min()])
    if len(top) == len(rates):
        return f"All {len(rates)} outlets have {it} equally often in their bodies."
    last = f"{_few(least)} {'least often, ' + format(rates.min(), '.2f') if rates.min() else 'never'}"
    return (
        f"Of {len(rates)} outlets{' with bodies' if len(rates) < len(known) else ''}, {_few(top)} "
        f"{noun(len(top), 'has', 'have')} {it} most often in bodies, {rates.max():.2f} times in 1,000 words; {last}."
    )


def _when(frame: "pandas.DataFrame", unit: str, it: str) -> str:
    """Say when there is most of it."""
    dated = frame[(frame["period"] != NO_DATE) & (frame["words"] > 0)]
    if dated.empty:
        return "None of the articles says when it was published."
    if len(dated) == 1:
        return f"All that is dated is of one {unit}, {dated['period'].iloc[0]}."
    rates = dated.set_index("period")["all_per_1000_words"]
    top = list(rates.index[rates == rates.max()])
    if not rates.max():
        return f"No dated article has {it} in its body."
    each = f"{WHEN.get(unit, 'in')} {listed(top)}" if len(top) <= 3 else f"in {len(top)} {unit}s alike"
    places = f" ({count(int(dated.set_index('period')['all'][top[0]]), 'place')})" if len(top) == 1 else ""
    span = f"From {rates.index[0]} to {rates.index[-1]}"
    are = "it is" if it == "it" else "they are"
    return f"{span}, {are} most frequent {each}: {rates.max():.2f} times in 1,000 words{places}."


def _beside(edges: "pandas.DataFrame", it: str) -> str:
    """Say who is mentioned in the same paragraphs most often."""
    if edges.empty:
        return f"No paragraph with {it} mentions anybody."
    top, most = list(edges.loc[edges["paragraphs"] == edges["paragraphs"].max(), "target"]), edges["paragraphs"].max()
    who = f"{_few(top)} {noun(len(top), 'shares', 'share')}"
    return (
        f"Of {count(edges['target'].nunique(), 'actor')} mentioned in the same paragraphs, {who} most: "
        f"{count(int(most), 'paragraph')}{' each' if len(top) > 1 else ''}."
    )


def _few(names: list[str]) -> str:
    """Return up to three names; of more, how many."""
    return listed(names) if len(names) <= 3 else f"{len(names)} of them"
