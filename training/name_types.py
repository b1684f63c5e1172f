#!/usr/bin/env python3
"""Learn what tells a name's type, into toolkit/actors/type_weights.json: a minute or two, no torch.

    python training/name_types.py --data ../shared/data

First a logistic regression learns, from names as people marked them, what each feature of the text
(toolkit/actors/type_features.py) says of a name; most weights are driven to zero (FISTA; Beck and Teboulle 2009). Then
a second one weighs these against the reader's own labels, on texts that the reader did not learn from; MEANTIME
is left out in five parts for the figures that are printed. For new weights of the reader, run it again.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from toolkit import reader
from toolkit.actors import type_features
from toolkit.actors.entity_type import DOUBT, WEIGHTS, share_of_types
from toolkit.actors.mention_detection import tidied
from toolkit.actors.names import fold
from toolkit.actors.type_features import LABELS, written_form
from toolkit.lexicon import words
from toolkit.reader import Name

TEXT_SETS = {
    "worldwide-train": 1.0,
    "conll2003-train": 0.4,
    "wikigold": 0.7,
    "gum-train": 0.7,
}  # weight of a name of each
READER_SETS = ("meantime", "worldwide-train", "wikigold")  # each counts the same
LEAST_TEXTS = 6  # a feature of fewer texts is left out
NOISE = 0.2  # share of the forms that other forms see with any label: the reader, too, is wrong about some
MOST_PLACES = 9  # a form counts by the root of its places, up to these
ENDING, LEAST_WORDS = "ends in -", 25  # and one of the last letters of fewer words, too
SPARSE, SMOOTH, STEPS = 1.0, 0.3, 250  # of the first regression: penalties (L1, L2) and steps
NEAR_START, PULL = 0.7, 0.03  # of the second: where it begins, and how strongly it is held there
FOLDS = 5
TYPES = {  # of GUM and MEANTIME
    "person": "PER",
    "organization": "ORG",
    "place": "LOC",
    "object": "MISC",
    "abstract": "MISC",
    "event": "MISC",
}
INSTITUTIONS = words("organisation_nouns", "no_place")
NO_PART = re.compile(r"(?:the|a|an|mr\.|mrs\.|ms\.|dr\.)\s+", re.IGNORECASE)  # of a name, before it


class Forms(NamedTuple):
    """Forms of many texts: their features, what the reader says, what they are, how they count, which text's."""

    features: list[dict[str, float]]
    read: np.ndarray
    gold: np.ndarray
    weight: np.ndarray
    text: list[str]


def marked(folder: Path, name: str) -> Iterator[tuple[str, str, list[Name]]]:
    """Yield id, text and names of each row of a set, as people marked them."""
    for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if "entities" in row:
            found = [Name(s, e, label, 1.0) for s, e, label in row["entities"] if label in LABELS]
        else:
            found = [n for m in row["mentions"] if m["kind"] == "name" and (n := proper_name(row["text"], m))]
        found = [replace(n, label="ORG") if is_institution(row["text"], n) else n for n in found]
        yield row["id"], row["text"], sorted(found, key=lambda n: n.start)


def is_institution(text: str, name: Name) -> bool:
    """Return whether a name that is marked as a place's is an institution's to us, which may speak: a school."""
    return name.label == "LOC" and text[name.start : name.end].split()[-1].lower() in INSTITUTIONS


def proper_name(text: str, mention: dict) -> Name | None:
    """Return a named mention without article and title; None where it is a longer phrase, or of no type we know."""
    start, end = mention["span"]
    if opening := NO_PART.match(text, start, end):
        start = opening.end()
    form = text[start:end]
    if mention["type"] not in TYPES or "," in form or not form[:1].isupper() or len(form.split()) > 5:
        return None
    return Name(start, end, TYPES[mention["type"]], 1.0)


def forms_as_marked(folder: Path) -> Forms:
    """Return the forms of all sets whose types people marked."""
    features, gold, weight, text = [], [], [], []
    chance = np.random.default_rng(0)
    for name, worth in TEXT_SETS.items():
        for id, body, found in marked(folder, name):
            places: dict[str, list[Name]] = defaultdict(list)
            for one in found:
                if fold(form := written_form(body, one)):
                    places[form].append(one)
            types = {form: Counter(n.label for n in names).most_common(1)[0][0] for form, names in places.items()}
            taken = {form: str(chance.choice(LABELS)) if chance.random() < NOISE else types[form] for form in types}
            for form, shown in type_features.Forms(body, places).features(taken).items():
                features.append(shown)
                gold.append(LABELS.index(types[form]))
                weight.append(worth * min(len(places[form]), MOST_PLACES) ** 0.5)
                text.append(f"{name}/{id}")
    return Forms(features, np.zeros((len(gold), len(LABELS))), np.array(gold), np.array(weight), text)


def forms_as_read(folder: Path, name: str) -> Forms:
    """Return the forms of one set that the reader finds, with what people marked in their places."""
    features, read, gold, weight, text = [], [], [], [], []
    for id, body, wanted in marked(folder, name):
        places: dict[str, list[Name]] = defaultdict(list)
        for one in tidied(body, reader.read(body).names):
            places[written_form(body, one)].append(one)
        shares = {form: share_of_types(names) for form, names in places.items()}
        likeliest = {form: max(share, key=share.__getitem__) for form, share in shares.items()}
        for form, shown in type_features.Forms(body, places).features(likeliest).items():
            labels = [label for one in places[form] if (label := label_of(one, wanted))]
            if labels:
                features.append(shown)
                read.append([shares[form][label] for label in LABELS])
                gold.append(LABELS.index(Counter(labels).most_common(1)[0][0]))
                weight.append(min(len(places[form]), MOST_PLACES) ** 0.5)
                text.append(id)
    return Forms(features, np.array(read), np.array(gold), np.array(weight), text)


def label_of(name: Name, wanted: Sequence[Name]) -> str | None:
    """Return the label of the marked name that is much the same as a name."""
    for other in wanted:
        shared = min(other.end, name.end) - max(other.start, name.start)
        long, short = other.end - other.start, min(other.end - other.start, name.end - name.start)
        if shared > 0 and 2 * shared >= short and long < 2 * (name.end - name.start) + 3:
            return other.label
    return None


def common_features(forms: Forms) -> list[str]:
    """Return the features of enough texts; of last letters, those of enough words ("-day" is of a handful)."""
    seen: dict[str, set[str]] = defaultdict(set)
    for shown, text in zip(forms.features, forms.text, strict=True):
        word = next(feature for feature in shown if feature.startswith("last word "))
        for feature in shown:
            seen[feature].add(word if feature.startswith(ENDING) else text)
    return sorted(f for f, of in seen.items() if len(of) >= (LEAST_WORDS if f.startswith(ENDING) else LEAST_TEXTS))


class Table:
    """Features as a sparse table: a row a form, a column a feature, the last for what is always there."""

    def __init__(self, features: Sequence[dict[str, float]], columns: dict[str, int]):
        cells = [(i, columns[f], v) for i, row in enumerate(features) for f, v in row.items() if f in columns]
        cells += [(i, len(columns), 1.0) for i in range(len(features))]
        self.row, self.column = np.array([c[:2] for c in cells]).T
        self.value = np.array([c[2] for c in cells])
        self.rows, self.columns = len(features), len(columns) + 1

    def times(self, weights: np.ndarray) -> np.ndarray:
        """Return the table times a weight a feature and type."""
        cells = (self.value * weights[self.column, k] for k in range(weights.shape[1]))
        return np.stack([np.bincount(self.row, c, self.rows) for c in cells], axis=1)

    def turned_times(self, errors: np.ndarray) -> np.ndarray:
        """Return the turned table times an error a form and type."""
        cells = (self.value * errors[self.row, k] for k in range(errors.shape[1]))
        return np.stack([np.bincount(self.column, c, self.columns) for c in cells], axis=1)


def probabilities(scores: np.ndarray) -> np.ndarray:
    """Return the softmax of each row."""
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def learn_text(table: Table, forms: Forms) -> np.ndarray:
    """Return the weight of each feature for each type, by forms as people marked them."""
    wanted = np.eye(len(LABELS))[forms.gold]
    curve = np.bincount(table.column, table.value**2 * forms.weight[table.row], table.columns)[:, None] / 4
    step = 1 / (12 * curve + SMOOTH)
    sparse = SPARSE * step
    sparse[-1] = 0
    weights = ahead = np.zeros((table.columns, len(LABELS)))
    pace = 1.0
    for _ in range(STEPS):
        errors = (probabilities(table.times(ahead)) - wanted) * forms.weight[:, None]
        moved = ahead - step * (table.turned_times(errors) + SMOOTH * ahead)
        moved = np.sign(moved) * np.maximum(np.abs(moved) - sparse, 0)
        faster = (1 + (1 + 4 * pace**2) ** 0.5) / 2
        ahead = moved + (pace - 1) / faster * (moved - weights)
        weights, pace = moved, faster
    return weights


def evidence(forms: Forms, columns: dict[str, int], weights: np.ndarray) -> np.ndarray:
    """Return what reader and text say of each form, a column a type each, and a last one of ones."""
    read = np.log((1 - DOUBT) * forms.read + DOUBT / len(LABELS))
    text = Table(forms.features, columns).times(weights)
    centred = [part - part.mean(1, keepdims=True) for part in (read, text)]
    return np.concatenate([*centred, np.ones((len(read), 1))], axis=1)


def weigh(parts: Sequence[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> np.ndarray:
    """Return how reader and text count for each type, by (evidence, types, weights) of sets that count alike."""
    said, gold = np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])
    weight = np.concatenate([p[2] / p[2].sum() / len(parts) for p in parts])[:, None]
    start = np.concatenate([np.eye(len(LABELS)) * NEAR_START] * 2 + [np.zeros((1, len(LABELS)))])
    found = start.copy()
    for _ in range(600):
        errors = (probabilities(said @ found) - np.eye(len(LABELS))[gold]) * weight
        found -= 0.1 * (said.T @ errors + PULL * (found - start))
    return found


def report(said: dict[str, np.ndarray], forms: dict[str, Forms], found: np.ndarray) -> None:
    """Print how many forms get the right type, and on MEANTIME what share of names is no MISC, five-fold."""
    for name, one in forms.items():
        right = (said[name] @ found).argmax(1) == one.gold
        print(f"{name}: {100 * right.mean():.1f} % of {len(right)} forms right (learned from)")
    one, evidence_ = forms["meantime"], said["meantime"]
    numbers = {id: k % FOLDS for k, id in enumerate(sorted(set(one.text)))}
    fold_of = np.array([numbers[id] for id in one.text])
    others = [(said[name], forms[name].gold, forms[name].weight) for name in READER_SETS if name != "meantime"]
    guess = np.empty_like(one.gold)
    for k in range(FOLDS):
        rest = fold_of != k
        apart = weigh([*others, (evidence_[rest], one.gold[rest], one.weight[rest])])
        guess[~rest] = (evidence_[~rest] @ apart).argmax(1)
    actor = one.gold != LABELS.index("MISC")
    seen = np.average((guess != LABELS.index("MISC"))[actor], weights=one.weight[actor] ** 2)
    print(f"meantime, five-fold: {100 * (guess == one.gold).mean():.1f} % of forms right, {100 * seen:.1f} % of")
    print("  the places of people, organisations and places (up to 9 a form) taken for one of these")


def write(columns: dict[str, int], weights: np.ndarray, found: np.ndarray) -> None:
    """Write the weights, a line a feature, each with a number a type."""
    types = len(LABELS)
    centre = np.eye(types) - 1 / types
    text = weights @ centre @ found[types : 2 * types]
    rows = {f: text[k].round(2).tolist() for f, k in columns.items() if weights[k].any()}
    lines = ",\n".join(f"  {json.dumps(f, ensure_ascii=False)}: {json.dumps(row)}" for f, row in sorted(rows.items()))
    head = {
        "types": list(LABELS),
        "bias": (text[-1] + found[-1]).round(3).tolist(),
        "reader": (centre @ found[:types]).round(3).tolist(),
    }
    opening = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items())
    WEIGHTS.write_text(f'{{\n{opening},\n "text": {{\n{lines}\n }}\n}}\n', "utf-8")
    print(f"{len(rows)} features to {WEIGHTS.name}")


def main() -> None:
    """Learn, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder of annotated texts")
    folder = parser.parse_args().data
    forms = forms_as_marked(folder)
    columns = {feature: k for k, feature in enumerate(common_features(forms))}
    weights = learn_text(Table(forms.features, columns), forms)
    as_read = {name: forms_as_read(folder, name) for name in READER_SETS}
    said = {name: evidence(one, columns, weights) for name, one in as_read.items()}
    found = weigh([(said[name], as_read[name].gold, as_read[name].weight) for name in READER_SETS])
    report(said, as_read, found)
    write(columns, weights, found)


if __name__ == "__main__":
    main()
