"""Fit the weights with which `toolkit.quotes.speakers` says who speaks, and how sure that is.

    python training/speakers.py [--data ../shared/data] [--cache .bench/readings]

Learned from the quotations of ``tests/trials``, ``training/articles`` and ``training/descriptions``. These have taught
coreference too: for what is asked here, coreference is fitted without them, a fourth of the articles at a time.
Probabilities are calibrated on answers to parts that were left out (a logistic regression: Platt 1999).
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "trials"), str(Path(__file__).parents[1] / "benchmarks")]
import coreference as training_of_coreference  # noqa: E402
from calibrate import apply as probability_of  # noqa: E402
from calibrate import fit as logistic_regression  # noqa: E402
from check import gold as trials  # noqa: E402
from marked import is_called  # noqa: E402
from readings import read_texts  # noqa: E402
from scoring.speakers import last_name  # noqa: E402
from softmax import Question, fit  # noqa: E402

from toolkit.actors import Actor, chains, find_everybody  # noqa: E402
from toolkit.actors.names import name_words  # noqa: E402
from toolkit.actors.scorer import Scorer  # noqa: E402
from toolkit.article import Article  # noqa: E402
from toolkit.quotes import speaker_scoring as speakers  # noqa: E402
from toolkit.quotes.attribution import propose_speakers  # noqa: E402
from toolkit.quotes.cast import Cast  # noqa: E402
from toolkit.quotes.speaker_features import FEATURES  # noqa: E402
from toolkit.reader import Reading  # noqa: E402
from toolkit.text import share_covered, words  # noqa: E402

PENALTY = 8.0
FOLDS = 4
READINGS = 3  # of each text, by coreference fitted on other parts each time: what is learned hangs less on chance
WEIGHT = {"worldwide": 0.5}  # of each question
CURVE = np.array([0.01, 0.05, *np.arange(0.1, 0.95, 0.1).round(1), 0.95, 0.98, 0.99])

Gold = tuple[tuple[int, int], tuple[str, ...]]  # a quotation's span, and who says it: names, none for nobody named


def questions_of(article: Article, reading: Reading, gold: Sequence[Gold], part: str) -> list[Question]:
    """Return what is asked of each quote that is marked, with the answers."""
    everybody = find_everybody(article, reading)
    drafts, settled = propose_speakers(article, reading, everybody.actors)
    cast = Cast(article.text, everybody, article.quoted)
    marked: dict[int, tuple[str, ...]] = {}
    for span, names in gold:
        shares = [share(article.text, span, draft.content) for draft in drafts]
        best = int(np.argmax(shares)) if shares else 0
        if shares and shares[best] >= 0.5:
            marked.setdefault(best, names)
    found: list[Question] = []

    def choose(k: int, kind: str, rows: list[list[int]], ids: list[str | None]) -> str | None:
        if k not in marked:
            return ids[0]  # whom the structure suggests
        names = marked[k]
        is_named = np.array([cast.is_named(id) for id in ids])
        meant = those_meant(names, cast.actors)
        right = np.array([id in meant for id in ids])
        if not right.any():
            known = next(iter(meant), None)
            right = ~is_named
        else:
            known = ids[int(right.argmax())]
        found.append(Question(kind, np.array(rows).T, right, part))
        if known or names:
            return known
        return next((id for id in ids if id and not cast.is_named(id)), None)

    speakers.score_speakers(article.text, drafts, cast, settled, choose)
    return found


def those_meant(names: Sequence[str], actors: Mapping[str, Actor]) -> list[str]:
    """Return the actors who are marked as the speakers: of a family the one who shares most words with the name."""
    result = []
    for name in names:
        parts = set(name_words(name))
        shared = {
            id: len(parts.intersection(name_words(actor.name)))
            for id, actor in actors.items()
            if last_name(name) == last_name(actor.name)
            or is_called(name, actor.name, actor.aliases, actor.type == "PER")
        }
        result += [id for id, number in shared.items() if number == max(shared.values())]
    return result


def share(text: str, span: tuple[int, int], content: Sequence[tuple[int, int]]) -> float:
    """Return which share of the words of a span some content covers."""
    inside = words(text, *span)
    return sum(share_covered(a, b, content) == 1 for a, b in inside) / max(len(inside), 1)


def texts(data: Path, cache: Path) -> Iterator[tuple[str, Article, Reading, list[Gold]]]:
    """Yield (part, article, reading, marked quotations) of the trials and the marked articles."""
    rows, _ = trials()
    for row, article, reading in read_texts("trials", rows, cache):
        gold = [(tuple(q["span"]), (q["speaker"],) if q["speaker"] else ()) for q in row["quotes"]]
        yield "trials-" + row["id"], article, reading, gold
    marked = {m.id: m for m in training_of_coreference.marked_articles(data)}
    for row, article, reading in read_texts("articles", [{"id": m.id, "text": m.text} for m in marked.values()], cache):
        m = marked[row["id"]]
        gold = [((a, b), tuple(n for key in keys if (n := m.names.get(key)))) for a, b, keys, _ in m.quotes]
        yield row["id"], article, reading, gold


def all_questions(asked: Sequence[Question], data: Path, cache: Path) -> list[Question]:
    """Return the questions of all texts; coreference in each is fitted on others, of all that ``asked`` holds."""
    everything = list(texts(data, cache))
    result: list[Question] = []
    weights_file = chains.WEIGHTS
    folds = [f for turn in range(READINGS) for f in folds_of({part for part, *_ in everything}, turn)]
    with tempfile.TemporaryDirectory() as folder:
        for number, held in enumerate(folds):
            chains.WEIGHTS = Path(folder) / f"{number}.json"
            weights = training_of_coreference.fit_coreference([q for q in asked if q.part not in held])
            training_of_coreference.write(chains.WEIGHTS, weights, [[0, 0], [1, 1]])
            chains.scorer.cache_clear()
            for part, article, reading, gold in everything:
                if part in held:
                    found = questions_of(article, reading, gold, part)
                    weight = WEIGHT.get(part.partition("-")[0], 1.0) / READINGS
                    result += [question._replace(weight=weight) for question in found]
    chains.WEIGHTS = weights_file
    chains.scorer.cache_clear()
    return result


def folds_of(parts: Iterable[str], turn: int = 0) -> list[set[str]]:
    """Return the texts in groups, whole parts of the trials and marked articles in each, others at each turn."""
    groups: list[set[str]] = [set() for _ in range(FOLDS)]
    marked = sorted(part for part in parts if not part.startswith("trials-"))
    for part in parts:
        number = int(part.rpartition("-")[2]) if part.startswith("trials-") else marked.index(part)
        groups[(number + turn * (number // FOLDS)) % FOLDS].add(part)
    return groups


def left_out(questions: Sequence[Question]) -> list[tuple[Question, np.ndarray]]:
    """Return each question with the probabilities that the other parts' weights give its candidates."""
    result = []
    for held in folds_of({q.part for q in questions}):
        scorer = Scorer(FEATURES, fit([q for q in questions if q.part not in held], FEATURES, PENALTY))
        result += [(q, np.array(scorer.probabilities(q.kind, q.levels.T))) for q in questions if q.part in held]
    return result


TYPE = list(FEATURES).index("type")
NAMED = {FEATURES["type"].index(type) for type in ("PER", "ORG", "LOC", "MISC")}


def best_named(question: Question, probability: np.ndarray) -> tuple[float, bool, bool]:
    """Return the probability of the likeliest actor, whether it is right, and whether nobody named is."""
    named = np.isin(question.levels[TYPE], list(NAMED))
    nobody = bool((question.right & ~named).any())
    if not named.any():
        return 0.0, False, nobody
    best = int(np.where(named, probability, -1).argmax())
    return float(probability[best]), bool(question.right[best]), nobody


def calibrated(points: Sequence[tuple[float, bool]]) -> list[list[float]]:
    """Return how often what has a probability is right, as points of a curve: a logistic regression on its logit."""
    given, hit = np.array(points, float).T
    weights = logistic_regression(logit(given)[:, None], hit)
    right = probability_of(weights, logit(CURVE)[:, None])
    return [[0.0, 0.0], *([float(x), round(float(y), 4)] for x, y in zip(CURVE, right, strict=True)), [1.0, 0.995]]


def logit(p: np.ndarray) -> np.ndarray:
    """Return the logarithm of the odds."""
    p = np.clip(p, 1e-4, 1 - 1e-4)
    return np.log(p / (1 - p))


def report(answers: Sequence[tuple[Question, np.ndarray]], calibration: list) -> None:
    """Print for each part how often the speaker is right, wrong, unknown, and how well confidence is calibrated."""
    scorer = Scorer(FEATURES, {}, calibration)
    groups: dict[str, list[tuple[float, bool, bool]]] = {}
    for question, probability in answers:
        origin = question.part.partition("-")[0]
        part = {"trials": "trials " + question.part[-1], "worldwide": "worldwide"}.get(origin, "articles")
        for name in (part, "all", question.kind):
            groups.setdefault(name, []).append(best_named(question, probability))
    for name, rows in sorted(groups.items()):
        confident = [(scorer.calibrated(p), hit, nobody) for p, hit, nobody in rows]
        named = [(c, hit, nobody) for c, hit, nobody in confident if c >= speakers.SURE]
        right = sum(hit for _, hit, _ in named) + sum(nobody for c, _, nobody in confident if c < speakers.SURE)
        wrong = sum(not hit for _, hit, _ in named)
        bins = np.digitize([c for c, _, _ in confident], np.linspace(0, 1, 11))
        ece = sum(
            abs(sum(c - hit for (c, hit, _), b in zip(confident, bins, strict=True) if b == bin)) for bin in set(bins)
        ) / len(rows)
        n = len(rows)
        shares = {"right": right, "wrong": wrong, "unknown": n - right - wrong, "calibration error": ece * n}
        print(f"{name:18} {n:5} ", "  ".join(f"{what} {100 * share / n:.1f}" for what, share in shares.items()))


def main() -> None:
    """Fit, calibrate, print figures of left-out parts, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = Path(__file__).resolve().parents[2]
    parser.add_argument("--data", type=Path, default=root / "shared" / "data")
    parser.add_argument("--cache", type=Path, default=Path(".bench/readings"))
    args = parser.parse_args()
    asked = training_of_coreference.all_questions(args.data, args.cache, trained=True)
    questions = all_questions(asked, args.data, args.cache)
    answers = left_out(questions)
    calibration = calibrated([best_named(q, p)[:2] for q, p in answers])
    training_of_coreference.write(speakers.WEIGHTS, fit(questions, FEATURES, PENALTY), calibration)
    print(len(questions), "questions; each part as the weights of others answer it, in percent:")
    report(answers, calibration)


if __name__ == "__main__":
    main()
