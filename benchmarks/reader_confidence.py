"""How often the reader's `confidence` in a quote is right, in marked articles that taught it nothing.

    python benchmarks/reader_confidence.py

A quote of tests/unseen is right where at least half of its words and of the marked stretches that it touches are the
same, and its source holds a mention of who is marked as their speaker. Quotes without a source are left out.
"""

import json
import sys
from pathlib import Path

import numpy as np

import toolkit

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "training"))
from marked import Marked, articles  # noqa: E402
from scoring.attributions import SAME, iou, token_set, tokens  # noqa: E402

Span = tuple[int, int]


def is_right(marked: Marked, words: list[Span], quote: dict) -> bool:
    """Whether a quote's words and source are those of stretches that one speaker is marked to have said."""
    content = token_set(words, quote["content"])
    said: dict[tuple[str, ...], set[int]] = {}
    for start, end, keys, _ in marked.quotes:
        stretch = token_set(words, [(start, end)])
        if stretch & content:
            said.setdefault(tuple(keys), set()).update(stretch)
    source = token_set(words, quote["source"])
    return any(
        iou(content, stretch) >= SAME
        and any(set(keys) & set(named) and token_set(words, [(a, b)]) & source for a, b, named in marked.mentions)
        for keys, stretch in said.items()
    )


def main() -> None:
    """Print a line for each tenth of the quotes, and the calibration error."""
    given, right = [], []
    folder = ROOT / "tests" / "unseen"
    for marked in (one for part in (".", "later", "latest") for one in articles(folder / part)):
        words = tokens(marked.text)
        read = json.loads(toolkit.analyse(toolkit.read(text=marked.text, id=marked.id)).to_json())
        sourced = [quote for quote in read["quotes"] if quote["source"] and quote["confidence"] is not None]
        given += [quote["confidence"] for quote in sourced]
        right += [is_right(marked, words, quote) for quote in sourced]
    error, sure, hit = 0.0, np.array(given), np.array(right, float)
    for tenth in np.array_split(np.argsort(sure, kind="stable"), 10):
        mean, share = sure[tenth].mean(), hit[tenth].mean()
        error += abs(mean - share) * len(tenth) / len(sure)
        print(f"{len(tenth):5} quotes  confidence {mean:.3f}  right {share:.3f}")
    print(f"{len(given)} quotes, expected calibration error {100 * error:.1f} %")


if __name__ == "__main__":
    main()
