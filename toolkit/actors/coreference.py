"""References: which actor a pronoun or a description ("the minister") means, from the reader's links."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from toolkit.actors.antecedents import HE, SHE, Antecedents
from toolkit.lexicon import words
from toolkit.reader import Link

UNUSUAL = 0.7  # what a mention is worth of somebody with a given name of the other sex's
UNLINKED, TRUST = 0.03, 0.4  # a mention's link, where the reader gives none; the power its links count with
_DETERMINER = re.compile(
    r"\b(?:the|this|that|a|an|his|her|its|their|our|my)[ \xa0](?:[\w’'-]+[ \xa0]){0,4}$", re.IGNORECASE
)
PRONOUNS = words("pronouns", "all")


def resolve(
    text: str,
    links: Sequence[Link],
    named: Sequence[tuple[int, int, int]],
    types: Mapping[int, str],
    sexes: Mapping[int, str],
    usual: Mapping[int, str],
    quoted: Sequence[tuple[int, int]] = (),
) -> list[tuple[int, int, int, str]]:
    """Which actor each linked mention means.

    A mention may have several links, its possible antecedents. Their probabilities are added up by actor, so that
    an actor named three times counts three times. For "he" and "she" they count beside what the structure of the
    text says, and both mean a person whom no title and no clearer pronoun made the other sex.

    Parameters
    ----------
    text
        The text.
    links
        Links in any order; several of one mention are alternatives.
    named
        (start, end, actor) of each name, in order.
    types
        Type of each actor.
    sexes, usual
        "he" or "she" for actors whose title or given name tells, and for those of whom it is only likely.
    quoted
        Spans within quotation marks, in order.

    Returns
    -------
    list of (start, end, actor, kind)
        In the order of the text; kind is "pronoun" or "nominal". Mentions that mean nobody named are left out.
    """
    starts = [start for start, _, _ in named]

    def name_at(offset: int) -> int | None:
        k = bisect_right(starts, offset) - 1
        return k if k >= 0 and named[k][1] > offset else None

    alternatives: dict[tuple[int, int], list[Link]] = defaultdict(list)
    for link in links:
        if name_at(link.start) is None:
            alternatives[link.start, link.end].append(link)
    antecedents = Antecedents(text, [name for name in named if types[name[2]] == "PER"], quoted)
    meant: dict[int, int] = {}  # offset of a mention -> its actor
    genders: dict[int, dict[str, float]] = defaultdict(lambda: {"he": 0.0, "she": 0.0})
    for someone, told in sexes.items():
        genders[someone][told] += 3
    result = []
    for (start, end), options in sorted(alternatives.items()):
        word = text[start:end].lower()
        sex = "he" if word in HE else "she" if word in SHE else None
        linked: dict[int, float] = defaultdict(float)  # where a name or a mention starts -> its probability
        for link in options:
            name = name_at(link.to_start)
            linked[link.to_start if name is None else starts[name]] += link.score
        scores: dict[int, float] = defaultdict(float)
        if sex:
            for at, _, owner, weight in antecedents.weights(start, end):
                if genders[owner][sex] >= genders[owner][_other(sex)]:
                    weight *= 1.0 if usual.get(owner) in (sex, None) else UNUSUAL
                    scores[owner] += weight * (UNLINKED + linked[at]) ** TRUST
        else:
            for at, score in linked.items():
                name = name_at(at)
                meaning = meant.get(at) if name is None else named[name][2]
                if meaning is not None:
                    scores[meaning] += score
        if not scores:
            continue
        actor, score = max(scores.items(), key=lambda item: (item[1], -item[0]))
        if sex or score > 1 - sum(scores.values()):
            meant[start] = actor
            if sex:
                genders[actor][sex] += score / sum(scores.values())
                antecedents.remember(start, end, actor)
            kind = "pronoun" if word in PRONOUNS else "nominal"
            result.append((start if kind == "pronoun" else _phrase_start(text, start), end, actor, kind))
    return result


def _phrase_start(text: str, head: int) -> int:
    """Where the description of a head begins: at the determiner, up to four words before it in the line.

    >>> _phrase_start("then the former finance minister left", 24)
    5
    """
    found = _DETERMINER.search(text, max(head - 60, 0), head)
    return found.start() if found else head


def _other(sex: str) -> str:
    return "she" if sex == "he" else "he"
