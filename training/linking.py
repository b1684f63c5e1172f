#!/usr/bin/env python3
"""Fit the weights of the evidence by which actors of different articles are linked.

    python training/linking.py [--penalty 2]
    python training/linking.py --measure ROWS.jsonl     what speaks for one person in articles

Links the marked actors of tests/collection/linking/dev.txt, takes down what is compared on the way, and fits a logistic
regression to it: writes toolkit/collection/linking/weights.json. A square penalty draws each weight to its
prior below: the pairs are of our own making and say little of how often each kind occurs.
"""

import argparse
import json
import math
import random
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
from entity_linking import SAMPLE, sample  # noqa: E402

import toolkit  # noqa: E402
from toolkit.collection.linking import evidence, people, things  # noqa: E402
from toolkit.collection.linking.clusters import Weighing, as_clusters  # noqa: E402
from toolkit.collection.linking.evidence import LEVELS, Profile, levels  # noqa: E402
from toolkit.collection.linking.linking import company_in, entries_of, is_person, link  # noqa: E402
from toolkit.collection.linking.names import commonness  # noqa: E402

WRITTEN = ROOT / "toolkit" / "collection" / "linking" / "weights.json"
ROUNDS = 4  # each links with the weights of the one before
PRIOR = {  # log odds; those of roles, company, places and outlets were chosen with what `measure` prints at hand
    "name": {
        **{"full, rare": 3.5, "full, usual": 2.0, "full, common": -0.5},
        **{"nickname": 1.0, "initial": 0.6, "spelling": 0.8, "part of surname": -0.6},
        **{"surname of one": 1.2, "surname of several": -1.0, "surnames": -0.2},
        **{"stated": 2.5, "stated of several": 0.0},
        **{"known": 5.0, "words": 4.5, "word": 3.5, "generic": -0.3, "common place": -0.3},
        **{"acronym": 3.0, "acronym of several": -0.3, "same expansion": 4.0, "initials": 0.5},
    },
    "type": {"same": 0.0, "different": -0.8},
    "roles": {"unknown": 0.0, "shared": 2.5, "different": -1.0},
    "company": {"unknown": 0.0, "none shared": -0.5, "one shared": 0.7, "several shared": 1.8},
    "places": {"unknown": 0.0, "none shared": -0.2, "none shared, name of many": -1.2, "shared": 0.8},
    "outlet": {"unknown": 0.0, "same": 0.8, "different": -0.5},
}
COLUMNS = [(feature, level) for feature, of in LEVELS.items() for level in of]


def compared(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Return what the linking compares of marked actors: a row of levels each, 0 or 1, and which are the same."""
    of, rows, same = sample(path), [], []
    marked = {key for pair in of.pairs for key in (pair.one, pair.other)}

    class Recording(Weighing):
        def probability(self, one, other, level):
            keys = [(cluster.entries[0].article, cluster.entries[0].id) for cluster in (one, other)]
            if level and self.fit(one, other) and marked.issuperset(keys):
                found = levels(level, self.profile(one), self.profile(other))
                rows.append([found[feature] == level for feature, level in COLUMNS])
                same.append(of.entities[keys[0]] == of.entities[keys[1]])
            return super().probability(one, other, level)

    people.Weighing = things.Weighing = Recording
    link(of.entries)
    people.Weighing = things.Weighing = Weighing
    return np.array(rows, float), np.array(same, float)


def measure(path: Path, most: int = 360) -> None:
    """Print the log ratio of each level in pairs of one rare full name to that in pairs of two (Fellegi, Sunter 1969).

    A row of the file is an article, {"id", "text"}; what stands before the first "_" of the id is taken for its outlet.
    """
    lines = path.read_text("utf-8").splitlines()[:most]
    rows = [json.loads(line) for line in lines]
    articles = [toolkit.read(text=row["text"], id=row["id"], outlet=row["id"].split("_")[0]) for row in rows]
    entries = list(entries_of([toolkit.analyse(one, language="any") for one in articles], [a.outlet for a in articles]))
    by_name, company = defaultdict(list), company_in(entries)
    for item in as_clusters(entries):
        if item.full and is_person(item) and commonness(item.name) == "rare":
            item.profile = Profile(item.entries, company)
            by_name[item.name].append(item)
    draw = random.Random(1)
    several = [some for some in by_name.values() if len(some) > 1]
    same = [draw.sample(some, 2) for some in several for _ in range(min(len(some), 6))]
    drawn = [draw.sample([item for some in by_name.values() for item in some], 2) for _ in range(6000)]
    others = [(a, b) for a, b in drawn if a.name != b.name and a.articles != b.articles]
    print(f"{len(several)} names, {len(same)} pairs of one, {len(others)} pairs of two")
    found = [[levels("full, rare", a.profile, b.profile) for a, b in pairs] for pairs in (same, others)]
    for feature in ("roles", "company", "places", "outlet"):
        for level in LEVELS[feature]:
            one, two = ((sum(row[feature] == level for row in some) + 0.5) / (len(some) + 2) for some in found)
            print(f"{feature:8} {level:26} {one:.3f} {two:.3f} {math.log(one / two):+.2f}")


def fit(x: np.ndarray, y: np.ndarray, penalty: float) -> np.ndarray:
    """Return weights of the columns, by Newton's method; levels of nothing known stay 0."""
    prior = np.array([PRIOR[feature][level] for feature, level in COLUMNS])
    fixed = np.array([level == "unknown" or (feature, level) == ("type", "same") for feature, level in COLUMNS])
    w = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * (w - prior)
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + penalty * np.eye(len(w))
        gradient[fixed] = 0.0
        hessian[fixed] = np.eye(len(w))[fixed]
        w -= np.linalg.solve(hessian, gradient)
    return w


def write(w: np.ndarray, says: str) -> None:
    """Write the weights, a level each."""
    found: dict[str, dict[str, float]] = {feature: {} for feature in LEVELS}
    for (feature, level), weight in zip(COLUMNS, w, strict=True):
        found[feature][level] = round(float(weight), 2) + 0.0
    WRITTEN.write_text(json.dumps({"what": says, "weights": found}, indent=1) + "\n", "utf-8")
    evidence.weights.cache_clear()


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--penalty", type=float, default=2.0, help="how much the prior counts")
    parser.add_argument("--measure", type=Path, metavar="ROWS.jsonl", help="articles to measure evidence in")
    given = parser.parse_args()
    penalty = given.penalty
    if given.measure:
        measure(given.measure)
        return
    says = (
        "Log odds that two actors of different articles are one, by level of evidence; fitted by training/linking.py."
    )
    write(np.array([PRIOR[feature][level] for feature, level in COLUMNS]), says)
    for number in range(ROUNDS):
        x, y = compared(SAMPLE / "dev.txt")
        write(fit(x, y, penalty), says)
        print(f"round {number + 1}: {len(y)} comparisons, {int(y.sum())} the same")


if __name__ == "__main__":
    main()
