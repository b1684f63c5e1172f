"""How an article's named mentions are brought together as actors, and counted.

Gold: {"id", "text", "actors": [{"name", "type", "mentions": [[start, end]]}]}, mentions by name alone. Predictions:
the same, or what ``toolkit analyse --jsonl`` writes (mentions of kind "name" count). What is of type MISC is left
out.
"""

from collections.abc import Sequence
from itertools import chain

from scoring.rows import Span, agreement, percent

TOP = 5


def score(gold: list[dict], predictions: dict[str, dict]) -> dict[str, dict[str, float]]:
    """Return how mentions and actors agree.

    ``mention``: precision, recall and F1 of named mentions, whatever their type. ``ceaf_m``: the same of mentions
    that gold and predicted actors share, actors matched one to one so that they share as many as can be (Luo 2005).
    ``top5_count``: over each article's five most mentioned gold actors, the mean of |predicted count - gold count| /
    gold count, 1 where none is matched.

    >>> gold = [{"id": "a", "text": "", "actors": [{"mentions": [[0, 7], [20, 23]]}, {"mentions": [[30, 34]]}]}]
    >>> found = {"a": {"actors": [{"mentions": [[0, 7]]}, {"mentions": [[20, 23]]}, {"mentions": [[30, 34]]}]}}
    >>> figures = score(gold, found)
    >>> figures["mention"]["f1"], figures["ceaf_m"]["f1"], figures["top5_count"]["error"]
    (100.0, 66.7, 25.0)
    """
    found_gold = found_predicted = total_gold = total_predicted = shared = counted = 0
    error = 0.0
    for row in gold:
        wanted, given = _actors(row), _actors(predictions.get(row["id"], {"actors": []}))
        marked, predicted = list(chain.from_iterable(wanted)), list(chain.from_iterable(given))
        total_gold, total_predicted = total_gold + len(marked), total_predicted + len(predicted)
        found_gold += _covered(marked, predicted)
        found_predicted += _covered(predicted, marked)
        weights = [[min(_covered(a, b), _covered(b, a)) for b in given] for a in wanted]
        matched = assignment(weights)
        shared += sum(weights[i][j] for i, j in matched.items())
        for i in sorted(range(len(wanted)), key=lambda i: -len(wanted[i]))[:TOP]:
            size = len(wanted[i])
            error += abs(len(given[matched[i]]) - size) / size if i in matched else 1
            counted += 1
    precision, recall = percent(found_predicted, total_predicted), percent(found_gold, total_gold)
    f1 = round(2 * precision * recall / (precision + recall), 1) if precision + recall else 0.0
    return {
        "mention": {"p": precision, "r": recall, "f1": f1},
        "ceaf_m": agreement(shared, total_predicted, total_gold),
        "top5_count": {"error": percent(error, counted)},
        "counts": {"articles": len(gold), "gold": total_gold, "pred": total_predicted},
    }


def _actors(row: dict) -> list[list[Span]]:
    """Return the spans of each actor's named mentions, actors without any left out."""
    actors = []
    for actor in row["actors"]:
        spans = [
            mention["span"] if isinstance(mention, dict) else mention
            for mention in actor["mentions"]
            if not isinstance(mention, dict) or (mention["kind"] == "name" and mention.get("label") != "MISC")
        ]
        if spans and actor.get("type") != "MISC":
            actors.append(spans)
    return actors


def _covered(mentions: Sequence[Span], others: Sequence[Span]) -> int:
    """Return how many mentions are also among the others."""
    return sum(any(_same(mention, other) for other in others) for mention in mentions)


def _same(one: Span, other: Span) -> bool:
    """Return whether two mentions are one: they share at least half of the shorter."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and 2 * shared >= min(one[1] - one[0], other[1] - other[0])


def assignment(weights: Sequence[Sequence[float]]) -> dict[int, int]:
    """Return which column each row gets, each at most once, so that the sum of weights is largest.

    Rows are given a column one after the other, by the chain of exchanges that gains most (successive augmenting
    paths); a row that no exchange would gain anything for, or whose weight is 0, gets none.

    >>> assignment([[3, 2], [2, 0], [0, 0]])
    {0: 1, 1: 0}
    """
    column_of: dict[int, int] = {}
    for start in range(len(weights)):
        _augment(weights, column_of, start)
    return dict(sorted(column_of.items()))


def _augment(weights: Sequence[Sequence[float]], column_of: dict[int, int], start: int) -> None:
    """Give a row without a column one, others changing theirs or losing it, where that gains anything."""
    row_of = {j: i for i, j in column_of.items()}
    gain: dict[int, float] = {start: 0.0}  # by the row that is left without a column: what is gained
    changes_of: dict[int, dict[int, int]] = {start: {}}  # and who gets which column
    best, answer, loser = 0.0, {}, None
    waiting = [start]
    while waiting:
        i = waiting.pop(0)
        for j, weight in enumerate(weights[i]):
            if not weight or column_of.get(i) == j:
                continue
            gained, changes = gain[i] + weight, {**changes_of[i], i: j}
            holder = row_of.get(j)
            if holder is None and gained > best:
                best, answer, loser = gained, changes, None
            elif holder is not None:
                left = gained - weights[holder][j]
                if left > best:
                    best, answer, loser = left, changes, holder
                if left > gain.get(holder, float("-inf")) and holder not in changes:
                    gain[holder], changes_of[holder] = left, changes
                    waiting.append(holder)
    if answer:
        column_of.update(answer)
        if loser is not None:
            del column_of[loser]
