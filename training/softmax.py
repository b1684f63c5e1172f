"""Fit the weights of a scorer: softmax over candidates, of which one or several are right (a conditional logit).

The loss of a question is -log of what its right candidates get together; weights are drawn to 0 by a square penalty.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

OWN = 0.3  # of the penalty that draws weights to 0 draws those of a special kind to the general ones


class Question(NamedTuple):
    """A question with its candidates: for each feature the level of each, and which of them are right."""

    kind: str
    levels: np.ndarray  # a row for each feature, a column a candidate
    right: np.ndarray  # True for each right candidate
    part: str = ""  # the part of the data to which it belongs
    allowed: np.ndarray | None = None  # candidates of which is known whether they are right; None for all
    weight: float = 1.0


def fit(
    questions: Sequence[Question],
    features: Mapping[str, Sequence[str]],
    penalty: float,
    lighter: Mapping[str, float] | None = None,
) -> dict:
    """Return kind -> feature -> level -> weight, fitted to questions that have a right and a wrong candidate.

    The penalty draws weights to 0, those of some features by a ``lighter`` one. "person" and "person, speaking" are
    fitted to all questions about a person, and from these weights on each to its own (Chelba and Acero 2006).
    """
    by_kind: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        if question.right.any() and not question.right.all():
            by_kind[question.kind].append(question)
    result = {}
    nothing = np.zeros(sum(map(len, features.values())))
    penalties = np.concatenate(
        [np.full(len(levels), (lighter or {}).get(f, penalty)) for f, levels in features.items()]
    )
    for kind in sorted({kind.partition(",")[0] for kind in by_kind}):
        kinds = [kind, *(special for special in sorted(by_kind) if special.startswith(f"{kind},"))]
        general = _fit_kind([question for k in kinds for question in by_kind[k]], features, penalties, nothing)
        for k in kinds:
            special = by_kind[k] and len(kinds) > 1
            own = _fit_kind(by_kind[k], features, penalties * OWN, general) if special else general
            result[k] = _named(own, features)
    return result


def _fit_kind(
    asked: Sequence[Question], features: Mapping[str, Sequence[str]], penalty: np.ndarray, prior: np.ndarray
) -> np.ndarray:
    offsets = np.cumsum([0, *(len(levels) for levels in features.values())])
    rows, groups, right, weights = [], [], [], []
    for number, question in enumerate(asked):
        levels = (question.levels + offsets[:-1, None]).T
        keep = np.ones(len(levels), bool) if question.allowed is None else question.allowed
        rows.append(levels[keep])
        right.append(question.right[keep])
        groups.append(np.full(keep.sum(), number))
        weights.append(question.weight)
    x, group, positive, weight = np.concatenate(rows), np.concatenate(groups), np.concatenate(right), np.array(weights)
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    size = int(offsets[-1])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = w[x].sum(1)
        score = np.exp(score - np.maximum.reduceat(score, starts)[group])
        total = np.add.reduceat(score, starts)
        among = np.add.reduceat(np.where(positive, score, 0.0), starts) + 1e-12
        p = score / total[group]
        q = np.where(positive, score, 0.0) / among[group]
        difference = (p - q) * weight[group]
        gradient = np.bincount(x.ravel(), np.repeat(difference, x.shape[1]), size)
        value = float((weight * (np.log(total) - np.log(among))).sum())
        away = w - prior
        return value + 0.5 * float(penalty @ away**2), gradient + penalty * away

    return minimise(loss, prior.copy())


def minimise(loss, w: np.ndarray, steps: int = 120, memory: int = 10) -> np.ndarray:
    """Return the point at which a smooth convex function is least, by L-BFGS (Liu and Nocedal 1989)."""
    value, gradient = loss(w)
    moves: list[tuple[np.ndarray, np.ndarray]] = []
    for _ in range(steps):
        direction, alphas = gradient.copy(), []
        for s, y in reversed(moves):
            alpha = (s @ direction) / (s @ y)
            alphas.append(alpha)
            direction -= alpha * y
        if moves:
            s, y = moves[-1]
            direction *= (s @ y) / (y @ y)
        for (s, y), alpha in zip(moves, reversed(alphas), strict=True):
            direction += (alpha - (y @ direction) / (s @ y)) * s
        step = 1.0 if moves else 1.0 / max(np.abs(gradient).sum(), 1.0)
        slope = float(gradient @ direction)
        while True:
            new = w - step * direction
            new_value, new_gradient = loss(new)
            if new_value <= value - 1e-4 * step * slope or step < 1e-10:
                break
            step /= 2
        s, y = new - w, new_gradient - gradient
        if s @ y > 1e-12:
            moves = [*moves, (s, y)][-memory:]
        done = value - new_value < 3e-5 * max(abs(value), 1.0)
        w, value, gradient = new, new_value, new_gradient
        if done:
            break
    return w


def _named(w: np.ndarray, features: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    result: dict[str, dict[str, float]] = {}
    at = 0
    for feature, levels in features.items():
        of_feature = {
            level: round(float(value), 3) for level, value in zip(levels, w[at : at + len(levels)], strict=True)
        }
        result[feature] = {level: value for level, value in of_feature.items() if value}
        at += len(levels)
    return {feature: levels for feature, levels in result.items() if levels}
