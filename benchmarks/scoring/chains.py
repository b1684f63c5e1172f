"""Whether what a text names is found as an actor, and all names of one under one actor.

Gold: {"id", "text", "mentions": [{"span", "head", "kind", "type", "entity"}]}, as GUM and MEANTIME mark them; mentions
by name of people, organisations and places count. Longer mentions round a name ("Apple CEO Steve Jobs") are the name
at their head. Roles alone ("the Apple CEO") are left out. Predictions: what ``toolkit analyse --jsonl`` writes.
"""

import re
from collections import Counter, defaultdict

from scoring.rows import Span, percent

TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}


def score(gold: list[dict], predictions: dict[str, dict]) -> dict[str, dict[str, float]]:
    """Return how names and chains of names are found.

    ``names``: of the marked names, those found as a person, organisation or place (``found``), and with the type marked
    (``typed``). ``chains``: of the names in chains of two or more, those under the actor that has most of their chain
    (``together``), and the chains that one actor has wholly (``whole``).

    >>> mention = {"kind": "name", "type": "person", "entity": "e"}
    >>> gold = [{"id": "a", "text": "Ada Roe met Roe", "mentions": [
    ...     {**mention, "span": [0, 7], "head": 4}, {**mention, "span": [12, 15], "head": 12}]}]
    >>> row = {"actors": [{"id": "a1", "type": "PER", "mentions": [{"kind": "name", "span": [0, 7]}]}]}
    >>> score(gold, {"a": row})["names"]
    {'found': 50.0, 'typed': 50.0, 'gold': 2}
    """
    n: Counter = Counter()
    for row in gold:
        places = [
            (mention["span"], actor)
            for actor in predictions.get(row["id"], {"actors": []})["actors"]
            for mention in actor["mentions"]
            if mention["kind"] == "name"
        ]
        chains: dict[str, list[str | None]] = defaultdict(list)
        for mention in row["mentions"]:
            if mention["kind"] != "name" or mention["type"] not in TYPES or _is_role(row["text"], mention):
                continue
            found = [actor for actor in _at(mention, places) if actor["type"] != "MISC"]
            n["names"] += 1
            n["found"] += bool(found)
            n["typed"] += any(actor["type"] == TYPES[mention["type"]] for actor in found)
            chains[mention["entity"]].append(found[0]["id"] if found else None)
        for ids in (ids for ids in chains.values() if len(ids) > 1):
            most = max(Counter(id for id in ids if id).values(), default=0)
            n["chained"] += len(ids)
            n["together"] += most
            n["chains"] += 1
            n["whole"] += most == len(ids)
    return {
        "names": {
            "found": percent(n["found"], n["names"]),
            "typed": percent(n["typed"], n["names"]),
            "gold": n["names"],
        },
        "chains": {
            "together": percent(n["together"], n["chained"]),
            "whole": percent(n["whole"], n["chains"]),
            "gold": n["chains"],
        },
    }


def _is_role(text: str, mention: dict) -> bool:
    """Return whether a person's mention has a role for its head, in capitals as "CEO" or before a name's own span."""
    start, end = mention["span"]
    last = re.split(r"\W+", text[start:end].strip(" .,"))[-1]
    return mention["type"] == "person" and last in ("CEO", "President", "Minister", "Secretary", "Officer", "Justice")


def _at(mention: dict, places: list[tuple[Span, dict]]) -> list[dict]:
    """Return the actors whose names are a mention: the same span by half, else one at its head, else one inside."""
    (start, end), head = mention["span"], mention["head"]
    shared = [(min(end, b) - max(start, a), min(b - a, end - start), actor) for (a, b), actor in places]
    same = [actor for common, short, actor in shared if common > 0 and 2 * common >= short]
    return same or [actor for (a, b), actor in places if a <= head < b]
