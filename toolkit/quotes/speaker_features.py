"""What speaks for and against somebody's being the speaker of a quote: named features, each with named levels.

`FEATURES` lists them; the weights of their levels are learned (``speakers.json``).
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.quotes.model import RULE_CONFIDENCE

_HOW = ("name", "document", "pronoun", "description", "relative")
_SURE = ("above 0.9", "to 0.9", "to 0.75", "to 0.6", "to 0.45", "to 0.3")
_BOUNDS = (0.3, 0.45, 0.6, 0.75, 0.9)
SHAPES = ("no source", "he or she", "they", "it", "i", "who", "the spokesman", "several", "a", "the", "his", "the body",
          "document", "other", "other, several", "named")  # fmt: skip
_WHERE = ("same paragraph", "fills next paragraph", "next paragraph", "further")  # a quote, after the one before
_LAST = ("nobody", "last speaker", "somebody else")
FEATURES: dict[str, tuple[str, ...]] = {
    "source": ("nobody", "not meant", *(f"{how}, {sure}" for how in _HOW for sure in _SURE)),
    "best": ("nobody", "best meant", "second", "not meant"),
    "type": ("nobody", "PER", "ORG", "LOC", "MISC", "unnamed"),
    "shape": ("somebody", *(f"{shape}, {what}" for shape in SHAPES for what in ("nobody meant", "somebody meant"))),
    "shape_type": (
        "nobody",
        *(f"{shape}, {who}" for shape in SHAPES for who in ("named person", "named body", "unnamed")),
    ),
    "before": ("nobody", "no quote before", "last speaker", "last but one", "spoke", "not yet"),
    "follows": tuple(f"{who}, {where}" for who in _LAST for where in _WHERE),
    "place": (
        "nobody", "leads up", "right behind", "acts in sentence", "in sentence", "acts in sentence before",
        "in sentence before", "last in paragraph", "in paragraph", "acts in paragraph above", "in paragraph above",
        "no",
    ),
    "kind": tuple(
        f"{kind}, {who}" for kind in ("direct", "mixed", "indirect") for who in ("nobody", "named", "unnamed")
    ),
    "reader": tuple(
        f"{who}, {score}" for who in ("nobody", "somebody") for score in ("by rule", "unsure", "likely", "sure")
    ),
    "goes_on": ("no", "goes on, last speaker", "goes on, somebody else", "goes on, nobody"),  # "he added"
    "suggested": (  # by the structure of the text (`toolkit.quotes.speakers`)
        "suggested", "another suggested", "nobody suggested", "nobody, somebody suggested", "nobody, nobody suggested",
    ),
    "suggested_how": tuple(
        f"{who}, {how}" for who in ("suggested", "not suggested", "nobody") for how in ("none", *_HOW)
    ),
    "speaks_for": ("nobody", "speaks for it", "no"),
    "words": ("nobody", "named in these words", "meant in these words", "not in them"),  # inside quotation marks
    "sex": ("nobody", "none told", "not known", "the same", "likely the same", "likely another", "another"),
}  # fmt: skip


class Candidate(NamedTuple):
    """What is known of somebody as the speaker of a quote; ``id`` None is nobody that the text tells."""

    id: str | None
    suggested: str  # whether the structure of the text suggests this one
    type: str = "nobody"  # "PER", "ORG", "LOC", "MISC", "unnamed" or "nobody"
    probability: float = 0.0  # that the source phrase means this one
    rank: int = 9  # among those whom the phrase may mean, from 0
    before: str = "nobody"
    place: str = "nobody"
    speaks_for: bool = False
    words: str = "not in them"  # whether the words quoted speak of this one
    sex: str = "none told"  # whether this one is "he" or "she" as the source phrase tells


class Asked(NamedTuple):
    """What is known of a quote whose speaker is asked for."""

    kind: str  # "direct", "mixed", "indirect"
    how: str
    shape: str
    meant: bool  # whether the source phrase can mean anybody
    follows: str
    goes_on: bool
    score: float


LEVEL = {name: {level: k for k, level in enumerate(levels)} for name, levels in FEATURES.items()}


def levels(asked: Asked, candidates: Sequence[Candidate]) -> list[list[int]]:
    """Return for each candidate the number of its level of each feature."""
    rows = (_row(asked, candidate) for candidate in candidates)
    return [[numbers[row[name]] for name, numbers in LEVEL.items()] for row in rows]


def _row(asked: Asked, c: Candidate) -> dict[str, str]:
    nobody = c.id is None
    who = "nobody" if nobody else "unnamed" if c.type == "unnamed" else "named"
    last = "nobody" if nobody else "last speaker" if c.before == "last speaker" else "somebody else"
    score = "sure" if asked.score > 0.9 else "likely" if asked.score > 0.6 else "unsure"
    score = "by rule" if asked.score == RULE_CONFIDENCE else score
    meant = "somebody meant" if asked.meant else "nobody meant"
    shape_who = "unnamed" if who == "unnamed" else "named person" if c.type == "PER" else "named body"
    suggested = "nobody" if nobody else "suggested" if c.suggested == "suggested" else "not suggested"
    return {
        "source": "nobody" if nobody else f"{asked.how}, {_sure(c.probability)}" if c.probability else "not meant",
        "best": "nobody" if nobody else ("best meant", "second", "not meant")[min(c.rank, 2) if c.probability else 2],
        "type": c.type,
        "shape": f"{asked.shape}, {meant}" if nobody else "somebody",
        "shape_type": "nobody" if nobody else f"{asked.shape}, {shape_who}",
        "before": c.before,
        "follows": f"{last}, {asked.follows}",
        "place": c.place,
        "goes_on": f"goes on, {last}" if asked.goes_on else "no",
        "kind": f"{asked.kind}, {who}",
        "reader": f"{'nobody' if nobody else 'somebody'}, {score}",
        "suggested": c.suggested,
        "suggested_how": f"{suggested}, {asked.how}",
        "words": "nobody" if nobody else c.words,
        "sex": "nobody" if nobody else c.sex,
        "speaks_for": "nobody" if nobody else "speaks for it" if c.speaks_for else "no",
    }


def _sure(probability: float) -> str:
    return _SURE[len(_BOUNDS) - bisect_left(_BOUNDS, probability)]


def kind_of(asked: Asked) -> str:
    """Return the kind of question: each has weights of its own."""
    return "any, " + {"none": "no source", "document": "name", "relative": "description"}.get(asked.how, asked.how)
