"""Fit the weights with which `toolkit.actors.chains` says whom pronouns and descriptions mean.

    python training/coreference.py [--data ../shared/data] [--cache .bench/readings]

Learned from GUM's training part (Zeldes 2017), GAP's development part (Webster et al. 2018), MEANTIME (Minard et al.
2016), ``tests/trials`` and the articles of ``training/articles`` and ``training/descriptions``. Every text is read by
the reader first. The reader has learned from GUM and GAP too, so that its links are better there than anywhere else;
what was tried against that stands in README.md. What an annotator did not mark is resolved by the weights as they
stand; so texts are asked again with each fit, and the last is of all answers but the first together.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "trials"), str(Path(__file__).parents[1] / "benchmarks")]
from check import gold as trials  # noqa: E402
from marked import Marked, articles, worldwide  # noqa: E402
from readings import read_texts, rows_of  # noqa: E402
from scoring.speakers import last_name  # noqa: E402
from softmax import Question, fit  # noqa: E402

from toolkit.actors import Known, chains  # noqa: E402
from toolkit.actors.coreference_features import FEATURES  # noqa: E402
from toolkit.actors.entities import NamedEntity, as_known, index_everybody  # noqa: E402
from toolkit.actors.mention_index import MentionIndex  # noqa: E402
from toolkit.actors.names import name_words  # noqa: E402
from toolkit.actors.pronouns import sex_of_pronoun  # noqa: E402
from toolkit.actors.scorer import Scorer  # noqa: E402
from toolkit.article import Article  # noqa: E402
from toolkit.reader import Reading  # noqa: E402

ARTICLES = (Path(__file__).with_name("articles"), Path(__file__).with_name("descriptions"))
PENALTY = 5.0
LIGHTER = {"sex": 1.0}  # who is "he" is hardly ever "she": no other level of a feature tells as much
FOLDS = 4
READINGS = 5  # of each text, by the weights so far: what is learned hangs less on chance
WEIGHT = {"gum": 0.3, "gap": 1.5, "meantime": 0.3, "articles": 2.0, "trials": 2.0, "worldwide": 1.0}
SEXES = list(FEATURES).index("sex")
UNKNOWN = FEATURES["sex"].index("unknown")
NARRATION = "he or she in narration"
UNMARKED = object()  # of a mention: the annotator says nothing

Label = str | object | None  # an entity's label; None for "nobody marked": somebody new


def labels_of_gum(index: MentionIndex, row: Mapping) -> dict[int, Label]:
    """Return the label of each mention that GUM or MEANTIME marks: by the head, or else by the span."""
    by_head = {m["head"]: m for m in reversed(row["mentions"])}
    by_start = {m["span"][0]: m for m in reversed(row["mentions"])}
    complete = not row["id"].startswith("meantime")
    result: dict[int, Label] = {}
    for k, place in enumerate(index.places):
        if place.entity is not None:
            inside = [m for m in row["mentions"] if place.start <= m["head"] < place.end and m["kind"] == "name"]
            result[k] = inside[0]["entity"] if inside else UNMARKED
            continue
        head = index.text.rfind(" ", place.start, place.end) + 1 or place.start
        found = by_head.get(max(head, place.start)) or (
            by_start.get(place.start) if place.phrase.head is None else None
        )
        result[k] = found["entity"] if found else None if complete and place.phrase.head else UNMARKED
    return result


def labels_of_marked(index: MentionIndex, marked: Marked) -> dict[int, Label]:
    """Return the label of each mention of a marked article: what is not marked is nobody who is spoken of again."""
    result: dict[int, Label] = {}
    for k, place in enumerate(index.places):
        fitting = [m for m in marked.mentions if _is_same(place, m)]
        if not fitting:
            sexed = place.phrase and place.phrase.head is None and sex_of_pronoun(place.phrase.determiner)
            result[k] = UNMARKED if place.entity is not None or sexed else None
            continue
        best = min(fitting, key=lambda m: m[1] - m[0])
        result[k] = best[2][0] if len(best[2]) == 1 else UNMARKED
    return result


def _is_same(place, mention: tuple) -> bool:
    """Whether a mention is a marked one: a name inside it at its end, a phrase with the same start or end."""
    start, end, _ = mention
    if place.entity is not None:
        return start <= place.start and place.end <= end + 2 and (end - place.end <= 2 or start == place.start)
    if place.phrase.head is None:
        return (start, end) == (place.start, place.end)
    return start == place.start and place.end <= end + len("’s")


def labels_of_gap(index: MentionIndex, row: Mapping) -> dict[int, Label]:
    """Return the label of the one pronoun, "A", "B" or "neither", and of the two candidates' names."""
    result: dict[int, Label] = {}
    spans = dict(zip("AB", row["candidates"], strict=True))
    for k, place in enumerate(index.places):
        result[k] = UNMARKED
        if [place.start, place.end] == row["pronoun"]:
            true = [name for name, same in zip("AB", row["coreferent"], strict=True) if same]
            result[k] = true[0] if true else "neither"
        elif place.entity is not None:
            for name, (start, end) in spans.items():
                if place.start < end and place.end > start:
                    result[k] = name
    return result


def labels_of_trials(index: MentionIndex, gold: Sequence[Mapping]) -> dict[int, Label]:
    """Return the label of what names a quotation's source in the trial articles: the speaker's name, or "unnamed"."""
    result: dict[int, Label] = dict.fromkeys(range(len(index.places)), UNMARKED)
    for k, place in enumerate(index.places):
        n = index.source_of[k]
        if place.entity is not None or n < 0:
            continue
        contents = index.attributions[n].content
        speakers = {q["speaker"] for q in gold if any(a <= q["span"][0] and q["span"][1] <= b + 1 for a, b in contents)}
        if len(speakers) == 1:
            result[k] = speakers.pop() or "unnamed"
    return result


def questions_of(
    article: Article, reading: Reading, labels_of, row, part: str, weight: float, trained: bool
) -> list[Question]:
    """Return what is asked of each mention in an article, with the answers of its marks."""
    entities, index = index_everybody(article, reading, Known())
    known = [as_known(article.text, entity) for entity in entities]
    labels = labels_of(index, row)
    names: dict[int, Counter] = {}
    for k, place in enumerate(index.places):
        if place.entity is not None and labels[k] is not UNMARKED:
            names.setdefault(place.entity, Counter())[labels[k]] += 1
    if labels_of is labels_of_trials:
        speakers = sorted({q["speaker"] for q in row if q["speaker"]})
        for e, entity in enumerate(entities):
            if speaker := _speaker_called(_fullest(article.text, entity), speakers):
                names[e] = Counter([speaker])
    label_of: dict[int, Label] = {e: counts.most_common(1)[0][0] for e, counts in names.items()}
    entity_of = {label: e for e, label in reversed(label_of.items())}
    found: list[Question] = []

    def choose(k: int, kind: str, rows: list[tuple[int, ...]], candidates: list[int]) -> int | None:
        label, levels, owners = labels[k], np.array(rows).T, np.array(candidates, int)
        if label is UNMARKED:
            return chains.AS_SCORED if trained and part != "meantime" else None
        named = np.append(np.array([known[e].named for e in owners], bool), False)
        reports = part == "gap" and kind != NARRATION  # GAP marks names alone: of somebody unnamed it says nothing
        allowed = np.append(named[:-1], True) if reports else None
        if label == "neither":
            wrong = np.isin(owners, [entity_of.get("A", -9), entity_of.get("B", -9)])
            found.append(Question(kind, levels, np.append(~wrong, True), part, None, weight))
            return None
        if label == "unnamed":
            right = ~named
            found.append(Question(kind, levels, right, part, None, weight))
            probability = np.array(chains.scorer().probabilities(kind, rows)) if trained else right / right.sum()
            best = int(np.where(right, probability, -1).argmax())
            return int(owners[best]) if best < len(owners) else -1
        right = np.append(np.array([label is not None and label_of.get(int(e)) == label for e in owners], bool), False)
        seen = label in entity_of and (known[entity_of[label]].mentions or right.any())
        if not seen or label is None:
            right[-1] = True
        if part == "gap" and not right[:-1].any():
            return None
        if reports:  # its candidates are of one sex by choice (Webster et al. 2018), so that theirs tells nothing here
            levels = np.where((np.arange(len(FEATURES)) == SEXES)[:, None] & (levels > 0), UNKNOWN, levels)
        found.append(Question(kind, levels, right, part, allowed, weight))
        if right[:-1].any():
            return int(owners[np.flatnonzero(right[:-1])[-1]])
        if seen and label is not None:
            return entity_of[label]
        if index.places[k].phrase.head is None:
            return -1
        if label is not None:
            entity_of[label], label_of[len(known)] = len(known), label
        return -1

    chains.resolve_chains(index, known, reading.links, choose)
    return found


def _speaker_called(name: str, speakers: Sequence[str]) -> str | None:
    """Return the speaker of a name: of those with its last word, or its only one for a given name, who shares most."""
    parts = set(name_words(name))
    alike = [one for one in speakers if last_name(one) == last_name(name) or parts == {name_words(one)[0]}]
    return max(alike, key=lambda one: len(parts.intersection(name_words(one))), default=None)


def _fullest(text: str, entity: NamedEntity) -> str:
    return max((text[n.start : n.end] for n in entity.names), key=lambda form: (len(form.split()), len(form)))


def marked_articles(data: Path) -> list[Marked]:
    """Return the articles that are marked: our own, and those of the world's papers."""
    return [*(one for folder in ARTICLES for one in articles(folder)), *worldwide(data)]


def texts(data: Path, cache: Path) -> Iterator[tuple[str, str, Article, Reading, object, object]]:
    """Yield (set, part, article, reading, marks, function that gives labels) of every marked text."""
    for name, file, labels in (
        ("gum", "gum-train", labels_of_gum),
        ("meantime", "meantime", labels_of_gum),
        ("gap", "gap-development", labels_of_gap),
    ):
        rows = rows_of(data / f"{file}.jsonl")
        for row, article, reading in read_texts(file, rows, cache):
            yield name, f"{name}-{row['id']}", article, reading, row, labels
    for row, article, reading in read_texts("trials", trials()[0], cache):
        yield "trials", f"trials-{row['id']}", article, reading, row["quotes"], labels_of_trials
    marked = {m.id: m for m in marked_articles(data)}
    rows = [{"id": m.id, "text": m.text} for m in marked.values()]
    for row, article, reading in read_texts("articles", rows, cache):
        name = "worldwide" if row["id"].startswith("worldwide-") else "articles"
        yield name, row["id"], article, reading, marked[row["id"]], labels_of_marked


def all_questions(data: Path, cache: Path, trained: bool) -> list[Question]:
    """Return the questions of all texts, each with the text's id as its part."""
    return [
        question._replace(part=part)
        for name, part, article, reading, row, labels in texts(data, cache)
        for question in questions_of(article, reading, labels, row, name, WEIGHT[name], trained)
    ]


def fit_coreference(questions: Sequence[Question]) -> dict:
    """Return the weights that fit the questions of all texts."""
    return fit(questions, FEATURES, PENALTY, LIGHTER)


def accuracy(questions: Iterable[tuple[Question, Scorer]]) -> dict[str, tuple[int, float, float]]:
    """Return for each kind of question how many there are, and the share and mean log-probability of right answers."""
    rows: dict[str, list[tuple[bool, float]]] = {}
    for q, scorer in questions:
        if not q.right.any() or q.right.all():
            continue
        p = np.array(scorer.probabilities(q.kind, q.levels.T))
        right = p[q.right].sum()
        rows.setdefault(q.kind, []).append((right > 0.5, float(np.log(right + 1e-9))))
    return {
        kind: (len(r), round(float(np.mean([a for a, _ in r])), 4), round(float(np.mean([b for _, b in r])), 4))
        for kind, r in rows.items()
    }


def write(path: Path, weights: dict, calibration: list) -> None:
    """Write a file of weights."""
    path.write_text(
        json.dumps({"weights": weights, "calibration": calibration}, indent=1, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )


def main() -> None:
    """Fit again and again, say how well left-out texts are answered, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = Path(__file__).resolve().parents[2]
    parser.add_argument("--data", type=Path, default=root / "shared" / "data")
    parser.add_argument("--cache", type=Path, default=Path(".bench/readings"))
    parser.add_argument(
        "--check", action="store_true", help="only say how well a fifth of the texts is answered by the others"
    )
    args = parser.parse_args()
    questions: list[Question] = []
    for number in range(READINGS + 1):
        trained = number > 0
        found = all_questions(args.data, args.cache, trained)
        questions = [*(questions if number > 1 else ()), *found]
        print(len(found), "questions", flush=True)
        if args.check and trained:
            parts = sorted({q.part for q in questions})
            results = []
            for fold in range(FOLDS):
                held = set(parts[fold::FOLDS])
                scorer = Scorer(FEATURES, fit_coreference([q for q in questions if q.part not in held]))
                results += [(q, scorer) for q in questions if q.part in held]
            for name in ("gum", "gap", "meantime", "trials", ""):
                inside = [r for r in results if (r[0].part.startswith(name + "-") if name else r[0].part[:1].isdigit())]
                print(name or "articles", accuracy(inside))
            return
        share = 1 / max(number, 1)
        pooled = [question._replace(weight=share * question.weight) for question in questions]
        write(chains.WEIGHTS, fit_coreference(pooled), [[0, 0], [1, 1]])
        chains.scorer.cache_clear()


if __name__ == "__main__":
    main()
