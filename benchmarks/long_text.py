"""A long text through the whole analysis: is the result right, what does each step cost, how much memory?

    python benchmarks/long_text.py [--words 25000 100000 200000]
    python benchmarks/long_text.py --words 870000        (a text of 5 MB; a quarter of an hour on two cores)

The text repeats samples' bodies; in each copy every person, and every place the samples invented, has a name of
its own, so that a book of 200,000 words has some 3,000 names. Right are people who are one actor and named as often as
their surname stands in the text, and direct quotations as many as the copies hold. Each length runs in a process of
its own; seconds are of the processor, all threads together.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ANSWERS = ROOT / "tests" / "samples"
INVENTED = "Kestovia Lemeria Sund Horna Aarvik Orla Tarn".split()


def samples():
    """(body, surnames with how many bear them, direct quotations) of each sample, as a reader counted them.

    The sample that quotes with single marks is left out: how an article quotes is decided for the whole of it.
    """
    from toolkit import sources

    for path in sorted(ANSWERS.glob("*.json")):
        answers = json.loads(path.read_text(encoding="utf-8"))
        article = sources.read(ROOT / "toolkit" / "samples" / f"{path.stem}.txt")
        body = "\n\n".join(article.text[a:b] for a, b in article.spans("body"))
        surnames = Counter(a["name"].split()[-1] for a in answers["actors"] if a["type"] == "PER")
        direct = sum(q["kind"] == "direct" and q["content"][0] in body for q in answers["quotes"])
        if "“" in body:
            yield body, surnames, direct


def book(words):
    """A text of so many words, its people's surnames, and how many direct quotations it holds."""
    chance = random.Random(7)
    known = files("names").joinpath("dist.all.last").read_text(encoding="ascii").split()[::4]
    parts = list(samples())
    plain = set(re.findall(r"[a-z]+", " ".join(body for body, _, _ in parts)))
    fresh = [name.title() for name in known[2000:40000] if len(name) > 4 and name.lower() not in plain]
    chance.shuffle(fresh)
    copies, people, quotations, length = [], [], 0, 0
    while length < words:
        for body, surnames, direct in parts:
            new = {name: fresh.pop() for name in sorted(surnames)}
            new |= {name: _place(chance, name) for name in INVENTED}
            copies.append(re.sub(r"\b(?:" + "|".join(new) + r")\b", lambda m, new=new: new[m.group()], body))
            people += [(new[name], surnames[name]) for name in sorted(surnames)]
            quotations += direct
            length += len(body.split())
    return "\n\n".join(copies), people, quotations


def _place(chance, name):
    """A name like that of an invented place: other syllables before its ending."""
    syllables = [a + b for a in "bdfgklmnprtvz" for b in ("a", "e", "i", "o", "u", "ar", "el", "or")]
    return ("".join(chance.sample(syllables, 3)) + name[-3:]).title()


def measure(words):
    """One length in this process: a row of figures."""
    from toolkit import quotes, reader, sources, statistics
    from toolkit import text as sentences_of
    from toolkit.actors import find_everybody

    text, people, quotations = book(words)
    seconds = {}

    def timed(step, call, *given):
        began = time.process_time()
        result = call(*given)
        seconds[step] = time.process_time() - began
        return result

    reader.read("It rained.")
    article = timed("article", lambda: sources.read(text=text, id="book"))
    reading = timed("reader", reader.read, text, article.spans())
    found = timed("actors", find_everybody, article, reading)
    said = timed("quotes", quotes.find_quotes, article, reading, found)
    found, _ = timed("pronouns", quotes.add_speaker_pronouns, text, said, found.actors, found.unnamed)
    sentences = timed("sentences", sentences_of.sentences, text)
    timed("statistics", statistics.summary, article, sentences)
    wanted = Counter(re.findall(r"[\w-]+", text))
    named: dict[str, list[int]] = {}
    for actor in found:
        surname = actor.name.split()[-1]
        times = sum(m.kind == "name" and surname in text[slice(*m.span)] for m in actor.mentions)
        if actor.type == "PER" and times:
            named.setdefault(surname, []).append(times)
    right = sum(
        len(named.get(surname, ())) == bearers and sum(named[surname]) == wanted[surname] for surname, bearers in people
    )
    return {
        "words": len(text.split()),
        "characters": len(text),
        "names": sum(any(m.kind == "name" for m in a.mentions) for a in found),
        "people right": right / len(people),
        "direct quotations": sum(q.kind == "direct" for q in said) / quotations,
        "seconds": seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=[25_000, 100_000, 200_000])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.here:
        print(json.dumps(measure(args.words[0])))
        return
    for words in args.words:
        command = [sys.executable, __file__, "--words", str(words), "--here"]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        steps = row["seconds"]
        share = (steps["actors"] + steps["quotes"] + steps["pronouns"]) / steps["reader"]
        print(f"{row['words']:,} words, {row['characters'] / 1e6:.1f} million characters, {row['names']:,} names")
        print(
            f"  people right {row['people right']:.1%}; quotations found {row['direct quotations']:.1%} of those there"
        )
        print("  seconds: " + ", ".join(f"{step} {value:.2f}" for step, value in steps.items()))
        print(f"  actors and quotes {share:.1%} of the reader's time; {row['megabytes']:,.0f} MB at most", flush=True)


if __name__ == "__main__":
    main()
