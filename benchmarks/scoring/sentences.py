"""Where sentences end.

Gold and predictions: {"id", "text", "sentences": [[start, end]]}; ``toolkit analyse --jsonl`` writes such rows.
"""

from collections.abc import Iterable

from scoring.rows import Span, agreement


def score(gold: list[dict], predictions: dict[str, dict]) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of the ``boundaries``.

    >>> gold = [{"id": "a", "text": "It rained. We left. All.", "sentences": [[0, 10], [11, 19], [20, 24]]}]
    >>> score(gold, {"a": {"sentences": [[0, 10], [11, 24]]}})["boundaries"]
    {'p': 100.0, 'r': 50.0, 'f1': 66.7}
    """
    hits = found = total = 0
    for row in gold:
        wanted = boundaries(row["text"], row["sentences"])
        given = boundaries(row["text"], predictions.get(row["id"], {"sentences": []})["sentences"])
        hits, found, total = hits + len(wanted & given), found + len(given), total + len(wanted)
    return {
        "boundaries": agreement(hits, found, total),
        "counts": {"articles": len(gold), "gold": total, "pred": found},
    }


def boundaries(text: str, sentences: Iterable[Span]) -> set[int]:
    """Return the offsets at which sentences end, without white space and without the text's last.

    >>> boundaries("It rained.  We left.", [(0, 12), (12, 20)])
    {10}
    """
    ends = {start + len(text[start:end].rstrip()) for start, end in sentences if text[start:end].strip()}
    return ends - {max(ends, default=0)}
