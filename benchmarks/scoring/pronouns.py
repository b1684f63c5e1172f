"""Whom "he", "she", "his", "her" mean: GAP (Webster et al. 2018), a pronoun and two names a text.

Gold: {"id", "text", "pronoun": [start, end], "candidates": [two spans], "coreferent": [two booleans]}. Predictions:
what ``toolkit analyse --jsonl`` writes, or any tool's {"id", "same": [[[start, end]]]}, groups of mentions that mean
the same.
"""

from collections import Counter

from scoring.rows import agreement, touch_any

SHE = {"she", "her", "hers", "herself"}


def score(gold: list[dict], predictions: dict[str, dict]) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of the links from pronoun to name.

    ``pronouns`` are all, ``she`` and ``he`` a part of them. A name is linked where one group holds a mention that
    touches it and one that touches the pronoun.

    >>> row = {"id": "a", "text": "Ada met Eve; she left", "pronoun": [13, 16], "candidates": [[0, 3], [8, 11]]}
    >>> score([{**row, "coreferent": [True, False]}], {"a": {"same": [[[0, 3], [13, 16]]]}})["she"]
    {'p': 100.0, 'r': 100.0, 'f1': 100.0}
    """
    counts: Counter = Counter()
    for row in gold:
        groups = [
            group for group in _groups(predictions.get(row["id"], {"same": []})) if touch_any(row["pronoun"], group)
        ]
        she = row["text"][slice(*row["pronoun"])].lower() in SHE
        for candidate, same in zip(row["candidates"], row["coreferent"], strict=True):
            linked = any(touch_any(candidate, group) for group in groups)
            for whose in ("pronouns", "she" if she else "he"):
                counts[whose, "hits"] += linked and same
                counts[whose, "predicted"] += linked
                counts[whose, "gold"] += same
    figures = {
        whose: agreement(*(counts[whose, what] for what in ("hits", "predicted", "gold")))
        for whose in ("pronouns", "she", "he")
    }
    totals = {"articles": len(gold), "gold": counts["pronouns", "gold"], "pred": counts["pronouns", "predicted"]}
    return {**figures, "counts": totals}


def _groups(row: dict) -> list[list]:
    """Return the groups of spans that mean the same."""
    return row["same"] if "same" in row else [[m["span"] for m in actor["mentions"]] for actor in row["actors"]]
