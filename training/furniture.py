#!/usr/bin/env python3
"""Train toolkit/article/furniture.json: what each line of a page is, from pages whose lines are marked.

    uv venv fenv && uv pip install --python fenv python-crfsuite==0.9.12
    fenv/bin/python training/furniture.py --stories ../shared/data                 # writes the weights
    fenv/bin/python training/furniture.py --stories ../shared/data --folds 10      # or how often unseen pages are right

The marked pages are those of training/pages (a file with many, "h", "b" or "f" before each line) and of folders with a
text and its answers each; the file of weights names the latter, so that nobody takes them for unseen ones. Stories
without a page around them, from the annotated texts, keep what the rules alone say of them. The toolkit's own
dependencies must be importable too.
"""

import argparse
import json
import random
import re
import sys
import tempfile
from pathlib import Path

import pycrfsuite

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from toolkit.article import from_text, page_lines  # noqa: E402
from toolkit.article.page_features import features  # noqa: E402
from toolkit.article.paragraphs import by_rule  # noqa: E402

FILE = ROOT / "toolkit/article/furniture.json"
PAGES = ROOT / "training/pages"
LAYOUTS = [ROOT / "training/layouts", ROOT / "tests/layouts/dev"]
STORIES = {"polnear-train": 60, "worldwide-train": 60}  # texts without a page around them
L1, L2 = 0.02, 1.0  # how much weights cost
FEWEST = 2  # lines that must show a feature
ITERATIONS = 150
SMALLEST = 0.05  # of a weight that is kept
MARKS = {"h": "headline", "b": "body", "f": "furniture"}


class Page:
    """A page's lines, whether each follows the one before without a blank line, and what each is."""

    def __init__(self, name, lines, tight, kinds):
        self.name, self.lines, self.tight, self.kinds = name, lines, tight, kinds
        self.features = features(lines, tight)
        self.states = states(kinds)


def states(kinds):
    """Return the states of lines: furniture above the headline, below it, inside and after the story apart."""
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    title = kinds.index("headline") if "headline" in kinds else -1

    def state(i, kind):
        if kind != "furniture":
            return kind
        if i < body[0]:
            return "above" if i < title else "below"
        return "after" if i > body[-1] else "inside"

    return [state(i, kind) for i, kind in enumerate(kinds)]


def lines_of(text):
    """Return the lines of a text that are not blank, and whether each follows the one before without a blank line."""
    lines, tight, blank = [], [], True
    for line in text.split("\n"):
        if line.strip():
            lines.append(line.strip())
            tight.append(not blank)
        blank = not line.strip()
    return lines, tight


def marked_pages(path):
    """Yield the pages of a file in which each line is marked, and "-" stands for a blank one."""
    for block in re.split(r"(?m)^=== ", path.read_text("utf-8"))[1:]:
        name, _, rest = block.partition("\n")
        rows = [row for row in rest.split("\n") if row]
        text = "\n".join("" if row == "-" else row[2:] for row in rows)
        yield Page(name, *lines_of(text), [MARKS[row[0]] for row in rows if row != "-"])


def layouts(folder):
    """Yield the pages of a folder: a .txt and a .json with the kinds of its paragraphs each."""
    for path in sorted(folder.glob("*.txt")):
        kinds = json.loads(path.with_suffix(".json").read_text("utf-8"))["paragraphs"]
        yield Page(path.stem, *lines_of(path.read_text("utf-8")), kinds)


def stories(folder):
    """Yield texts without a page around them, with what the rules alone say of their lines."""
    for name, number in STORIES.items():
        rows = [json.loads(row) for row in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]
        random.Random(0).shuffle(rows)
        for row in rows[:number]:
            lines, tight = lines_of(row["text"])
            if len(lines) > 3:
                yield Page(row["id"], lines, tight, by_rule(lines)[0])


def fitted(pages):
    """Return the weights that a conditional random field learns of pages."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for page in pages:
        trainer.append(page.features, page.states)
    trainer.set_params({"c1": L1, "c2": L2, "feature.minfreq": FEWEST, "max_iterations": ITERATIONS})
    with tempfile.NamedTemporaryFile() as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
    of_features = {}
    for (feature, state), weight in sorted(info.state_features.items()):
        if abs(weight) >= SMALLEST:
            of_features.setdefault(feature, {})[state] = round(weight, 2)
    steps = {f"{a} > {b}": round(weight, 2) for (a, b), weight in sorted(info.transitions.items())}
    return {"features": of_features, "steps": steps}


def cross_validated(pages, always, folds):
    """Print how many lines of pages are right when a model has not seen them."""
    right = total = lost = kept = 0
    for fold in range(folds):
        test = pages[fold::folds]
        model = fitted([page for page in pages if page not in test] + always)
        page_lines.weights = lambda model=model: model
        for page in test:
            text = "".join(
                ("\n" if tight else "\n\n") + line for line, tight in zip(page.lines, page.tight, strict=True)
            )
            found = [paragraph.kind for paragraph in from_text(text.strip(), page.name).paragraphs]
            for line, is_, got in zip(page.lines, page.kinds, found, strict=True):
                total, right = total + 1, right + (is_ == got)
                lost += got == "furniture" != is_
                kept += is_ == "furniture" != got
                if is_ != got:
                    print(f"{page.name[:20]:20} is {is_}, got {got}: {line[:110]}")
    print(f"{100 * right / total:.1f} % of {total} lines; {lost} of the story lost, {kept} of furniture kept")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, default=LAYOUTS, help="folders of layouts")
    parser.add_argument("--stories", type=Path, required=True, help="where polnear-train.jsonl and others lie")
    parser.add_argument("--folds", type=int, help="cross-validate on the folders in place of writing the weights")
    options = parser.parse_args()
    pages = [page for folder in options.folders for page in layouts(folder)]
    always = [page for path in sorted(PAGES.glob("*.txt")) for page in marked_pages(path)]
    always += stories(options.stories)
    if options.folds:
        return cross_validated(pages, always, options.folds)
    model = fitted(pages + always)
    about = (
        f"How well each feature fits each state. Trained by training/furniture.py on {len(pages) + len(always)} pages"
    )
    rows = {
        "about": about,
        "layouts": [page.name for page in pages],
        "steps": model["steps"],
        "features": model["features"],
    }
    FILE.write_text(json.dumps(rows, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", "utf-8")
    return None


if __name__ == "__main__":
    main()
