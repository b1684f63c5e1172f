"""A scorer: how probable each of several candidates is, by named levels of named features with learned weights.

A pair of a mention and a candidate has one level of each feature ("distance: same sentence"). Each level has a weight
in a file; a candidate's score is the sum of its levels' weights, and probabilities are the softmax of the scores
(a conditional logit: McFadden 1974).
"""

import json
from collections.abc import Mapping, Sequence
from functools import reduce
from math import exp
from operator import add, getitem
from pathlib import Path
from typing import Any

import numpy as np

Features = Mapping[str, Sequence[str]]  # a feature's name -> its levels


class Scorer:
    """Learned weights of levels, for several kinds of question.

    Parameters
    ----------
    features
        The features in the order in which candidates give their levels, as numbers.
    weights
        Kind of question -> feature -> level -> weight. A level that is missing weighs nothing.
    calibration
        Points (probability as the softmax has it, share that was right) that rise in both.
    """

    def __init__(self, features: Features, weights: Mapping[str, Any], calibration: Sequence[Sequence[float]] = ()):
        self.kinds = {
            kind: [[of_kind.get(f, {}).get(level, 0.0) for level in levels] for f, levels in features.items()]
            for kind, of_kind in weights.items()
        }
        self.calibration = np.array(calibration or [(0.0, 0.0), (1.0, 1.0)])

    @classmethod
    def load(cls, path: Path, features: Features) -> "Scorer":
        """Return the scorer of a file of weights."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(features, data["weights"], data["calibration"])

    def probabilities(self, kind: str, candidates: Sequence[Sequence[int]]) -> list[float]:
        """Return how probable each candidate is, given the number of its level of each feature.

        A kind "person, speaking" without weights of its own has those of "person".
        """
        weights = self.kinds.get(kind, self.kinds.get(kind.partition(",")[0]))
        if weights is None:
            return [1 / len(candidates)] * len(candidates)
        scores = [reduce(add, map(getitem, weights, levels)) for levels in candidates]
        best = max(scores)
        odds = [exp(score - best) for score in scores]
        total = reduce(add, odds)
        return [each / total for each in odds]

    def calibrated(self, probability: float) -> float:
        """Return how often what has a probability is right, between the points of the calibration."""
        return float(np.interp(probability, self.calibration[:, 0], self.calibration[:, 1]))
