"""Fit what turns the evidence for an attribution into the probability that it is right.

    python training/calibrate.py WEIGHTS_DIR --data ../shared/data [--plot FILE.svg]

Right means what benchmarks/scoring/attributions.py calls *attributed*: content at IoU 0.5 or more with the right
source. A logistic regression on the evidence that ``decoding.attribution_candidates`` gives; its weights, fitted on
all of polnear-dev, are written to WEIGHTS_DIR/calibration.json. How good it is, is measured by halves: fitted on every
other article, tried on the rest, and the reverse. Runs in the toolkit's own environment.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
from scoring import attributions  # noqa: E402

RIDGE = 1e-2
BINS = 10


def fit(x, y):
    """Logistic regression by Newton's method: (n, k), (n,) of 0 and 1 -> (1 + k,), the constant first."""
    x = np.column_stack([np.ones(len(x)), x])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (p - y) + RIDGE * w)
    return w


def apply(w, x):
    return 1 / (1 + np.exp(-(w[0] + np.asarray(x) @ w[1:])))


def reliability(p, y):
    """Bins of equal count: mean given probability, share that is right, number; and the expected calibration error."""
    rows = [(p[b].mean(), y[b].mean(), len(b)) for b in np.array_split(np.argsort(p, kind="stable"), BINS)]
    return rows, sum(n * abs(a - b) for a, b, n in rows) / len(p)


def right(gold, found):
    """Return for each found attribution 1 where the scorer finds it attributed, else 0; each is (content, source)."""
    flags = np.zeros(len(found))
    for i, j in attributions.match([content for content, _ in gold], [content for content, _ in found]):
        flags[j] = attributions.iou(gold[i][1], found[j][1]) >= attributions.SAME
    return flags


def candidates_and_gold(rows):
    """Yield for each article its candidates, (spans, evidence) each; these and the gold as sets of tokens."""
    from toolkit.reader import decoding, features, session

    for row in rows:
        text = row["text"]
        tokens = features.featurise(session.tokenizer(), text)
        groups = session.outputs(
            tokens, session.windows(tokens), features.pronouns(text, tokens), session.thread_count()
        )
        candidates = [c for group in groups for c in decoding.attribution_candidates(text, tokens, group)]
        spans = attributions.tokens(text)
        pairs = [(a["content"], a["source"]) for a in row["attributions"]], [(c[0][2], c[0][0]) for c in candidates]
        gold, sets = ([tuple(attributions.token_set(spans, s) for s in pair) for pair in of] for of in pairs)
        yield candidates, sets, [g for g in gold if g[0]]


def chosen(candidates, w):
    """Indices of the candidates that remain when of the same words only the surest counts."""
    from toolkit.reader import decoding

    order = np.argsort([-apply(w, c[1]) for c in candidates], kind="stable") if candidates else []
    best = []
    for i in order:
        if all(decoding.overlap(candidates[i][0][2], candidates[j][0][2]) < decoding.SAME_WORDS for j in best):
            best.append(i)
    return best


def table(articles, w):
    """Evidence and right or wrong of the attributions that remain under weights w: (n, k), (n,), articles (n,)."""
    x, y, at = [], [], []
    for a, (candidates, sets, gold) in enumerate(articles):
        keep = chosen(candidates, w)
        flags = right(gold, [sets[i] for i in keep])
        x += [candidates[i][1] for i in keep]
        y += flags.tolist()
        at += [a] * len(keep)
    return np.array(x), np.array(y), np.array(at)


def plot(rows, error, path):
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "reliability"
    from matplotlib import pyplot

    figure, ax = pyplot.subplots(figsize=(4.5, 4.2), layout="constrained")
    ax.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    ax.plot([r[0] for r in rows], [r[1] for r in rows], "o-", color="#1b6ca8")
    ax.set(xlabel="confidence given", ylabel="share that is right", xlim=(0, 1), ylim=(0, 1))
    ax.set_title(f"expected calibration error {100 * error:.1f} %", fontsize=10)
    figure.savefig(path, metadata={"Date": None})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--plot", type=Path)
    args = parser.parse_args()
    from toolkit.reader import decoding, session

    session.WEIGHTS = args.weights.resolve()
    with open(args.data / "polnear-dev.jsonl", encoding="utf-8") as lines:
        articles = list(candidates_and_gold([json.loads(x) for x in lines]))
    w = np.array([0, 1, 1, 1, *[0] * (len(articles[0][0][0][1]) - 3)], float)  # to choose by, the first time
    for _ in range(3):
        x, y, at = table(articles, w)
        w = fit(x, y)
    x, y, at = table(articles, w)
    gold = sum(len(a[2]) for a in articles)
    p = apply(w, x)
    for least in np.arange(0.1, 0.65, 0.05):
        keep = p >= least
        f1 = 200 * y[keep].sum() / (keep.sum() + gold)
        print(f"least score {least:.2f}: {keep.sum()} attributions, attributed F1 {f1:.1f}")
    crossed = np.zeros(len(y))
    for half in (0, 1):
        crossed[at % 2 == half] = apply(fit(x[at % 2 != half], y[at % 2 != half]), x[at % 2 == half])
    keep = crossed >= decoding.LEAST_SCORE
    rows, error = reliability(crossed[keep], y[keep])
    for given, share, n in rows:
        print(f"given {given:.3f}  right {share:.3f}  ({n})")
    print(f"expected calibration error, fitted on one half and tried on the other: {100 * error:.1f} %")
    result = {"weights": [round(float(v), 4) for v in w], "expected_calibration_error": round(float(error), 4)}
    (args.weights / "calibration.json").write_text(json.dumps(result) + "\n", encoding="utf-8")
    if args.plot:
        plot(rows, error, args.plot)


if __name__ == "__main__":
    main()
