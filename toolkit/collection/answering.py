"""The answer to one question, in sentences: how often words stand in articles, where, when and beside whom."""

from typing import TYPE_CHECKING

from toolkit.collection import networks, periods, searching
from toolkit.collection.dates import NO_DATE
from toolkit.collection.dictionaries import Question, as_dictionary
from toolkit.collection.duplicates import counted
from toolkit.collection.model import NO_OUTLET, Collection
from toolkit.display.wording import count, listed, noun

if TYPE_CHECKING:
    import pandas

WHEN = {"day": "on", "week": "in the week from"}  # else "in"


def asked(collection: Collection, question: Question) -> list[str]:
    """Return four or five sentences: how often words stand in the articles, in which outlet, when, beside whom."""
    dictionary, whole, collection = as_dictionary(question), collection, counted(collection)
    places = searching.places(collection, dictionary)
    every = {"all": [entry for some in dictionary.values() for entry in some]}  # a place of two categories counts once
    once = places.drop_duplicates(["article", "start", "end"])
    sentences = [_how_often(collection, searching.lookup(collection, every), len(once), once["article"].nunique())]
    if places.empty:
        return sentences
    if len(dictionary) > 1:
        most = places["category"].value_counts()
        parts = [f"{name} {number:,}" for name, number in most.head(5).items()]
        rest = f" and {len(most) - 5} more" if len(most) > 5 else ""
        sentences.append(f"By category: {listed(parts)}{rest}.")
    sentences.append(_where(searching.lookup(whole, every, by="outlet")))
    sentences.append(_when(searching.lookup(collection, every, by="period"), periods.unit(collection)))
    return [*sentences, _beside(networks.beside(collection, every).edges)]


def _how_often(collection: Collection, bodies: "pandas.DataFrame", places: int, articles: int) -> str:
    if not places:
        return f"It stands nowhere in {count(len(collection), 'article')}."
    words = bodies["words"].sum()
    of = "all" if articles == len(collection) > 1 else f"{articles:,}"
    rate = (
        f"in bodies that is {1000 * bodies['all'].sum() / words:.2f} times in 1,000 words"
        if words
        else "none has a body"
    )
    return (
        f"It stands in {count(places, 'place')} in the headlines and bodies of {of} of "
        f"{count(len(collection), 'article')}; {rate}."
    )


def _where(frame: "pandas.DataFrame") -> str:
    """Say which outlets have most and least of it."""
    known = frame[frame["outlet"] != NO_OUTLET]
    if len(known) < 2:
        return "The articles are of one outlet." if len(known) else "None of the articles says whose it is."
    rates = known.set_index("outlet")["all_per_1000_words"].dropna().sort_values(ascending=False, kind="stable")
    if len(rates) < 2:
        return (
            f"Of {len(known)} outlets, {f'{rates.index[0]} alone' if len(rates) else 'none'} has articles with bodies."
        )
    top, least = list(rates.index[rates == rates.max()]), list(rates.index[rates == rates.min()])
    if len(top) == len(rates):
        return f"All {len(rates)} outlets have as much of it."
    return (
        f"Of {len(rates)} outlets{' with bodies' if len(rates) < len(known) else ''}, {_few(top)} "
        f"{noun(len(top), 'has', 'have')} most of it, {rates.max():.2f} times in 1,000 words; {_few(least)} "
        f"{noun(len(least), 'has', 'have')} least, {rates.min():.2f}."
    )


def _when(frame: "pandas.DataFrame", unit: str) -> str:
    """Say when there is most of it."""
    dated = frame[(frame["period"] != NO_DATE) & (frame["words"] > 0)]
    if dated.empty:
        return "None of the articles says when it was published."
    if len(dated) == 1:
        return f"All dated articles are of one {unit}, {dated['period'].iloc[0]}."
    rates = dated.set_index("period")["all_per_1000_words"]
    top = list(rates.index[rates == rates.max()])
    if not rates.max():
        return "No dated article has it in its body."
    each = f"{WHEN.get(unit, 'in')} {listed(top)}" if len(top) <= 3 else f"in {len(top)} {unit}s alike"
    span = f"From {rates.index[0]} to {rates.index[-1]}"
    return f"{span}, it is most frequent {each}: {rates.max():.2f} times in 1,000 words."


def _beside(edges: "pandas.DataFrame") -> str:
    """Say who is mentioned in the same paragraphs most often."""
    if edges.empty:
        return "No paragraph with it mentions anybody."
    top, most = list(edges.loc[edges["paragraphs"] == edges["paragraphs"].max(), "target"]), edges["paragraphs"].max()
    who = f"{_few(top)} {noun(len(top), 'shares', 'share')}"
    return (
        f"Of {count(edges['target'].nunique(), 'actor')} mentioned in the same paragraphs, {who} most: "
        f"{count(int(most), 'paragraph')}{' each' if len(top) > 1 else ''}."
    )


def _few(names: list[str]) -> str:
    """Return up to three names; of more, how many."""
    return listed(names) if len(names) <= 3 else f"{len(names)} of them"
