"""Names of people, organisations and places: where they stand and what they are.

Gold: {"id", "text", "entities": [[start, end, label]]}. Predictions: the same, or what ``toolkit analyse --jsonl``
writes, whose mentions of kind "name" count. Labels other than these three are left out on both sides.
"""

from scoring.rows import agreement, percent, touch

LABELS = {  # as the sets write them: as they count
    "PER": "PER",
    "PERSON": "PER",
    "person": "PER",
    "ORG": "ORG",
    "organization": "ORG",
    "organisation": "ORG",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "PLACE": "LOC",
    "place": "LOC",
}


def score(gold: list[dict], predictions: dict[str, dict]) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of names.

    ``exact`` asks for the same span and label, ``span`` for the same span alone, ``overlap`` for one shared character
    and the same label. ``counts`` holds the number of articles and of names.

    >>> gold = [{"id": "a", "text": "Ada Roe in Sund", "entities": [[0, 7, "PER"], [11, 15, "GPE"]]}]
    >>> score(gold, {"a": {"entities": [[4, 7, "PER"], [11, 15, "LOC"]]}})["exact"]
    {'p': 50.0, 'r': 50.0, 'f1': 50.0}
    """
    exact = span = overlap_gold = overlap_predicted = total_gold = total_predicted = 0
    for row in gold:
        wanted, found = _names(row), _names(predictions.get(row["id"], {"entities": []}))
        total_gold, total_predicted = total_gold + len(wanted), total_predicted + len(found)
        exact += len(wanted & found)
        span += len({name[:2] for name in wanted} & {name[:2] for name in found})
        overlap_gold += sum(_shares_a_letter(name, found) for name in wanted)
        overlap_predicted += sum(_shares_a_letter(name, wanted) for name in found)
    return {
        "exact": agreement(exact, total_predicted, total_gold),
        "span": agreement(span, total_predicted, total_gold),
        "overlap": {"p": percent(overlap_predicted, total_predicted), "r": percent(overlap_gold, total_gold)},
        "counts": {"articles": len(gold), "gold": total_gold, "pred": total_predicted},
    }


def _names(row: dict) -> set[tuple[int, int, str]]:
    """Return start, end and label of a row's people, organisations and places, each once.

    A mention has the label of its own place in the text, or else its actor's type.
    """
    if "entities" in row:
        found = row["entities"]
    else:
        mentions = ((actor, mention) for actor in row["actors"] for mention in actor["mentions"])
        found = [(*m["span"], m.get("label", actor["type"])) for actor, m in mentions if m["kind"] == "name"]
    return {(start, end, LABELS[label]) for start, end, label in found if label in LABELS}


def _shares_a_letter(name: tuple[int, int, str], others: set[tuple[int, int, str]]) -> bool:
    """Return whether one of the others has the same label and shares a character with a name."""
    return any(name[2] == other[2] and touch(name, other) for other in others)
