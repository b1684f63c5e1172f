"""Attributions: who (source) says (cue) what (content), as PolNeAR marks them (Newell et al. 2018).

Gold and predictions: {"id", "text", "attributions": [{"source", "cue", "content"}]}, each a list of spans.
Predictions may be what ``toolkit analyse --jsonl`` writes, whose quotes hold the same. Spans are compared as sets of
tokens: a token is a run of word characters, or one sign.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from scoring.rows import Span, agreement, percent, touch_any

ROLES = ("content", "source", "cue")
MEASURES = ("overlap", "exact", "attributed")
KINDS = ("direct", "mixed", "indirect")
SAME = 0.5  # the least IoU of two spans that are taken for one

Tokens = frozenset[int]


def score(gold: list[dict], predictions: dict[str, dict]) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of tokens and of attributions.

    ``content``, ``source`` and ``cue`` count tokens. Attributions are matched one to one, those that share most
    content first: ``overlap`` asks for an IoU (Jaccard index) of at least 0.5 of the content, ``exact`` for 1,
    ``attributed`` for overlap and a source with such an IoU. ``direct``, ``mixed`` and ``indirect`` gold (by how much
    of the content stands in quotation marks) say how many are ``found`` (overlap) and ``attributed``.

    >>> said = {"source": [[9, 12]], "cue": [[13, 17]], "content": [[1, 7]]}
    >>> figures = score([{"id": "a", "text": "“It is” Roe said.", "attributions": [said]}], {"a": {"quotes": [said]}})
    >>> figures["attributed"], figures["direct"]
    ({'p': 100.0, 'r': 100.0, 'f1': 100.0}, {'gold': 1, 'found': 100.0, 'attributed': 100.0})
    """
    counts: Counter = Counter()
    for row in gold:
        _count(row, predictions.get(row["id"], {}), counts)
    figures = {role: agreement(counts[role, "hits"], counts[role, "predicted"], counts[role, "gold"]) for role in ROLES}
    figures |= {measure: agreement(counts[measure], counts["predicted"], counts["gold"]) for measure in MEASURES}
    for kind in KINDS:
        total = counts[kind, "gold"]
        shares = {what: percent(counts[kind, what], total) for what in ("found", "attributed")}
        figures[kind] = {"gold": total, **shares}
    figures["counts"] = {"articles": len(gold), "gold": counts["gold"], "pred": counts["predicted"]}
    return figures


def _count(row: dict, predicted: dict, counts: Counter) -> None:
    """Add the counts of one article."""
    spans = tokens(row["text"])
    wanted = _token_sets(spans, row["attributions"])
    found = _token_sets(spans, predicted.get("attributions", predicted.get("quotes", ())))
    for role in ROLES:
        mine, theirs = (frozenset().union(*(a[role] for a in some)) for some in (wanted, found))
        counts[role, "hits"] += len(mine & theirs)
        counts[role, "gold"] += len(mine)
        counts[role, "predicted"] += len(theirs)
    kinds = [kind(row["text"], spans, a["content"]) for a in wanted]
    counts["gold"] += len(wanted)
    counts["predicted"] += len(found)
    counts.update((kind, "gold") for kind in kinds)
    for i, j in match([a["content"] for a in wanted], [a["content"] for a in found]):
        counts["overlap"] += 1
        counts["exact"] += wanted[i]["content"] == found[j]["content"]
        counts[kinds[i], "found"] += 1
        if iou(wanted[i]["source"], found[j]["source"]) >= SAME:
            counts["attributed"] += 1
            counts[kinds[i], "attributed"] += 1


def _token_sets(spans: Sequence[Span], attributions: Iterable[dict]) -> list[dict[str, Tokens]]:
    """Return the tokens of each role of attributions that have any content."""
    sets = [{role: token_set(spans, a.get(role, ())) for role in ROLES} for a in attributions]
    return [roles for roles in sets if roles["content"]]


def match(gold: Sequence[Tokens], found: Sequence[Tokens]) -> list[tuple[int, int]]:
    """Return which contents are one and the same: pairs of positions, greedily those that share most, each once.

    >>> match([frozenset({1, 2}), frozenset({2, 3, 4})], [frozenset({2, 3, 4, 5}), frozenset({9})])
    [(1, 0)]
    """
    shares = {(i, j): iou(a, b) for i, a in enumerate(gold) for j, b in enumerate(found) if a & b}
    pairs: dict[int, int] = {}
    for (i, j), share in sorted(shares.items(), key=lambda item: (-item[1], item[0])):
        if share >= SAME and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def tokens(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text's tokens.

    >>> tokens("“No,” he said")
    [(0, 1), (1, 3), (3, 4), (4, 5), (6, 8), (9, 13)]
    """
    return [token.span() for token in re.finditer(r"\w+|[^\w\s]", text)]


def token_set(tokens: Sequence[Span], spans: Sequence[Span]) -> Tokens:
    """Return the positions of the tokens that touch one of the spans."""
    return frozenset(k for k, token in enumerate(tokens) if touch_any(token, spans))


def iou(one: Tokens, other: Tokens) -> float:
    """Return the Jaccard index of two sets (intersection over union), 1 for two empty ones."""
    return len(one & other) / len(one | other) if one | other else 1.0


def kind(text: str, tokens: Sequence[Span], content: Tokens) -> str:
    """Return "direct", "mixed" or "indirect": over 95 % of the content in quotation marks, some, none."""
    inside = inside_marks(text)
    share = sum(inside[tokens[k][0]] for k in content) / len(content)
    return "direct" if share > 0.95 else "mixed" if share else "indirect"


def inside_marks(text: str) -> list[bool]:
    """Return for each character whether it is inside double quotation marks, or is one; a line's end closes them.

    >>> "".join("-x"[inside] for inside in inside_marks('He “left” at "6'))
    '---xxxxxx----xx'
    """
    flags, open_ = [], False
    for sign in text:
        opens = sign == "“" or (sign == '"' and not open_)
        flags.append(opens or sign in '”"' or (open_ and sign != "\n"))
        open_ = opens or (open_ and sign not in '”"\n')
    return flags
