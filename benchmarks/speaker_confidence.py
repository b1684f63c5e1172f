"""How often `speaker_confidence` is right, in articles that taught nothing: a table, and docs/speaker-confidence.svg.

    python benchmarks/speaker_confidence.py [--shared ../shared]

Of the quotations of tests/unseen and of world-dev-marks, those that are found: a named speaker is right if the one who
is marked; nobody is right where nobody named speaks. A bar is a 95 % interval (Wilson 1927).
"""

import argparse
import json
import sys
from itertools import pairwise
from pathlib import Path

import toolkit
from toolkit.exchange.reliability import wilson

ROOT = Path(__file__).parents[1]
BOUNDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.001)


def answers(shared: Path) -> list[tuple[float, bool, bool]]:
    """Return for each quotation that is found the confidence, whether somebody is named, and whether that is right."""
    sys.path.append(str(shared / "bench"))
    from marked_articles import UNSEEN, of_the_world, unseen
    from score_marks import covered, judge, speakers_of

    found = []
    for marks, texts in (*map(unseen, UNSEEN), of_the_world(shared / "data")):
        for id, marked in marks.items():
            text = texts[id]["text"]
            read = json.loads(toolkit.analyse(toolkit.read(text=text, id=id)).to_json())
            actors = {actor["id"]: actor for actor in read["actors"]}
            quotes = [quote for quote in read["quotes"] if quote["act"] != "did"]
            for one in marked["quotes"]:
                best = max(quotes, key=lambda q: covered(text, q["content"], one["span"]), default=None)
                if one["speaker"] == "UNCLEAR" or not best or covered(text, best["content"], one["span"]) < 0.5:
                    continue
                got = speakers_of(best, actors)
                right, _, _ = judge(one["speaker"], one.get("speaks_for"), got)
                found.append((best["speaker_confidence"], bool(got), right))
    return found


def table(found: list[tuple[float, bool, bool]]) -> list[tuple[str, int, float, float]]:
    """Return (who, quotations, mean confidence, share that is right) of each step of confidence."""
    rows = []
    for named in (True, False):
        for low, high in pairwise(BOUNDS):
            part = [(sure, right) for sure, who, right in found if who is named and low <= sure < high]
            if part:
                mean = sum(sure for sure, _ in part) / len(part)
                rows.append(
                    ("named" if named else "nobody", len(part), mean, sum(right for _, right in part) / len(part))
                )
    return rows


def draw(rows: list[tuple[str, int, float, float]], path: Path) -> None:
    """Draw the share that is right over the confidence."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams |= {"svg.hashsalt": "speaker-confidence", "svg.fonttype": "none", "font.size": 9}
    import matplotlib.pyplot as plt

    fig, ax = plt.subplots(figsize=(5.2, 4.2), layout="constrained")
    ax.plot([0, 1], [0, 1], color="#888888", linewidth=1)
    for who, colour, label in (
        ("named", "#1b6ca8", "a speaker is named"),
        ("nobody", "#c2571a", "nobody is named"),
    ):
        part = [row for row in rows if row[0] == who]
        shares = [share for *_, share in part]
        ends = [wilson(round(n * share), n) for _, n, _, share in part]
        bars = [
            [max(s - low, 0) for s, (low, _) in zip(shares, ends, strict=True)],
            [max(high - s, 0) for s, (_, high) in zip(shares, ends, strict=True)],
        ]
        ax.errorbar([mean for _, _, mean, _ in part], shares, bars, fmt="o", color=colour, label=label, capsize=2)
        for _, n, mean, share in part:
            ax.annotate(str(n), (mean, share), (5, -9), textcoords="offset points", fontsize=7, color=colour)
    ax.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="speaker_confidence", ylabel="share that is right")
    ax.legend(frameon=False, loc="upper left")
    ax.spines[["top", "right"]].set_visible(False)
    fig.savefig(path, metadata={"Date": None})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    found = answers(parser.parse_args().shared)
    rows = table(found)
    for who, n, mean, share in rows:
        print(f"{who:7} {n:4} quotations, confidence {100 * mean:.1f}, right {100 * share:.1f}")
    for who in ("named", "nobody"):
        part = [row for row in rows if row[0] == who]
        total = sum(n for _, n, *_ in part)
        error = sum(n * abs(mean - share) for _, n, mean, share in part) / total
        print(f"{who}: {total} quotations, calibration error {100 * error:.1f}")
    draw(rows, ROOT / "docs" / "speaker-confidence.svg")


if __name__ == "__main__":
    main()
